import { fireEvent, screen, waitFor, within } from '@testing-library/react';
import { afterEach, beforeEach, expect, test, vi } from 'vitest';
import { showPage, stubBackend } from '#shared/test-page.tsx';
import { AuthMethodPage } from './auth-method-page.tsx';
import { DeleteMethod } from './delete-method.tsx';
import { ISSUER, issuer, listOf, oidc } from './test-methods.ts';

vi.setConfig({ testTimeout: 20_000 });
const LIST = `${ISSUER}/auth-methods`;
const METHOD = `${LIST}/am_1`;

const google = {
  ...oidc,
  featured: false,
  settings: { issuer_url: 'https://id.example', client_id: 'web', client_secret: 'canary' },
  updated_at: 2,
};
const other = { ...google, id: 'am_2', name: 'GitHub', method: 'github' };
const third = { ...google, id: 'am_3', name: 'Apple', method: 'apple' };

type Answer = { status?: number; etag?: string; body?: unknown };

/** What is there, as the backend answers it. Undefined: no answer comes. */
let method: Answer | undefined;
let listed: Answer | undefined;
/** What becomes of a deletion. */
let removal: () => Answer;
/** What was asked to be deleted, by tag. */
let removed: string[];
let caller: Answer;
const onClose = vi.fn<() => void>();
const onDeleted = vi.fn<() => void>();

const rows = (...data: unknown[]): Answer => ({ body: listOf(...data) });
const refusal = (status: number): Answer => ({
  status,
  body: { error: 'x', error_description: 'No.' },
});

beforeEach(() => {
  localStorage.clear();
  method = { body: { data: google }, etag: '"1"' };
  listed = rows(google, other, third);
  removed = [];
  removal = () => {
    method = refusal(404);
    listed = rows(other, third);
    return { status: 204 };
  };
  caller = refusal(404);
  onClose.mockReset();
  onDeleted.mockReset();
  stubBackend((path, init) => {
    const answer = answerTo(path, init.method ?? 'GET', new Headers(init.headers));
    if (answer === undefined) return new Promise(() => undefined);
    const { status = 200, etag, body } = answer;
    const headers = new Headers(etag === undefined ? {} : { etag });
    return Promise.resolve(
      new Response(body === undefined ? null : JSON.stringify(body), { status, headers }),
    );
  });
});
afterEach(() => {
  vi.unstubAllGlobals();
});

function answerTo(path: string, verb: string, headers: Headers): Answer | undefined {
  if (verb === 'DELETE') {
    removed.push(headers.get('if-match') ?? '');
    return removal();
  }
  if (path === METHOD) return method;
  if (path === LIST) return listed;
  if (path === ISSUER) return { body: { data: issuer } };
  return path.includes('/domains') ? rows() : caller;
}

async function open() {
  showPage(
    <AuthMethodPage accountId="acc_1" issuerId="i_1" methodId="am_1" callbackUrl={null}>
      <DeleteMethod
        accountId="acc_1"
        issuerId="i_1"
        methodId="am_1"
        onClose={onClose}
        onDeleted={onDeleted}
      />
    </AuthMethodPage>,
  );
  return within(await screen.findByRole('dialog', { name: 'Delete “Google”?' }));
}

type Dialog = Awaited<ReturnType<typeof open>>;

const type = (dialog: Dialog, label: RegExp, value: string) =>
  fireEvent.change(dialog.getByRole('textbox', { name: label }), { target: { value } });
const press = (dialog: Dialog, name = 'Delete auth method') =>
  fireEvent.click(dialog.getByRole('button', { name }));

test('it says what comes of it, asks for the name, and deletes under the tag, once', async () => {
  const dialog = await open();
  expect(await dialog.findByText(/2 ways to sign in stay/)).toHaveTextContent('GitHub, Apple');
  expect(dialog.getByText(/How many that are is not known here/)).toBeVisible();
  press(dialog);
  expect(dialog.getByRole('button', { name: 'Delete auth method' })).toHaveAccessibleDescription(
    'Type the name to confirm',
  );
  type(dialog, /Type the name/, 'Google');
  press(dialog);
  press(dialog);
  fireEvent.submit(dialog.getByRole('button', { name: 'Delete auth method' }));
  await waitFor(() => expect(onDeleted).toHaveBeenCalledOnce());
  expect(removed).toEqual(['"1"']);
  expect(onDeleted).toHaveBeenCalledWith(
    expect.objectContaining({ id: 'am_1' }),
    { kind: 'ok' },
    expect.anything(),
  );
});

