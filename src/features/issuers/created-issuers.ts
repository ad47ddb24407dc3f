import { useSyncExternalStore } from 'react';

/** An auth method that a copy of an issuer could not have, and why. */
export type LeftMethod = {
  readonly name: string;
  readonly method: string;
  readonly why: string;
};

/** What is to be said of an issuer that was created a moment ago. */
export type Created = {
  /** Auth methods of the issuer it was copied from that are still to do. */
  readonly left: readonly LeftMethod[];
  /** The API's names of values that AuthPI did not keep. */
  readonly notKept: readonly string[];
};

// In memory: it is about what somebody just did, and ends with the visit.
const created = new Map<string, Created>();
const listeners = new Set<() => void>();

/** Notes what is left to do for a new issuer; null: it was seen. */
export function noteCreated(issuerId: string, note: Created | null): void {
  if (note === null) created.delete(issuerId);
  else created.set(issuerId, note);
  for (const listener of listeners) listener();
}

/** What is to be said of an issuer as a new one; null: it is none. */
export function useCreated(issuerId: string): Created | null {
  return useSyncExternalStore(subscribe, () => created.get(issuerId) ?? null);
}

function subscribe(listener: () => void) {
  listeners.add(listener);
  return () => listeners.delete(listener);
}
