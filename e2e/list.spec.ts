import { expect } from '@playwright/test';

import { test } from './fixtures.ts';
import { focused, hold, IssuerList } from './issuer-list.ts';

test.describe('the count', () => {
  test('is honest from the first page to the last', async ({ page, wire, simulator }) => {
    const list = new IssuerList(page);
    await list.open();
    await expect(list.count).toHaveText('50 loaded, more to come');
    await expect(list.table).toHaveAttribute('aria-rowcount', '-1');
    await list.scrollToFoot();
    await expect(list.count).toHaveText('150 loaded, more to come');
    await list.loadUntil('1,240 issuers, all loaded');
    await expect(list.loadMore).toHaveCount(0);
    await expect(list.table).toHaveAttribute('aria-rowcount', '1241');

    await wire.quiet();
    const asked = wire.lists().map(({ query }) => query);
    expect(asked.map(({ limit }) => limit)).toEqual([
      '50',
      ...Array.from({ length: 12 }, () => '100'),
      // What came in on top meanwhile: "all loaded" speaks for that too.
      '50',
    ]);
    const rows = await simulator.issuers();
    expect(asked.map(({ cursor }) => cursor)).toEqual([
      undefined,
      ...Array.from({ length: 12 }, (_, page) => rows[49 + page * 100]?.id),
      undefined,
    ]);
  });

  test('of a filtered list says so', async ({ page, simulator }) => {
    const list = new IssuerList(page);
    const matching = await simulator.issuers({ q: 'storefront' });
    await page.goto(`/accounts/${await simulator.accountId()}/issuers?q=storefront`);
    await expect(list.count).toHaveText(`${matching.length} matching issuers, all loaded`);
    expect(matching.length).toBeGreaterThan(1);
  });
});

test('rows show what the API lists, in its order', async ({ page, simulator }) => {
  const list = new IssuerList(page);
  const rows = await simulator.issuers();
  await list.open();
  // What is seen comes first, the rest of the page when it has come to rest.
  const shown = rows.slice(0, 50).map(({ id }) => id);
  await expect.poll(async () => (await list.drawn()).map(({ id }) => id)).toEqual(shown);
  const second = list.table.getByRole('row').nth(2);
  await expect(second.getByRole('rowheader').getByRole('link')).toHaveText(rows[1]?.name ?? '');
  await expect(second.getByText(rows[1]?.id ?? '')).toHaveCount(1);
  await expect(second).toContainText('Active');
});

test('Load more works by keyboard and keeps its focus', async ({ page }) => {
  // Without it nothing loads by being near: the button alone does.
  await page.addInitScript(() => Reflect.deleteProperty(window, 'IntersectionObserver'));
  const list = new IssuerList(page);
  await list.open();
  await list.loadMore.focus();
  await page.keyboard.press('Enter');
  await expect(list.count).toHaveText('150 loaded, more to come');
  await expect(list.loadMore).toBeFocused();
  await page.keyboard.press('Space');
  await expect(list.count).toHaveText('250 loaded, more to come');
  await expect(list.loadMore).toBeFocused();
});

test('after the last page the focus stays at the foot', async ({ page, simulator }) => {
  const list = new IssuerList(page);
  // 50 rows and a few: one press is all there is.
  const wanted = (await simulator.issuers({ status: 'suspended' })).length;
  expect(wanted).toBeGreaterThan(50);
  expect(wanted).toBeLessThanOrEqual(150);
  await page.goto(`/accounts/${await simulator.accountId()}/issuers?status=suspended`);
  await expect(list.count).toHaveText('50 loaded, more to come');
  await list.loadMore.press('Enter');
  await expect(list.count).toHaveText(`${wanted} matching issuers, all loaded`);
  expect(await page.evaluate(() => document.activeElement?.closest('main') !== null)).toBe(true);
  expect(await focused(page)).toContain('all loaded');
});

test('the foot loads on wherever the scrolling rested before', async ({ page, wire }) => {
  const list = new IssuerList(page);
  await list.open();
  await wire.quiet();
  // Exactly as far below the viewport as it may be to load: an edge is neither in nor out for all.
  await list.table.evaluate((table) => {
    const foot = table.getBoundingClientRect().bottom + scrollY;
    scrollTo(0, foot - innerHeight - 800);
  });
  await page.evaluate(() => new Promise(requestAnimationFrame));
  await list.scrollToFoot();
  await expect(list.count).toHaveText(/^[12]50 loaded/);
});

test('a list shorter than the viewport loads on by itself', async ({ page }) => {
  const list = new IssuerList(page);
  await page.setViewportSize({ width: 1280, height: 3000 });
  await list.open();
  await expect(list.count).toHaveText('150 loaded, more to come');
});

