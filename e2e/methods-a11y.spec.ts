import { expect } from '@playwright/test';
import type { Locator } from '@playwright/test';

import { AUTH_METHOD_KINDS, AUTH_METHODS } from '#contract/auth-methods/registry.ts';

import { expectAccessible, expectAccessibleNarrow } from './axe.ts';
import { EditingPage } from './editing-page.ts';
import { test } from './fixtures.ts';
import { hold, recordAnnouncements } from './issuer-list.ts';
import {
  changeMethod,
  CODES,
  deleteMethod,
  ENTRA,
  LINK,
  makeMethods,
  MethodsPage,
  openMethods,
  PASSWORD,
  TYPED,
} from './methods-page.ts';

/** How far a change is: how much of it is heard depends on how fast it goes. */
const PROGRESS = /^(Step [1-9] of [1-9]|Looking whether people can sign in…)$/;

test('the choice of a kind, and the form of each: accessible', async ({ page, simulator }) => {
  test.slow();
  const made = await makeMethods(simulator, [PASSWORD]);
  const { main } = new MethodsPage(page);
  await page.goto(`${made.address}/new`);
  // One that is there already says so.
  await expect(main).toContainText('An issuer can have only one, and this one has Password.');
  await expectAccessible(page);
  await page.goto(`${made.address}/new?method=password`);
  await expect(
    main.getByRole('button', { name: 'Create auth method' }),
  ).toHaveAccessibleDescription('This issuer has one already');
  await expectAccessibleNarrow(page);
  await deleteMethod(simulator, made, 'Password');
  await page.goto(`${made.address}/new`);
  for (const kind of AUTH_METHOD_KINDS) {
    await test.step(kind, async () => {
      await main.getByRole('link', { name: AUTH_METHODS[kind].label, exact: true }).click();
      await expect(main.getByRole('button', { name: 'Create auth method' })).toBeVisible();
      await (kind === 'oidc' ? expectAccessible(page) : expectAccessibleNarrow(page));
      await page.goBack();
    });
  }
  await test.step('refused', async () => {
    await main.getByRole('link', { name: AUTH_METHODS.apple.label, exact: true }).click();
    await main.getByRole('button', { name: 'Create auth method' }).click();
    await expect(page.locator(':focus')).toHaveAttribute('aria-invalid', 'true');
    await expectAccessibleNarrow(page);
    page.once('dialog', (dialog) => void dialog.accept());
  });
  await test.step('created', async () => {
    await page.goto(`${made.address}/new?method=github`);
    await main.getByRole('textbox', { name: 'Client ID' }).fill('orders');
    await main.getByRole('textbox', { name: 'Client secret' }).fill('secret');
    await main.getByRole('button', { name: 'Create auth method' }).click();
    await expect(
      main.getByRole('region', { name: 'Auth method created: next steps' }),
    ).toBeVisible();
    await expectAccessibleNarrow(page);
  });
});

test('switches set and reviewed, every state of the sheet, and the alarm: accessible', async ({
  page,
  simulator,
}) => {
  test.slow();
  const { made, methods, sheet } = await openMethods(page, simulator, [PASSWORD, CODES, LINK]);
  await methods.stage(['Login', 'Password'], ['Featured', 'Mail code'], ['Login', 'Mail link']);
  await expect(methods.main).toContainText('3 changes of 3 methods, not made yet');
  await expectAccessible(page);
  await methods.review();
  await expect(sheet).toContainText('Only one way to sign in is left');
  await expectAccessible(page);

  const release = await hold(page, /\/auth-methods\/[^/]+$/);
  await simulator.fault({ kind: 'status', status: 500, operation: 'updateAuthMethod' });
  await methods.act('Apply 3 changes').click();
  await expect(sheet).toHaveAccessibleName('Making 3 changes');
  await expectAccessibleNarrow(page);
  release();
  await expect(sheet).toHaveAccessibleName('It stopped here');
  await expectAccessibleNarrow(page);
  await changeMethod(simulator, made, 'Mail code', { enabled_login: false });
  await methods.act('Try again').click();
  await expect(sheet.getByRole('alert')).toContainText('Nobody can sign in any more.');
  await expectAccessible(page);
  await methods.act('Leave the rest').click();
  await expect(sheet).toHaveAccessibleName('What was changed');
  await expectAccessibleNarrow(page);
  await methods.act('Done').click();
  await methods.main.getByRole('button', { name: 'Discard' }).click();

  await methods.switch('Login', 'Password').click();
  await simulator.fault({
    kind: 'act',
    operation: 'updateAuthMethod',
    act: {
      operation: 'updateAuthMethod',
      params: { method_id: made.idOf('Mail link') },
      body: { enabled_login: false },
    },
  });
  await methods.act('Switch login off').click();
  await expect(methods.alarm).toHaveAccessibleName('Nobody can sign in any more');
  await expectAccessible(page);
  await methods.alarm.getByRole('button', { name: 'Switch login on for Password' }).click();
  await expect(methods.alarm).toHaveAccessibleName('People can sign in again');
  await expectAccessibleNarrow(page);
});

