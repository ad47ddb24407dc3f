import { QueryClientProvider } from '@tanstack/react-query';
import {
  createMemoryHistory,
  createRootRoute,
  createRouter,
  RouterProvider,
} from '@tanstack/react-router';
import { configure, render, screen, within } from '@testing-library/react';
import type { ReactElement } from 'react';
import { afterEach, beforeEach, expect, test, vi } from 'vitest';
import { keys } from '#api/keys.ts';
import { createQueryClient } from '#api/query-client.ts';
import { AuthMethodPage } from './auth-method-page.tsx';
import { AuthMethodsTab } from './auth-methods-tab.tsx';

vi.setConfig({ testTimeout: 20_000 });
configure({ asyncUtilTimeout: 5_000 });

const DAY_MS = 86_400_000;
const ISSUER = '/v1/accounts/acc_1/issuers/i_1';
const now = Date.now();
const day = (days: number) => new Date(now + days * DAY_MS).toISOString().slice(0, 10);

const oidc = {
  id: 'am_1',
  name: 'Google',
  method: 'oidc',
  first_factor_only: true,
  enabled_login: true,
  enabled_signup: false,
  featured: true,
  settings: { issuer_url: 'https://id.example', client_id: 'web', pkce: 'yes', later: { a: 1 } },
  created_at: now - 400 * DAY_MS,
  updated_at: null,
};
const issuer = { id: 'i_1', name: 'Storefront', status: 'active', metadata: {}, created_at: 1 };

/** What the backend answers, by path; a number is a refusal with that status, undefined none yet. */
let answers: { [path: string]: unknown };

beforeEach(() => {
  answers = { [ISSUER]: { data: issuer } };
  // jsdom scrolls nothing.
  vi.stubGlobal('scrollTo', () => undefined);
  vi.stubGlobal('fetch', (path: string) => {
    const answer = answers[path];
    if (answer === undefined) return new Promise(() => undefined);
    const status = typeof answer === 'number' ? answer : 200;
    const body = status === 200 ? answer : { error: 'x', error_description: 'No.' };
    return Promise.resolve(new Response(JSON.stringify(body), { status }));
  });
});
afterEach(() => {
  vi.unstubAllGlobals();
});

function show(element: ReactElement, listed?: unknown[]) {
  const queryClient = createQueryClient(() => 0);
  if (listed !== undefined) {
    queryClient.setQueryData(keys.authMethods('acc_1', 'i_1'), { data: listed });
  }
  const router = createRouter({
    routeTree: createRootRoute({ component: () => element }),
    history: createMemoryHistory(),
    defaultPendingMinMs: 0,
  });
  render(
    <QueryClientProvider client={queryClient}>
      <RouterProvider router={router} />
    </QueryClientProvider>,
  );
}

const page = <AuthMethodPage accountId="acc_1" issuerId="i_1" methodId="am_1" />;
const tab = <AuthMethodsTab accountId="acc_1" issuerId="i_1" />;
const found = (...data: unknown[]) => ({ data, has_more: false, next_cursor: null });

/** The value of a fact, by its term. */
async function fact(term: string): Promise<HTMLElement> {
  const name = await screen.findByText(term, { selector: 'dt', exact: false });
  return within(name.parentElement ?? name).getByRole('definition');
}

test('a page says what is on, what is fixed, what is assumed, and never a secret', async () => {
  answers[`${ISSUER}/auth-methods/am_1`] = {
    data: { ...oidc, settings: { ...oidc.settings, client_secret: 's3cret' } },
  };
  show(page);
  await screen.findByRole('heading', { name: 'JSON' });
  expect(await fact('Login')).toHaveTextContent('On');
  expect(await fact('Signup')).toHaveTextContent('Off');
  expect(await fact('Factor')).toHaveTextContent('First factor only');
  expect(await fact('Client secret')).toHaveTextContent(
    'Set when created. AuthPI never returns it.',
  );
  expect(await fact('Age of the credentials')).toHaveTextContent('13 months');
  expect(await fact('Scopes')).toHaveTextContent(
    'Not set. This dashboard assumes openid, email, profile.',
  );
  // A text where a flag is expected.
  expect(await fact('Use PKCE')).toHaveTextContent('"yes"');
  expect(screen.getByRole('region', { name: 'Other settings as JSON' })).toHaveTextContent(
    '"later"',
  );
  expect(document.body).not.toHaveTextContent('s3cret');
  expect(screen.getByText(/AuthPI sent secrets/)).toHaveTextContent('client_secret');
});

