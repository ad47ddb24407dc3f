import { setupWorker } from 'msw/browser';
import { createHandlers } from '../handlers.ts';
import { createIndexedDbStore } from '../store/indexed-db.ts';
import { createWorld } from '../world.ts';
import type { Settings, World } from '../world.ts';

/**
 * Starts the backend in this browser: a service worker hands it the requests of every tab, and
 * IndexedDB keeps what they changed. Requests for anything else pass.
 *
 * @param settings shape a new world; one that is already stored keeps its own.
 * @returns once requests are answered.
 */
export async function startWorker(settings: Partial<Settings> = {}): Promise<World> {
  const world = createWorld({ store: createIndexedDbStore(), settings });
  const worker = setupWorker(...createHandlers(world, { credential: 'person' }));
  await worker.start({ quiet: true, onUnhandledFrame: 'bypass' });
  return world;
}
