import { expect } from '@playwright/test';

import { recordWrites } from './editing-page.ts';
import { test } from './fixtures.ts';
import { dropBackOff } from './issuer-list.ts';
import {
  afterWrite,
  APP,
  changeMethod,
  CODES,
  deleteMethod,
  LINK,
  makeMethods,
  MethodsPage,
  onForLogin,
  openMethods,
  PASSWORD,
  TYPED,
} from './methods-page.ts';

test('a switch of an active issuer is read before it is made, and Cancel sends nothing', async ({
  page,
  simulator,
}) => {
  const { methods, sheet, writes } = await openMethods(page, simulator, [
    { ...PASSWORD, enabled_signup: true, featured: true },
    CODES,
    APP,
  ]);

  // A second factor is no way in: nothing comes of it.
  await methods.switch('Login', 'App').click();
  await expect(sheet).toHaveAccessibleName('Review 1 change');
  await expect(sheet.getByRole('listitem')).toHaveCount(1);
  await expect(methods.change('App')).toContainText(/Login on .*becomes off/);
  await expect(sheet).toContainText('Then 2 ways to sign in are on.');
  await expect(methods.act('Cancel')).toBeFocused();
  await page.keyboard.press('Escape');
  await expect(sheet).toHaveCount(0);
  await expect(methods.switch('Login', 'App')).toBeFocused();

  await methods.switch('Login', 'Password').click();
  await expect(sheet).toContainText('Only one way to sign in is left: Mail code.');
  await expect(sheet).toContainText('No longer highlighted on the login page: Password.');
  await expect(methods.consequence).toHaveCount(0);
  await methods.act('Cancel').click();

  await methods.switch('Signup', 'Password').click();
  await expect(sheet).toContainText(
    'Nobody new can sign up any more. So far they can with: Password.',
  );
  await methods.act('Cancel').click();
  await expect(methods.switch('Signup', 'Password')).toBeChecked();
  expect(writes).toEqual([]);

  await methods.switch('Signup', 'Password').click();
  await methods.act('Switch signup off').click();
  await expect(methods.line('Signup of “Password” is off.')).toBeVisible();
  await expect(methods.switch('Signup', 'Password')).toBeFocused();
  // It closes nothing: taken back at once.
  await methods.undo().click();
  await expect(methods.line('Signup of “Password” is on.')).toBeVisible();
  expect(writes.map(({ body }) => body)).toEqual([
    { enabled_signup: false },
    { enabled_signup: true },
  ]);
  expect(writes.every(({ ifMatch }) => ifMatch !== null)).toBe(true);
});

test('the last way in is closed only once its consequence is typed', async ({
  page,
  simulator,
}) => {
  const created = [PASSWORD, APP];
  const { made, methods, writes } = await openMethods(page, simulator, created, 'Password');
  await methods.switch('Login', 'Password').click();
  await expect(methods.sheet).toContainText('Nobody can sign in any more.');
  const confirm = methods.act('Switch login off');
  await expect(confirm).toHaveAccessibleDescription('Type the consequence to confirm');
  await confirm.click({ force: true });
  await methods.consequence.fill('nobody can sign');
  await page.keyboard.press('Enter');
  await expect(methods.sheet).toBeVisible();
  expect(writes).toEqual([]);
  await methods.consequence.fill(' Nobody can sign in ');
  await page.keyboard.press('Enter');
  await expect(methods.line('Login of “Password” is off.')).toBeVisible();
  // What was meant is no alarm.
  await expect(methods.alarm).toHaveCount(0);
  expect(await onForLogin(simulator, made)).toEqual(['App']);
});

