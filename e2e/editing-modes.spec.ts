import { expect } from '@playwright/test';
import type { Page } from '@playwright/test';

import { PATCH_MODES } from '#mocks/merge.ts';
import {
  EditingPage,
  change,
  makeIssuer,
  recordWrites,
  storedIssuer,
  withoutNulls,
} from './editing-page.ts';
import { test } from './fixtures.ts';

/** What is there before, with what the forms do not know. */
const BEFORE = {
  name: 'Orders',
  description: 'For **orders**',
  links: {
    website: 'https://orders.example',
    privacy_policy: 'https://orders.example/privacy',
    status_page: 'https://status.orders.example',
    forum: 'https://forum.orders.example',
  },
  available_scopes: ['openid', 'email', 'phone'],
  settings: {
    access: {
      mode: 'open',
      allowed_email_domains: ['orders.example', 'partner.example'],
      mfa: 'optional',
      sessions: { max_age: 86_400, idle_timeout: 1_800 },
    },
    security: {
      cors_origins: ['https://app.orders.example'],
      tokens: { access_token_ttl: 300 },
      redirect_uris: { require_https: true },
    },
    branding: { display_name: 'Orders', primary_color: '#112233', logo_url: 'https://o.example/l' },
    portals: { signup: { enabled: true, url: 'https://orders.example/signup' } },
    experiments: { beta: true, 'a.b': { constructor: 'kept' } },
  },
  metadata: { environment: 'staging', team: 'core', 'a.b': 'dotted', owner: '' },
};

/** What is there after the walk, however AuthPI treats an object in a PATCH. */
const AFTER = {
  name: 'Orders renamed',
  links: {
    privacy_policy: 'https://orders.example/privacy',
    support: 'https://help.orders.example',
    forum: 'https://forum.orders.example',
    constructor: 'https://odd.orders.example',
  },
  available_scopes: ['openid', 'address'],
  settings: {
    access: {
      mode: 'closed',
      allowed_email_domains: ['partner.example', 'third.example'],
      verify_email: false,
      sessions: { max_age: 604_800, device_fingerprinting: true },
    },
    security: { tokens: { access_token_ttl: 900 }, redirect_uris: { allow_localhost: true } },
    branding: { display_name: 'Orders', background_color: '#fafafa', dark_mode: 'dark' },
    portals: {
      login: { url: 'https://orders.example/login' },
      signup: { enabled: false, url: 'https://orders.example/signup' },
    },
    experiments: { 'a.b': { constructor: 'kept' }, gamma: 1 },
  },
  metadata: { environment: 'production', 'a.b': 'dotted', owner: '', 'k[0]': 'new', note: '' },
  status: 'disabled',
};

