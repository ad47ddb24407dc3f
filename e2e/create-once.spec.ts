import { expect } from '@playwright/test';

import { test } from './fixtures.ts';
import { addMethod, makeBareIssuer, NewMethod, openForm, recordCreates } from './new-method.ts';

const GITHUB = { 'Client id': 'Iv1.1234', 'Client secret': 'a-secret-of-hubs' };
const BODY = {
  name: 'GitHub',
  method: 'github',
  first_factor_only: true,
  enabled_login: true,
  enabled_signup: true,
  featured: false,
  settings: { client_id: 'Iv1.1234', client_secret: 'a-secret-of-hubs' },
};
const ASKED = 'Is this the one you were creating?';

test.describe('however often it is sent at once', () => {
  test.use({ hasTouch: true });

  test('by mouse, Enter, requestSubmit and double tap, each is created once', async ({
    page,
    simulator,
  }) => {
    const { issuer, form, creates } = await openForm(page, simulator, 'github');
    // Long enough that the last one is sent while the first is under way.
    await simulator.fault({
      kind: 'latency',
      ms: 400,
      operation: 'createAuthMethod',
      times: null,
    });
    const ways: { [way: string]: () => Promise<unknown> } = {
      mouse: () =>
        form.create.evaluate((button: HTMLElement) => {
          for (let times = 0; times < 100; times += 1) button.click();
        }),
      requestSubmit: () =>
        form.create.evaluate((button: HTMLButtonElement) => {
          for (let times = 0; times < 100; times += 1) button.form?.requestSubmit(button);
        }),
      Enter: async () => {
        await form.field('Client id').focus();
        await Promise.all(Array.from({ length: 100 }, () => page.keyboard.press('Enter')));
      },
      'double tap': async () => {
        await form.create.scrollIntoViewIfNeeded();
        const { x = 0, y = 0, width = 0, height = 0 } = (await form.create.boundingBox()) ?? {};
        const tap = () => page.touchscreen.tap(x + width / 2, y + height / 2);
        await Promise.all([tap(), tap()]);
      },
    };
    for (const [at, [way, send]] of Object.entries(ways).entries()) {
      if (at > 0) {
        await page
          .getByRole('navigation', { name: 'Breadcrumb' })
          .getByRole('link', { name: 'Auth methods' })
          .click();
        await form.main.getByRole('link', { name: 'Add auth method' }).click();
        await form.main.getByRole('link', { name: 'GitHub', exact: true }).click();
      }
      await form.type({ ...GITHUB, Name: way });
      creates.length = 0;
      await send();
      await form.expectCreated(way);
      expect(creates, way).toEqual([
        { body: { ...BODY, name: way }, key: expect.stringMatching(/^[\da-f-]{36}$/) },
      ]);
    }
    const rows = await simulator.methods(issuer.id);
    expect(rows.map(({ name }) => name).toSorted()).toEqual(Object.keys(ways).toSorted());
  });
});

test('a request or an answer that was lost is sent again as the same', async ({
  page,
  simulator,
}) => {
  const issuer = await makeBareIssuer(simulator);
  const form = new NewMethod(page);
  const creates = recordCreates(page);
  for (const kind of ['request_lost', 'answer_lost'] as const) {
    await form.open(issuer, 'github');
    await form.type({ ...GITHUB, Name: kind });
    await simulator.fault({ kind, operation: 'createAuthMethod' });
    creates.length = 0;
    await form.create.click();
    await expect(form.main.getByRole('alert')).toContainText('Perhaps created');
    await expect(form.field('Client secret')).toHaveValue(GITHUB['Client secret']);
    await form.main.getByRole('button', { name: 'Try again' }).click();
    await form.expectCreated(kind);
    expect(creates.map(({ body }) => body)).toEqual([
      { ...BODY, name: kind },
      { ...BODY, name: kind },
    ]);
    expect(new Set(creates.map(({ key }) => key)).size).toBe(1);
  }
  const rows = await simulator.methods(issuer.id);
  expect(rows.map(({ name }) => name).toSorted()).toEqual(['answer_lost', 'request_lost']);
});

