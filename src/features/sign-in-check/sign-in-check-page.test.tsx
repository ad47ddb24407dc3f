import { fireEvent, screen, waitFor, within } from '@testing-library/react';
import { useState } from 'react';
import { afterEach, beforeEach, expect, test, vi } from 'vitest';
import { createFetch } from '#mocks/adapters/unit.ts';
import { createHandlers } from '#mocks/handlers.ts';
import { setDns as set } from '#mocks/dns/settings.ts';
import type { DnsSetting } from '#mocks/dns/settings.ts';
import { startFault } from '#mocks/simulator.ts';
import { createWorld } from '#mocks/world.ts';
import type { World } from '#mocks/world.ts';
import { SAMPLE_DNS } from '#contract/ours/dns-settings.ts';
import type { DnsSettings } from '#contract/ours/dns-settings.ts';
import { DNS_PATH } from '#contract/ours/dns.ts';
import { showPage, stubBackend } from '#shared/test-page.tsx';
import { Announcer } from '#ui/announcer.tsx';
import { SignInCheckPage } from './sign-in-check-page.tsx';

// A whole backend answers, on a machine that may be busy.
vi.setConfig({ testTimeout: 30_000 });
let world: World;
let accountId: string;
let dnsAsked: string[];

beforeEach(async () => {
  world = createWorld();
  accountId = await world.transaction((tx) => tx.seed.memberships[0] ?? '');
  const answer = createFetch(createHandlers(world, { credential: 'person' }));
  dnsAsked = [];
  stubBackend((path, init) => {
    if (path.startsWith(DNS_PATH)) dnsAsked.push(path);
    return answer(new Request(`http://backend.test${path}`, init));
  });
});
afterEach(() => {
  vi.unstubAllGlobals();
});

const onQuery = vi.fn<(q: string | undefined) => void>();

function open(q?: string, dns: DnsSettings = SAMPLE_DNS) {
  function Root() {
    const [asked, setAsked] = useState(q);
    return (
      <>
        <Announcer />
        <SignInCheckPage
          accountId={accountId}
          q={asked}
          dns={dns}
          onQuery={(text) => {
            onQuery(text);
            setAsked(text);
          }}
        />
      </>
    );
  }
  showPage(<Root />);
}

const heading = (name: string | RegExp) => screen.findByRole('heading', { level: 2, name });
const link = (title: string) => {
  const item = screen.getByRole('heading', { level: 3, name: title }).closest('li');
  if (item === null) throw new Error(`${title} stands in no list`);
  return within(item);
};
const said = () => screen.getAllByRole('status').map((status) => status.textContent);

const setDns = (setting: DnsSetting) => world.transaction((tx) => set(tx, setting));

const EDGE = 'Does the edge serve the domain?';
const DNS = 'Does the DNS lead to AuthPI?';
const ISSUER = 'Does the issuer exist?';
const ACTIVE = 'Is the issuer active?';

test('before anything is asked it says what it does, and offers the domains of the account', async () => {
  open();
  const example = await screen.findByRole('link', { name: 'id.northwind.example' });
  expect(example.getAttribute('href')).toBe(
    `/accounts/${accountId}/sign-in-check?q=id.northwind.example`,
  );
  // In letters people read; the address has the stored form.
  expect(
    screen.getByRole('link', { name: 'anmeldung.müller-großhandel.example' }).getAttribute('href'),
  ).toContain('xn--mller-grohandel-yib89b');
});

test('a host is checked from its domain on; what came of it is announced', async () => {
  open('https://ID.northwind.example/login');
  await heading('Sign-in is broken at 2 points: DNS, edge status');
  expect(screen.getAllByRole('listitem')).toHaveLength(10);
  expect(link(EDGE).getByText('Wrong')).toBeVisible();
  expect(link(EDGE).getByRole('link').getAttribute('href')).toBe(
    `/accounts/${accountId}/domains/id.northwind.example`,
  );
  expect(link(ACTIVE).getByText('Right')).toBeVisible();
  await waitFor(() =>
    expect(said().join()).toContain('Sign-in is broken at 2 points: DNS, edge status'),
  );
});

test('the DNS is asked along, and once; the way to the records leads to their step', async () => {
  open('id.northwind.example');
  await heading('Sign-in is broken at 2 points: DNS, edge status');
  expect(link(DNS).getByText('Wrong')).toBeVisible();
  expect(link(DNS).getByText(/^The CNAME points elsewhere/)).toBeVisible();
  expect(link(DNS).getByRole('link', { name: 'Open DNS records' }).getAttribute('href')).toBe(
    `/accounts/${accountId}/domains/id.northwind.example?step=records`,
  );
  const asked = dnsAsked.length;
  // What a sign-in does not depend on is not asked for.
  expect(dnsAsked.filter((path) => path.includes('type=TXT'))).toEqual([]);

  await setDns({ host: 'id.northwind.example', situation: 'right' });
  fireEvent.click(screen.getByRole('button', { name: 'Check again' }));
  await waitFor(() => expect(link(DNS).getByText('Right')).toBeVisible());
  expect(dnsAsked.length).toBeGreaterThan(asked);
  await heading('Sign-in is broken at 1 point: edge status');
});

