import { createRootRoute, createRoute, Outlet } from '@tanstack/react-router';
import { act, fireEvent, screen, waitFor, within } from '@testing-library/react';
import { afterEach, beforeEach, describe, expect, test, vi } from 'vitest';
import { createFetch } from '#mocks/adapters/unit.ts';
import { createHandlers } from '#mocks/handlers.ts';
import { letAct } from '#mocks/simulator.ts';
import { createWorld } from '#mocks/world.ts';
import type { World } from '#mocks/world.ts';
import { showRoutes, stubBackend, testCache } from '#shared/test-page.tsx';
import { Announcer } from '#ui/announcer.tsx';
import { AddDomainsPage } from './add-domains-page.tsx';

// A whole backend answers, on a machine that may be busy.
vi.setConfig({ testTimeout: 60_000 });
let world: World;
let accountId: string;
/** The hosts of the adds that were sent, in their order. */
let sent: string[];
/** Stands in for the backend, or changes what it does. */
let meddle: (host: string, answer: () => Promise<Response>) => Promise<Response>;
let failsToList: boolean;
let scopes: string[] | null;

beforeEach(async () => {
  world = createWorld();
  accountId = await world.transaction((tx) => tx.seed.memberships[0] ?? '');
  sent = [];
  failsToList = false;
  scopes = null;
  meddle = (_, answer) => answer();
  const backend = createFetch(createHandlers(world, { credential: 'person' }));
  stubBackend(async (path, init) => {
    const answer = () => backend(new Request(`http://backend.test${path}`, init));
    if (path === '/v1/me' && scopes !== null) {
      const accounts = [{ account_id: accountId, scopes }];
      return Response.json({ data: { type: 'api_key', key_id: 'k_1', accounts } });
    }
    if (path.endsWith('/domains') && init.method === 'POST') {
      const { host } = JSON.parse(typeof init.body === 'string' ? init.body : '') as {
        host: string;
      };
      sent.push(host);
      return meddle(host, answer);
    }
    if (path.endsWith('/domains') && failsToList) return new Response('', { status: 500 });
    return answer();
  });
});
afterEach(() => {
  vi.unstubAllGlobals();
  localStorage.clear();
  sessionStorage.clear();
});

/** Leaves the account so many domains. */
async function keepDomains(count: number): Promise<void> {
  await world.transaction((tx) => {
    const account = tx.accounts.get(accountId);
    if (account === undefined) throw new Error('No account');
    tx.accounts.put({ ...account, domains: account.domains.slice(0, count) });
  });
}

async function hosts(): Promise<string[]> {
  return world.transaction(
    (tx) => tx.accounts.get(accountId)?.domains.map(({ host }) => host) ?? [],
  );
}

function show(queryClient = testCache(), host: string | null = null) {
  const onHostTaken = vi.fn<() => void>();
  const onAdded = vi.fn<(host: string) => Promise<void>>(() => Promise.resolve());
  const root = createRootRoute({
    component: () => (
      <>
        <Announcer />
        <Outlet />
      </>
    ),
  });
  const page = createRoute({
    getParentRoute: () => root,
    path: '/',
    component: () => (
      <AddDomainsPage
        accountId={accountId}
        host={host}
        onHostTaken={onHostTaken}
        onAdded={onAdded}
      />
    ),
  });
  return { onAdded, onHostTaken, ...showRoutes(root.addChildren([page]), queryClient) };
}

const box = () => screen.findByRole('textbox', { name: 'Hosts' });

async function paste(text: string) {
  fireEvent.change(await box(), { target: { value: text } });
}

const rowOf = (name: RegExp, table = 'What will happen') =>
  within(screen.getByRole('table', { name: table })).getByRole('row', { name });
const ready = (name: string | RegExp) =>
  waitFor(() => {
    const button = screen.getByRole('button', { name });
    expect(button).not.toHaveAttribute('aria-disabled');
    return button;
  });