for (const patch of PATCH_MODES) {
  test(`every part of an issuer ends in the same under ${patch}, and no write is without a tag`, async ({
    page,
    simulator,
  }) => {
    await simulator.reset({ patch, strict: true });
    const issuer = await makeIssuer(simulator, BEFORE);
    const editing = new EditingPage(page);
    const writes = recordWrites(page);
    const { text, choice, saved, goTo } = bound(editing);
    await editing.open(issuer.address, 'General');

    await expectNoOp(editing);
    await text('Name').fill('Orders renamed');
    await text('Description').fill('');
    await saved('General');

    await goTo('Access');
    await choice('Access mode').selectOption('Closed');
    await text('Allowed e-mail domains').fill('partner.example\n\n third.example ');
    await choice('E-mail verification').selectOption('Off');
    await choice('Second factor').selectOption('Not set');
    await saved('Access');

    await goTo('Sessions');
    await text('Longest session').fill('7 days');
    await text('Idle timeout').fill('');
    await choice('Device fingerprinting').selectOption('On');
    await saved('Sessions');
    await expect(text('Longest session')).toHaveValue('7 d');

    await goTo('Security');
    await text('Allowed origins (CORS)').fill('');
    await text('Access token lifetime').fill('15 min');
    await choice('Redirect URIs need https').selectOption('Not set');
    await choice('Redirect URIs on localhost').selectOption('On');
    await saved('Security');

    await goTo('Branding');
    await text('Primary colour').fill('');
    await text('Background colour').fill('#fafafa');
    await choice('Dark mode').selectOption('Always dark');
    await text('Logo address').fill('');
    await saved('Branding');

    await goTo('Portals');
    await choice('Signup page').selectOption('Off');
    await text('Login page, address').fill('https://orders.example/login');
    await saved('Portals');

    await goTo('Links');
    await text('Website').fill('');
    await text('Support').fill('https://help.orders.example');
    await removeRow(editing, 'status_page');
    await addRow(editing, 'constructor', 'https://odd.orders.example');
    await saved('Links');

    await goTo('Scopes');
    await text('Available scopes').fill('openid\naddress');
    await saved('Scopes');

    await goTo('Metadata');
    await text('Environment').fill('production');
    await removeRow(editing, 'team');
    await addRow(editing, 'k[0]', 'new');
    await addRow(editing, 'note', '');
    await saved('Metadata');

    await goTo('All settings');
    const shown: unknown = JSON.parse(await text('All settings').inputValue());
    expect(shown).toMatchObject({ experiments: BEFORE.settings.experiments });
    await text('All settings').fill(
      JSON.stringify({
        ...(shown as object),
        experiments: { 'a.b': { constructor: 'kept' }, gamma: 1 },
      }),
    );
    await saved('All settings');

    await goTo('General');
    await editing.section('Status').getByRole('button', { name: 'Disable' }).click();
    const question = page.getByRole('dialog', { name: 'Disable “Orders renamed”?' });
    await question.getByRole('button', { name: 'Disable issuer' }).click();
    await expect(editing.section('Status').getByText('Disabled.', { exact: true })).toBeVisible();

    const {
      id: _,
      account_id,
      status_at,
      created_at,
      updated_at,
      ...stored
    } = await storedIssuer(simulator, issuer);
    expect(stored).toEqual(AFTER);
    expect([typeof status_at, typeof created_at, typeof updated_at]).toEqual(
      Array.from({ length: 3 }, () => 'number'),
    );
    expect(account_id).toBe(issuer.account);
    // One for each save, each with the tag of what was on screen, and of its own part alone.
    expect(writes.map(({ method, body }) => [method, ...Object.keys(body as object)])).toEqual([
      ['PATCH', 'name', 'description'],
      ...Array.from({ length: 5 }, () => ['PATCH', 'settings']),
      ['PATCH', 'links'],
      ['PATCH', 'available_scopes'],
      ['PATCH', 'metadata'],
      ['PATCH', 'settings'],
      ['PATCH', 'status'],
    ]);

    await test.step('undone', async () => {
      await editing.section('Status').getByRole('button', { name: 'Undo' }).click();
      await expect(editing.section('Status').getByText('Active.', { exact: true })).toBeVisible();
      expect((await storedIssuer(simulator, issuer)).status).toBe('active');
    });

    await test.step('deleted, though it was changed while one was asked', async () => {
      simulator.allow(412, 404);
      await editing.main.getByRole('link', { name: 'Delete issuer' }).click();
      const dialog = page.getByRole('dialog', { name: 'Delete “Orders renamed”?' });
      const remove = dialog.getByRole('button', { name: 'Delete issuer' });
      await expect(remove).toHaveAccessibleDescription('Type the name to confirm');
      await dialog
        .getByRole('textbox', { name: 'Type the name of the issuer to confirm' })
        .fill('Orders renamed');
      await change(simulator, issuer, { description: 'Still needed' });
      await remove.click();
      await expect(dialog.getByRole('alert')).toContainText('Someone else changed this issuer');
      await expect(dialog.getByRole('alert')).toContainText('Still needed');
      // Gone already is what was wanted.
      if (patch === 'replace') await simulator.remove(issuer.id);
      await remove.click();
      await expect(page.getByRole('heading', { level: 1 })).toHaveText('Issuers');
      const rows = await simulator.firstIssuers(({ id }) => id === issuer.id);
      expect(rows).toEqual([]);
    });
    expect(writes.filter(({ ifMatch }) => ifMatch === null)).toEqual([]);
  });

  test(`an account, and a new issuer, end in the same under ${patch}`, async ({
    page,
    simulator,
  }) => {
    await simulator.reset({ patch, strict: true });
    const account = await simulator.accountId();
    await simulator.act({
      operation: 'updateAccount',
      body: {
        description: null,
        metadata: { plan: null, team: 'core', 'a.b': 'dotted', empty: '' },
      },
    });
    const read = async () =>
      withoutNulls(
        ((await simulator.act({ operation: 'getAccount' })) as { data: unknown }).data,
      ) as Record<string, unknown>;
    const before = await read();
    const editing = new EditingPage(page);
    const writes = recordWrites(page);
    const { text, saved } = bound(editing);
    await editing.open(`/accounts/${account}/settings`, 'General');
    await expectNoOp(editing);
    await text('Name').fill('Northwind');
    await text('Description').fill('# Northwind');
    await text('Logo address').fill('https://northwind.example/logo.svg');
    await saved('General');
    await removeRow(editing, 'team');
    await addRow(editing, '__proto__', 'data');
    await saved('Metadata');
    await text('Description').fill('');
    await saved('General');
    const { updated_at: at, metadata, organization: _, ...after } = await read();
    const { updated_at: was, metadata: __, organization: ___, ...rest } = before;
    expect(at).toBeGreaterThan(Number(was));
    expect(after).toEqual({
      ...rest,
      name: 'Northwind',
      logo_url: 'https://northwind.example/logo.svg',
    });
    expect(Object.entries(metadata as object)).toEqual([
      ['a.b', 'dotted'],
      ['empty', ''],
      ['__proto__', 'data'],
    ]);
    expect(writes.map(({ ifMatch }) => typeof ifMatch)).toEqual(['string', 'string', 'string']);
    await expect(
      page.getByRole('button', { name: /Switch account, now Northwind(?! Trading)/ }),
    ).toBeVisible();

    await page.goto(`/accounts/${account}/issuers/new`);
    await text('Name').fill('Returns');
    await text('Environment').fill('production');
    await text('Description').fill('For returns');
    await editing.main.getByRole('button', { name: 'Create issuer' }).click();
    await expect(page.getByRole('heading', { level: 1 })).toHaveText('Returns');
    const id = new URL(page.url()).pathname.split('/')[4] ?? '';
    const stored = await storedIssuer(simulator, { account, id, address: '' });
    expect(stored).toMatchObject({
      name: 'Returns',
      description: 'For returns',
      status: 'active',
      metadata: { environment: 'production' },
      settings: {},
    });
  });
}

