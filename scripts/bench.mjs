// npm run bench: what the pages cost in the production build, behind the gateway, in Chromium: the
// lists up to their first row, each route's code on top of the shell, a click on a link that was
// pointed at, and a key typed into a long form. It counts instead of timing: bytes, requests, function calls, elements and heap are the
// same on every machine, so they can be a gate. Prints one line a figure; exits 1 over a target.

import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { createInterface } from 'node:readline';
import { setTimeout as sleep } from 'node:timers/promises';
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
  // Code of one route that the shell does not hold.
  route: 60_000,
  // A dialog that is a place is drawn over a page, whose code counts as well.
  over: 80_000,
  // The public suffix list: data rather than code, and as long as the web has suffixes. Pages that
  // judge hosts ask for it once they are drawn, so it is no part of what a route costs.
  suffixes: 50_000,
  // Requests for code on going where a link was pointed at.
  hovered: 0,
  // Function calls of one key typed into a form.
  key: 1_500,
  // Elements of other fields that change with it.
  redrawn: 0,
  // Function calls from the form of one auth method to that of another, by the picker.
  switched: 60_000,
};

/** A domain that is assigned. */
const HOST = 'login.northwind.example';

/** @param {string} account */
function domain(account) {
  return `/accounts/${account}/domains/${HOST}`;
}

/**
 * Every route and an address of it; the generated route tree says whether one is missing.
 * @type {{ [route: string]: (ids: Ids) => string }}
 */
const ROUTES = {
  '/': () => '/',
  '/accounts': () => '/accounts',
  '/accounts/$accountId': ({ account }) => `/accounts/${account}`,
  '/accounts/$accountId/domains': ({ account }) => `/accounts/${account}/domains`,
  '/accounts/$accountId/domains/new': ({ account }) => `/accounts/${account}/domains/new`,
  '/accounts/$accountId/domains/several': ({ account }) => `/accounts/${account}/domains/several`,
  // The step with most on it.
  '/accounts/$accountId/domains/$host': ({ account }) => `${domain(account)}?step=records`,
  '/accounts/$accountId/domains/$host/assign': ({ account }) => `${domain(account)}/assign`,
  '/accounts/$accountId/domains/$host/unassign': ({ account }) => `${domain(account)}/unassign`,
  '/accounts/$accountId/domains/$host/remove': ({ account }) => `${domain(account)}/remove`,
  // Of a host, since that asks for most.
  '/accounts/$accountId/sign-in-check': ({ account }) =>
    `/accounts/${account}/sign-in-check?q=${HOST}`,
  '/accounts/$accountId/settings': ({ account }) => `/accounts/${account}/settings`,
  '/accounts/$accountId/issuers': ({ account }) => `/accounts/${account}/issuers`,
  '/accounts/$accountId/issuers/new': ({ account }) => `/accounts/${account}/issuers/new`,
  '/accounts/$accountId/issuers/$issuerId': ({ base }) => base,
  '/accounts/$accountId/issuers/$issuerId/auth-methods': ({ base }) => `${base}/auth-methods`,
  '/accounts/$accountId/issuers/$issuerId/auth-methods/new': ({ base }) =>
    `${base}/auth-methods/new?method=oidc`,
  '/accounts/$accountId/issuers/$issuerId/auth-methods/$methodId': ({ base, method }) =>
    `${base}/auth-methods/${method}`,
  '/accounts/$accountId/issuers/$issuerId/auth-methods/$methodId/delete': ({ base, method }) =>
    `${base}/auth-methods/${method}/delete`,
  '/accounts/$accountId/issuers/$issuerId/auth-methods/$methodId/rotate': ({ base, method }) =>
    `${base}/auth-methods/${method}/rotate`,
  '/accounts/$accountId/issuers/$issuerId/settings': ({ base }) => `${base}/settings`,
  '/accounts/$accountId/issuers/$issuerId/settings/$section': ({ base }) =>
    `${base}/settings/branding`,
  '/accounts/$accountId/issuers/$issuerId/settings/delete': ({ base }) => `${base}/settings/delete`,
  '/accounts/$accountId/issuers/$issuerId/domains': ({ base }) => `${base}/domains`,
  '/accounts/$accountId/issuers/$issuerId/json': ({ base }) => `${base}/json`,
};

