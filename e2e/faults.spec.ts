import { expect } from '@playwright/test';
import type { Page } from '@playwright/test';

import type { Fault } from '#mocks/faults.ts';
import { test } from './fixtures.ts';
import { dropBackOff, IssuerList, refocus } from './issuer-list.ts';

/** What no fault may take away. */
async function expectFrame(page: Page): Promise<void> {
  const list = new IssuerList(page);
  await expect(page.getByRole('navigation', { name: 'Main' })).toBeVisible();
  await expect(page.getByRole('navigation', { name: 'Breadcrumb' })).toBeVisible();
  await expect(list.heading).toBeVisible();
  await expect(list.search).toBeEditable();
  await expect(list.status).toBeEnabled();
  await expect(page.getByText('Sample data')).toBeVisible();
}

/** Whether the focus is somewhere in the page's own content. */
const inMain = (page: Page) => page.evaluate(() => document.activeElement?.closest('main') != null);

const onList = { operation: 'listIssuers', times: null } as const;

type Case = {
  name: string;
  fault: Fault;
  title: string;
  /** Words that say what is safe or what to do. */
  detail: RegExp;
  /** Requests to the list until the person is told. */
  asked: number;
  /** Whether the person may try again. */
  retry: boolean;
};

const CASES: readonly Case[] = [
  {
    name: '400',
    fault: { ...onList, kind: 'status', status: 400 },
    title: 'This request was not accepted',
    detail: /The simulator answers 400 here/,
    asked: 1,
    retry: false,
  },
  {
    name: '403, no access',
    fault: { ...onList, kind: 'status', status: 403 },
    title: 'You do not have access to this',
    detail: /ask whoever manages access/,
    asked: 1,
    retry: false,
  },
  {
    name: '404',
    fault: { ...onList, kind: 'status', status: 404 },
    title: 'This was not found',
    detail: /may have been deleted/,
    asked: 1,
    retry: false,
  },
  {
    name: '500 as JSON',
    fault: { ...onList, kind: 'status', status: 500 },
    title: 'AuthPI met an error',
    detail: /Try again in a moment/,
    asked: 1,
    retry: true,
  },
  {
    name: '500 as HTML',
    fault: { ...onList, kind: 'status', status: 500, body: 'html' },
    title: 'AuthPI met an error',
    detail: /Try again in a moment/,
    asked: 1,
    retry: true,
  },
  {
    name: '503 that does not pass',
    fault: { ...onList, kind: 'status', status: 503 },
    title: 'AuthPI is not available right now',
    detail: /Try again in a moment/,
    asked: 4,
    retry: true,
  },
  {
    name: '502 as HTML that does not pass',
    fault: { ...onList, kind: 'status', status: 502, body: 'html' },
    title: 'AuthPI is not available right now',
    detail: /Try again in a moment/,
    asked: 4,
    retry: true,
  },
  {
    name: 'requests that get lost',
    fault: { ...onList, kind: 'request_lost' },
    title: 'The server could not be reached',
    detail: /Check the connection and try again/,
    asked: 4,
    retry: true,
  },
  {
    name: 'answers that get lost',
    fault: { ...onList, kind: 'answer_lost' },
    title: 'The server could not be reached',
    detail: /Check the connection and try again/,
    asked: 4,
    retry: true,
  },
  {
    name: 'no network behind the gateway',
    fault: { ...onList, kind: 'offline' },
    title: 'The server could not be reached',
    detail: /Check the connection and try again/,
    asked: 4,
    retry: true,
  },
  {
    name: 'a status nobody knows',
    fault: { ...onList, kind: 'status', status: 418, body: 'empty' },
    title: 'The server gave an unexpected answer (418)',
    detail: /may have answered/,
    asked: 1,
    retry: false,
  },
];

