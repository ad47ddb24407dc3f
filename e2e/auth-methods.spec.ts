import { expect } from '@playwright/test';
import type { Locator, Page } from '@playwright/test';

import { AUTH_METHOD_KINDS, AUTH_METHODS, settingsOf } from '#contract/auth-methods/registry.ts';
import type { AuthMethodKind } from '#contract/auth-methods/registry.ts';
import { makeIssuer, recordWrites } from './editing-page.ts';
import { test } from './fixtures.ts';
import { BAD_VALUES, METHOD_CASES } from './method-bodies.ts';
import type { MethodCase } from './method-bodies.ts';
import { addMethod, fieldOf, fill, makeBareIssuer, NewMethod, openForm } from './new-method.ts';

// The journeys are the registry's, so that none is forgotten. What is expected of each is written by
// hand (method-bodies.ts).

const GROUPS = ['social', 'passwordless', 'password', 'second'] as const;

for (const group of GROUPS) {
  const kinds = AUTH_METHOD_KINDS.filter((kind) => AUTH_METHODS[kind].group === group);
  test(`created, read, edited, switched and deleted: ${kinds.join(', ')}`, async ({
    page,
    simulator,
  }) => {
    const issuer = await makeIssuer(simulator, { name: 'Orders', status: 'active' });
    // Another way in: closing one is reviewed all the same.
    await addMethod(simulator, issuer, {
      method: 'oidc',
      name: 'Spare way in',
      settings: { issuer_url: 'https://id.example.com', client_id: 'a', client_secret: 'b' },
    });
    const writes = recordWrites(page);
    const list = `/v1/accounts/${issuer.account}/issuers/${issuer.id}/auth-methods`;
    await page.goto(`/accounts/${issuer.account}/issuers/${issuer.id}/auth-methods`);
    for (const kind of kinds) {
      const cases = METHOD_CASES[kind];
      if (cases === undefined) throw new Error(`Nothing is expected of ${kind}`);
      for (const each of cases) {
        writes.length = 0;
        const id = await live(page, each);
        const { name } = each.post;
        expect(
          writes.map(({ method, path, body }) => ({ method, path, body })),
          kind,
        ).toEqual([
          { method: 'POST', path: list, body: each.post },
          { method: 'PATCH', path: `${list}/${id}`, body: { name: `${name} 2` } },
          { method: 'PATCH', path: `${list}/${id}`, body: each.patch },
          { method: 'PATCH', path: `${list}/${id}`, body: { enabled_login: false } },
          { method: 'DELETE', path: `${list}/${id}`, body: null },
        ]);
        const [post, ...others] = writes.map(({ ifMatch }) => ifMatch);
        expect(post).toBeNull();
        for (const tag of others) expect(tag).toMatch(/^"\d+"$/);
        expect(new Set(others).size, 'each write has the tag of what it was made from').toBe(4);
      }
    }
    const left = await simulator.methods(issuer.id);
    expect(left.map((row) => row.name)).toEqual(['Spare way in']);
  });
}

