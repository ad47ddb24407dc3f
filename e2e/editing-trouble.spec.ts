import { expect } from '@playwright/test';

import type { Fault } from '#mocks/faults.ts';
import { EditingPage, makeIssuer, recordWrites, storedIssuer } from './editing-page.ts';
import { test } from './fixtures.ts';
import { dropBackOff, refocus } from './issuer-list.ts';

const onWrite = { operation: 'updateIssuer' } as const;
const KEPT = 'Not saved. What you typed is still here.';

type Trouble = {
  name: string;
  faults: readonly Fault[];
  /** What is said meanwhile; null: nothing but that it is saved. */
  says: readonly string[] | null;
  /** Whether a person has to send it again. */
  again: boolean;
  /** How often it leaves the page. */
  sent: number;
};

const TROUBLES: readonly Trouble[] = [
  {
    name: '429',
    faults: [{ ...onWrite, kind: 'status', status: 429, retry_after: 1 }],
    says: [KEPT, 'asked for a pause'],
    again: false,
    sent: 2,
  },
  {
    name: '500',
    faults: [{ ...onWrite, kind: 'status', status: 500, body: 'html' }],
    says: [KEPT, 'AuthPI met an error'],
    again: true,
    sent: 2,
  },
  {
    name: '403',
    faults: [{ ...onWrite, kind: 'status', status: 403 }],
    says: [KEPT, 'You do not have access to this'],
    again: true,
    sent: 2,
  },
  {
    name: 'a lost request',
    faults: [{ ...onWrite, kind: 'request_lost' }],
    says: [KEPT, 'The server could not be reached'],
    again: true,
    sent: 2,
  },
  {
    name: 'a lost answer',
    faults: [{ ...onWrite, kind: 'answer_lost' }],
    says: null,
    again: false,
    sent: 1,
  },
  {
    name: 'a lost answer that cannot be asked for either',
    faults: [
      { ...onWrite, kind: 'answer_lost' },
      { operation: 'getIssuer', kind: 'status', status: 500 },
    ],
    says: ['Perhaps not saved.', 'Trying again cannot save it twice'],
    again: true,
    sent: 2,
  },
];

test('a save that fails: what is typed stays, it is said what is known, and it is written once', async ({
  page,
  simulator,
}) => {
  await dropBackOff(page);
  const issuer = await makeIssuer(simulator, { name: 'Orders' });
  const editing = new EditingPage(page);
  await editing.open(issuer.address, 'General');
  const writes = recordWrites(page);
  const general = editing.section('General');

  for (const { name, faults, says, again, sent } of TROUBLES) {
    await test.step(name, async () => {
      writes.length = 0;
      for (const fault of faults) await simulator.fault(fault);
      // A lost answer makes the tag that is on screen an old one.
      simulator.allow(412);
      const words = `Orders after ${name}`;
      await editing.text('Name').fill(words);
      await editing.save('General');
      for (const part of says ?? []) await expect(general.getByRole('alert')).toContainText(part);
      // It is known by now, and said once.
      if (says?.includes(KEPT)) await expect(general).not.toContainText('not known');
      await expect(editing.text('Name')).toHaveValue(words);
      if (again) {
        // Where sending the same again would not help, only the section's own button does it.
        await general
          .getByRole('button', { name: /Try again|Save general/ })
          .first()
          .click();
      }
      await editing.expectSaved('General');
      await expect(general.getByRole('alert')).toHaveCount(0);
      await expect(editing.text('Name')).toHaveValue(words);
      expect((await storedIssuer(simulator, issuer)).name).toBe(words);
      expect(writes).toHaveLength(sent);
    });
  }

  await test.step('offline', async () => {
    writes.length = 0;
    await simulator.setOffline(true);
    await editing.text('Name').fill('Orders after offline');
    await editing.save('General');
    await expect(general.getByRole('alert')).toContainText(
      'It goes on by itself when the connection is back',
    );
    await expect(editing.text('Name')).toHaveValue('Orders after offline');
    await simulator.setOffline(false);
    await editing.expectSaved('General');
    expect((await storedIssuer(simulator, issuer)).name).toBe('Orders after offline');
  });

  await test.step('401', async () => {
    await simulator.fault({ operation: '*', times: null, kind: 'expired' });
    await editing.text('Name').fill('Orders after 401');
    await editing.save('General');
    const dialog = page.getByRole('dialog', { name: 'Your session has ended' });
    await expect(dialog).toContainText('Nothing on this page is lost');
    await page.keyboard.press('Escape');
    await expect(general.getByRole('alert')).toContainText(
      'It goes on by itself once you are signed in again',
    );
    // One goes on typing meanwhile.
    await editing.text('Description').fill('Typed without a session');
    await simulator.endFaults();
    writes.length = 0;
    await refocus(page);
    await expect(general.getByRole('alert')).toHaveCount(0);
    await expect(general).toContainText('1 change not saved');
    // What was to be saved goes on by itself; what was typed since waits to be.
    expect(writes.map(({ body }) => body)).toEqual([{ name: 'Orders after 401' }]);
    expect((await storedIssuer(simulator, issuer)).name).toBe('Orders after 401');
    await expect(editing.text('Description')).toHaveValue('Typed without a session');
    await editing.save('General');
    await editing.expectSaved('General');
    expect(await storedIssuer(simulator, issuer)).toMatchObject({
      name: 'Orders after 401',
      description: 'Typed without a session',
    });
  });
});

