import { screen } from '@testing-library/react';
import { afterEach, beforeEach, expect, test, vi } from 'vitest';
import { answerWith, showPage, stubBackend } from '#shared/test-page.tsx';
import { AuthMethodsTab } from './auth-methods-tab.tsx';
import { day, ISSUER, issuer, listOf, oidc } from './test-methods.ts';

vi.setConfig({ testTimeout: 20_000 });
/** What the backend answers, by path; a number is a refusal with that status, undefined none yet. */
let answers: { [path: string]: unknown };

beforeEach(() => {
  answers = { [ISSUER]: { data: issuer } };
  stubBackend((path) => answerWith(answers[path]));
});
afterEach(() => {
  vi.unstubAllGlobals();
});

const tab = <AuthMethodsTab accountId="acc_1" issuerId="i_1" />;

test('the tab counts ways to sign in, and groups methods by what they are', async () => {
  const totp = { ...oidc, id: 'am_2', name: 'Codes', method: 'totp', featured: false };
  const odd = { ...oidc, id: 'am_3', name: ' ', method: 'x'.repeat(200), enabled_login: undefined };
  answers[`${ISSUER}/auth-methods`] = listOf(oidc, totp, odd);
  answers[ISSUER] = {
    data: { ...issuer, status: 'suspended', metadata: { 'expires.am_1': day(3) } },
  };
  showPage(tab);
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
  answers[`${ISSUER}/auth-methods`] = listOf();
  showPage(tab);
  expect(
    await screen.findByText('Nobody can sign in through this issuer until it has one.'),
  ).toBeVisible();
});

test('a list that is not whole says so', async () => {
  answers[`${ISSUER}/auth-methods`] = { data: [oidc, { id: 3 }], has_more: true };
  showPage(tab);
  expect(await screen.findByText('At least 1 way to sign in')).toBeVisible();
  expect(screen.getByText(/1 auth method could not be read/)).toHaveTextContent(
    'AuthPI has more auth methods than it listed.',
  );
});

test('the tab stands without the issuer', async () => {
  answers[`${ISSUER}/auth-methods`] = listOf(oidc);
  answers[ISSUER] = 403;
  showPage(tab);
  expect(await screen.findByText(/The issuer did not load/)).toBeVisible();
  expect(screen.getByRole('link', { name: 'Google' })).toBeVisible();
});
