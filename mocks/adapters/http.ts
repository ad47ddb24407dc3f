import { createServer } from 'node:http';
import type { IncomingMessage, ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import type { RequestHandler } from 'msw';
import { Refusal } from '../refusal.ts';
import { refusal, toResponse } from '../reply.ts';
import { respond } from './unit.ts';

/** Bytes of the largest body that is read; no body of this API comes near. */
const MAX_BODY = 1024 * 1024;

/** A server that listens. */
export type Served = { url: string; close: () => Promise<void> };

/**
 * Serves the handlers over HTTP on 127.0.0.1.
 *
 * @param port 0 takes a free one.
 * @throws when the port is taken.
 */
export async function serve(handlers: RequestHandler[], port: number): Promise<Served> {
  const server = createServer((incoming, outgoing) => {
    // Only a client that hung up gets here.
    exchange(handlers, incoming, outgoing).catch(() => incoming.socket.destroy());
  });
  await new Promise<void>((resolve, reject) => {
    server.once('error', reject);
    server.listen(port, '127.0.0.1', resolve);
  });
  return {
    url: `http://127.0.0.1:${(server.address() as AddressInfo).port}`,
    close: () =>
      new Promise((resolve) => {
        server.close(() => resolve());
        server.closeAllConnections();
      }),
  };
}

async function exchange(
  handlers: RequestHandler[],
  incoming: IncomingMessage,
  outgoing: ServerResponse,
): Promise<void> {
  const body = await readAll(incoming);
  const response = await (body === null ? tooLarge() : ask(handlers, incoming, body));
  if (response.type === 'error') {
    incoming.socket.destroy();
    return;
  }
  // What was left unread would be taken for the next request.
  if (body === null) outgoing.setHeader('Connection', 'close');
  outgoing.writeHead(response.status, Object.fromEntries(response.headers));
  outgoing.end(Buffer.from(await response.arrayBuffer()));
}

async function ask(
  handlers: RequestHandler[],
  incoming: IncomingMessage,
  body: Buffer<ArrayBuffer>,
): Promise<Response> {
  const { method = 'GET', url = '/', headersDistinct } = incoming;
  let request: Request;
  try {
    request = new Request(`http://${incoming.headers.host ?? '127.0.0.1'}${url}`, {
      method,
      headers: Object.entries(headersDistinct).flatMap(([name, values = []]) =>
        values.map((value): [string, string] => [name, value]),
      ),
      ...(body.length > 0 && method !== 'GET' && method !== 'HEAD' && { body }),
    });
  } catch {
    const words = `${method} ${url} is no request this server can read.`;
    return toResponse(refusal(new Refusal(400, 'invalid_request', words)));
  }
  return respond(handlers, request);
}

function tooLarge(): Response {
  const words = `A body has at most ${MAX_BODY} bytes.`;
  return toResponse(refusal(new Refusal(413, 'invalid_request', words)));
}

/** The whole body; null when it is too large. */
async function readAll(incoming: IncomingMessage): Promise<Buffer<ArrayBuffer> | null> {
  const chunks: Buffer[] = [];
  let size = 0;
  // Leaving the loop early must not close the connection: the refusal still has to go out.
  const parts: AsyncIterable<Buffer> = incoming.iterator({ destroyOnReturn: false });
  for await (const chunk of parts) {
    size += chunk.length;
    if (size > MAX_BODY) return null;
    chunks.push(chunk);
  }
  return Buffer.concat(chunks);
}
