import { expect } from '@playwright/test';
import type { JSHandle, Page } from '@playwright/test';

import { plain, reply } from '#mocks/conformance/api.ts';
import type { Api, Credentials, Plain } from '#mocks/conformance/api.ts';
import { rowAt, textAt } from '#mocks/conformance/look.ts';
import { DATABASE, ROWS, VERSION } from '#mocks/store/indexed-db.ts';

/** Sends one request from inside the page, where the service worker sees it. */
async function send(page: Page, ask: Plain) {
  const raw = await page.evaluate(async ({ path, method, headers, body }) => {
    const response = await fetch(path, { method, headers, ...(body !== undefined && { body }) });
    return {
      status: response.status,
      headers: Object.fromEntries(response.headers),
      text: await response.text(),
    };
  }, ask);
  return reply(raw.status, raw.headers, raw.text);
}

/** Waits until the worker answers and the page has asked for all it wants by itself. */
async function settled(page: Page): Promise<void> {
  const simulator = { method: 'GET', path: '/_simulator', headers: {} };
  await expect(async () => {
    const { json } = await send(page, simulator);
    textAt(json, 'credentials', 'key_id');
  }).toPass();
  await page.waitForLoadState('networkidle');
}

/** Everything the backend keeps, as the page holds it. */
type Kept = { keys: IDBValidKey[]; values: unknown[] };

/** Reads what the backend keeps, past the backend. It stays in the page. */
function readKept(page: Page): Promise<JSHandle<Kept>> {
  return page.evaluateHandle(
    ([name, rows]) =>
      new Promise<Kept>((resolve, reject) => {
        const opening = indexedDB.open(name);
        opening.addEventListener('error', () => reject(opening.error as Error));
        opening.addEventListener('success', () => {
          const transaction = opening.result.transaction(rows);
          const keys = transaction.objectStore(rows).getAllKeys();
          const values = transaction.objectStore(rows).getAll();
          transaction.addEventListener('abort', () => reject(transaction.error as Error));
          transaction.addEventListener('complete', () => {
            opening.result.close();
            resolve({ keys: keys.result, values: values.result as unknown[] });
          });
        });
      }),
    [DATABASE, ROWS] as const,
  );
}

/** Puts back what was kept, as one more write, so that every tab reads it anew. */
async function putBack(page: Page, kept: JSHandle<Kept>): Promise<void> {
  await page.evaluate(
    ({ kept, name, rows, version }) =>
      new Promise<void>((resolve, reject) => {
        const opening = indexedDB.open(name);
        opening.addEventListener('error', () => reject(opening.error as Error));
        opening.addEventListener('success', () => {
          const transaction = opening.result.transaction(rows, 'readwrite');
          const store = transaction.objectStore(rows);
          const written = store.get(version);
          written.addEventListener('success', () => {
            store.clear();
            for (const [index, key] of kept.keys.entries()) store.put(kept.values[index], key);
            store.put((written.result as number) + 1, version);
          });
          transaction.addEventListener('abort', () => reject(transaction.error as Error));
          transaction.addEventListener('complete', () => {
            opening.result.close();
            resolve();
          });
        });
      }),
    { kept, name: DATABASE, rows: ROWS, version: VERSION },
  );
}

/** Opens the demo, whose backend lives in this page's worker and in IndexedDB. */
export async function openDemo(page: Page): Promise<Api> {
  await page.goto('/');
  await settled(page);
  const state = await send(page, { method: 'GET', path: '/_simulator', headers: {} });
  const held = rowAt(state.json, 'credentials');
  const credentials: Credentials = {
    key_id: textAt(held, 'key_id'),
    key_secret: textAt(held, 'key_secret'),
    account_id: textAt(held, 'account_id'),
    read_only_key_id: textAt(held, 'read_only_key_id'),
    read_only_key_secret: textAt(held, 'read_only_key_secret'),
    user_token: textAt(held, 'user_token'),
  };
  // By name: what the backend kept, and what its maker returned.
  const starts = new Map<string, { kept: JSHandle<Kept>; value: unknown }>();
  return {
    credentials,
    async start<T>(name: string, make: () => Promise<T>) {
      const held = starts.get(name);
      if (held !== undefined) {
        await putBack(page, held.kept);
        return held.value as T;
      }
      const value = await make();
      starts.set(name, { kept: await readKept(page), value });
      return value;
    },
    request: (ask) => send(page, plain(credentials, ask)),
    async restart() {
      // What the page held goes with it.
      starts.clear();
      await page.reload();
      await settled(page);
    },
  };
}
