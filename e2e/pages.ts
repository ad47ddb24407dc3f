import type { Locator } from '@playwright/test';

import type { OperationId } from '#contract/operations.ts';

import type { Scenario } from '#mocks/seed/seed.ts';

import type { Simulator } from './fixtures.ts';

/** What the pages of a world are about: its first account, that one's newest issuer, its oldest method. */
export type Ids = {
  account: string;
  issuer: string;
  method: string;
  /** Of the same issuer, one with no settings. */
  bareMethod: string;
  /** An issuer without auth methods. */
  bareIssuer: string;
};

/** Reads {@link Ids} of the world a test is in. */
export async function idsOf(simulator: Simulator): Promise<Ids> {
  const account = await simulator.accountId();
  const { id: issuer } = await simulator.newest();
  const methods = await simulator.methods(issuer);
  const bare = methods.find(({ settings }) => Object.keys(settings ?? {}).length === 0);
  // A page is full of issuers: the newest without a door is among the first of them.
  const [without] = await simulator.firstIssuers(
    ({ auth_method_count }) => auth_method_count === 0,
  );
  return {
    account,
    issuer,
    method: methods[0]?.id ?? '',
    bareMethod: bare?.id ?? '',
    bareIssuer: without?.id ?? '',
  };
}

/** By scenario. */
const fresh = new Map<Scenario, Ids>();

/** {@link idsOf} a world right after its reset: the same seed gives the same rows, so asked for once. */
export async function freshIdsOf(simulator: Simulator, scenario: Scenario): Promise<Ids> {
  const ids = fresh.get(scenario) ?? (await idsOf(simulator));
  fresh.set(scenario, ids);
  return ids;
}

/** How much there is, and what a page says then. */
export type Amount = {
  scenario: Scenario;
  /** Where it is shown, when not at the page's own address. */
  address?: (ids: Ids) => string;
  words: string | RegExp;
};

/** One page, as the world `default` shows it. */
export type PageCase = {
  /** Its path, as the route tree names it. */
  route: string;
  address: (ids: Ids) => string;
  /** The document's title, before the product's name. */
  title: string;
  heading: string;
  /** The trail, with the page itself. */
  crumbs: readonly string[];
  /** The operation without whose answer there is nothing to show; null: the page stands by itself. */
  operation: OperationId | null;
  /** What is there once its data is. */
  content: (main: Locator) => Locator;
  /** A link in its content that leads to another page; null where there is none. */
  exit: ((main: Locator) => Locator) | null;
  empty: Amount;
  one: Amount;
  many: Amount;
  /** What a 404 is called; null: the chain says of each question what came of it. */
  missing: string | null;
  /** There is nothing to load: the states of loading are none of its. */
  asksNothing?: true;
};

const issuerBase = ({ account, issuer }: Ids) => `/accounts/${account}/issuers/${issuer}`;
const withoutMethods = ({ account, bareIssuer }: Ids) =>
  `/accounts/${account}/issuers/${bareIssuer}`;
const underIssuers = ['Northwind Trading', 'Issuers', 'Storefront production'] as const;

/** Places that are dialogs, each over a page of the table, which is out of reach meanwhile. */
export const DIALOGS: readonly string[] = [
  '/accounts/$accountId/issuers/$issuerId/settings/delete',
  '/accounts/$accountId/issuers/$issuerId/auth-methods/$methodId/delete',
  '/accounts/$accountId/domains/$host/assign',
  '/accounts/$accountId/domains/$host/unassign',
  '/accounts/$accountId/domains/$host/remove',
];

