import { QueryClientProvider } from '@tanstack/react-query';
import {
  createMemoryHistory,
  createRootRoute,
  createRouter,
  RouterProvider,
} from '@tanstack/react-router';
import { fireEvent, render, screen, waitFor, within } from '@testing-library/react';
import { afterEach, beforeEach, expect, test, vi } from 'vitest';
import { createQueryClient } from '#api/query-client.ts';
import { createFetch } from '#mocks/adapters/unit.ts';
import { createHandlers } from '#mocks/handlers.ts';
import { endFaults, readSimulator, startFault } from '#mocks/simulator.ts';
import { createWorld } from '#mocks/world.ts';
import type { World } from '#mocks/world.ts';
import { Jump } from './jump.tsx';

// Whole pages of options are drawn, perhaps on a busy machine.
vi.setConfig({ testTimeout: 20_000 });
let world: World;
let accountId: string;
let asked: string[];
const onClose = vi.fn<() => void>();

beforeEach(async () => {
  world = createWorld();
  accountId = (await readSimulator(world)).credentials.account_id;
  asked = [];
  onClose.mockClear();
  localStorage.clear();
  // jsdom scrolls nothing.
  Element.prototype.scrollIntoView = vi.fn<() => void>();
  Element.prototype.scrollTo = vi.fn<() => void>();
  const answer = createFetch(createHandlers(world, { credential: 'person' }));
  vi.stubGlobal('fetch', (path: string, init: RequestInit) => {
    asked.push(path);
    return answer(new Request(`http://backend.test${path}`, { ...init, signal: null }));
  });
});
afterEach(() => vi.unstubAllGlobals());

async function openJump(account: string | null = accountId) {
  const router = createRouter({
    routeTree: createRootRoute({
      component: () => <Jump accountId={account ?? undefined} onClose={onClose} />,
    }),
    history: createMemoryHistory(),
    defaultNotFoundComponent: () => null,
  });
  render(
    <QueryClientProvider client={createQueryClient(() => 0)}>
      <RouterProvider router={router} />
    </QueryClientProvider>,
  );
  return { router, field: await screen.findByRole('combobox', { name: 'Jump to' }) };
}

function type(field: HTMLElement, value: string) {
  fireEvent.change(field, { target: { value } });
}

/** What a group offers, by name. */
function offered(group: string): string[] {
  const found = screen.queryByRole('group', { name: group });
  return found === null
    ? []
    : within(found)
        .getAllByRole('option')
        .map((option) => option.textContent);
}

const done = () => screen.findByText('Searched 137 accounts, all of them');

test('asks for nothing until something is typed', async () => {
  await openJump();
  expect(offered('Pages')).toEqual([
    'Overview',
    'Issuers',
    'Domains',
    'Sign-in check',
    'Account settings',
    'All accounts',
  ]);
  expect(asked).toEqual([]);
});

test('finds issuers, domains and accounts, and goes there', async () => {
  const { router, field } = await openJump();
  type(field, 'northwind');
  await done();
  expect(offered('Domains')).toContain('login.northwind.example');
  expect(offered('Accounts')).toEqual([expect.stringContaining('Northwind Trading')]);

  type(field, 'storefront production');
  const [issuer] = await screen.findAllByRole('option', { name: /^Storefront production/ });
  await waitFor(() => expect(issuer).toHaveAttribute('aria-selected', 'true'));
  fireEvent.keyDown(field, { key: 'Enter' });
  expect(onClose).toHaveBeenCalledTimes(1);
  await waitFor(() =>
    expect(router.state.location.pathname).toMatch(
      new RegExp(`^/accounts/${accountId}/issuers/i_[0-9a-z]{25}$`),
    ),
  );
});

test('says that there is more, and where', async () => {
  const { field } = await openJump();
  type(field, 'portal');
  const more = await screen.findByRole('option', { name: 'More in the issuers list' });
  expect(more).toHaveAttribute('href', expect.stringMatching(/\/issuers\?q=portal$/));
  expect(offered('Issuers')).toHaveLength(9);
});

test('an id is offered though nobody found it, and says so', async () => {
  const { field } = await openJump();
  const id = 'i_0000000000000000000000001';
  type(field, `https://idp.authpi.com/${id}`);
  expect(offered('By id')).toEqual([`Open issuer ${id}Not checked`]);
  await done();
  expect(offered('By id')).toHaveLength(1);
});

test('the beginning of an id is not offered as one while the search may know better', async () => {
  const { field } = await openJump();
  type(field, 'i_nosuch');
  expect(offered('By id')).toEqual([]);
  await waitFor(() => expect(offered('By id')).toEqual(['Open issuer i_nosuchNot checked']));
});

test('a domain is found by its letters and by its A-label', async () => {
  const { field } = await openJump();
  type(field, 'MÜLLER-GROSS');
  await waitFor(() => expect(offered('Domains')).toHaveLength(1));
  type(field, 'xn--mller');
  await waitFor(() => expect(offered('Domains')).toHaveLength(1));
});

test('a source that fails leaves the others, and can be tried again', async () => {
  await startFault(world, { kind: 'status', status: 500, operation: 'listIssuers' });
  const { field } = await openJump();
  type(field, 'northwind');
  const failure = await screen.findByRole('alert');
  expect(failure).toHaveTextContent('Issuers were not searched.');
  await waitFor(() => expect(offered('Accounts')).toHaveLength(1));
  expect(offered('Domains')).not.toEqual([]);

  await endFaults(world);
  fireEvent.click(within(failure).getByRole('button', { name: 'Try again' }));
  await waitFor(() => expect(screen.queryByRole('alert')).toBeNull());
});

test('nothing found is said, with what was looked at', async () => {
  const { field } = await openJump();
  type(field, 'qqqq');
  expect(await screen.findByText(/^Nothing found for “qqqq”\./)).toBeVisible();
  expect(await done()).toBeVisible();
});

test('outside an account only the accounts are searched, and that is said', async () => {
  const { field } = await openJump(null);
  expect(offered('Pages')).toEqual(['All accounts']);
  type(field, 'northwind');
  await done();
  expect(screen.getByText('Issuers and domains are searched inside an account.')).toBeVisible();
  expect(asked.every((path) => path.startsWith('/v1/accounts?'))).toBe(true);
});

test('what was visited and pinned comes first', async () => {
  const place = { kind: 'issuer', accountId, id: 'i_1', name: 'Storefront' };
  const elsewhere = { ...place, accountId: 'acc_2', id: 'i_2', name: 'Partner portal' };
  localStorage.setItem(
    'authpi-places-1',
    JSON.stringify({ pinned: [place], recent: [place, elsewhere] }),
  );
  await openJump();
  expect(offered('Pinned')).toEqual(['StorefrontIssuer i_1']);
  expect(offered('Recent')).toEqual(['Partner portalIssuer in acc_2']);
});
