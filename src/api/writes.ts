import type { QueryClient } from '@tanstack/react-query';
import { looseObject } from 'zod/mini';
import type { Account } from '#contract/account.ts';
import { readAccount } from '#contract/account.ts';
import type { AuthMethod } from '#contract/auth-method.ts';
import type { Body } from '#contract/bodies.ts';
import { check } from '#contract/check.ts';
import { etagOf } from '#contract/etag.ts';
import type { ETag } from '#contract/etag.ts';
import { issuerFilters } from '#contract/issuer.ts';
import type { Issuer, IssuerRow } from '#contract/issuer.ts';
import { pathOf } from '#contract/operations.ts';
import type { Page } from '#contract/page.ts';
import { accountQuery, askAccount } from './accounts.ts';
import {
  askAuthMethod,
  askAuthMethods,
  authMethodQuery,
  authMethodsQuery,
} from './auth-methods.ts';
import { askAnew, changeHeld, changeLists, forget, hold, readAnew } from './cache-steps.ts';
import { client } from './client.ts';
import { dropRow, isCursorList, outdate, patchRow, rowIn } from './cursor-list.ts';
import type { CursorList } from './cursor-list.ts';
import { ApiError } from './errors.ts';
import { inTurn } from './in-turn.ts';
import {
  belongs,
  doorsOf,
  isSameInRow,
  knowsLess,
  rowAfter,
  rowOf,
  rowWithMethods,
} from './issuer-rows.ts';
import type { MethodState } from './issuer-rows.ts';
import { askIssuer, issuerQuery } from './issuers.ts';
import type { IssuerFilters } from './issuers.ts';
import { keys } from './keys.ts';
import { withMethod, withNewMethod, withoutMethod } from './method-page.ts';
import { atOf, isLater, latestOf } from './revised.ts';

/**
 * One revision of a resource. `tag` goes into `If-Match` (contract §5); null where the answer named
 * none, and then nothing can be written before a read. `at` is `updated_at ?? created_at` in Unix ms,
 * for order; null where not told.
 */
export type Revision<T> = {
  readonly value: T;
  readonly tag: ETag | null;
  readonly at: number | null;
};

/** One resource that can be read and changed under its tag. */
export type Resource<T, Patch> = {
  /**
   * Always asks the server; the cache takes the answer.
   *
   * @throws {ApiError} what the read meets, after the retries that reads have
   */
  read: () => Promise<Revision<T>>;
  /**
   * Writes once, after the writes of this resource that were asked for before. The answer is the new
   * truth: the cache and every list in memory hold it when this resolves.
   *
   * @param ifMatch the tag of the revision that `body` was made from
   * @throws {ApiError} what the write meets; {@link fateOf} says what that means
   */
  write: (body: Patch, ifMatch: ETag) => Promise<Revision<T>>;
};

/** An issuer, which can be deleted as well. */
export type IssuerResource = Resource<Issuer, Body<'updateIssuer'>> & {
  /**
   * Deletes it (soft, contract §8). Resolves as well where it was gone already (404).
   *
   * @throws {ApiError} anything but a 404
   */
  remove: (ifMatch: ETag) => Promise<void>;
};

/** An auth method, which can be deleted as well. */
export type AuthMethodResource = Resource<AuthMethod, Body<'updateAuthMethod'>> & {
  /**
   * Deletes it for good (contract §9). Resolves as well where it was gone already (404).
   *
   * @throws {ApiError} anything but a 404
   */
  remove: (ifMatch: ETag) => Promise<void>;
};

/** What a failed write means. See {@link fateOf}. */
export type Fate = 'moved' | 'gone' | 'refused' | 'unknown';

/**
 * What a failed write means for what was to be written.
 *
 * - `moved`: 412, somebody else was faster. Not written.
 * - `gone`: 404, the resource or what it was to be created in is not there any more. Not written.
 * - `refused`: surely not written: 400, 401, 403, 409, 415, 422, 428, 429.
 * - `unknown`: perhaps written: no answer, 5xx, an answer that could not be read, a status that no
 *   operation has, a 409 that says that the same request is still running. To be settled by a read.
 */