test('rotating and deleting, and the page of a method: accessible', async ({ page, simulator }) => {
  test.slow();
  simulator.allow(404, 412);
  const made = await makeMethods(simulator, [ENTRA, PASSWORD]);
  const methods = new MethodsPage(page);
  const { main } = methods;
  const button = (name: string) => main.getByRole('button', { name, exact: true });

  await test.step('rotation', async () => {
    await page.goto(`${made.at('Entra')}/rotate`);
    await main.getByRole('textbox', { name: 'Client secret' }).fill('another');
    await expectAccessible(page);
    await button('Create the new method').click();
    await expect(button('It is registered')).toBeVisible();
    await expectAccessibleNarrow(page);
    await button('It is registered').click();
    await expect(button('I know')).toBeVisible();
    await button('I know').click();
    await expect(button('Switch it on')).toBeVisible();
    await expectAccessibleNarrow(page);
    await button('Switch it on').click();
    await methods.act('Apply 3 changes').click();
    await methods.act('Done').click();
    await button('Switch it off').click();
    await methods.act('Apply 2 changes').click();
    await methods.act('Done').click();
    await expect(main.getByRole('link', { name: 'Delete the old method' })).toBeVisible();
    await button('Stop the rotation').click();
    await expectAccessibleNarrow(page);
  });

  await test.step('the honest version', async () => {
    await page.goto(`${made.at('Password')}/rotate`);
    await expect(main).toContainText('There is nothing to rotate');
    await expectAccessibleNarrow(page);
  });

  await test.step('the page of a method', async () => {
    await methods.open(made.at('Entra'));
    await expect(main).toContainText('Rotation under way');
    await methods.switch('Login', 'Entra').click();
    await methods.act('Switch login on').click();
    await expect(methods.line('Login of “Entra” is on.')).toBeVisible();
    await main.getByRole('textbox', { name: 'Name', exact: true }).fill('x'.repeat(101));
    await expectAccessible(page);
  });

  await test.step('deletion', async () => {
    page.once('dialog', (dialog) => void dialog.accept());
    await page.goto(`${made.at('Entra')}/delete`);
    const dialog = page.getByRole('dialog', { name: 'Delete “Entra”?' });
    const remove = dialog.getByRole('button', { name: 'Delete auth method' });
    await dialog.getByRole('textbox').fill('Entra');
    await changeMethod(simulator, made, 'Entra', { featured: false });
    await remove.click();
    await expect(dialog.getByRole('alert')).toContainText('Nothing was deleted.');
    await expectAccessible(page);
    for (const { id, name } of await simulator.methods(made.id)) {
      const params = { issuer_id: made.id, method_id: id };
      if (name !== 'Entra') await simulator.act({ operation: 'deleteAuthMethod', params });
    }
    await remove.click();
    await expect(dialog.getByRole('alert')).toContainText('Meanwhile something else comes of it.');
    await dialog.getByRole('textbox', { name: /^Type the consequence/ }).fill(TYPED);
    await simulator.fault({ kind: 'status', status: 500, operation: 'deleteAuthMethod' });
    await remove.click();
    await expect(dialog.getByRole('alert')).toContainText('It was not deleted');
    await expectAccessibleNarrow(page);
    await deleteMethod(simulator, made, 'Entra');
    await remove.click();
    await expect(main.getByRole('heading', { name: 'No auth methods' })).toBeVisible();
  });
});