test.describe('filters', () => {
  test('go into the address and to the server, alone and together', async ({
    page,
    wire,
    simulator,
  }) => {
    const one = { status: 'active' };
    const two = { ...one, access_mode: 'invite_only' };
    const three = { ...two, readiness: 'review' };
    const list = new IssuerList(page);
    await list.open();
    wire.clear();

    await list.status.selectOption('Active');
    await expect(page).toHaveURL(/issuers\?status=active$/);
    await expect(list.count).toHaveText('50 loaded, more to come');
    await list.access.selectOption('Invite only');
    await expect(page).toHaveURL(/\?status=active&access_mode=invite_only$/);
    const both = await simulator.issuers(two);
    await expect(list.links.first()).toHaveText(both[0]?.name ?? '');
    await list.readiness.selectOption('Needs review');
    const all = await simulator.issuers(three);
    await expect(list.count).toHaveText(`${all.length} matching issuers, all loaded`);
    expect(all.length).toBeLessThan(both.length);
    await list.search.fill('portal');
    await expect(page).toHaveURL(/[?&]q=portal(&|$)/);
    const four = all.filter(({ name }) => /portal/i.test(name ?? '')).map(({ id }) => id);
    await expect(list.links).toHaveCount(four.length);
    expect((await list.drawn()).map(({ id }) => id)).toEqual(four);

    const first = wire.lists().filter(({ query }) => query['limit'] === '50');
    expect(first.map(({ query }) => query)).toEqual([
      { ...one, limit: '50' },
      { ...two, limit: '50' },
      { ...three, limit: '50' },
      { ...three, q: 'portal', limit: '50' },
    ]);
  });

  test('survive a reload', async ({ page, simulator }) => {
    const list = new IssuerList(page);
    const account = await simulator.accountId();
    const query = 'q=a&status=active&access_mode=closed&readiness=ready';
    await page.goto(`/accounts/${account}/issuers?${query}`);
    await expect(list.count).toBeVisible();
    const before = await list.count.textContent();
    await page.reload();
    await expect(list.count).toHaveText(before ?? '');
    await expect(list.search).toHaveValue('a');
    await expect(list.status).toHaveValue('active');
    await expect(list.access).toHaveValue('closed');
    await expect(list.readiness).toHaveValue('ready');
    await expect(page).toHaveURL(`/accounts/${account}/issuers?${query}`);
  });

  test('with unknown words in the address are dropped', async ({ page, wire, simulator }) => {
    const list = new IssuerList(page);
    const account = await simulator.accountId();
    await page.goto(`/accounts/${account}/issuers?status=melted&readiness=review&q=`);
    await expect(list.links.first()).toBeVisible();
    await expect(page).toHaveURL(`/accounts/${account}/issuers?readiness=review`);
    await expect(list.status).toHaveValue('');
    await expect(list.readiness).toHaveValue('review');
    expect(wire.lists().map(({ query }) => query)).toEqual([{ readiness: 'review', limit: '50' }]);
  });

  test('that match nothing say so and can be cleared', async ({ page, simulator }) => {
    const list = new IssuerList(page);
    const account = await simulator.accountId();
    await page.goto(`/accounts/${account}/issuers?q=no%20such%20thing&status=active`);
    const main = page.getByRole('main');
    await expect(main.getByRole('heading', { name: 'No issuer matches' })).toBeVisible();
    await expect(list.table).toHaveCount(0);
    await list.clear.first().click();
    await expect(list.count).toHaveText('50 loaded, more to come');
    await expect(page).toHaveURL(`/accounts/${account}/issuers`);
    await expect(list.search).toHaveValue('');
    await expect(list.status).toHaveValue('');
    await expect(list.clear).toHaveCount(0);
  });

  test('are cleared beside the fields, and the focus stays there', async ({ page, simulator }) => {
    const list = new IssuerList(page);
    await page.goto(`/accounts/${await simulator.accountId()}/issuers?status=suspended&q=a`);
    await expect(list.links.first()).toBeVisible();
    await page.getByRole('search').getByRole('button', { name: 'Clear filters' }).press('Enter');
    await expect(list.search).toBeFocused();
    await expect(list.search).toHaveValue('');
    await expect(list.count).toHaveText('50 loaded, more to come');
  });

  test('typed letter by letter ask once, and leave focus and text alone', async ({
    page,
    wire,
  }) => {
    const list = new IssuerList(page);
    await page.clock.install();
    await list.open();
    wire.clear();
    await list.search.focus();
    // Time stands still while one types: a slow machine would take a pause for the end of the word.
    await page.clock.pauseAt(Date.now() + 5_000);
    await page.keyboard.type('kiosk');
    await page.clock.resume();
    await expect(page).toHaveURL(/\?q=kiosk$/);
    await expect(list.count).toHaveText(/matching issuers, all loaded$/);
    await expect(list.search).toBeFocused();
    await expect(list.search).toHaveValue('kiosk');
    expect(wire.lists().map(({ query }) => query['q'])).toEqual(['kiosk']);
    // Spaces around it are typed, not searched for: the same list, and no request.
    await page.keyboard.type('  ');
    await page.keyboard.press('Home');
    await page.keyboard.type('K');
    await expect(page).toHaveURL(/\?q=Kkiosk$/);
    await expect(list.search).toHaveValue('Kkiosk  ');
    await page.keyboard.press('Escape');
    await expect(list.search).toHaveValue('');
    await expect(page).toHaveURL(/issuers$/);
    await expect(list.search).toBeFocused();
    await expect(list.count).toHaveText('50 loaded, more to come');
  });

  test('that look like numbers or JSON are text', async ({ page, wire, simulator }) => {
    const list = new IssuerList(page);
    await page.goto(`/accounts/${await simulator.accountId()}/issuers?q=2`);
    await expect(list.search).toHaveValue('2');
    await expect(list.links.first()).toBeVisible();
    await list.search.fill('"a&b=c" +%');
    await expect(page.getByRole('heading', { name: 'No issuer matches' })).toBeVisible();
    expect(wire.lists().map(({ query }) => query['q'])).toEqual(['2', '"a&b=c" +%']);
    await page.reload();
    await expect(list.search).toHaveValue('"a&b=c" +%');
  });

  test('are steps of the history', async ({ page, wire, simulator }) => {
    const newest = await simulator.newest();
    const list = new IssuerList(page);
    await list.open();
    await list.status.selectOption('Suspended');
    await expect(page).toHaveURL(/\?status=suspended$/);
    const suspended = list.table.getByRole('row').nth(1);
    await expect(suspended).toContainText('Suspended');
    await list.access.selectOption('Open');
    await expect(list.count).toHaveText(/matching issuers, all loaded$/);
    const both = await list.count.textContent();
    wire.clear();

    await page.goBack();
    await expect(page).toHaveURL(/\?status=suspended$/);
    await expect(list.access).toHaveValue('');
    await expect(list.status).toHaveValue('suspended');
    await expect(list.count).toHaveText('50 loaded, more to come');
    await page.goBack();
    await expect(page).toHaveURL(/issuers$/);
    await expect(list.status).toHaveValue('');
    await expect(list.links.first()).toHaveText(newest.name);
    await page.goForward();
    await page.goForward();
    await expect(list.count).toHaveText(both ?? '');
    await expect(list.access).toHaveValue('open');
    expect(wire.all(), 'lists that were loaded are kept').toEqual([]);
  });

  test('while one loads, the old rows stay and the page says it is busy', async ({
    page,
    simulator,
  }) => {
    const newest = await simulator.newest();
    const list = new IssuerList(page);
    await list.open();
    const release = await hold(page, /\/issuers\?.*status=suspended/);
    await list.status.selectOption('Suspended');
    await expect(page.getByRole('main').locator('[aria-busy=true]')).toBeVisible();
    await expect(list.links.first()).toHaveText(newest.name);
    release();
    await expect(page.getByRole('main').locator('[aria-busy=true]')).toHaveCount(0);
    const first = await simulator.newest({ status: 'suspended' });
    await expect(list.links.first()).toHaveText(first.name);
  });
});

