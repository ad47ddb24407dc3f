import type { QueryClient } from '@tanstack/react-query';
import type { Domain } from '#contract/domain.ts';
import type { Page } from '#contract/page.ts';
import { askDomains, domainsQuery } from './domains.ts';
import { hold, readAnew } from './cache-steps.ts';

/** What is to become of a domain (contract §10). */
export type DomainAct =
  | { do: 'add' }
  | { do: 'verify' }
  | { do: 'assign'; issuerId: string }
  | { do: 'unassign' }
  | { do: 'remove' };

/**
 * What became of it.
 *
 * - `done`: it is as wanted. `domain` as it is now; null: removed. `by` `others`: it was so already.
 * - `moved`: somebody else changed this very domain. Nothing was written; this is what it is now.
 * - `domain_gone`: it is not in the account any more. Of an add: it was added, and removed since.
 * - `issuer_gone`: the issuer it was to be assigned to is not there.
 * - `held`: another account holds the host.
 * - `full`: the account has all the domains it can have.
 * - `refused`: surely not done.
 * - `unknown`: perhaps done. The error is of the read, where that could not look.
 */
export type DomainOutcome =
  | { kind: 'done'; domain: Domain | null; by: 'us' | 'others' }
  | { kind: 'moved'; domain: Domain }
  | { kind: 'domain_gone' }
  | { kind: 'issuer_gone' }
  | { kind: 'held' }
  | { kind: 'full' }
  | { kind: 'refused'; error: unknown }
  | { kind: 'unknown'; error: unknown };

/**
 * Writes one act on one domain, under the account's tag (contract §2), and brings along what shows
 * it. Never rejects.
 *
 * @param seen the row as the person saw it; null: none was there, as before an add
 */
export function writeDomain(
  queryClient: QueryClient,
  accountId: string,
  host: string,
  act: DomainAct,
  seen: Domain | null,
): Promise<DomainOutcome> {
  void [queryClient, accountId, host, act, seen];
  return Promise.resolve({ kind: 'unknown', error: null });
}

/**
 * The domains of an account as they are now: always asks the server, and the cache takes the answer.
 *
 * @throws {ApiError} what the read meets, after the retries that reads have
 */
export async function readDomains(
  queryClient: QueryClient,
  accountId: string,
): Promise<Page<Domain>> {
  const { queryKey } = domainsQuery(accountId);
  const page = await readAnew(queryClient, queryKey, (signal) => askDomains(accountId, signal));
  hold(queryClient, queryKey, page, () => null);
  return page;
}
