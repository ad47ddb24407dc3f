import { expect } from '@playwright/test';
import type { Page } from '@playwright/test';

import { draftsIn, EditingPage, makeIssuer, recordWrites, storedIssuer } from './editing-page.ts';
import { test } from './fixtures.ts';
import { refocus } from './issuer-list.ts';

const BACK_IN = /^Changes that were not saved are in the fields again/;
const LEFT = /^A tab that was closed .* left \d changes? not saved/;

/** What the drafts in this browser hold of what was typed: paths and texts. */
async function keptIn(page: Page): Promise<unknown[]> {
  return Object.values(await draftsIn(page)).flatMap(
    (text) => (JSON.parse(text) as { entries: unknown[] }).entries,
  );
}

test('a reload and a killed tab bring back what was typed, unreadable text included; then it is gone', async ({
  page,
  context,
  simulator,
}) => {
  const issuer = await makeIssuer(simulator, {
    name: 'Orders',
    settings: { access: { mode: 'open', sessions: { max_age: 86_400 } } },
    metadata: { team: 'core' },
  });
  const editing = new EditingPage(page);
  await editing.open(issuer.address, 'General');
  await editing.text('Name').fill('Orders renamed');
  await editing.goTo('Sessions');
  await editing.text('Longest session').fill('7 fortnights');

  await test.step('reload', async () => {
    // At once: what was typed last is kept as the page goes.
    page.once('dialog', (dialog) => void dialog.accept());
    await page.reload();
    await expect(editing.main.getByText(BACK_IN)).toBeVisible();
    await expect(editing.text('Longest session')).toHaveValue('7 fortnights');
    await expect(editing.saveButton('Sessions')).toHaveAccessibleDescription(
      '1 field needs attention',
    );
    // Only what is typed is kept, and what stood in its place: nothing else of the issuer.
    expect(await keptIn(page)).toEqual([
      { path: ['name'], before: 'Orders', after: 'Orders renamed', raw: 'Orders renamed' },
      {
        path: ['settings', 'access', 'sessions', 'max_age'],
        before: 86_400,
        after: 86_400,
        raw: '7 fortnights',
      },
    ]);
    await editing.goTo('General');
    await expect(editing.text('Name')).toHaveValue('Orders renamed');
  });

  await test.step('gone after save and discard', async () => {
    await editing.saved('General');
    await expect.poll(async () => (await keptIn(page)).length).toBe(1);
    await editing.goTo('Sessions');
    await expect(editing.text('Longest session')).toHaveValue('7 fortnights');
    await editing.discard('Sessions').click();
    await expect(editing.text('Longest session')).toHaveValue('1 d');
    await expect.poll(() => draftsIn(page)).toEqual({});
    await expect(editing.main.getByText(BACK_IN)).toHaveCount(0);
    expect((await storedIssuer(simulator, issuer)).name).toBe('Orders renamed');
  });

  await test.step('killed tab: offered once', async () => {
    const killed = new EditingPage(await context.newPage());
    await killed.open(`${issuer.address}/sessions`, 'Sessions');
    await killed.text('Longest session').fill('a while');
    await expect.poll(async () => (await keptIn(page)).length).toBe(1);
    await killed.page.close();
    const next = new EditingPage(await context.newPage());
    await next.open(`${issuer.address}/sessions`, 'Sessions');
    await expect(next.main.getByText(LEFT)).toContainText('1 change not saved');
    await expect(next.text('Longest session')).toHaveValue('1 d');
    await next.main.getByRole('button', { name: 'Bring them back' }).click();
    await expect(next.text('Longest session')).toHaveValue('a while');
    await expect(next.main.getByText(LEFT)).toHaveCount(0);
    const other = new EditingPage(await context.newPage());
    await other.open(`${issuer.address}/sessions`, 'Sessions');
    await expect(other.text('Longest session')).toHaveValue('1 d');
    await expect(other.main.getByText(LEFT)).toHaveCount(0);
    await next.main.getByRole('button', { name: 'Discard them' }).click();
    await expect(next.text('Longest session')).toHaveValue('1 d');
    await expect.poll(() => draftsIn(page)).toEqual({});
  });
});

