import { expect } from '@playwright/test';

import { test } from './fixtures.ts';
import { IssuerList, refocus } from './issuer-list.ts';

// The main journeys, with both backends: behind the gateway, and in the demo's service worker.

test('opens with data, and says that it is made up', { tag: '@worker' }, async ({ page }) => {
  const list = new IssuerList(page);
  await list.open();
  await expect(page).toHaveURL(/\/accounts\/acc_\w+\/issuers$/);
  await expect(page).toHaveTitle('Issuers · Northwind Trading · AuthPI dashboard');
  await expect(list.count).toHaveText('50 loaded, more to come');
  await expect(page.getByText('Sample data')).toBeVisible();
});

test('scrolls, filters, opens an issuer, and comes Back', { tag: '@worker' }, async ({ page }) => {
  const list = new IssuerList(page);
  await list.open();
  await list.loadUntil('350 loaded, more to come');
  await list.scrollToRow(310);
  const id = (await list.drawn()).find(({ index }) => index === 310)?.id ?? '';
  const name = (await list.link(id).textContent()) ?? '';
  const before = await page.evaluate(() => scrollY);
  await list.link(id).click();
  await expect(page.getByRole('heading', { level: 1 })).toHaveText(name);
  await expect(page.getByRole('region', { name: 'Addresses' })).toContainText(id);
  await page.goBack();
  await expect(list.link(id)).toBeFocused();
  await expect.poll(() => page.evaluate(() => scrollY)).toBeGreaterThanOrEqual(before - 2);
  expect(await page.evaluate(() => scrollY)).toBeLessThanOrEqual(before + 2);

  await list.status.selectOption('Disabled');
  await expect(list.table.getByRole('row').nth(1)).toContainText('Disabled');
  await list.search.fill('portal');
  await expect(list.count).toHaveText(/matching issuers, all loaded$/);
  await page.reload();
  await expect(list.count).toHaveText(/matching issuers, all loaded$/);
  await expect(list.search).toHaveValue('portal');
  await list.clear.click();
  await expect(list.count).toHaveText('50 loaded, more to come');
});

// Behind the gateway, mutation.spec.ts does more than this.
test(
  'scrolls to the end over dead cursors',
  { tag: '@worker-only' },
  async ({ page, simulator }) => {
    await simulator.reset({ dead_cursor: '404' });
    const query = { readiness: 'review' };
    const rows = await simulator.issuers(query);
    const list = new IssuerList(page);
    await list.open(`/accounts/${await simulator.accountId()}/issuers?readiness=review`);
    await simulator.remove(rows[49]?.id ?? '');
    await list.loadUntil(`${rows.length - 1} matching issuers, all loaded`);
    const left = (await simulator.issuers(query)).map(({ id }) => id);
    expect(await list.walk()).toEqual(left);
  },
);

test(
  'another administrator’s acts arrive, and survive a reload',
  { tag: '@worker' },
  async ({ page, simulator }) => {
    const list = new IssuerList(page);
    await list.open();
    const [inserted] = await simulator.insert('From someone else');
    const third = (await list.drawn())[2]?.id ?? '';
    await simulator.rename(third, 'Renamed by someone else');
    await refocus(page);
    await expect(page.getByText('1 new issuer', { exact: true })).toBeVisible();
    await expect(list.link(third)).toHaveText('Renamed by someone else');
    await page.reload();
    await expect(list.links.first()).toHaveText('From someone else');
    await expect(list.link(inserted ?? '')).toBeVisible();
    await expect(list.link(third)).toHaveText('Renamed by someone else');
  },
);

test('faults have words here too', { tag: '@worker' }, async ({ page, simulator }) => {
  const list = new IssuerList(page);
  await simulator.fault({ operation: 'listIssuers', times: 2, kind: 'status', status: 500 });
  await page.goto('/');
  await expect(list.alert).toContainText('AuthPI met an error');
  await list.alert.getByRole('button', { name: 'Try again' }).click();
  await expect(list.alert).toContainText('AuthPI met an error');
  await list.alert.getByRole('button', { name: 'Try again' }).click();
  await expect(list.links.first()).toBeVisible();
  await simulator.fault({ operation: 'listIssuers', times: 1, kind: 'request_lost' });
  await list.status.selectOption('Disabled');
  await expect(list.table.getByRole('row').nth(1)).toContainText('Disabled');
  await expect(list.alert).toHaveCount(0);
});

test('two tabs share one backend', { tag: '@worker' }, async ({ page, context, simulator }) => {
  const list = new IssuerList(page);
  await list.open();
  const [inserted] = await simulator.insert('Seen in both tabs');
  const second = await context.newPage();
  const other = new IssuerList(second);
  await other.open();
  await expect(other.link(inserted ?? '')).toHaveText('Seen in both tabs');
  await simulator.rename(inserted ?? '', 'Renamed in the first');
  await refocus(second);
  await expect(other.link(inserted ?? '')).toHaveText('Renamed in the first');
  await second.close();
  await refocus(page);
  await page.getByRole('button', { name: 'Show' }).click();
  await expect(list.link(inserted ?? '')).toHaveText('Renamed in the first');
});

test(
  'the demo answers nothing outside the API with the page',
  { tag: '@worker-only' },
  async ({ page, simulator }) => {
    simulator.allow(501);
    await new IssuerList(page).open();
    const answer = await page.evaluate(async () => {
      const response = await fetch('/v1/nope', { headers: { accept: 'text/html' } });
      return { status: response.status, body: await response.text() };
    });
    expect(answer.status).toBe(501);
    expect(JSON.parse(answer.body)).toMatchObject({ error: 'not_implemented' });
  },
);