/** Every page there is. A spec compares this table with the route tree. */
export const PAGES: readonly PageCase[] = [
  {
    route: '/accounts',
    address: () => '/accounts',
    title: 'Accounts',
    heading: 'Accounts',
    crumbs: ['Accounts'],
    operation: 'listAccounts',
    content: (main) => main.getByRole('rowheader', { name: 'Northwind Trading' }),
    exit: (main) => main.getByRole('rowheader').nth(2).getByRole('link'),
    empty: { scenario: 'nobody', words: 'You are not a member of any account' },
    one: { scenario: 'single', words: '1 account, all loaded' },
    many: { scenario: 'default', words: /50 loaded, more to come|137 accounts, all loaded/ },
    missing: 'This was not found',
  },
  {
    route: '/accounts/$accountId',
    address: ({ account }) => `/accounts/${account}`,
    title: 'Northwind Trading',
    heading: 'Northwind Trading',
    crumbs: ['Accounts', 'Northwind Trading'],
    operation: 'getAccount',
    content: (main) => main.getByText('it@northwind.example'),
    exit: (main) => main.getByRole('link', { name: 'Storefront production' }).first(),
    empty: { scenario: 'empty', words: /0 of 20, 20 places left/ },
    one: { scenario: 'single', words: /1 of 20, 19 places left/ },
    many: { scenario: 'default', words: /More than 50 issuers/ },
    missing: 'There is no such account',
  },
  {
    route: '/accounts/$accountId/settings',
    address: ({ account }) => `/accounts/${account}/settings`,
    title: 'Account settings · Northwind Trading',
    heading: 'Account settings',
    crumbs: ['Northwind Trading', 'Account settings'],
    operation: 'getAccount',
    content: (main) => main.getByRole('textbox', { name: 'Logo address' }),
    exit: null,
    empty: { scenario: 'empty', words: 'Nothing has changed' },
    one: { scenario: 'single', words: 'Nothing has changed' },
    many: { scenario: 'default', words: 'Nothing has changed' },
    missing: 'There is no such account',
  },
  {
    route: '/accounts/$accountId/issuers',
    address: ({ account }) => `/accounts/${account}/issuers`,
    title: 'Issuers · Northwind Trading',
    heading: 'Issuers',
    crumbs: ['Northwind Trading', 'Issuers'],
    operation: 'listIssuers',
    content: (main) => main.getByRole('rowheader', { name: /^Storefront production/ }),
    exit: (main) => main.getByRole('rowheader').nth(2).getByRole('link'),
    empty: { scenario: 'empty', words: 'No issuers yet' },
    one: { scenario: 'single', words: '1 issuer, all loaded' },
    many: { scenario: 'huge', words: '50 loaded, more to come' },
    missing: 'This was not found',
  },
  {
    route: '/accounts/$accountId/issuers/new',
    address: ({ account }) => `/accounts/${account}/issuers/new`,
    title: 'New issuer · Northwind Trading',
    heading: 'New issuer',
    crumbs: ['Northwind Trading', 'Issuers', 'New issuer'],
    operation: null,
    content: (main) => main.getByRole('textbox', { name: 'Name' }),
    // Cancel has the address of a step of the trail.
    exit: null,
    empty: { scenario: 'empty', words: 'Give it a name' },
    one: { scenario: 'single', words: 'Give it a name' },
    many: { scenario: 'default', words: 'Give it a name' },
    missing: null,
    asksNothing: true,
  },
  {
    route: '/accounts/$accountId/issuers/$issuerId',
    address: issuerBase,
    title: 'Storefront production · Northwind Trading',
    heading: 'Storefront production',
    crumbs: underIssuers,
    operation: 'getIssuer',
    content: (main) => main.getByText('https://login.northwind.example').first(),
    exit: (main) => main.getByRole('link', { name: /check sign-in/i }).first(),
    empty: { scenario: 'default', address: withoutMethods, words: 'Nobody can sign in' },
    one: { scenario: 'single', words: '1 auth method can start a login' },
    many: { scenario: 'default', words: '10 auth methods' },
    missing: 'There is no such issuer',
  },
  {
    route: '/accounts/$accountId/issuers/$issuerId/auth-methods',
    address: (ids) => `${issuerBase(ids)}/auth-methods`,
    title: 'Auth methods · Storefront production · Northwind Trading',
    heading: 'Storefront production',
    crumbs: [...underIssuers, 'Auth methods'],
    operation: 'listAuthMethods',
    content: (main) => main.getByRole('link', { name: 'Backup codes' }),
    exit: (main) => main.getByRole('link', { name: 'Backup codes' }),
    empty: {
      scenario: 'default',
      address: (ids) => `${withoutMethods(ids)}/auth-methods`,
      words: 'No auth methods',
    },
    one: { scenario: 'single', words: '1 way to sign in' },
    many: { scenario: 'default', words: '10 ways to sign in' },
    missing: 'There is no such issuer',
  },
  {
    route: '/accounts/$accountId/issuers/$issuerId/auth-methods/new',
    address: (ids) => `${issuerBase(ids)}/auth-methods/new`,
    title: 'New auth method · Storefront production · Northwind Trading',
    heading: 'New auth method',
    crumbs: [...underIssuers, 'Auth methods', 'New auth method'],
    operation: null,
    content: (main) => main.getByRole('link', { name: 'OpenID Connect' }),
    exit: null,
    empty: {
      scenario: 'default',
      address: (ids) => `${withoutMethods(ids)}/auth-methods/new`,
      words: 'A password that users choose themselves',
    },
    one: { scenario: 'single', words: 'An issuer can have only one, and this one has Password' },
    many: { scenario: 'default', words: 'An issuer can have only one, and this one has Password' },
    missing: null,
    // Which methods are there already is beside the choice.
    asksNothing: true,
  },
  {
    route: '/accounts/$accountId/issuers/$issuerId/auth-methods/$methodId',
    address: (ids) => `${issuerBase(ids)}/auth-methods/${ids.method}`,
    title: 'Backup codes · Storefront production · Northwind Trading',
    heading: 'Backup codes',
    crumbs: [...underIssuers, 'Auth methods', 'Backup codes'],
    operation: 'getAuthMethod',
    content: (main) => main.getByText('settings.count'),
    exit: null,
    empty: {
      scenario: 'default',
      address: (ids) => `${issuerBase(ids)}/auth-methods/${ids.bareMethod}`,
      words: /Not set/,
    },
    one: { scenario: 'single', words: 'settings.min_length' },
    many: { scenario: 'default', words: 'settings.count' },
    missing: 'There is no such auth method',
  },
  {
    route: '/accounts/$accountId/issuers/$issuerId/auth-methods/$methodId/rotate',
    address: (ids) => `${issuerBase(ids)}/auth-methods/${ids.method}/rotate`,
    title: 'Rotate credentials · Backup codes · Storefront production · Northwind Trading',
    heading: 'Rotate credentials',
    crumbs: [...underIssuers, 'Auth methods', 'Backup codes', 'Rotate credentials'],
    operation: 'getAuthMethod',
    content: (main) => main.getByRole('heading', { name: '3. Create it anew' }),
    exit: (main) => main.getByRole('link', { name: 'Go to its settings' }),
    empty: { scenario: 'default', words: /nothing to rotate/ },
    one: { scenario: 'single', words: /nothing to rotate/ },
    many: { scenario: 'default', words: /nothing to rotate/ },
    missing: 'There is no such auth method',
  },
  {
    route: '/accounts/$accountId/issuers/$issuerId/settings',
    address: (ids) => `${issuerBase(ids)}/settings`,
    title: 'General · Settings · Storefront production · Northwind Trading',
    heading: 'Storefront production',
    crumbs: [...underIssuers, 'Settings', 'General'],
    operation: 'getIssuer',
    content: (main) => main.getByRole('textbox', { name: 'Name' }),
    exit: null,
    empty: {
      scenario: 'default',
      address: (ids) => `${withoutMethods(ids)}/settings`,
      words: 'Nothing has changed',
    },
    one: { scenario: 'single', words: 'Nothing has changed' },
    many: { scenario: 'default', words: 'Nothing has changed' },
    missing: 'There is no such issuer',
  },
  {
    route: '/accounts/$accountId/issuers/$issuerId/settings/$section',
    address: (ids) => `${issuerBase(ids)}/settings/sessions`,
    title: 'Sessions · Settings · Storefront production · Northwind Trading',
    heading: 'Storefront production',
    crumbs: [...underIssuers, 'Settings', 'Sessions'],
    operation: 'getIssuer',
    content: (main) => main.getByRole('textbox', { name: 'Longest session' }),
    exit: null,
    empty: {
      scenario: 'default',
      address: (ids) => `${withoutMethods(ids)}/settings/all`,
      words: 'Each setting of this issuer has a field of its own',
    },
    one: { scenario: 'single', words: 'At most 365 d' },
    many: { scenario: 'default', words: 'At most 365 d' },
    missing: 'There is no such issuer',
  },
  {
    route: '/accounts/$accountId/issuers/$issuerId/domains',
    address: (ids) => `${issuerBase(ids)}/domains`,
    title: 'Domains · Storefront production · Northwind Trading',
    heading: 'Storefront production',
    crumbs: [...underIssuers, 'Domains'],
    operation: 'listDomains',
    content: (main) => main.getByText('accounts.northwind.example').first(),
    exit: (main) => main.getByRole('link', { name: /accounts\.northwind\.example/ }).first(),
    empty: {
      scenario: 'default',
      address: (ids) => `${withoutMethods(ids)}/domains`,
      words: 'No domain is assigned',
    },
    one: { scenario: 'single', words: 'https://login.northwind.example' },
    many: { scenario: 'full', words: 'https://accounts.northwind.example' },
    missing: 'There is no such account',
  },
  {
    route: '/accounts/$accountId/issuers/$issuerId/json',
    address: (ids) => `${issuerBase(ids)}/json`,
    title: 'JSON · Storefront production · Northwind Trading',
    heading: 'Storefront production',
    crumbs: [...underIssuers, 'JSON'],
    operation: 'getIssuer',
    content: (main) => main.getByText('"available_scopes"'),
    exit: null,
    empty: {
      scenario: 'default',
      address: (ids) => `${withoutMethods(ids)}/json`,
      words: '"available_scopes"',
    },
    one: { scenario: 'single', words: '"available_scopes"' },
    many: { scenario: 'default', words: '"available_scopes"' },
    missing: 'There is no such issuer',
  },
  {
    route: '/accounts/$accountId/domains',
    address: ({ account }) => `/accounts/${account}/domains`,
    title: 'Domains · Northwind Trading',
    heading: 'Domains',
    crumbs: ['Northwind Trading', 'Domains'],
    operation: 'listDomains',
    content: (main) => main.getByText('sso.northwind.example').first(),
    exit: (main) => main.getByRole('link', { name: 'Storefront production' }).first(),
    empty: { scenario: 'empty', words: 'No domains' },
    one: { scenario: 'single', words: '1 of 20. 19 places left' },
    many: { scenario: 'full', words: 'All 20 places are taken' },
    missing: 'There is no such account',
  },
  {
    route: '/accounts/$accountId/domains/new',
    address: ({ account }) => `/accounts/${account}/domains/new`,
    title: 'Add domains · Northwind Trading',
    heading: 'Add domains',
    crumbs: ['Northwind Trading', 'Domains', 'Add domains'],
    operation: 'listDomains',
    content: (main) => main.getByRole('textbox', { name: 'Hosts' }),
    // Cancel has the address of a step of the trail.
    exit: null,
    empty: { scenario: 'empty', words: '20 of 20 places left' },
    one: { scenario: 'single', words: '19 of 20 places left' },
    many: { scenario: 'full', words: 'All 20 places are taken' },
    missing: 'There is no such account',
  },
  {
    route: '/accounts/$accountId/domains/several',
    address: ({ account }) => `/accounts/${account}/domains/several`,
    title: 'Mark or assign several · Northwind Trading',
    heading: 'Mark or assign several',
    crumbs: ['Northwind Trading', 'Domains', 'Mark or assign several'],
    operation: 'listDomains',
    content: (main) => main.getByRole('checkbox', { name: 'login.northwind.example', exact: true }),
    exit: (main) => main.getByRole('link', { name: 'Storefront production' }).first(),
    empty: { scenario: 'empty', words: 'No domains' },
    one: { scenario: 'single', words: 'Choose at least one domain' },
    many: { scenario: 'full', words: 'campaign-c.northwind-shop.example' },
    missing: 'There is no such account',
  },
  {
    route: '/accounts/$accountId/domains/$host',
    address: ({ account }) => `/accounts/${account}/domains/login.northwind.example`,
    title: 'login.northwind.example · Northwind Trading',
    heading: 'login.northwind.example',
    crumbs: ['Northwind Trading', 'Domains', 'login.northwind.example'],
    operation: 'listDomains',
    content: (main) => main.getByRole('navigation', { name: 'Steps' }),
    exit: null,
    empty: { scenario: 'empty', words: 'There is no such domain' },
    one: { scenario: 'single', words: 'None to register' },
    many: { scenario: 'default', words: 'To register' },
    missing: 'There is no such account',
  },
  {
    route: '/accounts/$accountId/sign-in-check',
    address: ({ account }) => `/accounts/${account}/sign-in-check?q=login.northwind.example`,
    title: 'Sign-in check · Northwind Trading',
    heading: 'Sign-in check',
    crumbs: ['Northwind Trading', 'Sign-in check'],
    operation: null,
    content: (main) => main.getByRole('listitem').filter({ hasText: 'What changed last' }),
    exit: (main) => main.getByRole('listitem').getByRole('link').first(),
    empty: {
      scenario: 'default',
      address: ({ account }) => `/accounts/${account}/sign-in-check`,
      words: 'Follows a sign-in from the domain',
    },
    one: { scenario: 'single', words: 'Everything this dashboard can see is right' },
    many: {
      scenario: 'default',
      address: ({ account }) => `/accounts/${account}/sign-in-check?q=portal`,
      words: /issuers/,
    },
    missing: null,
  },
];
