import { fireEvent, screen, waitFor, within } from '@testing-library/react';
import { afterEach, beforeEach, expect, test, vi } from 'vitest';
import { client } from '#api/client.ts';
import type { Domain } from '#contract/domain.ts';
import { SAMPLE_DNS } from '#contract/ours/dns-settings.ts';
import { createFetch } from '#mocks/adapters/unit.ts';
import { createHandlers } from '#mocks/handlers.ts';
import { letAct, startFault } from '#mocks/simulator.ts';
import { createWorld } from '#mocks/world.ts';
import type { World } from '#mocks/world.ts';
import { showPage, stubBackend } from '#shared/test-page.tsx';
import { SeveralPage } from './several-page.tsx';
import type { SeveralAct } from './several.ts';

vi.setConfig({ testTimeout: 30_000 });
let world: World;
let accountId: string;
/** Writes that reached the backend, by path below the domains. */
let writes: string[];

beforeEach(async () => {
  world = createWorld({ settings: { strict: true } });
  writes = [];
  const answer = createFetch(createHandlers(world, { credential: 'person' }));
  stubBackend((path, init) => {
    const request = new Request(`http://backend.test${path}`, init);
    if (request.method === 'POST') writes.push(path.replace(/^.*\/domains\//, ''));
    return answer(request);
  });
  accountId = (await client.send('getCaller')).data.accounts[0]?.account_id ?? '';
});
afterEach(() => {
  vi.unstubAllGlobals();
});

async function domains(): Promise<Map<string, Domain>> {
  const params = { account_id: accountId };
  const { data } = await client.send('listDomains', { params });
  return new Map(data.data.map((each) => [each.host, each]));
}

function show(act: SeveralAct) {
  showPage(<SeveralPage accountId={accountId} act={act} dns={SAMPLE_DNS} />);
}

const box = (name: string) => screen.findByRole('checkbox', { name });
const button = (name: string | RegExp) => screen.findByRole('button', { name });

/** Presses what can be pressed once it is known what comes of it. */
async function press(name: string) {
  const found = await button(name);
  await waitFor(() => expect(found).not.toHaveAttribute('aria-disabled'));
  fireEvent.click(found);
}

test('marks: those marked already cannot be chosen, the DNS was not looked at, one by one', async () => {
  show('verify');
  const marked = await box('login.northwind.example');
  expect(marked).toHaveAttribute('aria-disabled', 'true');
  expect(marked).toHaveAccessibleDescription('It is marked already.');
  fireEvent.click(marked);
  expect(marked).not.toBeChecked();
  const review = await button('Review');
  expect(review).toHaveAccessibleDescription('Choose at least one domain');

  const hosts = ['partners.northwind.example', 'returns.northwind.example'];
  for (const host of hosts) fireEvent.click(await box(host));
  expect(screen.getByText('2 domains chosen')).toBeVisible();
  fireEvent.click(review);
  const heading = await screen.findByRole('heading', { name: 'Mark 2 domains as verified?' });
  expect(heading).toHaveFocus();
  expect(screen.getByText(/The DNS of these was not looked at here/)).toBeVisible();

  fireEvent.click(await button('Back'));
  expect(await button('Review')).toHaveFocus();
  fireEvent.click(await button('Review'));

  await startFault(world, { kind: 'status', status: 500, operation: 'verifyDomain' });
  fireEvent.click(await button('Mark 2 domains as verified anyway'));
  const table = within(await screen.findByRole('table', { name: 'Outcome of each domain' }));
  await waitFor(async () => {
    const now = await domains();
    expect(hosts.map((host) => now.get(host)?.verified)).toEqual([true, true]);
  });
  expect(table.getAllByRole('row')).toHaveLength(3);
  expect(await button('Choose others')).toBeVisible();
});

test('assigning: an issuer first, then what each comes to, with the others moved before', async () => {
  show('assign');
  const bare = await box('returns.northwind.example');
  expect(bare).toHaveAccessibleDescription(/no verified mark/);
  expect(await button('Review')).toHaveAccessibleDescription('Choose an issuer');

  fireEvent.click(await button('Choose an issuer'));
  const field = await screen.findByRole('combobox', { name: 'Search issuers' });
  fireEvent.change(field, { target: { value: 'Storefront staging' } });
  fireEvent.click(
    await screen.findByRole('option', { name: (name) => name.startsWith('Storefront staging') }),
  );
  expect(await box('id.northwind.example')).toHaveAccessibleDescription(
    'It is assigned to this issuer already.',
  );

  const hosts = ['login.northwind.example', 'accounts.northwind.example'];
  for (const host of hosts) fireEvent.click(await box(host));
  fireEvent.click(await button('Review'));
  await screen.findByRole('heading', { name: 'Assign 2 domains to Storefront staging?' });
  expect(await screen.findAllByText(/move from/)).toHaveLength(2);
  // Each alone would leave the other one.
  expect(await screen.findAllByText(/They work nowhere any more/)).toHaveLength(2);

  await press('Assign 2 domains');
  await screen.findByRole('table', { name: 'Outcome of each domain' });
  expect(await screen.findByText(/Providers have to know the callback URLs/)).toBeVisible();
  expect(writes).toEqual(hosts.map((host) => `${host}/assign`));

  fireEvent.click(await button('Choose others'));
  expect(await button('Choose an issuer')).toBeVisible();
  expect(document.activeElement).not.toBe(document.body);
});

test('nothing is assigned before it is known what comes of it', async () => {
  const [from = ''] = [...(await domains()).values()].flatMap(({ host, assigned_issuer_id: id }) =>
    host === 'login.northwind.example' && id != null ? id : [],
  );
  let answer = () => {};
  const isHeld = new Promise<void>((resolve) => {
    answer = resolve;
  });
  const answered = fetch;
  vi.stubGlobal('fetch', async (path: string, init: RequestInit) => {
    if (path.includes(`${from}/auth-methods`)) await isHeld;
    return answered(path, init);
  });
  show('assign');
  fireEvent.click(await button('Choose an issuer'));
  const field = await screen.findByRole('combobox', { name: 'Search issuers' });
  fireEvent.change(field, { target: { value: 'Storefront staging' } });
  fireEvent.click(
    await screen.findByRole('option', { name: (name) => name.startsWith('Storefront staging') }),
  );
  fireEvent.click(await box('login.northwind.example'));
  fireEvent.click(await button('Review'));
  const assign = await button('Assign 1 domain');
  expect(assign).toHaveAccessibleDescription('What comes of it is being looked at');
  fireEvent.click(assign);
  expect(writes).toEqual([]);

  answer();
  await press('Assign 1 domain');
  await screen.findByRole('table', { name: 'Outcome of each domain' });
  await waitFor(() => expect(writes).toEqual(['login.northwind.example/assign']));
});

test('one that someone else marked meanwhile was so already', async () => {
  show('verify');
  const hosts = ['partners.northwind.example', 'returns.northwind.example'];
  for (const host of hosts) fireEvent.click(await box(host));
  fireEvent.click(await button('Review'));
  await screen.findByRole('heading', { name: 'Mark 2 domains as verified?' });
  const [theirs = ''] = hosts;
  await letAct(world, {
    operation: 'verifyDomain',
    params: { account_id: accountId, domain: theirs },
  });
  fireEvent.click(await button('Mark 2 domains as verified anyway'));
  // Nothing was written twice: it was so already.
  await waitFor(async () => {
    const now = await domains();
    expect(hosts.map((host) => now.get(host)?.verified)).toEqual([true, true]);
  });
  expect(await screen.findByText('Already marked as verified')).toBeVisible();
});
