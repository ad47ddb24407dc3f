import { useQuery } from '@tanstack/react-query';
import { domainsQuery } from '#api/domains.ts';
import type { Domain } from '#contract/domain.ts';
import type { IssuerRow } from '#contract/issuer.ts';
import { unicodeHost } from '#contract/ours/hosts.ts';
import { useAccountSearch } from '#shared/account-search.ts';
import type { AccountSearch } from '#shared/account-search.ts';
import { useIssuerSearch } from '#shared/issuer-search.ts';
import type { Source } from '#shared/issuer-search.ts';
import { searchRows } from '#shared/text-match.ts';

/** Rows of a source that are shown. */
export const SHOWN = 8;

/** Accounts a search looks at on its own; the account switcher goes on to the end. */
const MOST_ACCOUNTS = 450;

/** What there is to search. */
export type Sources = {
  issuers: Source<IssuerRow>;
  domains: Source<Domain>;
  accounts: AccountSearch;
};

/**
 * Searches issuers and domains of an account, and the accounts. Asks for nothing while the text is
 * empty. One source that fails leaves the others alone.
 */
export function useSources(accountId: string | undefined, text: string): Sources {
  return {
    issuers: useIssuerSearch(accountId ?? '', text, accountId !== undefined && text !== ''),
    domains: useDomains(accountId, text),
    accounts: useAccountSearch(text, { wanted: text !== '', enough: SHOWN, most: MOST_ACCOUNTS }),
  };
}

function useDomains(accountId: string | undefined, text: string): Source<Domain> {
  const wanted = accountId !== undefined && text !== '';
  const { data, error, refetch } = useQuery({
    ...domainsQuery(accountId ?? ''),
    enabled: wanted,
    throwOnError: false,
  });
  const rows = data?.data ?? [];
  return {
    rows: wanted ? searchRows(text, rows, ({ host }) => [host, unicodeHost(host)]) : [],
    more: wanted && (data?.has_more === true || (data?.invalid_count ?? 0) > 0),
    loading: wanted && data === undefined && error === null,
    failure: wanted && data === undefined ? error : null,
    retry: () => void refetch(),
  };
}
