import { fireEvent, screen, within } from '@testing-library/react';
import { afterEach, beforeEach, expect, test, vi } from 'vitest';
import { startList } from '#api/cursor-list.ts';
import { keys } from '#api/keys.ts';
import type { Domain } from '#contract/domain.ts';
import type { Page } from '#contract/page.ts';
import { answerWith, showPage, stubBackend, testCache } from '#shared/test-page.tsx';
import { DomainsPage } from './domains-page.tsx';
import { IssuerDomains } from './issuer-domains.tsx';

vi.setConfig({ testTimeout: 20_000 });
const DOMAINS = '/v1/accounts/acc_1/domains';
const ISSUER = '/v1/accounts/acc_1/issuers/i_1';
const issuer = {
  id: 'i_1',
  name: 'Storefront',
  status: 'active',
  metadata: { environment: 'production' },
  created_at: 1,
};

const LOGIN: Domain = {
  host: 'login.example.com',
  verified: true,
  primary: true,
  added_at: Date.now(),
  assigned_issuer_id: 'i_1',
  assigned_at: Date.now(),
  cf_status: 'active',
};
/** Nothing but its host is said. */
const BARE: Domain = { host: 'anmeldung.xn--mller-grohandel-yib89b.example' };

/** What the backend answers, by path; a number is a refusal with that status. */
let answers: Map<string, unknown>;

beforeEach(() => {
  answers = new Map<string, unknown>([
    [DOMAINS, { data: [LOGIN, BARE] } satisfies Page<Domain>],
    [ISSUER, { data: issuer }],
  ]);
  stubBackend((path) => answerWith(answers.get(path) ?? 404));
});
afterEach(() => {
  vi.unstubAllGlobals();
});

const list = <DomainsPage accountId="acc_1" view="list" />;
const row = (name: RegExp) => screen.findByRole('row', { name });
const cells = async (name: RegExp) =>
  within(await row(name))
    .getAllByRole('cell')
    .map((cell) => cell.textContent);

test('a row says what is known of a domain, and where to go from it', async () => {
  showPage(list);
  const login = within(await row(/login\.example\.com/));
  expect(await login.findByRole('link', { name: 'Storefront' })).toHaveAttribute(
    'href',
    '/accounts/acc_1/issuers/i_1',
  );
  expect(login.getByRole('rowheader')).toHaveTextContent('Primary');
  expect(await cells(/login\.example\.com/)).toEqual([
    'Marked as verified',
    'Edgeactive',
    'StorefrontproductionAssigned just now',
    'Check sign-in at login.example.com',
  ]);
  expect(login.getByRole('link', { name: 'Check sign-in at login.example.com' })).toHaveAttribute(
    'href',
    '/accounts/acc_1/sign-in-check?q=login.example.com',
  );
  expect(screen.getByText('2 of 20. 18 places left')).toBeVisible();
});

test('what is not said of a domain is not made up; its host stands in both forms', async () => {
  showPage(list);
  const bare = within(await row(/müller/));
  expect(bare.getByRole('rowheader')).toHaveTextContent(
    'anmeldung.müller-großhandel.exampleanmeldung.xn--mller-grohandel-yib89b.exampleAdded: unknown',
  );
  expect(
    bare.getByRole('button', { name: 'Copy host anmeldung.xn--mller-grohandel-yib89b.example' }),
  ).toBeVisible();
  expect((await cells(/müller/)).slice(0, 3)).toEqual([
    'Verified: unknown',
    'EdgeNot reported',
    'Not assigned',
  ]);
});

test('a list that is not whole says so, and counts no places', async () => {
  answers.set(DOMAINS, { data: [LOGIN], has_more: true });
  showPage(list);
  expect(await screen.findByText(/There are more domains than these/)).toHaveTextContent(
    'How many places are left is not known.',
  );
  expect(screen.queryByText(/of 20/)).toBeNull();
});

test('an empty list that is not whole is not called empty', async () => {
  answers.set(DOMAINS, { data: [], invalid_count: 2 });
  showPage(list);
  expect(await screen.findByText(/AuthPI could not read 2 domains/)).toBeVisible();
  expect(screen.queryByText('No domains')).toBeNull();
});

