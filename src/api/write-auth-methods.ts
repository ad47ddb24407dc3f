import type { QueryClient } from '@tanstack/react-query';
import type { AuthMethod } from '#contract/auth-method.ts';
import type { Body } from '#contract/bodies.ts';
import { etagOf } from '#contract/etag.ts';
import type { ETag } from '#contract/etag.ts';
import type { IssuerRow } from '#contract/issuer.ts';
import { pathOf } from '#contract/operations.ts';
import type { Page } from '#contract/page.ts';
import {
  askAuthMethod,
  askAuthMethods,
  authMethodQuery,
  authMethodsQuery,
} from './auth-methods.ts';
import { askAnew, changeHeld, forget, hold, readAnew } from './cache-steps.ts';
import { client } from './client.ts';
import { isCursorList, outdate, rowIn } from './cursor-list.ts';
import { inTurn } from './in-turn.ts';
import { changeIssuerLists, withRow } from './issuer-list-changes.ts';
import { isSameInRow, knowsLess, rowWithMethods } from './issuer-rows.ts';
import type { MethodState } from './issuer-rows.ts';
import { keys } from './keys.ts';
import { withMethod, withNewMethod, withoutMethod } from './method-page.ts';
import { atOf, isLater, latestOf } from './revised.ts';
import { fateOf, revisionOf } from './writes.ts';
import type { Resource, Revision } from './writes.ts';

/** An auth method, which can be deleted as well. */
export type AuthMethodResource = Resource<AuthMethod, Body<'updateAuthMethod'>> & {
  /**
   * Deletes it for good (contract §9). Resolves as well where it was gone already (404).
   *
   * @throws {ApiError} anything but a 404
   */
  remove: (ifMatch: ETag) => Promise<void>;
};

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

const atOfMethod = ({ method }: { method: AuthMethod }) => atOf(method);
