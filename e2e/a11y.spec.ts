import { AxeBuilder } from '@axe-core/playwright';
import { expect } from '@playwright/test';
import type { Page } from '@playwright/test';

import { test } from './fixtures.ts';
import type { Simulator } from './fixtures.ts';
import { hold, IssuerList, refocus } from './issuer-list.ts';

const TAGS = ['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa', 'wcag22aa', 'best-practice'];

type Kit = { page: Page; list: IssuerList; simulator: Simulator };

/** A state of a page: how it comes about, and what shows that it is there. */
type State = [name: string, set: (kit: Kit) => Promise<void>];

const onList = { operation: 'listIssuers', times: null } as const;

const FAILING: readonly [name: string, fault: Parameters<Simulator['fault']>[0]][] = [
  ['a refused request', { ...onList, kind: 'status', status: 400 }],
  ['an ended session', { ...onList, kind: 'expired' }],
  ['no access', { ...onList, kind: 'status', status: 403 }],
  ['nothing found', { ...onList, kind: 'status', status: 404 }],
  ['an error with a reference', { ...onList, kind: 'status', status: 500 }],
  ['a server out of reach', { ...onList, kind: 'request_lost' }],
];

const STATES: readonly State[] = [
  ['loaded', ({ list }) => list.open()],
  [
    'loading',
    async ({ page, list }) => {
      await hold(page, /\/issuers\?/);
      await page.goto('/');
      await expect(list.heading).toBeVisible();
      await expect(page.getByText('Loading issuers')).toBeAttached();
    },
  ],
  [
    'empty',
    async ({ page, simulator }) => {
      await simulator.reset({ scenario: 'empty' });
      await page.goto('/');
      await expect(page.getByRole('heading', { name: 'No issuers yet' })).toBeVisible();
    },
  ],
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
  ...FAILING.map(([name, fault]): State => [
    name,
    async ({ page, list, simulator }) => {
      await simulator.fault(fault);
      await page.goto('/');
      await expect(list.alert.getByRole('heading')).toBeVisible({ timeout: 15_000 });
    },
  ]),
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
    'an issuer',
    async ({ page, list }) => {
      await list.open();
      await list.links.first().click();
      await expect(page.getByText('Login off').first()).toBeVisible();
    },
  ],
  [
    'an issuer that is not there',
    async ({ page, simulator }) => {
      simulator.allow(404);
      await page.goto(`/accounts/${await simulator.accountId()}/issuers/i_0`);
      await expect(page.getByRole('alert')).toContainText('There is no such issuer');
    },
  ],
  [
    'an address that leads nowhere',
    async ({ page }) => {
      await page.goto('/nowhere');
      await expect(page.getByRole('heading', { name: 'Page not found' })).toBeVisible();
    },
  ],
];

/** States of the rows themselves; in the others a dozen stands for all, which is what takes time. */
const OF_ROWS = new Set(['loaded', 'filtered', 'windowed']);

/** What axe finds, short enough to read. */
async function violations(page: Page, allRows: boolean) {
  const axe = new AxeBuilder({ page })
    .options({
      runOnly: { type: 'tag', values: TAGS },
      rules: { 'target-size': { enabled: true } },
    })
    // No frames here; the other way opens a page of its own for each run.
    .setLegacyMode(true);
  if (!allRows) axe.exclude('tbody tr:nth-child(n + 13)');
  const { violations, passes } = await axe.analyze();
  expect(passes.length, 'rules that had something to look at').toBeGreaterThan(15);
  return violations.map(({ id, nodes }) => ({
    id,
    nodes: nodes.slice(0, 3).map(({ html, failureSummary }) => `${html}\n${failureSummary ?? ''}`),
  }));
}

for (const [name, set] of STATES) {
  test(`${name}: axe finds nothing, light and dark, wide and narrow`, async ({
    page,
    simulator,
  }) => {
    test.slow();
    const list = new IssuerList(page);
    await set({ page, list, simulator });
    for (const width of [1280, 360]) {
      await page.setViewportSize({ width, height: 720 });
      for (const colorScheme of ['light', 'dark'] as const) {
        await page.emulateMedia({ colorScheme, reducedMotion: 'reduce' });
        expect(await violations(page, OF_ROWS.has(name)), `${colorScheme}, ${width} px`).toEqual(
          [],
        );
      }
    }
    for (const width of [320, 360, 700, 1280]) {
      await page.setViewportSize({ width, height: 640 });
      const { wide, has } = await page.evaluate(() => ({
        wide: document.documentElement.scrollWidth,
        has: document.documentElement.clientWidth,
      }));
      expect(wide, `no sideways scroll at ${width} px`).toBeLessThanOrEqual(has);
    }
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