describe('before anything is sent', () => {
  test('each thing that was pasted says what will become of it', async () => {
    show();
    await paste(
      'https://Auth.Müller-Example.com/\nme@example.com\nauth.müller-example.com\n1.2.3.4',
    );
    await ready('Add domain');
    const first = within(rowOf(/Will be added/));
    expect(first.getByText('auth.xn--mller-example-wob.com')).toBeVisible();
    expect(first.getByText('Left out: https://')).toBeVisible();
    expect(first.getByRole('cell', { name: /Will be added/ })).toHaveTextContent('Place 18 of 20');
    expect(rowOf(/me@example/)).toHaveTextContent('This is an e-mail address, not a host name');
    expect(rowOf(/Repeated/)).toHaveTextContent('auth.müller-example.com');
    expect(rowOf(/1\.2\.3\.4/)).toHaveTextContent('Cannot be added');
    expect(screen.getByText('1 will be added, 1 is repeated, 2 cannot be added.')).toBeVisible();
    expect(sent).toEqual([]);
  });

  test('what the account has leads to it', async () => {
    const [here = ''] = await hosts();
    show();
    await paste(here.toUpperCase());
    const row = within(await screen.findByRole('row', { name: /Here already/ }));
    expect(row.getByRole('link', { name: /^Show/ })).toHaveAttribute(
      'href',
      `/accounts/${accountId}/domains/${here}`,
    );
    const button = screen.getByRole('button', { name: 'Add domains' });
    expect(button).toHaveAccessibleDescription('None of these can be added');
  });

  test('a row can be taken away; the focus stays with the rows, or goes to the field', async () => {
    show();
    await paste('a.example\nb.example');
    await ready('Add 2 domains');
    const remove = screen.getByRole('button', { name: 'Remove a.example' });
    remove.focus();
    fireEvent.click(remove);
    const next = await screen.findByRole('button', { name: 'Remove b.example' });
    expect(next).toHaveFocus();
    expect(await box()).toHaveValue('b.example');
    fireEvent.click(next);
    expect(await box()).toHaveValue('');
    expect(await box()).toHaveFocus();
  });

  test('nothing can be added without the scope, and it is said', async () => {
    scopes = ['accounts.domains:read', 'accounts:read'];
    show();
    const words =
      'You cannot add domains to this account: that takes the scope accounts.domains:write';
    expect(await screen.findByText(`${words}.`)).toBeVisible();
    expect(await box()).toHaveAttribute('readonly');
    expect(screen.getByRole('button', { name: 'Add domains' })).toHaveAccessibleDescription(words);
  });

  test('a full account says so instead of a form', async () => {
    await letAct(world, {
      operation: 'addDomain',
      params: { account_id: accountId },
      body: { host: 'x1.example' },
    });
    await letAct(world, {
      operation: 'addDomain',
      params: { account_id: accountId },
      body: { host: 'x2.example' },
    });
    await letAct(world, {
      operation: 'addDomain',
      params: { account_id: accountId },
      body: { host: 'x3.example' },
    });
    show();
    expect(await screen.findByRole('heading', { name: 'All 20 places are taken' })).toBeVisible();
    expect(screen.getByRole('link', { name: 'Show the domains' })).toHaveAttribute(
      'href',
      `/accounts/${accountId}/domains`,
    );
    expect(screen.queryByRole('textbox')).toBeNull();
  });

  test('what is typed is there again after a reload', async () => {
    const { unmount } = show();
    await paste('a.example');
    await ready('Add domain');
    unmount();
    show();
    await waitFor(async () => expect(await box()).toHaveValue('a.example'));
    expect(await screen.findByText(/not saved are in the fields again/)).toBeVisible();
  });

  test('300 rows are all judged', async () => {
    show();
    await paste(Array.from({ length: 300 }, (_, at) => `h${at}.example`).join('\n'));
    expect(await screen.findByText('3 will be added, 297 find no place.')).toBeVisible();
  });
});

