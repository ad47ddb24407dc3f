import { queryOptions } from '@tanstack/react-query';
import { readAccount } from '#contract/account.ts';
import { client } from './client.ts';
import { keys } from './keys.ts';

/** One account, whichever shape carried it, with the tag of this very revision (contract §7). */
export function accountQuery(accountId: string) {
  return queryOptions({
    queryKey: keys.account(accountId),
    queryFn: async ({ signal }) => {
      const params = { account_id: accountId };
      const { data, tag } = await client.send('getAccount', { params, signal });
      return { account: readAccount(data), tag };
    },
    refetchOnWindowFocus: true,
  });
}