for (const groups of [['social'], ['passwordless', 'password', 'second']]) {
  const kinds = AUTH_METHOD_KINDS.filter((kind) => groups.includes(AUTH_METHODS[kind].group));
  test(`bad values are refused at their fields: ${groups.join(', ')}`, async ({
    page,
    simulator,
  }) => {
    const issuer = await makeBareIssuer(simulator);
    const form = new NewMethod(page);
    const writes = recordWrites(page);
    const [first] = kinds;
    await form.open(issuer, first ?? '');
    for (const kind of kinds) {
      const expected = BAD_VALUES[kind];
      const link = METHOD_CASES[kind]?.[0]?.link;
      if (expected === undefined || link === undefined) throw new Error(`${kind} is unknown here`);
      if (kind !== first) await form.choose(link);
      const { needed, bad, secret = [] } = expected;
      expect(
        new Set([...needed, ...[...bad, ...secret].map(([label]) => label), 'Name']),
        `each field of ${kind} has a value it refuses`,
      ).toEqual(new Set([...typedInto(kind), 'Name']));

      if (needed.length > 0) {
        await form.create.click();
        await expect(form.field(needed[0] ?? '')).toBeFocused();
        for (const label of needed) await expectRefused(form, label, 'This is needed');
      }
      for (const [label, value, words] of secret) {
        await fill(form.main, label, value);
        if (label === 'Client secret') await form.create.click();
        await expectRefused(form, label, words);
        await form.field(label).fill('');
      }
      for (const [at, [label, value, words]] of bad.entries()) {
        await form.field(label).fill(value);
        // Judged when it is left for the first time, from then on as it is typed.
        if (bad[at - 1]?.[0] !== label) await form.field(label).blur();
        await expectRefused(form, label, words);
        if (bad[at + 1]?.[0] === label) continue;
        await expect(form.create).toHaveAccessibleDescription('1 field needs attention');
        // Pressed all the same.
        await form.create.click({ force: true });
        await form.field(label).fill(label === 'Name' ? 'Fine' : '');
      }
    }
    expect(writes).toEqual([]);
  });
}

test('what the server alone refuses stands at its field, and secrets stay typed', async ({
  page,
  simulator,
}) => {
  const { form } = await openForm(page, simulator, 'oauth2');
  const secret = 'refused-secret-value';
  await form.type({
    Provider: 'bluebird',
    'Client id': 'web',
    'Client secret': secret,
    'Redirect URI': 'https://login.example.com/callback',
    Scopes: 'a\nb',
  });
  simulator.allow(400);
  const refuse = (...fields: readonly (readonly [field: string, message: string])[]) =>
    page.route(
      '**/auth-methods',
      (route) =>
        route.fulfill({
          status: 400,
          json: {
            error: 'invalid_request',
            error_description: 'The body is not valid.',
            retryable: false,
            fields: fields.map(([field, message]) => ({ field, code: 'invalid', message })),
          },
        }),
      { times: 1 },
    );
  await refuse(
    ['settings.provider', 'No such provider'],
    ['settings.client_secret', `${secret} is not of this client`],
    ['settings.scopes.1', 'Not a scope of theirs'],
    ['enabled_signup', 'Not in your plan'],
  );
  await form.create.click();
  await expect(form.field('Provider')).toBeFocused();
  await expectRefused(form, 'Provider', 'No such provider');
  await expectRefused(form, 'Client secret', '(not shown) is not of this client');
  await expectRefused(form, 'Scopes', '1: Not a scope of theirs');
  await expect(form.main.getByRole('alert').first()).toContainText('Not created.');
  await expect(form.main.getByRole('alert').first()).toContainText('Not in your plan');
  await expect(form.field('Client id')).not.toHaveAttribute('aria-invalid');
  await expect(form.field('Client secret')).toHaveValue(secret);
  expect(await page.content()).not.toContain(secret);

  // A refusal of the server's goes with the next key typed into its field.
  await form.type({ Provider: 'bluebird-2' });
  await expect(form.field('Provider')).not.toHaveAttribute('aria-invalid');
  await form.type({ 'Client secret': `${secret}-2`, Scopes: 'a' });
  const writes = recordWrites(page);
  await form.create.click();
  await form.expectCreated('OAuth 2.0');
  expect(writes.map(({ body }) => body)).toEqual([
    {
      name: 'OAuth 2.0',
      method: 'oauth2',
      first_factor_only: true,
      enabled_login: true,
      enabled_signup: true,
      featured: false,
      settings: {
        provider: 'bluebird-2',
        client_id: 'web',
        client_secret: `${secret}-2`,
        redirect_uri: 'https://login.example.com/callback',
        scopes: ['a'],
      },
    },
  ]);
});

/** The labels of what of a kind is typed, and so can be wrong. */
function typedInto(kind: AuthMethodKind): string[] {
  const { core, other } = settingsOf(kind);
  return [...core, ...other]
    .filter(([, setting]) => setting.kind !== 'flag' && setting.kind !== 'choice')
    .map(([name, setting]) => (name === 'private_key' ? 'Text of the .p8 file' : setting.label));
}