test('an account without issuers says so and asks nothing more', async ({
  page,
  simulator,
  wire,
}) => {
  await simulator.reset({ scenario: 'empty' });
  const list = new IssuerList(page);
  await page.goto('/');
  await expect(page.getByRole('heading', { name: 'No issuers yet' })).toBeVisible();
  await expect(list.heading).toBeVisible();
  await expect(list.search).toBeVisible();
  await expect(list.table).toHaveCount(0);
  await wire.quiet();
  expect(wire.lists()).toHaveLength(1);
});

test('names that are missing, very long, in other scripts or markup are shown', async ({
  page,
  simulator,
}) => {
  const [markup] = await simulator.insert('<img src=x onerror=alert(1)> & "quotes"');
  const rows = await simulator.issuers();
  const list = new IssuerList(page);
  await list.open();
  await expect(list.link(markup ?? '')).toHaveText('<img src=x onerror=alert(1)> & "quotes"');
  const unnamed = rows.find(({ name }) => name === null);
  await expect(list.link(unnamed?.id ?? '')).toHaveText('Unnamed issuer');
  const long = rows.find(({ name }) => (name ?? '').length > 60);
  await expect(list.link(long?.id ?? '')).toHaveText(long?.name ?? '');
  await expect(list.link(long?.id ?? '')).toHaveAttribute('title', long?.name ?? '');
  // A name can be cut, but must not stretch its row or the page.
  const heights = await list.table
    .locator('tbody tr')
    .evaluateAll((all) => all.map((row) => row.getBoundingClientRect().height));
  expect(new Set(heights).size).toBe(1);
  expect(await page.evaluate(() => document.documentElement.scrollWidth <= innerWidth)).toBe(true);

  const foreign = rows.find(({ name }) => /[^\u0020-\u024f–—…]/.test(name ?? ''));
  await list.search.fill(foreign?.name ?? '');
  await expect(list.link(foreign?.id ?? '')).toHaveText(foreign?.name ?? '');
  await expect(list.search).toHaveValue(foreign?.name ?? '');
});

