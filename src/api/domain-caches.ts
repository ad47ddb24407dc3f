import type { QueryClient } from '@tanstack/react-query';
import type { Account } from '#contract/account.ts';
import { assignedIssuer, domain as domainSchema } from '#contract/domain.ts';
import type { Domain } from '#contract/domain.ts';
import type { ETag } from '#contract/etag.ts';
import { isWhole } from '#contract/page.ts';
import type { Page } from '#contract/page.ts';
import { accountQuery } from './accounts.ts';
import { askAnew, changeHeld, changeLists, hold, readAnew } from './cache-steps.ts';
import { patchRow } from './cursor-list.ts';
import { askDomains, domainsQuery } from './domains.ts';
import { keys } from './keys.ts';

// Domains live in their account, and are listed besides: what is told of one changes both.

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
  const account = queryClient.getQueryData(accountQuery(accountId).queryKey)?.account;
  if (account?.domains != null && isWhole(page) && !isSameList(account.domains, page.data)) {
    // Domains live in the account: it is another revision by now.
    showInAccount(queryClient, accountId, () => page.data);
  }
  return page;
}

/** Whether two answers tell the same of what a person decides by: the mark and the issuer. */
export function isSameRow(one: Domain, other: Domain): boolean {
  return (
    (one.verified === true) === (other.verified === true) &&
    assignedIssuer(one) === assignedIssuer(other)
  );
}

/** The domain of a host, which a server may store in other letters than it was given. */
export function domainIn(rows: readonly Domain[], host: string): Domain | undefined {
  const plain = (name: string) => name.toLowerCase().replace(/\.$/, '');
  return rows.find((row) => row.host === host) ?? rows.find((row) => plain(row.host) === host);
}

/**
 * The list, after an account told all its domains.
 *
 * @param host the one that was written or looked at
 * @param since when the request was sent, in Unix ms: a list that was loaded later may know more
 */
export function showDomains(
  queryClient: QueryClient,
  accountId: string,
  rows: readonly Domain[],
  host: string,
  since: number,
): void {
  const { queryKey } = domainsQuery(accountId);
  const state = queryClient.getQueryState(queryKey);
  if (state?.data === undefined) {
    // What is under way may have left before.
    changeListed(queryClient, accountId, (before) => before);
    return;
  }
  if (state.dataUpdatedAt > since) {
    const row = domainIn(rows, host);
    changeListed(queryClient, accountId, (before) =>
      row === undefined ? before.filter((each) => each.host !== host) : withRow(before, row),
    );
    askAnew(queryClient, { queryKey, exact: true });
    return;
  }
  const { data } = state.data;
  // In the order that is on screen; what is new comes last.
  const known = data.flatMap((row) => {
    const now = domainIn(rows, row.host);
    return now === undefined ? [] : withUnknown(now, row);
  });
  const added = rows.filter((row) => domainIn(data, row.host) === undefined);
  hold(queryClient, queryKey, { ...state.data, data: [...known, ...added] }, () => null);
}

/** One domain that was told alone: the account it lives in is another revision by now. */
export function showRow(queryClient: QueryClient, accountId: string, row: Domain): void {
  changeListed(queryClient, accountId, (rows) => withRow(rows, row));
  showInAccount(queryClient, accountId, (rows) => withRow(rows, row));
}

/** One domain that is not there any more. */
export function showRemoved(queryClient: QueryClient, accountId: string, host: string): void {
  const without = (rows: readonly Domain[]) => rows.filter((row) => row !== domainIn(rows, host));
  changeListed(queryClient, accountId, without);
  showInAccount(queryClient, accountId, without);
}

function withRow(rows: readonly Domain[], row: Domain): Domain[] {
  const before = domainIn(rows, row.host);
  if (before === undefined) return [...rows, row];
  return rows.map((each) => (each === before ? withUnknown(row, before) : each));
}

/** A domain as it is now, and what only another answer told of it besides the known fields. */
function withUnknown(now: Domain, before: Domain): Domain {
  const unknown = Object.entries(before).filter(([name]) => !KNOWN.has(name));
  return { ...Object.fromEntries(unknown), ...now };
}

const KNOWN: ReadonlySet<string> = new Set(Object.keys(domainSchema.def.shape));

function changeListed(
  queryClient: QueryClient,
  accountId: string,
  change: (rows: readonly Domain[]) => readonly Domain[],
): void {
  changeHeld<Page<Domain>>(queryClient, keys.domains(accountId), (page) => {
    const data = change(page.data);
    return data === page.data ? page : { ...page, data: [...data] };
  });
}

/** The account and its lists, after domains in it became others; its tag is not known any more. */
function showInAccount(
  queryClient: QueryClient,
  accountId: string,
  change: (rows: readonly Domain[]) => readonly Domain[],
): void {
  const changed = (account: Account): Account =>
    account.domains === null ? account : { ...account, domains: [...change(account.domains)] };
  const { queryKey } = accountQuery(accountId);
  changeHeld<{ account: Account; tag: ETag | null }>(queryClient, queryKey, (held) => ({
    ...held,
    account: changed(held.account),
  }));
  changeLists<Account>(queryClient, keys.accountList(), (list) =>
    patchRow(list, accountId, changed),
  );
  askAnew(queryClient, { queryKey, exact: true });
}

function isSameList(one: readonly Domain[], other: readonly Domain[]): boolean {
  return (
    one.length === other.length &&
    one.every((row) => {
      const match = other.find(({ host }) => host === row.host);
      return match !== undefined && isSameRow(row, match);
    })
  );
}
