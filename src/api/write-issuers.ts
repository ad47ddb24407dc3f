import type { QueryClient } from '@tanstack/react-query';
import type { Body } from '#contract/bodies.ts';
import type { ETag } from '#contract/etag.ts';
import type { Issuer } from '#contract/issuer.ts';
import { pathOf } from '#contract/operations.ts';
import { authMethodsQuery } from './auth-methods.ts';
import { askAnew, forget, hold, readAnew } from './cache-steps.ts';
import { client } from './client.ts';
import { dropRow, outdate, rowIn } from './cursor-list.ts';
import { inTurn } from './in-turn.ts';
import { changeIssuerLists, withRow } from './issuer-list-changes.ts';
import { belongs, doorsOf, rowAfter, rowOf } from './issuer-rows.ts';
import { askIssuer, issuerQuery } from './issuers.ts';
import { keys } from './keys.ts';
import { atOf, isLater } from './revised.ts';
import { fateOf, revisionOf } from './writes.ts';
import type { Resource, Revision } from './writes.ts';

/** An issuer, which can be deleted as well. */
export type IssuerResource = Resource<Issuer, Body<'updateIssuer'>> & {
  /**
   * Deletes it (soft, contract §8). Resolves as well where it was gone already (404).
   *
   * @throws {ApiError} anything but a 404
   */
  remove: (ifMatch: ETag) => Promise<void>;
};

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

/** What a 404 of an issuer means for all that named it. */
function issuerIsGone(queryClient: QueryClient, accountId: string, issuerId: string): void {
  changeIssuerLists(queryClient, accountId, (list) => dropRow(list, issuerId));
  // Its domains became unassigned, and domains live in the account (contract §8).
  askAnew(queryClient, { queryKey: keys.domains(accountId), exact: true });
  askAnew(queryClient, { queryKey: keys.account(accountId), exact: true });
}

const atOfIssuer = ({ issuer }: { issuer: Issuer }) => atOf(issuer);
