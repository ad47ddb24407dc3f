import { queryOptions } from '@tanstack/react-query';
import type { IssuerRow } from '#contract/issuer.ts';
import type { Query } from '#contract/operations.ts';
import type { Page } from '#contract/page.ts';
import { client } from './client.ts';
import { keys } from './keys.ts';

/** Filters of the issuer list (contract §3). */
export type IssuerFilters = Omit<Query<'listIssuers'>, 'limit' | 'cursor'>;

/** Which page of a list: rows after `cursor`, or the first ones. `limit` is 1 to 100. */
export type PageRequest = {
  cursor?: string | null | undefined;
  limit?: number | undefined;
  signal?: AbortSignal | undefined;
};

/**
 * One page of an account's issuers, newest first.
 *
 * @throws {ApiError} 400 or 404 among others, when the cursor's row is gone and the server minds
 */
export async function listIssuers(
  accountId: string,
  filters: IssuerFilters,
  { cursor, limit, signal }: PageRequest = {},
): Promise<Page<IssuerRow>> {
  const { data } = await client.send('listIssuers', {
    params: { account_id: accountId },
    query: { ...filters, cursor: cursor ?? undefined, limit },
    signal,
  });
  return data;
}

/** One issuer with the tag of this very revision (contract §5, §8). */
export function issuerQuery(accountId: string, issuerId: string) {
  return queryOptions({
    queryKey: keys.issuer(accountId, issuerId),
    queryFn: async ({ signal }) => {
      const params = { account_id: accountId, issuer_id: issuerId };
      const { data, tag } = await client.send('getIssuer', { params, signal });
      return { issuer: data, tag };
    },
    refetchOnWindowFocus: true,
  });
}
