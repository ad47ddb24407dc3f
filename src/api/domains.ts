import { queryOptions } from '@tanstack/react-query';
import { client } from './client.ts';
import { keys } from './keys.ts';

/**
 * The domains of an account, as one page: no paging is published, so a `has_more` or
 * `invalid_count` in it means that the list is not whole (contract §3).
 */
export function domainsQuery(accountId: string) {
  return queryOptions({
    queryKey: keys.domains(accountId),
    queryFn: ({ signal }) => askDomains(accountId, signal),
    refetchOnWindowFocus: true,
  });
}

/**
 * What {@link domainsQuery} holds, asked of the server.
 *
 * @throws {ApiError} what `listDomains` meets
 */
export async function askDomains(accountId: string, signal: AbortSignal) {
  const params = { account_id: accountId };
  return (await client.send('listDomains', { params, signal })).data;
}
