import { expect } from '@playwright/test';
import type { Locator, Page } from '@playwright/test';

import { recordWrites } from './editing-page.ts';
import { test } from './fixtures.ts';
import { recordAnnouncements } from './issuer-list.ts';
import {
  changeMethod,
  CODES,
  deleteMethod,
  ENTRA,
  makeMethods,
  MethodsPage,
  onForLogin,
  PASSWORD,
  TYPED,
} from './methods-page.ts';

// No record of a run may hold what is typed here.
test.use({ trace: 'off', screenshot: 'off', video: 'off' });

const SECRET = 'rotated-canary-5f2c';

/** The guide, as a person finds their way in it. */
class Guide {
  readonly page: Page;
  readonly main: Locator;

  constructor(page: Page) {
    this.page = page;
    this.main = page.getByRole('main');
  }

  step(number: number): Locator {
    return this.main.getByRole('listitem').filter({
      has: this.page.getByRole('heading', { level: 2, name: new RegExp(`^${number}\\.`) }),
    });
  }

  button(number: number, name: string): Locator {
    return this.step(number).getByRole('button', { name, exact: true });
  }

  /** Loads the page anew, and expects each step as it was. */
  async reload(...states: readonly string[]): Promise<void> {
    await this.page.reload();
    for (const [index, state] of states.entries()) {
      await expect(this.step(index + 1)).toContainText(state);
    }
  }
}

/** All that this browser keeps of the page: each store as text. */
function kept(page: Page): Promise<string> {
  return page.evaluate(async () => {
    const databases = await indexedDB.databases();
    const rows = databases.map(async ({ name }) => {
      const opened = await new Promise<IDBDatabase>((done) => {
        const request = indexedDB.open(name ?? '');
        request.addEventListener('success', () => done(request.result));
      });
      const all = [...opened.objectStoreNames].map(
        (store) =>
          new Promise((done) => {
            const request = opened.transaction(store).objectStore(store).getAll();
            request.addEventListener('success', () => done(request.result));
          }),
      );
      const found = await Promise.all(all);
      opened.close();
      return found;
    });
    return JSON.stringify([
      Object.entries(localStorage),
      Object.entries(sessionStorage),
      document.cookie,
      location.href,
      history.state,
      await caches.keys(),
      await Promise.all(rows),
    ]);
  });
}

test('credentials are rotated step by step, with a reload after each, and no secret is kept', async ({
  page,
  simulator,
}) => {
  const made = await makeMethods(simulator, [ENTRA, CODES]);
  const said = await recordAnnouncements(page);
  const guide = new Guide(page);
  const methods = new MethodsPage(page);
  const { main } = guide;
  await methods.open(made.at('Entra'));
  await main.getByRole('link', { name: 'Rotate credentials' }).click();
  await expect(guide.step(1)).toContainText('Now');
  const writes = recordWrites(page);

  await test.step('create', async () => {
    const secret = main.getByRole('textbox', { name: 'Client secret' });
    await expect(main.getByRole('textbox', { name: 'Name', exact: true })).toHaveValue(
      'Entra (new)',
    );
    await expect(main.getByRole('textbox', { name: 'Client ID' })).toHaveValue('orders');
    await expect(secret).toHaveValue('');
    await main.getByRole('textbox', { name: 'Client ID' }).fill('orders-2');
    await secret.fill(SECRET);
    await expect.poll(() => kept(page)).toContain('orders-2');
    expect(await kept(page)).not.toContain(SECRET);
    // What was typed comes back after a reload, but for the secret.
    page.once('dialog', (dialog) => void dialog.accept());
    await page.reload();
    await expect(main.getByRole('textbox', { name: 'Client ID' })).toHaveValue('orders-2');
    await expect(secret).toHaveValue('');
    await secret.fill(SECRET);
    await guide.button(1, 'Create the new method').click();
    await expect(guide.step(1)).toContainText('Done');
    await expect(guide.step(2).getByRole('heading')).toBeFocused();
    await expect.poll(async () => (await said()).at(-1)).toBe('Step 1 done: Entra (new)');
    expect(writes.map(({ method, body }) => [method, body])).toEqual([
      [
        'POST',
        {
          method: 'oidc',
          first_factor_only: true,
          name: 'Entra (new)',
          enabled_login: false,
          enabled_signup: false,
          featured: false,
          settings: { ...ENTRA.settings, client_id: 'orders-2', client_secret: SECRET },
        },
      ],
    ]);
    expect(await kept(page)).not.toContain(SECRET);
    expect(await page.content()).not.toContain(SECRET);
  });

  await guide.reload('Done', 'Now', 'To do', 'To do', 'To do', 'To do');

  await test.step('callback', async () => {
    await guide.button(2, 'It is registered').click();
    await expect(guide.button(2, 'Take it back')).toBeFocused();
    await guide.reload('Done', 'Done', 'Now', 'To do', 'To do', 'To do');
  });

  await test.step('users, with a look at another page', async () => {
    await expect(guide.step(3)).toContainText(
      'AuthPI has not published whether users who are linked to “Entra”',
    );
    await guide.button(3, 'I know').click();
    await page
      .getByRole('navigation', { name: 'Main' })
      .getByRole('link', { name: 'Overview' })
      .click();
    await expect(page.getByRole('heading', { level: 1 })).toHaveText('Northwind Trading');
    await page.goto(made.at('Entra'));
    await expect(main).toContainText('Rotation under way: step 4 of 6.');
    await main.getByRole('link', { name: 'Go on' }).click();
    await guide.reload('Done', 'Done', 'Done', 'Now', 'To do', 'To do');
  });

  await test.step('open', async () => {
    await expect(guide.step(4)).toContainText('Signup and featured go on too');
    await guide.button(4, 'Switch it on').click();
    await expect(methods.sheet).toHaveAccessibleName('Review 3 changes');
    await methods.act('Apply 3 changes').click();
    await methods.act('Done').click();
    expect(await onForLogin(simulator, made)).toEqual(['Entra', 'Entra (new)', 'Mail code']);
    await guide.reload('Done', 'Done', 'Done', 'Done', 'Now', 'To do');
  });

  await test.step('close, through the guard', async () => {
    await changeMethod(simulator, made, 'Mail code', { enabled_login: false });
    await page.reload();
    await guide.button(5, 'Switch it off').click();
    await expect(methods.sheet).toContainText('Only one way to sign in is left: Entra (new).');
    await expect(methods.sheet).toContainText('No longer highlighted on the login page: Entra.');
    await methods.act('Apply 2 changes').click();
    await methods.act('Done').click();
    expect(await onForLogin(simulator, made)).toEqual(['Entra (new)']);
    await guide.reload('Done', 'Done', 'Done', 'Done', 'Done', 'Now');
  });

  await test.step('delete', async () => {
    await expect(guide.step(6)).toContainText('Rename it there.');
    await guide.step(6).getByRole('link', { name: 'Delete the old method' }).click();
    const dialog = page.getByRole('dialog', { name: 'Delete “Entra”?' });
    await dialog.getByRole('textbox').fill('Entra');
    await dialog.getByRole('button', { name: 'Delete auth method' }).click();
    await expect(main.getByRole('link', { name: 'Entra (new)' })).toBeVisible();
    expect((await simulator.methods(made.id)).map(({ name }) => name).toSorted()).toEqual([
      'Entra (new)',
      'Mail code',
    ]);
    expect(await kept(page)).not.toContain('authpi-rotations');
    expect(await kept(page)).not.toContain(SECRET);
  });
});

