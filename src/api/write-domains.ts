import type { QueryClient } from '@tanstack/react-query';
import { accountAnswer, readAccount } from '#contract/account.ts';
import { check } from '#contract/check.ts';
import { assignedIssuer, domain as domainSchema } from '#contract/domain.ts';
import type { Domain } from '#contract/domain.ts';
import type { ETag } from '#contract/etag.ts';
import { pathOf } from '#contract/operations.ts';
import { MAX_DOMAINS } from '#contract/ours/limits.ts';
import { accountQuery } from './accounts.ts';
import { askAnew, hold } from './cache-steps.ts';
import { client } from './client.ts';
import {
  domainIn,
  isSameRow,
  readDomains,
  showDomains,
  showRemoved,
  showRow,
} from './domain-caches.ts';
import { domainsQuery } from './domains.ts';
import { ApiError } from './errors.ts';
import { inTurn } from './in-turn.ts';
import { keys } from './keys.ts';
import { atOf, isLater } from './revised.ts';
import { uuid } from './uuid.ts';
import { accountResource, atOfAccount, showAccount } from './write-accounts.ts';
import { fateOf } from './writes.ts';

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
 * - `refused`: surely not done. The error may be of the read that comes before the write.
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

/** The longest wait for a request that is still running on the server, in milliseconds. */
const IN_FLIGHT_MS = 10_000;

/**
 * Writes one act on one domain, under the account's tag (contract §2), and brings along what shows
 * it. Never rejects.
 *
 * A tag that moved for another reason is no reason to ask: where the domain is as it was seen, it is
 * sent once more. After no clear answer the list is looked at, and the same is sent once more with
 * the same key (contract §6): nothing of it can happen twice.
 *
 * @param seen the domain as the person saw it; null: nothing was, as before an add
 */
export async function writeDomain(
  queryClient: QueryClient,
  accountId: string,
  host: string,
  act: DomainAct,
  seen: Domain | null,
): Promise<DomainOutcome> {
  const kept = unsettledOf(queryClient);
  const intent = JSON.stringify([accountId, host, act]);
  const before = kept.get(intent);
  const work: Work = {
    queryClient,
    accountId,
    host,
    act,
    seen,
    key: before ?? uuid(),
    lost: before !== undefined,
  };
  let outcome: DomainOutcome;
  try {
    // What is no path segment is sent nowhere.
    pathOf('verifyDomain', { account_id: accountId, domain: host });
  } catch (error) {
    return { kind: 'refused', error };
  }
  try {
    outcome = await carryOut(work);
  } catch (error) {
    outcome = { kind: 'unknown', error };
  }
  const isOpen = outcome.kind === 'unknown' || (work.lost && outcome.kind === 'refused');
  if (isOpen) kept.set(intent, work.key);
  else kept.delete(intent);
  return outcome;
}

/** One act on its way. `lost`: one of its requests may have happened without an answer. */
type Work = {
  readonly queryClient: QueryClient;
  readonly accountId: string;
  readonly host: string;
  readonly act: DomainAct;
  readonly seen: Domain | null;
  readonly key: string;
  lost: boolean;
};

/**
 * What a write stands on: the account's tag (null: it needs none), and the domain as that account has
 * it (undefined: it does not have it).
 */
type Base = { readonly tag: ETag | null; readonly row: Domain | undefined };

/** Keys of acts that nobody knows the fate of: the same tried again is the same request. */
const unsettled = new WeakMap<QueryClient, Map<string, string>>();

function unsettledOf(queryClient: QueryClient): Map<string, string> {
  const known = unsettled.get(queryClient) ?? new Map<string, string>();
  unsettled.set(queryClient, known);
  return known;
}

