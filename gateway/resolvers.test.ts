import { createServer } from 'node:http';
import type { IncomingHttpHeaders, IncomingMessage, ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { gzipSync } from 'node:zlib';
import { afterEach, describe, expect, test, vi } from 'vitest';
import { createGateway } from './app.ts';
import { createProxy } from './proxy.ts';
import { createResolvers } from './resolvers.ts';

const ends: (() => void)[] = [];
afterEach(() => {
  for (const end of ends.splice(0)) end();
});

type Asked = { method: string; url: string; headers: IncomingHttpHeaders };

/** Resolvers that are really there (one server, a path for each), and the gateway in front of them. */
async function resolvers(
  answer: (response: ServerResponse, request: IncomingMessage) => void,
  { timeoutMs = 2_000 } = {},
) {
  const asked: Asked[] = [];
  const server = createServer((request, response) => {
    const { method = '', url = '', headers } = request;
    asked.push({ method, url, headers });
    answer(response, request);
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  ends.push(() => {
    server.closeAllConnections();
    server.close();
  });
  const host = `127.0.0.1:${(server.address() as AddressInfo).port}`;
  const app = createGateway({
    assets: new Map(),
    page: '',
    upstream: createProxy({ baseUrl: 'https://api.authpi.test', key: { id: 'k', secret: 's' } }),
    resolvers: createResolvers({
      urls: [`http://${host}/one`, `http://${host}/two/resolve?old=1`],
      timeoutMs,
    }),
  });
  const ask = async (query: string, init: RequestInit = {}) =>
    app.fetch(new Request(`http://127.0.0.1:5180/dns-query${query}`, init), { localPort: 5180 });
  return { asked, ask, host };
}

const QUESTION = '?resolver=1&name=auth.example.com&type=A';
const ANSWER = {
  Status: 0,
  TC: false,
  Answer: [{ name: 'auth.example.com', type: 1, TTL: 60, data: '192.0.2.1' }],
};

const json = (response: ServerResponse, body: unknown = ANSWER) =>
  response
    .writeHead(200, { 'content-type': 'application/dns-json' })
    .end(typeof body === 'string' ? body : JSON.stringify(body));

const errorOf = async (answer: Response) =>
  [answer.status, ((await answer.json()) as { error: string }).error] as const;

describe('what goes out', () => {
  test('the question, to the resolver that is meant', async () => {
    const { ask, asked } = await resolvers((response) => json(response));
    await ask(QUESTION);
    await ask('?cd=1&type=CAA&name=_a.Example.COM.&resolver=2');
    await ask('?resolver=2&name=.&type=TXT&cd=0');
    expect(asked.map(({ method, url }) => `${method} ${url}`)).toEqual([
      'GET /one?name=auth.example.com&type=A',
      'GET /two/resolve?name=_a.Example.COM.&type=CAA&cd=1',
      'GET /two/resolve?name=.&type=TXT',
    ]);
  });

  test('nothing of the browser, and no key', async () => {
    const { ask, asked } = await resolvers((response) => json(response));
    await ask(QUESTION, {
      headers: {
        accept: 'text/html',
        authorization: 'Basic c3RvbGVu',
        cookie: 'session=1',
        'x-forwarded-for': '192.0.2.9',
        'x-simulator-world': 'w',
      },
    });
    const headers = asked[0]?.headers ?? {};
    expect(headers['accept']).toBe('application/dns-json');
    for (const name of ['authorization', 'cookie', 'referer', 'origin', 'x-forwarded-for'])
      expect(headers[name]).toBeUndefined();
    expect(JSON.stringify(headers)).not.toContain('c3RvbGVu');
    expect(headers['x-simulator-world']).toBeUndefined();
  });

  test.each([
    ['no question', ''],
    ['no resolver', '?name=a.example&type=A'],
    ['a third resolver', '?resolver=3&name=a.example&type=A'],
    ['a resolver by its address', '?resolver=http://127.0.0.1/&name=a.example&type=A'],
    ['a member every object has', '?resolver=constructor&name=a.example&type=A'],
    ['no name', '?resolver=1&type=A'],
    ['an empty label', '?resolver=1&name=a..example&type=A'],
    ['a leading dot', '?resolver=1&name=.example&type=A'],
    ['a long label', `?resolver=1&name=${'a'.repeat(64)}.example&type=A`],
    ['a long name', `?resolver=1&name=${'a.'.repeat(126)}ab&type=A`],
    ['a space', '?resolver=1&name=a%20b.example&type=A'],
    ['a letter beyond ASCII', '?resolver=1&name=m%C3%BCller.example&type=A'],
    ['a line break', '?resolver=1&name=a.example%0A&type=A'],
    ['a second question in the name', '?resolver=1&name=a.example%26type=TXT&type=A'],
    ['an unknown type', '?resolver=1&name=a.example&type=ANY'],
    ['a type by its number', '?resolver=1&name=a.example&type=1'],
    ['a type that every object has', '?resolver=1&name=a.example&type=toString'],
    ['an unknown parameter', `${QUESTION}&edns_client_subnet=192.0.2.0/24`],
    ['a parameter twice', `${QUESTION}&name=b.example`],
    ['the same twice', `${QUESTION}&resolver=1`],
    ['cd in words', `${QUESTION}&cd=true`],
  ])('not %s: 400, and nobody is asked', async (_, query) => {
    const { ask, asked } = await resolvers((response) => json(response));
    expect(await errorOf(await ask(query))).toEqual([400, 'invalid_request']);
    expect(asked).toEqual([]);
  });

  test.each(['HEAD', 'POST', 'PUT', 'PATCH', 'DELETE', 'OPTIONS'])(
    '%s is 405, and nobody is asked',
    async (method) => {
      const { ask, asked } = await resolvers((response) => json(response));
      const answer = await ask(QUESTION, { method });
      expect(answer.status).toBe(405);
      expect(answer.headers.get('allow')).toBe('GET');
      expect(asked).toEqual([]);
    },
  );

  test('nothing for a page of another origin', async () => {
    const { ask, asked } = await resolvers((response) => json(response));
    const answer = await ask(QUESTION, { headers: { origin: 'https://evil.example' } });
    expect(await errorOf(answer)).toEqual([403, 'access_denied']);
    expect(asked).toEqual([]);
  });
});

describe('what comes back', () => {
  test('the fields of the contract alone, in JSON, not to be kept', async () => {
    const record = { name: 'a.example.', type: 5, TTL: 1.5, data: 'b.example.' };
    const soa = { name: 'example.', type: 6, TTL: 9, data: 'ns. host. 1 2 3 4 5' };
    const { ask } = await resolvers((response) =>
      json(response.setHeader('set-cookie', 'a=b').setHeader('cache-control', 'max-age=60'), {
        Status: 3,
        TC: true,
        RD: true,
        Question: [{ name: 'a.example.', type: 1 }],
        Answer: [{ ...record, expires: 'soon' }],
        Authority: [soa],
        Additional: [],
        Comment: '<script>',
      }),
    );
    const answer = await ask(QUESTION);
    expect(answer.status).toBe(200);
    expect(answer.headers.get('content-type')).toMatch(/^application\/json/);
    expect(answer.headers.get('cache-control')).toBe('no-store');
    expect(answer.headers.get('set-cookie')).toBeNull();
    expect(await answer.json()).toEqual({
      Status: 3,
      TC: true,
      Answer: [record],
      Authority: [soa],
    });
  });

  test.each([
    ['a page', '<!doctype html>'],
    ['nothing', ''],
    ['a list', []],
    ['no status', { Answer: [] }],
    ['a status in words', { Status: 'NOERROR' }],
    ['an answer that is no list', { Status: 0, Answer: {} }],
    ['a record without data', { Status: 0, Answer: [{ name: 'a', type: 1, TTL: 1 }] }],
    ['two documents', '{"Status":0}{"Status":0}'],
    ['more than the bound', { Status: 0, Comment: 'x'.repeat(64 * 1024) }],
  ])('%s is 502', async (_, body) => {
    const { ask } = await resolvers((response) => json(response, body));
    const answer = await ask(QUESTION);
    expect(await answer.json()).toMatchObject({ error: 'bad_gateway', retryable: true });
    expect(answer.status).toBe(502);
  });

  test('what is small only while it is packed is 502, too', async () => {
    const packed = gzipSync(JSON.stringify({ Status: 0, Comment: 'x'.repeat(1024 * 1024) }));
    const { ask } = await resolvers((response) =>
      response.writeHead(200, { 'content-encoding': 'gzip' }).end(packed),
    );
    expect(await errorOf(await ask(QUESTION))).toEqual([502, 'bad_gateway']);
  });

  test.each([201, 204, 400, 403, 404, 500, 503])('a %i is 502', async (status) => {
    const { ask } = await resolvers((response) => {
      response.writeHead(status).end(status === 204 ? undefined : JSON.stringify(ANSWER));
    });
    expect(await errorOf(await ask(QUESTION))).toEqual([502, 'bad_gateway']);
  });

  test.each([301, 302, 303, 307, 308])('a redirect (%i) is not followed', async (status) => {
    const { ask, asked } = await resolvers((response, { url }) => {
      if (url?.startsWith('/one') === true) {
        response.writeHead(status, { location: '/other' }).end();
      } else {
        json(response);
      }
    });
    expect(await errorOf(await ask(QUESTION))).toEqual([502, 'bad_gateway']);
    expect(asked).toHaveLength(1);
  });

  test.each([
    ['7', 7],
    ['Wed, 21 Oct 2026 07:28:00 GMT', undefined],
    ['-1', undefined],
    ['', undefined],
  ])('a 429 stays one, with its wait where it is in seconds: %j', async (wait, seconds) => {
    const { ask } = await resolvers((response) =>
      response.writeHead(429, { 'retry-after': wait }).end('slow down'),
    );
    const answer = await ask(QUESTION);
    expect(answer.status).toBe(429);
    expect(answer.headers.get('retry-after')).toBe(seconds === undefined ? null : String(seconds));
    expect(await answer.json()).toEqual({
      error: 'rate_limited',
      error_description: expect.stringMatching(/asked too often\.$/) as string,
      retryable: true,
      ...(seconds !== undefined && { retry_after: seconds }),
    });
  });

  test.each([
    ['before its answer', (response: ServerResponse) => void response.destroy()],
    [
      'within its answer',
      (response: ServerResponse) => {
        response.writeHead(200, { 'content-length': '100' }).write('{"Status":0');
        response.destroy();
      },
    ],
  ])('a connection lost %s is 502', async (_, lose) => {
    const { ask } = await resolvers((response) => lose(response));
    expect(await errorOf(await ask(QUESTION))).toEqual([502, 'bad_gateway']);
  });

  test.each([
    ['nothing at all', () => {}],
    [
      'an answer that never ends',
      (response: ServerResponse) => void response.writeHead(200).write('{"Status":0,'),
    ],
  ])('%s is 504', async (_, stall) => {
    const { ask, host } = await resolvers((response) => stall(response), { timeoutMs: 50 });
    const answer = await ask(QUESTION);
    expect(answer.status).toBe(504);
    expect(await answer.json()).toEqual({
      error: 'gateway_timeout',
      error_description: `${host} did not answer in time.`,
      retryable: true,
    });
  });

  test('who gives up is not waited for', async () => {
    const closed = vi.fn<() => void>();
    const controller = new AbortController();
    const { ask } = await resolvers((response) => {
      response.on('close', closed);
      controller.abort();
    });
    await ask(QUESTION, { signal: controller.signal });
    await vi.waitFor(() => expect(closed).toHaveBeenCalledOnce());
  });
});