test.describe('the first page fails', () => {
  for (const { name, fault, title, detail, asked, retry } of CASES) {
    test(name, async ({ page, simulator, wire }) => {
      const list = new IssuerList(page);
      await dropBackOff(page);
      await simulator.fault(fault);
      await page.goto('/');
      await expect(list.alert.getByRole('heading')).toHaveText(title, { timeout: 15_000 });
      await expect(list.alert).toContainText(detail);
      await expectFrame(page);
      await wire.quiet();
      expect(wire.lists()).toHaveLength(asked);

      const again = list.alert.getByRole('button', { name: 'Try again' });
      await simulator.endFaults();
      if (retry) {
        await again.press('Enter');
        await expect(list.links.first()).toBeVisible();
        // Who works by keyboard must not start over at the top of the page.
        expect(await inMain(page)).toBe(true);
      } else {
        // What a person does instead: something else is asked for.
        await expect(again).toHaveCount(0);
        await list.status.selectOption('Suspended');
      }
      await expect(list.links.first()).toBeVisible();
      await expect(list.alert).toHaveCount(0);
    });
  }

  // The backend cannot be made to answer these.
  const PAGE = { 'content-type': 'application/json' };
  const MADE_UP = [
    {
      name: '403 for want of a scope',
      status: 403,
      body: JSON.stringify({ error: 'insufficient_scope', error_description: 'No.' }),
      title: 'You do not have the scope for this',
    },
    {
      name: 'a page of HTML with 200',
      status: 200,
      body: '<!doctype html><title>Sign in</title>',
      title: 'The answer could not be read',
    },
    {
      name: 'JSON that is no page of issuers',
      status: 200,
      body: '{"issuers":[]}',
      title: 'The answer could not be read',
    },
  ];
  for (const { name, status, body, title } of MADE_UP) {
    test(name, async ({ page, simulator, wire }) => {
      const list = new IssuerList(page);
      if (status >= 400) simulator.allow(status);
      await page.route(/\/issuers\?/, (route) => route.fulfill({ status, headers: PAGE, body }));
      await page.goto('/');
      await expect(list.alert.getByRole('heading')).toHaveText(title);
      await expectFrame(page);
      await wire.quiet();
      expect(wire.lists()).toHaveLength(1);
    });
  }

  test('with a reference, which can be copied', async ({ page, simulator, context }) => {
    await context.grantPermissions(['clipboard-read', 'clipboard-write']);
    const list = new IssuerList(page);
    await simulator.fault({ ...onList, kind: 'status', status: 500 });
    await page.goto('/');
    const reference = (await list.alert.locator('code').textContent()) ?? '';
    expect(reference).toMatch(/^ref_[0-9a-f]{16}$/);
    await list.alert.getByRole('button', { name: 'Copy reference' }).click();
    await expect.poll(() => page.evaluate(() => navigator.clipboard.readText())).toBe(reference);
  });

  test('for a filter alone: the other lists are still there', async ({ page, simulator }) => {
    const list = new IssuerList(page);
    const newest = await simulator.newest();
    await list.open();
    await simulator.fault({
      ...onList,
      kind: 'status',
      status: 400,
      match: { status: 'disabled' },
    });
    await list.status.selectOption('Disabled');
    await expect(list.alert).toContainText('This request was not accepted');
    await expect(list.status).toHaveValue('disabled');
    await list.alert.getByRole('button', { name: 'Clear filters' }).click();
    await expect(list.links.first()).toHaveText(newest.name);
    await page.goBack();
    await expect(list.alert).toContainText('This request was not accepted');
  });

  test('the account cannot be read: the list is there all the same', async ({
    page,
    simulator,
  }) => {
    const list = new IssuerList(page);
    await simulator.fault({ operation: 'getAccount', times: null, kind: 'status', status: 403 });
    await list.open();
    await expect(page.getByRole('navigation', { name: 'Main' })).toBeVisible();
    await expect(list.count).toHaveText('50 loaded, more to come');
  });

  test('nobody knows who is asking: the page says so and can be tried again', async ({
    page,
    simulator,
  }) => {
    const list = new IssuerList(page);
    await simulator.fault({ operation: 'getCaller', times: null, kind: 'expired' });
    await page.goto('/');
    const dialog = page.getByRole('dialog', { name: 'Your session has ended' });
    await expect(dialog).toBeVisible();
    await simulator.endFaults();
    await dialog.getByRole('button', { name: 'Try again' }).click();
    await expect(list.links.first()).toBeVisible();
  });
});

