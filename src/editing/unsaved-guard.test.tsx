import {
  createBrowserHistory,
  createRootRoute,
  createRoute,
  createRouter,
  Outlet,
  RouterProvider,
  useRouter,
} from '@tanstack/react-router';
import { act, fireEvent, render, screen, waitFor } from '@testing-library/react';
import { StrictMode, useState } from 'react';
import type { ReactNode } from 'react';
import { afterEach, beforeEach, expect, test, vi } from 'vitest';
import { reloadPage } from '#ui/reload.ts';
import type { EditSession } from './edit-session.ts';
import { createEditSession } from './edit-session.ts';
import { ATOMIC, mapOf } from './merge.ts';
import { dirtyKeys } from './session.ts';
import { UnsavedGuard, useLeave, writeUnderWay } from './unsaved-guard.tsx';

/** What becomes of a write. */
let write: () => Promise<void>;
let session: EditSession;

function openSession(): EditSession {
  const revision = (value: unknown) => ({ value, tag: '"1"', at: null });
  return createEditSession(mapOf(ATOMIC), revision({ name: 'Storefront' }), {
    read: () => Promise.resolve(revision({ name: 'Storefront' })),
    write: async (body) => {
      await write();
      return revision(body);
    },
    fateOf: () => 'refused',
  });
}

const type = (name = 'Shop') =>
  act(() => session.dispatch({ type: 'typed', path: ['name'], mine: name }));
const save = () => act(() => session.dispatch({ type: 'save', keys: dirtyKeys(session.state()) }));
const isTyped = () => dirtyKeys(session.state()).length > 0;

function Form() {
  return (
    <UnsavedGuard
      unsaved={() => dirtyKeys(session.state()).length}
      saving={() => writeUnderWay(session)}
      keeps={(path) => path.startsWith('/form')}
      words={() => '1 field of Storefront'}
      onDiscard={() => session.dispatch({ type: 'discarded', keys: dirtyKeys(session.state()) })}
      drafted={() => true}
    />
  );
}

function DialogForm({ onClose }: { onClose: () => void }) {
  const leave = useLeave();
  return (
    <button type="button" onClick={() => leave(onClose)}>
      Cancel
    </button>
  );
}

/** What is typed in the dialog. */
let inDialog = '';

function Page() {
  const [open, setOpen] = useState(false);
  return (
    <>
      <h1>Form</h1>
      <Form />
      <button type="button" onClick={() => setOpen(true)}>
        Create
      </button>
      {open && (
        <UnsavedGuard
          unsaved={() => inDialog.length}
          keeps={() => false}
          words={() => `${inDialog.length} fields of a new issuer`}
          onDiscard={() => {
            inDialog = '';
          }}
        >
          <DialogForm onClose={() => setOpen(false)} />
        </UnsavedGuard>
      )}
    </>
  );
}

function PlainLink({ href, children }: { href: string; children: ReactNode }) {
  const router = useRouter();
  return (
    <a
      href={href}
      onClick={(event) => {
        event.preventDefault();
        void router.navigate({ href });
      }}
    >
      {children}
    </a>
  );
}

/** Two pages, and after them the one with the form. */
async function show() {
  const root = createRootRoute({
    component: () => (
      <main tabIndex={-1}>
        <PlainLink href="/list">To the list</PlainLink>
        <PlainLink href="/form/more">To more</PlainLink>
        <Outlet />
      </main>
    ),
  });
  const page = (path: string, Component: () => ReactNode) =>
    createRoute({ getParentRoute: () => root, path, component: Component });
  window.history.replaceState(null, '', '/list');
  const router = createRouter({
    routeTree: root.addChildren([
      page('/list', () => <h1>List</h1>),
      page('/other', () => <h1>Other</h1>),
      page('/form', Page),
      page('/form/more', () => (
        <>
          <h1>More</h1>
          <Form />
        </>
      )),
    ]),
    history: createBrowserHistory(),
  });
  leaveRouter = () => router.history.destroy();
  render(
    <StrictMode>
      <RouterProvider router={router} />
    </StrictMode>,
  );
  await screen.findByRole('heading', { name: 'List' });
  await act(() => router.navigate({ href: '/other' }));
  await act(() => router.navigate({ href: '/form' }));
  await isAt('Form', '/form');
  return router;
}

let leaveRouter = () => undefined as void;

async function isAt(heading: string, path: string) {
  expect(
    await screen.findByRole('heading', { level: 1, name: heading, hidden: true }),
  ).toBeInTheDocument();
  await waitFor(() => expect(location.pathname).toBe(path));
}

const question = () => screen.findByRole('dialog', { name: 'Leave without saving?' });
const press = (name: string) => fireEvent.click(screen.getByRole('button', { name }));
const answered = () => waitFor(() => expect(screen.queryByRole('dialog')).toBeNull());
const follow = (name: string) => fireEvent.click(screen.getByRole('link', { name, hidden: true }));

beforeEach(() => {
  write = () => Promise.resolve();
  session = openSession();
  inDialog = '';
});

afterEach(() => {
  leaveRouter();
  vi.restoreAllMocks();
});

const WAYS: [string, () => void, string, string][] = [
  ['a link', () => follow('To the list'), 'List', '/list'],
  ['Back', () => window.history.back(), 'Other', '/other'],
  ['Back by two', () => window.history.go(-2), 'List', '/list'],
];

