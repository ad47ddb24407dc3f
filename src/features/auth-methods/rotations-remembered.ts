import { useSyncExternalStore } from 'react';

/**
 * What the name of every rotation that this browser remembers begins with. The version is in it:
 * another shape is another name, and the old one is never misread.
 */
export const ROTATIONS = 'authpi-rotations-1:';

/** Whether this browser remembers any rotation at all: only then is it worth looking which. */
export function useRemembersRotations(): boolean {
  return useSyncExternalStore(subscribe, remembers);
}

function remembers(): boolean {
  try {
    return Object.keys(localStorage).some((name) => name.startsWith(ROTATIONS));
  } catch {
    // Storage is switched off.
    return false;
  }
}

function subscribe(listener: () => void) {
  addEventListener('storage', listener);
  return () => removeEventListener('storage', listener);
}
