import { expect } from '@playwright/test';

import { test } from './fixtures.ts';
import type { Simulator } from './fixtures.ts';
import { IssuerList, refocus } from './issuer-list.ts';

const ALL_LOADED = /issuers, all loaded$/;

/**
 * Scrolls to the end while another administrator works, and tells who lived throughout.
 *
 * @param query the filter of the list, {} for all rows
 * @param busy what they do in the moment a next page is asked for; it is told the cursor's row
 */
async function scrollToEnd(
  list: IssuerList,
  simulator: Simulator,
  query: Record<string, string>,
  busy: (step: number, cursor: string) => Promise<void>,
): Promise<string[]> {
  const before = await simulator.issuers(query);
  let step = 0;
  let resting = true;
  await list.page.route(/\/issuers\?.*cursor=/, async (route) => {
    const cursor = new URL(route.request().url()).searchParams.get('cursor') ?? '';
    // Once for each page, not again for each step back from a dead cursor.
    if (resting) {
      resting = false;
      await busy(step, cursor);
    }
    await route.continue();
  });
  const asked = new URLSearchParams(query).toString();
  await list.open(`/accounts/${await simulator.accountId()}/issuers${asked && `?${asked}`}`);
  for (; ; step += 1) {
    const loaded = (await list.count.textContent()) ?? '';
    if (ALL_LOADED.test(loaded)) break;
    expect(step).toBeLessThan(30);
    resting = true;
    await list.scrollToFoot();
    await expect(list.count).not.toHaveText(loaded);
    const drawn = (await list.drawn()).map(({ id }) => id);
    expect(new Set(drawn).size, 'no row twice in the page').toBe(drawn.length);
  }
  const after = new Set((await simulator.issuers(query)).map(({ id }) => id));
  return before.map(({ id }) => id).filter((id) => after.has(id));
}

/** Each of `alive` once, in order; nobody else twice. */
function expectOnceInOrder(shown: readonly string[], alive: readonly string[]): void {
  expect(new Set(shown).size, 'no row twice').toBe(shown.length);
  const wanted = new Set(alive);
  expect(shown.filter((id) => wanted.has(id))).toEqual(alive);
}

/**
 * Once over all 1,240 rows, then over the 485 that need review, as what is inserted does: they are
 * past the window of what is drawn, and every kind of deletion below comes.
 */
const WAYS = [
  ['position', {}, 'issuers'],
  ['400', { readiness: 'review' }, 'matching issuers'],
  ['404', { readiness: 'review' }, 'matching issuers'],
  ['empty', { readiness: 'review' }, 'matching issuers'],
] as const;

for (const [dead_cursor, query, noun] of WAYS) {
  test(`to the end while others insert, edit and delete, cursor rows too; a dead cursor gets ${dead_cursor}`, async ({
    page,
    simulator,
  }) => {
    await simulator.change({ dead_cursor });
    const list = new IssuerList(page);
    const rows = await simulator.issuers(query);
    expect(rows.length).toBeGreaterThan(450);
    const inserted: string[] = [];
    const alive = await scrollToEnd(list, simulator, query, async (step, cursor) => {
      const at = rows.findIndex(({ id }) => id === cursor);
      expect(at).toBeGreaterThan(0);
      // The cursor row, at times with rows above it and the first row below.
      const gone = [[at], [at, at - 1, at - 2], [at, at + 1], [at, at - 2]][step % 4] ?? [];
      for (const index of gone) {
        const id = rows[index]?.id;
        if (id !== undefined) await simulator.remove(id);
      }
      await simulator.rename(rows[at - 5]?.id ?? '', `Renamed above ${step}`);
      if (rows[at + 30] !== undefined) {
        await simulator.rename(rows[at + 30]?.id ?? '', `Renamed below ${step}`);
      }
      if (step % 3 === 0) inserted.unshift(...(await simulator.insert(`Inserted ${step}`)));
    });

    const words = `${inserted.length} new issuers`;
    await expect(page.getByRole('main').getByText(words, { exact: true })).toBeVisible();
    const shown = await list.walk();
    expectOnceInOrder(shown, alive);
    expect(shown, 'what came in is announced, not slipped in').not.toContain(inserted[0]);
    await page.getByRole('main').getByRole('button', { name: 'Show' }).click();
    await expect(list.link(inserted[0] ?? '')).toBeFocused();
    const whole = await list.walk();
    expectOnceInOrder(whole, [...inserted, ...alive]);
    expect(whole.slice(0, inserted.length)).toEqual(inserted);
    await expect(list.count).toHaveText(`${whole.length.toLocaleString('en')} ${noun}, all loaded`);
  });
}

