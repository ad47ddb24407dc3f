import { useQuery } from '@tanstack/react-query';
import { accountQuery } from '#api/accounts.ts';
import { domainsQuery } from '#api/domains.ts';

/** The hosts of an account that the page has loaded, and nothing more; `own` is the page's, and first. */
export function useAccountHosts(accountId: string, own: string | null): readonly string[] {
  const listed = useQuery({ ...domainsQuery(accountId), enabled: false }).data?.data;
  const account = useQuery({ ...accountQuery(accountId), enabled: false }).data?.account;
  const known = (listed ?? account?.domains ?? []).map(({ host }) => host);
  return [...new Set([...(own === null ? [] : [own]), ...known])];
}
