import { useQuery } from '@tanstack/react-query';
import { domainsQuery } from '#api/domains.ts';
import { assignedTo, listedOf } from '#shared/listed.ts';

/** The hosts at which an issuer's login stands, as far as the account's domains tell. */
export type IssuerHosts = {
  /** Of verified domains that are assigned to it; null while, or where, they are not known. */
  readonly hosts: readonly string[] | null;
  /** Why they are not known; null: they are, or on their way. */
  readonly error: unknown;
  /** Whether these are all: no further domains, none that could not be read (contract §3). */
  readonly whole: boolean;
  readonly retry: () => void;
};

/** The verified custom domains of an issuer. Secondary: it blocks nothing. */
export function useIssuerHosts(accountId: string, issuerId: string): IssuerHosts {
  const asked = useQuery({ ...domainsQuery(accountId), throwOnError: false });
  const list = assignedTo(issuerId, listedOf(asked));
  const known = list.state === 'known';
  return {
    hosts: known
      ? list.rows.flatMap(({ host, verified }) => (verified === true ? host : []))
      : null,
    error: list.state === 'failed' ? list.error : null,
    whole: known && list.whole,
    retry: () => void asked.refetch(),
  };
}
