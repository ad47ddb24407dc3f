import { createClient } from './send.ts';

let ready: Promise<unknown> = Promise.resolve();

/**
 * Holds the first requests back until a backend in a service worker answers: before that they
 * would reach the static server. The shell renders meanwhile.
 */
export function holdRequestsUntil(backend: Promise<unknown>): void {
  ready = backend;
}

/** The client of the app. */
export const client = createClient({ ready: () => ready });
