import { beforeEach, describe, expect, test } from 'vitest';
import { createFetch } from '#mocks/adapters/unit.ts';
import { createHandlers } from '#mocks/handlers.ts';
import { startFault } from '#mocks/simulator.ts';
import { createWorld } from '#mocks/world.ts';
import type { World } from '#mocks/world.ts';
import { OPERATION_IDS } from '#contract/operations.ts';
import type { OperationId } from '#contract/operations.ts';
import { ApiError } from './errors.ts';
import { createIdempotency } from './idempotency.ts';
import { createClient } from './send.ts';
import type { Client } from './send.ts';
import { taggedPath } from './tags.ts';

let world: World;
let client: Client;
let answered: OperationId[];

beforeEach(() => {
  // A PATCH or DELETE without a tag is a 428 here.
  world = createWorld({ settings: { strict: true } });
  client = connect();
  answered = [];
  const { send } = client;
  client.send = (id, ...options) =>
    send(id, ...options).then((sent) => {
      answered.push(id);
      return sent;
    });
});

function connect(): Client {
  const answer = createFetch(createHandlers(world, { credential: 'person' }));
  return createClient({
    fetch: (path, init) => answer(new Request(`http://backend.test${path}`, init)),
  });
}

async function firstAccount() {
  const { data } = await client.send('getCaller');
  const [membership] = data.accounts;
  if (membership === undefined) throw new Error('The person has no account');
  return { account_id: membership.account_id };
}

/** The tag a person has on screen. */
function known(tag: string | null): string {
  if (tag === null) throw new Error('The answer named no tag');
  return tag;
}

async function failureOf(sending: Promise<unknown>): Promise<ApiError> {
  const error: unknown = await sending.catch((thrown: unknown) => thrown);
  if (error instanceof ApiError) return error;
  throw new Error(`Not an ApiError: ${String(error)}`);
}

test('every operation of the table succeeds once, without a 428', async () => {
  const { send, tags } = client;
  const account = await firstAccount();
  expect((await send('listAccounts', { query: { limit: 3 } })).data.data).toHaveLength(3);

  const before = await send('getAccount', { params: account });
  const named = { name: 'Renamed' };
  const after = await send('updateAccount', {
    params: account,
    ifMatch: known(before.tag),
    body: named,
  });
  expect(after.tag).not.toBe(before.tag);

  const page = await send('listIssuers', { params: account, query: { status: 'active' } });
  expect(page.data).toMatchObject({ has_more: true });
  const created = await send('createIssuer', { params: account, body: { name: 'Shop' } });
  expect(created).toMatchObject({ status: 201, replayed: false });
  const issuer = { ...account, issuer_id: created.data.id };
  expect((await send('getIssuer', { params: issuer })).tag).toBe(created.tag);
  const described = await send('updateIssuer', {
    params: issuer,
    ifMatch: known(created.tag),
    body: { description: 'Where people buy' },
  });
  expect(described.data.description).toBe('Where people buy');

  const added = await send('createAuthMethod', {
    params: issuer,
    body: { method: 'password', name: 'Password', first_factor_only: true, settings: {} },
  });
  const method = { ...issuer, method_id: added.data.id };
  expect((await send('listAuthMethods', { params: issuer })).data.data).toHaveLength(1);
  expect((await send('getAuthMethod', { params: method })).tag).toBe(added.tag);
  const off = { enabled_login: false };
  const switched = await send('updateAuthMethod', {
    params: method,
    ifMatch: known(added.tag),
    body: off,
  });
  expect(switched.data).toMatchObject(off);
  const gone = { params: method, ifMatch: known(switched.tag) };
  expect(await send('deleteAuthMethod', gone)).toMatchObject({ status: 204, data: null });

  const body = { host: 'login.wire-test.example.com' };
  const domain = { ...account, domain: body.host };
  const path = taggedPath('addDomain', account, '') ?? '';
  await send('addDomain', { params: account, body });
  await send('verifyDomain', { params: domain, ifMatch: known(tags.tagOf(path)) });
  await send('assignDomain', {
    params: domain,
    ifMatch: known(tags.tagOf(path)),
    body: { issuer_id: created.data.id },
  });
  const { data: domains } = await send('listDomains', { params: account });
  expect(domains.data.find(({ host }) => host === body.host)).toMatchObject({
    verified: true,
    assigned_issuer_id: created.data.id,
  });
  await send('unassignDomain', { params: domain, ifMatch: known(tags.tagOf(path)) });
  await send('removeDomain', { params: domain, ifMatch: known(tags.tagOf(path)) });
  expect(tags.tagOf(path)).toBeNull();

  await send('deleteIssuer', { params: issuer, ifMatch: known(described.tag) });
  expect(await failureOf(send('getIssuer', { params: issuer }))).toMatchObject({
    kind: 'not_found',
    code: 'not_found',
  });
  expect(new Set(answered)).toEqual(new Set(OPERATION_IDS));
});

