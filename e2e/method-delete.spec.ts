import { expect } from '@playwright/test';
import type { Locator, Page } from '@playwright/test';

import { expectAccessibleNarrow } from './axe.ts';
import { recordWrites } from './editing-page.ts';
import { test } from './fixtures.ts';
import { recordAnnouncements, refocus } from './issuer-list.ts';
import {
  afterWrite,
  changeMethod,
  CODES,
  deleteMethod,
  LINK,
  makeMethods,
  MethodsPage,
  onForLogin,
  PASSWORD,
  TYPED,
} from './methods-page.ts';

const SECRET = 'never-in-an-answer';

const HUB = {
  method: 'github',
  name: 'Hub',
  enabled_signup: true,
  featured: true,
  settings: { client_id: 'orders-hub', client_secret: SECRET, scopes: ['read:user'] },
};

/** The dialog that deletes a method. */
function deleting(page: Page, name: string) {
  const dialog = page.getByRole('dialog', { name: `Delete “${name}”?` });
  return {
    dialog,
    name: dialog.getByRole('textbox', { name: 'Type the name of the auth method to confirm' }),
    consequence: dialog.getByRole('textbox', { name: 'Type the consequence to confirm' }),
    remove: dialog.getByRole('button', { name: 'Delete auth method' }),
    cancel: dialog.getByRole('button', { name: 'Cancel' }),
  };
}

/** Waits until one is on the list, where the method is not any more. */
async function expectGone(main: Locator, name: string): Promise<void> {
  await expect(main.getByRole('link', { name: 'Add auth method' })).toBeVisible();
  await expect(main.getByRole('link', { name, exact: true })).toHaveCount(0);
}

test('deleting says what comes of it, hands the configuration over, and is done by name', async ({
  page,
  context,
  simulator,
}) => {
  await context.grantPermissions(['clipboard-read', 'clipboard-write']);
  const made = await makeMethods(simulator, [HUB, PASSWORD, CODES]);
  const said = await recordAnnouncements(page);
  const methods = new MethodsPage(page);
  const { dialog, name, consequence, remove, cancel } = deleting(page, 'Hub');
  await methods.open(made.at('Hub'));
  const writes = recordWrites(page);
  const link = methods.main.getByRole('link', { name: 'Delete auth method' });
  await link.click();
  await expect(cancel).toBeFocused();
  await expect(page).toHaveURL(`${made.at('Hub')}/delete`);
  await expect(dialog).toContainText('It is deleted for good, and cannot be brought back.');
  await expect(dialog).toContainText('Users who can sign in with nothing else lose access.');
  await expect(dialog).toContainText('No longer highlighted on the login page: Hub.');
  await expect(dialog).toContainText('Nobody new can sign up any more. So far they can with: Hub.');
  await expect(dialog).toContainText(/2 ways to sign in stay: .*Password/);

  await dialog.getByRole('button', { name: 'Copy configuration' }).click();
  const copied = await page.evaluate(() => navigator.clipboard.readText());
  expect(JSON.parse(copied)).toMatchObject({
    id: made.idOf('Hub'),
    method: 'github',
    settings: { client_id: 'orders-hub', scopes: ['read:user'] },
  });
  expect(copied).not.toContain('client_secret');
  expect(copied).not.toContain(SECRET);

  await page.goBack();
  await expect(dialog).toHaveCount(0);
  await expect(link).toBeFocused();
  await page.keyboard.press('Enter');
  await expect(remove).toHaveAccessibleDescription('Type the name to confirm');
  await name.fill('hub');
  await expect(remove).toHaveAccessibleDescription('This is not the name yet');
  await page.keyboard.press('Enter');
  expect(writes).toEqual([]);
  await name.fill('Hub');
  await expect(consequence).toHaveCount(0);
  await page.keyboard.press('Enter');
  await expectGone(methods.main, 'Hub');
  expect(writes.map(({ method, path }) => [method, path.split('/').at(-1)])).toEqual([
    ['DELETE', made.idOf('Hub')],
  ]);
  expect(writes[0]?.ifMatch).not.toBeNull();
  await expect.poll(async () => (await said()).at(-1)).toBe('Auth method deleted: Hub');
});

test('the last way in is deleted only once name and consequence are typed, or switched off instead', async ({
  page,
  simulator,
}) => {
  const made = await makeMethods(simulator, [PASSWORD]);
  const methods = new MethodsPage(page);
  const { dialog, name, consequence, remove } = deleting(page, 'Password');
  // A link opens it.
  await page.goto(`${made.at('Password')}/delete`);
  await expect(dialog).toContainText('Nobody can sign in any more.');
  const writes = recordWrites(page);
  await dialog.getByRole('button', { name: 'Disable instead' }).click();
  await expect(methods.sheet).toContainText('Nobody can sign in any more.');
  await methods.consequence.fill(TYPED);
  await methods.act('Switch login off').click();
  await expect(methods.line('Login of “Password” is off.')).toBeVisible();
  await expect(page).toHaveURL(made.at('Password'));
  await methods.undo().click();
  await expect(methods.line('Login of “Password” is on.')).toBeVisible();
  expect(writes.map(({ body }) => body)).toEqual([
    { enabled_login: false },
    { enabled_login: true },
  ]);

  await methods.main.getByRole('link', { name: 'Delete auth method' }).click();
  await name.fill('Password');
  await expect(remove).toHaveAccessibleDescription('Type the consequence to confirm');
  await consequence.fill(TYPED);
  await remove.click();
  await expect(methods.main.getByRole('heading', { name: 'No auth methods' })).toBeVisible();
  // It was said before, so it is no alarm.
  await expect(methods.alarm).toHaveCount(0);
  expect(writes.at(-1)).toMatchObject({ method: 'DELETE' });
});

