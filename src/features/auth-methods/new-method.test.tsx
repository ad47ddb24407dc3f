import { createRootRoute, createRoute, Outlet } from '@tanstack/react-router';
import { act, fireEvent, screen, waitFor, within } from '@testing-library/react';
import { afterEach, beforeEach, describe, expect, test, vi } from 'vitest';
import { isJsonObject } from '#contract/values.ts';
import { answerWith, showRoutes, stubBackend, testCache } from '#shared/test-page.tsx';
import { Announcer } from '#ui/announcer.tsx';
import { NewMethodPage } from './new-method-page.tsx';
import { ISSUER, issuer, listOf } from './test-methods.ts';

vi.setConfig({ testTimeout: 30_000 });
const LIST = `${ISSUER}/auth-methods`;
const CANARY = 'canary-of-a-secret';
const password = { id: 'am_1', name: 'Word', method: 'password', created_at: 1 };

/** What the backend answers to a read, by path; a number is a refusal with that status. */
let answers: { [path: string]: unknown };
/** What it answers to a create, one after another; the last for all that follow. */
let creates: (() => Response)[];
let sent: { body: string; key: string | null }[];

function objectIn(text: string): object {
  const value: unknown = JSON.parse(text);
  return isJsonObject(value) ? value : {};
}

const created = (body: string) =>
  Response.json(
    { data: { ...objectIn(body), id: 'am_9', created_at: Date.now(), settings: {} } },
    { status: 201 },
  );

beforeEach(() => {
  sent = [];
  creates = [];
  answers = {
    [ISSUER]: { data: issuer },
    [LIST]: listOf(password),
    '/v1/accounts/acc_1/domains': listOf(),
    '/v1/me': {
      data: {
        type: 'api_key',
        key_id: 'k_1',
        accounts: [{ account_id: 'acc_1', scopes: ['issuers.auth-methods:write'] }],
      },
    },
  };
  Element.prototype.scrollIntoView = () => undefined;
  stubBackend((path, init) => {
    if (init.method === 'POST') {
      const body = typeof init.body === 'string' ? init.body : '';
      sent.push({ body, key: new Headers(init.headers).get('idempotency-key') });
      const answer = creates.length > 1 ? creates.shift() : creates[0];
      return Promise.resolve().then(() => answer?.() ?? created(body));
    }
    return answerWith(answers[path]);
  });
});
afterEach(() => {
  vi.unstubAllGlobals();
  localStorage.clear();
  sessionStorage.clear();
});

const PLACE = '/accounts/acc_1/issuers/i_1/auth-methods/new';

function show(search = '') {
  const onCreated = vi.fn<(method: { id: string }) => void>();
  const root = createRootRoute({
    component: () => (
      <>
        <Announcer />
        <Outlet />
      </>
    ),
  });
  const route = createRoute({
    getParentRoute: () => root,
    path: '/accounts/$accountId/issuers/$issuerId/auth-methods/new',
    validateSearch: ({ method, preset }: { [name: string]: unknown }) => ({
      ...(typeof method === 'string' && { method }),
      ...(typeof preset === 'string' && { preset }),
    }),
    component: () => {
      const { method, preset } = route.useSearch();
      return (
        <NewMethodPage
          accountId="acc_1"
          issuerId="i_1"
          method={method}
          preset={preset}
          template="{issuer}/callback/{method}"
          onCreated={onCreated}
        />
      );
    },
  });
  const queryClient = testCache();
  const view = showRoutes(root.addChildren([route]), queryClient, `${PLACE}${search}`);
  return { ...view, onCreated, queryClient };
}

const field = (name: string) => screen.findByLabelText(name, { exact: true });
const type = async (name: string, text: string) => {
  const input = await field(name);
  fireEvent.focus(input);
  fireEvent.input(input, { target: { value: text } });
  fireEvent.blur(input);
};
const button = (name: string) => screen.getByRole('button', { name });
const link = (name: string) => screen.findByRole('link', { name });
const submit = () => fireEvent.click(button('Create auth method'));
const settled = () => act(async () => void (await new Promise((done) => setImmediate(done))));

async function fillGitHub() {
  await type('Client id', 'Iv1.8a61');
  await type('Client secret', CANARY);
}

