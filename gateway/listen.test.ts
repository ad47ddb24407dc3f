import { createServer, request as httpRequest } from 'node:http';
import type { AddressInfo } from 'node:net';
import { connect } from 'node:net';
import { afterEach, describe, expect, test, vi } from 'vitest';
import { createGateway } from './app.ts';
import { MAX_BODY_BYTES } from './forward.ts';
import { listen } from './listen.ts';
import type { App, Listening } from './listen.ts';
import { createSample } from './sample.ts';

const open: Listening[] = [];
afterEach(async () => {
  await Promise.all(open.splice(0).map((server) => server.close()));
  vi.restoreAllMocks();
});

async function start(app: App) {
  const server = await listen(app, 0);
  open.push(server);
  return { server, port: server.port, url: `http://127.0.0.1:${server.port}` };
}

async function startGateway(answer: (request: Request) => Response | Promise<Response>) {
  return start(
    createGateway({
      assets: new Map(),
      page: '<title>AuthPI</title>',
      upstream: createSample({ fetch: async (request) => answer(request) }, 'api.authpi.com'),
    }),
  );
}

/** Sends a request exactly as written, and returns all that comes back until the end. */
async function raw(port: number, text: string): Promise<string> {
  return new Promise((resolve, reject) => {
    const socket = connect(port, '127.0.0.1', () => socket.write(text));
    let answer = '';
    socket.setEncoding('utf8');
    socket.on('data', (chunk: string) => (answer += chunk));
    socket.on('end', () => resolve(answer));
    socket.on('error', reject);
  });
}

describe('over the wire', () => {
  test('answers arrive whole, with their length', async () => {
    const { url } = await startGateway(async (request) => {
      const body = await request.text();
      return Response.json({ body }, { status: 201, headers: { etag: '"1"' } });
    });
    const answer = await fetch(`${url}/v1/accounts`, { method: 'POST', body: 'Zoë 🙂' });
    expect(answer.status).toBe(201);
    expect(answer.headers.get('etag')).toBe('"1"');
    expect(answer.headers.get('content-length')).not.toBeNull();
    expect(answer.headers.get('content-security-policy')).not.toBeNull();
    expect(await answer.json()).toEqual({ body: 'Zoë 🙂' });
  });

  test('a lost connection is one: no status, no 500, and not silence', async () => {
    const complaint = vi.spyOn(console, 'error');
    const { port, url } = await startGateway(() => Response.error());
    await expect(fetch(`${url}/v1/me`)).rejects.toThrow('fetch failed');
    const close = 'Connection: close\r\n\r\n';
    expect(await raw(port, `GET /v1/me HTTP/1.1\r\nHost: 127.0.0.1:${port}\r\n${close}`)).toBe(
      '\0',
    );
    expect(complaint).not.toHaveBeenCalled();
  });

  test.each([
    ['its own name', 'GET /v1/me', '127.0.0.1:PORT', /^HTTP\/1.1 200 /],
    ['a foreign name', 'GET /v1/me', 'evil.example:PORT', /^HTTP\/1.1 403 /],
    ['a foreign name', 'GET /', 'evil.example:PORT', /^HTTP\/1.1 403 /],
    [
      'its own name in the line, a foreign one as host',
      'GET http://127.0.0.1:PORT/v1/me',
      'evil.example',
      /^HTTP\/1.1 403 /,
    ],
    ['another port', 'GET /v1/me', '127.0.0.1:1', /^HTTP\/1.1 403 /],
    ['a name that is none', 'GET /v1/me', 'a b', /^HTTP\/1.1 400 /],
  ])('asked by %s: %s', async (_, line, host, expected) => {
    const { port } = await startGateway(() => Response.json({}));
    const text = `${line} HTTP/1.1\r\nHost: ${host}\r\nConnection: close\r\n\r\n`;
    expect(await raw(port, text.replaceAll('PORT', String(port)))).toMatch(expected);
  });

  test('a path that climbs finds nothing to climb', async () => {
    const { port } = await startGateway(() => Response.json({}));
    for (const path of [
      '/../../package.json',
      '/assets/..%2f..%2fpackage.json',
      '/%2e%2e/a.json',
    ]) {
      const head = `Host: 127.0.0.1:${port}\r\nAccept: text/html\r\nConnection: close\r\n\r\n`;
      expect(await raw(port, `GET ${path} HTTP/1.1\r\n${head}`)).toMatch(/^HTTP\/1.1 404 /);
    }
  });

  test('a body without a said length is cut off at the bound', async () => {
    const asked = vi.fn<() => Response>(() => Response.json({}));
    const { port } = await startGateway(asked);
    const status = await new Promise((resolve) => {
      const request = httpRequest({ port, method: 'POST', path: '/v1/accounts/acc_1/issuers' });
      request.on('response', (answer) => resolve(answer.statusCode));
      request.on('error', () => {});
      for (let sent = 0; sent <= MAX_BODY_BYTES; sent += 65_536) request.write('x'.repeat(65_536));
      request.end();
    });
    expect(status).toBe(413);
    expect(asked).not.toHaveBeenCalled();
  });

  test('a read that the browser gives up is given up behind', async () => {
    const asked = vi.fn<(request: Request) => Promise<Response>>(
      async ({ signal }) =>
        new Promise((resolve) => {
          signal.addEventListener('abort', () => resolve(Response.json({})));
        }),
    );
    const { url } = await startGateway(asked);
    const answer = fetch(`${url}/v1/me`, { signal: AbortSignal.timeout(100) });
    await expect(answer).rejects.toThrow('timeout');
    expect(asked).toHaveBeenCalledOnce();
    await vi.waitFor(() => expect(asked.mock.settledResults[0]?.type).toBe('fulfilled'));
  });
});

describe('the port', () => {
  test('one that is taken is a sentence', async () => {
    const other = createServer();
    await new Promise<void>((resolve) => other.listen(0, '127.0.0.1', resolve));
    const { port } = other.address() as AddressInfo;
    await expect(listen({ fetch: () => new Response() }, port)).rejects.toThrow(
      `Port ${port} is taken by another program: stop that, or choose another with --port.`,
    );
    other.close();
  });

  test('is free again after closing, which lets running requests end', async () => {
    const asked = vi.fn<() => Promise<Response>>(async () => {
      await new Promise((resolve) => setTimeout(resolve, 100));
      return new Response('done');
    });
    const { url, server } = await start({ fetch: asked });
    const answer = fetch(url);
    await vi.waitFor(() => expect(asked).toHaveBeenCalled());
    await server.close();
    expect(await (await answer).text()).toBe('done');
    await expect(fetch(url)).rejects.toThrow('fetch failed');
  });
});
