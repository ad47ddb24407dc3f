import { queryOptions } from '@tanstack/react-query';
import { client } from './client.ts';
import { keys } from './keys.ts';

/** Who is asking, and what they may do (contract §7, `GET /v1/me`). */
export function callerQuery() {
  return queryOptions({
    queryKey: keys.caller(),
    queryFn: async ({ signal }) => (await client.send('getCaller', { signal })).data,
  });
}
