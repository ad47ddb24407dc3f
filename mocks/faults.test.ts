import { expect, test } from 'vitest';
import {
  changeSettings,
  endFaults,
  letAct,
  readSimulator,
  resetWorld,
  startFault,
} from './simulator.ts';
import { at, fieldsOf, openWorld, rowsOf, textAt } from './test-client.ts';

test('of the faults that decide, one request takes one; the others wait', async () => {
  const { call } = await openWorld();
  await call('POST', '/_simulator/faults', { kind: 'status', status: 503 });
  await call('POST', '/_simulator/faults', { kind: 'expired' });
  await call('POST', '/_simulator/faults', { kind: 'status', status: 429, retry_after: 7 });
  const seen = [];
  for (let n = 0; n < 4; n += 1) seen.push(await call('GET', '/v1/me'));
  expect(seen.map(({ status }) => status)).toEqual([503, 401, 429, 200]);
  expect(seen.slice(0, 3).map((heard) => [at(heard, 'error'), at(heard, 'retryable')])).toEqual([
    ['internal_error', true],
    ['session_expired', false],
    ['rate_limited', true],
  ]);
  expect([seen[2]?.headers.get('Retry-After'), seen[2] && at(seen[2], 'retry_after')]).toEqual([
    '7',
    7,
  ]);
});

test('requests at once take a counted fault as often as it says', async () => {
  const { call } = await openWorld();
  await call('POST', '/_simulator/faults', { kind: 'status', status: 500, times: 3 });
  const answers = await Promise.all(Array.from({ length: 10 }, () => call('GET', '/v1/me')));
  expect(answers.filter(({ status }) => status === 500)).toHaveLength(3);
  expect(at(await call('GET', '/_simulator'), 'faults')).toEqual([]);
});

test('a fault may want path parameters or query parameters', async () => {
  const { call, first } = await openWorld();
  const page = await call('GET', `${first}/issuers?limit=1`);
  const cursor = textAt(page, 'next_cursor');
  await call('POST', '/_simulator/faults', {
    kind: 'status',
    status: 500,
    operation: 'listIssuers',
    match: { cursor },
    times: null,
  });
  expect((await call('GET', `${first}/issuers?limit=1`)).status).toBe(200);
  expect((await call('GET', `${first}/issuers?limit=1&cursor=${cursor}`)).status).toBe(500);
});

test('another administrator is faster, at the very resource the request names', async () => {
  const { call, first } = await openWorld();
  const [row] = rowsOf(await call('GET', `${first}/issuers?limit=1`));
  const path = `${first}/issuers/${String(row?.['id'])}`;
  const tag = (await call('GET', path)).headers.get('ETag') ?? '';
  await call('POST', '/_simulator/faults', {
    kind: 'act',
    operation: 'updateIssuer',
    act: { operation: 'updateIssuer', body: { name: 'Theirs' } },
  });
  const mine = await call('PATCH', path, { name: 'Mine' }, { 'If-Match': tag });
  const theirs = await call('GET', path);
  expect(mine.status).toBe(412);
  expect(at(mine, 'current_etag')).toBe(theirs.headers.get('ETag'));
  expect(at(theirs, 'data.name')).toBe('Theirs');
});

test('a dropped field is checked, and then not kept', async () => {
  const { call, first } = await openWorld();
  const drop = { kind: 'drop', operation: 'updateIssuer', path: 'settings.access.mfa', times: 2 };
  await call('POST', '/_simulator/faults', drop);
  const id = textAt(await call('POST', `${first}/issuers`, { name: 'N' }), 'data.id');
  const path = `${first}/issuers/${id}`;
  const refused = await call('PATCH', path, { settings: { access: { mfa: 'sometimes' } } });
  expect(fieldsOf(refused)).toEqual(['settings.access.mfa']);
  const kept = await call('PATCH', path, { settings: { access: { mfa: 'off', mode: 'open' } } });
  expect([kept.status, at(kept, 'data.settings')]).toEqual([200, { access: { mode: 'open' } }]);
});

test.each([
  [{ kind: 'status' }, 'status'],
  [{ kind: 'status', status: 200 }, 'status'],
  [{ kind: 'earthquake' }, 'kind'],
  [{ kind: 'latency', ms: -1 }, 'ms'],
  [{ kind: 'offline', operation: 'getWeather' }, 'operation'],
  [{ kind: 'offline', times: 0 }, 'times'],
  [{ kind: 'drop', match: { issuer_id: 1 }, path: 'name' }, 'match.issuer_id'],
])('%j is no fault', async (body, field) => {
  const { call } = await openWorld();
  const heard = await call('POST', '/_simulator/faults', body);
  expect([heard.status, fieldsOf(heard)]).toEqual([400, [field]]);
});

test('a misspelt setting is said, and changes nothing', async () => {
  const { call } = await openWorld();
  expect((await call('PATCH', '/_simulator', { strict: true, latncy: 3 })).status).toBe(400);
  expect(at(await call('GET', '/_simulator'), 'settings.strict')).toBe(false);
});

test('a reset goes back to how the world was opened, with what is given', async () => {
  const { call } = await openWorld({ patch: 'replace', seed: 5 });
  await call('PATCH', '/_simulator', { strict: true, patch: 'merge' });
  await call('POST', '/_simulator/faults', { kind: 'offline', times: null });
  const fresh = await call('POST', '/_simulator/reset', { scenario: 'empty' });
  expect(at(fresh, 'settings')).toMatchObject({
    seed: 5,
    scenario: 'empty',
    patch: 'replace',
    strict: false,
  });
  expect(at(fresh, 'faults')).toEqual([]);
});

test('an act that names no resource is a 400 of the act', async () => {
  const { call } = await openWorld();
  const heard = await call('POST', '/_simulator/acts', { operation: 'getIssuer' });
  expect([heard.status, at(heard, 'status')]).toEqual([200, 400]);
});

test('code drives a world as HTTP does', async () => {
  const { world, call, credentials } = await openWorld();
  const { id } = await startFault(world, { kind: 'offline', times: null });
  await expect(call('GET', '/v1/me')).rejects.toThrow(TypeError);
  expect(await endFaults(world, id)).toBe(true);
  expect(await endFaults(world, id)).toBe(false);
  const { account_id } = credentials;
  const theirs = await letAct(world, {
    operation: 'updateAccount',
    params: { account_id },
    body: { name: 'Theirs' },
  });
  expect(theirs).toMatchObject({ status: 200, body: { data: { name: 'Theirs' } } });
  expect((await changeSettings(world, { strict: true })).settings.strict).toBe(true);
  expect(await resetWorld(world)).toMatchObject({ settings: { strict: false }, credentials });
  const over = await call('GET', '/_simulator');
  expect({ ...(await readSimulator(world)), now: 0 }).toEqual({ ...(over.body as object), now: 0 });
});