test('a DNS that could not be asked is not wrong, and the rest stands', async () => {
  await setDns({ host: 'login.northwind.example', failure: 'timeout' });
  open('login.northwind.example');
  await heading('Nothing wrong was found, but 1 question could not be asked');
  expect(link(DNS).getByText('Could not ask')).toBeVisible();
  expect(link(EDGE).getByText('Right')).toBeVisible();
  expect(link(DNS).queryByRole('link')).toBeNull();

  await setDns({ host: 'login.northwind.example', situation: 'right' });
  fireEvent.click(screen.getByRole('button', { name: 'Check again' }));
  await heading('Everything this dashboard can see is right');
});

test('without a target it is said what is there, and not judged', async () => {
  open('login.northwind.example', { ...SAMPLE_DNS, target: null, authorities: null });
  await heading('Everything this dashboard can see is right');
  expect(link(DNS).getByText('Not judged')).toBeVisible();
  expect(link(DNS).getByText('edge.authpi.example')).toBeVisible();
  expect(screen.getByText(/^The DNS was not judged\. This/)).toBeVisible();
});

test('of an issuer at AuthPI’s own address the DNS is not asked', async () => {
  open('i_nonesuch');
  await heading('This account has no such issuer');
  expect(screen.queryByRole('heading', { level: 3, name: DNS })).toBeNull();
  expect(dnsAsked).toEqual([]);
});

test('an issuer of no account is wrong, and no failure of the page', async () => {
  open('i_nonesuch');
  await heading('This account has no such issuer');
  expect(screen.getAllByRole('listitem')).toHaveLength(5);
  expect(link(ISSUER).getByText('Wrong')).toBeVisible();
  expect(link(ACTIVE).getByText('Not reached')).toBeVisible();
});

test('what could not be asked is not wrong, and is asked again', async () => {
  await startFault(world, { kind: 'status', status: 500, operation: 'getIssuer' });
  open('login.northwind.example');
  await heading('Nothing wrong was found, but 1 question could not be asked');
  expect(link(ISSUER).getByText('Could not ask')).toBeVisible();
  expect(link(ISSUER).getByRole('button', { name: 'Copy reference' })).toBeVisible();
  expect(link(ACTIVE).getByText('Not reached')).toBeVisible();

  fireEvent.click(screen.getByRole('button', { name: 'Check again' }));
  await waitFor(() => expect(link(ISSUER).getByText('Right')).toBeVisible());
});

test('asking for the same again asks AuthPI again', async () => {
  open('login.northwind.example');
  await waitFor(() => expect(link(ISSUER).getByText('Right')).toBeVisible());
  await startFault(world, { kind: 'status', status: 403, operation: 'listDomains' });
  fireEvent.submit(screen.getByRole('searchbox', { name: 'Host, issuer id or name' }));
  await heading('Nothing wrong was found, but 1 question could not be asked');
  expect(link(EDGE).getByText('Not reached')).toBeVisible();
});

test('a name that several issuers have is chosen from, and it says when there are more', async () => {
  open();
  const field = await screen.findByRole('searchbox', { name: 'Host, issuer id or name' });
  fireEvent.change(field, { target: { value: ' storefront ' } });
  fireEvent.click(screen.getByRole('button', { name: 'Check' }));
  expect(onQuery).toHaveBeenLastCalledWith('storefront');
  await heading(/issuers match “storefront”$/);
  const choice = screen.getByRole('link', { name: 'Storefront staging' });
  expect(choice.getAttribute('href')).toMatch(/\/sign-in-check\?q=i_\w+$/);
  expect(screen.getByRole('link', { name: 'See all in the issuers list' })).toBeVisible();
});

test('a name that one issuer has is checked at once', async () => {
  open('Storefront staging');
  await screen.findByRole('heading', { level: 3, name: ISSUER });
  await waitFor(() => expect(link(ISSUER).getByText('Right')).toBeVisible());
  expect(link(ISSUER).getByText(/^Storefront staging/)).toBeVisible();
});

test('a name that no issuer has is said', async () => {
  open('no such thing');
  await heading('No issuer matches “no such thing”');
  expect(await screen.findByRole('link', { name: 'id.northwind.example' })).toBeVisible();
});

test('AuthPI’s own host needs an issuer behind it', async () => {
  open('https://idp.authpi.com/');
  expect(await heading('The address ends before the issuer')).toBeVisible();
});

test('the result is copied as text, or shown where that is refused', async () => {
  const writeText = vi.fn<(text: string) => Promise<void>>().mockResolvedValueOnce();
  writeText.mockRejectedValueOnce(new Error('refused'));
  vi.stubGlobal('navigator', { onLine: true, clipboard: { writeText } });
  open('id.northwind.example');
  await heading('Sign-in is broken at 2 points: DNS, edge status');
  fireEvent.click(screen.getByRole('button', { name: 'Copy as text' }));
  fireEvent.click(await screen.findByRole('button', { name: 'Copied' }));
  const shown = await screen.findByRole('textbox', { name: 'Result as text' });
  expect(shown).toHaveValue(writeText.mock.lastCall?.[0]);
  expect(shown).toHaveTextContent('4. Wrong: Does the edge serve the domain?');
});
