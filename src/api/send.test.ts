import { afterEach, beforeEach, describe, expect, test, vi } from 'vitest';
import { ApiError } from './errors.ts';
import { createClient, TIMEOUT_MS } from './send.ts';
import type { ClientOptions } from './send.ts';

const ISSUER = { id: 'i_1', name: 'Shop', status: 'active', created_at: 1, updated_at: 2 };
const issuerParams = { account_id: 'acc_1', issuer_id: 'i_1' };
const ISSUER_PATH = '/v1/accounts/acc_1/issuers/i_1';

type Answer = Response | Error | ((init: RequestInit) => Promise<Response>);

/** A client before a scripted backend, and what it sent. */
function scripted(answers: Answer[], options: ClientOptions = {}) {
  const sent: { path: string; init: RequestInit; headers: { [name: string]: string } }[] = [];
  const client = createClient({
    ...options,
    fetch: (path, init) => {
      sent.push({ path, init, headers: Object.fromEntries(new Headers(init.headers)) });
      const answer = answers.shift();
      if (answer === undefined) throw new Error('One request too many');
      if (answer instanceof Error) return Promise.reject(answer);
      return typeof answer === 'function' ? answer(init) : Promise.resolve(answer);
    },
  });
  return { ...client, sent };
}

function json(body: unknown, status = 200, headers: { [name: string]: string } = {}): Response {
  return new Response(JSON.stringify(body), { status, headers });
}

function tagged(tag: string, body: unknown = { data: ISSUER }, status = 200): Response {
  return json(body, status, { ETag: tag });
}

/** Never answers, and hears the signal as a browser does. */
const silence = (init: RequestInit) =>
  new Promise<Response>((_, reject) => {
    init.signal?.addEventListener('abort', () => {
      reject(new DOMException('Aborted', 'AbortError'));
    });
  });

async function failureOf(sending: Promise<unknown>): Promise<ApiError> {
  const error: unknown = await sending.catch((thrown: unknown) => thrown);
  if (error instanceof ApiError) return error;
  throw new Error(`Not an ApiError: ${String(error)}`);
}

describe('a request', () => {
  test('of a read', async () => {
    const { send, sent } = scripted([json({ data: [] })]);
    await send('listIssuers', {
      params: { account_id: 'acc 1' },
      query: { q: 'a&b=ü', limit: 50, status: undefined },
    });
    expect(sent[0]?.path).toBe('/v1/accounts/acc%201/issuers?q=a%26b%3D%C3%BC&limit=50');
    expect(sent[0]?.headers).toEqual({ accept: 'application/json' });
    expect(sent[0]?.init).toMatchObject({
      method: 'GET',
      cache: 'no-store',
      credentials: 'same-origin',
      redirect: 'manual',
    });
    expect(sent[0]?.init.body).toBeUndefined();
  });

  test('of a write carries its tag, and no idempotency key', async () => {
    const { send, sent } = scripted([tagged('"3"'), new Response(null, { status: 204 })]);
    await send('updateIssuer', { params: issuerParams, ifMatch: '"2"', body: { name: 'Shop' } });
    await send('deleteIssuer', { params: issuerParams, ifMatch: '"3"' });
    expect(sent[0]?.headers).toEqual({
      accept: 'application/json',
      'content-type': 'application/json',
      'if-match': '"2"',
    });
    expect(sent[0]?.init.body).toBe('{"name":"Shop"}');
    expect(sent[1]?.headers).toEqual({ accept: 'application/json', 'if-match': '"3"' });
  });

  test('of a POST carries an idempotency key: the one given, or a fresh one', async () => {
    const answer = () => tagged('"1"', { data: ISSUER }, 201);
    const { send, sent } = scripted([answer(), answer(), answer()]);
    const create = { params: { account_id: 'acc_1' }, body: { name: 'Shop' } };
    await send('createIssuer', { ...create, idempotencyKey: 'mine' });
    await send('createIssuer', create);
    await send('createIssuer', create);
    const given = sent.map(({ headers }) => headers['idempotency-key']);
    expect(given[0]).toBe('mine');
    expect(new Set(given).size).toBe(3);
  });

  test('of an action has neither body nor content type', async () => {
    const { send, sent } = scripted([tagged('"9"', { data: { id: 'acc_1' } })]);
    const params = { account_id: 'acc_1', domain: 'a.example.com' };
    await send('verifyDomain', { params, ifMatch: '"8"' });
    expect(sent[0]).toMatchObject({ path: '/v1/accounts/acc_1/domains/a.example.com/verify' });
    expect(sent[0]?.headers).not.toHaveProperty('content-type');
    expect(sent[0]?.headers).toHaveProperty('if-match', '"8"');
  });

  test('is not made of a parameter that is no path segment', async () => {
    const { send, sent } = scripted([]);
    await expect(
      send('getIssuer', { params: { account_id: 'acc_1', issuer_id: '../x' } }),
    ).rejects.toThrow(TypeError);
    expect(sent).toEqual([]);
  });
});