export function fateOf(error: unknown): Fate {
  if (!(error instanceof ApiError)) return 'unknown';
  switch (error.kind) {
    case 'precondition_failed':
      return 'moved';
    case 'not_found':
      return 'gone';
    case 'invalid':
    case 'idempotency_mismatch':
    case 'unauthorized':
    case 'forbidden':
    case 'conflict':
    case 'unsupported_media_type':
    case 'precondition_required':
    case 'rate_limited':
      return 'refused';
    case 'network':
    case 'aborted':
    case 'in_flight':
    case 'server':
    case 'malformed':
    case 'unexpected':
      return 'unknown';
  }
}

/** One issuer to edit. */
export function issuerResource(
  queryClient: QueryClient,
  accountId: string,
  issuerId: string,
): IssuerResource {
  const params = { account_id: accountId, issuer_id: issuerId };
  const { queryKey } = issuerQuery(accountId, issuerId);
  const hears404 = (error: unknown): never => {
    if (fateOf(error) === 'gone') {
      issuerIsGone(queryClient, accountId, issuerId);
      // Whoever looks at it now may have typed something: only who comes next is told by a 404.
      const queryKey = keys.ofIssuer(accountId, issuerId);
      void queryClient.invalidateQueries({ queryKey, refetchType: 'none' });
    }
    throw error;
  };
  return {
    read: async () => {
      const held = await readAnew(queryClient, queryKey, (signal) =>
        askIssuer(accountId, issuerId, signal),
      ).catch(hears404);
      if (hold(queryClient, queryKey, held, atOfIssuer))
        showIssuer(queryClient, accountId, held.issuer);
      return revisionOf(held.issuer, held.tag);
    },
    write: async (body, ifMatch) =>
      inTurn(queryClient, pathOf('getIssuer', params), async () => {
        const { data, tag } = await client
          .send('updateIssuer', { params, body, ifMatch })
          .catch(hears404);
        hold(queryClient, queryKey, { issuer: data, tag }, atOfIssuer);
        showIssuer(queryClient, accountId, data);
        return revisionOf(data, tag);
      }),
    remove: async (ifMatch) =>
      inTurn(queryClient, pathOf('getIssuer', params), async () => {
        await client.send('deleteIssuer', { params, ifMatch }).catch((error: unknown) => {
          if (fateOf(error) !== 'gone') throw error;
        });
        forget(queryClient, keys.ofIssuer(accountId, issuerId));
        issuerIsGone(queryClient, accountId, issuerId);
      }),
  };
}

/** One account to edit. Its lists are the caller's, and its domains are in its answer. */
export function accountResource(
  queryClient: QueryClient,
  accountId: string,
): Resource<Account, Body<'updateAccount'>> {
  const params = { account_id: accountId };
  const { queryKey } = accountQuery(accountId);
  return {
    read: async () => {
      const held = await readAnew(queryClient, queryKey, (signal) => askAccount(accountId, signal));
      if (hold(queryClient, queryKey, held, atOfAccount)) showAccount(queryClient, held.account);
      return revisionOf(held.account, held.tag);
    },
    write: async (body, ifMatch) =>
      inTurn(queryClient, pathOf('getAccount', params), async () => {
        const { data, tag } = await client.send('updateAccount', { params, body, ifMatch });
        const account = readAccount(data);
        hold(queryClient, queryKey, { account, tag }, atOfAccount);
        showAccount(queryClient, account);
        return revisionOf(account, tag);
      }),
  };
}

/**
 * Creates an issuer (contract §8). Opening it then costs no request; the lists that may show it ask
 * for their first page again.
 *
 * @param idempotencyKey stable per payload: see `createIdempotency`
 * @throws {ApiError} what the write meets
 */
export async function createIssuer(
  queryClient: QueryClient,
  accountId: string,
  body: Body<'createIssuer'>,
  idempotencyKey: string,
): Promise<Revision<Issuer>> {
  const params = { account_id: accountId };
  return inTurn(queryClient, pathOf('createIssuer', params), async () => {
    const sent = await client.send('createIssuer', { params, body, idempotencyKey });
    const { data, tag, replayed } = sent;
    const { queryKey } = issuerQuery(accountId, data.id);
    hold(queryClient, queryKey, { issuer: data, tag }, atOfIssuer);
    // What the server remembers of the first time may have been changed since.
    if (replayed) askAnew(queryClient, { queryKey, exact: true });
    changeIssuerLists(queryClient, accountId, (list, filters) =>
      belongs(filters, rowOf(data, null)) === 'no' ? list : outdate(list),
    );
    return revisionOf(data, tag);
  });
}

