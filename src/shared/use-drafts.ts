import { useEffect, useMemo } from 'react';
import type { Caller } from '#contract/caller.ts';
import { clearOthers, createDrafts } from '#editing/drafts.ts';
import type { Drafts } from '#editing/drafts.ts';
import { personOf } from './person.ts';

/** Where unsaved work of this person is kept; null until it is known who that is. */
export function useDrafts(caller: Caller | undefined): Drafts | null {
  const person = caller === undefined ? null : personOf(caller);
  const drafts = useMemo(() => (person === null ? null : createDrafts({ person })), [person]);
  useEffect(() => {
    if (person !== null) clearOthers({ person });
  }, [person]);
  return drafts;
}
