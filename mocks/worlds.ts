import { respond } from './adapters/unit.ts';
import { createHandlers } from './handlers.ts';
import type { HandlerOptions } from './handlers.ts';
import type { Store } from './store/records.ts';
import { createWorld } from './world.ts';

/** The request header that names the world a request is for. */
export const WORLD_HEADER = 'x-simulator-world';

/** Several worlds behind one address. */
export type Worlds = {
  /** Answers a request. A failed connection is a `Response.error()`: close the socket on it. */
  fetch: (request: Request) => Promise<Response>;
};

/**
 * Answers requests from one world or, with `named`, from the one a request names in
 * {@link WORLD_HEADER}: in memory, made when first asked for. So tests that run at once do not meet.
 */
export function createWorlds({
  defaultStore,
  named = false,
  ...options
}: HandlerOptions & { defaultStore?: Store; named?: boolean } = {}): Worlds {
  const open = (store?: Store) => createHandlers(createWorld(store && { store }), options);
  const main = open(defaultStore);
  const others = new Map<string, typeof main>();
  return {
    fetch(request) {
      const name = named ? request.headers.get(WORLD_HEADER) : null;
      if (name === null) return respond(main, request);
      const handlers = others.get(name) ?? open();
      others.set(name, handlers);
      return respond(handlers, request);
    },
  };
}