test('Undo of what opened the only way in is asked about like any other', async ({
  page,
  simulator,
}) => {
  const { made, methods } = await openMethods(page, simulator, [
    { ...PASSWORD, enabled_login: false },
  ]);
  await methods.switch('Login', 'Password').click();
  await methods.act('Switch login on').click();
  await expect(methods.line('Login of “Password” is on.')).toBeVisible();
  await methods.undo().click();
  await expect(methods.sheet).toContainText('Nobody can sign in any more.');
  await methods.consequence.fill(TYPED);
  await methods.act('Switch login off').click();
  await expect(methods.line('Login of “Password” is off.')).toBeVisible();
  expect(await onForLogin(simulator, made)).toEqual([]);
});

test('where nobody signs in anyhow a switch acts at once, but for the last way in', async ({
  page,
  simulator,
}) => {
  const made = await makeMethods(simulator, [PASSWORD, CODES]);
  await simulator.act({
    operation: 'updateIssuer',
    params: { issuer_id: made.id },
    body: { status: 'disabled' },
  });
  const methods = new MethodsPage(page);
  await methods.open(made.address);
  await expect(methods.main).toContainText('Its status is Disabled');
  const writes = recordWrites(page);
  await methods.switch('Login', 'Password').click();
  await expect(methods.line('Login of “Password” is off.')).toBeVisible();
  await methods.undo().click();
  await expect(methods.line('Login of “Password” is on.')).toBeVisible();
  await methods.switch('Login', 'Mail code').click();
  await expect(methods.line('Login of “Mail code” is off.')).toBeVisible();
  await methods.switch('Login', 'Password').click();
  await expect(methods.consequence).toBeVisible();
  expect(writes.map(({ body }) => body)).toEqual([
    { enabled_login: false },
    { enabled_login: true },
    { enabled_login: false },
  ]);
});

test('what others closed between review and apply is asked about anew', async ({
  page,
  simulator,
}) => {
  const { made, methods, sheet, writes } = await openMethods(page, simulator, [
    PASSWORD,
    CODES,
    LINK,
  ]);
  await methods.switch('Login', 'Password').click();
  await expect(sheet).toContainText('Then 2 ways to sign in are on.');
  await changeMethod(simulator, made, 'Mail code', { enabled_login: false });
  await methods.act('Switch login off').click();
  await expect(sheet).toHaveAccessibleName('It stopped here');
  const stopped = sheet.getByRole('alert');
  await expect(stopped).toContainText('Password was not switched.');
  await expect(stopped).toContainText('Only one way to sign in is left: Mail link.');
  // And once more: what is confirmed now is not so any more either.
  await deleteMethod(simulator, made, 'Mail link');
  await methods.act('Switch it all the same').click();
  await expect(stopped).toContainText('Nobody can sign in any more.');
  await expect(methods.act('Switch it all the same')).toHaveAccessibleDescription(
    'Type the consequence to confirm',
  );
  expect(writes).toEqual([]);
  await methods.act('Leave it as it is').click();
  await expect(methods.line('Login of “Password” was not changed.')).toBeVisible();
  expect(await onForLogin(simulator, made)).toEqual(['Password']);
});

test('the last way in is closed by others at the very moment: an alarm opens it again', async ({
  page,
  simulator,
}) => {
  const { made, methods, alarm } = await openMethods(page, simulator, [PASSWORD, CODES]);
  await methods.switch('Login', 'Password').click();
  await expect(methods.sheet).toContainText('Only one way to sign in is left');
  // After the guard looked, before the write is made.
  await simulator.fault({
    kind: 'act',
    operation: 'updateAuthMethod',
    act: {
      operation: 'updateAuthMethod',
      params: { method_id: made.idOf('Mail code') },
      body: { enabled_login: false },
    },
  });
  await methods.act('Switch login off').click();
  await expect(alarm).toHaveAccessibleName('Nobody can sign in any more');
  // What this person closed is what is offered.
  const reopen = alarm.getByRole('button', { name: /^Switch login on/ });
  await expect(reopen).toHaveAccessibleName('Switch login on for Password');
  await expect(reopen).toBeFocused();
  await reopen.click();
  await expect(alarm).toHaveAccessibleName('People can sign in again');
  expect(await onForLogin(simulator, made)).toEqual(['Password']);
  await alarm.getByRole('button', { name: 'Close' }).last().click();
  await expect(alarm).toHaveCount(0);
  await expect(methods.switch('Login', 'Password')).toBeChecked();
});

