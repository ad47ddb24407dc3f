import { queryOptions } from '@tanstack/react-query';
import type { IssuerRow } from '#contract/issuer.ts';
import type { Query } from '#contract/operations.ts';
import { client } from './client.ts';
import { FIRST_PAGE_ROWS } from './cursor-list.ts';
import { keys } from './keys.ts';
import type { CursorSource } from './use-cursor-list.ts';

/** Filters of the issuer list (contract §3). */
export type IssuerFilters = Omit<Query<'listIssuers'>, 'limit' | 'cursor'>;

/** An account's issuers that match, newest first. */
export function issuerList(accountId: string, filters: IssuerFilters): CursorSource<IssuerRow> {
  return {
    queryKey: keys.issuerList(accountId, filters),
    load: async ({ cursor, limit, signal }) => {
      const { data } = await client.send('listIssuers', {
        params: { account_id: accountId },
        query: { ...filters, cursor: cursor ?? undefined, limit },
        signal,
      });
      return data;
    },
  };
}

/** What the list is filtered by to find issuers that nobody may be able to sign in through. */
export const REVIEW_FILTERS = { status: 'active', readiness: 'review' } as const;

/**
 * The first page of active issuers that need review. Apart from the list, which keeps what it has
 * for long: whether something is wrong is to be asked anew.
 */
export function issuersToReviewQuery(accountId: string) {
  const { load } = issuerList(accountId, REVIEW_FILTERS);
  return queryOptions({
    queryKey: keys.issuersToReview(accountId),
    queryFn: ({ signal }) => load({ cursor: null, limit: FIRST_PAGE_ROWS, signal }),
    refetchOnWindowFocus: true,
  });
}

/** One issuer with the tag of this very revision (contract §5, §8). */
export function issuerQuery(accountId: string, issuerId: string) {
  return queryOptions({
    queryKey: keys.issuer(accountId, issuerId),
    queryFn: ({ signal }) => askIssuer(accountId, issuerId, signal),
    refetchOnWindowFocus: true,
  });
}

/**
 * What {@link issuerQuery} holds, asked of the server.
 *
 * @throws {ApiError} what `getIssuer` meets
 */
export async function askIssuer(accountId: string, issuerId: string, signal: AbortSignal) {
  const params = { account_id: accountId, issuer_id: issuerId };
  const { data, tag } = await client.send('getIssuer', { params, signal });
  return { issuer: data, tag };
}
