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
    queryFn: ({ signal }) => askAuthMethods(accountId, issuerId, signal),
    refetchOnWindowFocus: true,
  });
}

/**
 * What {@link authMethodsQuery} holds, asked of the server.
 *
 * @throws {ApiError} what `listAuthMethods` meets
 */
export async function askAuthMethods(accountId: string, issuerId: string, signal: AbortSignal) {
  const params = { account_id: accountId, issuer_id: issuerId };
  return (await client.send('listAuthMethods', { params, signal })).data;
}

/** One auth method with the tag of this very revision (contract §5, §9). */
export function authMethodQuery(accountId: string, issuerId: string, methodId: string) {
  return queryOptions({
    queryKey: keys.authMethod(accountId, issuerId, methodId),
    queryFn: ({ signal }) => askAuthMethod(accountId, issuerId, methodId, signal),
    refetchOnWindowFocus: true,
  });
}

/**
 * What {@link authMethodQuery} holds, asked of the server.
 *
 * @throws {ApiError} what `getAuthMethod` meets
 */
export async function askAuthMethod(
  accountId: string,
  issuerId: string,
  methodId: string,
  signal: AbortSignal,
) {
  const params = { account_id: accountId, issuer_id: issuerId, method_id: methodId };
  const { data, tag } = await client.send('getAuthMethod', { params, signal });
  return { method: data, tag };
}