/** @param {string} route @returns {boolean} whether it is a dialog over a page */
function isDialog(route) {
  return /\/(delete|assign|unassign|remove)$/.test(route);
}

/** The file of the public suffix list. */
const SUFFIXES = /\/public-suffix-/;

/**
 * The lists, and the request their rows come with.
 * @type {[route: string, rows: RegExp][]}
 */
const LISTS = [
  ['/accounts/$accountId/issuers', /\/issuers\?/],
  ['/accounts', /\/v1\/accounts\?/],
  ['/accounts/$accountId/domains', /\/domains$/],
];

/**
 * Links that are pointed at and then pressed: where they stand, and what they are.
 * @type {[from: string, link: string][]}
 */
const JOURNEYS = [
  ['/accounts', 'main tbody a'],
  ['/accounts', '.mark'],
  ['/accounts/$accountId', 'header nav a[href$="/issuers"]'],
  ['/accounts/$accountId', 'header nav a[href$="/domains"]'],
  ['/accounts/$accountId', 'header nav a[href$="/sign-in-check"]'],
  ['/accounts/$accountId', 'main a[href$="/settings"]'],
  ['/accounts/$accountId/domains', 'main a[href*="/sign-in-check"]'],
  ['/accounts/$accountId/domains', 'main a[href*="/issuers/"]'],
  // One whose records are still to be published: what comes behind that step is loaded with its step.
  ['/accounts/$accountId/domains', 'main tbody a[href$="/domains/returns.northwind.example"]'],
  ['/accounts/$accountId/domains', 'main a[href$="/domains/new"]'],
  ['/accounts/$accountId/domains', 'main a[href$="/domains/several"]'],
  ['/accounts/$accountId/domains/$host', 'main a[href*="/remove"]'],
  ['/accounts/$accountId/issuers', 'main tbody a'],
  ['/accounts/$accountId/issuers', 'main a[href$="/issuers/new"]'],
  ['/accounts/$accountId/issuers', 'nav[aria-label=Breadcrumb] a'],
  ['/accounts/$accountId/issuers/$issuerId', 'nav[aria-label=Issuer] a[href$="/auth-methods"]'],
  ['/accounts/$accountId/issuers/$issuerId', 'nav[aria-label=Issuer] a[href$="/settings"]'],
  ['/accounts/$accountId/issuers/$issuerId', 'nav[aria-label=Issuer] a[href$="/domains"]'],
  ['/accounts/$accountId/issuers/$issuerId', 'nav[aria-label=Issuer] a[href$="/json"]'],
  ['/accounts/$accountId/issuers/$issuerId/auth-methods', 'main li a[href*="/auth-methods/"]'],
  ['/accounts/$accountId/issuers/$issuerId/auth-methods', 'main a[href$="/auth-methods/new"]'],
  ['/accounts/$accountId/issuers/$issuerId/auth-methods/$methodId', 'main a[href$="/rotate"]'],
  [
    '/accounts/$accountId/issuers/$issuerId/settings',
    'nav[aria-label=Settings] a[href*="/portals"]',
  ],
];

/** Keys in `metadata` at most, each with a row of its own (contract §8). */
const ROWS = 50;

const SETTINGS = '/accounts/$accountId/issuers/$issuerId/settings';

/**
 * The longest forms, and an input that a key typed into costs most in: the section with the most
 * fields, the one with the most inputs, the longest of a new auth method, and a secret.
 * @type {[form: string, address: (ids: Ids) => string, input: string][]}
 */
const FORMS = [
  ['portals', (ids) => `${address(SETTINGS, ids)}/portals`, 'settings.portals.profile.url'],
  ['metadata', (ids) => `${address(SETTINGS, ids)}/metadata`, `metadata.${ROWS - 1}.key`],
  ['oauth2_manual', ({ base }) => newMethod(base, 'oauth2_manual'), 'settings.client_id'],
  ['oidc', ({ base }) => newMethod(base, 'oidc'), 'settings.issuer_url'],
  ['oidc', ({ base }) => newMethod(base, 'oidc'), 'settings.client_secret'],
];

