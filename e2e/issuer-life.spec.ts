import { expect } from '@playwright/test';

import { expectAccessible } from './axe.ts';
import { change, EditingPage, makeIssuer, recordWrites, storedIssuer } from './editing-page.ts';
import { test } from './fixtures.ts';
import { recordAnnouncements } from './issuer-list.ts';

test('a new issuer from its name alone: on top of the list, with what is left to do', async ({
  page,
  simulator,
}) => {
  const account = await simulator.accountId();
  const said = await recordAnnouncements(page);
  const writes = recordWrites(page);
  await page.goto(`/accounts/${account}/issuers`);
  await page.getByRole('link', { name: 'Create issuer' }).click();
  const create = page.getByRole('button', { name: 'Create issuer' });
  await expect(create).toHaveAccessibleDescription('Give it a name');
  await page.getByRole('textbox', { name: 'Name' }).fill('Fresh');
  await page.getByRole('textbox', { name: 'Environment' }).fill('staging');
  await page.getByRole('textbox', { name: 'Name' }).focus();
  await Promise.all([page.keyboard.press('Enter'), page.keyboard.press('Enter')]);
  await expect(page.getByRole('heading', { level: 1 })).toHaveText('Fresh');
  await expect(page.getByRole('heading', { level: 1 })).toBeFocused();
  expect(writes.map(({ body }) => body)).toEqual([
    { name: 'Fresh', metadata: { environment: 'staging' } },
  ]);
  const steps = page.getByRole('region', { name: 'Issuer created: next steps' });
  await expect(steps).toContainText('Add a login method');
  await expect(steps).toContainText('Create an OAuth client');
  await expect.poll(async () => (await said()).at(-1)).toBe('Issuer created: Fresh');
  // Back is where it was begun.
  await page.goBack();
  await expect(page.getByText('1 new issuer', { exact: true })).toBeVisible();
  await page.getByRole('button', { name: 'Show' }).click();
  await expect(page.getByRole('rowheader').first()).toContainText('Fresh');
});

test('a copy takes its auth methods along, each once, and names those that need a secret', async ({
  page,
  simulator,
}) => {
  const source = await makeIssuer(simulator, {
    name: 'Original',
    description: 'Words of the original',
    settings: { access: { mode: 'open' } },
    metadata: { environment: 'production', owner: 'IT' },
  });
  const methods = [
    { method: 'password', first_factor_only: true, name: 'Password', settings: { min_length: 16 } },
    { method: 'totp', first_factor_only: false, name: 'App' },
    {
      method: 'github',
      first_factor_only: true,
      name: 'Hub',
      settings: { client_id: 'id', client_secret: 'secret' },
    },
  ];
  for (const body of methods) {
    await simulator.act({ operation: 'createAuthMethod', params: { issuer_id: source.id }, body });
  }
  await page.goto(`/accounts/${source.account}/issuers/new`);
  await page.getByRole('textbox', { name: 'Name' }).fill('Zwilling');
  await page.getByRole('radio', { name: 'A copy of another issuer' }).check();
  await page.getByRole('button', { name: 'Choose an issuer' }).click();
  await page.getByRole('combobox', { name: 'Issuer to copy' }).fill('origin');
  await page.getByRole('option', { name: /^Original/ }).click();
  await expect(page.getByRole('textbox', { name: 'Description' })).toHaveValue(
    'Words of the original',
  );
  const main = page.getByRole('main');
  await expect(main).toContainText('2 auth methods will be copied');
  await expect(main).toContainText('It needs its client secret, which AuthPI never shows.');
  await expectAccessible(page);

  await page.getByRole('textbox', { name: 'Environment' }).fill('staging');
  const writes = recordWrites(page);
  await simulator.fault({ kind: 'answer_lost', operation: 'createIssuer' });
  simulator.allow(0);
  await page.getByRole('button', { name: 'Create issuer' }).dblclick();
  await expect(main.getByRole('alert')).toContainText('Perhaps created');
  await expectAccessible(page);
  await simulator.fault({ kind: 'status', status: 500, operation: 'createAuthMethod' });
  await main.getByRole('button', { name: 'Try again' }).click();
  await expect(page.getByRole('heading', { name: '“Zwilling” is created' })).toBeFocused();
  await expect(main).toContainText('0 of 2 auth methods are seen to');
  await expectAccessible(page);
  await main.getByRole('button', { name: 'Try again' }).click();
  const steps = page.getByRole('region', { name: 'Issuer created: next steps' });
  await expect(steps).toContainText('Add “Hub” (GitHub)');
  expect(writes.map(({ path }) => path.split('/').at(-1))).toEqual([
    'issuers',
    'issuers',
    'auth-methods',
    'auth-methods',
    'auth-methods',
  ]);
  const [made, ...others] = await simulator.issuers({ q: 'Zwilling' });
  expect(others).toEqual([]);
  const id = made?.id ?? '';
  expect(await storedIssuer(simulator, { ...source, id })).toMatchObject({
    description: 'Words of the original',
    settings: { access: { mode: 'open' } },
    metadata: { environment: 'staging', owner: 'IT' },
  });
  const copied = await simulator.methods(id);
  expect(copied.map(({ name }) => name).toSorted()).toEqual(['App', 'Password']);
});

