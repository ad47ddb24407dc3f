import { useQuery } from '@tanstack/react-query';
import { domainsQuery } from '#api/domains.ts';
import { assignedTo, listedOf } from '#shared/listed.ts';
import type { Asked } from '#shared/listed.ts';

/** The verified custom domains that are assigned to an issuer. */
export type Hosts = Asked<string>;

/**
 * {@link Hosts}, asked for beside what a page is about.
 *
 * @param isNeeded whether anything depends on them; none are asked for otherwise
 */
export function useHosts(accountId: string, issuerId: string, isNeeded: boolean): Hosts {
  const { data, error, refetch } = useQuery({
    ...domainsQuery(accountId),
    throwOnError: false,
    enabled: isNeeded,
  });
  if (!isNeeded) return { list: { state: 'known', rows: [], whole: true }, retry: () => undefined };
  const assigned = assignedTo(issuerId, listedOf({ data, error }));
  const list =
    assigned.state === 'known'
      ? {
          ...assigned,
          rows: assigned.rows.flatMap(({ host, verified }) => (verified === true ? host : [])),
        }
      : assigned;
  return { list, retry: () => void refetch() };
}