test('a stale tag is refused, and the answer names the current one', async () => {
  const { send, tags } = client;
  const account = await firstAccount();
  const { tag } = await send('getAccount', { params: account });
  const theirs = await send('updateAccount', {
    params: account,
    ifMatch: known(tag),
    body: { name: 'Theirs' },
  });
  const mine = { params: account, ifMatch: known(tag), body: { name: 'Mine' } };
  expect(await failureOf(send('updateAccount', mine))).toMatchObject({
    kind: 'precondition_failed',
    currentTag: theirs.tag,
  });
  expect(tags.tagOf(`/v1/accounts/${account.account_id}`)).toBe(theirs.tag);
});

test('after a lost answer the same payload replays what happened', async () => {
  const params = await firstAccount();
  const { once } = createIdempotency();
  const create = (body: { name: string }) =>
    once(['createIssuer', params, body], (idempotencyKey) =>
      client.send('createIssuer', { params, body, idempotencyKey }),
    );
  await startFault(world, { kind: 'answer_lost', operation: 'createIssuer' });
  expect((await failureOf(create({ name: 'Once only' }))).kind).toBe('network');
  expect(await create({ name: 'Once only' })).toMatchObject({ status: 201, replayed: true });
  const { data } = await client.send('listIssuers', { params, query: { q: 'Once only' } });
  expect(data.data).toHaveLength(1);
});

test('a key used for another request is told from a refused body', async () => {
  const params = await firstAccount();
  const create = (name: string) =>
    client.send('createIssuer', { params, body: { name }, idempotencyKey: 'key' });
  await create('First');
  expect((await failureOf(create('Second'))).kind).toBe('idempotency_mismatch');
  const refused = await failureOf(client.send('createIssuer', { params, body: { name: '' } }));
  expect(refused.kind).toBe('invalid');
  expect(refused.fields.map(({ field }) => field)).toEqual(['name']);
});

describe('faults', () => {
  test.each([
    [400, 'invalid'],
    [401, 'unauthorized'],
    [403, 'forbidden'],
    [404, 'not_found'],
    [409, 'conflict'],
    [412, 'precondition_failed'],
    [415, 'unsupported_media_type'],
    [428, 'precondition_required'],
    [429, 'rate_limited'],
    [500, 'server'],
    [502, 'server'],
    [503, 'server'],
    [504, 'server'],
  ] as const)('%i is %s, as JSON, HTML or nothing', async (status, kind) => {
    for (const body of ['json', 'html', 'empty'] as const) {
      // A gate closed by one 429 would hold the next back.
      const { send } = connect();
      await startFault(world, { kind: 'status', status, body });
      const error = await failureOf(send('getCaller'));
      expect(error).toMatchObject({ kind, status });
    }
  });

  test('Retry-After closes the gate, and tells 409 in flight from a real one', async () => {
    await startFault(world, { kind: 'status', status: 409, retry_after: 2 });
    expect(await failureOf(client.send('getCaller'))).toMatchObject({
      kind: 'in_flight',
      retryAfterMs: 2000,
    });
    await startFault(world, { kind: 'status', status: 429, body: 'html', retry_after: 2 });
    expect((await failureOf(client.send('getCaller'))).retryAfterMs).toBe(2000);
    expect(client.gate.snapshot().until).toBeGreaterThan(Date.now() + 1000);
  });

  test.each(['request_lost', 'answer_lost', 'offline'] as const)('%s', async (kind) => {
    await startFault(world, { kind });
    expect(await failureOf(client.send('getCaller'))).toMatchObject({ kind: 'network' });
  });

  test('an expired session is told from a refused credential', async () => {
    await startFault(world, { kind: 'expired' });
    const error = await failureOf(client.send('getCaller'));
    expect(error).toMatchObject({ kind: 'unauthorized', code: 'session_expired' });
  });
});