test('what was typed for a new issuer survives a refusal, a reload and a link', async ({
  page,
  simulator,
}) => {
  const account = await simulator.accountId();
  await page.goto(`/accounts/${account}/issuers/new`);
  const name = page.getByRole('textbox', { name: 'Name' });
  await name.fill('x'.repeat(101));
  await page.getByRole('textbox', { name: 'Description' }).fill('Kept');
  await expect(page.getByRole('button', { name: 'Create issuer' })).toHaveAccessibleDescription(
    '1 field needs attention',
  );
  await name.fill('Refused');
  await simulator.fault({ kind: 'status', status: 403, operation: 'createIssuer' });
  await page.getByRole('button', { name: 'Create issuer' }).click();
  await expect(page.getByRole('main').getByRole('alert')).toContainText('Not created.');
  await page.getByRole('link', { name: 'Cancel' }).click();
  const { question } = new EditingPage(page);
  await expect(question).toContainText('The new issuer is not saved.');
  await question.getByRole('button', { name: 'Stay' }).click();
  page.on('dialog', (dialog) => void dialog.accept());
  await page.reload();
  await expect(page.getByRole('main')).toContainText('are in the fields again');
  await expect(name).toHaveValue('Refused');
  await expect(page.getByRole('textbox', { name: 'Description' })).toHaveValue('Kept');
});

test('the status is changed by itself, after what comes of it was said, and taken back', async ({
  page,
  simulator,
}) => {
  const issuer = await makeIssuer(simulator, { name: 'Orders' });
  const editing = new EditingPage(page);
  await editing.open(issuer.address, 'General');
  const writes = recordWrites(page);
  await editing.text('Description').fill('Not to be sent');
  const status = editing.section('Status');
  await status.getByRole('button', { name: 'Disable' }).click();
  const dialog = page.getByRole('dialog', { name: 'Disable “Orders”?' });
  await expect(dialog).toContainText('No auth method is on for login');
  await expect(dialog).toContainText('No domain is assigned to it');
  await expect(dialog.getByRole('button', { name: 'Cancel' })).toBeFocused();
  await expectAccessible(page);
  await dialog.getByRole('button', { name: 'Disable issuer' }).click();
  await expect(status.getByText('Disabled.')).toBeVisible();
  await status.getByRole('button', { name: 'Undo' }).click();
  await expect(status.getByText('Active.')).toBeVisible();
  expect(writes.map(({ body }) => body)).toEqual([{ status: 'disabled' }, { status: 'active' }]);
  await expect(editing.text('Description')).toHaveValue('Not to be sent');
});

test('deleting is a place: a link opens it, Back closes it, and the focus is where it was', async ({
  page,
  simulator,
}) => {
  const issuer = await makeIssuer(simulator, { name: 'Orders' });
  const dialog = page.getByRole('dialog', { name: 'Delete “Orders”?' });
  await new EditingPage(page).open(issuer.address, 'General');
  const link = page.getByRole('link', { name: 'Delete issuer' });
  await link.click();
  await expect(dialog.getByRole('button', { name: 'Cancel' })).toBeFocused();
  await expect(page).toHaveURL(`${issuer.address}/delete`);
  await expect(dialog).toContainText('only AuthPI’s support can restore it');
  await expectAccessible(page);
  await page.goBack();
  await expect(dialog).toHaveCount(0);
  await expect(link).toBeFocused();
  await page.goto(`${issuer.address}/delete`);
  await expect(dialog.getByRole('button', { name: 'Cancel' })).toBeFocused();
  await page.keyboard.press('Escape');
  await expect(page).toHaveURL(issuer.address);
  await expect(dialog).toHaveCount(0);
});

test('an issuer that was changed meanwhile is deleted only after that was shown', async ({
  page,
  simulator,
}) => {
  const issuer = await makeIssuer(simulator, { name: 'Orders' });
  const said = await recordAnnouncements(page);
  await page.goto(`${issuer.address}/delete`);
  const dialog = page.getByRole('dialog', { name: 'Delete “Orders”?' });
  const remove = dialog.getByRole('button', { name: 'Delete issuer' });
  await expect(remove).toHaveAccessibleDescription('Type the name to confirm');
  await dialog.getByRole('textbox').fill('orders');
  await expect(remove).toHaveAccessibleDescription('This is not the name yet');
  await dialog.getByRole('textbox').fill('Orders');
  simulator.allow(412, 404, 0);
  await change(simulator, issuer, { description: 'Meanwhile' });
  await remove.click();
  await expect(dialog.getByRole('alert')).toContainText('Nothing was deleted.');
  await expect(dialog.getByRole('alert')).toContainText('Meanwhile');
  await expectAccessible(page);
  // Its answer gets lost; a look shows that it is gone.
  await simulator.fault({ kind: 'answer_lost', operation: 'deleteIssuer' });
  await remove.click();
  const heading = page.getByRole('heading', { level: 1 });
  await expect(heading).toHaveText('Issuers');
  await expect(heading).toBeFocused();
  await expect(page.getByRole('rowheader', { name: 'Orders', exact: true })).toHaveCount(0);
  await expect.poll(async () => (await said()).at(-1)).toBe('Issuer deleted: Orders');
});
