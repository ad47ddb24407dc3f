import { expect } from '@playwright/test';
import type { Page } from '@playwright/test';

import { test } from './fixtures.ts';
import { IssuerList } from './issuer-list.ts';

/** A row past the 300th, in the middle of the screen. */
async function openDeep(page: Page) {
  const list = new IssuerList(page);
  await list.open();
  await list.loadUntil('450 loaded, more to come');
  await list.scrollToRow(340);
  const id = (await list.drawn()).find(({ index }) => index === 340)?.id ?? '';
  const link = list.link(id);
  return { list, link, name: (await link.textContent()) ?? '' };
}

const scrollTop = (page: Page) => page.evaluate(() => scrollY);

for (const how of ['click', 'Enter'] as const) {
  test(`Back from an issuer opened by ${how} is where one was, without a request`, async ({
    page,
    wire,
  }) => {
    const { list, link, name } = await openDeep(page);
    if (how === 'Enter') await link.focus();
    const before = await scrollTop(page);
    expect(before).toBeGreaterThan(10_000);
    await (how === 'Enter' ? page.keyboard.press('Enter') : link.click());

    const heading = page.getByRole('heading', { level: 1 });
    await expect(heading).toHaveText(name);
    await expect(heading).toBeFocused();
    expect(await scrollTop(page)).toBe(0);
    await expect(page.getByRole('region', { name: 'Addresses' })).toBeVisible();
    await wire.quiet();

    wire.clear();
    await page.goBack();
    await expect(list.heading).toBeVisible();
    await expect(link).toBeFocused();
    await expect(link).toBeInViewport();
    await expect.poll(() => scrollTop(page)).toBeGreaterThanOrEqual(before - 2);
    expect(await scrollTop(page)).toBeLessThanOrEqual(before + 2);
    await expect(list.count).toHaveText('450 loaded, more to come');

    await page.goForward();
    await expect(heading).toHaveText(name);
    await page.goBack();
    await expect(link).toBeFocused();
    expect(Math.abs((await scrollTop(page)) - before)).toBeLessThanOrEqual(2);
    await wire.quiet();
    expect(wire.all(), 'what was loaded is still there').toEqual([]);
  });
}

test('Back keeps the filter and the place in a filtered list', async ({ page, wire }) => {
  const list = new IssuerList(page);
  await list.open();
  await list.status.selectOption('Disabled');
  await expect(page).toHaveURL(/\?status=disabled$/);
  await expect(list.table.getByRole('row').nth(1)).toContainText('Disabled');
  const link = list.links.nth(30);
  await link.scrollIntoViewIfNeeded();
  const before = await scrollTop(page);
  await link.click();
  await expect(page).not.toHaveURL(/status=disabled/);
  await expect(page.getByRole('region', { name: 'Addresses' })).toBeVisible();
  await wire.quiet();
  wire.clear();
  await page.goBack();
  await expect(page).toHaveURL(/\?status=disabled$/);
  await expect(list.status).toHaveValue('disabled');
  await expect(link).toBeFocused();
  expect(Math.abs((await scrollTop(page)) - before)).toBeLessThanOrEqual(2);
  expect(wire.all()).toEqual([]);
});

test('an issuer opens in a new tab when asked to, and the list stays', async ({
  page,
  context,
}) => {
  const list = new IssuerList(page);
  await list.open();
  const name = (await list.links.nth(3).textContent()) ?? '';
  const [tab] = await Promise.all([
    context.waitForEvent('page'),
    list.links.nth(3).click({ modifiers: ['ControlOrMeta'] }),
  ]);
  await expect(tab.getByRole('heading', { level: 1 })).toHaveText(name);
  await expect(list.heading).toBeVisible();
});
