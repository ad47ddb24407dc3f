import { expect, test, vi } from 'vitest';
import { createMemoryStore } from './store/memory.ts';
import { at, openWorld, textAt } from './test-client.ts';

const DAY = 24 * 60 * 60 * 1000;
const key = (text: string) => ({ 'Idempotency-Key': text });

test('a replay is the first answer, tag included', async () => {
  const { call, first } = await openWorld();
  const create = () => call('POST', `${first}/issuers`, { name: 'Once' }, key('k'));
  const one = await create();
  const two = await create();
  expect(one.headers.get('Idempotent-Replayed')).toBeNull();
  expect(two.headers.get('Idempotent-Replayed')).toBe('true');
  expect([two.status, two.text, two.headers.get('ETag')]).toEqual([
    201,
    one.text,
    one.headers.get('ETag'),
  ]);
});

test('another body or another path under the same key is refused', async () => {
  const { call, first } = await openWorld();
  await call('POST', `${first}/issuers`, { name: 'Once' }, key('k'));
  const otherBody = await call('POST', `${first}/issuers`, { name: 'Twice' }, key('k'));
  const otherPath = await call('POST', `${first}/domains`, { name: 'Once' }, key('k'));
  expect([otherBody.status, at(otherBody, 'error')]).toEqual([422, 'invalid_request']);
  expect(otherPath.status).toBe(422);
});

test('while the first request runs, the others are told to come back', async () => {
  const { call, first } = await openWorld({ latency_ms: 30 });
  const posts = Array.from({ length: 20 }, () =>
    call('POST', `${first}/issuers`, { name: 'Once' }, key('k')),
  );
  const answers = await Promise.all(posts);
  expect(answers.filter(({ status }) => status === 201)).toHaveLength(1);
  const waiting = answers.filter(({ status }) => status === 409);
  expect(waiting).toHaveLength(19);
  expect(waiting.every(({ headers }) => headers.get('Retry-After') === '1')).toBe(true);
  expect(waiting.every((heard) => at(heard, 'retryable') === true)).toBe(true);
});

test('a refusal frees the key, at once and after a latency', async () => {
  for (const latency_ms of [0, 5]) {
    const { call, first } = await openWorld({ latency_ms });
    expect((await call('POST', `${first}/issuers`, { name: '' }, key('k'))).status).toBe(400);
    expect((await call('POST', `${first}/issuers`, { name: 'Now' }, key('k'))).status).toBe(201);
  }
});

test('an answer that was lost after the write is replayed', async () => {
  const { call, first } = await openWorld();
  await call('POST', '/_simulator/faults', { kind: 'answer_lost', operation: 'createIssuer' });
  const create = () => call('POST', `${first}/issuers`, { name: 'Once' }, key('k'));
  await expect(create()).rejects.toThrow(TypeError);
  expect((await create()).headers.get('Idempotent-Replayed')).toBe('true');
});

test('a key is forgotten after a day', async () => {
  const { call, first } = await openWorld();
  const create = async () =>
    textAt(await call('POST', `${first}/issuers`, { name: 'N' }, key('k')), 'data.id');
  const one = await create();
  await call('PATCH', '/_simulator', { clock_offset_ms: DAY - 60_000 });
  expect(await create()).toBe(one);
  await call('PATCH', '/_simulator', { clock_offset_ms: DAY + 60_000 });
  expect(await create()).not.toBe(one);
});

test('the claim of a tab that died expires', async () => {
  const store = createMemoryStore();
  const dying = await openWorld({ latency_ms: 100_000 }, { store });
  void dying.call('POST', `${dying.first}/issuers`, { name: 'N' }, key('k'));
  const claims = `idempotency/${dying.credentials.account_id}`;
  await vi.waitFor(async () => {
    expect(await store.transaction(({ all }) => all(claims).size)).toBe(1);
  });
  await dying.call('PATCH', '/_simulator', { latency_ms: 0 });
  const { call, first } = await openWorld({}, { store });
  const create = () => call('POST', `${first}/issuers`, { name: 'N' }, key('k'));
  expect((await create()).status).toBe(409);
  await call('PATCH', '/_simulator', { clock_offset_ms: 131_000 });
  expect((await create()).status).toBe(201);
});

test('keys belong to an account, to POST, and have 1 to 256 characters', async () => {
  const { call, first, world } = await openWorld();
  const second = await world.transaction((tx) => `/v1/accounts/${tx.seed.memberships[1]}`);
  const create = (account: string, text: string) =>
    call('POST', `${account}/issuers`, { name: 'N' }, key(text));
  expect((await create(first, 'k')).status).toBe(201);
  expect((await create(second, 'k')).headers.get('Idempotent-Replayed')).toBeNull();
  expect((await create(first, 'k'.repeat(256))).status).toBe(201);
  expect((await create(first, 'k'.repeat(257))).status).toBe(400);
  expect((await create(first, '')).status).toBe(400);
  expect((await call('PATCH', first, {}, key('k'.repeat(300)))).status).toBe(200);
});

test('no secret is stored, not even to recognise a request by', async () => {
  const store = createMemoryStore();
  const { call, first } = await openWorld({}, { store });
  const issuer = textAt(await call('POST', `${first}/issuers`, { name: 'N' }), 'data.id');
  const body = {
    name: 'GitHub',
    method: 'github',
    first_factor_only: true,
    settings: { client_id: 'id', client_secret: 'hush-hush' },
  };
  const path = `${first}/issuers/${issuer}/auth-methods`;
  expect((await call('POST', path, body, key('k'))).status).toBe(201);
  const kept: unknown[] = [];
  const folders = ['issuers', 'methods', 'idempotency', 'faults', 'world', 'accounts'];
  await store.transaction(({ all }) => {
    for (const folder of folders) {
      for (const owner of ['', `/${issuer}`, first.replace('/v1/accounts', '')]) {
        kept.push(...all(`${folder}${owner}`).values());
      }
    }
  });
  expect(JSON.stringify(kept)).toContain('GitHub');
  expect(JSON.stringify(kept)).not.toContain('hush-hush');
});
