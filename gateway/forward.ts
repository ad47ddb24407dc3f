import { problem } from './problem.ts';

/** More than any body the API takes (contract §8), and little enough to hold in memory. */
export const MAX_BODY_BYTES = 1024 * 1024;

/**
 * All that an upstream learns about a request besides method, path, query and body. Lists of what
 * passes, so that cookies, credentials, hop-by-hop headers (RFC 9110 §7.6.1) and whatever a browser
 * adds tomorrow stay behind without being named.
 */
const REQUEST_HEADERS = ['accept', 'content-type', 'idempotency-key', 'if-match'];

/**
 * All that a browser learns about an answer besides status and body. Without `www-authenticate`,
 * which would open the browser's own password prompt, and without any cookie.
 */
const RESPONSE_HEADERS = ['allow', 'content-type', 'etag', 'idempotent-replayed', 'retry-after'];

/**
 * The request as an upstream may see it, or the answer that refuses it. The body is read here, under
 * the bound: an upstream then gets its length, and a sender that stops half-way never reaches it.
 */
export async function forwarded(
  request: Request,
  to: { url: string; alsoHeaders?: readonly string[] },
): Promise<{ request: Request } | { refused: Response }> {
  let body: Uint8Array<ArrayBuffer> | null;
  try {
    body = await readBody(request);
  } catch {
    return { refused: problem('invalid_request', 'The request ended before its body did.') };
  }
  if (body === null) {
    const limit = `${MAX_BODY_BYTES / 1024} KiB`;
    return { refused: problem('payload_too_large', `A request body has at most ${limit}.`) };
  }
  const { method } = request;
  const headers = pick(request.headers, [...REQUEST_HEADERS, ...(to.alsoHeaders ?? [])]);
  // Nobody waits for a read that was given up. A write that was sent is let finish.
  const init = method === 'GET' ? { method, headers, signal: request.signal } : { method, headers };
  return { request: new Request(to.url, body.length > 0 ? { ...init, body } : init) };
}

/**
 * The answer as a browser may see it. Read whole, so that one that breaks off is an error here and
 * never half a document there. A lost connection (`Response.error()`) stays one.
 */
export async function returned(response: Response): Promise<Response> {
  if (response.type === 'error') return response;
  const headers = pick(response.headers, RESPONSE_HEADERS);
  const body = new Uint8Array(await response.arrayBuffer());
  // A 204 must not have a body, not even an empty one.
  return new Response(body.length > 0 ? body : null, { status: response.status, headers });
}

function pick(headers: Headers, names: readonly string[]): Headers {
  const picked = new Headers();
  for (const name of names) {
    const value = headers.get(name);
    if (value !== null) picked.set(name, value);
  }
  return picked;
}

/** Null: more than the bound. */
async function readBody(request: Request): Promise<Uint8Array<ArrayBuffer> | null> {
  if (Number(request.headers.get('content-length') ?? 0) > MAX_BODY_BYTES) return null;
  if (request.method === 'GET' || request.method === 'HEAD') return new Uint8Array();
  const stream: ReadableStream<Uint8Array> | null = request.body;
  if (stream === null) return new Uint8Array();

  const chunks: Uint8Array[] = [];
  let length = 0;
  for await (const chunk of stream) {
    length += chunk.length;
    if (length > MAX_BODY_BYTES) return null;
    chunks.push(chunk);
  }
  const body = new Uint8Array(length);
  let offset = 0;
  for (const chunk of chunks) {
    body.set(chunk, offset);
    offset += chunk.length;
  }
  return body;
}
