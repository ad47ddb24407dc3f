import { expect } from '@playwright/test';
import type { Page } from '@playwright/test';

import { test } from './fixtures.ts';
import { IssuerList, refocus } from './issuer-list.ts';

const themeOf = (page: Page) => page.evaluate(() => document.documentElement.dataset['theme']);

test('the theme that was chosen is there before anything is drawn', async ({
  page,
  context,
  simulator,
}) => {
  simulator.allow(0);
  const list = new IssuerList(page);
  await page.emulateMedia({ colorScheme: 'light' });
  await list.open();
  expect(await themeOf(page)).toBeUndefined();
  await page.getByRole('radio', { name: 'Dark' }).check();
  expect(await themeOf(page)).toBe('dark');
  const ground = () => page.evaluate(() => getComputedStyle(document.body).backgroundColor);
  await expect.poll(ground).toBe('rgb(14, 16, 19)');

  // Without the app's own code: what sets it comes before.
  await context.route(/\/assets\/index-.*\.js/, (route) => route.abort());
  await page.reload({ waitUntil: 'commit' });
  await expect.poll(() => themeOf(page)).toBe('dark');
  await context.unroute(/\/assets\/index-.*\.js/);
  await page.reload();
  await expect(page.getByRole('radio', { name: 'Dark' })).toBeChecked();
  // Another tab follows, and the system decides again when asked to.
  const other = await context.newPage();
  await other.goto('/');
  await other.getByRole('radio', { name: 'System' }).check();
  await expect.poll(() => themeOf(page)).toBeUndefined();
});

test('pins and visits are kept in this browser, under today’s names', async ({
  page,
  simulator,
}) => {
  const list = new IssuerList(page);
  await list.open();
  const { id } = await simulator.newest();
  await list.links.first().click();
  const pin = page.getByRole('button', { name: /^Pin/ });
  await pin.click();
  await expect(pin).toHaveAttribute('aria-pressed', 'true');
  await page.goBack();
  await simulator.rename(id, 'Storefront renamed');
  await page.reload();
  await expect(list.links.first()).toBeVisible();
  await page.keyboard.press('ControlOrMeta+k');
  const first = page.getByRole('dialog').getByRole('option').first();
  await expect(first).toContainText('Storefront production');
  await first.click();
  await expect(page.getByRole('heading', { level: 1 })).toHaveText('Storefront renamed');
  await page.keyboard.press('ControlOrMeta+k');
  await expect(first).toContainText('Storefront renamed');
  await page.keyboard.press('Escape');
  // The start leads to where one was.
  await page.goto('/');
  await expect(list.heading).toBeVisible();
});

test('Jump opens what was pasted, and does not pretend to know it', async ({ page, simulator }) => {
  const list = new IssuerList(page);
  await list.open();
  const { id, name } = await simulator.newest();
  await page.keyboard.press('ControlOrMeta+k');
  const field = page.getByRole('dialog').getByRole('combobox');
  await field.fill(`https://idp.authpi.com/${id}`);
  await expect(page.getByRole('option').first()).toBeVisible();
  await page.keyboard.press('Enter');
  await expect(page.getByRole('heading', { level: 1 })).toHaveText(name);

  simulator.allow(404);
  await page.keyboard.press('ControlOrMeta+k');
  await field.fill('i_000000000000000000000000z');
  const pasted = page.getByRole('option', { name: /i_0000/ });
  await expect(pasted).toContainText(/not checked/i);
  await pasted.click();
  await expect(page.getByRole('heading', { level: 1 })).toHaveText('Issuer not found');
});