test.describe('the session ends', () => {
  test('in the middle of a list: said in place, and it goes on where it was', async ({
    page,
    simulator,
    wire,
  }) => {
    const list = new IssuerList(page);
    await list.open();
    await wire.quiet();
    await simulator.fault({ operation: '*', times: null, kind: 'expired' });
    const { pathname } = new URL(page.url());
    await list.status.selectOption('Disabled');
    const dialog = page.getByRole('dialog', { name: 'Your session has ended' });
    await expect(dialog).toContainText('Nothing on this page is lost');
    await expect(dialog.getByRole('link', { name: /new tab/ })).toHaveAttribute('target', '_blank');

    await dialog.getByRole('button', { name: 'Try again' }).click();
    await expect(dialog).toContainText('Still not signed in');
    await page.keyboard.press('Escape');
    await expect(dialog).toBeHidden();
    await expect(page.getByRole('main')).toContainText('Your session has ended');
    await expect(list.alert).toContainText('loads by itself once you are signed in again');
    await page.getByRole('button', { name: 'Sign in again' }).click();
    await simulator.endFaults();
    await dialog.getByRole('button', { name: 'Try again' }).click();
    await expect(dialog).toBeHidden();
    await expect(list.table.getByRole('row').nth(1)).toContainText('Disabled');
    await expect(list.status).toHaveValue('disabled');
    expect(new URL(page.url()).pathname).toBe(pathname);
  });

  test('at a next page: the rows stay, and it goes on from there', async ({ page, simulator }) => {
    const list = new IssuerList(page);
    await list.open();
    await list.loadUntil('150 loaded, more to come');
    await simulator.fault({ operation: 'listIssuers', times: 1, kind: 'expired' });
    await list.scrollToFoot();
    const dialog = page.getByRole('dialog', { name: 'Your session has ended' });
    await dialog.getByRole('button', { name: 'Try again' }).click();
    await expect(dialog).toBeHidden();
    await expect(list.count).toHaveText('250 loaded, more to come');
    await expect(list.alert).toHaveCount(0);
  });

  test('coming back to the window tries again', async ({ page, simulator }) => {
    const list = new IssuerList(page);
    await simulator.fault({ operation: '*', times: null, kind: 'status', status: 401 });
    await page.goto('/');
    const dialog = page.getByRole('dialog', { name: 'AuthPI did not accept the credential' });
    await expect(dialog).toContainText('revoked or replaced');
    await simulator.endFaults();
    await refocus(page);
    await expect(list.links.first()).toBeVisible();
    await expect(dialog).toBeHidden();
  });
});

test('the code of a page is gone after a deploy: a reload is offered, nothing is lost', async ({
  page,
  context,
  simulator,
}) => {
  const list = new IssuerList(page);
  await list.open();
  simulator.allow(0);
  await page.evaluate(() => Object.assign(window, { here: true }));
  await context.route(/\/assets\/sign-in-check-.*\.js/, (route) => route.abort());
  await page.getByRole('link', { name: 'Sign-in check' }).click();
  const heading = page.getByRole('heading', { level: 1 });
  await expect(heading).toHaveText('A newer version of the dashboard is there');
  await expect(
    page.getByRole('main').getByRole('button', { name: 'Reload the page' }),
  ).toBeVisible();
  expect(await page.evaluate(() => 'here' in window), 'the page was not reloaded').toBe(true);
  await context.unroute(/\/assets\/sign-in-check-.*\.js/);
  await page.getByRole('main').getByRole('button', { name: 'Try again' }).click();
  await expect(heading).toHaveText('Sign-in check');
});