async function carryOut(work: Work): Promise<DomainOutcome> {
  let isAnew = work.lost;
  let [moves, losses] = [0, 0];
  /** What it is, unless the next look tells more. */
  let end: DomainOutcome | null = null;
  for (;;) {
    let base: Base;
    try {
      base = await baseOf(work, isAnew);
    } catch (error) {
      return { kind: work.lost ? 'unknown' : 'refused', error };
    }
    const known = verdictOf(work, base.row) ?? end;
    if (known !== null) return known;
    isAnew = true;
    try {
      return await send(work, base);
    } catch (error) {
      switch (fateOf(error)) {
        case 'moved':
          moves += 1;
          if (moves > 1) end = { kind: 'refused', error };
          break;
        case 'unknown':
          losses += 1;
          work.lost = true;
          if (losses > 1) end = { kind: saysNo(error) ? 'refused' : 'unknown', error };
          await stillRunning(error);
          break;
        case 'gone':
          return gone(work, error);
        case 'refused':
          return work.act.do === 'add' ? addRefused(work, error) : { kind: 'refused', error };
      }
    }
  }
}

/**
 * What a look at the domain says without a write; null: it is to be written.
 *
 * @param row the domain as it is; undefined: the account does not have it
 */
function verdictOf({ act, seen, lost }: Work, row: Domain | undefined): DomainOutcome | null {
  const by = lost ? 'us' : 'others';
  if (row === undefined) {
    if (act.do === 'add') return null;
    return act.do === 'remove' ? { kind: 'done', domain: null, by } : { kind: 'domain_gone' };
  }
  if (isSameRow(row, seen ?? row) && act.do !== 'add' && !lost) return null;
  if (isAsWanted(row, act)) return { kind: 'done', domain: row, by };
  return seen === null || isSameRow(row, seen) ? null : { kind: 'moved', domain: row };
}

/** @param row undefined: the account does not have it */
function isAsWanted(row: Domain | undefined, act: DomainAct): boolean {
  switch (act.do) {
    case 'add':
      return row !== undefined;
    case 'remove':
      return row === undefined;
    case 'verify':
      return row?.verified === true;
    case 'assign':
      return row?.assigned_issuer_id === act.issuerId;
    case 'unassign':
      return row !== undefined && assignedIssuer(row) === null;
  }
}

/**
 * What a write stands on.
 *
 * @param isAnew whether the server is to be asked
 * @throws {ApiError} what the read meets
 */
async function baseOf(work: Work, isAnew: boolean): Promise<Base> {
  const { queryClient, accountId, host, act } = work;
  if (act.do === 'add') {
    if (!isAnew) return { tag: null, row: undefined };
    return { tag: null, row: domainIn((await readDomains(queryClient, accountId)).data, host) };
  }
  const known = isAnew ? null : heldBase(work);
  // Where what is held says otherwise than what the person saw, it may be the older of the two.
  if (known !== null && verdictOf(work, known.row) === null) return known;
  const since = Date.now();
  const { value: account, tag, at } = await accountResource(queryClient, accountId).read();
  if (account.domains !== null) showDomains(queryClient, accountId, account.domains, host, since);
  // After the tag: what changes in between moves it, and is refused.
  const rows = account.domains ?? (await readDomains(queryClient, accountId)).data;
  return { tag: tag ?? tagAt(at), row: domainIn(rows, host) };
}

/** The domain and the tag as the cache has them; null where it may be wrong, or does not know. */
function heldBase({ queryClient, accountId, host }: Work): Base | null {
  const state = queryClient.getQueryState(accountQuery(accountId).queryKey);
  if (state?.data?.tag == null || state.isInvalidated) return null;
  const { account, tag } = state.data;
  const listed = queryClient.getQueryState(domainsQuery(accountId).queryKey);
  const rows = account.domains ?? (listed?.isInvalidated === false ? listed.data?.data : null);
  return rows == null ? null : { tag, row: domainIn(rows, host) };
}

/** The tag as it is made (contract §5), where an answer did not name it. */
function tagAt(at: number | null): ETag {
  return at === null ? '*' : `"${at}"`;
}

