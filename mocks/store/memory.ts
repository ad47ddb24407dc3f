import { Overlay } from './records.ts';
import type { Store } from './records.ts';

/** A store that ends with the process: unit tests and the HTTP server. */
export function createMemoryStore(): Store {
  const overlay = new Overlay();
  return {
    // oxlint-disable-next-line typescript/require-await -- a throw must become a rejection
    async transaction(work) {
      const { value, changes } = overlay.draft(work);
      overlay.apply(changes);
      return value;
    },
  };
}