test.describe('what passes is never shown as an error', () => {
  const PASSING: readonly [string, Fault, number][] = [
    ['503 twice', { operation: 'listIssuers', times: 2, kind: 'status', status: 503 }, 3],
    ['an answer lost once', { operation: 'listIssuers', times: 1, kind: 'answer_lost' }, 2],
    ['a request lost three times', { operation: 'listIssuers', times: 3, kind: 'request_lost' }, 4],
    [
      '504 as HTML once, with a wait',
      { operation: 'listIssuers', kind: 'status', status: 504, body: 'html', retry_after: 1 },
      2,
    ],
  ];
  for (const [name, fault, asked] of PASSING) {
    test(name, async ({ page, simulator, wire }) => {
      const list = new IssuerList(page);
      // An alert that came and went would be gone by the time the rows are there.
      await page.addInitScript(() => {
        new MutationObserver(() => {
          const alert = document.querySelector('[role=alert]');
          if (alert !== null) document.documentElement.dataset['alerted'] = alert.textContent ?? '';
        }).observe(document, { subtree: true, childList: true });
      });
      await simulator.fault(fault);
      await page.goto('/');
      await expect(list.links.first()).toBeVisible({ timeout: 15_000 });
      await expect(page.locator('html')).not.toHaveAttribute('data-alerted');
      expect(wire.lists()).toHaveLength(asked);
    });
  }
});

test.describe('a pause asked for by 429', () => {
  /** Requests to the API by the page's own clock (ms). */
  const timesOf = (page: Page) =>
    page.evaluate(() => {
      const all = performance.getEntriesByType('resource') as PerformanceResourceTiming[];
      return all
        .filter(({ name }) => new URL(name).pathname.startsWith('/v1/'))
        .map((entry) => ({
          sent: entry.startTime,
          answered: entry.responseEnd,
          status: entry.responseStatus,
        }));
    });

  async function expectSilence(page: Page, pauseMs: number): Promise<void> {
    const times = await timesOf(page);
    const told = await page.evaluate(() => Number(document.documentElement.dataset['paused']));
    expect(told, 'the pause was seen').toBeGreaterThan(0);
    const refused = times.find(({ status }) => status === 429);
    expect(refused).toBeDefined();
    // Whatever left before the page had read the answer could not know.
    const after = times
      .filter(({ sent }) => sent > told)
      .map(({ sent }) => sent - (refused?.answered ?? 0));
    expect(after.length, 'it went on').toBeGreaterThan(0);
    expect(Math.min(...after), 'no request left during the pause').toBeGreaterThan(pauseMs - 20);
  }

  test.beforeEach(({ page }) =>
    page.addInitScript(() => {
      const watch = new MutationObserver(() => {
        if (document.querySelector('main')?.textContent.includes('asked for a pause') !== true)
          return;
        document.documentElement.dataset['paused'] = String(performance.now());
        watch.disconnect();
      });
      watch.observe(document, { subtree: true, childList: true, characterData: true });
    }),
  );

  for (const body of ['json', 'html'] as const) {
    test(`of the first page, as ${body}: counts down and goes on by itself`, async ({
      page,
      simulator,
    }) => {
      const list = new IssuerList(page);
      const account = await simulator.accountId();
      await simulator.fault({
        operation: 'listIssuers',
        kind: 'status',
        status: 429,
        body,
        retry_after: 5,
      });
      await page.goto(`/accounts/${account}/issuers`);
      const main = page.getByRole('main');
      await expect(main.getByText(/asked for a pause.* in [1-5] s/)).toBeVisible();
      await expectFrame(page);
      // What is asked for meanwhile waits as well.
      await list.search.fill('portal');
      await expect(page).toHaveURL(/q=portal/);
      await list.status.selectOption('Active');
      await expect(list.links.first()).toContainText(/portal/i);
      await expect(main.getByText(/asked for a pause/)).toHaveCount(0);
      await expectSilence(page, 5_000);
    });
  }

  test('again and again is said to be too many, and still ends by itself', async ({
    page,
    simulator,
    wire,
  }) => {
    const list = new IssuerList(page);
    const tooMany = { operation: 'listIssuers', kind: 'status', status: 429 } as const;
    await simulator.fault({ ...tooMany, times: 3, retry_after: 1 });
    await simulator.fault({ ...tooMany, times: 1, retry_after: 4 });
    await page.goto('/');
    await expect(list.alert).toContainText('Too many requests', { timeout: 15_000 });
    await expect(list.alert).toContainText(/Loading goes on by itself in \d s/);
    const again = list.alert.getByRole('button', { name: 'Try again' });
    await expect(again).toHaveAttribute('aria-disabled', 'true');
    await expect(again).toHaveAccessibleDescription('The pause is not over');
    await expectFrame(page);
    await expect(list.links.first()).toBeVisible();
    expect(wire.lists()).toHaveLength(5);
  });

  test('of a next page: rows stay, it is said at the foot, and it goes on by itself', async ({
    page,
    simulator,
    wire,
  }) => {
    const list = new IssuerList(page);
    await list.open();
    await wire.quiet();
    await simulator.fault({
      operation: 'listIssuers',
      kind: 'status',
      status: 429,
      retry_after: 2,
    });
    await list.scrollToFoot();
    await expect(page.getByRole('main').getByText(/asked for a pause.* in [12] s/)).toBeVisible();
    await expect(list.links).toHaveCount(50);
    await expect(list.count).toHaveText('150 loaded, more to come');
    await expect(list.alert).toHaveCount(0);
    await expectSilence(page, 2_000);
  });
});

