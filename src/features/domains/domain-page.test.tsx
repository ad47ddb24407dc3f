import type { QueryClient } from '@tanstack/react-query';
import { createRootRoute, createRoute, Outlet } from '@tanstack/react-router';
import { act, fireEvent, screen, waitFor, within } from '@testing-library/react';
import { afterEach, beforeEach, describe, expect, test, vi } from 'vitest';
import { client } from '#api/client.ts';
import { keys } from '#api/keys.ts';
import { SAMPLE_CALLBACK_URL } from '#contract/ours/callback-url.ts';
import { SAMPLE_DNS } from '#contract/ours/dns-settings.ts';
import type { OperationId } from '#contract/operations.ts';
import { createFetch } from '#mocks/adapters/unit.ts';
import { setDns } from '#mocks/dns/settings.ts';
import type { DnsSetting } from '#mocks/dns/settings.ts';
import { createHandlers } from '#mocks/handlers.ts';
import { endFaults, letAct, startFault } from '#mocks/simulator.ts';
import { createWorld } from '#mocks/world.ts';
import type { Settings, World } from '#mocks/world.ts';
import { showRoutes, stubBackend, testCache } from '#shared/test-page.tsx';
import { Announcer } from '#ui/announcer.tsx';
import { DomainPage } from './domain-page.tsx';
import { STEP_IDS } from './domain-steps.ts';

// A whole backend answers, on a machine that may be busy.
vi.setConfig({ testTimeout: 40_000 });
let world: World;
let accountId: string;
/** Writes that reached the backend, such as `POST verify`. */
let writes: string[];

beforeEach(() => open());
afterEach(() => {
  vi.unstubAllGlobals();
});

async function open(settings: Partial<Settings> = {}) {
  localStorage.clear();
  world = createWorld({ settings: { strict: true, ...settings } });
  writes = [];
  const answer = createFetch(createHandlers(world, { credential: 'person' }));
  stubBackend((path, init) => {
    const request = new Request(`http://backend.test${path}`, init);
    if (request.method !== 'GET') {
      writes.push(`${request.method} ${path.split('/').at(-1) ?? ''}`);
    }
    return answer(request);
  });
  accountId = await world.transaction((tx) => tx.seed.memberships[0] ?? '');
}

const dns = (setting: DnsSetting) => world.transaction((tx) => setDns(tx, setting));

async function theirs(operation: OperationId, host: string, body?: unknown) {
  const params = { account_id: accountId, ...(operation !== 'addDomain' && { domain: host }) };
  const { status } = await letAct(world, {
    operation,
    params,
    ...(body !== undefined && { body }),
  });
  expect(status).toBeLessThan(300);
}

async function issuerId(): Promise<string> {
  const { data } = await client.send('listIssuers', { params: { account_id: accountId } });
  return data.data.find(({ status }) => status === 'active')?.id ?? '';
}

function show(
  host: string,
  { step, ...said }: { step?: string; target?: null; callbackUrl?: null } = {},
) {
  const root = createRootRoute({
    component: () => (
      <>
        <Announcer />
        <Outlet />
      </>
    ),
  });
  const domain = createRoute({
    getParentRoute: () => root,
    path: '/accounts/$accountId/domains/$host',
    component: function Shown() {
      const params = domain.useParams();
      const search: { step?: unknown; open?: unknown } = domain.useSearch();
      return (
        <DomainPage
          {...params}
          step={STEP_IDS.find((id) => id === search.step) ?? null}
          isCovered={search.open !== undefined}
          dns={said.target === null ? { ...SAMPLE_DNS, target: null } : SAMPLE_DNS}
          callbackUrl={said.callbackUrl === null ? null : SAMPLE_CALLBACK_URL}
        />
      );
    },
  });
  const address = `/accounts/${accountId}/domains/${encodeURIComponent(host)}`;
  const queryClient = testCache();
  const { router } = showRoutes(
    root.addChildren([domain]),
    queryClient,
    step === undefined ? address : `${address}?step=${step}`,
  );
  return { router, queryClient };
}

/** Opens something over the page, or closes it. */
const cover = (router: ReturnType<typeof show>['router'], isOpen: boolean) =>
  act(() => router.navigate({ href: router.state.location.pathname + (isOpen ? '?open=1' : '') }));

/** Somebody comes back to the window: what was asked is asked anew. */
const lookAgain = (queryClient: QueryClient) =>
  act(() => queryClient.invalidateQueries({ queryKey: keys.domains(accountId) }));