/**
 * Creates an auth method (contract §9). The issuer's tag does not move (contract §5).
 *
 * @param body may hold a secret, which nothing here keeps
 * @param idempotencyKey stable per payload: see `createIdempotency`
 * @throws {ApiError} what the write meets
 */
export async function createAuthMethod(
  queryClient: QueryClient,
  accountId: string,
  issuerId: string,
  body: Body<'createAuthMethod'>,
  idempotencyKey: string,
): Promise<Revision<AuthMethod>> {
  const params = { account_id: accountId, issuer_id: issuerId };
  return inTurn(queryClient, pathOf('createAuthMethod', params), async () => {
    const since = Date.now();
    const sent = await client.send('createAuthMethod', { params, body, idempotencyKey });
    const { data, tag, replayed } = sent;
    const { queryKey } = authMethodQuery(accountId, issuerId, data.id);
    hold(queryClient, queryKey, { method: data, tag }, atOfMethod);
    if (replayed) {
      // What the server remembers of the first time may have been changed since.
      askAnew(queryClient, { queryKey, exact: true });
      askAnew(queryClient, { queryKey: keys.authMethods(accountId, issuerId), exact: true });
      showInIssuerLists(queryClient, accountId, issuerId, UNKNOWN);
    } else {
      const after = knownMethod(queryClient, accountId, issuerId, data.id) ?? data;
      changeMethods(queryClient, accountId, issuerId, (page) => withNewMethod(page, after));
      showInIssuerLists(queryClient, accountId, issuerId, { before: null, after, since });
    }
    return revisionOf(data, tag);
  });
}

/**
 * One auth method to edit (contract §9). No write of it moves the issuer's tag (contract §5). What a
 * write sends is kept nowhere.
 */
export function authMethodResource(
  queryClient: QueryClient,
  accountId: string,
  issuerId: string,
  methodId: string,
): AuthMethodResource {
  const params = { account_id: accountId, issuer_id: issuerId, method_id: methodId };
  const { queryKey } = authMethodQuery(accountId, issuerId, methodId);
  const known = () => knownMethod(queryClient, accountId, issuerId, methodId);
  const listed = () => listedMethod(queryClient, accountId, issuerId, methodId);
  /** What it was right before a write under this tag, as far as that is here. */
  const underTag = (ifMatch: ETag) => {
    const held = queryClient.getQueryData(queryKey);
    if (held?.tag === ifMatch) return held.method;
    const row = listed();
    return row !== undefined && etagOf(row) === ifMatch ? row : undefined;
  };
  const show = (after: AuthMethod) =>
    changeMethods(queryClient, accountId, issuerId, (page) => withMethod(page, after));
  const change = (move: Move) => showInIssuerLists(queryClient, accountId, issuerId, move);
  const drop = (move: Omit<Move, 'after'>) => {
    changeMethods(queryClient, accountId, issuerId, (page) => withoutMethod(page, methodId));
    change({ ...move, after: null });
  };
  const hears404 = (error: unknown): never => {
    if (fateOf(error) === 'gone') {
      drop({ before: known() ?? null, since: null });
      // Whoever looks at it now may have typed something: only who comes next is told by a 404.
      void queryClient.invalidateQueries({ queryKey, refetchType: 'none' });
    }
    throw error;
  };
  return {
    read: async () => {
      const held = await readAnew(queryClient, queryKey, (signal) =>
        askAuthMethod(accountId, issuerId, methodId, signal),
      ).catch(hears404);
      const before = known();
      const isNews = hold(queryClient, queryKey, held, atOfMethod);
      const after = known() ?? held.method;
      const row = listed();
      if (isNews || (row !== undefined && isLater(atOf(after), atOf(row)))) show(after);
      change({ before: before ?? after, after, since: null });
      return revisionOf(held.method, held.tag);
    },
    write: async (body, ifMatch) =>
      inTurn(queryClient, pathOf('getAuthMethod', params), async () => {
        const [before, since] = [underTag(ifMatch), Date.now()];
        const { data, tag } = await client
          .send('updateAuthMethod', { params, body, ifMatch })
          .catch(hears404);
        hold(queryClient, queryKey, { method: data, tag }, atOfMethod);
        const after = known() ?? data;
        show(after);
        change({ before, after, since });
        return revisionOf(data, tag);
      }),
    remove: async (ifMatch) =>
      inTurn(queryClient, pathOf('getAuthMethod', params), async () => {
        let move: Omit<Move, 'after'> = { before: underTag(ifMatch), since: Date.now() };
        await client.send('deleteAuthMethod', { params, ifMatch }).catch((error: unknown) => {
          if (fateOf(error) !== 'gone') throw error;
          move = { before: known() ?? null, since: null };
        });
        forget(queryClient, queryKey);
        drop(move);
      }),
  };
}

