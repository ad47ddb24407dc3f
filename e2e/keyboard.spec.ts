import { expect } from '@playwright/test';
import type { Page } from '@playwright/test';

import { test } from './fixtures.ts';
import { expectVisibleFocus, focused, IssuerList } from './issuer-list.ts';
import { idsOf, PAGES } from './pages.ts';

/** Presses a key and expects the focus on something, in sight and marked. */
async function go(page: Page, key: string, where: string): Promise<void> {
  await page.keyboard.press(key);
  expect(await focused(page)).toBe(where);
  await expectVisibleFocus(page);
}

test('the whole journey by keyboard alone', async ({ page, simulator }) => {
  const rows = await simulator.issuers({ status: 'disabled' });
  const list = new IssuerList(page);
  await list.open();

  await go(page, 'Tab', 'a "Skip to content"');
  await page.keyboard.press('Enter');
  await expect(page.getByRole('main')).toBeFocused();
  await go(page, 'Tab', 'a "Northwind Trading"');
  await go(page, 'Tab', 'a "Create issuer"');
  await go(page, 'Tab', 'input "Search issuers"');
  await page.keyboard.press('Tab');
  await expect(list.status).toBeFocused();
  await expectVisibleFocus(page);
  await page.keyboard.type('Dis');
  await expect(page).toHaveURL(/\?status=disabled$/);
  await expect(list.table.getByRole('row').nth(1)).toContainText('Disabled');
  await expect(list.status).toBeFocused();
  await page.keyboard.press('Tab');
  await expect(list.access).toBeFocused();
  await expectVisibleFocus(page);
  await page.keyboard.press('Tab');
  await expect(list.readiness).toBeFocused();
  await expectVisibleFocus(page);
  await go(page, 'Tab', 'button "Clear filters"');

  // Each row is two stops: the issuer, and its id to copy.
  for (const { id, name } of rows.slice(0, 3)) {
    await go(page, 'Tab', `a "${name ?? 'Unnamed issuer'}"`);
    await go(page, 'Tab', `button "Copy id of ${name ?? id}"`);
  }
  await go(page, 'Shift+Tab', `a "${rows[2]?.name ?? ''}"`);

  // The foot loads as soon as one gets there; Load more is a stop all the same.
  await list.loadMore.focus();
  await expect(list.count).toHaveText('150 loaded, more to come');
  const loadMore = page.getByRole('button', { name: 'Load more' });
  await expect(loadMore).toBeFocused();
  await page.keyboard.press('Enter');
  await expect(list.count).toHaveText(`${rows.length} matching issuers, all loaded`);
  // The button is gone; one goes on from where it was.
  expect(await focused(page)).toContain('all loaded');
  const last = rows.at(-1);
  await go(page, 'Shift+Tab', `button "Copy id of ${last?.name ?? last?.id ?? ''}"`);
  await go(page, 'Shift+Tab', `a "${last?.name ?? 'Unnamed issuer'}"`);

  const name = (await focused(page)).replace(/^a "(.*)"$/, '$1');
  await expectVisibleFocus(page);
  const link = page.locator(':focus');
  const href = (await link.getAttribute('href')) ?? '';
  await page.keyboard.press('Enter');
  await expect(page).toHaveURL(href);
  await expect(page.getByRole('heading', { level: 1, name })).toBeFocused();
  await go(page, 'Tab', 'button "Copy issuer id"');
  // Alt+Left belongs to the browser's own frame, which is not there.
  await page.goBack();
  await expect(list.heading).toBeVisible();
  await expect(list.table.locator(`a[href="${href}"]`)).toBeFocused();
  await expectVisibleFocus(page);
  await expect(list.status).toHaveValue('disabled');
});

test('the first row is reached from the top without a detour', async ({ page, simulator }) => {
  const newest = await simulator.newest();
  const list = new IssuerList(page);
  await list.open();
  await go(page, 'Tab', 'a "Skip to content"');
  await page.keyboard.press('Enter');
  await go(page, 'Tab', 'a "Northwind Trading"');
  await go(page, 'Tab', 'a "Create issuer"');
  await go(page, 'Tab', 'input "Search issuers"');
  for (let select = 0; select < 3; select += 1) await page.keyboard.press('Tab');
  await go(page, 'Tab', `a "${newest.name}"`);
});

