// npm run bench: what the issuer list costs in the production build, behind the gateway, in
// Chromium. It counts instead of timing: bytes, requests, function calls, elements and heap are the
// same on every machine, so they can be a gate. Prints one line a figure; exits 1 over a target.

import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { createInterface } from 'node:readline';
import { gzipSync } from 'node:zlib';

import { command, ensureBrowser, ensureBuild, ensureDependencies, root } from './setup.mjs';

/** Most a figure may be. Bytes are gzip; kB are 1,000 bytes. */
const TARGETS = {
  javascript: 150_000,
  css: 15_000,
  requests: 12,
  calls: 60_000,
  elements: 1_500,
  heap: 40_000_000,
  // "No dearer than at 1,000 rows", with room for what differs between two pages of rows.
  dearer: 1.05,
};

/** A next page is measured this often and the median taken. */
const PAGES = 3;

await command(async () => {
  await ensureDependencies();
  const executablePath = await ensureBrowser();
  await ensureBuild(['client', 'server']);
  // Only now is it sure to be there.
  const { chromium } = await import('@playwright/test');
  const gateway = await startGateway();
  const browser = await chromium.launch({
    executablePath,
    args: [
      ...(process.getuid?.() === 0 ? ['--no-sandbox'] : []),
      '--disable-background-networking',
      // exact heap figures instead of rounded ones
      '--enable-precise-memory-info',
    ],
  });
  try {
    const first = await measureFirstRow(browser, gateway.url);
    const grown = await measureGrowth(browser, gateway.url);
    return report(first, grown);
  } finally {
    await browser.close();
    gateway.stop();
  }
});

/** Starts the gateway with the embedded backend on a free port. */
async function startGateway() {
  const child = spawn(process.execPath, ['dist/server/gateway.js', '--port', '0'], {
    cwd: root,
    stdio: ['ignore', 'pipe', 'inherit'],
    env: { ...process.env, AUTHPI_WORLDS: '1', AUTHPI_KEY_ID: '', AUTHPI_KEY_SECRET: '' },
  });
  const lines = createInterface({ input: child.stdout });
  const [line] = /** @type {[string]} */ (await once(lines, 'line'));
  const url = /http:\/\/[^\s/]+/.exec(line)?.[0];
  if (url === undefined) throw new Error(`The gateway did not say where it listens: ${line}`);
  return { url, stop: () => child.kill() };
}

/**
 * A fresh page in a world of its own, with the account the list is measured on.
 * @param {import('@playwright/test').Browser} browser
 * @param {string} url
 * @param {'default' | 'huge'} scenario
 */
async function openWorld(browser, url, scenario) {
  const headers = { 'x-simulator-world': `bench-${scenario}` };
  const context = await browser.newContext({
    baseURL: url,
    extraHTTPHeaders: headers,
    viewport: { width: 1280, height: 800 },
  });
  await context.request.post('/_simulator/reset', { data: { scenario } });
  /** @type {{ data: { accounts: { account_id: string }[] } }} */
  const me = await (await context.request.get('/v1/me')).json();
  const page = await context.newPage();
  const cdp = await context.newCDPSession(page);
  await cdp.send('Profiler.enable');
  return { page, cdp, path: `/accounts/${me.data.accounts[0]?.account_id}/issuers` };
}

/** @param {import('@playwright/test').CDPSession} cdp */
async function startCounting(cdp) {
  await cdp.send('Profiler.startPreciseCoverage', { callCount: true, detailed: false });
}

/**
 * Function calls since the counting started or was last taken.
 * @param {import('@playwright/test').CDPSession} cdp
 */
async function countCalls(cdp) {
  const { result } = await cdp.send('Profiler.takePreciseCoverage');
  let calls = 0;
  for (const script of result) {
    // What the test tool injects has no address and is not the page's doing.
    if (!script.url.startsWith('http')) continue;
    for (const { ranges } of script.functions) calls += ranges[0]?.count ?? 0;
  }
  return calls;
}

/**
 * @param {import('@playwright/test').Browser} browser
 * @param {string} url
 */
async function measureFirstRow(browser, url) {
  const { page, cdp, path } = await openWorld(browser, url, 'default');
  /** @type {import('@playwright/test').Response[]} */
  const responses = [];
  page.on('response', (response) => responses.push(response));
  let requests = 0;
  page.on('request', () => (requests += 1));
  await startCounting(cdp);
  await page.goto(path, { waitUntil: 'commit' });
  await firstRow(page);
  const calls = await countCalls(cdp);
  const atFirstRow = requests;
  const elements = await countElements(page);
  let javascript = 0;
  let css = 0;
  for (const response of responses) {
    const type = response.headers()['content-type'] ?? '';
    if (!/javascript|css/.test(type)) continue;
    const bytes = gzipSync(await response.body(), { level: 9 }).length;
    if (type.includes('css')) css += bytes;
    else javascript += bytes;
  }
  await page.context().close();
  return { javascript, css, requests: atFirstRow, calls, elements };
}

