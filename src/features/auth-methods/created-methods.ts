import { useSyncExternalStore } from 'react';

/** What is to be said of an auth method that was created a moment ago. */
export type CreatedMethod = {
  /** The API's names of values that AuthPI did not keep. */
  readonly notKept: readonly string[];
};

// In memory: it is about what somebody just did, and ends with the visit.
const created = new Map<string, CreatedMethod>();
const listeners = new Set<() => void>();

/** Notes that an auth method was just created; null: what is to be said of it was seen. */
export function noteCreatedMethod(methodId: string, note: CreatedMethod | null): void {
  if (note === null) created.delete(methodId);
  else created.set(methodId, note);
  for (const listener of listeners) listener();
}

/** What is to be said of an auth method as a new one; null: it is none. */
export function useCreatedMethod(methodId: string): CreatedMethod | null {
  return useSyncExternalStore(subscribe, () => created.get(methodId) ?? null);
}

function subscribe(listener: () => void) {
  listeners.add(listener);
  return () => listeners.delete(listener);
}
