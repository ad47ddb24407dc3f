import { keepPreviousData, queryOptions, useQuery } from '@tanstack/react-query';
import { domainsQuery } from '#api/domains.ts';
import { issuerList } from '#api/issuers.ts';
import type { Domain } from '#contract/domain.ts';
import type { IssuerRow } from '#contract/issuer.ts';
import { unicodeHost } from '#contract/ours/hosts.ts';
import { idText, useAccountSearch } from '#shared/account-search.ts';
import type { AccountSearch } from '#shared/account-search.ts';
import { searchRows } from '#shared/text-match.ts';
import { useSettled } from './use-settled.ts';

/** Rows of a source that are shown. */
export const SHOWN = 8;

/** Issuers asked for, to show the best of: the server puts the newest first. */
const ASKED = 50;

/** Accounts a search looks at on its own; the account switcher goes on to the end. */
const MOST_ACCOUNTS = 450;

/** The server is asked when nothing was typed for this long (ms). */
const SETTLE_MS = 200;

/** What one source found, best first, and how it fares. */
type Source<Row> = {
  rows: readonly Row[];
  /** Whether there is more than these rows. */
  more: boolean;
  loading: boolean;
  failure: Error | null;
  retry: () => void;
};

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
    issuers: useIssuers(accountId, text),
    domains: useDomains(accountId, text),
    accounts: useAccountSearch(text, { wanted: text !== '', enough: SHOWN, most: MOST_ACCOUNTS }),
  };
}

function firstIssuersQuery(accountId: string, q: string) {
  const source = issuerList(accountId, { q });
  const request = { cursor: null, limit: ASKED };
  return queryOptions({
    queryKey: [...source.queryKey, request],
    queryFn: ({ signal }) => source.load({ ...request, signal }),
  });
}

function useIssuers(accountId: string | undefined, text: string): Source<IssuerRow> {
  const settled = useSettled(text, SETTLE_MS);
  const wanted = accountId !== undefined && text !== '';
  const { data, error, isPlaceholderData, isFetching, refetch } = useQuery({
    ...firstIssuersQuery(accountId ?? '', settled),
    enabled: wanted && settled !== '',
    placeholderData: keepPreviousData,
    throwOnError: false,
  });
  const isAnswer = settled === text && !isPlaceholderData;
  const matching = searchRows(text, data?.data ?? [], (row) => [
    row.name,
    idText(row.id, text),
    row.description,
  ]);
  // The server may match by more than is known here. Rows of an earlier question have no such excuse.
  const others = isAnswer ? (data?.data ?? []).filter((row) => !matching.includes(row)) : [];
  const failure = settled === text ? error : null;
  return {
    rows: wanted && failure === null ? [...matching, ...others] : [],
    more: wanted && isAnswer && data?.has_more === true,
    loading: wanted && failure === null && (!isAnswer || (isFetching && data === undefined)),
    failure: wanted ? failure : null,
    retry: () => void refetch(),
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
