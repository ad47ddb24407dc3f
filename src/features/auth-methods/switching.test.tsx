import { fireEvent, screen, waitFor, within } from '@testing-library/react';
import { afterEach, beforeEach, expect, test, vi } from 'vitest';
import { isJsonObject } from '#contract/values.ts';
import { showPage, stubBackend } from '#shared/test-page.tsx';
import { AuthMethodsTab } from './auth-methods-tab.tsx';
import { closeAlarm, openAlarms } from './door-alarm.ts';
import { DoorAlarms } from './door-alarms.tsx';
import { ISSUER, issuer, listOf } from './test-methods.ts';

vi.setConfig({ testTimeout: 30_000 });
type Row = {
  id: string;
  name: string;
  method: string;
  updated_at: number;
  [field: string]: unknown;
};
const row = (id: string, name: string, method: string, on = true): Row => ({
  id,
  name,
  method,
  first_factor_only: true,
  enabled_login: on,
  enabled_signup: true,
  featured: false,
  settings: {},
  created_at: 1,
  updated_at: 2,
});

let rows: Row[];
let status: string;
let scopes: string[];
/** The bodies that were sent, and what happens right after one was carried out. */
let patches: unknown[];
let afterPatch: () => void;
/** How often the list fails from now on. */
let unreadable: number;

beforeEach(() => {
  rows = [row('am_1', 'Google', 'oidc'), row('am_2', 'Password', 'password')];
  status = 'active';
  scopes = ['issuers.auth-methods:write'];
  patches = [];
  afterPatch = () => undefined;
  unreadable = 0;
  stubBackend((path, init) => Promise.resolve(answer(path, init)));
});
afterEach(() => {
  for (const alarm of openAlarms()) closeAlarm(alarm);
  vi.unstubAllGlobals();
});

function answer(path: string, init: RequestInit): Response {
  const json = (data: unknown, tag: number | null = null, code = 200) =>
    new Response(JSON.stringify(data), {
      status: code,
      headers: tag === null ? {} : { ETag: `"${tag}"` },
    });
  if (path === '/v1/me') {
    const accounts = [{ account_id: 'acc_1', role: 'x', scopes }];
    return json({ data: { id: 'u_1', type: 'user', accounts } });
  }
  if (path === ISSUER) return json({ data: { ...issuer, status } });
  if (path === `${ISSUER}/auth-methods`) {
    if (unreadable > 0) {
      unreadable -= 1;
      return json({ error: 'forbidden', error_description: 'No.' }, null, 403);
    }
    return json(listOf(...rows));
  }
  const at = rows.findIndex(({ id }) => path === `${ISSUER}/auth-methods/${id}`);
  const found = rows[at];
  if (found === undefined) return json({ error: 'not_found' }, null, 404);
  if (init.method !== 'PATCH') return json({ data: found }, found.updated_at);
  const body: unknown = JSON.parse(typeof init.body === 'string' ? init.body : '');
  patches.push([found.id, body]);
  const next = {
    ...found,
    ...(isJsonObject(body) ? body : {}),
    updated_at: found.updated_at + 1,
  };
  rows = rows.with(at, next);
  afterPatch();
  return json({ data: next }, next.updated_at);
}

function change(id: string, part: object) {
  rows = rows.map((each) =>
    each.id === id ? { ...each, ...part, updated_at: each.updated_at + 1 } : each,
  );
}

async function show() {
  showPage(
    <>
      <AuthMethodsTab accountId="acc_1" issuerId="i_1" />
      <DoorAlarms />
    </>,
  );
  await screen.findByText(/ways? to sign in$/);
}
/** Once it can be: a dialog that closes hides the page a moment longer. */
const press = async (name: string, role = 'button') =>
  fireEvent.click(await screen.findByRole(role, { name }));
const sheet = () => screen.findByRole('dialog');

test('on an issuer in use a switch is reviewed first, and can be taken back', async () => {
  rows.push(row('am_3', 'Link', 'email_link'));
  await show();
  await press('Login of Google', 'switch');
  const dialog = await screen.findByRole('dialog', { name: 'Review 1 change' });
  expect(within(dialog).getByRole('button', { name: 'Cancel' })).toHaveFocus();
  expect(dialog).toHaveTextContent('Nobody can sign in with this method.');
  expect(dialog).toHaveTextContent('Then 2 ways to sign in are on.');
  expect(patches).toEqual([]);
  await press('Switch login off');
  expect(await screen.findByText('Login of “Google” is off.')).toBeVisible();
  expect(screen.queryByRole('dialog')).not.toBeInTheDocument();
  expect(await screen.findByRole('switch', { name: 'Login of Google' })).not.toBeChecked();
  await press('Undo');
  expect(await screen.findByText('Login of “Google” is on.')).toBeVisible();
  expect(patches).toEqual([
    ['am_1', { enabled_login: false }],
    ['am_1', { enabled_login: true }],
  ]);
});

test('closed without a word, nothing is sent', async () => {
  await show();
  await press('Signup of Google', 'switch');
  await sheet();
  await press('Cancel');
  await waitFor(() => expect(screen.queryByRole('dialog')).not.toBeInTheDocument());
  expect(await screen.findByRole('switch', { name: 'Signup of Google' })).toBeChecked();
  expect(patches).toEqual([]);
});