test.each([
  [{}, 'Not set. AuthPI does not publish when credentials expire.'],
  [{ 'expires.am_1': day(12) }, 'Expires in 12 days, on'],
  [{ 'expires.am_1': day(-1) }, 'Expired on'],
  [{ 'expires.am_1': 'next spring' }, 'This is no date'],
])('with metadata %j, expiry says: %s', async (metadata, words) => {
  answers[`${ISSUER}/auth-methods/am_1`] = { data: oidc };
  answers[ISSUER] = { data: { ...issuer, metadata } };
  show(page);
  expect(await screen.findByText(words, { exact: false })).toBeVisible();
  expect(await fact('Expiry of the credentials')).toHaveTextContent('expires.am_1');
});

test('an issuer that did not load takes its date with it, and nothing else', async () => {
  answers[`${ISSUER}/auth-methods/am_1`] = { data: oidc };
  answers[ISSUER] = 403;
  show(page);
  expect(await screen.findByText(/the issuer did not load/)).toBeVisible();
  expect(await fact('Client id')).toHaveTextContent('web');
});

test('a method nobody knows is shown as it came', async () => {
  const saml = { ...oidc, method: '__proto__', settings: { cert: 'abc' } };
  answers[`${ISSUER}/auth-methods/am_1`] = { data: saml };
  show(page);
  expect(await screen.findByText(/does not know the method/)).toHaveTextContent('__proto__');
  expect(screen.queryByRole('heading', { name: 'Settings' })).not.toBeInTheDocument();
  expect(screen.getByRole('region', { name: 'Auth method as JSON' })).toHaveTextContent('"cert"');
});

test('the row of a list stands for the answer until it comes', async () => {
  show(page, [oidc]);
  expect(await fact('Client id')).toHaveTextContent('web');
});

test('a row of a list does not hide that the method is gone', async () => {
  answers[`${ISSUER}/auth-methods/am_1`] = 404;
  show(page, [oidc]);
  expect(await screen.findByRole('alert')).toHaveTextContent('There is no such auth method');
  expect(screen.queryByText('Client id')).not.toBeInTheDocument();
});

test('the tab counts ways to sign in, and groups methods by what they are', async () => {
  const totp = { ...oidc, id: 'am_2', name: 'Codes', method: 'totp', featured: false };
  const odd = { ...oidc, id: 'am_3', name: ' ', method: 'x'.repeat(200), enabled_login: undefined };
  answers[`${ISSUER}/auth-methods`] = found(oidc, totp, odd);
  answers[ISSUER] = {
    data: { ...issuer, status: 'suspended', metadata: { 'expires.am_1': day(3) } },
  };
  show(tab);
  expect(await screen.findByText('At least 1 way to sign in')).toBeVisible();
  expect(await screen.findByText(/The issuer is not active/)).toHaveTextContent('Suspended');
  expect(screen.getAllByRole('heading', { level: 2 }).map((each) => each.textContent)).toEqual([
    'Social and enterprise',
    'Second factor',
    'Other',
  ]);
  const [first, second, third] = screen.getAllByRole('listitem');
  expect(first).toHaveTextContent(
    /^GoogleFeaturedOpenID ConnectLogin onSignup offAdded .+Expires in 3 days, on .+$/,
  );
  expect(second).toHaveTextContent(/^CodesAuthenticator appLogin onSignup offAdded \d+ \w+ \d+$/);
  expect(third).toHaveTextContent(/Unnamed auth method.*Login unknown.*Credentials 13 months old/);
  expect(screen.getByRole('link', { name: 'Google' })).toHaveAttribute(
    'href',
    '/accounts/acc_1/issuers/i_1/auth-methods/am_1',
  );
});

test('an issuer without methods lets nobody in', async () => {
  answers[`${ISSUER}/auth-methods`] = found();
  show(tab);
  expect(
    await screen.findByText('Nobody can sign in through this issuer until it has one.'),
  ).toBeVisible();
});

test('a list that is not whole says so', async () => {
  answers[`${ISSUER}/auth-methods`] = { data: [oidc, { id: 3 }], has_more: true };
  show(tab);
  expect(await screen.findByText('At least 1 way to sign in')).toBeVisible();
  expect(screen.getByText(/1 auth method could not be read/)).toHaveTextContent(
    'AuthPI has more auth methods than it listed.',
  );
});

test('the tab stands without the issuer', async () => {
  answers[`${ISSUER}/auth-methods`] = found(oidc);
  answers[ISSUER] = 403;
  show(tab);
  expect(await screen.findByText(/The issuer did not load/)).toBeVisible();
  expect(screen.getByRole('link', { name: 'Google' })).toBeVisible();
});