test('the alarm finds its way to whatever page is shown by then', async ({ page, simulator }) => {
  const made = await makeMethods(simulator, [PASSWORD, CODES]);
  const methods = new MethodsPage(page);
  await page.goto(made.address.replace(/\/auth-methods$/, ''));
  const tabs = page.getByRole('navigation', { name: 'Issuer' });
  await tabs.getByRole('link', { name: 'Auth methods' }).click();
  await methods.switch('Login', 'Password').click();
  await afterWrite(page, async () => {
    await page.goBack();
    await expect(methods.main.getByRole('region', { name: 'Addresses' })).toBeVisible();
    await deleteMethod(simulator, made, 'Mail code');
  });
  await methods.act('Switch login off').click();
  await expect(methods.alarm).toHaveAccessibleName('Nobody can sign in any more');
  await methods.alarm.getByRole('button', { name: 'Switch login on for Password' }).click();
  await expect(methods.alarm).toHaveAccessibleName('People can sign in again');
  expect(await onForLogin(simulator, made)).toEqual(['Password']);
});

test('where it cannot be looked whether people can sign in, that is said', async ({
  page,
  simulator,
}) => {
  const { made, methods, writes } = await openMethods(page, simulator, [PASSWORD, CODES]);
  const list = { operation: 'listAuthMethods', kind: 'status', status: 500 } as const;

  // Before the write: nothing is written.
  await methods.switch('Login', 'Password').click();
  await simulator.fault(list);
  await methods.act('Switch login off').click();
  await expect(methods.sheet).toContainText('Nothing more was switched.');
  expect(writes).toEqual([]);

  // After it: it is asked again.
  await afterWrite(page, () => simulator.fault(list));
  await methods.act('Try again').click();
  await expect(methods.line('Login of “Password” is off.')).toBeVisible();
  const said = methods.main.getByRole('alert');
  await expect(said).toContainText('It could not be looked at whether people can still sign in.');
  await said.getByRole('button', { name: 'Try again' }).click();
  await expect(said).toHaveCount(0);
  expect(await onForLogin(simulator, made)).toEqual(['Mail code']);
});

test('several at once: what goes on comes first, each under its tag, and Undo takes all back', async ({
  page,
  simulator,
}) => {
  const { made, methods, sheet, writes } = await openMethods(page, simulator, [
    PASSWORD,
    { ...CODES, enabled_login: false },
    { ...LINK, enabled_login: false },
  ]);
  const before = await simulator.methods(made.id);
  await methods.stage(
    ['Login', 'Password'],
    ['Login', 'Mail code'],
    ['Featured', 'Mail code'],
    ['Login', 'Mail link'],
  );
  await expect(methods.main).toContainText('4 changes of 3 methods, not made yet');
  await methods.review();
  await expect(sheet).toHaveAccessibleName('Review 4 changes');
  await expect(sheet.getByRole('listitem')).toHaveCount(4);
  await expect(sheet).toContainText('Then 2 ways to sign in are on.');
  await methods.act('Apply 4 changes').click();
  await expect(sheet).toHaveAccessibleName('What was changed');
  await expect(sheet).toContainText('4 changes are made.');
  const sent = (from: number) =>
    writes.slice(from).map(({ path, body }) => [path.split('/').at(-1), body]);
  expect(sent(0)).toEqual([
    [made.idOf('Mail code'), { enabled_login: true, featured: true }],
    [made.idOf('Mail link'), { enabled_login: true }],
    [made.idOf('Password'), { enabled_login: false }],
  ]);
  expect(writes.every(({ ifMatch }) => ifMatch !== null)).toBe(true);

  await methods.act('Undo').click();
  await expect(sheet).toContainText('Only one way to sign in is left: Password.');
  await methods.act('Apply 4 changes').click();
  await expect(sheet).toContainText('4 changes are made.');
  // Again the way in is open before others close.
  expect(sent(3)[0]).toEqual([made.idOf('Password'), { enabled_login: true }]);
  const switches = (all: typeof before) =>
    all.map(({ name, enabled_login: login, enabled_signup: signup, featured }) => ({
      name,
      login,
      signup,
      featured,
    }));
  expect(switches(await simulator.methods(made.id))).toEqual(switches(before));
});

