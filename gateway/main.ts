import { existsSync, readFileSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { createFileStore } from '#mocks/store/file.ts';
import { createWorlds } from '#mocks/worlds.ts';
import { createGateway } from './app.ts';
import { listen } from './listen.ts';
import { loadAssets } from './load-assets.ts';
import { readOptions, StartError } from './options.ts';
import type { Options } from './options.ts';
import { pageWith } from './page.ts';
import { createProxy } from './proxy.ts';
import { createResolvers } from './resolvers.ts';
import { createSample } from './sample.ts';
import type { Upstream } from './upstream.ts';

// This file is bundled into dist/server, beside dist/client.
const PROJECT = resolve(import.meta.dirname, '../..');
const CLIENT = resolve(import.meta.dirname, '../client');

try {
  await start(readOptions(process.argv.slice(2), process.env));
} catch (error) {
  if (!(error instanceof StartError)) throw error;
  process.stderr.write(`${error.message}\n`);
  process.exitCode = 1;
}

async function start(options: Options): Promise<void> {
  const file = join(CLIENT, 'index.html');
  if (!existsSync(file)) throw new StartError('The dashboard is not built: run npm run build.');
  const upstream = createUpstream(options);
  const { backend, host } = upstream;
  const { callbackUrl, dns } = options;
  const [one, two] = dns.resolvers;
  const app = createGateway({
    assets: loadAssets(CLIENT),
    page: pageWith(readFileSync(file, 'utf8'), {
      backend,
      host,
      ...(backend === 'live' && {
        ...(callbackUrl !== null && { callbackUrl }),
        // A path may hold a subscriber's number: people know a resolver by its host.
        dns: { ...dns, resolvers: [new URL(one).host, new URL(two).host] },
      }),
    }),
    upstream,
    ...(backend === 'live' && { resolvers: createResolvers({ urls: dns.resolvers }) }),
    onError: (error) => process.stderr.write(`${error.stack ?? error.message}\n`),
  });

  const server = await listen(app, options.port);
  const whom = backend === 'live' ? `live data of ${host}` : 'sample data, kept on this machine';
  process.stdout.write(`AuthPI dashboard: http://127.0.0.1:${server.port} (${whom})\n`);

  let stopping = false;
  const stop = async () => {
    // Ctrl-C reaches the whole process group, and npm start passes it on once more.
    if (stopping) return;
    stopping = true;
    await server.close();
    // On its way out the store writes what it still holds.
    process.exit(0);
  };
  process.on('SIGINT', () => void stop());
  process.on('SIGTERM', () => void stop());
}

function createUpstream({ key, baseUrl, state, worlds }: Options): Upstream {
  if (key !== null) return createProxy({ baseUrl, key });
  const defaultStore = openStore(resolve(state ?? join(PROJECT, '.authpi/state.json')));
  const backend = createWorlds({ defaultStore, credential: 'person', named: worlds });
  return createSample(backend, new URL(baseUrl).host);
}

function openStore(file: string) {
  try {
    return createFileStore(file);
  } catch (error) {
    const reason = error instanceof Error ? error.message : String(error);
    throw new StartError(`Sample data cannot be kept: ${reason}.`, { cause: error });
  }
}