/** @param {string} base @param {string} method */
function newMethod(base, method) {
  return `${base}/auth-methods/new?method=${method}`;
}

/** @param {string} route @param {Ids} ids */
function address(route, ids) {
  return ROUTES[route]?.(ids) ?? '/';
}

/** Keys that are typed and counted; the one that makes the change is not among them. */
const KEYS = 20;

/** @typedef {{ account: string, issuer: string, method: string, base: string }} Ids */

/** A page is settled when nothing happened for this long (ms): a link pointed at waits 50 itself. */
const CALM_MS = 500;

/** Pages open at once where waiting is most of the work. */
const AT_ONCE = 4;

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
    const world = await openWorld(browser, gateway.url, 'default');
    checkRoutes();
    const lists = [];
    for (const [route, rows] of LISTS) lists.push(await measureFirstRow(world, route, rows));
    const routes = await measureRoutes(world);
    const journeys = await several(JOURNEYS, ([from, link]) => measureJourney(world, from, link));
    const grown = await measureGrowth(await openWorld(browser, gateway.url, 'huge'));
    const typed = await measureTyping(await openWorld(browser, gateway.url, 'default'));
    const switched = await measureSwitching(world);
    return report({ lists, routes, journeys, grown, typed, switched });
  } finally {
    await browser.close();
    gateway.stop();
  }
});

/**
 * Measures several at a time, where what is counted is bytes and requests: such pages mostly wait to
 * be settled.
 * @template Item, Figure
 * @param {Item[]} items
 * @param {(item: Item) => Promise<Figure>} measure
 * @returns {Promise<Figure[]>} in the order of the items
 */
async function several(items, measure) {
  /** @type {Figure[]} */
  const figures = [];
  for (let from = 0; from < items.length; from += AT_ONCE) {
    figures.push(...(await Promise.all(items.slice(from, from + AT_ONCE).map(measure))));
  }
  return figures;
}

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

/** Fails when the route tree holds a route that is not measured here, or the other way round. */
function checkRoutes() {
  const tree = readFileSync(join(root, 'src/routeTree.gen.ts'), 'utf8');
  const [, paths = ''] = /export interface FileRoutesByTo \{([^}]*)\}/.exec(tree) ?? [];
  const known = [...paths.matchAll(/'([^']+)'/g)].map(([, path = '']) => path).toSorted();
  const measured = Object.keys(ROUTES).toSorted();
  if (JSON.stringify(known) !== JSON.stringify(measured)) {
    throw new Error(`The routes are ${known.join(' ')}, measured are ${measured.join(' ')}`);
  }
}

/**
 * A world of its own, and how to open a fresh page in it.
 * @param {import('@playwright/test').Browser} browser
 * @param {string} url
 * @param {'default' | 'huge'} scenario
 */
async function openWorld(browser, url, scenario) {
  const context = () =>
    browser.newContext({
      baseURL: url,
      extraHTTPHeaders: { 'x-simulator-world': `bench-${scenario}` },
      viewport: { width: 1280, height: 800 },
    });
  const { request } = await context();
  await request.post('/_simulator/reset', { data: { scenario } });
  /**
   * @param {string} path
   * @param {string} [method] of the auth method that is wanted
   * @returns {Promise<string>} the id of the first row
   */
  const firstOf = async (path, method) => {
    /** @type {{ data: { id: string, method?: string }[] }} */
    const page = await (await request.get(path)).json();
    const first = page.data.find((row) => method === undefined || row.method === method);
    if (first === undefined) throw new Error(`${path} has no row`);
    return first.id;
  };
  const account = await firstOf('/v1/accounts');
  const issuer = await firstOf(`/v1/accounts/${account}/issuers`);
  const base = `/accounts/${account}/issuers/${issuer}`;
  // With credentials: its pages have most on them.
  const method = await firstOf(`/v1${base}/auth-methods`, 'oidc');
  /** @type {Ids} */
  const ids = { account, issuer, method, base };
  return {
    /** @param {string} route */
    address: (route) => address(route, ids),
    ids,
    /** Gives the issuer as much metadata as there may be. */
    async fillMetadata() {
      const path = `/v1${base}`;
      const read = await request.get(path);
      /** @type {{ data: { metadata?: object | null } }} */
      const { data } = await read.json();
      const had = Object.entries(data.metadata ?? {});
      const rows = Array.from({ length: ROWS }, (_, index) => [`key_${index}`, `Value ${index}`]);
      const written = await request.patch(path, {
        headers: { 'if-match': read.headers()['etag'] ?? '' },
        data: { metadata: Object.fromEntries([...had, ...rows].slice(0, ROWS)) },
      });
      if (!written.ok()) throw new Error(`The metadata was refused: ${await written.text()}`);
    },
    async open() {
      const page = await (await context()).newPage();
      return { page, code: watchCode(page) };
    },
  };
}