test('several at once: whatever happens in the middle, it stops there and goes on from there', async ({
  page,
  simulator,
}) => {
  simulator.allow(0, 404, 412);
  await dropBackOff(page);
  const off = { enabled_login: false };
  const { made, methods, sheet, writes } = await openMethods(page, simulator, [
    PASSWORD,
    { ...CODES, ...off },
    { ...LINK, ...off },
    { ...APP, ...off },
  ]);
  const apply = async (change: () => Promise<void>) => {
    await methods.switch('Login', 'Mail code').click();
    await methods.switch('Login', 'Mail link').click();
    await methods.switch('Login', 'App').click();
    await methods.review();
    await change();
    await methods.act('Apply 3 changes').click();
  };
  const middle = {
    operation: 'updateAuthMethod',
    match: { method_id: made.idOf('Mail link') },
  } as const;
  const done = async (words: string) => {
    await expect(sheet).toContainText(words);
    await methods.act('Done').click();
    await expect(sheet).toHaveCount(0);
  };
  await methods.main.getByRole('button', { name: 'Change several' }).click();

  await test.step('an error of AuthPI’s', async () => {
    await apply(() => simulator.fault({ ...middle, kind: 'status', status: 500 }));
    await expect(sheet).toHaveAccessibleName('It stopped here');
    await expect(methods.change('Mail code')).toContainText('Done');
    await expect(methods.change('Mail link')).toContainText('Not changed');
    await expect(methods.change('App')).toContainText('Waiting');
    expect(await onForLogin(simulator, made)).toEqual(['Mail code', 'Password']);
    await methods.act('Try again').click();
    await done('3 changes are made.');
  });

  await test.step('a pause', async () => {
    await apply(() => simulator.fault({ ...middle, kind: 'status', status: 429, retry_after: 1 }));
    await expect(sheet).toHaveAccessibleName('It stopped here');
    // It goes on by itself once the pause is over.
    await done('3 changes are made.');
  });

  await test.step('an answer that got lost', async () => {
    await apply(() => simulator.fault({ ...middle, kind: 'answer_lost' }));
    await done('3 changes are made.');
  });

  await test.step('no network', async () => {
    await apply(() => afterWrite(page, () => simulator.setOffline(true)));
    await expect(sheet).toHaveAccessibleName('It stopped here');
    await expect(methods.change('Mail code')).toContainText('Done');
    await simulator.setOffline(false);
    await done('3 changes are made.');
  });

  await test.step('someone else has set the same switch', async () => {
    await apply(() => changeMethod(simulator, made, 'Mail link', { enabled_login: true }));
    await done('2 changes are made, 1 was so already.');
  });

  await test.step('someone else changes another part of it', async () => {
    await apply(() =>
      simulator.fault({
        ...middle,
        kind: 'act',
        act: { operation: 'updateAuthMethod', body: { name: 'Mail link' } },
      }),
    );
    await done('3 changes are made.');
  });

  await test.step('someone else deleted it', async () => {
    writes.splice(0);
    await apply(() => deleteMethod(simulator, made, 'Mail link'));
    await expect(sheet.getByRole('alert')).toContainText('Someone else deleted Mail link.');
    await methods.act('Leave the rest').click();
    await done('1 of 3 changes is made. The rest is left as it is.');
    expect(writes.map(({ path }) => path.split('/').at(-1))).toEqual([made.idOf('Mail code')]);
  });
});