test('Load more pressed to the very end by keyboard, past the window', async ({
  page,
  simulator,
}) => {
  const list = new IssuerList(page);
  const all = (await simulator.issuers({ readiness: 'review' })).length;
  // More than are drawn whole.
  expect(all).toBeGreaterThan(300);
  await list.open(`/accounts/${await simulator.accountId()}/issuers?readiness=review`);
  await list.loadMore.focus();
  for (;;) {
    const before = (await list.count.textContent()) ?? '';
    if (before.endsWith('all loaded')) break;
    await page.keyboard.press('Enter');
    await expect(list.count).not.toHaveText(before);
    expect(await page.evaluate(() => document.activeElement?.closest('main') != null)).toBe(true);
  }
  await expect(list.count).toHaveText(`${all} matching issuers, all loaded`);
  // Back into the rows, to one that is in sight.
  await page.keyboard.press('Shift+Tab');
  expect(await focused(page)).toMatch(/^button "Copy id of /);
  await expectVisibleFocus(page);
});

/** Stops that are pressed through on a page; a long list has thousands. */
const STOPS = 60;

for (const { route, address, content } of PAGES) {
  test(`${route}: every control is reached by Tab, and seen`, async ({ page, simulator, wire }) => {
    await page.goto(address(await idsOf(simulator)));
    const main = page.getByRole('main');
    await expect(content(main)).toBeVisible();
    await wire.quiet();
    await go(page, 'Tab', 'a "Skip to content"');
    await page.keyboard.press('Enter');
    await expect(main).toBeFocused();
    // Counted anew: a list draws its rest, and loads on, while one walks through it.
    const look = () =>
      main.evaluate((element) => {
        const all = element.querySelectorAll<HTMLElement>(
          // Of radios that are one choice the chosen one is the stop.
          'a[href], button, input:not([type=radio]), input:checked, select, textarea, summary',
        );
        return {
          controls: [...all].filter((each) => each.checkVisibility() && each.tabIndex >= 0).length,
          inside: element.contains(document.activeElement),
        };
      });
    let reached = 0;
    let { controls } = await look();
    for (; reached < Math.min(controls, STOPS); reached += 1) {
      await page.keyboard.press('Tab');
      await expectVisibleFocus(page);
      const seen = await look();
      expect(seen.inside).toBe(true);
      ({ controls } = seen);
    }
    expect(reached).toBeGreaterThan(1);
    if (controls > reached) return;
    await page.keyboard.press('Tab');
    // Out again, into the foot: nothing holds the focus.
    expect((await look()).inside).toBe(false);
  });
}

test('Jump by keyboard alone: opened anywhere, searched, gone to, and left', async ({ page }) => {
  const list = new IssuerList(page);
  await list.open();
  await list.search.focus();
  await page.keyboard.press('ControlOrMeta+k');
  const field = page.getByRole('combobox', { name: /Jump/ });
  await expect(field).toBeFocused();
  await page.keyboard.press('Escape');
  await expect(field).toBeHidden();
  await expect(list.search).toBeFocused();

  await page.keyboard.press('ControlOrMeta+k');
  await page.keyboard.type('storefront staging');
  const option = page.getByRole('option', { name: /Storefront staging/ }).first();
  await expect(option).toBeVisible();
  await expect(option).toHaveAttribute('aria-selected', 'true');
  await page.keyboard.press('Enter');
  const heading = page.getByRole('heading', { level: 1 });
  await expect(heading).toHaveText('Storefront staging');
  await expect(heading).toBeFocused();

  // Where one has been comes first, before a letter is typed.
  await page.keyboard.press('ControlOrMeta+k');
  await expect(page.getByRole('option').first()).toContainText('Storefront staging');
});

test('the account switcher finds any account, and stays on the same kind of page', async ({
  page,
  wire,
}) => {
  const list = new IssuerList(page);
  await list.open();
  await page.getByRole('button', { name: /Switch account/ }).press('Enter');
  const dialog = page.getByRole('dialog');
  const field = dialog.getByRole('combobox');
  await expect(field).toBeFocused();
  await expect(dialog).toContainText(/50 accounts|more to come/);
  wire.clear();
  await page.keyboard.type('no such account');
  await expect(dialog).toContainText('137 accounts, all of them');
  expect(wire.all().every(({ path }) => path === '/v1/accounts')).toBe(true);
  await field.fill('kestrel');
  await expect(page.getByRole('option', { name: /Kestrel/ }).first()).toBeVisible();
  await page.keyboard.press('Enter');
  await expect(page.getByRole('button', { name: /Switch account, now Kestrel/ })).toBeVisible();
  await expect(page).toHaveURL(/\/accounts\/acc_\w+\/issuers$/);
});
