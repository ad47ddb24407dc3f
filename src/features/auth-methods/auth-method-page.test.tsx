import { fireEvent, screen, waitFor, within } from '@testing-library/react';
import { afterEach, beforeEach, expect, test, vi } from 'vitest';
import { keys } from '#api/keys.ts';
import { EXAMPLES } from '#contract/auth-methods/examples.ts';
import { AUTH_METHOD_KINDS, settingsOf } from '#contract/auth-methods/registry.ts';
import { isJsonObject } from '#contract/values.ts';
import { answerWith, showPage, stubBackend, testCache } from '#shared/test-page.tsx';
import { AuthMethodPage } from './auth-method-page.tsx';
import { day, ISSUER, issuer, listOf, now, oidc } from './test-methods.ts';

vi.setConfig({ testTimeout: 20_000 });
const METHOD = `${ISSUER}/auth-methods/am_1`;
const DOMAINS = '/v1/accounts/acc_1/domains';
const TAG = '"1"';
const SAVED = /^Saved/;

/** What the backend answers, by path; a number is a refusal with that status, undefined none yet. */
let answers: { [path: string]: unknown };
/** The bodies of the writes it got. It takes them all. */
let bodies: unknown[];

beforeEach(() => {
  answers = { [ISSUER]: { data: issuer } };
  bodies = [];
  stubBackend((path, { method, body }) => {
    const answer = answers[path];
    const headers = { etag: TAG };
    if (method === 'PATCH' && isJsonObject(answer) && isJsonObject(answer['data'])) {
      const sent: unknown = JSON.parse(typeof body === 'string' ? body : '');
      bodies.push(sent);
      const data = { ...answer['data'], ...(isJsonObject(sent) && sent), updated_at: now };
      return answerWith({ data }, headers);
    }
    return answerWith(answer, headers);
  });
});
afterEach(() => {
  vi.unstubAllGlobals();
});

function show({
  listed,
  held,
  callbackUrl = null,
}: { listed?: unknown; held?: unknown; callbackUrl?: string | null } = {}) {
  const queryClient = testCache();
  if (listed !== undefined) {
    queryClient.setQueryData(keys.authMethods('acc_1', 'i_1'), { data: [listed] });
  }
  if (held !== undefined) {
    queryClient.setQueryData(keys.authMethod('acc_1', 'i_1', 'am_1'), held);
  }
  return showPage(
    <AuthMethodPage accountId="acc_1" issuerId="i_1" methodId="am_1" callbackUrl={callbackUrl} />,
    queryClient,
  );
}

test('a method whose list row is the very answer of a write can be edited at once', async () => {
  const method = { ...oidc, settings: {} };
  show({ listed: method, held: { method, tag: TAG } });
  expect(await field('Name')).not.toHaveAttribute('readonly');
});

/** The value of a fact, by its term. */
async function fact(term: string): Promise<HTMLElement> {
  const name = await screen.findByText(term, { selector: 'dt', exact: false });
  return within(name.parentElement ?? name).getByRole('definition');
}

const INPUT = { selector: 'input, select, textarea' };
const field = async (label: string) => screen.findByLabelText(label, INPUT);

test('a page says what is fixed and why, and never a secret', async () => {
  answers[METHOD] = { data: { ...oidc, settings: { ...oidc.settings, client_secret: 's3cret' } } };
  const { container } = show();
  await screen.findByRole('heading', { name: 'JSON' });
  expect(await fact('Factor')).toHaveTextContent('First factor only');
  expect(await fact('Client id')).toHaveTextContent('web');
  expect(screen.queryByLabelText('Client id', INPUT)).not.toBeInTheDocument();
  expect(await fact('Client secret')).toHaveTextContent(
    'Set when created. AuthPI never returns it.',
  );
  expect(screen.getByText(/Rotating creates a new method/)).toBeVisible();
  expect(screen.getByRole('link', { name: 'Rotate credentials' })).toHaveAttribute(
    'href',
    '/accounts/acc_1/issuers/i_1/auth-methods/am_1/rotate',
  );
  expect(await fact('Age of the credentials')).toHaveTextContent('13 months');
  expect(screen.getByRole('region', { name: 'Other settings as JSON' })).toHaveTextContent(
    '"later"',
  );
  expect(container.innerHTML).not.toContain('s3cret');
  expect(screen.getByText(/AuthPI sent secrets/)).toHaveTextContent('client_secret');
});

test.each(AUTH_METHOD_KINDS)('%s: what is fixed is text, what is not is a field', async (kind) => {
  const { settings } = EXAMPLES[kind]({
    brand: 'Northwind',
    site: 'northwind.example',
  });
  answers[METHOD] = { data: { ...oidc, method: kind, settings } };
  show();
  expect(await field('Name')).toHaveValue('Google');
  const { core, other } = settingsOf(kind);
  for (const [, { label }] of core) {
    expect(await fact(label)).toBeVisible();
    expect(screen.queryByLabelText(label, INPUT)).not.toBeInTheDocument();
  }
  for (const [, { label }] of other) expect(await field(label)).toBeVisible();
  expect(screen.queryAllByRole('button', { name: 'Save settings' })).toHaveLength(1);
});

