import { createServer } from 'node:http';
import type { IncomingHttpHeaders, ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { gzipSync } from 'node:zlib';
import { afterEach, describe, expect, test, vi } from 'vitest';
import { createGateway } from './app.ts';
import { createProxy } from './proxy.ts';

const key = { id: 'key_0123', secret: 'sëcret:with-colon' };
const BASIC = 'Basic ' + Buffer.from('key_0123:sëcret:with-colon', 'utf8').toString('base64');
const SECRETS = [key.secret, BASIC.slice('Basic '.length), 'sëcret'];

type Asked = { method: string; url: string; headers: IncomingHttpHeaders; body: Buffer };

const ends: (() => void)[] = [];
afterEach(() => {
  for (const end of ends.splice(0)) end();
  vi.restoreAllMocks();
});

/** An upstream that is really there, and the gateway in front of it. */
async function upstream(
  answer: (response: ServerResponse, asked: Asked) => void,
  { path = '', timeoutMs = 2_000 } = {},
) {
  const asked: Asked[] = [];
  const server = createServer((request, response) => {
    const chunks: Buffer[] = [];
    request.on('data', (chunk: Buffer) => chunks.push(chunk));
    request.on('end', () => {
      const one = {
        method: request.method ?? '',
        url: request.url ?? '',
        headers: request.headers,
        body: Buffer.concat(chunks),
      };
      asked.push(one);
      answer(response, one);
    });
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const { port } = server.address() as AddressInfo;
  const end = () => {
    server.closeAllConnections();
    server.close();
  };
  ends.push(end);
  const baseUrl = `http://127.0.0.1:${port}${path}`;
  return { asked, host: `127.0.0.1:${port}`, end, ask: through(baseUrl, timeoutMs) };
}

function through(baseUrl: string, timeoutMs: number) {
  const app = createGateway({
    assets: new Map(),
    page: '',
    upstream: createProxy({ baseUrl, key, timeoutMs }),
  });
  return async (path: string, init: RequestInit = {}) =>
    app.fetch(new Request(`http://127.0.0.1:5180${path}`, init), { localPort: 5180 });
}

const json = (response: ServerResponse, headers: { [name: string]: string } = {}, body = '{}') =>
  response.writeHead(200, { 'content-type': 'application/json', ...headers }).end(body);

describe('what goes up', () => {
  test('the key, and the request as it came', async () => {
    const { ask, asked } = await upstream((response) => json(response));
    const body = '{ "name":"Zoë 🙂 \\u0000",\n "n": 1.0 }';
    await ask('/v1/accounts/acc_1/issuers?q=a%2Fb+%C3%A9&x=%zz&q=', {
      method: 'POST',
      body,
      headers: {
        accept: 'application/json',
        'content-type': 'application/json; charset=utf-8',
        'idempotency-key': '00000000-0000-4000-8000-000000000000',
        'if-match': 'W/"1,2", "\u00e9"',
      },
    });
    const [one] = asked;
    expect(one?.method).toBe('POST');
    expect(one?.url).toBe('/v1/accounts/acc_1/issuers?q=a%2Fb+%C3%A9&x=%zz&q=');
    expect(one?.body.toString('utf8')).toBe(body);
    expect(one?.headers).toMatchObject({
      authorization: BASIC,
      accept: 'application/json',
      'accept-encoding': 'identity',
      'content-length': String(Buffer.byteLength(body)),
      'content-type': 'application/json; charset=utf-8',
      'idempotency-key': '00000000-0000-4000-8000-000000000000',
      'if-match': 'W/"1,2", "\u00e9"',
    });
    expect(one?.headers['transfer-encoding']).toBeUndefined();
  });

  test.each([
    '/v1/accounts/acc_1/domains/b%C3%BCcher.example',
    '/v1/accounts/acc%5f1/domains/a%20b%25c',
    '/v1/accounts/acc_1/domains/%41~!$&()*+,;=:@',
  ])('%s keeps its encoding', async (path) => {
    const { ask, asked } = await upstream((response) => json(response));
    await ask(path, { method: 'DELETE' });
    expect(asked.map((one) => one.url)).toEqual([path]);
  });

  test('below the path of the base URL', async () => {
    const { ask, asked } = await upstream((response) => json(response), { path: '/authpi' });
    await ask('/v1/me');
    expect(asked.map((one) => one.url)).toEqual(['/authpi/v1/me']);
  });

  test("nothing of the browser's own", async () => {
    const { ask, asked } = await upstream((response) => json(response));
    await ask('/v1/me', {
      headers: {
        authorization: 'Bearer of-the-browser',
        cookie: 'session=of-the-browser',
        origin: 'http://127.0.0.1:5180',
        referer: 'http://127.0.0.1:5180/of-the-browser',
        'user-agent': 'of-the-browser',
        'proxy-authorization': 'of-the-browser',
        'x-forwarded-for': 'of-the-browser',
        'x-simulator-world': 'of-the-browser',
        connection: 'x-private',
        'x-private': 'of-the-browser',
        te: 'trailers',
        upgrade: 'of-the-browser',
      },
    });
    expect(JSON.stringify(asked[0]?.headers)).not.toContain('of-the-browser');
    const names = Object.keys(asked[0]?.headers ?? {});
    for (const name of ['cookie', 'origin', 'referer', 'te', 'upgrade', 'x-private'])
      expect(names).not.toContain(name);
  });
});

describe('what is not asked', () => {
  test.each([
    ['GET', '/v1', 404],
    ['GET', '/v1/', 404],
    ['GET', '/v1/users', 404],
    ['GET', '/v1/me/', 404],
    ['GET', '/v1//me', 404],
    ['GET', '/v1/%6de', 404],
    ['GET', '/v1/accounts/acc_1/keys', 404],
    ['GET', '/v1/accounts/acc_1%2Fkeys', 404],
    ['GET', '/v1/accounts/..%2f..%2fadmin', 404],
    ['GET', '/v1/accounts/%ff', 404],
    ['PUT', '/v1/accounts/acc_1', 405],
    ['DELETE', '/v1/accounts/acc_1', 405],
    ['POST', '/v1/me', 405],
    ['OPTIONS', '/v1/me', 405],
    ['PROPFIND', '/v1/me', 405],
  ])('%s %s: %i', async (method, path, status) => {
    const { ask, asked } = await upstream((response) => json(response));
    const answer = await ask(path, { method });
    expect(answer.status).toBe(status);
    expect(answer.headers.get('content-type')).toBe('application/json');
    expect(await answer.json()).toEqual({
      error: status === 404 ? 'not_found' : 'method_not_allowed',
      error_description: expect.any(String) as string,
      retryable: false,
    });
    expect(asked).toEqual([]);
  });

  test('405 names what there is', async () => {
    const { ask } = await upstream((response) => json(response));
    const answer = await ask('/v1/accounts/acc_1', { method: 'PUT' });
    expect(answer.headers.get('allow')).toBe('GET, PATCH');
  });
});

describe('what comes back', () => {
  test.each(['"1709139600000"', 'W/"1709139600000"', '"é, x"'])('the tag %s', async (etag) => {
    const { ask } = await upstream((response) => json(response, { etag }));
    expect((await ask('/v1/me')).headers.get('etag')).toBe(etag);
  });

  test('the bytes, whatever they are', async () => {
    const body = Buffer.from([0xef, 0xbb, 0xbf, 0x7b, 0xff, 0x00, 0x0d, 0x0a, 0xf0, 0x9f, 0x99]);
    const { ask } = await upstream((response) => {
      response.writeHead(200, { 'content-type': 'text/html; charset=iso-8859-1' }).end(body);
    });
    const answer = await ask('/v1/me');
    expect(answer.headers.get('content-type')).toBe('text/html; charset=iso-8859-1');
    expect(Buffer.from(await answer.arrayBuffer())).toEqual(body);
  });

  test('a body compressed against our word is opened, and says so no more', async () => {
    const body = '{"data":{"name":"Zoë 🙂"}}';
    const { ask } = await upstream((response) => {
      response
        .writeHead(200, {
          'content-encoding': 'gzip',
          'content-type': 'application/json',
          etag: 'W/"1"',
          vary: 'accept-encoding',
        })
        .end(gzipSync(body));
    });
    const answer = await ask('/v1/me', { headers: { 'accept-encoding': 'gzip, br' } });
    expect(answer.headers.get('content-encoding')).toBeNull();
    expect(answer.headers.get('content-length')).toBeNull();
    expect(answer.headers.get('etag')).toBe('W/"1"');
    expect(await answer.text()).toBe(body);
  });

  test('every status, with what a client needs to act on it', async () => {
    const { ask } = await upstream((response, { url }) => {
      const status = Number(new URL(url, 'http://x').searchParams.get('q'));
      response
        .writeHead(status, { 'retry-after': '3', 'idempotent-replayed': 'true' })
        .end(status === 204 ? '' : 'body');
    });
    for (const status of [
      200, 201, 204, 400, 401, 403, 404, 409, 412, 415, 422, 428, 429, 500, 503,
    ]) {
      const answer = await ask(`/v1/accounts/acc_1/issuers?q=${status}`);
      expect(answer.status).toBe(status);
      expect(answer.headers.get('retry-after')).toBe('3');
      expect(answer.headers.get('idempotent-replayed')).toBe('true');
      expect(await answer.text()).toBe(status === 204 ? '' : 'body');
    }
  });

  test('no cookie, no password prompt, nothing of the connection', async () => {
    const { ask } = await upstream((response) =>
      json(response, {
        'set-cookie': 'a=b',
        'www-authenticate': 'Basic realm="AuthPI"',
        'access-control-allow-origin': '*',
        'cache-control': 'public, max-age=60',
        'keep-alive': 'timeout=5',
        server: 'edge',
      }),
    );
    const answer = await ask('/v1/me');
    expect(answer.headers.get('cache-control')).toBe('no-store');
    const gone = ['access-control-allow-origin', 'keep-alive', 'server', 'set-cookie'];
    for (const name of [...gone, 'www-authenticate']) expect(answer.headers.get(name)).toBeNull();
  });
});

describe('when it does not come', () => {
  const problem = (error: string, words: RegExp, retryable = true) => ({
    error,
    error_description: expect.stringMatching(words) as string,
    retryable,
  });

  test('nobody listens: 502', async () => {
    const { ask, end, host } = await upstream((response) => json(response));
    end();
    const answer = await ask('/v1/me');
    expect(answer.status).toBe(502);
    const words = new RegExp(`^${host} could not be reached`);
    expect(await answer.json()).toEqual(problem('bad_gateway', words));
  });

  test('the connection breaks: 502', async () => {
    const { ask } = await upstream((response) => response.destroy());
    const answer = await ask('/v1/me');
    expect(answer.status).toBe(502);
    expect(await answer.json()).toEqual(problem('bad_gateway', /could not be reached/));
  });

  test('the answer breaks off: 502, not half an answer', async () => {
    const { ask } = await upstream((response) => {
      response.writeHead(200, { 'content-length': '100' }).write('{"data":');
      setTimeout(() => response.destroy(), 20);
    });
    const answer = await ask('/v1/me');
    expect(answer.status).toBe(502);
    expect(await answer.json()).toEqual(problem('bad_gateway', /could not be reached/));
  });

  test.each([
    ['does not begin', () => {}],
    ['does not end', (response: ServerResponse) => response.writeHead(200).write('{')],
  ])('the answer %s: 504', async (_, answer) => {
    const { ask } = await upstream(answer, { timeoutMs: 100 });
    const late = await ask('/v1/me');
    expect(late.status).toBe(504);
    expect(await late.json()).toEqual(problem('gateway_timeout', /did not answer in time/));
  });

  test.each([301, 302, 303, 307, 308])('%i: not followed, 502', async (status) => {
    const { ask, asked } = await upstream((response, { url }) => {
      response.writeHead(status, { location: `${url}?again` }).end();
    });
    const answer = await ask('/v1/me');
    expect(answer.headers.get('location')).toBeNull();
    expect(answer.status).toBe(502);
    expect(await answer.json()).toEqual(problem('bad_gateway', /redirect/, false));
    expect(asked).toHaveLength(1);
  });

  test.each([
    ['GET', '/v1/me', true],
    ['PATCH', '/v1/accounts/acc_1', false],
  ])('%s given up by the browser: given up upstream: %s', async (method, path, given) => {
    const closed = vi.fn<(finished: boolean) => void>();
    const { ask, asked } = await upstream((response) => {
      response.on('close', () => closed(response.writableFinished));
      setTimeout(() => json(response), 200);
    });
    const controller = new AbortController();
    const answer = ask(path, { method, signal: controller.signal });
    await vi.waitFor(() => expect(asked).toHaveLength(1));
    controller.abort();
    await answer;
    await vi.waitFor(() => expect(closed).toHaveBeenCalledWith(!given));
  });
});

test('the key is in no answer and no output, whatever goes wrong', async () => {
  const written: string[] = [];
  for (const stream of [process.stdout, process.stderr]) {
    vi.spyOn(stream, 'write').mockImplementation((chunk) => written.push(String(chunk)) > 0);
  }
  for (const method of ['log', 'info', 'warn', 'error', 'debug'] as const) {
    vi.spyOn(console, method).mockImplementation((...words) => void written.push(words.join(' ')));
  }
  const answers: Response[] = [];
  for (const answer of [
    (response: ServerResponse) => json(response),
    (response: ServerResponse) => response.destroy(),
    (response: ServerResponse) => response.writeHead(302, { location: '/' }).end(),
    (response: ServerResponse) => response.writeHead(401, { 'www-authenticate': 'Basic' }).end(),
    (response: ServerResponse) => response.socket?.end('nonsense\r\n\r\n'),
    () => {},
  ]) {
    const { ask } = await upstream(answer, { timeoutMs: 100 });
    answers.push(
      await ask('/v1/me'),
      await ask('/v1/other'),
      await ask('/v1/me', { method: 'PUT' }),
    );
  }
  for (const answer of answers) {
    written.push(JSON.stringify([...answer.headers]), await answer.text());
  }
  vi.restoreAllMocks();
  for (const secret of SECRETS) expect(written.join('\n')).not.toContain(secret);
});