test('a new method that someone deleted meanwhile, one that is there already, and giving up', async ({
  page,
  simulator,
}) => {
  simulator.allow(404);
  const made = await makeMethods(simulator, [
    ENTRA,
    { ...ENTRA, name: 'Entra, later', enabled_login: false },
  ]);
  const guide = new Guide(page);
  await page.goto(`${made.at('Entra')}/rotate`);
  await expect(guide.step(1)).toContainText('Is the new one there already?');
  await guide.button(1, 'Go on with this one').click();
  await guide.button(2, 'It is registered').click();
  await deleteMethod(simulator, made, 'Entra, later');
  await page.reload();
  await expect(guide.main.getByRole('alert')).toContainText(
    'Someone deleted the new method meanwhile.',
  );
  await expect(guide.step(1)).toContainText('Now');
  await expect(guide.main.getByRole('textbox', { name: 'Client secret' })).toBeVisible();
  await guide.main.getByRole('button', { name: 'Stop the rotation' }).click();
  await expect(guide.main.getByRole('alert').last()).toContainText('“Entra” stays, with login on.');
  await guide.main.getByRole('button', { name: 'Stop it' }).click();
  await expect(page).toHaveURL(made.at('Entra'));
  await expect(guide.main.getByRole('switch').first()).toBeVisible();
  await expect(guide.main).not.toContainText('Rotation under way');
  expect(await kept(page)).not.toContain('authpi-rotations');
});

test('a method that an issuer has once is replaced with the outage spelt out', async ({
  page,
  simulator,
}) => {
  const made = await makeMethods(simulator, [{ ...PASSWORD, settings: { min_length: 15 } }]);
  const methods = new MethodsPage(page);
  const { main } = methods;
  await page.goto(`${made.at('Password')}/rotate`);
  await expect(main).toContainText('There is nothing to rotate: “Password” has no credentials');
  await expect(main).toContainText('Users with only this method are locked out meanwhile.');
  await expect(main).toContainText('Nobody can sign in any more.');
  await main.getByRole('link', { name: 'Delete, then create anew' }).click();
  const dialog = page.getByRole('dialog', { name: 'Delete “Password”?' });
  await dialog.getByRole('textbox', { name: /^Type the name/ }).fill('Password');
  await dialog.getByRole('textbox', { name: /^Type the consequence/ }).fill(TYPED);
  await dialog.getByRole('button', { name: 'Delete auth method' }).click();
  // Its form opens, filled in as the old one was.
  await expect(main.getByRole('textbox', { name: 'Name', exact: true })).toHaveValue('Password');
  await expect(main.getByRole('textbox', { name: 'Minimum length' })).toHaveValue('15');
  await main.getByRole('button', { name: 'Create auth method' }).click();
  await expect(page.getByRole('heading', { level: 1 })).toHaveText('Password');
  const [anew, ...others] = await simulator.methods(made.id);
  expect(others).toEqual([]);
  expect(anew).toMatchObject({
    method: 'password',
    enabled_login: true,
    settings: { min_length: 15 },
  });
  expect(anew?.id).not.toBe(made.idOf('Password'));
});