test('settings are saved whole, with what nobody knows, and never with a secret', async () => {
  const settings = { ...oidc.settings, client_secret: 's3cret', private_key: null };
  answers[METHOD] = { data: { ...oidc, settings } };
  show();
  expect(screen.queryByText(/stays as sent until changed/)).not.toBeInTheDocument();
  const scopes = await field('Scopes');
  // A text where a flag is expected.
  expect(await field('Use PKCE')).toHaveValue('yes');
  expect(screen.getByText(/stays as sent until changed/)).toHaveTextContent('Use PKCE');
  fireEvent.change(scopes, { target: { value: 'openid' } });
  fireEvent.click(screen.getByRole('button', { name: 'Save settings' }));
  expect(await screen.findByText(SAVED)).toBeVisible();
  expect(bodies).toEqual([{ settings: { ...oidc.settings, scopes: ['openid'] } }]);
  expect(screen.queryByText(/did not keep/)).not.toBeInTheDocument();
});

test.each([
  [{}, 'Not set. AuthPI does not publish when credentials expire.'],
  [{ 'expires.am_1': day(12) }, 'Expires in 12 days, on'],
  [{ 'expires.am_1': day(-1) }, 'Expired on'],
  [{ 'expires.am_1': 'next spring' }, 'This is no date'],
])('with metadata %j, expiry says: %s', async (metadata, words) => {
  answers[METHOD] = { data: oidc };
  answers[ISSUER] = { data: { ...issuer, metadata } };
  show();
  expect(await screen.findByText(words, { exact: false })).toBeVisible();
  expect(await fact('Expiry of the credentials')).toHaveTextContent('expires.am_1');
});

test('an issuer that did not load takes its date with it, and nothing else', async () => {
  answers[METHOD] = { data: oidc };
  answers[ISSUER] = 403;
  show();
  expect(await screen.findByText(/the issuer did not load/)).toBeVisible();
  expect(await fact('Client id')).toHaveTextContent('web');
});

test('callback URLs are those at every verified domain of the issuer', async () => {
  const domain = { host: 'login.example', verified: true, assigned_issuer_id: 'i_1' };
  answers[METHOD] = { data: oidc };
  answers[DOMAINS] = listOf(domain, { ...domain, host: 'new.example', verified: false });
  show({ callbackUrl: '{issuer}/callback/{method}' });
  expect(await screen.findByText('https://login.example/callback/oidc')).toBeVisible();
  const urls = await fact('Callback URL');
  expect(urls).toHaveTextContent('https://idp.authpi.com/i_1/callback/oidc');
  expect(urls).not.toHaveTextContent('new.example');
});

test('domains that did not load are missing in their place', async () => {
  answers[METHOD] = { data: oidc };
  answers[DOMAINS] = 403;
  show({ callbackUrl: '{issuer}/callback' });
  expect(await screen.findByText(/The domains of the account did not load/)).toBeVisible();
  expect(await fact('Callback URL')).toHaveTextContent('https://idp.authpi.com/i_1/callback');
});

test('of a method nobody knows, the name is changed and nothing else is sent', async () => {
  const saml = { ...oidc, method: '__proto__', settings: { cert: 'abc', client_secret: 's3cret' } };
  answers[METHOD] = { data: saml };
  const { container } = show();
  expect(await screen.findByText(/does not know the method/)).toHaveTextContent('__proto__');
  expect(screen.queryByRole('heading', { name: 'Settings' })).not.toBeInTheDocument();
  expect(screen.getByRole('region', { name: 'Auth method as JSON' })).toHaveTextContent('"cert"');
  fireEvent.change(await field('Name'), { target: { value: 'Partners' } });
  fireEvent.click(screen.getByRole('button', { name: 'Save name' }));
  expect(await screen.findByText(SAVED)).toBeVisible();
  expect(bodies).toEqual([{ name: 'Partners' }]);
  expect(container.innerHTML).not.toContain('s3cret');
});

test('who may only look is told why', async () => {
  answers[METHOD] = { data: oidc };
  answers['/v1/me'] = {
    data: { type: 'api_key', accounts: [{ account_id: 'acc_1', scopes: ['*:read'] }] },
  };
  show();
  const name = await field('Name');
  await waitFor(() => expect(name).toHaveAttribute('readonly'));
  expect(screen.getAllByText(/takes the scope issuers.auth-methods:write/)[0]).toBeVisible();
});

test('the row of a list stands for the answer until it comes, and is not typed in', async () => {
  show({ listed: oidc });
  expect(await fact('Client id')).toHaveTextContent('web');
  expect(await field('Name')).toHaveAttribute('readonly');
  expect(screen.getAllByText('The latest version is on its way')[0]).toBeVisible();
});

test('a row of a list gives way to the answer, in the same forms', async () => {
  answers[METHOD] = { data: { ...oidc, name: 'Google Workspace', updated_at: now } };
  show({ listed: oidc });
  await waitFor(async () => expect(await field('Name')).toHaveValue('Google Workspace'));
  expect(await field('Name')).not.toHaveAttribute('readonly');
});

test('a row of a list does not hide that the method is gone', async () => {
  answers[METHOD] = 404;
  show({ listed: oidc });
  expect(await screen.findByRole('alert')).toHaveTextContent('There is no such auth method');
  expect(screen.queryByText('Client id')).not.toBeInTheDocument();
});
