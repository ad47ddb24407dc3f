import { queryOptions } from '@tanstack/react-query';
import { readAccount } from '#contract/account.ts';
import type { Account } from '#contract/account.ts';
import { client } from './client.ts';
import { keys } from './keys.ts';
import type { CursorSource } from './use-cursor-list.ts';

/** The caller's accounts, newest first, whichever shape carried them (contract §3, §7). */
export function accountList(): CursorSource<Account> {
  return {
    queryKey: keys.accountList(),
    load: async ({ cursor, limit, signal }) => {
      const query = { cursor: cursor ?? undefined, limit };
      const { data } = await client.send('listAccounts', { query, signal });
      return { ...data, data: data.data.map(readAccount) };
    },
  };
}

/** One account, whichever shape carried it, with the tag of this very revision (contract §7). */
export function accountQuery(accountId: string) {
  return queryOptions({
    queryKey: keys.account(accountId),
    queryFn: ({ signal }) => askAccount(accountId, signal),
    refetchOnWindowFocus: true,
  });
}

/**
 * What {@link accountQuery} holds, asked of the server.
 *
 * @throws {ApiError} what `getAccount` meets
 */
export async function askAccount(accountId: string, signal: AbortSignal) {
  const params = { account_id: accountId };
  const { data, tag } = await client.send('getAccount', { params, signal });
  return { account: readAccount(data), tag };
}