test.describe('offline', () => {
  test('the rows stay, it is said, and loading goes on by itself', async ({
    page,
    simulator,
    wire,
  }) => {
    const list = new IssuerList(page);
    await list.open();
    await wire.quiet();
    await simulator.setOffline(true);
    await expect(page.getByText('You are offline. What is shown may be out of date')).toBeVisible();
    await list.scrollToFoot();
    await expect(list.loadMore).toHaveAttribute('aria-disabled', 'true');
    await expect(list.loadMore).toHaveAccessibleDescription('Loading goes on by itself');
    await expect(list.count).toHaveText('50 loaded, more to come');
    await simulator.setOffline(false);
    await expect(list.count).toHaveText(/^[12]50 loaded/);
    await expect(page.getByText('You are offline')).toHaveCount(0);
  });

  test('a filter chosen meanwhile is answered when the network is back', async ({
    page,
    simulator,
    wire,
  }) => {
    const list = new IssuerList(page);
    await dropBackOff(page);
    await list.open();
    await wire.quiet();
    await simulator.setOffline(true);
    await list.status.selectOption('Suspended');
    await expect(list.alert).toContainText('You are offline', { timeout: 15_000 });
    await expect(list.alert).toContainText('loads by itself when the connection is back');
    await expectFrame(page);
    await simulator.setOffline(false);
    await expect(list.table.getByRole('row').nth(1)).toContainText('Suspended');
    await expect(list.alert).toHaveCount(0);
  });
});

test('a slow answer: a skeleton first, and nothing moves when the rows come', async ({
  page,
  simulator,
}) => {
  const list = new IssuerList(page);
  let answer = () => {};
  const asked = new Promise<void>((resolve) => (answer = resolve));
  await page.route('**/v1/accounts/*/issuers?*', async (route) => {
    await asked;
    await route.continue();
  });
  await page.goto(`/accounts/${await simulator.accountId()}/issuers`);
  const main = page.getByRole('main');
  await expect(main.getByText('Loading issuers')).toBeAttached();
  await expect(page).toHaveTitle(/Northwind Trading/);
  await expectFrame(page);
  const places = () =>
    Promise.all(
      [list.heading, list.search, list.readiness, page.locator('thead').last()].map((part) =>
        part.boundingBox(),
      ),
    );
  const before = await places();
  answer();
  await expect(list.links.first()).toBeVisible();
  expect(await places()).toEqual(before);
});

