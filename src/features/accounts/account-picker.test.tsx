import { QueryClientProvider } from '@tanstack/react-query';
import {
  createMemoryHistory,
  createRootRoute,
  createRouter,
  RouterProvider,
} from '@tanstack/react-router';
import { fireEvent, render, screen, waitFor } from '@testing-library/react';
import { afterEach, beforeEach, expect, test, vi } from 'vitest';
import { createQueryClient } from '#api/query-client.ts';
import { createFetch } from '#mocks/adapters/unit.ts';
import { createHandlers } from '#mocks/handlers.ts';
import { endFaults, readSimulator, startFault } from '#mocks/simulator.ts';
import { createWorld } from '#mocks/world.ts';
import type { World } from '#mocks/world.ts';
import { AccountPicker } from './account-picker.tsx';

// Whole pages of options are drawn, perhaps on a busy machine.
vi.setConfig({ testTimeout: 20_000 });
let world: World;
let accountId: string;
/** Sent with every request; without one, it is the person's. */
let authorization: string | null;
let pages: number;
const onClose = vi.fn<() => void>();

beforeEach(async () => {
  world = createWorld();
  accountId = (await readSimulator(world)).credentials.account_id;
  authorization = null;
  pages = 0;
  onClose.mockClear();
  localStorage.clear();
  // jsdom scrolls nothing.
  Element.prototype.scrollIntoView = vi.fn<() => void>();
  Element.prototype.scrollTo = vi.fn<() => void>();
  const answer = createFetch(createHandlers(world, { credential: 'person' }));
  vi.stubGlobal('fetch', (path: string, init: RequestInit) => {
    if (path.startsWith('/v1/accounts?')) pages += 1;
    const request = new Request(`http://backend.test${path}`, { ...init, signal: null });
    if (authorization !== null) request.headers.set('Authorization', authorization);
    return answer(request);
  });
});
afterEach(() => vi.unstubAllGlobals());

async function openPicker(pathname = `/accounts/${accountId}/issuers`) {
  const router = createRouter({
    routeTree: createRootRoute({
      component: () => <AccountPicker accountId={accountId} onClose={onClose} />,
    }),
    history: createMemoryHistory({ initialEntries: [pathname] }),
    defaultNotFoundComponent: () => null,
  });
  render(
    <QueryClientProvider client={createQueryClient(() => 0)}>
      <RouterProvider router={router} />
    </QueryClientProvider>,
  );
  return { router, field: await screen.findByRole('combobox', { name: 'Search accounts' }) };
}

function type(field: HTMLElement, value: string) {
  fireEvent.change(field, { target: { value } });
}

// `hidden` spares a look at every ancestor's style: with hundreds of options that takes seconds.
const names = () =>
  screen.getAllByRole('option', { hidden: true }).map((option) => option.textContent);

test('shows the first accounts, which is current, and loads more when asked', async () => {
  await openPicker();
  expect(await screen.findByText('50 loaded, more to come')).toBeVisible();
  expect(names()[0]).toMatch(/^Northwind TradingCurrent/);
  expect(names().at(-1)).toBe('All accounts');
  fireEvent.click(screen.getByRole('button', { name: 'Load more' }));
  expect(await screen.findByText('137 accounts, all loaded')).toBeVisible();
  expect(names()).toHaveLength(138);
});

test('searches all of them, page after page, and says how many', async () => {
  const { field } = await openPicker();
  await screen.findByText('50 loaded, more to come');
  type(field, 'no such account');
  expect(await screen.findByText('Searched 137 accounts, all of them')).toBeVisible();
  expect(screen.getByText(/^No account matches “no such account”/)).toBeVisible();
});

test('stops when there is enough to choose from', async () => {
  const { field } = await openPicker();
  await screen.findByText('50 loaded, more to come');
  // Every id holds it, so the first page is enough.
  type(field, 'acc_');
  expect(await screen.findByText('Searched 50 accounts, more to come')).toBeVisible();
  expect(pages).toBe(1);
});

test.each([
  ['issuers', 'issuers'],
  ['domains', 'domains'],
  ['issuers/i_1', ''],
  ['', ''],
])('from %j of one account it goes to %j of the other', async (from, to) => {
  const { router, field } = await openPicker(`/accounts/${accountId}/${from}`);
  type(field, 'fairview');
  const other = await screen.findByRole('option', { name: /^Fairview Outdoor/ });
  fireEvent.click(other);
  expect(onClose).toHaveBeenCalledTimes(1);
  await waitFor(() =>
    expect(router.state.location.pathname).toMatch(
      new RegExp(`^/accounts/(?!${accountId})acc_[0-9a-z]{25}${to && `/${to}`}$`),
    ),
  );
});

test('visited accounts come first, by their name of today', async () => {
  const { credentials } = await readSimulator(world);
  const place = (id: string, name: string) => ({ kind: 'account', accountId: id, id, name });
  localStorage.setItem(
    'authpi-places-1',
    JSON.stringify({
      pinned: [place(credentials.account_id, 'An old name')],
      recent: [place(credentials.account_id, 'An old name'), place('acc_gone', 'Gone')],
    }),
  );
  await openPicker();
  await screen.findByText('50 loaded, more to come');
  expect(names().slice(0, 2)).toEqual([
    expect.stringMatching(/^Northwind Trading/),
    expect.stringMatching(/^Gone/),
  ]);
  expect(names().filter((name) => name.startsWith('Northwind Trading'))).toHaveLength(1);
});

test('a page that fails keeps the rows and can be tried again', async () => {
  const { field } = await openPicker();
  await screen.findByText('50 loaded, more to come');
  await startFault(world, { kind: 'status', status: 500, operation: 'listAccounts' });
  type(field, 'zephyr');
  expect(await screen.findByRole('alert')).toHaveTextContent('More accounts did not load.');
  expect(screen.getByText('No match among the accounts that were searched.')).toBeVisible();
  await endFaults(world);
  fireEvent.click(screen.getByRole('button', { name: 'Try again' }));
  expect(await screen.findByText(/all of them/)).toBeVisible();
});

test('a key says that it belongs to one account', async () => {
  const { key_id, key_secret } = (await readSimulator(world)).credentials;
  authorization = `Basic ${btoa(`${key_id}:${key_secret}`)}`;
  await openPicker();
  expect(await screen.findByText('This key belongs to one account.')).toBeVisible();
  expect(await screen.findByText('1 account, all loaded')).toBeVisible();
});
