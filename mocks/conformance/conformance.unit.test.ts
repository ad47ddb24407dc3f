// oxlint-disable vitest/expect-expect, vitest/valid-title -- a case brings its own
import { describe, test } from 'vitest';

import { createFetch } from '../adapters/unit.ts';
import { createHandlers } from '../handlers.ts';
import { readSimulator } from '../simulator.ts';
import { createMemoryStore } from '../store/memory.ts';
import { Overlay } from '../store/records.ts';
import type { Change } from '../store/records.ts';
import { createWorld } from '../world.ts';
import { plain, reply } from './api.ts';
import type { Api } from './api.ts';
import { suitesFor } from './suites.ts';

/** Milliseconds for one case; the largest reads 10,000 rows, perhaps on a busy machine. */
const PATIENCE = 60_000;

const overlay = new Overlay();
const store = createMemoryStore(overlay);
const start = () => createFetch(createHandlers(createWorld({ store })));
let send = start();

const { credentials } = await readSimulator(createWorld({ store }));

const starts = new Map<string, { rows: Change[]; value: unknown }>();

const api: Api = {
  credentials,
  async request(ask) {
    const { path, ...init } = plain(credentials, ask);
    const response = await send(new Request(`http://authpi.test${path}`, init));
    return reply(response.status, Object.fromEntries(response.headers), await response.text());
  },
  async start<T>(name: string, make: () => Promise<T>) {
    const held = starts.get(name);
    if (held !== undefined) {
      overlay.apply({ cleared: true, rows: held.rows });
      return held.value as T;
    }
    const value = await make();
    starts.set(name, { rows: overlay.rows(), value });
    return value;
  },
  async restart() {
    send = start();
  },
};

for (const [about, cases] of suitesFor('unit')) {
  describe(about, () => {
    for (const { name, run } of cases) test(name, () => run(api), PATIENCE);
  });
}
