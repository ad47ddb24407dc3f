import { describe, expect, test, vi } from 'vitest';
import { createGateway } from './app.ts';
import type { Asset } from './assets.ts';
import { MAX_BODY_BYTES } from './forward.ts';
import { createSample } from './sample.ts';
import type { Upstream } from './upstream.ts';

const asset: Asset = { body: new TextEncoder().encode('body'), encoded: {}, hash: 'abc' };
const assets = new Map([
  ['/favicon.svg', asset],
  ['/assets/main-abc.js', asset],
]);
const PAGE = '<!doctype html><title>AuthPI</title>';
const ORIGIN = 'http://127.0.0.1:5180';

function gateway(
  answer: (request: Request) => Response | Promise<Response> = () => new Response(),
) {
  const asked = vi.fn<(request: Request) => Promise<Response>>(async (request) => answer(request));
  const app = createGateway({
    assets,
    page: PAGE,
    upstream: createSample({ fetch: asked }, 'api.authpi.com'),
  });
  return {
    asked,
    ask: async (path: string, init: RequestInit = {}) =>
      app.fetch(new Request(ORIGIN + path, init), { localPort: 5180 }),
  };
}

const navigation = { headers: { accept: 'text/html,application/xhtml+xml,*/*;q=0.8' } };

describe('pages', () => {
  test.each([
    '/',
    '/accounts/acc_1/issuers',
    '/accounts/acc_1/issuers?q=a.js',
    '/accounts/acc_1/domains/auth.example.com',
    '/v1beta',
  ])('someone going to %s gets the app', async (path) => {
    const answer = await gateway().ask(path, navigation);
    expect(answer.status).toBe(200);
    expect(answer.headers.get('content-type')).toBe('text/html; charset=utf-8');
    expect(answer.headers.get('cache-control')).toBe('no-store');
    expect(await answer.text()).toBe(PAGE);
  });

  test.each([
    ['a missing asset', '/assets/gone-123.js', navigation],
    ['a missing asset without an extension', '/assets/gone', navigation],
    ['a missing file', '/favicon.ico', navigation],
    ['the worker of another build', '/mockServiceWorker.js', navigation],
    ['the page under another name', '/index.html', navigation],
    ['a script asking for data', '/accounts/acc_1', { headers: { accept: '*/*' } }],
    ['a script asking for JSON', '/', { headers: { accept: 'application/json' } }],
    ['a client that says nothing', '/accounts/acc_1', {}],
    ['a client that refuses pages', '/', { headers: { accept: 'text/html;q=0, */*' } }],
    ['a way out of the folder', '/assets/../../package.json', navigation],
    ['an encoded way out', '/assets/%2e%2e/%2e%2e/package.json', navigation],
    ['an encoded slash', '/assets/..%2f..%2fpackage.json', navigation],
    ['a backslash', '/assets/..%5c..%5cpackage.json', navigation],
    ['a zero byte', '/assets/main-abc.js%00.html', navigation],
    ['what is no UTF-8', '/assets/%ff', navigation],
  ])('%s is 404, as text', async (_, path, init) => {
    const answer = await gateway().ask(path, init);
    expect(answer.status).toBe(404);
    expect(answer.headers.get('content-type')).toBe('text/plain; charset=utf-8');
    expect(await answer.text()).toBe('Not found\n');
  });

  test('whoever looks whether the server is up gets the page', async () => {
    const answer = await gateway().ask('/', { headers: { accept: '*/*' } });
    expect(answer.status).toBe(200);
  });

  test.each(['POST', 'PUT', 'DELETE', 'OPTIONS', 'PATCH', 'PROPFIND'])(
    '%s of a page is 405',
    async (method) => {
      const answer = await gateway().ask('/', { method, ...navigation });
      expect(answer.status).toBe(405);
      expect(answer.headers.get('allow')).toBe('GET, HEAD');
    },
  );
});

test('assets are served, to HEAD without a body', async () => {
  const answer = await gateway().ask('/assets/main-abc.js');
  expect(answer.headers.get('content-type')).toBe('text/javascript; charset=utf-8');
  expect(await answer.text()).toBe('body');
  const head = await gateway().ask('/assets/main-abc.js', { method: 'HEAD' });
  expect(head.headers.get('content-length')).toBe('4');
  expect(await head.text()).toBe('');
});

test.each([
  ['/', navigation],
  ['/assets/main-abc.js', {}],
  ['/assets/gone.js', {}],
  ['/', { method: 'POST' }],
  ['/v1/me', {}],
  ['/v1/me', { headers: { origin: 'https://evil.example' } }],
  ['/_simulator/state', {}],
  ['/dns-query', {}],
  ['/v1/broken', {}],
])('%s %j carries the security headers', async (path, init) => {
  const { ask } = gateway((request) => {
    if (request.url.endsWith('/broken')) throw new Error('broken');
    return new Response();
  });
  const answer = await ask(path, init);
  expect(answer.headers.get('content-security-policy')).toContain("default-src 'none'");
  expect(answer.headers.get('x-content-type-options')).toBe('nosniff');
  expect(answer.headers.get('cache-control')).toBe(
    path === '/assets/main-abc.js' ? 'public, max-age=31536000, immutable' : 'no-store',
  );
  expect(answer.headers.get('access-control-allow-origin')).toBeNull();
});