/**
 * Sends it, and takes in what comes.
 *
 * @throws {ApiError} what the write meets
 */
function send(work: Work, base: Base): Promise<DomainOutcome> {
  const { queryClient, accountId, host, act, seen, key } = work;
  const path = pathOf('getAccount', { account_id: accountId });
  return inTurn(queryClient, path, async () => {
    // Another write of ours may have moved the tag while this one waited.
    const held = heldBase(work);
    const isSame =
      held?.row !== undefined && base.row !== undefined && isSameRow(held.row, base.row);
    const ifMatch = (isSame ? held?.tag : base.tag) ?? '*';
    const since = Date.now();
    if (act.do === 'remove') {
      const params = { account_id: accountId, domain: host };
      await client.send('removeDomain', { params, ifMatch });
      showRemoved(queryClient, accountId, host);
      return { kind: 'done', domain: null, by: 'us' };
    }
    const sent = await sendPost(work, act, ifMatch, key);
    if (sent.replayed) return replayed(work);
    const row = await takeIn(work, sent, since);
    if (isAsWanted(row, act)) {
      const was = seen !== null && act.do !== 'add' && isAsWanted(seen, act);
      return { kind: 'done', domain: row, by: was ? 'others' : 'us' };
    }
    const error = new ApiError('unexpected', OPERATION[act.do], { status: sent.status });
    return { kind: 'refused', error };
  });
}

const OPERATION = {
  add: 'addDomain',
  verify: 'verifyDomain',
  assign: 'assignDomain',
  unassign: 'unassignDomain',
} as const;

type Posted = { data: unknown; tag: ETag | null; replayed: boolean; status: number };

function sendPost(
  { accountId, host }: Work,
  act: Exclude<DomainAct, { do: 'remove' }>,
  ifMatch: ETag,
  idempotencyKey: string,
): Promise<Posted> {
  const params = { account_id: accountId, domain: host };
  switch (act.do) {
    case 'add':
      return client.send('addDomain', {
        params: { account_id: accountId },
        body: { host },
        idempotencyKey,
      });
    case 'verify':
      return client.send('verifyDomain', { params, ifMatch, idempotencyKey });
    case 'assign': {
      const body = { issuer_id: act.issuerId };
      return client.send('assignDomain', { params, body, ifMatch, idempotencyKey });
    }
    case 'unassign':
      return client.send('unassignDomain', { params, ifMatch, idempotencyKey });
  }
}

/**
 * Takes the domain out of an answer: of the account, or the domain itself. Where it is neither the
 * list is asked for (contract §10).
 *
 * @returns the domain as it is now
 */
async function takeIn(work: Work, { data, tag }: Posted, since: number): Promise<Domain> {
  const { queryClient, accountId, host, act } = work;
  const answered = check(accountAnswer, data);
  if (answered.ok && answered.value.id === accountId) {
    const account = readAccount(answered.value);
    const queryKey = keys.account(accountId);
    const held = queryClient.getQueryData(accountQuery(accountId).queryKey);
    const isOlder = held !== undefined && isLater(atOfAccount(held), atOf(account));
    hold(queryClient, queryKey, { account, tag }, atOfAccount);
    showAccount(queryClient, account);
    const row = domainIn(account.domains ?? [], host);
    if (account.domains !== null && row !== undefined) {
      if (isOlder) askAnew(queryClient, { queryKey: keys.domains(accountId), exact: true });
      else showDomains(queryClient, accountId, account.domains, host, since);
      return row;
    }
  }
  const bare = check(domainSchema, data);
  const named = bare.ok ? domainIn([bare.value], host) : undefined;
  if (named !== undefined) {
    showRow(queryClient, accountId, named);
    return named;
  }
  try {
    const row = domainIn((await readDomains(queryClient, accountId)).data, host);
    if (row !== undefined) return row;
  } catch {
    // It was written. What is shown is asked for again when somebody looks.
  }
  const row = rowAfter(work.seen ?? { host }, act);
  showRow(queryClient, accountId, row);
  return row;
}