describe('the choice', () => {
  test('has all thirteen, and says of one that is there already that it is', async () => {
    show();
    expect(await link('OpenID Connect')).toBeVisible();
    await link('Word');
    expect(screen.queryByRole('link', { name: 'Password' })).toBeNull();
    expect(screen.getByText('Password', { selector: 'span' })).toBeVisible();
    for (const title of ['Social and enterprise', 'Passwordless', 'Password', 'Second factor']) {
      expect(screen.getByRole('heading', { name: title })).toBeVisible();
    }
  });

  test('can be made where it is not known what is there', async () => {
    answers[LIST] = 403;
    show();
    expect(await screen.findByText(/could not be looked at which auth methods/)).toBeVisible();
    expect(await link('Password')).toBeVisible();
  });

  test('is found by a provider’s name, which is then filled in', async () => {
    show();
    fireEvent.change(await screen.findByRole('searchbox'), { target: { value: 'azure' } });
    expect(screen.getByText('1 kind of auth method found')).toBeInTheDocument();
    fireEvent.click(await link('Microsoft Entra'));
    expect(await field('Issuer URL')).toHaveValue(
      'https://login.microsoftonline.com/{tenant}/v2.0',
    );
    expect(await field('Name')).toHaveValue('Microsoft Entra');
    submit();
    expect(
      await screen.findByText('Replace {tenant} with the directory (tenant) id'),
    ).toBeVisible();
    expect(sent).toEqual([]);
  });

  test('says when nothing is found', async () => {
    show();
    fireEvent.change(await screen.findByRole('searchbox'), { target: { value: 'fax' } });
    expect(screen.getByText('No kind of auth method matches “fax”')).toBeVisible();
  });
});

describe('the form', () => {
  test('tells that it was created to who went to another kind meanwhile', async () => {
    let answer: (() => void) | undefined;
    const { onCreated } = show('?method=github');
    await fillGitHub();
    const real = fetch;
    vi.stubGlobal('fetch', async (path: string, init: RequestInit = {}) => {
      if (init.method === 'POST') await new Promise<void>((done) => (answer = done));
      return real(path, init);
    });
    submit();
    await waitFor(() => expect(answer).toBeDefined());
    fireEvent.click(await link('Change the kind of auth method'));
    await link('OpenID Connect');
    expect(onCreated).not.toHaveBeenCalled();
    answer?.();
    await waitFor(() => expect(onCreated).toHaveBeenCalledTimes(1));
    expect(sent).toHaveLength(1);
  });

  test('refuses at the fields, and puts the focus on the first', async () => {
    show('?method=github');
    await field('Client id');
    submit();
    await waitFor(async () => expect(await field('Client id')).toHaveFocus());
    expect(screen.getAllByText('This is needed')).toHaveLength(2);
    expect(await field('Client secret')).toHaveAttribute('aria-invalid', 'true');
    await type('Client secret', CANARY);
    expect(screen.getAllByText('This is needed')).toHaveLength(1);
    expect(sent).toEqual([]);
  });

  test('keeps what is typed into one kind while one looks at another, and sends one alone', async () => {
    const { onCreated } = show('?method=github');
    await fillGitHub();
    fireEvent.click(await link('Change the kind of auth method'));
    expect(await screen.findByText('Begun')).toBeVisible();
    fireEvent.click(await link('Passkey'));
    await type('Relying party name', 'Acme');
    fireEvent.click(await link('Change the kind of auth method'));
    fireEvent.click(await link('GitHub'));
    expect(await field('Client id')).toHaveValue('Iv1.8a61');
    expect(await field('Client secret')).toHaveValue(CANARY);
    submit();
    await waitFor(() => expect(onCreated).toHaveBeenCalledOnce());
    expect(sent.map(({ body }) => objectIn(body))).toEqual([
      {
        name: 'GitHub',
        method: 'github',
        first_factor_only: true,
        enabled_login: true,
        enabled_signup: true,
        featured: false,
        settings: { client_id: 'Iv1.8a61', client_secret: CANARY },
      },
    ]);
  });

  test('of one that is there already is not sent', async () => {
    show('?method=password');
    await link('Word');
    expect(button('Create auth method')).toHaveAccessibleDescription('This issuer has one already');
    submit();
    await settled();
    expect(sent).toEqual([]);
  });

  test('is read by who may not create, and says why', async () => {
    answers['/v1/me'] = {
      data: {
        type: 'api_key',
        key_id: 'k_1',
        accounts: [{ account_id: 'acc_1', scopes: ['issuers:read'] }],
      },
    };
    show('?method=github');
    expect(await screen.findByText(/takes the scope issuers.auth-methods:write\.$/)).toBeVisible();
    expect(await field('Client secret')).toHaveAttribute('readonly');
  });
});