/** A section in which nothing changes sends nothing, however it is asked to. */
async function expectNoOp(editing: EditingPage): Promise<void> {
  const { page } = editing;
  const name = editing.text('Name');
  const before = await name.inputValue();
  const writes = recordWrites(page);
  await name.fill('Something else');
  await expect(editing.saveButton('General')).toHaveAccessibleDescription('');
  await name.fill(before);
  await editing.text('Description').press('End');
  await name.press('Enter');
  await expect(editing.saveButton('General')).toHaveAccessibleDescription('Nothing has changed');
  await editing.saveButton('General').press('Enter');
  await expect(editing.saveButton('General')).toHaveAccessibleDescription('Nothing has changed');
  expect(writes).toEqual([]);
}

function bound(editing: EditingPage) {
  return {
    text: (label: string) => editing.text(label),
    choice: (label: string) => editing.choice(label),
    saved: (section: string) => editing.saved(section),
    goTo: (section: string) => editing.goTo(section),
  };
}

/** The fields of free keys, in the order of their rows. */
function keysOf(page: Page) {
  return page.getByRole('main').getByRole('textbox', { name: /^Key \d+$/ });
}

async function removeRow(editing: EditingPage, key: string): Promise<void> {
  const keys = await keysOf(editing.page).evaluateAll((inputs) =>
    inputs.map((input) => (input as HTMLInputElement).value),
  );
  await editing.main
    .getByRole('button', { name: `Remove row ${keys.indexOf(key) + 1}`, exact: true })
    .click();
}

async function addRow(editing: EditingPage, key: string, value: string): Promise<void> {
  const { page } = editing;
  await editing.main.getByRole('button', { name: 'Add a row' }).click();
  await expect(keysOf(page).last()).toBeFocused();
  await page.keyboard.type(key);
  await page.keyboard.press('Tab');
  await page.keyboard.type(value);
}