test.describe('10,000 rows', () => {
  test.beforeEach(({ simulator }) => simulator.reset({ scenario: 'huge' }));

  test('are a few in the page, each at its place', async ({ page, simulator }) => {
    const list = new IssuerList(page);
    await list.open();
    await list.loadUntil('650 loaded, more to come');
    await list.scrollToRow(600);
    expect(await page.evaluate(() => document.querySelectorAll('*').length)).toBeLessThan(1500);
    const rows = await simulator.issuers();
    const drawn = await list.drawn();
    expect(drawn.length).toBeLessThan(100);
    expect(drawn.map(({ id }) => id)).toEqual(drawn.map(({ index }) => rows[index]?.id));
    await expect(list.table).toHaveAttribute('aria-rowcount', '-1');

    // A row stands where it would if all were drawn.
    await list.scrollToRow(320);
    const middle = await list.drawn();
    expect(middle.map(({ id }) => id)).toEqual(middle.map(({ index }) => rows[index]?.id));
    const { places, rowHeight } = await list.table.locator('tbody').evaluate((body) => {
      const row = body.querySelector('[aria-rowindex]')?.getBoundingClientRect();
      const { top, height } = body.getBoundingClientRect();
      const rowHeight = row?.height ?? 0;
      return { places: [((row?.top ?? 0) - top) / rowHeight, height / rowHeight], rowHeight };
    });
    expect(places).toEqual([middle[0]?.index, 650]);
    expect(rowHeight).toBeGreaterThanOrEqual(40);
  });

  test('the focused row stays, however far one scrolls, and Tab goes on from it', async ({
    page,
    simulator,
  }) => {
    const list = new IssuerList(page);
    await list.open();
    await list.loadUntil('450 loaded, more to come');
    await list.scrollToRow(400);
    const rows = await simulator.issuers();
    const name = (index: number) => rows[index]?.name ?? 'Unnamed issuer';
    const index = 400;
    const id = rows[index]?.id ?? '';
    await list.link(id).focus();

    await page.evaluate(() => scrollTo(0, 0));
    await expect(list.links.first()).toHaveText(name(0));
    await expect(list.link(id)).toBeFocused();
    expect((await list.drawn()).map((row) => row.index)).toContain(index);
    await page.keyboard.press('Tab');
    expect(await focused(page)).toBe(`button "Copy id of ${rows[index]?.name ?? id}"`);
    await page.keyboard.press('Tab');
    await expect(list.link(rows[index + 1]?.id ?? '')).toBeFocused();
    // And the browser has taken the reader there.
    await expect(list.link(rows[index + 1]?.id ?? '')).toBeInViewport();

    await list.link(id).focus();
    await page.evaluate(() => scrollTo(0, 0));
    await expect(list.links.first()).toHaveText(name(0));
    await page.keyboard.press('Shift+Tab');
    await page.keyboard.press('Shift+Tab');
    await expect(list.link(rows[index - 1]?.id ?? '')).toBeFocused();
  });
});

test(
  'each page finds what the others left in memory',
  { tag: '@worker' },
  async ({ page, wire }) => {
    const list = new IssuerList(page);
    const main = page.getByRole('main');
    const nav = page.getByRole('navigation', { name: 'Main' });
    await list.open();
    // Jump and the overview keep single pages of issuers of their own.
    await page.keyboard.press('ControlOrMeta+k');
    await page.getByRole('dialog').getByRole('combobox').fill('portal');
    await expect(page.getByRole('option', { name: /portal/i }).first()).toBeVisible();
    await page.keyboard.press('Escape');
    await nav.getByRole('link', { name: 'Overview' }).click();
    await expect(main).toContainText('active issuers have no way to sign in');
    await wire.quiet();
    await nav.getByRole('link', { name: 'Domains' }).click();
    await expect(main.getByRole('link', { name: 'Storefront staging' })).toBeVisible();
    await main.getByRole('link', { name: 'By issuer' }).click();
    await expect(main.getByRole('heading', { name: /Storefront staging/ })).toBeVisible();
    await main.getByRole('link', { name: 'Check sign-in at login.northwind.example' }).click();
    await expect(main).toContainText('Everything this dashboard can see is right');
    await nav.getByRole('link', { name: 'Issuers' }).click();
    await expect(list.count).toHaveText('50 loaded, more to come');
  },
);