test('the last way in is closed only after the consequence was typed', async () => {
  change('am_2', { enabled_login: false });
  await show();
  await press('Login of Google', 'switch');
  const dialog = await sheet();
  expect(dialog).toHaveTextContent('This closes the last way to sign in: Google.');
  await press('Switch login off');
  expect(patches).toEqual([]);
  const box = within(dialog).getByRole('textbox', { name: 'Type the consequence to confirm' });
  fireEvent.change(box, { target: { value: 'nobody' } });
  await press('Switch login off');
  expect(patches).toEqual([]);
  fireEvent.change(box, { target: { value: ' Nobody can sign in' } });
  await press('Switch login off');
  expect(await screen.findByText('Login of “Google” is off.')).toBeVisible();
  // It was confirmed: no alarm.
  expect(screen.queryByRole('alertdialog')).not.toBeInTheDocument();
});

test('on an issuer that is not in use a switch acts at once, but not on the last way in', async () => {
  status = 'disabled';
  await show();
  await screen.findByText(/The issuer is not active/);
  await press('Login of Google', 'switch');
  expect(await screen.findByText('Login of “Google” is off.')).toBeVisible();
  await press('Login of Password', 'switch');
  expect(await sheet()).toHaveTextContent('Nobody can sign in any more.');
  expect(patches).toHaveLength(1);
});

test('somebody closes the other way in before: it stops and asks anew', async () => {
  await show();
  await press('Login of Google', 'switch');
  await sheet();
  change('am_2', { enabled_login: false });
  await press('Switch login off');
  const stopped = await screen.findByRole('dialog', { name: 'It stopped here' });
  expect(stopped).toHaveTextContent('Someone else changed the auth methods meanwhile.');
  expect(stopped).toHaveTextContent('This closes the last way to sign in: Google.');
  await press('Leave it as it is');
  expect(await screen.findByText('Login of “Google” was not changed.')).toBeVisible();
  expect(patches).toEqual([]);
});

test('somebody closes the other way in at the same moment: an alarm offers to reopen', async () => {
  await show();
  await press('Login of Google', 'switch');
  await sheet();
  afterPatch = () => {
    afterPatch = () => undefined;
    change('am_2', { enabled_login: false });
  };
  await press('Switch login off');
  const alarm = await screen.findByRole('alertdialog', { name: 'Nobody can sign in any more' });
  expect(alarm).toHaveTextContent('Storefront');
  fireEvent.click(within(alarm).getByRole('button', { name: 'Switch login on for Google' }));
  expect(
    await screen.findByRole('alertdialog', { name: 'People can sign in again' }),
  ).toHaveTextContent('Login of “Google” is on.');
  expect(patches.at(-1)).toEqual(['am_1', { enabled_login: true }]);
});

test('a list that cannot be read before closes nothing; after it, that is said', async () => {
  rows.push(row('am_3', 'Link', 'email_link'));
  await show();
  await press('Login of Google', 'switch');
  await sheet();
  unreadable = 1;
  await press('Switch login off');
  expect(await screen.findByText(/Nothing more was switched/)).toBeVisible();
  expect(patches).toEqual([]);
  afterPatch = () => {
    unreadable = 1;
  };
  await press('Leave it as it is');
  await screen.findByText('Login of “Google” was not changed.');
  await press('Login of Google', 'switch');
  await sheet();
  await press('Switch login off');
  expect(await screen.findByText(/could not be looked at whether people can still/)).toBeVisible();
  expect(patches).toHaveLength(1);
});

test('several are set, reviewed and made together', async () => {
  rows.push(row('am_3', 'Link', 'email_link', false));
  await show();
  await press('Change several');
  await press('Login of Link', 'switch');
  await press('Featured of Link', 'switch');
  await press('Login of Google', 'switch');
  expect(screen.getByText('3 changes of 2 methods, not made yet')).toBeVisible();
  expect(screen.getAllByText('Changed')).toHaveLength(3);
  expect(patches).toEqual([]);
  await press('Review');
  expect(await screen.findByRole('dialog', { name: 'Review 3 changes' })).toBeVisible();
  await press('Apply 3 changes');
  expect(await screen.findByRole('button', { name: 'Undo' })).toBeVisible();
  expect(screen.getByRole('dialog', { name: 'What was changed' })).toHaveTextContent(
    '3 changes are made.',
  );
  expect(patches).toEqual([
    ['am_3', { enabled_login: true, featured: true }],
    ['am_1', { enabled_login: false }],
  ]);
  await press('Done');
  await waitFor(() => expect(screen.queryByRole('dialog')).not.toBeInTheDocument());
  expect(screen.queryByText('Changed')).not.toBeInTheDocument();
  const bar = screen.getByRole('region', { name: 'Changes of several methods' });
  fireEvent.keyDown(within(bar).getByRole('button', { name: 'Done' }), { key: 'Escape' });
  expect(bar).not.toBeInTheDocument();
});

test('what is not known can be set either way', async () => {
  change('am_1', { featured: null });
  await show();
  await press('Switch Featured of Google Off');
  expect(await sheet()).toHaveTextContent('Featured unknown');
  await press('Switch featured off');
  expect(await screen.findByText('Featured of “Google” is off.')).toBeVisible();
  // "Unknown" cannot be written.
  expect(screen.queryByRole('button', { name: 'Undo' })).not.toBeInTheDocument();
});

test('who may only read has no switches, and reads why', async () => {
  scopes = ['issuers.auth-methods:read'];
  await show();
  expect(
    await screen.findByText(/that takes the scope issuers.auth-methods:write\.$/),
  ).toBeVisible();
  expect(screen.queryByRole('switch')).not.toBeInTheDocument();
  expect(screen.getAllByText('Login on')).toHaveLength(2);
  expect(screen.getByRole('button', { name: 'Add auth method' })).toHaveAccessibleDescription(
    /takes the scope issuers.auth-methods:write/,
  );
});
