import { QueryClientProvider } from '@tanstack/react-query';
import {
  createMemoryHistory,
  createRootRoute,
  createRouter,
  RouterProvider,
} from '@tanstack/react-router';
import { configure, render, screen } from '@testing-library/react';
import type { ReactElement } from 'react';
import { afterEach, beforeEach, expect, test, vi } from 'vitest';
import { createQueryClient } from '#api/query-client.ts';
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

function show(element: ReactElement) {
  const queryClient = createQueryClient(() => 0);
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

const tab = <AuthMethodsTab accountId="acc_1" issuerId="i_1" />;
const found = (...data: unknown[]) => ({ data, has_more: false, next_cursor: null });

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
  expect(first).toHaveTextContent(/^GoogleOpenID Connect.+Added .+Expires in 3 days, on .+$/);
  expect(second).toHaveTextContent(/^CodesAuthenticator app.+Added \d+ \w+ \d+$/);
  expect(third).toHaveTextContent(/Unnamed auth method.*Credentials 13 months old/);
  expect(screen.getByRole('switch', { name: 'Login of Google' })).toBeChecked();
  expect(screen.getByRole('switch', { name: 'Signup of Google' })).not.toBeChecked();
  expect(screen.getByRole('switch', { name: 'Featured of Google' })).toBeChecked();
  expect(
    screen.getByRole('group', { name: 'Login of Unnamed auth method: unknown' }),
  ).toHaveTextContent('Login unknown');
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