/**
 * The auth methods of an issuer as they are now: always asks the server, and the cache takes the
 * answer. A row that is known in a later revision stays that one.
 *
 * @throws {ApiError} what the read meets, after the retries that reads have
 */
export async function readAuthMethods(
  queryClient: QueryClient,
  accountId: string,
  issuerId: string,
): Promise<Page<AuthMethod>> {
  const { queryKey } = authMethodsQuery(accountId, issuerId);
  const answer = await readAnew(queryClient, queryKey, (signal) =>
    askAuthMethods(accountId, issuerId, signal),
  );
  const data = answer.data.map((row) => {
    const known = knownMethod(queryClient, accountId, issuerId, row.id);
    return known === undefined ? row : latestOf(known, row);
  });
  const page = { ...answer, data };
  hold(queryClient, queryKey, page, () => null);
  for (const row of data) {
    const one = authMethodQuery(accountId, issuerId, row.id).queryKey;
    const held = queryClient.getQueryData(one);
    // A list carries no tags, so the page of that very method has to ask.
    if (held !== undefined && isLater(atOf(row), atOfMethod(held))) {
      askAnew(queryClient, { queryKey: one, exact: true });
    }
  }
  showInIssuerLists(queryClient, accountId, issuerId, NOTHING);
  return page;
}

/** The lists and what is beside them, after an issuer became another one. */
function showIssuer(queryClient: QueryClient, accountId: string, issuer: Issuer): void {
  const methods = queryClient.getQueryState(authMethodsQuery(accountId, issuer.id).queryKey);
  const doors = methods?.isInvalidated === false ? doorsOf(methods.data) : null;
  changeIssuerLists(queryClient, accountId, (list, filters) => {
    const row = rowIn(list, issuer.id);
    if (row === undefined) {
      // Further down on a list of all, it comes with its page.
      const all = Object.values(filters).every((value) => value === undefined);
      return all || belongs(filters, rowOf(issuer, doors)) === 'no' ? list : outdate(list);
    }
    if (isLater(atOf(row), atOf(issuer))) return list;
    return withRow(list, filters, row, rowAfter(row, issuer, doors));
  });
}

/** A list in which a row became another one, and so may not belong there any more. */
function withRow(
  list: CursorList<IssuerRow>,
  filters: IssuerFilters,
  before: IssuerRow,
  row: IssuerRow,
): CursorList<IssuerRow> {
  const verdict = belongs(filters, row, before);
  if (verdict === 'no') return dropRow(list, row.id);
  const patched = patchRow(list, row.id, () => row);
  const unknown = row.readiness === null && before.readiness != null;
  return verdict === 'unknown' || unknown ? outdate(patched) : patched;
}

/** What a 404 of an issuer means for all that named it. */
function issuerIsGone(queryClient: QueryClient, accountId: string, issuerId: string): void {
  changeIssuerLists(queryClient, accountId, (list) => dropRow(list, issuerId));
  // Its domains became unassigned, and domains live in the account (contract §8).
  askAnew(queryClient, { queryKey: keys.domains(accountId), exact: true });
  askAnew(queryClient, { queryKey: keys.account(accountId), exact: true });
}

/** What the list of its methods holds of one; undefined where that is not here. */
function listedMethod(
  queryClient: QueryClient,
  accountId: string,
  issuerId: string,
  methodId: string,
): AuthMethod | undefined {
  const page = queryClient.getQueryData(authMethodsQuery(accountId, issuerId).queryKey);
  return page?.data.find(({ id }) => id === methodId);
}