/** @typedef {Awaited<ReturnType<typeof openWorld>>} World */

/**
 * The code a page loads.
 * @param {import('@playwright/test').Page} page
 */
function watchCode(page) {
  /** @type {import('@playwright/test').Response[]} */
  const responses = [];
  let requests = 0;
  let underWay = 0;
  let last = Date.now();
  const mark = (/** @type {number} */ change) => {
    underWay += change;
    last = Date.now();
  };
  page.on('request', () => {
    requests += 1;
    mark(1);
  });
  page.on('requestfinished', () => mark(-1));
  page.on('requestfailed', () => mark(-1));
  page.on('response', (response) => {
    if (/javascript|css/.test(response.headers()['content-type'] ?? '')) responses.push(response);
  });
  return {
    requests: () => requests,
    /** Waits until nothing was under way for a while, and the page has nothing left to do. */
    async settle() {
      last = Date.now();
      const isCalm = () => underWay === 0 && Date.now() - last >= CALM_MS;
      while (!isCalm()) await sleep(CALM_MS / 10);
      await idle(page);
    },
    /** @returns {Promise<Map<string, number>>} gzip bytes by address */
    async sizes(/** @type {'javascript' | 'css'} */ type) {
      const sizes = new Map();
      for (const response of responses) {
        if (!(response.headers()['content-type'] ?? '').includes(type)) continue;
        sizes.set(response.url(), gzipSync(await response.body(), { level: 9 }).length);
      }
      return sizes;
    },
  };
}

/**
 * Waits until the page has drawn and has nothing left to do.
 * @param {import('@playwright/test').Page} page
 */
async function idle(page) {
  await page.evaluate(
    () => new Promise((resolve) => requestAnimationFrame(() => requestIdleCallback(resolve))),
  );
}

/**
 * The page's heading: by its element, since behind an open dialog it is hidden from assistive
 * technology, and so from a search by role.
 * @param {import('@playwright/test').Page} page
 */
function heading(page) {
  return page.locator('h1');
}

/** @param {Map<string, number>} sizes */
function total(sizes) {
  return [...sizes.values()].reduce((sum, size) => sum + size, 0);
}

/**
 * What each route loads on top of the shell. The shell is what an address that leads nowhere needs.
 * @param {World} world
 */
async function measureRoutes(world) {
  const nowhere = await world.open();
  await nowhere.page.goto('/nowhere');
  await heading(nowhere.page).waitFor();
  await nowhere.code.settle();
  const shell = await nowhere.code.sizes('javascript');
  await nowhere.page.context().close();
  let suffixes = 0;
  const routes = await several(Object.keys(ROUTES), async (route) => {
    const { page, code } = await world.open();
    await page.goto(world.address(route));
    await heading(page).waitFor();
    await code.settle();
    const own = [...(await code.sizes('javascript'))].filter(([url]) => !shell.has(url));
    for (const [url, bytes] of own) if (SUFFIXES.test(url)) suffixes = bytes;
    await page.context().close();
    return { route, bytes: total(new Map(own.filter(([url]) => !SUFFIXES.test(url)))) };
  });
  // Not met, it would count as none.
  if (suffixes === 0) throw new Error('No page has asked for the public suffix list');
  return { shell: total(shell), suffixes, routes };
}