test('disabled instead by keyboard alone, it says how that went, and why it stopped', async ({
  page,
  simulator,
}) => {
  const made = await makeMethods(simulator, [HUB, PASSWORD]);
  const methods = new MethodsPage(page);
  const { dialog } = deleting(page, 'Hub');
  const instead = dialog.getByRole('button', { name: 'Disable instead' });
  await page.goto(`${made.at('Hub')}/delete`);
  await instead.press('Enter');
  await methods.act('Switch login off').press('Enter');
  await expect(methods.line('Login of “Hub” is off.')).toBeVisible();
  await methods.undo().press('Enter');
  await expect(methods.line('Login of “Hub” is on.')).toBeVisible();

  await page.goto(`${made.at('Hub')}/delete`);
  await instead.press('Enter');
  await expect(methods.act('Switch login off')).toBeVisible();
  await changeMethod(simulator, made, 'Password', { enabled_login: false });
  await methods.act('Switch login off').press('Enter');
  await expect(methods.sheet).toContainText('Hub was not switched.');
  await expect(methods.sheet).toContainText('Nobody can sign in any more.');
  expect(await onForLogin(simulator, made)).toEqual(['Hub']);
});

test('what others did meanwhile stops a deletion, and a lost answer is looked into', async ({
  page,
  simulator,
}) => {
  simulator.allow(404, 412, 0);
  const made = await makeMethods(simulator, [HUB, PASSWORD, CODES]);
  const methods = new MethodsPage(page);
  const { dialog, name, consequence, remove } = deleting(page, 'Hub');
  const alert = dialog.getByRole('alert');
  await page.goto(`${made.at('Hub')}/delete`);
  await name.fill('Hub');

  // Another revision of it: what that is, is shown.
  await changeMethod(simulator, made, 'Hub', { featured: false, settings: { scopes: ['repo'] } });
  await remove.click();
  await expect(alert).toContainText('Nothing was deleted.');
  await expect(alert).toContainText('Featured off now.');
  await expect(alert).toContainText('Settings that changed: scopes.');

  // Other ways in are gone: another thing comes of it.
  await deleteMethod(simulator, made, 'Mail code');
  await changeMethod(simulator, made, 'Password', { enabled_login: false });
  await remove.click();
  await expect(alert).toContainText('Meanwhile something else comes of it. Nothing was deleted.');
  await expect(dialog).toContainText('Nobody can sign in any more.');
  await expect(remove).toHaveAccessibleDescription('Type the consequence to confirm');

  // An error of AuthPI's: it stands.
  await consequence.fill(TYPED);
  await simulator.fault({ kind: 'status', status: 500, operation: 'deleteAuthMethod' });
  await remove.click();
  await expect(alert).toContainText('It was not deleted: AuthPI still shows it.');
  expect(await onForLogin(simulator, made)).toEqual(['Hub']);

  // Done, and nobody heard of it.
  await simulator.fault({ kind: 'answer_lost', operation: 'deleteAuthMethod' });
  await remove.click();
  await expectGone(methods.main, 'Hub');
  // It was confirmed, so it is no alarm.
  await expect(methods.alarm).toHaveCount(0);
});

test('one that someone else deleted is gone, and one deleted at the very moment too', async ({
  page,
  simulator,
}) => {
  simulator.allow(404);
  const made = await makeMethods(simulator, [HUB, PASSWORD, CODES, LINK]);
  const methods = new MethodsPage(page);
  await page.goto(`${made.at('Mail link')}/delete`);
  await expect(deleting(page, 'Mail link').remove).toBeVisible();
  await deleteMethod(simulator, made, 'Mail link');
  await refocus(page);
  const gone = page.getByRole('dialog', { name: 'This auth method is deleted' });
  await expect(gone).toContainText('Someone else deleted it meanwhile.');
  await expectAccessibleNarrow(page);
  await gone.getByRole('button', { name: 'Go to the auth methods' }).click();
  await expectGone(methods.main, 'Mail link');

  const first = deleting(page, 'Hub');
  await page.goto(`${made.at('Hub')}/delete`);
  await first.name.fill('Hub');
  await simulator.fault({
    kind: 'act',
    operation: 'deleteAuthMethod',
    act: { operation: 'deleteAuthMethod' },
  });
  await first.remove.click();
  await expectGone(methods.main, 'Hub');

  // The last other way in is closed while this one goes: an alarm, with what can be switched on.
  const second = deleting(page, 'Mail code');
  await page.goto(`${made.at('Mail code')}/delete`);
  await second.name.fill('Mail code');
  await afterWrite(page, () => changeMethod(simulator, made, 'Password', { enabled_login: false }));
  await second.remove.click();
  await expect(methods.alarm).toHaveAccessibleName('Nobody can sign in any more');
  await methods.alarm.getByRole('button', { name: 'Switch login on for Password' }).click();
  await expect(methods.alarm).toHaveAccessibleName('People can sign in again');
  expect(await onForLogin(simulator, made)).toEqual(['Password']);
});