describe('a success', () => {
  test('gives the resource, its tag, its status and whether it was replayed', async () => {
    const headers = { ETag: 'W/"2"', 'Idempotent-Replayed': 'true' };
    const { send } = scripted([json({ data: ISSUER }, 201, headers), json({ data: ISSUER })]);
    const create = { params: { account_id: 'acc_1' }, body: { name: 'Shop' } };
    expect(await send('createIssuer', create)).toEqual({
      data: ISSUER,
      tag: '"2"',
      replayed: true,
      status: 201,
    });
    expect(await send('getIssuer', { params: issuerParams })).toEqual({
      data: ISSUER,
      tag: null,
      replayed: false,
      status: 200,
    });
  });

  test('keeps all that is unknown, keys such as __proto__ too', async () => {
    const text = `{"data":{"id":"i_1","status":"dreaming","created_at":1,"metadata":{"__proto__":"x","constructor":"y"},"later":[1]}}`;
    const { send } = scripted([new Response(text)]);
    const { data } = await send('getIssuer', { params: issuerParams });
    expect(JSON.stringify({ data })).toBe(text);
  });

  test('of a list is the page', async () => {
    const page = { data: [ISSUER], has_more: true, next_cursor: 'i_1', invalid_count: 2 };
    const { send } = scripted([json(page)]);
    const { data } = await send('listIssuers', { params: { account_id: 'acc_1' } });
    expect(data).toEqual(page);
  });

  test('is JSON by its content, whatever its type says', async () => {
    const headers = { 'Content-Type': 'text/html' };
    const { send } = scripted([new Response(JSON.stringify({ data: ISSUER }), { headers })]);
    expect((await send('getIssuer', { params: issuerParams })).data).toEqual(ISSUER);
  });

  test.each([
    ['the page of an app', '<!doctype html>'],
    ['nothing', ''],
    ['half an answer', '{"data":{"id":'],
    ['null', 'null'],
    ['no envelope', JSON.stringify(ISSUER)],
    ['a list for one', JSON.stringify({ data: [ISSUER] })],
    ['no id', JSON.stringify({ data: { ...ISSUER, id: null } })],
  ])('that is %s is malformed', async (_, text) => {
    const { send } = scripted([new Response(text)]);
    const error = await failureOf(send('getIssuer', { params: issuerParams }));
    expect(error).toMatchObject({ kind: 'malformed', status: 200, operation: 'getIssuer' });
  });

  test.each([
    [[ISSUER, { id: 7 }, null], undefined, 2],
    [[ISSUER, 'row'], 3, 4],
  ])('with rows that cannot be read keeps the others and counts', async (rows, told, counted) => {
    const page = { data: rows, has_more: true, next_cursor: 'i_1', extra: 1, invalid_count: told };
    const { send } = scripted([json(page)]);
    const { data } = await send('listIssuers', { params: { account_id: 'acc_1' } });
    expect(data).toEqual({ ...page, data: [ISSUER], invalid_count: counted });
  });

  test('of a page without rows is malformed', async () => {
    const { send } = scripted([json({ data: ISSUER })]);
    const error = await failureOf(send('listIssuers', { params: { account_id: 'acc_1' } }));
    expect(error.kind).toBe('malformed');
  });

  test('says where it is malformed, and never with which value', async () => {
    const { send } = scripted([json({ data: { ...ISSUER, id: ['s3cret'] } })]);
    const error = await failureOf(send('getIssuer', { params: issuerParams }));
    expect(String(error.cause)).toContain('data.id');
    expect(String(error.cause)).not.toContain('s3cret');
  });
});

