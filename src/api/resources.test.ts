import { afterEach, expect, test, vi } from 'vitest';
import { accountQuery } from './accounts.ts';
import { authMethodQuery, authMethodsQuery } from './auth-methods.ts';
import { callerQuery } from './caller.ts';
import { client, holdRequestsUntil } from './client.ts';
import { domainsQuery } from './domains.ts';
import { issuerList, issuerQuery } from './issuers.ts';
import { keys } from './keys.ts';
import { createQueryClient } from './query-client.ts';

afterEach(() => {
  vi.unstubAllGlobals();
});

/** Answers every request alike and notes what was asked. */
function answering(body: unknown, headers: { [name: string]: string } = {}) {
  const asked: string[] = [];
  vi.stubGlobal('fetch', (path: string, init: RequestInit) => {
    asked.push(`${init.method ?? ''} ${path}`);
    return Promise.resolve(new Response(JSON.stringify(body), { headers }));
  });
  return asked;
}

const page = (...data: unknown[]) => ({ data, has_more: false, next_cursor: null });
const issuer = { id: 'i_1', status: 'active', created_at: 1 };

test('the caller', async () => {
  const caller = { type: 'user', accounts: [{ account_id: 'acc_1', scopes: ['*:**'] }] };
  const asked = answering({ data: caller });
  expect(await createQueryClient().query(callerQuery())).toEqual(caller);
  expect(asked).toEqual(['GET /v1/me']);
});

test('an account is read in one shape, with its tag', async () => {
  const asked = answering(
    { data: { id: 'acc_1', organization: { name: 'Acme' } } },
    { ETag: '"5"' },
  );
  const { account, tag } = await createQueryClient().query(accountQuery('acc_1'));
  expect(account).toMatchObject({ id: 'acc_1', name: 'Acme', domains: null });
  expect(tag).toBe('"5"');
  expect(asked).toEqual(['GET /v1/accounts/acc_1']);
});

test('an issuer comes with its tag', async () => {
  const asked = answering({ data: issuer }, { ETag: '"5"' });
  const found = await createQueryClient().query(issuerQuery('acc_1', 'i_1'));
  expect(found).toEqual({ issuer, tag: '"5"' });
  expect(asked).toEqual(['GET /v1/accounts/acc_1/issuers/i_1']);
});

test('an auth method comes with its tag', async () => {
  const method = { id: 'am_1', name: 'New kind', method: 'telepathy', created_at: 1 };
  const asked = answering({ data: method }, { ETag: '"5"' });
  const found = await createQueryClient().query(authMethodQuery('acc_1', 'i_1', 'am_1'));
  expect(found).toEqual({ method, tag: '"5"' });
  expect(asked).toEqual(['GET /v1/accounts/acc_1/issuers/i_1/auth-methods/am_1']);
});

test('a page of issuers is asked for with its filters', async () => {
  const asked = answering(page(issuer));
  const { signal } = new AbortController();
  const { load, queryKey } = issuerList('acc_1', { q: 'shop', status: 'active' });
  expect(queryKey).toEqual(keys.issuerList('acc_1', { q: 'shop', status: 'active' }));
  expect(await load({ cursor: null, limit: 50, signal })).toEqual(page(issuer));
  await load({ cursor: 'i_9', limit: 100, signal });
  expect(asked).toEqual([
    'GET /v1/accounts/acc_1/issuers?q=shop&status=active&limit=50',
    'GET /v1/accounts/acc_1/issuers?q=shop&status=active&cursor=i_9&limit=100',
  ]);
});

test('auth methods and domains are whole pages', async () => {
  const queryClient = createQueryClient();
  const method = { id: 'am_1', name: 'New kind', method: 'telepathy', created_at: 1 };
  const asked = answering(page(method));
  expect(await queryClient.query(authMethodsQuery('acc_1', 'i_1'))).toEqual(page(method));
  vi.unstubAllGlobals();
  const asked2 = answering(page({ host: 'a.example.com', cf_status: 'later' }));
  expect((await queryClient.query(domainsQuery('acc_1'))).data).toHaveLength(1);
  expect(asked).toEqual(['GET /v1/accounts/acc_1/issuers/i_1/auth-methods']);
  expect(asked2).toEqual(['GET /v1/accounts/acc_1/domains']);
});

test('the app’s client waits for the backend', async () => {
  const asked = answering({ data: issuer });
  let start = () => {};
  holdRequestsUntil(
    new Promise<void>((resolve) => {
      start = resolve;
    }),
  );
  const params = { account_id: 'acc_1', issuer_id: 'i_1' };
  const answer = client.send('getIssuer', { params });
  await new Promise((resolve) => setTimeout(resolve, 5));
  expect(asked).toEqual([]);
  start();
  expect((await answer).data).toEqual(issuer);
});

test('keys differ, and an account’s start alike', () => {
  const all = [
    keys.account('a'),
    keys.issuerLists('a'),
    keys.issuerList('a', {}),
    keys.issuerList('a', { q: 'x' }),
    keys.issuer('a', 'i'),
    keys.authMethods('a', 'i'),
    keys.domains('a'),
  ];
  expect(new Set([...all, keys.caller()].map((key) => JSON.stringify(key))).size).toBe(8);
  expect(all.every((key) => key[0] === 'accounts' && key[1] === 'a')).toBe(true);
});
