import { http } from 'msw';
import type { RequestHandler } from 'msw';
import { IDEMPOTENCY_KEY } from '#contract/idempotency.ts';
import { DNS_PATH } from '#contract/ours/dns.ts';
import { OPERATION_IDS, OPERATIONS, matchOperation } from '#contract/operations.ts';
import { answerDns } from './dns/answer.ts';
import { answer } from './pipeline.ts';
import type { AskedBody } from './pipeline.ts';
import { Refusal, notFound } from './refusal.ts';
import { refusal, toResponse } from './reply.ts';
import type { Reply } from './reply.ts';
import { answerSimulator } from './simulator.ts';
import type { World } from './world.ts';

/** How requests reach a world. */
export type HandlerOptions = {
  /** `person`: a request without `Authorization` counts as the person's, as behind a session. */
  credential?: 'person';
};

/**
 * The whole backend as MSW handlers: one per operation, then whatever else is asked of `/v1`, then
 * the DNS and the simulator. Every adapter runs these. A failed connection is a `Response.error()`.
 */
export function createHandlers(
  world: World,
  { credential }: HandlerOptions = {},
): RequestHandler[] {
  const ambient = credential === 'person';
  const respond = async ({ request }: { request: Request }) =>
    toResponse(await answerRequest(world, request, ambient));
  const operations = OPERATION_IDS.map((id) => {
    const { method, path } = OPERATIONS[id];
    return HTTP[method](anyOrigin(path), respond);
  });
  return [
    ...operations,
    http.all(/^[^/]+:\/\/[^/]+\/v1(\/.*)?$/, respond),
    http.all(anyOrigin(DNS_PATH), async ({ request: { method, url } }) =>
      toResponse(await answerDns(world, { method, query: new URL(url).searchParams })),
    ),
    http.all(/^[^/]+:\/\/[^/]+\/_simulator(\/.*)?$/, async ({ request }) => {
      const { pathname } = new URL(request.url);
      const text = await request.text();
      return toResponse(await answerSimulator(world, { method: request.method, pathname, text }));
    }),
  ];
}

const HTTP = { GET: http.get, POST: http.post, PATCH: http.patch, DELETE: http.delete };

/**
 * A path template at any origin. An expression, because MSW's own patterns neither match a host
 * name's dots in every place nor keep parameters encoded; reading them stays with the contract.
 */
function anyOrigin(template: string): RegExp {
  return new RegExp(`^[^/]+://[^/]+${template.replaceAll(/\{\w+\}/g, '[^/]*')}$`);
}

const SHAPES = OPERATION_IDS.map((id) => anyOrigin(OPERATIONS[id].path));

async function answerRequest(world: World, request: Request, ambient: boolean): Promise<Reply> {
  const { method, headers } = request;
  const { origin, pathname, searchParams } = new URL(request.url);
  const matched = matchOperation(method, pathname);
  if (matched.found === 'path') {
    const allow = matched.allow.join(', ');
    const words = `${method} is not possible here, only ${allow}.`;
    return refusal(new Refusal(405, 'method_not_allowed', words, { headers: { Allow: allow } }));
  }
  if (matched.found === 'nothing') {
    // The right shape with a parameter that is no safe segment: such a thing cannot exist.
    if (SHAPES.some((shape) => shape.test(origin + pathname))) return refusal(notFound('Resource'));
    const words = `This backend has me, accounts, issuers, auth methods and domains; there is nothing at ${method} ${pathname}.`;
    return refusal(new Refusal(501, 'not_implemented', words));
  }
  const bytes = new Uint8Array(await request.arrayBuffer());
  const idempotencyKey = headers.get(IDEMPOTENCY_KEY);
  return answer(
    world,
    {
      operation: matched.id,
      params: matched.params,
      query: searchParams,
      body: readBody(headers.get('Content-Type'), bytes),
      authorization: headers.get('Authorization'),
      ifMatch: headers.get('If-Match'),
      idempotencyKey,
      fingerprint: idempotencyKey === null ? '' : await fingerprintOf(pathname, bytes),
    },
    ambient,
  );
}

function readBody(contentType: string | null, bytes: Uint8Array): AskedBody {
  if (bytes.length === 0) return 'none';
  const [type = ''] = (contentType ?? '').split(';');
  if (type.trim().toLowerCase() !== 'application/json') return 'not json';
  try {
    return { value: JSON.parse(new TextDecoder('utf-8', { fatal: true }).decode(bytes)) };
  } catch {
    return 'malformed';
  }
}

async function fingerprintOf(pathname: string, body: Uint8Array): Promise<string> {
  const path = new TextEncoder().encode(`${pathname}\n`);
  const asked = new Uint8Array(path.length + body.length);
  asked.set(path);
  asked.set(body, path.length);
  const digest = await crypto.subtle.digest('SHA-256', asked);
  return Array.from(new Uint8Array(digest), (byte) => byte.toString(16).padStart(2, '0')).join('');
}
