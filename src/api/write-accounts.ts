import type { QueryClient } from '@tanstack/react-query';
import { readAccount } from '#contract/account.ts';
import type { Account } from '#contract/account.ts';
import type { Body } from '#contract/bodies.ts';
import { pathOf } from '#contract/operations.ts';
import { accountQuery, askAccount } from './accounts.ts';
import { changeLists, hold, readAnew } from './cache-steps.ts';
import { client } from './client.ts';
import { patchRow } from './cursor-list.ts';
import { inTurn } from './in-turn.ts';
import { keys } from './keys.ts';
import { atOf, isLater } from './revised.ts';
import { revisionOf } from './writes.ts';
import type { Resource } from './writes.ts';

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

/** The lists of accounts, after one became another revision. */
export function showAccount(queryClient: QueryClient, account: Account): void {
  changeLists<Account>(queryClient, keys.accountList(), (list) =>
    patchRow(list, account.id, (row) => (isLater(atOf(row), atOf(account)) ? row : account)),
  );
}

/** When what {@link accountQuery} holds was made, in Unix ms; null where that is not told. */
export const atOfAccount = ({ account }: { account: Account }) => atOf(account);
