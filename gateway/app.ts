import { Hono } from 'hono';
import { DNS_PATH } from '#contract/ours/dns.ts';
import { isFilePath, qualities, serveAsset } from './assets.ts';
import type { Assets } from './assets.ts';
import { foreignHost, foreignOrigin } from './guard.ts';
import { secure } from './headers.ts';
import { problem } from './problem.ts';
import type { Upstream } from './upstream.ts';

type Answer = (request: Request) => Promise<Response>;

/** What a gateway is made of. */
export type GatewayOptions = {
  assets: Assets;
  /** index.html, ready to be sent. */
  page: string;
  upstream: Upstream;
  /** Answers `/dns-query`. Without it the upstream does, as sample data has a DNS of its own. */
  resolvers?: Answer;
  /** Is told of errors nobody expected; the client only learns that there was one. */
  onError?: (error: Error) => void;
};

/** What the platform says about each request. */
export type GatewayEnv = { Bindings: { localPort: number } };

/**
 * The server between a browser and AuthPI, as a web-standard `fetch(request, { localPort })`. An
 * upstream may answer `Response.error()`, a lost connection: that comes out as it went in, and the
 * platform's adapter has to drop the connection.
 */
export function createGateway({ assets, page, upstream, resolvers, onError }: GatewayOptions) {
  const app = new Hono<GatewayEnv>();

  app.use(async (c, next) => {
    const reason = foreignHost(c.req.raw, c.env.localPort);
    if (reason === null) await next();
    else c.res = problem('access_denied', reason);
    // 0: a lost connection, which has no headers.
    if (c.res.status !== 0) secure(c.res.headers);
  });

  const api: Answer = (request) => upstream.fetch(request);
  app.all('/v1/*', (c) => guarded(c.req.raw, api));
  app.all('/_simulator/*', (c) =>
    upstream.backend === 'sample'
      ? guarded(c.req.raw, api)
      : problem('not_found', 'There is no simulator in front of AuthPI itself.'),
  );
  app.all(DNS_PATH, (c) => guarded(c.req.raw, resolvers ?? api));
  app.all('*', (c) => files(c.req.raw));
  app.onError((error) => {
    onError?.(error);
    return problem('internal_error', 'The gateway failed.');
  });
  return app;

  async function guarded(request: Request, answer: Answer): Promise<Response> {
    const reason = foreignOrigin(request);
    return reason === null ? answer(request) : problem('access_denied', reason);
  }

  function files(request: Request): Response {
    if (request.method !== 'GET' && request.method !== 'HEAD') {
      return text(405, 'Method not allowed\n', { allow: 'GET, HEAD' });
    }
    const { pathname } = new URL(request.url);
    const asset = assets.get(pathname);
    if (asset !== undefined) return serveAsset(request, pathname, asset);
    if (isFilePath(pathname) || !wantsPage(request, pathname)) return text(404, 'Not found\n');
    return new Response(page, { headers: { 'content-type': 'text/html; charset=utf-8' } });
  }
}

/**
 * Whether a request is a person going somewhere, who gets the app whatever the path. A script asking
 * for data at a mistyped path must get a 404 and never a page with 200.
 */
function wantsPage(request: Request, pathname: string): boolean {
  const accepted = qualities(request.headers.get('accept') ?? '*/*');
  const html = accepted.get('text/html');
  if (html !== undefined) return html > 0;
  // What looks whether the server is up asks for the root and takes anything.
  return pathname === '/' && (accepted.get('text/*') ?? accepted.get('*/*') ?? 0) > 0;
}

function text(status: number, body: string, headers: { [name: string]: string } = {}): Response {
  return new Response(body, {
    status,
    headers: { ...headers, 'content-type': 'text/plain; charset=utf-8' },
  });
}