/**
 * Points at a link, lets its code come, and goes there.
 * @param {World} world
 * @param {string} from
 * @param {string} selector
 */
async function measureJourney(world, from, selector) {
  const { page, code } = await world.open();
  await page.goto(world.address(from));
  const link = page.locator(selector).first();
  await link.waitFor();
  await code.settle();
  await link.hover();
  await code.settle();
  const requested = async () =>
    [...(await code.sizes('javascript')).keys()].filter((url) => !SUFFIXES.test(url)).length;
  const before = await requested();
  const address = page.url();
  await link.click();
  await page.waitForURL((url) => url.href !== address);
  await heading(page).waitFor();
  await code.settle();
  const requests = (await requested()) - before;
  await page.context().close();
  return { from, selector, requests };
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
 * @param {World} world
 * @param {string} route of a list
 * @param {RegExp} rows
 */
async function measureFirstRow(world, route, rows) {
  const { page, code } = await world.open();
  // What the rows do not wait for is asked, and not answered: how fast a machine is must not decide
  // what is counted.
  await page.route(/\/v1\//, (asked) =>
    rows.test(asked.request().url()) ? asked.continue() : undefined,
  );
  const cdp = await page.context().newCDPSession(page);
  await cdp.send('Profiler.enable');
  await startCounting(cdp);
  await page.goto(world.address(route), { waitUntil: 'commit' });
  await firstRow(page);
  const calls = await countCalls(cdp);
  const requests = code.requests();
  const elements = await countElements(page);
  const javascript = total(await code.sizes('javascript'));
  const css = total(await code.sizes('css'));
  await page.context().close();
  return { route, javascript, css, requests, calls, elements };
}

/** @param {World} world */
async function measureGrowth(world) {
  const { page } = await world.open();
  const cdp = await page.context().newCDPSession(page);
  await cdp.send('Profiler.enable');
  await page.goto(world.address('/accounts/$accountId/issuers'));
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

/**
 * What a key typed into a field costs, and how much of the other fields it changes.
 * @param {World} world
 */
async function measureTyping(world) {
  await world.fillMetadata();
  const forms = [];
  for (const [form, addressOf, name] of FORMS) {
    const { page, code } = await world.open();
    const cdp = await page.context().newCDPSession(page);
    await cdp.send('Profiler.enable');
    await page.goto(addressOf(world.ids));
    const input = page.locator(`[name="${name}"]`);
    await input.focus();
    // Left once and come back to: from then on what is in it is judged at every key.
    await page.keyboard.press('Tab');
    await input.focus();
    await page.keyboard.press('End');
    await page.keyboard.press('x');
    await code.settle();
    const redrawn = await input.evaluateHandle(watchOthers);
    const inputs = await page.locator('main form :is(input, select, textarea)').count();
    /** @type {number[]} */
    const calls = [];
    await startCounting(cdp);
    for (let index = 0; index < KEYS; index += 1) {
      await countCalls(cdp);
      await page.keyboard.press('x');
      await idle(page);
      calls.push(await countCalls(cdp));
    }
    forms.push({
      form,
      name,
      inputs,
      calls: calls.toSorted((a, b) => a - b)[Math.floor(KEYS / 2)] ?? 0,
      redrawn: await redrawn.evaluate((elements) => elements.size),
    });
    await page.context().close();
  }
  return forms;
}

/**
 * What it costs to go from the form of one auth method to the longest of them, by the picker, where
 * something was typed before.
 * @param {World} world
 */
async function measureSwitching(world) {
  const { page, code } = await world.open();
  const cdp = await page.context().newCDPSession(page);
  await cdp.send('Profiler.enable');
  await page.goto(`${world.ids.base}/auth-methods/new`);
  await page.locator('main a[href$="method=oidc"]').click();
  await page.locator('[name="settings.issuer_url"]').fill('https://id.example.com');
  await code.settle();
  await startCounting(cdp);
  await countCalls(cdp);
  await page.locator('main a[href$="/auth-methods/new"]').click();
  await page.locator('main a[href$="method=oauth2_manual"]').click();
  await page.locator('[name="settings.token_endpoint"]').waitFor();
  await idle(page);
  const calls = await countCalls(cdp);
  await page.context().close();
  return calls;
}

/**
 * In the page: the elements of an input's form that change from now on, but for those of its own
 * field, or row.
 * @param {Element} input
 */
function watchOthers(input) {
  const own = input.closest('li, .field') ?? input;
  /** @type {Set<Node>} */
  const changed = new Set();
  new MutationObserver((records) => {
    for (const { target } of records) if (!own.contains(target)) changed.add(target);
  }).observe(input.closest('form') ?? input, {
    subtree: true,
    childList: true,
    characterData: true,
    attributes: true,
  });
  return changed;
}

/** @param {import('@playwright/test').Page} page */
async function firstRow(page) {
  await page.locator('main tbody a').first().waitFor();
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
 * @param {{
 *   lists: Awaited<ReturnType<typeof measureFirstRow>>[],
 *   routes: Awaited<ReturnType<typeof measureRoutes>>,
 *   journeys: Awaited<ReturnType<typeof measureJourney>>[],
 *   grown: Awaited<ReturnType<typeof measureGrowth>>,
 *   typed: Awaited<ReturnType<typeof measureTyping>>,
 *   switched: Awaited<ReturnType<typeof measureSwitching>>,
 * }} measured
 * @returns {number} the exit code
 */
function report({ lists, routes, journeys, grown: { at1000, at10000 }, typed, switched }) {
  let failed = 0;
  let passed = 0;
  /** @param {string} what @param {number} value @param {number} [target] */
  const line = (what, value, target) => {
    const over = target !== undefined && !(value <= target);
    if (over) failed += 1;
    else if (target !== undefined) passed += 1;
    const verdict =
      target === undefined ? '' : `  (at most ${format(target)}) ${over ? 'OVER' : 'ok'}`;
    console.log(`${what.padEnd(66)} ${format(value).padStart(12)}${verdict}`);
  };
  for (const list of lists) {
    console.log(`To the first row of ${list.route}`);
    line('  JavaScript, gzip bytes', list.javascript, TARGETS.javascript);
    line('  CSS, gzip bytes', list.css, TARGETS.css);
    line('  requests', list.requests, TARGETS.requests);
    line('  function calls', list.calls, TARGETS.calls);
    line('  elements', list.elements, TARGETS.elements);
  }
  console.log('Code of each route on top of the shell, gzip bytes');
  line('  the shell', routes.shell);
  for (const { route, bytes } of routes.routes) {
    line(`  ${route}`, bytes, isDialog(route) ? TARGETS.over : TARGETS.route);
  }
  line('  the public suffix list, where it is needed', routes.suffixes, TARGETS.suffixes);
  console.log('Requests for code after a link was pointed at');
  for (const { from, selector, requests } of journeys) {
    line(`  ${from}: ${selector}`, requests, TARGETS.hovered);
  }
  console.log(`At ${format(at1000.rows)} rows`);
  line('  elements', at1000.elements);
  line('  heap, bytes', at1000.heap);
  line('  function calls of a next page', at1000.calls);
  console.log(`At ${format(at10000.rows)} rows`);
  line('  elements', at10000.elements, TARGETS.elements);
  line('  heap, bytes', at10000.heap, TARGETS.heap);
  line('  function calls of a next page', at10000.calls, Math.round(at1000.calls * TARGETS.dearer));
  console.log('A key typed into a long form');
  for (const { form, name, inputs, calls, redrawn } of typed) {
    line(`  ${form}, ${inputs} inputs: function calls in ${name}`, calls, TARGETS.key);
    line('    elements of other fields that change', redrawn, TARGETS.redrawn);
  }
  console.log('From the form of one auth method to another');
  line('  function calls', switched, TARGETS.switched);
  console.log(`${passed} passed, ${failed} failed`);
  return failed === 0 ? 0 : 1;
}

/** @param {number} value */
function format(value) {
  return value.toLocaleString('en');
}
