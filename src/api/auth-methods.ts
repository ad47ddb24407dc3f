import { queryOptions } from '@tanstack/react-query';
import { client } from './client.ts';
import { keys } from './keys.ts';

/**
 * The auth methods of an issuer, as one page: no paging is published, so a `has_more` or
 * `invalid_count` in it means that the list is not whole (contract §3).
 */
export function authMethodsQuery(accountId: string, issuerId: string) {
  return queryOptions({
    queryKey: keys.authMethods(accountId, issuerId),
    queryFn: async ({ signal }) => {
      const params = { account_id: accountId, issuer_id: issuerId };
      return (await client.send('listAuthMethods', { params, signal })).data;
    },
    refetchOnWindowFocus: true,
  });
}