/** The latest that is known of an auth method; undefined where nothing is. */
function knownMethod(
  queryClient: QueryClient,
  accountId: string,
  issuerId: string,
  methodId: string,
): AuthMethod | undefined {
  const { queryKey } = authMethodQuery(accountId, issuerId, methodId);
  const held = queryClient.getQueryData(queryKey)?.method;
  const listed = listedMethod(queryClient, accountId, issuerId, methodId);
  return held && listed ? latestOf(listed, held) : (held ?? listed);
}

/**
 * Changes the page of an issuer's auth methods, where it is loaded.
 *
 * @param change null where it cannot know: the page is asked for anew
 */
function changeMethods(
  queryClient: QueryClient,
  accountId: string,
  issuerId: string,
  change: (page: Page<AuthMethod>) => Page<AuthMethod> | null,
): void {
  const { queryKey } = authMethodsQuery(accountId, issuerId);
  let isKnown = true;
  changeHeld<Page<AuthMethod>>(queryClient, queryKey, (page) => {
    const next = change(page);
    isKnown = next !== null;
    return next ?? page;
  });
  if (!isKnown) askAnew(queryClient, { queryKey, exact: true });
}

/**
 * What happened to an auth method. `since`: when the write that did it was sent, in Unix ms; a row
 * loaded later may know of it already. Null where it was no write, so that it is not known when.
 */
type Move = {
  readonly before: MethodState;
  readonly after: MethodState;
  readonly since: number | null;
};

const NOTHING: Move = { before: null, after: null, since: null };
const UNKNOWN: Move = { before: undefined, after: undefined, since: null };

/** The issuer's rows, which count its auth methods, after something happened to one. */
function showInIssuerLists(
  queryClient: QueryClient,
  accountId: string,
  issuerId: string,
  { before, after, since }: Move,
): void {
  const methods = queryClient.getQueryState(authMethodsQuery(accountId, issuerId).queryKey);
  const isSame = isSameInRow(before, after);
  const rowNow = (row: IssuerRow, loadedAt: number) => {
    const isBefore = isSame || (since !== null && loadedAt <= since);
    const isNewer = methods?.isInvalidated === false && methods.dataUpdatedAt >= loadedAt;
    return rowWithMethods(
      row,
      isBefore ? before : undefined,
      after,
      isNewer ? methods.data : undefined,
    );
  };
  if (isSame && !isNews()) return;
  changeIssuerLists(queryClient, accountId, (list, filters, loadedAt) => {
    const row = rowIn(list, issuerId);
    if (row === undefined) return filters.readiness === undefined ? list : outdate(list);
    const next = rowNow(row, loadedAt);
    if (next === row) return list;
    const patched = withRow(list, filters, row, next);
    return knowsLess(next, row) ? outdate(patched) : patched;
  });

  /** Whether what is known of the methods by now is not what some row tells. */
  function isNews(): boolean {
    const queryKey = keys.issuerLists(accountId);
    return queryClient
      .getQueryCache()
      .findAll({ queryKey })
      .some(({ state: { data, dataUpdatedAt: loadedAt } }) => {
        const row = isCursorList<IssuerRow>(data) ? rowIn(data, issuerId) : undefined;
        return row !== undefined && rowNow(row, loadedAt) !== row;
      });
  }
}

function showAccount(queryClient: QueryClient, account: Account): void {
  changeLists<Account>(queryClient, keys.accountList(), (list) =>
    patchRow(list, account.id, (row) => (isLater(atOf(row), atOf(account)) ? row : account)),
  );
}

const filtersSchema = looseObject(issuerFilters);

function changeIssuerLists(
  queryClient: QueryClient,
  accountId: string,
  change: (
    list: CursorList<IssuerRow>,
    filters: IssuerFilters,
    loadedAt: number,
  ) => CursorList<IssuerRow>,
): void {
  const queryKey = keys.issuerLists(accountId);
  changeLists<IssuerRow>(queryClient, queryKey, (list, { [queryKey.length]: last }, loadedAt) => {
    const filters = check(filtersSchema, last);
    return filters.ok ? change(list, filters.value, loadedAt) : list;
  });
}

function revisionOf<T extends Account | Issuer | AuthMethod>(
  value: T,
  tag: ETag | null,
): Revision<T> {
  return { value, tag, at: atOf(value) };
}

const atOfIssuer = ({ issuer }: { issuer: Issuer }) => atOf(issuer);
const atOfAccount = ({ account }: { account: Account }) => atOf(account);
const atOfMethod = ({ method }: { method: AuthMethod }) => atOf(method);
