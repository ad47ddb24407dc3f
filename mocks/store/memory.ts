import { Overlay } from './records.ts';
import type { Store } from './records.ts';

/**
 * A store that ends with the process: unit tests and the HTTP server.
 *
 * @param overlay where it keeps its records, for who wants to put back what was there before.
 */
export function createMemoryStore(overlay = new Overlay()): Store {
  return {
    // Async, so that a throw becomes a rejection.
    async transaction(work) {
      const { value, changes } = overlay.draft(work);
      overlay.apply(changes);
      return value;
    },
  };
}
