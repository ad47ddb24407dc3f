// oxlint-disable vitest/expect-expect, vitest/valid-title -- a case brings its own
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

import { afterAll, describe, test } from 'vitest';

import { serve } from '../adapters/http.ts';
import { createHandlers } from '../handlers.ts';
import { readSimulator } from '../simulator.ts';
import { createFileStore } from '../store/file.ts';
import { createWorld } from '../world.ts';
import { plain, reply } from './api.ts';
import type { Api } from './api.ts';
import { suitesFor } from './suites.ts';

/** Milliseconds for one case; the largest reads 10,000 rows, perhaps on a busy machine. */
const PATIENCE = 60_000;

const folder = mkdtempSync(join(tmpdir(), 'conformance-'));

/** A server of its own on a free port, over the file the one before it left. */
async function start() {
  const store = createFileStore(join(folder, 'state.json'));
  const world = createWorld({ store });
  const { url, close } = await serve(createHandlers(world), 0);
  const { credentials } = await readSimulator(world);
  return {
    url,
    credentials,
    async stop() {
      await close();
      store.flush();
    },
  };
}

let server = await start();

afterAll(async () => {
  await server.stop();
  rmSync(folder, { recursive: true });
});

const api: Api = {
  credentials: server.credentials,
  async request(ask) {
    const { path, ...init } = plain(server.credentials, ask);
    const response = await fetch(`${server.url}${path}`, init);
    return reply(response.status, Object.fromEntries(response.headers), await response.text());
  },
  // Every case goes the whole way, here at least.
  start: (_, make) => make(),
  async restart() {
    await server.stop();
    server = await start();
  },
};

for (const [about, cases] of suitesFor('http')) {
  describe(about, () => {
    for (const { name, run } of cases) test(name, () => run(api), PATIENCE);
  });
}