/** Fails unless a field says what is wrong with what is in it. */
async function expectRefused(form: NewMethod, label: string, words: string): Promise<void> {
  const field = form.field(label);
  // The key of Apple's is a group: the text, the file, and what is said of both.
  const said = label.startsWith('Text of')
    ? form.main.getByRole('group', { name: 'Private key' })
    : field;
  await expect(field).toHaveAttribute('aria-invalid', 'true');
  await expect(said).toHaveAccessibleDescription(new RegExp(escaped(words)));
}

function escaped(text: string): string {
  return text.replaceAll(/[.*+?^${}()|[\]\\]/g, String.raw`\$&`);
}

/** One auth method's life, from its issuer's list back to it. @returns its id */
async function live(page: Page, expected: MethodCase): Promise<string> {
  const main = page.getByRole('main');
  const { name } = expected.post;
  await main.getByRole('link', { name: 'Add auth method' }).click();
  await main.getByRole('link', { name: expected.link, exact: true }).click();
  for (const [label, given] of expected.typed) await fill(main, label, given);
  if (expected.factor !== undefined) {
    await main.getByRole('radio', { name: expected.factor, exact: true }).check();
  }
  await main.getByRole('button', { name: 'Create auth method' }).click();

  const heading = page.getByRole('heading', { level: 1 });
  await expect(heading).toHaveText(name);
  const id = new URL(page.url()).pathname.split('/').at(-1) ?? '';
  await expect(fieldOf(main, 'Name')).toHaveValue(name);
  for (const [label, value] of expected.fields) {
    await expect(fieldOf(main, label)).toHaveValue(value);
  }
  for (const fact of expected.facts) {
    await expect(main.getByRole('definition').filter({ hasText: fact }).first()).toBeVisible();
  }
  await expectNoSecret(page, expected);

  await fill(main, 'Name', `${name} 2`);
  await save(main, 'Name');
  await expect(heading).toHaveText(`${name} 2`);
  await fill(main, ...expected.edit);
  await save(main, 'Settings');

  await main.getByRole('switch', { name: `Login of ${name} 2` }).click();
  const sheet = page.getByRole('dialog', { name: 'Review 1 change' });
  await expect(sheet).toContainText('What comes of it');
  await sheet.getByRole('button', { name: 'Switch login off' }).click();
  await expect(main.getByText(`Login of “${name} 2” is off.`)).toBeVisible();
  await expectNoSecret(page, expected);

  await main.getByRole('link', { name: 'Delete auth method' }).click();
  const dialog = page.getByRole('dialog', { name: `Delete “${name} 2”?` });
  const remove = dialog.getByRole('button', { name: 'Delete auth method' });
  await dialog.getByLabel('Type the name of the auth method to confirm').fill(name);
  await expect(remove).toHaveAccessibleDescription('This is not the name yet');
  await dialog.getByLabel('Type the name of the auth method to confirm').fill(`${name} 2`);
  await remove.click();
  await expect(main.getByRole('link', { name: 'Spare way in' })).toBeVisible();
  await expect(main.getByRole('link', { name: `${name} 2` })).toHaveCount(0);
  return id;
}

async function save(main: Locator, title: string): Promise<void> {
  await main.getByRole('button', { name: `Save ${title.toLowerCase()}`, exact: true }).click();
  const section = main.getByRole('region', { name: title, exact: true });
  await expect(section.getByText('Saved.', { exact: true })).toBeVisible();
}

/** What was typed as a secret stands nowhere once the method is there. */
async function expectNoSecret(page: Page, { post }: MethodCase): Promise<void> {
  const html = await page.content();
  const settings = Object.entries(post['settings'] ?? {});
  for (const [setting, value] of settings) {
    if (setting === 'client_secret' || setting === 'private_key') {
      expect(html).not.toContain(String(value).split('\n').at(-2) ?? value);
    }
  }
}
