import type { BrowserContext, Page } from '@playwright/test';

/** Where {@link Watch} found a text, beside where it may be. */
export type Finding =
  | 'localStorage'
  | 'sessionStorage'
  | 'IndexedDB'
  | 'Cache Storage'
  | 'cookies'
  | 'URL'
  | 'history.state'
  | 'console'
  | 'title'
  | 'DOM'
  | 'another input'
  | 'query cache';

/** Looks for a secret wherever a page could have put it. */
export type Watch = {
  /** Where it stands now, or was ever said. Its own inputs are left out: there it may stand. */
  findings: () => Promise<Finding[]>;
  /** Whether it is in the page's memory, once what nobody holds is thrown away. */
  inMemory: () => Promise<boolean>;
  /** Each request that ever carried it, in address, headers or body: `POST /v1/…`. */
  carriers: () => string[];
};

/**
 * Begins to watch for a text. It is never given to the page, and so cannot be found there for that:
 * the page hands out all it has, and the search is made here.
 *
 * @param own the names of the inputs it is typed into
 */
export function watchFor(page: Page, text: string, own: readonly string[]): Watch {
  const context = page.context();
  const said: string[] = [];
  const carriers: string[] = [];
  page.on('console', (message) => said.push(`${message.text()} ${message.location().url}`));
  page.on('pageerror', (error) => said.push(error.stack ?? error.message));
  page.on('request', (request) => {
    const { pathname } = new URL(request.url());
    const all = [request.url(), request.postData() ?? '', JSON.stringify(request.headers())];
    if (holds(all, text)) carriers.push(`${request.method()} ${pathname}`);
  });
  return {
    findings: async () => {
      const kept: { [Name in Finding]: unknown } = {
        ...(await page.evaluate(dump, own)),
        console: said,
        cookies: await cookiesOf(context),
      };
      return Object.entries(kept)
        .filter(([, value]) => holds(value, text))
        .map(([name]) => name as Finding);
    },
    inMemory: () => isInMemory(page, text),
    carriers: () => carriers,
  };
}

/** Whether a text stands in a value, plainly or as an address writes it. */
function holds(value: unknown, text: string): boolean {
  const all = JSON.stringify(value);
  return all.includes(text) || all.includes(encodeURIComponent(text));
}

async function cookiesOf(context: BrowserContext): Promise<unknown> {
  return (await context.storageState()).cookies;
}

/** Runs in the page: all it keeps, by place. */
async function dump(own: readonly string[]) {
  const settled = <T>(request: IDBRequest<T>) =>
    new Promise<T>((resolve, reject) => {
      request.addEventListener('success', () => resolve(request.result));
      request.addEventListener('error', () => reject(new Error('IndexedDB')));
    });
  const databases: unknown[] = [];
  for (const { name = '' } of await indexedDB.databases()) {
    const database = await settled(indexedDB.open(name));
    for (const store of database.objectStoreNames) {
      const objects = database.transaction(store).objectStore(store);
      databases.push(await settled(objects.getAllKeys()), await settled(objects.getAll()));
    }
    database.close();
  }
  const cached: unknown[] = [];
  for (const name of await caches.keys()) {
    const cache = await caches.open(name);
    for (const request of await cache.keys()) {
      const response = await cache.match(request);
      cached.push(request.url, await response?.text());
    }
  }

  // React keeps its tree at the element it draws into; the query cache hangs in it.
  const root = Object.entries(document.getElementById('root') ?? {}).find(([name]) =>
    name.startsWith('__reactContainer$'),
  );
  type Fiber = { child: Fiber | null; sibling: Fiber | null; memoizedProps: unknown };
  type Client = {
    getQueryCache: () => { getAll: () => { queryKey: unknown; state: unknown }[] };
    getMutationCache: () => { getAll: () => { state: unknown }[] };
  };
  let client: Client | undefined;
  const walk = (fiber: Fiber | null) => {
    for (let each = fiber; each !== null && client === undefined; each = each.sibling) {
      const props = each.memoizedProps as { client?: Client } | null;
      if (typeof props?.client?.getQueryCache === 'function') client = props.client;
      else walk(each.child);
    }
  };
  walk((root?.[1] as Fiber | undefined) ?? null);
  if (client === undefined) throw new Error('The query cache was not found');
  const queries = client.getQueryCache().getAll();
  const mutations = client.getMutationCache().getAll();

  const inputs = document.querySelectorAll<HTMLInputElement>('input, textarea, select');
  const entries = (globalThis as { navigation?: { entries: () => NavigationEntry[] } }).navigation;
  type NavigationEntry = { url: string | null; getState: () => unknown };
  const visited = entries?.entries() ?? [];
  return {
    localStorage: Object.entries(localStorage),
    sessionStorage: Object.entries(sessionStorage),
    IndexedDB: databases,
    'Cache Storage': cached,
    URL: [location.href, document.referrer, window.name, visited.map(({ url }) => url)],
    'history.state': [history.state, visited.map((entry) => entry.getState())],
    title: document.title,
    DOM: document.documentElement.outerHTML,
    'another input': [...inputs]
      .filter(({ name }) => !own.includes(name))
      .map(({ name, value }) => [name, value]),
    'query cache': [
      queries.map(({ queryKey, state }) => [queryKey, state]),
      mutations.map(({ state }) => state),
    ],
  };
}

async function isInMemory(page: Page, text: string): Promise<boolean> {
  const session = await page.context().newCDPSession(page);
  let found = false;
  let end = '';
  session.on('HeapProfiler.addHeapSnapshotChunk', ({ chunk }) => {
    // It may lie across two of them.
    found ||= (end + chunk).includes(text);
    end = chunk.slice(-text.length);
  });
  await session.send('HeapProfiler.collectGarbage');
  await session.send('HeapProfiler.takeHeapSnapshot', { reportProgress: false });
  await session.detach();
  return found;
}