describe('adding', () => {
  test('one: on to it, and nothing is kept', async () => {
    const { onAdded } = show();
    await paste('Auth.Example.COM.');
    fireEvent.click(await ready('Add domain'));
    await waitFor(() => expect(onAdded).toHaveBeenCalledWith('auth.example.com'));
    expect(onAdded).toHaveBeenCalledOnce();
    expect(await hosts()).toContain('auth.example.com');
    expect(sent).toEqual(['auth.example.com']);
    await waitFor(async () => expect(await box()).toHaveValue(''));
  });

  test('one that another account holds stays, with the reason', async () => {
    const foreign = await world.transaction(
      (tx) =>
        [...tx.accounts.rows()].find((each) => each.id !== accountId && each.domains.length > 0)
          ?.domains[0]?.host ?? '',
    );
    const { onAdded } = show();
    await paste(foreign);
    fireEvent.click(await ready('Add domain'));
    expect(await screen.findByText('Held by another account')).toBeVisible();
    expect(onAdded).not.toHaveBeenCalled();
    fireEvent.click(screen.getByRole('button', { name: 'Add more domains' }));
    expect(await box()).toHaveFocus();
    expect(await box()).toHaveValue(foreign);
  });

  test('Enter is a line break; Ctrl+Enter adds', async () => {
    const { onAdded } = show();
    await paste('a.example');
    await ready('Add domain');
    expect(fireEvent.keyDown(await box(), { key: 'Enter' })).toBe(true);
    expect(sent).toEqual([]);
    fireEvent.keyDown(await box(), { key: 'Enter', ctrlKey: true });
    await waitFor(() => expect(onAdded).toHaveBeenCalledWith('a.example'));
  });

  test('15 into 7 free places, with two faults: exactly the right ones, the rest explained, nothing twice', async () => {
    await keepDomains(13);
    const before = await hosts();
    const names = Array.from({ length: 15 }, (_, at) => `h${at + 1}.acme.example`);
    let failing = true;
    meddle = async (host, answer) => {
      // One is refused as long as it lasts; of another only the answer is lost.
      if (failing && host === 'h3.acme.example') return new Response('', { status: 500 });
      const response = await answer();
      if (failing && host === 'h5.acme.example') throw new TypeError('Failed to fetch');
      return response;
    };
    const { onAdded } = show();
    await paste(names.join('\n'));
    fireEvent.click(await ready('Add 7 domains'));
    expect(await screen.findAllByText(/^6 of 7 added/)).not.toEqual([]);
    const outcome = 'Outcome of each domain';
    expect(within(screen.getByRole('table', { name: outcome })).getAllByRole('row')).toHaveLength(
      8,
    );
    expect(rowOf(/h5\.acme/, outcome)).toHaveTextContent('Added');
    expect(rowOf(/h3\.acme/, outcome)).not.toHaveTextContent(/^h3\.acme\.exampleAdded/);
    const rest = within(screen.getByRole('table', { name: 'Not tried' }));
    expect(rest.getAllByRole('row', { name: /No place left/ })).toHaveLength(8);
    expect(await hosts()).toEqual([
      ...before,
      ...names.slice(0, 7).filter((host) => host !== 'h3.acme.example'),
    ]);

    failing = false;
    sent = [];
    fireEvent.click(screen.getByRole('button', { name: /again$/ }));
    expect(await screen.findAllByText('All 7 added')).not.toEqual([]);
    expect(sent).toEqual(['h3.acme.example']);
    const after = await hosts();
    expect(after.toSorted()).toEqual([...before, ...names.slice(0, 7)].toSorted());
    expect(new Set(after).size).toBe(20);
    expect(onAdded).not.toHaveBeenCalled();
    for (const host of names.slice(0, 7)) {
      expect(screen.getByRole('link', { name: `Set up ${host}` })).toBeVisible();
    }

    fireEvent.click(screen.getByRole('button', { name: 'Add more domains' }));
    expect(await box()).toHaveValue(names.slice(7).join('\n'));
    expect(screen.getByRole('button', { name: 'Add domains' })).toHaveAccessibleDescription(
      'All 20 places are taken',
    );
  });

  test('what changed since is looked for before the click does anything', async () => {
    show();
    await paste('a.example b.example c.example');
    const button = await ready('Add 3 domains');
    await letAct(world, {
      operation: 'addDomain',
      params: { account_id: accountId },
      body: { host: 'theirs.example' },
    });
    fireEvent.click(button);
    expect(await screen.findByRole('alert')).toHaveTextContent(
      'Nothing was added: the domains of this account have changed meanwhile. 2 of 20 places left.',
    );
    expect(sent).toEqual([]);
    fireEvent.click(await ready('Add 2 domains'));
    expect(await screen.findAllByText('All 2 added')).not.toEqual([]);
    expect(rowOf(/c\.example/, 'Not tried')).toHaveTextContent('No place left');
    expect(await hosts()).toContain('b.example');
  });

  test('where that cannot be looked for nothing is sent', async () => {
    show();
    await paste('a.example');
    const button = await ready('Add domain');
    failsToList = true;
    fireEvent.click(button);
    expect(await screen.findByText(/^Nothing was added, since/)).toBeVisible();
    expect(sent).toEqual([]);
    failsToList = false;
    fireEvent.click(screen.getByRole('button', { name: 'Try again' }));
    await waitFor(async () => expect(await hosts()).toContain('a.example'));
  });

  test('it goes on when the page is left, and is there on coming back', async () => {
    let open = () => undefined as void;
    const door = new Promise<void>((resolve) => {
      open = resolve;
    });
    meddle = async (host, answer) => {
      if (host === 'b.example') await door;
      return answer();
    };
    const queryClient = testCache();
    const { unmount } = show(queryClient);
    await paste('a.example\nb.example\nnope');
    fireEvent.click(await ready('Add 2 domains'));
    await waitFor(() => expect(sent).toContain('b.example'));
    unmount();
    show(queryClient);
    expect(await screen.findAllByText('Adding: 1 of 2')).not.toEqual([]);
    await act(async () => open());
    expect(await screen.findAllByText('All 2 added')).not.toEqual([]);
    expect(await screen.findByRole('table', { name: 'Not tried' })).toBeVisible();
    fireEvent.click(screen.getByRole('button', { name: 'Add more domains' }));
    await waitFor(async () => expect(await box()).toHaveValue('nope'));
  });
});

