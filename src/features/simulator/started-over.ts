import { useSyncExternalStore } from 'react';

let count = 0;
const listeners = new Set<() => void>();

/**
 * How often the sample data was started over since the page was loaded. As a key around the page it
 * makes that start over too, with what failed in it.
 */
export function useStartedOver(): number {
  return useSyncExternalStore(subscribe, () => count);
}

/** Tells the page that the sample data is another. */
export function tellStartedOver(): void {
  count += 1;
  for (const listener of listeners) listener();
}

function subscribe(listener: () => void) {
  listeners.add(listener);
  return () => {
    listeners.delete(listener);
  };
}