test('no domains', async () => {
  answers.set(DOMAINS, { data: [] });
  showPage(list);
  expect(await screen.findByRole('heading', { name: 'No domains' })).toBeVisible();
  expect(screen.queryByRole('navigation', { name: 'View' })).toBeNull();
});

test('an issuer that is gone is said to be; its id leads nowhere', async () => {
  answers.set(ISSUER, 404);
  showPage(list);
  expect(await screen.findByText('No such issuer')).toBeVisible();
  expect(screen.queryByRole('link', { name: /i_1/ })).toBeNull();
  expect(screen.queryByRole('alert')).toBeNull();
});

test('a name that does not load fails beside the domains, and can be asked for again', async () => {
  answers.set(ISSUER, 500);
  showPage(list);
  expect(await screen.findByRole('alert')).toHaveTextContent('The name of 1 issuer did not load.');
  expect(await cells(/login\.example\.com/)).toContain('i_1Name not loaded');
  expect(screen.getByRole('link', { name: 'i_1' })).toBeVisible();

  answers.set(ISSUER, { data: issuer });
  const button = screen.getByRole('button', { name: 'Try again' });
  button.focus();
  fireEvent.click(button);
  expect(await screen.findByRole('link', { name: 'Storefront' })).toBeVisible();
  expect(screen.queryByRole('alert')).toBeNull();
  // The button went away; the focus did not.
  expect(document.activeElement).toContainElement(screen.getByRole('table'));
  expect(document.activeElement).not.toBe(document.body);
});

test('a name in a list that was loaded stands in for one that does not load', async () => {
  answers.set(ISSUER, 500);
  const queryClient = testCache();
  queryClient.setQueryData(keys.issuerList('acc_1', {}), startList({ data: [issuer] }));
  showPage(list, queryClient);
  expect(await screen.findByRole('link', { name: 'Storefront' })).toBeVisible();
  expect(screen.queryByRole('alert')).toBeNull();
});

test('a page of issuers that something else loaded is no list to read names from', async () => {
  const queryClient = testCache();
  queryClient.setQueryData(keys.issuersToReview('acc_1'), { data: [] });
  showPage(<DomainsPage accountId="acc_1" view="list" />, queryClient);
  expect(await screen.findByRole('link', { name: 'Storefront' })).toBeDefined();
});

test('by issuer: a section each, and what is not assigned last', async () => {
  showPage(<DomainsPage accountId="acc_1" view="issuer" />);
  expect(await screen.findByRole('link', { name: 'Storefront' })).toBeVisible();
  expect(screen.getAllByRole('heading').map((heading) => heading.textContent)).toEqual([
    'Storefrontproduction',
    'Not assigned',
  ]);
  const assigned = within(screen.getByRole('table', { name: 'Domains of Storefront' }));
  expect(assigned.getByRole('rowheader')).toHaveTextContent('login.example.com');
  const free = within(screen.getByRole('table', { name: 'Domains that are not assigned' }));
  expect(free.getByRole('rowheader')).toHaveTextContent('anmeldung.müller-großhandel.example');
});

test('the domains of an issuer, each with its address', async () => {
  showPage(<IssuerDomains accountId="acc_1" issuerId="i_1" />);
  const table = within(await screen.findByRole('table', { name: 'Assigned domains' }));
  expect(table.getAllByRole('rowheader')).toHaveLength(1);
  expect(table.getByRole('button', { name: 'Copy https://login.example.com' })).toBeVisible();
});

test('an issuer without a domain has an address all the same', async () => {
  showPage(<IssuerDomains accountId="acc_1" issuerId="i_2" />);
  expect(await screen.findByRole('heading', { name: 'No domain is assigned' })).toBeVisible();
  expect(screen.getByText('https://idp.authpi.com/i_2')).toBeVisible();
});

test('whether an issuer has no domain is not known from half a list', async () => {
  answers.set(DOMAINS, { data: [LOGIN], has_more: true });
  showPage(<IssuerDomains accountId="acc_1" issuerId="i_2" />);
  expect(
    await screen.findByRole('heading', { name: 'None of the listed domains is assigned' }),
  ).toBeVisible();
  expect(screen.getByText(/Others may be assigned to this issuer/)).toBeVisible();
});