const heading = (name: string | RegExp) => screen.findByRole('heading', { level: 2, name });
const rail = async () => within(await screen.findByRole('navigation', { name: 'Steps' }));
/** The steps as they are read: title and state. */
const steps = async () =>
  (await rail()).getAllByRole('link').map((link) => link.textContent?.replace(/^\d/, '') ?? '');
const railSays = (words: string) =>
  waitFor(async () => expect((await steps()).join(' | ')).toContain(words));

test('a newcomer is at the records; what the DNS says is followed, but not under somebody’s hands', async () => {
  const host = 'returns.northwind.example';
  await dns({ host, situation: 'nothing' });
  show(host);
  await heading('Publish these records where northwind.example is managed');
  await railSays('Publish DNS recordsNothing there yet');
  expect(await steps()).toEqual([
    expect.stringMatching(/^Add, done:Added /),
    'Publish DNS recordsNothing there yet',
    'Mark as verifiedYour decision',
    'Assign to an issuerNo issuer yet',
    'Register callback URLsOnce assigned',
  ]);
  expect((await rail()).getByRole('link', { current: 'step' })).toHaveTextContent(/^2Publish/);
  expect(screen.getByText('Edge status').parentElement).toHaveTextContent('Not reported');

  const records = within(await screen.findByRole('table', { name: 'Records to publish' }));
  const cname = within(await records.findByRole('row', { name: /^CNAME/ }));
  expect(
    cname.getByRole('button', { name: 'Copy name of the record in its zone' }),
  ).toHaveAttribute('data-copy', 'returns');
  expect(cname.getByRole('button', { name: 'Copy full name of the record' })).toHaveAttribute(
    'data-copy',
    host,
  );
  expect(cname.getByText('edge.authpi.example')).toBeVisible();
  expect(records.getByRole('row', { name: /^TXT optional/ })).toBeVisible();

  await dns({ host, situation: 'right' });
  const check = await screen.findByRole('button', { name: 'Check now' });
  check.focus();
  fireEvent.click(check);
  await railSays('Publish DNS records, done:Right at both resolvers');
  // Somebody is at work in the records: the page stays, and says where it goes on.
  await heading('Publish these records where northwind.example is managed');
  fireEvent.click(screen.getByRole('link', { name: 'Next: Mark as verified' }));
  expect(await heading('Mark as verified')).toHaveFocus();
  expect(screen.getByText(/both resolvers see the records/)).toBeVisible();

  fireEvent.click(screen.getByRole('button', { name: 'Mark as verified' }));
  expect(await screen.findByRole('link', { name: 'Next: Assign to an issuer' })).toBeVisible();
  expect(await heading('Mark as verified')).toHaveFocus();
  expect(screen.getByText(`${host} is marked as verified`)).toBeInTheDocument();
  expect(screen.queryByRole('button', { name: /Mark as verified/ })).toBeNull();
  expect(writes).toEqual(['POST verify']);
});

test('where nobody is at work the page follows, whoever brings the facts about', async () => {
  const host = 'staging.northwind.example';
  await dns({ host, situation: 'right' });
  const { queryClient } = show(host);
  await heading('Assign to an issuer');
  expect(screen.getByRole('link', { name: 'Assign to an issuer' })).toHaveAttribute(
    'href',
    `/accounts/${accountId}/domains/${host}/assign?step=assign`,
  );
  await theirs('assignDomain', host, { issuer_id: await issuerId() });
  await lookAgain(queryClient);
  await heading('Register callback URLs');
  await railSays('Register callback URLsTo register');
});

test('what is wrong keeps a domain at its records, and a mark says what it is not proven by', async () => {
  const host = 'returns.northwind.example';
  await dns({ host, situation: 'elsewhere' });
  show(host, { step: 'mark' });
  await railSays('Publish DNS records1 wrong');
  expect(screen.getByText('The host’s CNAME does not lead to its target.')).toBeVisible();
  expect(screen.getByRole('button', { name: 'Mark as verified anyway' })).toBeVisible();
  fireEvent.click(screen.getByRole('button', { name: 'Mark as verified anyway' }));
  // Marked, but people still land elsewhere: that is where one goes on.
  expect(await screen.findByRole('link', { name: 'Next: Publish DNS records' })).toBeVisible();
});