describe('a failure', () => {
  test('of the network', async () => {
    const cause = new TypeError('Failed to fetch');
    const { send } = scripted([cause]);
    const error = await failureOf(send('getCaller'));
    expect(error).toMatchObject({ kind: 'network', status: null, timedOut: false, cause });
  });

  test('in the middle of an answer is one of the network, unless the status has spoken', async () => {
    const broken = (status: number) =>
      new Response(
        new ReadableStream({
          start(controller) {
            controller.error(new TypeError('Connection reset'));
          },
        }),
        { status },
      );
    const { send } = scripted([broken(200), broken(502)]);
    expect(await failureOf(send('getCaller'))).toMatchObject({ kind: 'network' });
    expect(await failureOf(send('getCaller'))).toMatchObject({ kind: 'server', status: 502 });
  });

  test('by the server is classified', async () => {
    const refusal = { error: 'not_found', error_description: 'No such issuer.', reference: 'r1' };
    const { send } = scripted([json(refusal, 404)]);
    expect(await failureOf(send('getIssuer', { params: issuerParams }))).toMatchObject({
      kind: 'not_found',
      description: 'No such issuer.',
      reference: 'r1',
    });
  });

  test('to start the backend is one of the network', async () => {
    const { send, sent } = scripted([], { ready: () => Promise.reject(new Error('no worker')) });
    expect((await failureOf(send('getCaller'))).kind).toBe('network');
    expect(sent).toEqual([]);
  });
});

test('nothing is sent before the backend is ready', async () => {
  let start = () => {};
  const ready = new Promise<void>((resolve) => {
    start = resolve;
  });
  const { send, sent } = scripted([json({ data: ISSUER })], { ready: () => ready });
  const answer = send('getIssuer', { params: issuerParams });
  await new Promise((resolve) => setTimeout(resolve, 5));
  expect(sent).toEqual([]);
  start();
  expect((await answer).status).toBe(200);
});

describe('time and signals', () => {
  beforeEach(() => {
    vi.useFakeTimers();
  });
  afterEach(() => {
    vi.useRealTimers();
  });

  test('a read is given up after 30 s', async () => {
    const { send } = scripted([silence]);
    const failure = failureOf(send('getCaller'));
    await vi.advanceTimersByTimeAsync(TIMEOUT_MS.read);
    expect(await failure).toMatchObject({ kind: 'network', timedOut: true });
    expect(vi.getTimerCount()).toBe(0);
  });

  test('a write is waited for longer', async () => {
    const { send } = scripted([silence]);
    const settled = vi.fn<() => void>();
    const options = { params: issuerParams, ifMatch: '"1"', body: {} };
    const failure = failureOf(send('updateIssuer', options)).finally(settled);
    await vi.advanceTimersByTimeAsync(TIMEOUT_MS.write - 1);
    expect(settled).not.toHaveBeenCalled();
    await vi.advanceTimersByTimeAsync(1);
    expect(await failure).toMatchObject({ kind: 'network', timedOut: true });
  });

  test('a signal aborts a read under way, and one not yet sent', async () => {
    const { send, sent } = scripted([silence]);
    const leaving = new AbortController();
    const failure = failureOf(send('getCaller', { signal: leaving.signal }));
    await vi.advanceTimersByTimeAsync(10);
    leaving.abort();
    expect((await failure).kind).toBe('aborted');
    expect((await failureOf(send('getCaller', { signal: leaving.signal }))).kind).toBe('aborted');
    expect(sent).toHaveLength(1);
  });

  test('a signal that stays quiet changes nothing', async () => {
    const { send } = scripted([json({ data: { type: 'user', accounts: [] } })]);
    const { signal } = new AbortController();
    expect((await send('getCaller', { signal })).data.accounts).toEqual([]);
    expect(vi.getTimerCount()).toBe(0);
  });
});