/**
 * @param {import('@playwright/test').Browser} browser
 * @param {string} url
 */
async function measureGrowth(browser, url) {
  const { page, cdp, path } = await openWorld(browser, url, 'huge');
  await page.goto(path);
  await firstRow(page);
  const at1000 = await growTo(page, cdp, 1_000);
  const at10000 = await growTo(page, cdp, 10_000);
  await page.context().close();
  return { at1000, at10000 };
}

/**
 * Loads pages until `rows` are there; the last ones are counted.
 * @param {import('@playwright/test').Page} page
 * @param {import('@playwright/test').CDPSession} cdp
 * @param {number} rows
 */
async function growTo(page, cdp, rows) {
  const counted = rows - PAGES * 100;
  let loaded = await loadedRows(page);
  while (loaded < counted) loaded = await nextPage(page, loaded);
  /** @type {number[]} */
  const calls = [];
  await startCounting(cdp);
  for (let index = 0; index < PAGES; index += 1) {
    await countCalls(cdp);
    loaded = await nextPage(page, loaded);
    calls.push(await countCalls(cdp));
  }
  await cdp.send('Profiler.stopPreciseCoverage');
  await cdp.send('HeapProfiler.collectGarbage');
  const { usedSize } = await cdp.send('Runtime.getHeapUsage');
  return {
    rows: loaded,
    calls: calls.toSorted((a, b) => a - b)[Math.floor(PAGES / 2)] ?? 0,
    elements: await countElements(page),
    heap: usedSize,
  };
}

/** @param {import('@playwright/test').Page} page */
async function firstRow(page) {
  await page.locator('tbody a[href*="/issuers/"]').first().waitFor();
}

/** @param {import('@playwright/test').Page} page */
function countElements(page) {
  return page.evaluate(() => document.querySelectorAll('*').length);
}

/**
 * How many rows the list itself says it has loaded.
 * @param {import('@playwright/test').Page} page
 */
async function loadedRows(page) {
  const text = await page.getByText(/^[\d,]+ (loaded|issuers?)/).textContent();
  return Number(/^[\d,]+/.exec(text ?? '')?.[0].replaceAll(',', ''));
}

/**
 * Presses "Load more" and waits until the list has grown.
 * @param {import('@playwright/test').Page} page
 * @param {number} before
 */
async function nextPage(page, before) {
  // dispatched, so that the list is not scrolled to its foot, where it would load by itself
  await page.getByRole('button', { name: 'Load more' }).dispatchEvent('click');
  await page.waitForFunction((count) => {
    const said = [...document.querySelectorAll('main *')].map((node) => node.textContent ?? '');
    const foot = said.find((text) => /^[\d,]+ (loaded|issuers?)/.test(text));
    return foot !== undefined && Number.parseInt(foot.replaceAll(',', ''), 10) > count;
  }, before);
  return loadedRows(page);
}

/**
 * Prints the figures against their targets.
 * @param {Awaited<ReturnType<typeof measureFirstRow>>} first
 * @param {Awaited<ReturnType<typeof measureGrowth>>} grown
 * @returns {number} the exit code
 */
function report(first, { at1000, at10000 }) {
  let failed = 0;
  let passed = 0;
  /** @param {string} what @param {number} value @param {number} [target] */
  const line = (what, value, target) => {
    const over = target !== undefined && !(value <= target);
    if (over) failed += 1;
    else if (target !== undefined) passed += 1;
    const verdict =
      target === undefined ? '' : `  (at most ${format(target)}) ${over ? 'OVER' : 'ok'}`;
    console.log(`${what.padEnd(44)} ${format(value).padStart(12)}${verdict}`);
  };
  console.log('To the first issuer row');
  line('  JavaScript, gzip bytes', first.javascript, TARGETS.javascript);
  line('  CSS, gzip bytes', first.css, TARGETS.css);
  line('  requests', first.requests, TARGETS.requests);
  line('  function calls', first.calls, TARGETS.calls);
  line('  elements', first.elements);
  console.log(`At ${format(at1000.rows)} rows`);
  line('  elements', at1000.elements);
  line('  heap, bytes', at1000.heap);
  line('  function calls of a next page', at1000.calls);
  console.log(`At ${format(at10000.rows)} rows`);
  line('  elements', at10000.elements, TARGETS.elements);
  line('  heap, bytes', at10000.heap, TARGETS.heap);
  line('  function calls of a next page', at10000.calls, Math.round(at1000.calls * TARGETS.dearer));
  console.log(`${passed} passed, ${failed} failed`);
  return failed === 0 ? 0 : 1;
}

/** @param {number} value */
function format(value) {
  return value.toLocaleString('en');
}
