import { expect, test } from 'vitest';
import { at, fieldsOf, openWorld, rowsOf, textAt } from './test-client.ts';

const STALE = { 'If-Match': '"1"' };
const ALIEN = { Authorization: 'Bearer nobody' };

/** A request with everything wrong; each row of the test puts the first wrong thing right. */
async function spoiled() {
  const { call, first, foreign, credentials } = await openWorld({ strict: true });
  const readOnly = btoa(`${credentials.read_only_key_id}:${credentials.read_only_key_secret}`);
  const viewer = { Authorization: `Basic ${readOnly}` };
  const created = await call('POST', `${first}/issuers`, { name: 'N' });
  const there = `${first}/issuers/${textAt(created, 'data.id')}`;
  const nowhere = `${first}/issuers/i_nowhere`;
  const text = { 'Content-Type': 'text/plain' };
  const tag = created.headers.get('ETag') ?? '';
  return { call, foreign: `${foreign}/issuers/i_nowhere`, viewer, there, nowhere, text, tag };
}

test('checks come in the order of the contract', async () => {
  const { call, foreign, viewer, there, nowhere, text, tag } = await spoiled();
  const patch = (path: string, body: string, headers: Record<string, string>) =>
    call('PATCH', path, body, headers);
  const bad = '{"name":""}';
  const good = '{"name":"N"}';
  const seen = [
    await patch(foreign, bad, { ...text, ...STALE, ...ALIEN }),
    await patch(foreign, bad, { ...text, ...STALE, ...viewer }),
    await patch(nowhere, bad, { ...text, ...STALE, ...viewer }),
    await patch(nowhere, bad, { ...text, ...STALE }),
    await patch(there, bad, { ...text, ...STALE }),
    await patch(there, bad, STALE),
    await patch(there, bad, {}),
    await patch(there, good, {}),
    await patch(there, good, STALE),
    await patch(there, good, { 'If-Match': tag }),
  ];
  expect(seen.map((heard) => [heard.status, at(heard, 'error')])).toEqual([
    [401, 'unauthorized'],
    [403, 'access_denied'],
    [403, 'insufficient_scope'],
    [404, 'not_found'],
    [415, 'invalid_content_type'],
    [400, 'invalid_request'],
    [400, 'invalid_request'],
    [428, 'precondition_required'],
    [412, 'precondition_failed'],
    [200, undefined],
  ]);
});

test('what the body and what is stored refuse is said at once, each field once', async () => {
  const { call, first } = await openWorld();
  const both = await call('PATCH', first, { name: 3, domains: [] });
  expect(fieldsOf(both)).toEqual(['name', 'domains']);
  const [newest] = rowsOf(await call('GET', `${first}/issuers?limit=1`));
  const methods = `${first}/issuers/${String(newest?.['id'])}/auth-methods`;
  const github = rowsOf(await call('GET', methods)).find((row) => row['method'] === 'github');
  const refused = await call('PATCH', `${methods}/${String(github?.['id'])}`, {
    method: 'oidc',
    settings: { client_id: 'other', client_secret: 's', base_url: 'no' },
  });
  expect(fieldsOf(refused).toSorted()).toEqual([
    'method',
    'settings.base_url',
    'settings.client_id',
    'settings.client_secret',
  ]);
});

test('under replace, core settings stay when an update leaves them out', async () => {
  const { call, first } = await openWorld({ patch: 'replace' });
  const [newest] = rowsOf(await call('GET', `${first}/issuers?limit=1`));
  const methods = `${first}/issuers/${String(newest?.['id'])}/auth-methods`;
  const oidc = rowsOf(await call('GET', methods)).find((row) => row['method'] === 'oidc');
  const { issuer_url, client_id } = (oidc?.['settings'] ?? {}) as Record<string, unknown>;
  const path = `${methods}/${String(oidc?.['id'])}`;
  const updated = await call('PATCH', path, { settings: { pkce: false } });
  expect(at(updated, 'data.settings')).toEqual({ issuer_url, client_id, pkce: false });
});

test('a method nobody knows can be renamed, set and removed', async () => {
  const { call, first } = await openWorld();
  const [, next] = rowsOf(await call('GET', `${first}/issuers?limit=2`));
  const methods = `${first}/issuers/${String(next?.['id'])}/auth-methods`;
  const saml = rowsOf(await call('GET', methods)).find((row) => row['method'] === 'saml');
  const path = `${methods}/${String(saml?.['id'])}`;
  const updated = await call('PATCH', path, { name: 'SSO', settings: { sign_requests: false } });
  expect([updated.status, at(updated, 'data.settings.sign_requests')]).toEqual([200, false]);
  expect((await call('DELETE', path)).status).toBe(204);
  expect((await call('GET', path)).status).toBe(404);
});

test('deleting an issuer frees its domains and moves the tag of the account', async () => {
  const { call, first } = await openWorld();
  const before = await call('GET', first);
  const held = rowsOf(await call('GET', `${first}/domains`))[0]?.['assigned_issuer_id'];
  const path = `${first}/issuers/${String(held)}`;
  const answer = await call('PATCH', path, { status: 'deleted' });
  expect([answer.status, at(answer, 'data.status')]).toEqual([200, 'deleted']);
  expect((await call('GET', path)).status).toBe(404);
  const after = await call('GET', first);
  expect(after.headers.get('ETag')).not.toBe(before.headers.get('ETag'));
  const domains = rowsOf(await call('GET', `${first}/domains`));
  expect(domains.filter((row) => row['assigned_issuer_id'] === held)).toEqual([]);
});

test('metadata that grows past its limit is refused, and nothing is kept', async () => {
  const { call, first } = await openWorld();
  const keys = (prefix: string) =>
    Object.fromEntries(Array.from({ length: 30 }, (_, n) => [`${prefix}${n}`, 'v']));
  const created = await call('POST', `${first}/issuers`, { name: 'N', metadata: keys('a') });
  const path = `${first}/issuers/${textAt(created, 'data.id')}`;
  const refused = await call('PATCH', path, { name: 'M', metadata: keys('b') });
  expect([refused.status, fieldsOf(refused)]).toEqual([400, ['metadata']]);
  expect((await call('GET', path)).text).toBe(created.text);
});

test.each([
  ['HEAD', '/v1/me', 405, 'GET'],
  ['OPTIONS', '/v1/accounts', 405, 'GET'],
  ['PUT', '/v1/accounts/acc_1/issuers', 405, 'GET, POST'],
  ['GET', '/v1/accounts/acc_1/domains/a.example', 405, 'DELETE'],
  ['GET', '/v1/webhooks', 501, null],
  ['GET', '/v1', 501, null],
  ['GET', '/v1/accounts/%2F/issuers', 404, null],
  ['GET', '/v1/accounts/%E0%A4%A/issuers', 404, null],
  ['GET', '/v1/accounts/', 404, null],
  ['GET', '/v2/me', 404, null],
])('%s %s: %i, Allow %s', async (method, path, status, allow) => {
  const { call } = await openWorld();
  const heard = await call(method, path);
  expect([heard.status, heard.headers.get('Allow')]).toEqual([status, allow]);
  expect(at(heard, 'error_description')).toMatch(/\.$/);
});