describe('a 429', () => {
  beforeEach(() => {
    vi.useFakeTimers();
  });
  afterEach(() => {
    vi.useRealTimers();
  });

  const limited = () =>
    new Response('<html>Slow down</html>', { status: 429, headers: { 'Retry-After': '3' } });

  test('to a read holds all reads back, and no write', async () => {
    const { send, sent, gate } = scripted([limited(), tagged('"2"'), json({ data: ISSUER })]);
    expect(await failureOf(send('getCaller'))).toMatchObject({ retryAfterMs: 3000 });
    expect(gate.snapshot().until).toBe(Date.now() + 3000);

    const read = send('getIssuer', { params: issuerParams });
    await vi.advanceTimersByTimeAsync(2999);
    expect(sent).toHaveLength(1);
    await send('updateIssuer', { params: issuerParams, ifMatch: '"1"', body: {} });
    expect(sent[1]?.init.method).toBe('PATCH');
    await vi.advanceTimersByTimeAsync(1);
    expect((await read).status).toBe(200);
  });

  test('to a write holds reads back too', async () => {
    const { send, gate } = scripted([limited()]);
    const options = { params: issuerParams, ifMatch: '"1"', body: {} };
    expect((await failureOf(send('updateIssuer', options))).kind).toBe('rate_limited');
    expect(gate.snapshot().until).not.toBeNull();
  });

  test('lets a read that waits be aborted', async () => {
    const { send, sent } = scripted([limited()]);
    await failureOf(send('getCaller'));
    const leaving = new AbortController();
    const failure = failureOf(send('getCaller', { signal: leaving.signal }));
    await vi.advanceTimersByTimeAsync(10);
    leaving.abort();
    expect((await failure).kind).toBe('aborted');
    expect(sent).toHaveLength(1);
  });
});