test.describe('coming back to the window', () => {
  test('tells of new issuers and shows them when asked, in place', async ({
    page,
    simulator,
    wire,
  }) => {
    const list = new IssuerList(page);
    await list.open();
    await list.loadUntil('450 loaded, more to come');
    await list.scrollToRow(380);
    const before = await page.evaluate(() => scrollY);
    const [third, second, first] = await simulator.insert('First', 'Second', 'Third');
    wire.clear();
    await refocus(page);
    const bar = page.getByRole('main').getByText('3 new issuers', { exact: true });
    await expect(bar).toHaveCount(1);
    expect(wire.lists().map(({ query }) => query)).toEqual([{ limit: '50' }]);
    await expect(list.link(first ?? '')).toHaveCount(0);
    // What is read must not move, though the bar came in above it.
    const link = list.table.locator('[aria-rowindex="382"]');
    await expect(link).toBeInViewport();
    expect(Math.abs((await page.evaluate(() => scrollY)) - before)).toBeLessThan(80);

    await page.getByRole('main').getByRole('button', { name: 'Show' }).click();
    await expect(bar).toHaveCount(0);
    await expect(list.link(third ?? '')).toBeFocused();
    expect((await list.drawn()).slice(0, 3).map(({ id }) => id)).toEqual([third, second, first]);
    await expect(list.count).toHaveText('453 loaded, more to come');
  });

  test('brings rows up to date and drops those that are gone', async ({ page, simulator }) => {
    const list = new IssuerList(page);
    const rows = await simulator.issuers();
    await list.open();
    await simulator.rename(rows[3]?.id ?? '', 'Renamed by someone else');
    await simulator.remove(rows[5]?.id ?? '');
    await refocus(page);
    await expect(list.link(rows[3]?.id ?? '')).toHaveText('Renamed by someone else');
    await expect(list.link(rows[5]?.id ?? '')).toHaveCount(0);
    await expect(list.count).toHaveText('49 loaded, more to come');
    await list.loadUntil(/^1[45]9 loaded/);
    const shown = await list.walk();
    expect(shown).toEqual(
      rows
        .map(({ id }) => id)
        .filter((id) => id !== rows[5]?.id)
        .slice(0, shown.length),
    );
  });

  test('to more than a page of new issuers says "at least" and starts anew when asked', async ({
    page,
    simulator,
  }) => {
    const list = new IssuerList(page);
    await list.open();
    await list.loadUntil('150 loaded, more to come');
    const names = Array.from({ length: 60 }, (_, index) => `Import ${index}`);
    const inserted = await simulator.insert(...names);
    await refocus(page);
    await expect(page.getByRole('main').getByText('50+ new issuers')).toBeVisible();
    await page.getByRole('main').getByRole('button', { name: 'Show' }).click();
    await expect(list.link(inserted[0] ?? '')).toBeFocused();
    await expect(list.count).toHaveText('50 loaded, more to come');
    await list.loadUntil('150 loaded, more to come');
    const rows = await simulator.issuers();
    const shown = await list.walk();
    expect(shown.length).toBeGreaterThanOrEqual(150);
    expect(shown).toEqual(rows.slice(0, shown.length).map(({ id }) => id));
  });

  test('to a list that was emptied says so', async ({ page, simulator }) => {
    const list = new IssuerList(page);
    const rows = await simulator.issuers({ q: 'kiosk' });
    await page.goto(`/accounts/${await simulator.accountId()}/issuers?q=kiosk`);
    await expect(list.links).toHaveCount(rows.length);
    for (const { id } of rows) await simulator.remove(id);
    await refocus(page);
    await expect(page.getByRole('heading', { name: 'No issuer matches' })).toBeVisible();
  });
});
