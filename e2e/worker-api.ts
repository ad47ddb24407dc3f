import { expect } from '@playwright/test';
import type { Page } from '@playwright/test';

import { plain, reply } from '#mocks/conformance/api.ts';
import type { Api, Credentials, Plain } from '#mocks/conformance/api.ts';
import { rowAt, textAt } from '#mocks/conformance/look.ts';

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
  return {
    credentials,
    request: (ask) => send(page, plain(credentials, ask)),
    async restart() {
      await page.reload();
      await settled(page);
    },
  };
}
