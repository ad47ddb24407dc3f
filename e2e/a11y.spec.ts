import { expect } from '@playwright/test';
import type { Page } from '@playwright/test';

import { expectAccessible } from './axe.ts';
import { test } from './fixtures.ts';
import type { Simulator } from './fixtures.ts';
import { IssuerList, refocus } from './issuer-list.ts';
import { idsOf, PAGES } from './pages.ts';
import { statesOf } from './states.ts';

type Kit = { page: Page; list: IssuerList; simulator: Simulator };

/** A state of the issuer list: how it comes about, and what shows that it is there. */
type ListState = [name: string, set: (kit: Kit) => Promise<void>];

const onList = { operation: 'listIssuers', times: null } as const;

/** What only a list can be in, and what lies over a page. */
const LIST_STATES: readonly ListState[] = [
  [
    'no match',
    async ({ page, simulator }) => {
      await page.goto(`/accounts/${await simulator.accountId()}/issuers?q=no+such+thing`);
      await expect(page.getByRole('heading', { name: 'No issuer matches' })).toBeVisible();
    },
  ],
  [
    'filtered',
    async ({ list }) => {
      await list.open();
      await list.status.selectOption('Suspended');
      await expect(list.table.getByRole('row').nth(1)).toContainText('Suspended');
    },
  ],
  [
    'a pause of the first page',
    async ({ page, simulator }) => {
      await simulator.fault({ ...onList, kind: 'status', status: 429, retry_after: 300 });
      await page.goto('/');
      await expect(page.getByText(/asked for a pause/)).toBeVisible();
    },
  ],
  [
    'a pause of the next page',
    async ({ page, list, simulator }) => {
      await list.open();
      await simulator.fault({ ...onList, kind: 'status', status: 429, retry_after: 300 });
      await list.scrollToFoot();
      await expect(page.getByText(/asked for a pause/)).toBeVisible();
    },
  ],
  [
    'a next page that failed',
    async ({ list, simulator }) => {
      await list.open();
      await simulator.fault({ ...onList, kind: 'status', status: 500 });
      await list.scrollToFoot();
      await expect(list.alert).toContainText('More issuers did not load');
    },
  ],
  [
    'offline',
    async ({ page, list, simulator }) => {
      await list.open();
      await simulator.setOffline(true);
      await expect(page.getByText(/You are offline/).first()).toBeVisible();
    },
  ],
  [
    'new issuers on top',
    async ({ page, list, simulator }) => {
      await list.open();
      await simulator.insert('One', 'Two');
      await refocus(page);
      await expect(page.getByRole('button', { name: 'Show' })).toBeVisible();
    },
  ],
  [
    'windowed',
    async ({ list }) => {
      await list.open();
      await list.loadUntil('350 loaded, more to come');
      await list.scrollToRow(200);
    },
  ],
  [
    'an address that leads nowhere',
    async ({ page }) => {
      await page.goto('/nowhere');
      await expect(page.getByRole('heading', { name: 'Page not found' })).toBeVisible();
    },
  ],
  [
    'an ended session',
    async ({ page, simulator }) => {
      await simulator.fault({ ...onList, kind: 'expired' });
      await page.goto('/');
      await expect(page.getByRole('dialog', { name: 'Your session has ended' })).toBeVisible();
    },
  ],
  [
    'Jump',
    async ({ page, list }) => {
      await list.open();
      await page.keyboard.press('ControlOrMeta+k');
      await page.getByRole('combobox', { name: /Jump/ }).fill('portal');
      await expect(page.getByRole('option', { name: /portal/i }).first()).toBeVisible();
    },
  ],
  [
    'the account switcher',
    async ({ page, list }) => {
      await list.open();
      await page.getByRole('button', { name: /Switch account/ }).click();
      await expect(page.getByRole('option', { name: /Kestrel Schools/ })).toBeVisible();
    },
  ],
  [
    'the simulator',
    async ({ page, list }) => {
      await list.open();
      await page.getByRole('button', { name: 'Simulator' }).click();
      const panel = page.getByRole('region', { name: 'Simulator' });
      await expect(panel.getByRole('radio').first()).toBeVisible();
    },
  ],
];

for (const { route, address, content } of PAGES) {
  test(`${route}: accessible when loaded`, async ({ page, simulator }) => {
    await page.goto(address(await idsOf(simulator)));
    await expect(content(page.getByRole('main'))).toBeVisible();
    await expectAccessible(page);
  });
}

// `npm run test:deep`: every page in every state.
for (const each of PAGES) {
  for (const { name, set } of statesOf(each)) {
    test(`${each.route}, ${name}: accessible @deep`, async ({ page, simulator }) => {
      test.slow();
      await set({ page, simulator, each });
      await expectAccessible(page);
    });
  }
}

for (const [name, set] of LIST_STATES) {
  test(`issuer list, ${name}: accessible @deep`, async ({ page, simulator }) => {
    test.slow();
    const list = new IssuerList(page);
    await set({ page, list, simulator });
    await expectAccessible(page);
  });
}

test('text can be doubled in size without anything scrolling sideways or being lost', async ({
  page,
}) => {
  const list = new IssuerList(page);
  await list.open();
  // What a person sets in the browser: the root's size.
  await page.evaluate(() => document.documentElement.style.setProperty('font-size', '200%'));
  const { wide, has } = await page.evaluate(() => ({
    wide: document.documentElement.scrollWidth,
    has: document.documentElement.clientWidth,
  }));
  expect(wide).toBeLessThanOrEqual(has);
  await expect(list.links.first()).toBeVisible();
  await expect(list.search).toBeInViewport({ ratio: 1 });
});

test('forced colours keep the shapes of states and the focus ring', async ({ page }) => {
  await page.emulateMedia({ forcedColors: 'active' });
  const list = new IssuerList(page);
  await list.open();
  await list.search.focus();
  const outline = await list.search.evaluate((field) => getComputedStyle(field).outlineStyle);
  expect(outline).not.toBe('none');
  await expect(list.table.getByRole('row').nth(1)).toContainText('Active');
});