/** A domain as an act that succeeded leaves it, where nobody told. */
function rowAfter(row: Domain, act: DomainAct): Domain {
  switch (act.do) {
    case 'verify':
      return { ...row, verified: true };
    case 'assign':
      return { ...row, assigned_issuer_id: act.issuerId, assigned_at: null };
    case 'unassign':
      return { ...row, assigned_issuer_id: null, assigned_at: null };
    default:
      return row;
  }
}

/** The server remembers that it was done, and answers as it was then: how it is now is looked at. */
async function replayed(work: Work): Promise<DomainOutcome> {
  const { queryClient, accountId, host, act } = work;
  askAnew(queryClient, { queryKey: keys.account(accountId), exact: true });
  try {
    const row = domainIn((await readDomains(queryClient, accountId)).data, host);
    if (row === undefined) return { kind: 'domain_gone' };
    return isAsWanted(row, act)
      ? { kind: 'done', domain: row, by: 'us' }
      : { kind: 'moved', domain: row };
  } catch (error) {
    return { kind: 'unknown', error };
  }
}

/** What a 404 is about: the domain, the issuer it was to be assigned to, or neither. */
async function gone(work: Work, error: unknown): Promise<DomainOutcome> {
  const { queryClient, accountId, host, act } = work;
  const refused: DomainOutcome = { kind: 'refused', error };
  if (act.do === 'add') return refused;
  try {
    const { data } = await readDomains(queryClient, accountId);
    if (domainIn(data, host) === undefined) return verdictOf(work, undefined) ?? refused;
    if (act.do !== 'assign') return refused;
    // What the lists of issuers make of it comes with it, and few visits need it.
    const { issuerResource } = await import('./write-issuers.ts');
    await issuerResource(queryClient, accountId, act.issuerId).read();
    return refused;
  } catch (failure) {
    const isIssuer = failure instanceof ApiError && failure.operation === 'getIssuer';
    return isIssuer && fateOf(failure) === 'gone' ? { kind: 'issuer_gone' } : refused;
  }
}

/** Why a host was not added: it is there already, elsewhere, or there is no place left. */
async function addRefused(work: Work, error: unknown): Promise<DomainOutcome> {
  const { queryClient, accountId, host } = work;
  const refused: DomainOutcome = { kind: 'refused', error };
  if (!(error instanceof ApiError)) return refused;
  if (error.kind === 'rate_limited') {
    // A limit of resources may hide behind the same status (contract §11).
    const rows = queryClient.getQueryData(domainsQuery(accountId).queryKey)?.data ?? [];
    return rows.length >= MAX_DOMAINS ? { kind: 'full' } : refused;
  }
  const isConflict = error.kind === 'conflict';
  if (!isConflict && (error.kind !== 'invalid' || error.fields.length > 0)) return refused;
  try {
    const { data } = await readDomains(queryClient, accountId);
    const there = verdictOf(work, domainIn(data, host));
    if (there !== null) return there;
    if (isConflict) return { kind: 'held' };
    return data.length >= MAX_DOMAINS ? { kind: 'full' } : refused;
  } catch {
    return refused;
  }
}

/** Whether an answer without a verdict says that the server itself gave up on it. */
function saysNo(error: unknown): boolean {
  return error instanceof ApiError && (error.status === 500 || error.status === 503);
}

/** Waits for a request that the server says is still running. */
async function stillRunning(error: unknown): Promise<void> {
  if (!(error instanceof ApiError) || error.kind !== 'in_flight') return;
  const ms = Math.min(IN_FLIGHT_MS, error.retryAfterMs ?? 1_000);
  await new Promise((resolve) => {
    setTimeout(resolve, ms);
  });
}
