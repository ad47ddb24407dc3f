import type { Locator } from '@playwright/test';

import type { OperationId } from '#contract/operations.ts';

import type { Simulator } from './fixtures.ts';

/** What the pages of a world are about: its first account, that one's newest issuer, its oldest method. */
export type Ids = { account: string; issuer: string; method: string };

/** Reads {@link Ids} of the world a test is in. */
export async function idsOf(simulator: Simulator): Promise<Ids> {
  const account = await simulator.accountId();
  const { id: issuer } = await simulator.newest();
  const [method] = await simulator.methods(issuer);
  return { account, issuer, method: method?.id ?? '' };
}

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
};

const issuerBase = ({ account, issuer }: Ids) => `/accounts/${account}/issuers/${issuer}`;
const underIssuers = ['Northwind Trading', 'Issuers', 'Storefront production'] as const;

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
  },
  {
    route: '/accounts/$accountId/issuers/$issuerId/settings',
    address: (ids) => `${issuerBase(ids)}/settings`,
    title: 'Settings · Storefront production · Northwind Trading',
    heading: 'Storefront production',
    crumbs: [...underIssuers, 'Settings'],
    operation: 'getIssuer',
    content: (main) => main.getByText('settings.access.mode'),
    exit: null,
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
  },
  {
    route: '/accounts/$accountId/sign-in-check',
    address: ({ account }) => `/accounts/${account}/sign-in-check?q=login.northwind.example`,
    title: 'Sign-in check · Northwind Trading',
    heading: 'Sign-in check',
    crumbs: ['Northwind Trading', 'Sign-in check'],
    operation: null,
    content: (main) => main.getByRole('listitem').filter({ hasText: 'Last changed' }),
    exit: (main) => main.getByRole('listitem').getByRole('link').first(),
  },
];
