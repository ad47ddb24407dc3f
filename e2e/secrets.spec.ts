import { expect } from '@playwright/test';

import { AUTH_METHOD_KINDS, secretsOf } from '#contract/auth-methods/registry.ts';
import { watchFor } from './canary.ts';
import type { Finding, Watch } from './canary.ts';
import { test } from './fixtures.ts';
import { METHOD_CASES, PEM } from './method-bodies.ts';
import { makeBareIssuer, NewMethod } from './new-method.ts';

// What is typed here must not lie about in what a run leaves behind.
test.use({ trace: 'off', video: 'off', screenshot: 'off' });

test.beforeEach(({ trace, video, screenshot }) => {
  expect({ trace, video, screenshot }).toEqual({ trace: 'off', video: 'off', screenshot: 'off' });
});

/** Nobody writes this by chance, and every base64 reader takes it. */
const CANARY = 'Y2FuYXJ5VGhhdE5vYm9keU1heUhlYXI3';

/** The secret of each kind that has one, with the canary in it. By hand: a kind without fails. */
const SECRETS: {
  readonly [kind: string]: { label: string; setting: string; text: string } | undefined;
} = {
  oauth2: { label: 'Client secret', setting: 'client_secret', text: CANARY },
  oidc: { label: 'Client secret', setting: 'client_secret', text: CANARY },
  apple: {
    label: 'Text of the .p8 file',
    setting: 'private_key',
    text: PEM.replace(/\n.*\n/, `\n${CANARY}\n`),
  },
  github: { label: 'Client secret', setting: 'client_secret', text: CANARY },
  oauth2_manual: { label: 'Client secret', setting: 'client_secret', text: CANARY },
};

/** One for each way a secret is given: a look into the page's memory takes seconds. */
const LOOKED_INTO = ['apple', 'github'];

/** The form of a kind, to be filled in, and what watches over it. */
async function begin(form: NewMethod, kind: string) {
  const [expected] = METHOD_CASES[kind] ?? [];
  const secret = SECRETS[kind];
  if (expected === undefined || secret === undefined) throw new Error(`${kind} is unknown here`);
  const { page, main } = form;
  const { name } = expected.post;
  const fill = async () => {
    for (const [label, given] of expected.typed) {
      if (label !== secret.label && typeof given === 'string') await form.type({ [label]: given });
    }
    await form.field(secret.label).focus();
    // As a keyboard does it: no script ever holds it.
    await page.keyboard.insertText(secret.text);
    await page.keyboard.press('Tab');
    const show = main.getByRole('button', { name: 'Show client secret' });
    if (kind === 'apple')
      await expect(main.getByText(/^Private key, \d+ characters/)).toBeVisible();
    else await show.click();
  };
  const choose = async () => {
    await main.getByRole('link', { name: expected.link, exact: true }).click();
    await expect(form.create).toBeVisible();
  };
  return { name, label: secret.label, fill, choose };
}

for (const kind of AUTH_METHOD_KINDS.filter((each) => secretsOf(each).length > 0)) {
  const tag = kind === 'github' ? ['@worker'] : [];
  test(
    `the secret of ${kind} is in its input and in the request, and nowhere else`,
    { tag },
    async ({ page, simulator }) => {
      const issuer = await makeBareIssuer(simulator);
      const form = new NewMethod(page);
      const watch = watchFor(page, CANARY, [`settings.${SECRETS[kind]?.setting ?? ''}`]);
      page.on('dialog', (dialog) => void dialog.accept());
      simulator.allow(400, 409, 500, 0);
      const create = `POST /v1/accounts/${issuer.account}/issuers/${issuer.id}/auth-methods`;
      const { name, label, fill, choose } = await begin(form, kind);
      const isLookedInto = LOOKED_INTO.includes(kind);
      const list = `${issuer.base}/auth-methods`;
      await page.goto(list);
      await form.main.getByRole('link', { name: 'Add auth method' }).click();

      // Another kind is looked at meanwhile; it is left; the page is loaded anew; one goes back.
      await choose();
      await fill();
      await expectHidden(watch, 'typed');
      await form.choose('Passkey');
      await expectHidden(watch, 'another kind');
      await form.main.getByRole('link', { name: 'Change the kind of auth method' }).click();
      await choose();
      await form.main.getByRole('link', { name: 'Cancel' }).click();
      await expectHidden(watch, 'asked before it is left');
      await form.question.getByRole('button', { name: 'Discard and leave' }).click();
      await expect(page).toHaveURL(list);
      await expectHidden(watch, 'left');
      if (isLookedInto) expect(await watch.inMemory(), 'left').toBe(false);
      await page.goBack();
      await expect(form.create).toBeVisible();
      await expectHidden(watch, 'back');
      await fill();
      await page.reload();
      await expect(form.field(label)).toHaveValue('');
      await expectHidden(watch, 'reloaded');
      expect(watch.carriers()).toEqual([]);

      // Refused, lost in each way, and sent again.
      await fill();
      for (const status of [400, 409, 500]) {
        await simulator.fault({ kind: 'status', status, operation: 'createAuthMethod' });
        await form.create.click();
        await expect(
          form.main.getByText(status === 500 ? /Perhaps created/ : /Not created/),
        ).toBeVisible();
        await expectHidden(watch, String(status));
      }
      await simulator.fault({ kind: 'answer_lost', operation: 'createAuthMethod' });
      await form.main.getByRole('button', { name: 'Try again' }).click();
      await expect(form.main.getByRole('alert')).toContainText('Perhaps created');
      await expectHidden(watch, 'answer lost');
      await form.main.getByRole('button', { name: 'Try again' }).click();
      await form.expectCreated(name);
      await expectHidden(watch, 'created');
      if (isLookedInto) expect(await watch.inMemory(), 'created').toBe(false);
      expect(watch.carriers()).toEqual(Array.from({ length: 5 }, () => create));
      await page.goBack();
      await expectHidden(watch, 'back from what was created');
      await page.goForward();
      await form.expectCreated(name);
      await page.reload();
      await form.expectCreated(name);
      await expectHidden(watch, 'created and reloaded');
      expect(watch.carriers()).toHaveLength(5);
    },
  );
}