test('on a phone what is at the foot is a sheet of its own', async ({ page }) => {
  await page.setViewportSize({ width: 360, height: 640 });
  const list = new IssuerList(page);
  await list.open();
  const more = page.getByRole('button', { name: 'Sample: theme and more' });
  const foot = page.getByRole('contentinfo');
  await expect(foot).toBeHidden();
  await more.click();
  await expect(foot).toBeFocused();
  await expect(foot).toContainText('Nothing here reaches AuthPI.');
  await foot.getByRole('radio', { name: 'Light' }).check();
  await page.keyboard.press('Escape');
  await expect(foot).toBeHidden();
  await expect(more).toBeFocused();
});

test.describe('the simulator', () => {
  test('makes the page fail and lets it go on', { tag: '@worker' }, async ({ page, simulator }) => {
    simulator.allow(500);
    const list = new IssuerList(page);
    await list.open();
    await page.getByRole('button', { name: 'Simulator' }).click();
    const panel = page.getByRole('region', { name: 'Simulator' });
    await expect(panel).toContainText('This is sample data.');
    await panel.getByLabel('What goes wrong').selectOption('Server error with a reference (500)');
    await panel.getByLabel('Operation').selectOption('listIssuers (GET)');
    await panel.getByRole('button', { name: 'Put in force' }).click();
    await expect(panel.getByRole('listitem')).toContainText('Answered 500');
    await list.status.selectOption('Disabled');
    await expect(list.alert).toContainText('AuthPI met an error');
    await panel.getByRole('button', { name: /^End/ }).click();
    await expect(panel).toContainText('Nothing goes wrong on purpose.');
    await list.alert.getByRole('button', { name: 'Try again' }).click();
    await expect(list.table.getByRole('row').nth(1)).toContainText('Disabled');
    await panel.getByRole('button', { name: 'Close' }).click();
    await expect(panel).toBeHidden();
    await expect(page.getByRole('button', { name: 'Simulator' })).toBeFocused();
  });

  test('is a second administrator: the page finds out as it would in life', async ({
    page,
    wire,
  }) => {
    const list = new IssuerList(page);
    await list.open();
    await list.links.first().click();
    const heading = page.getByRole('heading', { level: 1 });
    await expect(heading).toHaveText('Storefront production');
    await wire.quiet();
    await page.getByRole('button', { name: 'Simulator' }).click();
    const panel = page.getByRole('region', { name: 'Simulator' });
    wire.clear();
    await panel.getByRole('button', { name: 'Delete the issuer' }).click();
    await expect(panel).toContainText(/Done/);
    await expect(heading).toHaveText('Storefront production');
    expect(wire.all(), 'the page does not know yet').toEqual([]);
  });

  test('starts over: nobody belongs anywhere, and back', { tag: '@worker' }, async ({ page }) => {
    const list = new IssuerList(page);
    await list.open();
    await page.getByRole('button', { name: 'Simulator' }).click();
    const panel = page.getByRole('region', { name: 'Simulator' });
    await panel.getByRole('radio', { name: /^nobody/ }).check();
    await panel.getByRole('button', { name: 'Start over with “nobody”' }).click();
    await expect(page.getByRole('heading', { level: 1 })).toHaveText('No accounts');
    await panel.getByRole('radio', { name: /^default/ }).check();
    await panel.getByRole('button', { name: 'Start over with “default”' }).click();
    await expect(list.links.first()).toBeVisible();
  });
});

test('what another administrator did is seen on coming back', async ({ page, simulator }) => {
  const list = new IssuerList(page);
  await list.open();
  const { id } = await simulator.newest();
  await list.links.first().click();
  const heading = page.getByRole('heading', { level: 1 });
  await expect(heading).toHaveText('Storefront production');
  // What was loaded counts as fresh for half a minute; then a look at the window asks again.
  await page.clock.install();
  await simulator.rename(id, 'Renamed elsewhere');
  await page.clock.fastForward(31_000);
  await refocus(page);
  await expect(heading).toHaveText('Renamed elsewhere');
  simulator.allow(404);
  await simulator.remove(id);
  await page.clock.fastForward(31_000);
  await refocus(page);
  await expect(heading).toHaveText('Issuer not found');
});
