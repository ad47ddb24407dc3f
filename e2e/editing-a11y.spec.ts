import { expect } from '@playwright/test';

import { expectAccessible } from './axe.ts';
import { change, EditingPage, makeIssuer, storedIssuer } from './editing-page.ts';
import { test } from './fixtures.ts';
import { recordAnnouncements, refocus } from './issuer-list.ts';

const ORDERS = {
  name: 'Orders',
  description: 'For **orders** of every kind',
  settings: {
    access: { mode: 'open', allowed_email_domains: ['orders.example'] },
    security: { cors_origins: ['https://app.orders.example'] },
    branding: { display_name: 'Orders', primary_color: '#112233' },
  },
  metadata: { environment: 'production', team: 'core' },
};

test('edit and save, undo, conflict and choose, by keyboard alone; and what is said of it', async ({
  page,
  simulator,
}) => {
  simulator.allow(412);
  const issuer = await makeIssuer(simulator, ORDERS);
  const said = await recordAnnouncements(page);
  const editing = new EditingPage(page);
  await editing.open(issuer.address, 'General');
  const { keyboard } = page;
  let told = (await said()).length;
  /** Waits for these, and nothing else, to have been said since the last time. */
  const expectSaid = async (...words: string[]) => {
    await expect.poll(async () => (await said()).slice(told)).toEqual(words);
    told += words.length;
  };

  await test.step('edit and save', async () => {
    await editing.tabTo(editing.text('Name'));
    await keyboard.press('End');
    await keyboard.type(' renamed');
    await keyboard.press('Enter');
    await expectSaid('Saved.');
    await expect(editing.text('Name')).toBeFocused();
    expect((await storedIssuer(simulator, issuer)).name).toBe('Orders renamed');
  });

  await test.step('undo', async () => {
    await editing.tabTo(editing.section('General').getByRole('button', { name: 'Undo' }));
    await keyboard.press('Enter');
    await expectSaid('Saved.');
    await expect(editing.text('Name')).toHaveValue('Orders');
    expect((await storedIssuer(simulator, issuer)).name).toBe('Orders');
    // What was pressed is gone: one does not start over at the top of the page.
    expect(await page.evaluate(() => document.activeElement?.closest('main') != null)).toBe(true);
  });

  await test.step('discard', async () => {
    await editing.tabTo(editing.text('Name'), 'Shift+Tab');
    await keyboard.type('Not wanted');
    await editing.tabTo(editing.discard('General'));
    await keyboard.press('Enter');
    await expectSaid('Changes discarded');
    await expect(editing.text('Name')).toHaveValue('Orders');
    await expect(editing.discard('General')).toBeFocused();
  });

  await test.step('conflict and choose', async () => {
    await editing.tabTo(editing.text('Name'), 'Shift+Tab');
    await keyboard.press('ControlOrMeta+a');
    await keyboard.type('Mine');
    await change(simulator, issuer, { name: 'Theirs' });
    await keyboard.press('Enter');
    await expectSaid('Not saved yet. Choose what to keep.');
    await change(simulator, issuer, { name: 'Theirs again' });
    await refocus(page);
    await expectSaid('Changed again by someone else: Name');
    await editing.tabTo(editing.panel.getByRole('radio', { name: 'Theirs: Theirs again' }));
    await keyboard.press('ArrowDown');
    await editing.tabTo(editing.panel.getByRole('button', { name: 'Save', exact: true }));
    await keyboard.press('Enter');
    await expectSaid('Saved.');
    expect((await storedIssuer(simulator, issuer)).name).toBe('Mine');
  });

  await test.step('rows', async () => {
    const nav = editing.main.getByRole('navigation', { name: 'Settings' });
    await editing.tabTo(nav.getByRole('link', { name: 'Metadata' }), 'Shift+Tab');
    await keyboard.press('Enter');
    await expect(editing.section('Metadata')).toBeVisible();
    told = (await said()).length;
    const add = editing.main.getByRole('button', { name: 'Add a row' });
    await editing.tabTo(editing.main.getByRole('button', { name: 'Remove row 1' }));
    await keyboard.press('Enter');
    await expect(add).toBeFocused();
    await keyboard.press('Enter');
    await expect(editing.text('Key 1')).toBeFocused();
    await keyboard.type('region');
    await keyboard.press('Tab');
    await keyboard.type('eu');
    await keyboard.press('Enter');
    await expectSaid('Saved.');
    expect((await storedIssuer(simulator, issuer)).metadata).toEqual({
      environment: 'production',
      region: 'eu',
    });
  });
});

