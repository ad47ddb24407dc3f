import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { getRequestListener } from '@hono/node-server';
import type { HttpBindings } from '@hono/node-server';
import { RESPONSE_ALREADY_SENT } from '@hono/node-server/utils/response';
import { StartError } from './options.ts';

/** A web-standard server, as {@link createGateway} makes one. */
export type App = {
  fetch(request: Request, env: { localPort: number }): Response | Promise<Response>;
};

/** A server that listens. */
export type Listening = {
  port: number;
  /** Lets running requests end, within reason, and frees the port. */
  close(): Promise<void>;
};

const LOOPBACK = '127.0.0.1';

/** What no client takes for an answer. */
const NO_HTTP = '\0';

/** How long a closing server waits for requests that are under way. */
const GRACE_MS = 2_000;

/**
 * Serves an app on loopback.
 *
 * @throws {StartError} when the port is taken or not to be had.
 */
export async function listen(app: App, port: number): Promise<Listening> {
  const answer = getRequestListener(async (request, env) => {
    // The adapter's type also covers HTTP/2, which this server does not speak.
    const { incoming, outgoing } = env as HttpBindings;
    const response = await app.fetch(request, { localPort: incoming.socket.localPort ?? 0 });
    if (response.status !== 0) return response;
    // A lost connection. One that ends without a byte, Chromium takes for stale and silently sends
    // the request again, a POST too: what was to be lost would happen, and once too often.
    outgoing.socket?.write(NO_HTTP);
    outgoing.socket?.destroySoon();
    return RESPONSE_ALREADY_SENT;
  });
  let running = 0;
  const server = createServer(
    // Longer than browsers hold an idle connection: one closed just as a write is sent on it is an
    // error that nobody can explain.
    { keepAliveTimeout: 75_000, headersTimeout: 80_000 },
    (incoming, outgoing) => {
      running += 1;
      outgoing.once('close', () => (running -= 1));
      void answer(incoming, outgoing);
    },
  );

  await new Promise<void>((resolve, reject) => {
    server.once('error', (error: NodeJS.ErrnoException) => {
      reject(new StartError(startProblem(error, port), { cause: error }));
    });
    server.listen(port, LOOPBACK, resolve);
  });

  return {
    port: (server.address() as AddressInfo).port,
    async close() {
      const until = Date.now() + GRACE_MS;
      const closed = new Promise<void>((done) => server.close(() => done()));
      // Browsers also hold connections on which they have not asked anything yet.
      const sweep = setInterval(() => {
        if (running === 0 || Date.now() > until) server.closeAllConnections();
      }, 20);
      await closed;
      clearInterval(sweep);
    },
  };
}

function startProblem(error: NodeJS.ErrnoException, port: number): string {
  switch (error.code) {
    case 'EADDRINUSE':
      return `Port ${port} is taken by another program: stop that, or choose another with --port.`;
    case 'EACCES':
      return `Port ${port} is not free for everyone: choose one above 1023 with --port.`;
    default:
      return `Could not listen on port ${port}: ${error.message}.`;
  }
}