describe('a host that an address names', () => {
  // A page keeps what is typed in it when it is taken down.
  beforeEach(() => {
    localStorage.clear();
    sessionStorage.clear();
  });

  test('is in the list once, where nothing else is', async () => {
    const { onHostTaken, unmount } = show(testCache(), 'again.example');
    await waitFor(async () => expect(await box()).toHaveValue('again.example'));
    expect(onHostTaken).toHaveBeenCalled();
    await ready('Add domain');
    unmount();
    expect(sent).toEqual([]);
  });

  test('does not take the place of what an earlier visit left', async () => {
    const { unmount } = show();
    await paste('mine.example');
    await ready('Add domain');
    unmount();
    const { onHostTaken } = show(testCache(), 'again.example');
    await waitFor(() => expect(onHostTaken).toHaveBeenCalled());
    expect(await box()).toHaveValue('mine.example');
  });

  test('comes before the outcomes of what was added earlier', async () => {
    const queryClient = testCache();
    const { unmount } = show(queryClient);
    await paste('a.example b.example');
    fireEvent.click(await ready('Add 2 domains'));
    await screen.findAllByText('All 2 added');
    unmount();
    await letAct(world, {
      operation: 'removeDomain',
      params: { account_id: accountId, domain: 'a.example' },
    });
    await queryClient.invalidateQueries();
    show(queryClient, 'a.example');
    await waitFor(async () => expect(await box()).toHaveValue('a.example'));
    await ready('Add domain');
  });
});