test('a host in use is made ready first, and until then it leads elsewhere as it has to', async () => {
  const host = 'returns.northwind.example';
  await dns({ host, situation: 'elsewhere' });
  show(host);
  const asked = within(
    await screen.findByRole('group', { name: 'Is returns.northwind.example in use today?' }),
  );
  await railSays('Publish DNS records1 wrong');
  const inUse = asked.getByRole('radio', { name: 'In use' });
  inUse.focus();
  fireEvent.click(inUse);
  await railSays('Publish DNS recordsNot moved yet');
  expect((await steps()).map((step) => /^[A-Z][a-z]+/.exec(step)?.[0])).toEqual([
    'Add',
    'Mark',
    'Assign',
    'Register',
    'Publish',
  ]);
  // The answer stays where it was given, and the focus with it.
  expect(asked.getByRole('radio', { name: 'In use' })).toBeChecked();
  expect(asked.getByRole('radio', { name: 'In use' })).toHaveFocus();
  expect(screen.getByText(/is in use, as you said/)).toHaveTextContent(/they come last/);
  expect(screen.getByText('Expected')).toBeVisible();
  expect(screen.getByRole('link', { name: 'Next: Mark as verified' })).toBeVisible();
});

test('of a host in use that leads to AuthPI already nobody says that it leads elsewhere', async () => {
  const host = 'staging.northwind.example';
  await dns({ host, situation: 'right' });
  show(host, { step: 'records' });
  await railSays('Publish DNS records, done:Right at both resolvers');
  fireEvent.click(screen.getByRole('radio', { name: 'In use' }));
  const notice = screen.getByText(/is in use, as you said/);
  expect(notice).toHaveTextContent('its records lead to AuthPI already');
  expect(notice).not.toHaveTextContent(/come last|elsewhere/);
});

test('of a host in use whose name has nothing nobody says that it leads elsewhere', async () => {
  const host = 'staging.northwind.example';
  await dns({ host, situation: 'nothing' });
  show(host, { step: 'records' });
  await railSays('Publish DNS recordsNothing there yet');
  fireEvent.click(screen.getByRole('radio', { name: 'In use' }));
  const notice = screen.getByText(/is in use, as you said/);
  expect(notice).toHaveTextContent('they come last');
  expect(notice).toHaveTextContent('The resolvers find nothing there now');
  expect(notice).not.toHaveTextContent('elsewhere');
  expect(screen.getByText(/^Not yet: this comes last/)).toHaveTextContent(/Publish a CNAME named/);
});

test('an auth method nobody knows here leaves it open whether something is to be registered', async () => {
  const host = 'id.northwind.example';
  show(host, { step: 'callbacks' });
  expect(await screen.findByText(/does not know whether a provider calls back/)).toHaveTextContent(
    'saml',
  );
  expect(screen.queryByText(/nothing has to be registered/)).toBeNull();
  expect(screen.getByText(/that are known here has a provider/)).toBeVisible();
});