test('deleted under you: what is typed stays, can be copied, and begins a new one', async ({
  page,
  context,
  simulator,
}) => {
  await context.grantPermissions(['clipboard-read', 'clipboard-write']);
  const issuer = await makeIssuer(simulator, {
    name: 'Orders',
    links: { website: 'https://orders.example' },
    settings: { access: { mode: 'closed' } },
  });
  simulator.allow(404);
  const editing = new EditingPage(page);
  await editing.open(issuer.address, 'General');
  await editing.text('Description').fill('Words that took an hour');
  await editing.goTo('Access');
  await editing.choice('Second factor').selectOption('Required');
  await simulator.remove(issuer.id);
  await editing.save('Access');
  await expect(editing.alert).toContainText('This issuer was deleted by someone else.');
  await expect(editing.alert).toContainText('What you typed is still here.');
  await expect(editing.saveButton('Access')).toHaveAccessibleDescription('This issuer was deleted');
  await editing.alert.getByRole('button', { name: 'Copy changes as JSON' }).click();
  await expect
    .poll(async (): Promise<unknown> =>
      JSON.parse(await page.evaluate(() => navigator.clipboard.readText())),
    )
    .toEqual({
      description: 'Words that took an hour',
      settings: { access: { mfa: 'required' } },
    });
  await editing.goTo('General');
  await expect(editing.text('Description')).toHaveValue('Words that took an hour');

  await editing.alert.getByRole('button', { name: 'Create a new one from these values' }).click();
  await expect(page.getByRole('heading', { level: 1 })).toHaveText('New issuer');
  await expect(editing.text('Name')).toHaveValue('Orders');
  await expect(editing.text('Description')).toHaveValue('Words that took an hour');
  await editing.text('Name').fill('Orders again');
  await editing.main.getByRole('button', { name: 'Create issuer' }).click();
  await expect(page.getByRole('heading', { level: 1 })).toHaveText('Orders again');
  const id = new URL(page.url()).pathname.split('/')[4] ?? '';
  expect(await storedIssuer(simulator, { ...issuer, id })).toMatchObject({
    name: 'Orders again',
    description: 'Words that took an hour',
    links: { website: 'https://orders.example' },
    settings: { access: { mode: 'closed', mfa: 'required' } },
  });
});

test('what the server refuses or drops is said where it can be put right, until it is dealt with', async ({
  page,
  simulator,
}) => {
  const issuer = await makeIssuer(simulator, { name: 'Orders', description: 'As it was' });
  const editing = new EditingPage(page);
  await editing.open(issuer.address, 'General');
  const general = editing.section('General');
  simulator.allow(400);
  const refuse = (...fields: readonly string[]) =>
    page.route(
      `**/issuers/${issuer.id}`,
      (route) =>
        route.request().method() === 'GET'
          ? route.fallback()
          : route.fulfill({
              status: 400,
              json: {
                error: 'invalid_request',
                error_description: 'Some fields are not valid.',
                fields: fields.map((field) => ({ field, code: 'invalid', message: 'Not this.' })),
              },
            }),
      { times: 1 },
    );

  await test.step('in its field, which takes the focus', async () => {
    await refuse('description');
    await editing.text('Description').fill('Refused words');
    await editing.save('General');
    await expect(editing.text('Description')).toBeFocused();
    await expect(editing.text('Description')).toHaveAccessibleDescription(/Not this\./);
    await expect(editing.text('Description')).toHaveValue('Refused words');
    await expect(general.getByRole('alert')).toHaveCount(0);
  });

  await test.step('in another section, where a list leads to; and where no form knows the name', async () => {
    await refuse('settings.branding.primary_color', 'billing.plan');
    await editing.text('Description').fill('Refused twice');
    await editing.save('General');
    await expect(general.getByRole('alert')).toContainText(
      'Not saved. What you typed is still here.',
    );
    await expect(general.getByRole('alert')).toContainText('billing.plan');
    await general.getByRole('button', { name: 'Primary colour: Not this.' }).press('Enter');
    await expect(editing.text('Primary colour')).toBeFocused();
    await expect(editing.text('Primary colour')).toHaveAccessibleDescription(/Not this\./);
    await editing.goTo('General');
    await expect(editing.text('Description')).toHaveValue('Refused twice');
    expect((await storedIssuer(simulator, issuer)).description).toBe('As it was');
  });

  await test.step('refused by nobody now', async () => {
    await editing.saved('General');
    expect((await storedIssuer(simulator, issuer)).description).toBe('Refused twice');
  });

  await test.step('dropped without a word', async () => {
    await editing.goTo('Access');
    await simulator.fault({
      operation: 'updateIssuer',
      kind: 'drop',
      path: 'settings.access.mfa',
    });
    await editing.choice('Second factor').selectOption('Required');
    await editing.choice('Access mode').selectOption('Closed');
    await editing.save('Access');
    const dropped = editing.alert.filter({ hasText: 'AuthPI did not keep' });
    await expect(dropped).toContainText('AuthPI did not keep settings.access.mfa.');
    expect((await storedIssuer(simulator, issuer)).settings).toEqual({
      access: { mode: 'closed' },
    });
    // It stays said, whatever is done meanwhile.
    await editing.goTo('General');
    await editing.text('Name').fill('Orders renamed');
    await editing.saved('General');
    await editing.goTo('Access');
    await expect(dropped).toContainText('settings.access.mfa');
    await dropped.getByRole('button', { name: 'Dismiss' }).click();
    await expect(dropped).toHaveCount(0);
    await editing.choice('Second factor').selectOption('Required');
    await editing.saved('Access');
    expect((await storedIssuer(simulator, issuer)).settings).toEqual({
      access: { mode: 'closed', mfa: 'required' },
    });
  });
});
