import { describe, expect, test } from 'vitest';
import { at, openWorld } from './test-client.ts';

const basic = (text: string) => ({ Authorization: `Basic ${btoa(text)}` });

describe('who asks', async () => {
  const { call, first, credentials } = await openWorld();
  const { key_id, key_secret, read_only_key_id, read_only_key_secret, user_token } = credentials;
  const me = (headers: Record<string, string>) => call('GET', '/v1/me', undefined, headers);

  test.each([
    ['a key', basic(`${key_id}:${key_secret}`), 'api_key', 1, ['*:**']],
    ['a token', { Authorization: `Bearer ${user_token}` }, 'user', 137, ['*:**']],
    ['a scheme in any case', { Authorization: `bEARER  ${user_token}` }, 'user', 137, ['*:**']],
    ['nobody, where the person is ambient', {}, 'user', 137, ['*:**']],
  ] as const)('%s', async (_, headers, type, accounts, scopes) => {
    const heard = await me(headers);
    expect([heard.status, at(heard, 'data.type')]).toEqual([200, type]);
    expect(at(heard, 'data.accounts')).toHaveLength(accounts);
    expect(at(heard, 'data.accounts.0.scopes')).toEqual(scopes);
  });

  test.each([
    ['an unknown key', basic('key_x:y')],
    ['a wrong secret', basic(`${key_id}:${read_only_key_secret}`)],
    ['no colon', basic(key_id)],
    ['no base64', { Authorization: 'Basic %%%' }],
    ['no value', { Authorization: 'Basic' }],
    ['an unknown scheme', { Authorization: `Token ${user_token}` }],
    ['a key as Bearer', { Authorization: `Bearer ${key_id}:${key_secret}` }],
    ['a token as Basic', { Authorization: `Basic ${user_token}` }],
    ['an empty header', { Authorization: '' }],
  ])('%s is nobody, also where the person is ambient', async (_, headers) => {
    const heard = await me(headers);
    expect([heard.status, at(heard, 'error')]).toEqual([401, 'unauthorized']);
    expect(heard.headers.get('WWW-Authenticate')).toContain('Basic realm=');
  });

  test('the read-only key reads, and is told which scope it lacks', async () => {
    const headers = basic(`${read_only_key_id}:${read_only_key_secret}`);
    expect((await call('GET', `${first}/domains`, undefined, headers)).status).toBe(200);
    const refused = await call('PATCH', first, {}, headers);
    expect([refused.status, at(refused, 'error')]).toEqual([403, 'insufficient_scope']);
    expect(at(refused, 'error_description')).toContain('accounts:write');
  });

  test('accounts one is no member of are denied alike, whether they exist or not', async () => {
    const { foreign } = await openWorld();
    const key = basic(`${key_id}:${key_secret}`);
    for (const path of [foreign, '/v1/accounts/acc_nowhere', '/v1/accounts/x/issuers/i_1']) {
      const heard = await call('GET', path, undefined, key);
      expect([heard.status, at(heard, 'error')]).toEqual([403, 'access_denied']);
    }
  });
});

test('a credential is needed where none is ambient', async () => {
  const { world } = await openWorld();
  const { createHandlers } = await import('./handlers.ts');
  const { createFetch } = await import('./adapters/unit.ts');
  const fetch = createFetch(createHandlers(world));
  expect((await fetch(new Request('http://authpi.test/v1/me'))).status).toBe(401);
});