test('what is typed, unreadable, refused or brought back: accessible', async ({
  page,
  context,
  simulator,
}) => {
  test.slow();
  const issuer = await makeIssuer(simulator, ORDERS);
  const closed = new EditingPage(await context.newPage());
  await closed.open(issuer.address, 'General');
  await closed.text('Name').fill('Left behind');
  await expect
    .poll(() => closed.page.evaluate(() => Object.keys(localStorage).join()))
    .toContain('authpi-draft-');

  const editing = new EditingPage(page);
  await editing.open(`${issuer.address}/security`, 'Security');
  await editing.text('Allowed origins (CORS)').fill('no origin');
  await editing.text('Access token lifetime').fill('900 d');
  await editing.choice('Redirect URIs need https').selectOption('On');
  await closed.page.close();
  page.once('dialog', (dialog) => void dialog.accept());
  await page.reload();
  await expect(editing.main.getByText(/are in the fields again/)).toBeVisible();
  await expect(editing.main.getByText(/^A tab that was closed/)).toBeVisible();
  await expect(editing.text('Access token lifetime')).toHaveAccessibleDescription(/at most 21 d/);
  await expectAccessible(page);

  await page
    .getByRole('navigation', { name: 'Main' })
    .getByRole('link', { name: /^Domains/ })
    .click();
  await expect(editing.question).toBeVisible();
  await expectAccessible(page);
});

test('a conflict, a save that kept what others changed, a refusal, a deletion: accessible', async ({
  page,
  simulator,
}) => {
  test.slow();
  simulator.allow(412, 400, 404);
  const issuer = await makeIssuer(simulator, ORDERS);
  const editing = new EditingPage(page);
  await editing.open(issuer.address, 'General');
  await editing.text('Name').fill('Orders, mine');
  await editing.text('Description').fill('For **orders** of my kind');
  await editing.goTo('Access');
  await editing.choice('Access mode').selectOption('Closed');
  await change(simulator, issuer, {
    name: 'Orders, theirs',
    description: 'For **orders** of their kind',
    settings: { branding: { display_name: 'Theirs' }, access: { mfa: 'required' } },
  });
  await simulator.fault({
    operation: 'updateIssuer',
    times: 2,
    kind: 'drop',
    path: 'settings.access.mode',
  });
  await editing.save('Access');
  await editing
    .section('Access')
    .getByText(/^Saved\. Also kept \d changes/)
    .click();
  await expect(editing.alert).toContainText('AuthPI did not keep');
  await expectAccessible(page);

  await editing.goTo('General');
  await change(simulator, issuer, {
    name: 'Orders, theirs again',
    description: 'For orders of **another** kind',
    links: { website: 'https://orders.example' },
  });
  await refocus(page);
  await expect(editing.section('General')).toContainText('Changed by someone else: Name');
  await editing.save('General');
  await expect(editing.panel).toBeVisible();
  await editing.panel.getByRole('button', { name: /^See (it|them)$/ }).click();
  await editing.conflict('Name').getByRole('radio', { name: 'Another value' }).check();
  await editing
    .conflict('Description')
    .getByRole('radio', { name: /^Yours/ })
    .check();
  await expectAccessible(page);

  await editing.panel.getByRole('button', { name: 'All yours' }).click();
  await page.route(
    `**/issuers/${issuer.id}`,
    (route) =>
      route.fulfill({
        status: 400,
        json: {
          error: 'invalid_request',
          fields: ['name', 'settings.branding.logo_url', 'billing.plan'].map((field) => ({
            field,
            code: 'invalid',
            message: 'This is refused',
          })),
        },
      }),
    { times: 1 },
  );
  await editing.panel.getByRole('button', { name: 'Save', exact: true }).click();
  await expect(editing.alert).toContainText('billing.plan');
  await expectAccessible(page);

  await simulator.remove(issuer.id);
  await refocus(page);
  await expect(
    editing.alert.filter({ hasText: 'This issuer was deleted by someone else.' }),
  ).toBeVisible();
  await expectAccessible(page);
});