test.describe('the next page fails', () => {
  const TAIL: readonly [string, Fault, RegExp][] = [
    [
      '500',
      { operation: 'listIssuers', kind: 'status', status: 500 },
      /More issuers did not load\. AuthPI met an error\..* Reference ref_[0-9a-f]{16}/,
    ],
    [
      'network',
      { operation: 'listIssuers', times: 4, kind: 'request_lost' },
      /More issuers did not load\. The server could not be reached\./,
    ],
  ];
  for (const [name, fault, words] of TAIL) {
    test(`${name}: the rows stay, and Try again goes on in place`, async ({ page, simulator }) => {
      const list = new IssuerList(page);
      await dropBackOff(page);
      await list.open();
      await list.loadUntil('150 loaded, more to come');
      await simulator.fault(fault);
      await list.scrollToFoot();
      await expect(list.alert).toContainText(words, { timeout: 15_000 });
      await expect(list.links).toHaveCount(150);
      await expect(list.count).toHaveText('150 loaded, more to come');
      await expectFrame(page);
      const before = await page.evaluate(() => scrollY);
      await list.alert.getByRole('button', { name: 'Try again' }).press('Enter');
      await expect(list.count).toHaveText('250 loaded, more to come');
      await expect(list.alert).toHaveCount(0);
      expect(Math.abs((await page.evaluate(() => scrollY)) - before)).toBeLessThan(80);
      // Who works by keyboard must not start over at the top of the page.
      expect(await inMain(page)).toBe(true);
    });
  }

  test('it is not asked for again by scrolling', async ({ page, simulator, wire }) => {
    const list = new IssuerList(page);
    await list.open();
    await simulator.fault({ ...onList, kind: 'status', status: 500 });
    await list.scrollToFoot();
    await expect(list.alert).toBeVisible();
    wire.clear();
    for (let times = 0; times < 3; times += 1) {
      await page.evaluate(() => scrollTo(0, 0));
      await expect(list.links.first()).toBeInViewport();
      await list.scrollToFoot();
      await expect(list.alert).toBeInViewport();
    }
    expect(wire.lists()).toEqual([]);
  });
});

test('a row that cannot be read is left out, and counted', async ({ page }) => {
  const list = new IssuerList(page);
  await page.route(/\/issuers\?/, async (route) => {
    const answer = await route.fetch();
    const body = (await answer.json()) as { data: unknown[] };
    const data = body.data.with(4, { id: 7 });
    await route.fulfill({ response: answer, json: { ...body, data } });
  });
  await list.open();
  await expect(list.count).toHaveText('49 loaded, more to come. 1 more could not be read');
  await expect(list.links).toHaveCount(49);
  await expect(list.alert).toHaveCount(0);
});

test('a refresh that fails on coming back changes nothing', async ({ page, simulator, wire }) => {
  const list = new IssuerList(page);
  await list.open();
  await simulator.fault({ ...onList, kind: 'status', status: 500 });
  wire.clear();
  const refused = page.waitForResponse((response) => response.status() === 500);
  await page.evaluate(() =>
    document.dispatchEvent(new Event('visibilitychange', { bubbles: true })),
  );
  await refused;
  await expect(list.links).toHaveCount(50);
  await expect(list.alert).toHaveCount(0);
  expect(wire.lists()).toHaveLength(1);
});

test.describe('an issuer fails', () => {
  test('500: the frame stays, and Try again shows it', async ({ page, simulator }) => {
    const list = new IssuerList(page);
    await list.open();
    await simulator.fault({ operation: 'getIssuer', kind: 'status', status: 500 });
    const name = (await list.links.nth(1).textContent()) ?? '';
    await list.links.nth(1).click();
    const alert = page.getByRole('alert');
    await expect(alert).toContainText('AuthPI met an error');
    await expect(page.getByRole('navigation', { name: 'Main' })).toBeVisible();
    await alert.getByRole('button', { name: 'Try again' }).click();
    await expect(page.getByRole('heading', { level: 1 })).toHaveText(name);
    await page.goBack();
    await expect(list.links.nth(1)).toBeFocused();
  });

  test('only its auth methods fail: the rest is shown', async ({ page, simulator }) => {
    const list = new IssuerList(page);
    await list.open();
    await simulator.fault({ operation: 'listAuthMethods', kind: 'status', status: 500 });
    await list.links.first().click();
    const signIn = page.getByRole('region', { name: 'Sign-in' });
    await expect(signIn).toContainText('AuthPI met an error');
    await expect(page.getByRole('region', { name: 'Addresses' })).toContainText('idp.authpi.com');
    await signIn.getByRole('button', { name: 'Try again' }).click();
    await expect(signIn).toContainText('10 auth methods');
  });
});
