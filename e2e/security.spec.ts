import { expect, test as loud } from '@playwright/test';

import type { SimulatorState } from '#mocks/simulator.ts';
import { test } from './fixtures.ts';
import { IssuerList } from './issuer-list.ts';

const POLICY = [
  "default-src 'none'",
  "script-src 'self'",
  "style-src 'self'",
  "img-src 'self' data:",
  "connect-src 'self'",
  "font-src 'self'",
  "base-uri 'none'",
  "form-action 'none'",
  "frame-ancestors 'none'",
  "require-trusted-types-for 'script'",
  "trusted-types 'none'",
];

test('every answer carries the security headers', async ({ request, simulator }) => {
  const html = await request.get('/', { headers: { accept: 'text/html' } });
  const script = /src="(\/assets\/[^"]+\.js)"/.exec(await html.text())?.[1] ?? '';
  const answers = {
    page: html,
    asset: await request.get(script),
    api: await request.get(`/v1/accounts/${await simulator.accountId()}`),
    refusal: await request.get('/v1/accounts/acc_none'),
    missing: await request.get('/assets/none.js'),
    simulator: await request.get('/_simulator'),
  };
  for (const [name, answer] of Object.entries(answers)) {
    const headers = answer.headers();
    expect(headers['content-security-policy']?.split('; '), name).toEqual(POLICY);
    expect(headers['x-content-type-options'], name).toBe('nosniff');
    expect(headers['referrer-policy'], name).toBe('no-referrer');
    expect(headers['cross-origin-opener-policy'], name).toBe('same-origin');
    expect(headers['cross-origin-resource-policy'], name).toBe('same-origin');
    expect(headers['access-control-allow-origin'], name).toBeUndefined();
    expect(headers['set-cookie'], name).toBeUndefined();
    expect(headers['x-powered-by'], name).toBeUndefined();
    expect(headers['cache-control'], name).toBe(
      name === 'asset' ? 'public, max-age=31536000, immutable' : 'no-store',
    );
  }
  expect(answers.page.status()).toBe(200);
  expect(answers.asset.headers()['content-encoding']).toBe('br');
  expect(answers.missing.status()).toBe(404);
});

test('the page has no inline script or style and nothing of another host', async ({ request }) => {
  const html = await (await request.get('/', { headers: { accept: 'text/html' } })).text();
  expect(html).not.toMatch(/<script(?![^>]*\ssrc=)/);
  expect(html).not.toMatch(/<style|\sstyle=|\son\w+=|javascript:/i);
  expect(html).not.toMatch(/(src|href)="(https?:)?\/\//);
});

// Violations are what is wanted here, so not with the fixture that forbids them.
loud('the policy is in force: no strings as HTML or code, no other hosts', async ({ page }) => {
  const list = new IssuerList(page);
  await list.open();
  const found = await page.evaluate(async () => {
    const outcome = async (attempt: () => unknown) => {
      try {
        await attempt();
        return 'allowed';
      } catch {
        return 'refused';
      }
    };
    const element = document.createElement('div');
    return {
      html: await outcome(() => {
        element.innerHTML = '<b>x</b>';
      }),
      policy: await outcome(() => {
        const { trustedTypes } = window as unknown as {
          trustedTypes: { createPolicy: (name: string, rules: object) => unknown };
        };
        trustedTypes.createPolicy('another', {});
      }),
      code: await outcome(() => {
        const script = document.createElement('script');
        script.text = 'document.title = "run"';
        document.head.append(script);
      }),
      elsewhere: await outcome(() => fetch('https://127.0.0.1:1/')),
      title: document.title,
    };
  });
  expect(found).toMatchObject({
    html: 'refused',
    policy: 'refused',
    code: 'refused',
    elsewhere: 'refused',
  });
  expect(found.title).not.toBe('run');
});

test('another site can neither read nor write', async ({ request, simulator }) => {
  const account = await simulator.accountId();
  const foreign = [
    { origin: 'https://evil.example' },
    { origin: 'http://127.0.0.1:1' },
    { origin: 'null' },
    { 'sec-fetch-site': 'cross-site' },
    { 'sec-fetch-site': 'same-site' },
  ];
  for (const headers of foreign) {
    const name = JSON.stringify(headers);
    const read = await request.get(`/v1/accounts/${account}`, { headers });
    expect(read.status(), name).toBe(403);
    expect(await read.json()).toMatchObject({ error: 'access_denied' });
    const write = await request.post(`/v1/accounts/${account}/issuers`, {
      headers,
      data: { name: 'Forged' },
    });
    expect(write.status(), name).toBe(403);
    const acts = await request.post('/_simulator/reset', { headers, data: {} });
    expect(acts.status(), name).toBe(403);
  }
  expect(await simulator.issuers({ q: 'Forged' })).toEqual([]);
});

test('a foreign name for this machine gets nothing', async ({ request }) => {
  for (const path of ['/', '/v1/me', '/_simulator']) {
    const answer = await request.get(path, {
      headers: { host: 'evil.example', accept: 'text/html' },
    });
    expect(answer.status(), path).toBe(403);
  }
});

test('the production build holds no mock', async ({ page, request }) => {
  for (const path of ['/mockServiceWorker.js', '/assets/mockServiceWorker.js', '/src/demo.ts']) {
    const answer = await request.get(path, { headers: { accept: '*/*' } });
    expect(answer.status(), path).toBe(404);
  }
  const scripts: string[] = [];
  page.on('response', (response) => {
    if (response.url().endsWith('.js')) scripts.push(response.url());
  });
  const list = new IssuerList(page);
  await list.open();
  await list.links.first().click();
  await expect(page.getByRole('region', { name: 'Addresses' })).toContainText('idp.authpi.com');
  expect(scripts.length).toBeGreaterThan(1);
  for (const url of scripts) {
    const text = await (await request.get(url)).text();
    expect(text, url).not.toMatch(/mockServiceWorker|_simulator|Northwind|IndexedDB/i);
  }
  expect(await page.evaluate(() => navigator.serviceWorker.controller)).toBeNull();
  expect(await page.evaluate(() => localStorage.length + sessionStorage.length)).toBeLessThan(3);
});

test('nothing secret stays in the page', async ({ page, request, context }) => {
  const list = new IssuerList(page);
  await list.open();
  await list.links.first().click();
  await expect(page.getByRole('region', { name: 'Addresses' })).toContainText('idp.authpi.com');
  const { credentials } = (await (await request.get('/_simulator')).json()) as SimulatorState;
  const { key_secret, read_only_key_secret, user_token } = credentials;
  const kept = await page.evaluate(() => ({
    html: document.documentElement.outerHTML,
    local: JSON.stringify(localStorage),
    session: JSON.stringify(sessionStorage),
  }));
  for (const secret of [key_secret, read_only_key_secret, user_token]) {
    expect(JSON.stringify(kept)).not.toContain(secret);
  }
  expect(await context.cookies()).toEqual([]);
});