test('created, switched, rotated and deleted by keyboard alone; and what is said of it', async ({
  page,
  simulator,
}) => {
  test.slow();
  const made = await makeMethods(simulator, [ENTRA, PASSWORD, LINK]);
  const said = await recordAnnouncements(page);
  const editing = new EditingPage(page);
  const methods = new MethodsPage(page);
  const { main, sheet } = methods;
  const { keyboard } = page;
  await methods.open(made.address);
  let heard = (await said()).length;
  /** Waits for these, and nothing else but progress, to have been said since the last time. */
  const expectSaid = async (...words: string[]) => {
    const told = async () => (await said()).slice(heard).filter((line) => !PROGRESS.test(line));
    await expect.poll(told).toEqual(words);
    heard = (await said()).length;
  };
  const press = async (target: Locator, key = 'Enter') => {
    await editing.tabTo(target);
    await keyboard.press(key);
  };

  await test.step('choose and create', async () => {
    await press(main.getByRole('link', { name: 'Add auth method' }));
    await expect(page.getByRole('heading', { level: 1 })).toBeFocused();
    await expectSaid('New auth method');
    await editing.tabTo(main.getByRole('searchbox'));
    await keyboard.insertText('sms');
    await expectSaid('1 kind of auth method found');
    await press(main.getByRole('link', { name: 'SMS code' }));
    await expect(main.getByRole('heading', { level: 2, name: /^SMS code/ })).toBeFocused();
    await editing.tabTo(main.getByRole('textbox', { name: 'Name', exact: true }));
    await keyboard.press('ControlOrMeta+a');
    await keyboard.type('Text message');
    await keyboard.press('Enter');
    await expect(page.getByRole('heading', { level: 1 })).toHaveText('Text message');
    await expect(page.getByRole('heading', { level: 1 })).toBeFocused();
    await expectSaid('Text message', 'Auth method created: Text message');
  });

  await test.step('one switch', async () => {
    const login = methods.switch('Login', 'Text message');
    await press(login, 'Space');
    await expect(methods.act('Cancel')).toBeFocused();
    await keyboard.press('Escape');
    await expect(login).toBeFocused();
    await keyboard.press('Space');
    await press(methods.act('Switch login off'));
    await expectSaid('Login of “Text message” is off.');
    await expect(login).toBeFocused();
    await press(methods.undo());
    await expectSaid('Login of “Text message” is on.');
  });

  await test.step('several', async () => {
    await press(main.getByRole('link', { name: 'Auth methods', exact: true }));
    await press(main.getByRole('button', { name: 'Change several' }));
    await press(methods.switch('Featured', 'Password'), 'Space');
    await press(methods.switch('Featured', 'Mail link'), 'Space');
    await press(main.getByRole('button', { name: 'Review', exact: true }));
    await expect(methods.act('Cancel')).toBeFocused();
    heard = (await said()).length;
    await press(methods.act('Apply 2 changes'));
    await expect(methods.act('Done')).toBeFocused();
    await keyboard.press('Enter');
    await expect(sheet).toHaveCount(0);
    await expect(main.getByRole('button', { name: 'Review', exact: true })).toBeFocused();
    // By the sheet, and not again by the page.
    const ends = async () =>
      (await said()).slice(heard).filter((line) => line.includes('are made'));
    await expect.poll(ends).toEqual(['2 changes are made.']);
    await press(main.getByRole('button', { name: 'Done' }));
    await expect(main.getByRole('button', { name: 'Change several' })).toBeFocused();
  });

  await test.step('rotate', async () => {
    await press(main.getByRole('link', { name: 'Entra', exact: true }));
    await press(main.getByRole('link', { name: 'Rotate credentials' }));
    await expect(page.getByRole('heading', { level: 1 })).toHaveText('Rotate credentials');
    await editing.tabTo(main.getByRole('textbox', { name: 'Client secret' }));
    await keyboard.insertText('another');
    heard = (await said()).length;
    await keyboard.press('Enter');
    await expect(main.getByRole('heading', { name: /^2\./ })).toBeFocused();
    await expectSaid('Step 1 done: Entra (new)');
    await press(main.getByRole('button', { name: 'It is registered' }));
    await expect(main.getByRole('button', { name: 'Take it back' })).toBeFocused();
    await press(main.getByRole('button', { name: 'I know' }));
    await press(main.getByRole('button', { name: 'Switch it on' }));
    await press(methods.act('Apply 3 changes'));
    await expect(methods.act('Done')).toBeFocused();
    await keyboard.press('Enter');
    await press(main.getByRole('button', { name: 'Switch it off' }));
    await press(methods.act('Apply 2 changes'));
    await expect(methods.act('Done')).toBeFocused();
    await expect.poll(async () => (await said()).at(-1)).toBe('2 changes are made.');
    await keyboard.press('Enter');
  });

  await test.step('delete', async () => {
    const link = main.getByRole('link', { name: 'Delete the old method' });
    const dialog = page.getByRole('dialog', { name: 'Delete “Entra”?' });
    await press(link);
    await expect(dialog.getByRole('button', { name: 'Cancel' })).toBeFocused();
    await keyboard.press('Escape');
    await expect(link).toBeFocused();
    await keyboard.press('Enter');
    await editing.tabTo(dialog.getByRole('textbox', { name: /^Type the name/ }));
    await keyboard.type('Entra');
    heard = (await said()).length;
    await keyboard.press('Enter');
    await expect(page.getByRole('heading', { level: 1 })).toBeFocused();
    await expectSaid('Auth methods, Orders', 'Auth method deleted: Entra');
  });

  await test.step('alarm', async () => {
    const others = ['Mail link', 'Password', 'Entra (new)'];
    for (const { id, name } of await simulator.methods(made.id)) {
      if (!others.includes(name)) continue;
      await simulator.fault({
        kind: 'act',
        operation: 'updateAuthMethod',
        act: { operation: 'deleteAuthMethod', params: { method_id: id } },
      });
    }
    await press(methods.switch('Login', 'Text message'), 'Space');
    await press(methods.act('Switch login off'));
    const reopen = methods.alarm.getByRole('button', { name: 'Switch login on for Text message' });
    await expect(reopen).toBeFocused();
    heard = (await said()).length;
    await keyboard.press('Enter');
    await expect(methods.alarm).toHaveAccessibleName('People can sign in again');
    await keyboard.press('Escape');
    await expect(methods.alarm).toHaveCount(0);
    await expect(methods.switch('Login', 'Text message')).toBeFocused();
    await expect(methods.switch('Login', 'Text message')).toBeChecked();
    await expectSaid('Login of “Text message” is on.');
  });
});