test('who signs in again finds what they typed; who else does finds nothing', async ({
  page,
  simulator,
}) => {
  const issuer = await makeIssuer(simulator, { name: 'Orders' });
  const editing = new EditingPage(page);
  await editing.open(issuer.address, 'General');
  await editing.text('Description').fill('Before the session ended');
  await expect.poll(async () => (await keptIn(page)).length).toBe(1);

  await simulator.fault({ operation: '*', times: null, kind: 'expired' });
  page.once('dialog', (dialog) => void dialog.accept());
  await page.reload();
  await expect(page.getByRole('dialog', { name: 'Your session has ended' })).toBeVisible();
  await simulator.endFaults();
  await refocus(page);
  await expect(editing.main.getByText(BACK_IN)).toBeVisible();
  await expect(editing.text('Description')).toHaveValue('Before the session ended');

  await page.route('**/v1/me', async (route) => {
    const answer = await route.fetch();
    const { data } = (await answer.json()) as { data: object };
    await route.fulfill({ response: answer, json: { data: { ...data, user_id: 'u_another' } } });
  });
  page.once('dialog', (dialog) => void dialog.accept());
  await page.reload();
  await expect(editing.text('Description')).toHaveValue('');
  await expect.poll(() => draftsIn(page)).toEqual({});
  await expect(editing.main.getByText(BACK_IN)).toHaveCount(0);
  await expect(editing.main.getByText(LEFT)).toHaveCount(0);
});

test('unsaved work is asked about once, whichever way out; not from section to section', async ({
  page,
  simulator,
}) => {
  const issuer = await makeIssuer(simulator, { name: 'Orders' });
  const editing = new EditingPage(page);
  const writes = recordWrites(page);
  const tabs = page.getByRole('navigation', { name: 'Issuer' });
  await page.goto(issuer.address.replace(/\/settings$/, ''));
  await tabs.getByRole('link', { name: 'Settings' }).click();
  await editing.text('Name').fill('Orders renamed');
  await editing.goTo('Access');
  await editing.goTo('General');
  await expect(editing.question).toHaveCount(0);

  const stay = async () => {
    await expect(editing.question).toHaveCount(1);
    await expect(editing.question).toContainText(
      '1 change of Orders is not saved. If you leave, what you typed is discarded.',
    );
    await expect(editing.question.getByRole('button', { name: 'Stay' })).toBeFocused();
  };
  const WAYS: readonly [string, () => Promise<unknown>][] = [
    [
      'a link',
      () =>
        page
          .getByRole('navigation', { name: 'Main' })
          .getByRole('link', { name: /^Domains/ })
          .click(),
    ],
    ['a tab of the issuer', () => tabs.getByRole('link', { name: 'Overview' }).click()],
    [
      'another account',
      async () => {
        await page.getByRole('button', { name: /Switch account/ }).click();
        await page.getByRole('option', { name: /Kestrel Schools/ }).click();
      },
    ],
    [
      'Jump',
      async () => {
        await page.keyboard.press('ControlOrMeta+k');
        await page.getByRole('combobox', { name: /Jump/ }).fill('sign-in check');
        await page
          .getByRole('option', { name: /Sign-in check/ })
          .first()
          .click();
      },
    ],
    // General, Access, General: where one stays. Before that is the overview.
    ['Back', () => page.evaluate(() => history.go(-3))],
  ];
  for (const [name, leave] of WAYS) {
    await test.step(name, async () => {
      await leave();
      await stay();
      await page.keyboard.press('Enter');
      await expect(editing.question).toHaveCount(0);
      await expect(page).toHaveURL(new RegExp(`${issuer.address}$`));
      await expect(editing.text('Name')).toHaveValue('Orders renamed');
    });
  }

  await test.step('the tab itself', async () => {
    const asked = page.waitForEvent('dialog');
    await page.close({ runBeforeUnload: true });
    const dialog = await asked;
    expect(dialog.type()).toBe('beforeunload');
    await dialog.dismiss();
    await expect(editing.text('Name')).toHaveValue('Orders renamed');
  });

  await page.evaluate(() => history.go(-3));
  await stay();
  await editing.question.getByRole('button', { name: 'Discard and leave' }).click();
  await expect(page).toHaveURL(new RegExp(`/issuers/${issuer.id}$`));
  await expect.poll(() => draftsIn(page)).toEqual({});
  await tabs.getByRole('link', { name: 'Settings' }).click();
  await expect(editing.text('Name')).toHaveValue('Orders');
  await tabs.getByRole('link', { name: 'Overview' }).click();
  await expect(editing.question).toHaveCount(0);
  expect(writes).toEqual([]);
  expect((await storedIssuer(simulator, issuer)).name).toBe('Orders');
});
