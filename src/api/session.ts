import type { ApiError } from './errors.ts';

/** Why the credential stopped working; null while it works, as far as is known. */
export type SessionSnapshot = { readonly ended: ApiError | null };

/** Whether the server still takes this browser for who it was. See {@link createSession}. */
export type Session = {
  /** Tells of a 401. */
  end: (error: ApiError) => void;
  /** Tells of an answer that needed a credential, and came. */
  resume: () => void;
  /** For `useSyncExternalStore`: the same object until something changes. */
  snapshot: () => SessionSnapshot;
  /** For `useSyncExternalStore`. Returns how to unsubscribe. */
  subscribe: (listener: () => void) => () => void;
};

const OPEN: SessionSnapshot = { ended: null };

/**
 * One place that knows that a 401 came (contract §4), whichever request met it: the page says so
 * once, in place, and what failed is asked again when any answer shows that it is over.
 */
export function createSession(): Session {
  let current = OPEN;
  const listeners = new Set<() => void>();
  const show = (next: SessionSnapshot) => {
    current = next;
    for (const listener of listeners) listener();
  };
  return {
    end: (error) => {
      if (current.ended === null) show({ ended: error });
    },
    resume: () => {
      if (current.ended !== null) show(OPEN);
    },
    snapshot: () => current,
    subscribe: (listener) => {
      listeners.add(listener);
      return () => {
        listeners.delete(listener);
      };
    },
  };
}
