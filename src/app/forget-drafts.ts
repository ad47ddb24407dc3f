import type { QueryClient } from '@tanstack/react-query';
import { callerQuery } from '#api/caller.ts';
import { personOf } from '#shared/person.ts';

/**
 * Removes unsaved work that somebody else left in this browser, or that is too old: on whichever
 * page a visit begins. Nothing is asked and no code is loaded where none is kept.
 */
export async function forgetDrafts(queryClient: QueryClient): Promise<void> {
  if (!isAnythingKept()) return;
  const { clearOthers } = await import('#editing/drafts.ts');
  // Not known who it is: then nothing is anybody else's for sure.
  const caller = await queryClient.query(callerQuery()).catch(() => null);
  if (caller !== null) clearOthers({ person: personOf(caller) });
}

function isAnythingKept(): boolean {
  try {
    return Object.keys(localStorage).some((name) => name.startsWith('authpi-draft-'));
  } catch {
    return false;
  }
}