describe('created once', () => {
  test('however often it is sent in one tick', async () => {
    const { onCreated } = show('?method=github');
    await fillGitHub();
    const form = button('Create auth method').closest('form');
    for (let times = 0; times < 100; times += 1) form?.requestSubmit();
    await waitFor(() => expect(onCreated).toHaveBeenCalledOnce());
    expect(sent).toHaveLength(1);
  });

  test('when the answer was lost, and the same is sent again', async () => {
    creates = [() => Response.json({}, { status: 500 }), () => created(sent.at(-1)?.body ?? '{}')];
    const { onCreated } = show('?method=github');
    await fillGitHub();
    submit();
    expect(await screen.findByText(/Perhaps created/)).toBeVisible();
    expect(await field('Client secret')).toHaveValue(CANARY);
    expect(sessionStorage.getItem('authpi-creating-1')).toContain('GitHub');
    fireEvent.click(button('Try again'));
    await waitFor(() => expect(onCreated).toHaveBeenCalledOnce());
    expect(new Set(sent.map(({ key }) => key)).size).toBe(1);
    expect(sent).toHaveLength(2);
    expect(sessionStorage.getItem('authpi-creating-1')).toBeNull();
  });

  test('when the answer was lost, and something else is to be sent', async () => {
    creates = [() => Response.json({}, { status: 500 }), () => created(sent.at(-1)?.body ?? '{}')];
    const { onCreated } = show('?method=github');
    await fillGitHub();
    submit();
    await screen.findByText(/Perhaps created/);
    await type('Client id', 'another');
    submit();
    expect(await screen.findByText(/It was not created/)).toBeVisible();
    expect(sent).toHaveLength(1);
    fireEvent.click(button('Dismiss'));
    submit();
    await waitFor(() => expect(onCreated).toHaveBeenCalledOnce());
    expect(sent).toHaveLength(2);
  });

  test('and what an earlier visit was creating is asked about', async () => {
    creates = [() => Response.json({}, { status: 500 })];
    const first = show('?method=github');
    await fillGitHub();
    submit();
    await screen.findByText(/Perhaps created/);
    first.unmount();
    const found = { id: 'am_9', name: 'GitHub', method: 'github', created_at: Date.now() };
    answers[LIST] = listOf(password, found);
    const { onCreated } = show();
    expect(await screen.findByText(/You were creating “GitHub” \(GitHub\) at /)).toBeVisible();
    expect(await screen.findByText('Is this the one you were creating?')).toBeVisible();
    fireEvent.click(button('Yes, open it'));
    expect(onCreated.mock.calls[0]?.[0]).toMatchObject({ id: 'am_9' });
    expect(sessionStorage.getItem('authpi-creating-1')).toBeNull();
  });
});

describe('a secret', () => {
  /** Everything that is kept of a page, but the one input. */
  const kept = (queryClient: ReturnType<typeof show>['queryClient']) =>
    JSON.stringify([
      Object.entries(localStorage),
      Object.entries(sessionStorage),
      history.state,
      location.href,
      queryClient
        .getQueryCache()
        .getAll()
        .map(({ state }) => state),
      queryClient
        .getMutationCache()
        .getAll()
        .map(({ state }) => state),
      document.documentElement.outerHTML,
    ]);

  test('is in no storage, cache, attribute or text, while it is typed, refused and created', async () => {
    creates = [
      () =>
        Response.json(
          {
            error: 'invalid_request',
            error_description: 'No.',
            fields: [{ field: 'settings.client_secret', code: 'x', message: `${CANARY} is bad` }],
          },
          { status: 400 },
        ),
      () => created(sent.at(-1)?.body ?? '{}'),
    ];
    const { queryClient, onCreated } = show('?method=github');
    await fillGitHub();
    fireEvent.click(button('Show client secret'));
    expect(kept(queryClient)).not.toContain(CANARY);
    submit();
    await waitFor(async () =>
      expect(await field('Client secret')).toHaveAttribute('aria-invalid', 'true'),
    );
    expect(await field('Client secret')).toHaveValue(CANARY);
    expect(kept(queryClient)).not.toContain(CANARY);
    await type('Client secret', `${CANARY}!`);
    submit();
    await waitFor(() => expect(onCreated).toHaveBeenCalledOnce());
    await waitFor(async () => expect(await field('Client secret')).toHaveValue(''));
    expect(kept(queryClient)).not.toContain(CANARY);
  });

  test('is not brought back with the rest of what was typed', async () => {
    const first = show('?method=github');
    await fillGitHub();
    first.unmount();
    show('?method=github');
    expect(await screen.findByText(/in the fields again.*Secrets are not kept/)).toBeVisible();
    expect(await field('Client id')).toHaveValue('Iv1.8a61');
    expect(await field('Client secret')).toHaveValue('');
  });

  test('of Apple is read from a file, and only what it is stands on the page', async () => {
    const pem = `-----BEGIN PRIVATE KEY-----\n${btoa(CANARY)}\n-----END PRIVATE KEY-----`;
    const { queryClient } = show('?method=apple');
    const file = new File([pem], 'AuthKey_ABC123DEFG.p8');
    fireEvent.change(await screen.findByLabelText('Private key file'), {
      target: { files: [file] },
    });
    const group = await screen.findByRole('group', { name: 'Private key' });
    expect(await within(group).findByText(/^Private key, \d+ characters/)).toBeVisible();
    fireEvent.click(await within(group).findByRole('button', { name: 'Use it as key id' }));
    expect(await field('Key id')).toHaveValue('ABC123DEFG');
    expect(kept(queryClient)).not.toContain(btoa(CANARY));
  });
});