test('the last way to sign in takes the consequence as well', async () => {
  listed = rows(google, { ...other, enabled_login: false });
  const dialog = await open();
  expect(await dialog.findByText(/Nobody can sign in any more/)).toBeVisible();
  type(dialog, /Type the name/, 'Google');
  press(dialog);
  expect(dialog.getByRole('button', { name: 'Delete auth method' })).toHaveAccessibleDescription(
    'Type the consequence to confirm',
  );
  type(dialog, /Type the consequence/, 'nobody can sign in');
  press(dialog);
  await waitFor(() => expect(onDeleted).toHaveBeenCalledOnce());
});

test('what changed of the others since is shown, and asked about', async () => {
  const dialog = await open();
  await dialog.findByText(/2 ways to sign in stay/);
  listed = rows(google, { ...other, enabled_login: false }, { ...third, enabled_login: false });
  type(dialog, /Type the name/, 'Google');
  press(dialog);
  expect(await dialog.findByRole('alert')).toHaveTextContent(
    'Meanwhile something else comes of it. Nothing was deleted.',
  );
  expect(dialog.getByText(/Nobody can sign in any more/)).toBeVisible();
  expect(removed).toEqual([]);
  type(dialog, /Type the consequence/, 'Nobody can sign in');
  removal = () => {
    listed = rows();
    return { status: 204 };
  };
  press(dialog);
  await waitFor(() => expect(onDeleted).toHaveBeenCalledOnce());
});

test('a list that does not load is taken for the worst, and said', async () => {
  listed = refusal(403);
  const dialog = await open();
  expect(await dialog.findByText(/Perhaps nobody can sign in any more/)).toBeVisible();
  expect(dialog.getByText(/not known which other ways/)).toBeVisible();
  expect(dialog.getByRole('textbox', { name: /Type the consequence/ })).toBeVisible();
});

test('someone was faster: what they changed is said, and it is asked again', async () => {
  const dialog = await open();
  await dialog.findByText(/2 ways to sign in stay/);
  removal = () => {
    method = { body: { data: { ...google, name: 'Googol', updated_at: 3 } }, etag: '"2"' };
    return refusal(412);
  };
  type(dialog, /Type the name/, 'Google');
  press(dialog);
  const moved = within(await screen.findByRole('dialog', { name: 'Delete “Googol”?' }));
  expect(await moved.findByText('It is called “Googol” now.')).toBeVisible();
  expect(onDeleted).not.toHaveBeenCalled();
  removal = () => {
    method = refusal(404);
    listed = rows(other, third);
    return { status: 204 };
  };
  type(moved, /Type the name/, 'Googol');
  press(moved);
  await waitFor(() => expect(onDeleted).toHaveBeenCalledOnce());
  expect(removed).toEqual(['"1"', '"2"']);
});

test('gone already is done; refused, and lost, are said as what they are', async () => {
  const dialog = await open();
  await dialog.findByText(/2 ways to sign in stay/);
  type(dialog, /Type the name/, 'Google');
  removal = () => refusal(403);
  press(dialog);
  expect(await dialog.findByText(/It was not deleted\./)).toBeVisible();
  removal = () => refusal(500);
  press(dialog);
  expect(await dialog.findByText(/It was not deleted: AuthPI still shows it/)).toBeVisible();
  removal = () => {
    listed = rows(other, third);
    return refusal(404);
  };
  press(dialog, 'Try again');
  await waitFor(() => expect(onDeleted).toHaveBeenCalledOnce());
});

test('before it goes, it can be switched off, and kept without its secrets', async () => {
  const copied = vi.fn<(text: string) => Promise<void>>(() => Promise.resolve());
  vi.stubGlobal('navigator', { clipboard: { writeText: copied }, onLine: true });
  const dialog = await open();
  await dialog.findByText(/2 ways to sign in stay/);
  press(dialog, 'Copy configuration');
  expect(copied.mock.calls[0]?.[0]).toContain('"client_id": "web"');
  expect(copied.mock.calls[0]?.[0]).not.toContain('canary');
  press(dialog, 'Disable instead');
  const sheet = within(await screen.findByRole('dialog', { name: 'Review 1 change' }));
  fireEvent.click(sheet.getByRole('button', { name: 'Cancel' }));
  expect(await screen.findByRole('dialog', { name: 'Delete “Google”?' })).toBeVisible();
  expect(removed).toEqual([]);
});

test('who may not delete it reads why', async () => {
  caller = {
    body: {
      data: {
        type: 'api_key',
        accounts: [{ account_id: 'acc_1', scopes: ['issuers.auth-methods:read'] }],
      },
    },
  };
  const dialog = await open();
  await dialog.findByText(/2 ways to sign in stay/);
  await waitFor(() =>
    expect(dialog.getByRole('button', { name: 'Delete auth method' })).toHaveAccessibleDescription(
      /takes the scope issuers.auth-methods:delete/,
    ),
  );
});