test('after a reload it is asked whether what was being created is this one', async ({
  page,
  simulator,
}) => {
  const { issuer, form } = await openForm(page, simulator, 'github');
  page.on('dialog', (dialog) => void dialog.accept());
  const loseAnswer = async () => {
    await form.type(GITHUB);
    await simulator.fault({ kind: 'answer_lost', operation: 'createAuthMethod' });
    await form.create.click();
    await expect(form.main.getByRole('alert')).toContainText('Perhaps created');
    await page.reload();
    await expect(form.main.getByText(/^You were creating “GitHub” \(GitHub\) at /)).toBeVisible();
    await expect(form.main.getByText(ASKED)).toBeVisible();
  };
  await loseAnswer();
  await form.main.getByRole('button', { name: 'Yes, open it' }).click();
  await form.expectCreated('GitHub');
  const [first, ...others] = await simulator.methods(issuer.id);
  expect(others).toEqual([]);
  expect(page.url()).toContain(first?.id);

  // Answered, it is not asked again, and what was typed for it is no draft any more.
  await form.open(issuer, 'github');
  await expect(form.field('Client id')).toHaveValue('');
  await expect(form.main.getByText(ASKED)).toHaveCount(0);
  await loseAnswer();
  await form.main.getByRole('button', { name: 'No, it is another' }).click();
  // What was pressed is gone: the focus is on what is next.
  await expect(form.main.getByRole('button', { name: 'Look again' })).toBeFocused();
  await form.main.getByRole('button', { name: 'Dismiss' }).click();
  await expect(form.field('Client id')).toHaveValue('Iv1.1234');
  await form.type(GITHUB);
  await form.create.click();
  await form.expectCreated('GitHub');
  expect(await simulator.methods(issuer.id)).toHaveLength(3);
});

test('of a kind an issuer has one of, someone else was faster: their method is linked', async ({
  page,
  simulator,
}) => {
  const { issuer, form } = await openForm(page, simulator, 'password');
  await form.type({ 'Minimum length': '14' });
  const theirs = await addMethod(simulator, issuer, {
    method: 'password',
    name: 'Word of theirs',
    settings: {},
  });
  simulator.allow(409);
  await form.create.click();
  const link = form.main.getByRole('link', { name: 'Word of theirs' });
  await expect(link).toBeVisible();
  await expect(form.create).toHaveAccessibleDescription('This issuer has one already');
  await expect(form.field('Minimum length')).toHaveValue('14');
  await link.click();
  await form.question.getByRole('button', { name: 'Discard and leave' }).click();
  await expect(page).toHaveURL(new RegExp(`/auth-methods/${theirs.id}$`));
  expect(await simulator.methods(issuer.id)).toHaveLength(1);
});

test('each kind keeps what was typed for it, and one alone is sent; a reload brings back all but secrets', async ({
  page,
  simulator,
}) => {
  const { issuer, form, creates } = await openForm(page, simulator, 'github');
  await form.type({ ...GITHUB, Scopes: 'read:user' });
  await form.choose('OpenID Connect');
  await form.type({ Name: 'Workforce', 'Issuer URL': 'https://id.example.com' });
  await form.choose('Password');
  await form.type({ 'Minimum length': '20' });
  await form.choose('GitHub');
  await expect(form.field('Client id')).toHaveValue('Iv1.1234');
  await expect(form.field('Client secret')).toHaveValue(GITHUB['Client secret']);
  await form.choose('OpenID Connect');
  await expect(form.field('Name')).toHaveValue('Workforce');
  await expect(form.field('Client secret')).toHaveValue('');

  page.on('dialog', (dialog) => void dialog.accept());
  await page.reload();
  await expect(form.main).toContainText('are in the fields again');
  await expect(form.field('Issuer URL')).toHaveValue('https://id.example.com');
  await form.choose('GitHub');
  await expect(form.field('Client id')).toHaveValue('Iv1.1234');
  await expect(form.field('Scopes')).toHaveValue('read:user');
  await expect(form.field('Client secret')).toHaveValue('');
  await expect(form.main).toContainText('Secrets are not kept');
  await form.type(GITHUB);
  await form.create.click();
  await form.expectCreated('GitHub');
  expect(creates.map(({ body }) => body)).toEqual([
    { ...BODY, settings: { ...BODY.settings, scopes: ['read:user'] } },
  ]);
  // Of the others, what was typed stays.
  await form.open(issuer, 'oidc');
  await expect(form.field('Issuer URL')).toHaveValue('https://id.example.com');
});