test('a switch that someone else moved elsewhere is theirs until it is decided', async ({
  page,
  simulator,
}) => {
  const { made, methods, sheet, writes } = await openMethods(page, simulator, [
    PASSWORD,
    { ...CODES, enabled_login: false },
    { ...LINK, enabled_login: false },
  ]);
  await methods.stage(['Login', 'Mail code'], ['Login', 'Mail link']);
  await methods.review();
  // A boolean has no third value to move to, but AuthPI may come not to say it.
  const unsaid = new RegExp(`/auth-methods/${made.idOf('Mail link')}$`);
  await page.route(unsaid, async (route) => {
    if (route.request().method() !== 'GET') return route.fallback();
    const response = await route.fetch();
    const { data } = (await response.json()) as { data: Record<string, unknown> };
    return route.fulfill({ response, json: { data: { ...data, enabled_login: null } } });
  });
  await methods.act('Apply 2 changes').click();
  const stopped = sheet.getByRole('alert');
  await expect(stopped).toContainText(
    'Someone else changed Mail link meanwhile: Login off became unknown.',
  );
  await expect(methods.change('Mail code')).toContainText('Done');
  expect(await onForLogin(simulator, made)).toEqual(['Mail code', 'Password']);
  await methods.act('Set it all the same').click();
  await expect(sheet).toContainText('2 changes are made.');
  expect(writes.at(-1)?.body).toEqual({ enabled_login: true });
  expect(await onForLogin(simulator, made)).toEqual(['Mail code', 'Mail link', 'Password']);
});

test('leaving with changes that were not made asks', async ({ page, simulator }) => {
  const { methods, writes } = await openMethods(page, simulator, [PASSWORD, CODES]);
  await methods.stage(['Featured', 'Password']);
  const tab = page.getByRole('navigation', { name: 'Issuer' }).getByRole('link', { name: 'JSON' });
  const question = page.getByRole('dialog', { name: 'Leave without saving?' });
  await tab.click();
  await expect(question).toContainText('1 change of 1 method');
  await question.getByRole('button', { name: 'Stay' }).click();
  await expect(methods.main).toContainText('1 change of 1 method, not made yet');
  await tab.click();
  await question.getByRole('button', { name: 'Discard and leave' }).click();
  await expect(page).toHaveURL(/\/json$/);
  expect(writes).toEqual([]);
});

test('the copy of an issuer says where nobody could sign in', async ({ page, simulator }) => {
  const made = await makeMethods(simulator, [
    { method: 'github', name: 'Hub', settings: { client_id: 'id', client_secret: 'secret' } },
    APP,
  ]);
  await page.goto(`/accounts/${made.account}/issuers/new`);
  await page.getByRole('radio', { name: 'A copy of another issuer' }).check();
  await page.getByRole('button', { name: 'Choose an issuer' }).click();
  await page.getByRole('combobox', { name: 'Issuer to copy' }).fill('orders');
  await page.getByRole('option', { name: /^Orders/ }).click();
  await expect(page.getByRole('main')).toContainText(
    'Nobody can sign in to the copy until it has an auth method that starts a login and is on.',
  );
});

test('a name without a blank breaks in the sheet, and widens nothing on a phone', async ({
  page,
  simulator,
}) => {
  await page.setViewportSize({ width: 360, height: 740 });
  const name = 'N'.repeat(90);
  const { methods, sheet } = await openMethods(page, simulator, [
    { ...PASSWORD, name, featured: true },
  ]);
  await methods.switch('Login', name).click();
  await expect(sheet).toContainText('Nobody can sign in any more.');
  const isWider = await sheet.evaluate((element) => element.scrollWidth > element.clientWidth);
  expect(isWider).toBe(false);
});