describe('tags', () => {
  const account = { account_id: 'acc_1' };
  const ACCOUNT_PATH = '/v1/accounts/acc_1';
  const method = { id: 'am_1', name: 'Password', method: 'password', created_at: 1 };
  const methodParams = { ...issuerParams, method_id: 'am_1' };
  const METHOD_PATH = `${ISSUER_PATH}/auth-methods/am_1`;

  test('are kept from reads, creations and updates, by the path of the resource', async () => {
    const { send, tags } = scripted([
      tagged('"1"'),
      tagged('"2"', { data: { ...ISSUER, id: 'i 2' } }, 201),
      tagged('W/"3"'),
      tagged('"4"', { data: method }, 201),
      tagged('"5"', { data: method }),
      tagged('"6"', { data: { id: 'acc_1' } }),
    ]);
    await send('getIssuer', { params: issuerParams });
    expect(tags.tagOf(ISSUER_PATH)).toBe('"1"');
    await send('createIssuer', { params: account, body: { name: 'Shop' } });
    expect(tags.tagOf('/v1/accounts/acc_1/issuers/i%202')).toBe('"2"');
    await send('updateIssuer', { params: issuerParams, ifMatch: '"1"', body: {} });
    expect(tags.tagOf(ISSUER_PATH)).toBe('"3"');
    await send('createAuthMethod', {
      params: issuerParams,
      body: { method: 'password', name: 'Password', first_factor_only: true, settings: {} },
    });
    expect(tags.tagOf(METHOD_PATH)).toBe('"4"');
    await send('getAuthMethod', { params: methodParams });
    expect(tags.tagOf(METHOD_PATH)).toBe('"5"');
    await send('getAccount', { params: account });
    expect(tags.tagOf(ACCOUNT_PATH)).toBe('"6"');
    expect(tags.tagOf(ISSUER_PATH)).toBe('"3"');
  });

  test('of domain writes are the account’s', async () => {
    const answer = { data: { id: 'acc_1' } };
    const domain = { ...account, domain: 'a.example.com' };
    const { send, tags } = scripted([
      tagged('"1"', answer, 201),
      tagged('"2"', answer),
      tagged('"3"', answer),
      json({ error: 'precondition_failed', currentETag: '"4"' }, 412),
      new Response(null, { status: 204 }),
    ]);
    await send('addDomain', { params: account, body: { host: 'a.example.com' } });
    expect(tags.tagOf(ACCOUNT_PATH)).toBe('"1"');
    await send('verifyDomain', { params: domain, ifMatch: '"1"' });
    expect(tags.tagOf(ACCOUNT_PATH)).toBe('"2"');
    await send('assignDomain', { params: domain, ifMatch: '"2"', body: { issuer_id: 'i_1' } });
    expect(tags.tagOf(ACCOUNT_PATH)).toBe('"3"');
    await failureOf(send('unassignDomain', { params: domain, ifMatch: '"3"' }));
    expect(tags.tagOf(ACCOUNT_PATH)).toBe('"4"');
    // The account moved, and this answer does not say to what.
    await send('removeDomain', { params: domain, ifMatch: '"4"' });
    expect(tags.tagOf(ACCOUNT_PATH)).toBeNull();
  });

  test('move with a 412, and go with the resource', async () => {
    const { send, tags } = scripted([
      json({ error: 'precondition_failed', current_etag: 'W/"7"' }, 412),
      json({ error: 'not_found' }, 404),
      new Response(null, { status: 204 }),
    ]);
    await failureOf(send('deleteIssuer', { params: issuerParams, ifMatch: '"1"' }));
    expect(tags.tagOf(ISSUER_PATH)).toBe('"7"');
    await failureOf(send('deleteIssuer', { params: issuerParams, ifMatch: '"7"' }));
    expect(tags.tagOf(ISSUER_PATH)).toBe('"7"');
    await send('deleteIssuer', { params: issuerParams, ifMatch: '"7"' });
    expect(tags.tagOf(ISSUER_PATH)).toBeNull();
  });

  test('are forgotten after a write that names none, and stay after a read that names none', async () => {
    const { send, tags } = scripted([
      tagged('"1"'),
      json({ data: ISSUER }),
      json({ data: ISSUER }),
    ]);
    await send('getIssuer', { params: issuerParams });
    await send('getIssuer', { params: issuerParams });
    expect(tags.tagOf(ISSUER_PATH)).toBe('"1"');
    await send('updateIssuer', { params: issuerParams, ifMatch: '"1"', body: {} });
    expect(tags.tagOf(ISSUER_PATH)).toBeNull();
  });

  test('are not taken from lists, nor for an answer that names no resource', async () => {
    const answer = { data: { host: 'a.example.com' } };
    const { send, tags } = scripted([tagged('"1"', { data: [] }), tagged('"2"', answer, 201)]);
    expect((await send('listIssuers', { params: account })).tag).toBeNull();
    expect(tags.tagOf('/v1/accounts/acc_1/issuers')).toBeNull();
    await send('addDomain', { params: account, body: { host: 'a.example.com' } });
    expect(tags.tagOf(ACCOUNT_PATH)).toBe('"2"');
  });
});
