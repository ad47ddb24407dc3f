import { afterEach, describe, expect, test } from 'vitest';
import { createWorlds } from '#mocks/worlds.ts';
import { createGateway } from './app.ts';
import { listen } from './listen.ts';
import type { Listening } from './listen.ts';
import { createSample } from './sample.ts';

const open: Listening[] = [];
afterEach(async () => {
  await Promise.all(open.splice(0).map((server) => server.close()));
});

/** The gateway as `npm start` puts it together, with its state in memory. */
async function start(named: boolean) {
  const backend = createWorlds({ credential: 'person', named });
  const upstream = createSample(backend, 'api.authpi.com');
  const server = await listen(createGateway({ assets: new Map(), page: '', upstream }), 0);
  open.push(server);
  const ask = async (method: string, path: string, body?: unknown, world = 'one') =>
    fetch(`http://127.0.0.1:${server.port}${path}`, {
      method,
      headers: { 'content-type': 'application/json', 'x-simulator-world': world },
      ...(body !== undefined && { body: JSON.stringify(body) }),
    });
  return { port: server.port, ask };
}

type Me = { data: { type: string; accounts: { account_id: string }[] } };
type Issuers = { data: { name: string | null }[] };

async function accountOf(answer: Response): Promise<string> {
  const { data } = (await answer.json()) as Me;
  return data.accounts[0]?.account_id ?? '';
}

const names = async (answer: Response) =>
  ((await answer.json()) as Issuers).data.map(({ name }) => name);

test('whoever asks is the person, whatever credentials the browser adds', async () => {
  const { port } = await start(false);
  const headers = { authorization: 'Basic bm90OmFrZXk=', cookie: 'session=1' };
  const answer = await fetch(`http://127.0.0.1:${port}/v1/me`, { headers });
  expect(answer.status).toBe(200);
  expect(((await answer.json()) as Me).data.type).toBe('user');
});

test('a write answers with its tag, and is refused under an old one', async () => {
  const { port, ask } = await start(false);
  const path = `/v1/accounts/${await accountOf(await ask('GET', '/v1/me'))}`;
  const etag = (await ask('GET', path)).headers.get('etag') ?? '';
  expect(etag).toMatch(/^"\d+"$/);
  const patch = async () =>
    fetch(`http://127.0.0.1:${port}${path}`, {
      method: 'PATCH',
      headers: { 'content-type': 'application/json', 'if-match': etag },
      body: '{"name":"Zoë 🙂"}',
    });
  const first = await patch();
  expect(first.status).toBe(200);
  expect(first.headers.get('etag')).not.toBe(etag);
  expect((await patch()).status).toBe(412);
});

describe('worlds', () => {
  test.each([
    ['with AUTHPI_WORLDS they do not meet', true],
    ['without it there is one', false],
  ])('%s', async (_, named) => {
    const { ask } = await start(named);
    const path = `/v1/accounts/${await accountOf(await ask('GET', '/v1/me'))}/issuers`;
    expect((await ask('POST', path, { name: 'Only in one' }, 'one')).status).toBe(201);
    expect(await names(await ask('GET', path, undefined, 'one'))).toContain('Only in one');
    const other = await names(await ask('GET', path, undefined, 'two'));
    expect(other.includes('Only in one')).toBe(!named);
  });
});

test('an answer that got lost: the connection breaks, and the write has happened', async () => {
  const { ask } = await start(true);
  const path = `/v1/accounts/${await accountOf(await ask('GET', '/v1/me'))}/issuers`;
  const fault = { kind: 'answer_lost', operation: 'createIssuer' };
  expect((await ask('POST', '/_simulator/faults', fault)).status).toBe(201);
  await expect(ask('POST', path, { name: 'Unheard' })).rejects.toThrow('fetch failed');
  const listed = await names(await ask('GET', path));
  expect(listed.filter((name) => name === 'Unheard')).toHaveLength(1);
});

test('the DNS is that of the world that is asked', async () => {
  const { ask } = await start(true);
  const host = 'login.northwind.example';
  const setting = { host, situation: 'nothing' };
  expect((await ask('POST', '/_simulator/dns', setting, 'two')).status).toBe(201);
  const statusIn = async (world: string) => {
    const path = `/dns-query?resolver=1&name=${host}&type=A`;
    const answer = await ask('GET', path, undefined, world);
    expect(answer.headers.get('cache-control')).toBe('no-store');
    return ((await answer.json()) as { Status: number }).Status;
  };
  expect([await statusIn('one'), await statusIn('two')]).toEqual([0, 3]);
});
