import { Overlay } from './records.ts';
import type { Store } from './records.ts';

/** A store that ends with the process: unit tests and the HTTP server. */
export function createMemoryStore(): Store {
  const overlay = new Overlay();
  return {
    // Async, so that a throw becomes a rejection.
    async transaction(work) {
      const { value, changes } = overlay.draft(work);
      overlay.apply(changes);
      return value;
    },
  };
}