test.each(WAYS)('%s: nothing unsaved, nothing asked', async (_, leave, heading, path) => {
  await show();
  leave();
  await isAt(heading, path);
  expect(screen.queryByRole('dialog')).toBeNull();
});

test.each(WAYS)('%s asks; staying keeps the work, the page and its address', async (_, leave) => {
  await show();
  type();
  leave();
  expect(await question()).toHaveAccessibleDescription(
    '1 field of Storefront is not saved. If you leave, what you typed is discarded.',
  );
  expect(screen.getByRole('button', { name: 'Stay' })).toHaveFocus();
  press('Stay');
  await answered();
  await isAt('Form', '/form');
  expect(isTyped()).toBe(true);
  // And the next time it asks again.
  leave();
  await question();
  fireEvent.keyDown(document.body, { key: 'Escape' });
  await answered();
  await isAt('Form', '/form');
});

test.each(WAYS)(
  '%s: agreed to, the work is discarded and one is there',
  async (_, leave, to, path) => {
    await show();
    type();
    leave();
    await question();
    press('Discard and leave');
    await isAt(to, path);
    expect(isTyped()).toBe(false);
  },
);

test('Back several times at once, and while it is asked: one question, and the same page', async () => {
  const router = await show();
  type();
  window.history.back();
  window.history.back();
  await question();
  await isAt('Form', '/form');
  const moved = vi.fn<() => void>();
  addEventListener('popstate', moved);
  window.history.back();
  // There and back again.
  await waitFor(() => expect(moved).toHaveBeenCalledTimes(2));
  removeEventListener('popstate', moved);
  await isAt('Form', '/form');
  press('Stay');
  await answered();
  expect(router.history.location.pathname).toBe('/form');
  expect(isTyped()).toBe(true);
});

test('forms of the same thing, the search and the fragment are no way out', async () => {
  const router = await show();
  type();
  await act(() => router.navigate({ href: '/form?tab=2#name' }));
  expect(location.search).toBe('?tab=2');
  follow('To more');
  await isAt('More', '/form/more');
  expect(screen.queryByRole('dialog')).toBeNull();
  expect(isTyped()).toBe(true);
});

test('a dialog that closes asks about its own work; a way out of both asks once', async () => {
  await show();
  type();
  press('Create');
  inDialog = 'ab';
  press('Cancel');
  expect(await question()).toHaveTextContent('2 fields of a new issuer are not saved.');
  press('Stay');
  await answered();

  follow('To the list');
  expect(await question()).toHaveTextContent(
    '1 field of Storefront and 2 fields of a new issuer are not saved.',
  );
  press('Stay');
  await answered();

  press('Cancel');
  await question();
  press('Discard and leave');
  await waitFor(() => expect(screen.queryByRole('button', { name: 'Cancel' })).toBeNull());
  expect(inDialog).toBe('');
  expect(isTyped()).toBe(true);
});

test('a dialog without work closes at once', async () => {
  await show();
  press('Create');
  press('Cancel');
  expect(screen.queryByRole('button', { name: 'Cancel' })).toBeNull();
});

test.each(WAYS)(
  '%s during a save waits for it and goes on by itself',
  async (_, leave, to, path) => {
    let done = () => undefined as void;
    write = () => new Promise((resolve) => (done = resolve));
    await show();
    type();
    save();
    leave();
    expect(await screen.findByRole('dialog', { name: 'Saving is under way' })).toHaveTextContent(
      'You leave as soon as it is saved.',
    );
    act(done);
    await isAt(to, path);
    expect(screen.queryByRole('dialog')).toBeNull();
  },
);

test('a save that fails meanwhile is asked about', async () => {
  let fail = () => undefined as void;
  write = () => new Promise((_, reject) => (fail = () => reject(new Error('No'))));
  await show();
  type();
  save();
  follow('To the list');
  await screen.findByRole('dialog', { name: 'Saving is under way' });
  act(fail);
  await question();
  press('Stay');
  await answered();
  await isAt('Form', '/form');
  expect(isTyped()).toBe(true);
});

test('the tab asks while something is unsaved, and not for a reload that the page offers', async () => {
  const goes = () => window.dispatchEvent(new Event('beforeunload', { cancelable: true }));
  await show();
  expect(goes()).toBe(true);
  type();
  expect(goes()).toBe(false);
  // jsdom does not reload; what matters is what follows.
  vi.spyOn(console, 'error').mockReturnValue(undefined);
  reloadPage();
  expect(goes()).toBe(true);
  expect(goes()).toBe(false);
});

test('for another address the work is asked about, too', async () => {
  const router = await show();
  type();
  void router.navigate({ href: 'https://authpi.example/form' });
  await question();
  press('Stay');
  await answered();
  expect(isTyped()).toBe(true);
});

test('where the code of the question does not come, the browser asks', async () => {
  vi.doMock('./unsaved-dialog.tsx', () => {
    throw new Error('Gone');
  });
  const confirm = vi.spyOn(window, 'confirm').mockReturnValueOnce(false).mockReturnValueOnce(true);
  await show();
  type();
  window.history.back();
  await waitFor(() => expect(confirm).toHaveBeenCalledTimes(1));
  expect(confirm.mock.lastCall).toEqual([
    'Leave without saving? 1 field of Storefront is not saved. If you leave, what you typed is discarded.',
  ]);
  await isAt('Form', '/form');
  expect(isTyped()).toBe(true);
  window.history.back();
  await isAt('Other', '/other');
  expect(isTyped()).toBe(false);
  vi.doUnmock('./unsaved-dialog.tsx');
});
