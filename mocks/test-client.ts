import { createFetch } from './adapters/unit.ts';
import { createHandlers } from './handlers.ts';
import type { HandlerOptions } from './handlers.ts';
import { credentialsOf } from './identities.ts';
import type { Store } from './store/records.ts';
import { createWorld } from './world.ts';
import type { Settings } from './world.ts';

/** An answer, read whole. `body` is undefined where there is none. */
export type Heard = { status: number; headers: Headers; text: string; body: unknown };

/** A world in memory and a client of it, for the tests beside this code. The client is the person. */
export async function openWorld(
  settings: Partial<Settings> = {},
  { now, store, ...options }: HandlerOptions & { now?: () => number; store?: Store } = {},
) {
  const world = createWorld({ settings, ...(now && { now }), ...(store && { store }) });
  const fetch = createFetch(createHandlers(world, { credential: 'person', ...options }));

  /** Sends a request. A body that is no text goes out as JSON. */
  const call = async (
    method: string,
    path: string,
    body?: unknown,
    headers: Record<string, string> = {},
  ): Promise<Heard> => {
    const response = await fetch(
      new Request(`http://authpi.test${path}`, {
        method,
        headers: { ...(body !== undefined && { 'Content-Type': 'application/json' }), ...headers },
        ...(body !== undefined && { body: typeof body === 'string' ? body : JSON.stringify(body) }),
      }),
    );
    const text = await response.text();
    const { status, headers: heard } = response;
    return { status, headers: heard, text, body: text === '' ? undefined : JSON.parse(text) };
  };

  const { first, foreign, credentials } = await world.transaction((tx) => ({
    first: `/v1/accounts/${tx.seed.memberships[0]}`,
    foreign: `/v1/accounts/${tx.seed.foreignAccount}`,
    credentials: credentialsOf(tx),
  }));
  return { world, call, first, foreign, credentials };
}

/** What is at a dotted path of an answer's body. */
export function at(heard: Heard, path: string): unknown {
  return path
    .split('.')
    .reduce<unknown>(
      (held, key) => (held as Record<string, unknown> | undefined)?.[key],
      heard.body,
    );
}

/** Text at a dotted path. */
export function textAt(heard: Heard, path: string): string {
  const found = at(heard, path);
  if (typeof found !== 'string') throw new Error(`No text at ${path}: ${heard.text}`);
  return found;
}

/** The rows of a page. */
export function rowsOf(heard: Heard): Record<string, unknown>[] {
  return at(heard, 'data') as Record<string, unknown>[];
}

/** The fields a 400 names. */
export function fieldsOf(heard: Heard): string[] {
  return ((at(heard, 'fields') ?? []) as { field: string }[]).map(({ field }) => field);
}