test('the tick of registered URLs is kept for this issuer alone', async () => {
  const host = 'login.northwind.example';
  await dns({ host, situation: 'right' });
  const { queryClient } = show(host);
  await heading('Register callback URLs');
  const tick = await screen.findByRole('checkbox', { name: 'Registered at every provider' });
  const urls = screen.getAllByRole('button', { name: /^Copy callback URL of / });
  expect(urls.length).toBeGreaterThan(1);
  for (const url of urls) {
    expect(url.dataset['copy']).toMatch(/^https:\/\/login\.northwind\.example\/callback\//);
  }
  expect(screen.getByText(/its passkeys are bound to/)).toHaveTextContent(
    'bound to northwind.example. They work at this host.',
  );
  tick.focus();
  fireEvent.click(tick);
  await railSays('Register callback URLs, done:Registered, as you said');

  const other = (
    await client.send('listDomains', { params: { account_id: accountId } })
  ).data.data.find((each) => each.host === 'id.northwind.example')?.assigned_issuer_id;
  await theirs('assignDomain', host, { issuer_id: other });
  await lookAgain(queryClient);
  await waitFor(async () => expect((await steps()).join()).not.toContain('as you said'));
});

test('without a target nothing is shown as one; without a template no URL is', async () => {
  await dns({ host: 'login.northwind.example', situation: 'elsewhere' });
  const { router } = show('login.northwind.example', {
    step: 'records',
    target: null,
    callbackUrl: null,
  });
  await railSays('Publish DNS recordsSeen, not judged');
  const cname = within(await screen.findByRole('row', { name: /^CNAME/ }));
  expect(cname.getByText('Not known')).toBeVisible();
  expect(screen.getByText('AUTHPI_DNS_TARGET')).toBeVisible();
  expect(screen.getByRole('button', { name: 'Copy as zone file' })).toHaveAccessibleDescription(
    'The value to publish is not known',
  );
  await act(() => router.navigate({ to: '.', search: { step: 'callbacks' } as never }));
  expect(await screen.findByText('AUTHPI_CALLBACK_URL')).toBeVisible();
  expect(screen.queryByRole('button', { name: /^Copy callback URL/ })).toBeNull();
});

test('the message for whoever runs the DNS opens in place', async () => {
  await dns({ host: 'returns.northwind.example', situation: 'nothing' });
  show('returns.northwind.example', { step: 'records' });
  const button = await screen.findByRole('button', { name: 'Message for whoever runs the DNS' });
  expect(button).toHaveAttribute('aria-expanded', 'false');
  fireEvent.click(button);
  expect(button).toHaveAttribute('aria-expanded', 'true');
  const message = screen.getByRole('textbox', { name: 'Message for whoever runs the DNS' });
  expect(message).toHaveDisplayValue(/edge\.authpi\.example/);
});

test('one that was removed meanwhile is said to be, with ways on', async () => {
  const host = 'returns.northwind.example';
  await dns({ host, situation: 'nothing' });
  const { queryClient } = show(host);
  await railSays('Publish DNS recordsNothing there yet');
  await theirs('removeDomain', host);
  await lookAgain(queryClient);
  const alert = within(await screen.findByRole('alert'));
  expect(
    alert.getByRole('heading', { name: 'This domain is not in the account any more' }),
  ).toBeVisible();
  expect(alert.getByRole('link', { name: 'Add it again' })).toHaveAttribute(
    'href',
    `/accounts/${accountId}/domains/new?host=${host}`,
  );
});

test('an address in another form leads to the domain; what is none is said to be none', async () => {
  const { router } = show('Returns.Northwind.EXAMPLE.', { step: 'add' });
  await heading('Add');
  expect(router.state.location.href).toBe(
    `/accounts/${accountId}/domains/returns.northwind.example?step=add`,
  );
  await act(() =>
    router.navigate({ to: `/accounts/${accountId}/domains/nope.example.com` as never }),
  );
  await heading('There is no such domain');
  expect(screen.queryByRole('alert')).toBeNull();
});

test('an address in its own letters leads to the domain', async () => {
  const { router } = show('anmeldung.müller-großhandel.example');
  await waitFor(() =>
    expect(router.state.location.pathname).toContain(
      'anmeldung.xn--mller-grohandel-yib89b.example',
    ),
  );
  await rail();
});

test('who may only look sees the mark with the reason', async () => {
  await open({ scenario: 'viewer' });
  const host = 'returns.northwind.example';
  await dns({ host, situation: 'right' });
  show(host, { step: 'mark' });
  const button = await screen.findByRole('button', { name: 'Mark as verified' });
  await waitFor(() => expect(button).toHaveAttribute('aria-disabled', 'true'));
  expect(button).toHaveAccessibleDescription(/that takes the scope accounts\.domains:write\.$/);
  fireEvent.click(button);
  expect(writes).toEqual([]);
});

test('a stale tab is told that it was marked already', async () => {
  const host = 'returns.northwind.example';
  await dns({ host, situation: 'right' });
  show(host, { step: 'mark' });
  const button = await screen.findByRole('button', { name: 'Mark as verified' });
  await theirs('verifyDomain', host);
  fireEvent.click(button);
  expect(await screen.findByText('It was marked by someone else in the meantime.')).toBeVisible();
  await railSays('Mark as verified, done:Marked as verified');
});

test('a mark that was refused says so in place, and is tried again', async () => {
  const host = 'returns.northwind.example';
  await dns({ host, situation: 'right' });
  await startFault(world, { kind: 'status', status: 403, operation: 'verifyDomain' });
  show(host, { step: 'mark' });
  fireEvent.click(await screen.findByRole('button', { name: 'Mark as verified' }));
  expect(await screen.findByRole('alert')).toHaveTextContent(/^Not marked as verified\./);
  await endFaults(world);
  fireEvent.click(screen.getByRole('button', { name: 'Mark as verified' }));
  await railSays('Mark as verified, done:Marked as verified');
  expect(screen.queryByRole('alert')).toBeNull();
});

test('assigned without the mark: both are shown, and what cannot be done says why', async () => {
  const host = 'partners.northwind.example';
  await dns({ host, situation: 'right' });
  show(host, { step: 'assign' });
  await railSays('Mark as verifiedAssigned without it');
  const reassign = await screen.findByRole('button', { name: 'Reassign' });
  expect(reassign).toHaveAccessibleDescription(
    'AuthPI assigns only domains that are marked as verified.',
  );
  expect(screen.getByRole('link', { name: 'Unassign' })).toHaveAttribute(
    'href',
    `/accounts/${accountId}/domains/${host}/unassign?step=assign`,
  );
});

test('a list that does not come says so, and comes when asked for again', async () => {
  await startFault(world, { kind: 'status', status: 500, operation: 'listDomains' });
  show('returns.northwind.example');
  expect(await screen.findByRole('button', { name: 'Try again' })).toBeVisible();
  await endFaults(world);
  fireEvent.click(screen.getByRole('button', { name: 'Try again' }));
  await rail();
});

test('a list that is not whole does not deny a domain', async () => {
  const backend = fetch;
  vi.stubGlobal('fetch', (path: string, init: RequestInit) =>
    path.endsWith('/domains')
      ? Promise.resolve(new Response(JSON.stringify({ data: [], has_more: true })))
      : backend(path, init),
  );
  show('returns.northwind.example');
  await heading('This domain was not listed');
  expect(screen.getByText(/may be among those/)).toHaveTextContent('AuthPI listed no further.');
  expect(screen.queryByRole('link', { name: 'Add it' })).toBeNull();
});

test('a domain that goes away under what is open over its page stays until that is closed', async () => {
  const host = 'returns.northwind.example';
  const { router, queryClient } = show(host);
  await rail();
  await cover(router, true);
  await theirs('removeDomain', host);
  await lookAgain(queryClient);
  expect(await rail()).toBeDefined();
  expect(screen.queryByRole('alert')).toBeNull();

  await cover(router, false);
  const alert = within(await screen.findByRole('alert'));
  expect(alert.getByRole('link', { name: 'Add it again' })).toHaveAttribute(
    'href',
    `/accounts/${accountId}/domains/new?host=${host}`,
  );
});

describe('what AuthPI says of a domain is followed', () => {
  const host = 'returns.northwind.example';
  const every = (ms: number) => act(() => vi.advanceTimersByTimeAsync(ms));
  afterEach(() => {
    vi.useRealTimers();
  });

  /** Opens its page with the time of intervals in hand, and counts how often the list is asked for. */
  async function follow(step?: string) {
    await dns({ host, situation: 'nothing' });
    const backend = fetch;
    let asked = 0;
    vi.stubGlobal('fetch', (path: string, init: RequestInit) => {
      if (path.endsWith('/domains')) asked += 1;
      return backend(path, init);
    });
    vi.useFakeTimers({ toFake: ['setInterval', 'clearInterval'] });
    const { router } = show(host, step === undefined ? {} : { step });
    await railSays('Publish DNS recordsNothing there yet');
    return { router, asked: () => asked };
  }

  test('now and then, and not under what is open over it', async () => {
    const { router, asked } = await follow();
    const first = asked();
    await every(29_000);
    expect(asked()).toBe(first);
    await theirs('verifyDomain', host);
    await every(1_000);
    await railSays('Mark as verified, done:Marked as verified');
    expect(asked()).toBe(first + 1);

    await cover(router, true);
    await every(120_000);
    expect(asked()).toBe(first + 1);
    await cover(router, false);
    await every(30_000);
    await waitFor(() => expect(asked()).toBe(first + 2));
  });

  test('at once where the DNS says something else', async () => {
    const { asked } = await follow();
    const first = asked();
    await theirs('verifyDomain', host);
    await dns({ host, situation: 'right' });
    fireEvent.click(await screen.findByRole('button', { name: 'Check now' }));
    await railSays('Mark as verified, done:Marked as verified');
    expect(asked()).toBe(first + 1);
  });

  test('what somebody had the focus on goes away: the focus stays where it was', async () => {
    await follow('mark');
    const button = await screen.findByRole('button', { name: 'Mark as verified anyway' });
    button.focus();
    await theirs('verifyDomain', host);
    await every(30_000);
    await railSays('Mark as verified, done:Marked as verified');
    expect(button).not.toBeInTheDocument();
    expect(document.activeElement).toContainElement(await heading('Mark as verified'));
    expect(document.body).not.toHaveFocus();
  });
});
