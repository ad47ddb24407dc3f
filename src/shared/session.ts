import { useSyncExternalStore } from 'react';
import { client } from '#api/client.ts';
import type { ApiError } from '#api/errors.ts';

/** The 401 that ended the session; null while the credential works, as far as is known. */
export function useSessionEnd(): ApiError | null {
  return useSyncExternalStore(client.session.subscribe, client.session.snapshot).ended;
}