async function expectHidden(watch: Watch, when: string): Promise<void> {
  expect(await watch.findings(), when).toEqual([]);
}

test('a planted leak is caught, wherever it is', async ({ page, simulator }) => {
  const issuer = await makeBareIssuer(simulator);
  const form = new NewMethod(page);
  await form.open(issuer, 'github');
  const watch = watchFor(page, CANARY, ['settings.client_secret']);
  await form.type({ 'Client secret': CANARY });
  await expectHidden(watch, 'typed');
  expect(await watch.inMemory(), 'what is being typed is in memory').toBe(true);

  const found: Finding[] = [];
  for (const [place, plant] of Object.entries(LEAKS)) {
    await page.evaluate(plant, CANARY);
    found.push(place as Finding);
    // What was planted before is still there.
    await expect.poll(async () => (await watch.findings()).toSorted()).toEqual(found.toSorted());
  }
  expect(watch.carriers()).toEqual([]);
  await page.evaluate((text) => fetch(`/favicon.svg?${text}`).then(() => undefined), CANARY);
  await page.evaluate(
    (text) => fetch('/favicon.svg', { headers: { 'x-leak': text } }).then(() => undefined),
    CANARY,
  );
  expect(watch.carriers()).toEqual(['GET /favicon.svg', 'GET /favicon.svg']);

  // In memory alone: held by what no place above tells of.
  await page.context().clearCookies();
  await page.goto('/');
  const later = watchFor(page, CANARY, []);
  expect(await later.inMemory()).toBe(false);
  await page.evaluate((text) => Object.assign(globalThis, { held: { text } }), CANARY);
  expect(await later.inMemory()).toBe(true);
});

/** How each leak is planted, in the page. */
const LEAKS: { readonly [Place in Finding]: (text: string) => unknown } = {
  localStorage: (text) => localStorage.setItem('kept', `{"draft":"${text}"}`),
  sessionStorage: (text) => sessionStorage.setItem(text, ''),
  IndexedDB: (text) =>
    new Promise<void>((resolve) => {
      const opened = indexedDB.open('leak', 1);
      opened.addEventListener('upgradeneeded', () => {
        opened.result.createObjectStore('texts').put({ text: [text] }, 'key');
      });
      opened.addEventListener('success', () => {
        opened.result.close();
        resolve();
      });
    }),
  'Cache Storage': async (text) => (await caches.open('leak')).put('/leak', new Response(text)),
  cookies: (text) => {
    document.cookie = `leak=${text}`;
  },
  URL: (text) => history.replaceState(history.state, '', `#${text}`),
  'history.state': (text) => history.replaceState({ ...history.state, text }, ''),
  console: (text) => {
    // oxlint-disable-next-line no-console -- the leak
    console.log('sent', { body: text });
  },
  // The title below stands in the document as well.
  DOM: (text) => document.body.setAttribute('data-leak', text),
  title: (text) => {
    document.title = `New ${text}`;
  },
  'another input': (text) => {
    const input = document.querySelector<HTMLInputElement>('input[name="settings.client_id"]');
    if (input !== null) input.value = text;
  },
  'query cache': (text) => {
    const root = Object.entries(document.getElementById('root') ?? {}).find(([name]) =>
      name.startsWith('__reactContainer$'),
    );
    type Fiber = {
      child: Fiber | null;
      memoizedProps: { client?: { setQueryData?: (key: string[], data: unknown) => void } } | null;
    };
    for (let fiber = (root?.[1] ?? null) as Fiber | null; fiber !== null; fiber = fiber.child) {
      const client = fiber.memoizedProps?.client;
      if (client?.setQueryData === undefined) continue;
      client.setQueryData(['leak'], { sent: { client_secret: text } });
      return;
    }
  },
};