describe('the API', () => {
  test.each([
    '/v1',
    '/v1/',
    '/v1/me',
    '/v1/accounts/a%20b?q=%C3%A9',
    '/_simulator/state',
    '/dns-query?name=a%2e',
  ])('%s goes upstream as it is', async (path) => {
    const { ask, asked } = gateway(() => Response.json({ data: {} }, { status: 201 }));
    const answer = await ask(path, navigation);
    expect(answer.status).toBe(201);
    expect(asked.mock.calls.map(([request]) => request.url)).toEqual([ORIGIN + path]);
  });

  test('only what the API knows passes, both ways', async () => {
    const { ask, asked } = gateway(
      () =>
        new Response('{}', {
          headers: {
            etag: '"1"',
            'content-type': 'application/json',
            'cache-control': 'public',
            'set-cookie': 'a=b',
            'www-authenticate': 'Basic',
            'access-control-allow-origin': '*',
            'x-other': 'c',
          },
        }),
    );
    const answer = await ask('/v1/me', {
      method: 'POST',
      body: '{"a":"ü"}',
      headers: {
        accept: 'application/json',
        authorization: 'Bearer stolen',
        cookie: 'a=b',
        'content-type': 'application/json',
        'idempotency-key': 'k',
        'if-match': 'W/"1", "2"',
        'x-forwarded-for': '1.2.3.4',
        'x-simulator-world': 'w',
      },
    });
    const [request] = asked.mock.calls[0] ?? [];
    expect(Object.fromEntries(request?.headers ?? [])).toEqual({
      accept: 'application/json',
      'content-type': 'application/json',
      'idempotency-key': 'k',
      'if-match': 'W/"1", "2"',
      'x-simulator-world': 'w',
    });
    expect(await request?.text()).toBe('{"a":"ü"}');
    expect(answer.headers.get('etag')).toBe('"1"');
    expect(answer.headers.get('content-type')).toBe('application/json');
    expect(answer.headers.get('cache-control')).toBe('no-store');
    for (const name of ['set-cookie', 'www-authenticate', 'access-control-allow-origin', 'x-other'])
      expect(answer.headers.get(name)).toBeNull();
  });

  test.each([
    ['another origin', '/v1/me', { headers: { origin: 'https://evil.example' } }],
    ['another site', '/v1/me', { headers: { 'sec-fetch-site': 'cross-site' } }],
    ['another port', '/v1/me', { headers: { origin: 'http://127.0.0.1:3000' } }],
    ['another origin', '/_simulator/state', { headers: { origin: 'https://evil.example' } }],
    ['another site', '/_simulator/state', { headers: { 'sec-fetch-site': 'same-site' } }],
    ['another origin', '/dns-query', { headers: { origin: 'https://evil.example' } }],
    ['another site', '/dns-query', { headers: { 'sec-fetch-site': 'cross-site' } }],
    ['a preflight', '/v1/me', { method: 'OPTIONS', headers: { origin: 'https://evil.example' } }],
    ['a foreign host', '/v1/me', { headers: { host: 'evil.example:5180' } }],
    ['a foreign host', '/_simulator/state', { headers: { host: 'evil.example:5180' } }],
    ['a foreign host', '/', { headers: { host: 'evil.example:5180', accept: 'text/html' } }],
  ])('%s may not ask for %s', async (_, path, init) => {
    const { ask, asked } = gateway();
    const answer = await ask(path, init);
    expect(answer.status).toBe(403);
    expect(await answer.json()).toMatchObject({ error: 'access_denied', retryable: false });
    expect(asked).not.toHaveBeenCalled();
  });

  test('someone following a link from elsewhere gets the page all the same', async () => {
    const headers = { ...navigation.headers, 'sec-fetch-site': 'cross-site' };
    expect((await gateway().ask('/accounts/acc_1', { headers })).status).toBe(200);
  });

  test.each([
    ['said', String(MAX_BODY_BYTES + 1)],
    ['not said', undefined],
  ])('a body over the bound, its length %s, goes nowhere', async (_, length) => {
    const { ask, asked } = gateway();
    const answer = await ask('/v1/accounts/acc_1', {
      method: 'PATCH',
      body: 'x'.repeat(MAX_BODY_BYTES + 1),
      ...(length !== undefined && { headers: { 'content-length': length } }),
    });
    expect(answer.status).toBe(413);
    expect(await answer.json()).toMatchObject({ error: 'payload_too_large' });
    expect(asked).not.toHaveBeenCalled();
  });

  test('a body of just the bound passes', async () => {
    const { ask, asked } = gateway();
    await ask('/v1/accounts/acc_1', { method: 'PATCH', body: 'x'.repeat(MAX_BODY_BYTES) });
    expect(asked).toHaveBeenCalledOnce();
  });

  test('a lost connection comes out as it went in', async () => {
    const { ask } = gateway(() => Response.error());
    expect((await ask('/v1/me')).type).toBe('error');
  });

  test('what nobody expected is a 500 that says nothing of the cause', async () => {
    const onError = vi.fn<(error: Error) => void>();
    const upstream: Upstream = {
      backend: 'sample',
      host: 'api.authpi.com',
      fetch: async () => {
        throw new Error('the cause');
      },
    };
    const app = createGateway({ assets, page: PAGE, upstream, onError });
    const answer = await app.fetch(new Request(`${ORIGIN}/v1/me`), { localPort: 5180 });
    expect(answer.status).toBe(500);
    expect(await answer.json()).toEqual({
      error: 'internal_error',
      error_description: 'The gateway failed.',
      retryable: false,
    });
    expect(onError).toHaveBeenCalledWith(new Error('the cause'));
  });
});

test('AuthPI itself has no simulator', async () => {
  const asked = vi.fn<Upstream['fetch']>();
  const app = createGateway({
    assets,
    page: PAGE,
    upstream: { backend: 'live', host: 'api.authpi.com', fetch: asked },
  });
  const answer = await app.fetch(new Request(`${ORIGIN}/_simulator/state`), { localPort: 5180 });
  expect(answer.status).toBe(404);
  expect(asked).not.toHaveBeenCalled();
});
