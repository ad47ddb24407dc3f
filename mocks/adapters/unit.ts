import { getResponse } from 'msw';
import type { RequestHandler } from 'msw';
import { notFound } from '../refusal.ts';
import { refusal, toResponse } from '../reply.ts';

/**
 * Answers one request through the handlers; what none of them knows is a 404 in JSON. A failed
 * connection comes back as `Response.error()`.
 */
export async function respond(handlers: RequestHandler[], request: Request): Promise<Response> {
  const response = await getResponse(handlers, request);
  return response ?? toResponse(refusal(notFound('Path')));
}

/**
 * A `fetch` that reaches the handlers without any network: for unit tests. A failed connection and
 * an abort reject as they do in a browser.
 */
export function createFetch(handlers: RequestHandler[]): (request: Request) => Promise<Response> {
  return async (request) => {
    const { signal } = request;
    signal.throwIfAborted();
    const aborted = new Promise<never>((_, reject) => {
      signal.addEventListener('abort', () => reject(signal.reason as Error), { once: true });
    });
    const response = await Promise.race([respond(handlers, request), aborted]);
    if (response.type === 'error') throw new TypeError('Failed to fetch');
    return response;
  };
}
