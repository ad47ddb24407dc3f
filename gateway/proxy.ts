import { matchOperation } from '#contract/operations.ts';
import { forwarded, returned } from './forward.ts';
import { problem } from './problem.ts';
import type { Upstream } from './upstream.ts';

/** An API key (contract §1). It leaves this process in one header to one host and nowhere else. */
export type ApiKey = { id: string; secret: string };

/** How to reach AuthPI. */
export type ProxyOptions = {
  /** Without a trailing slash; operations hang below it as `/v1/…`. */
  baseUrl: string;
  key: ApiKey;
  timeoutMs?: number;
};

/** AuthPI itself, asked with the key, for operations of the table alone. */
export function createProxy({ baseUrl, key, timeoutMs = 30_000 }: ProxyOptions): Upstream {
  const { host } = new URL(baseUrl);
  const authorization = basic(key);

  return {
    backend: 'live',
    host,
    async fetch(request) {
      const { pathname, search } = new URL(request.url);
      const matched = matchOperation(request.method, pathname);
      if (matched.found === 'nothing') {
        return problem('not_found', 'This path is no operation of the Core API.');
      }
      if (matched.found === 'path') {
        return problem('method_not_allowed', 'No operation of the Core API has this method here.', {
          allow: matched.allow,
        });
      }

      const passed = await forwarded(request, { url: `${baseUrl}${pathname}${search}` });
      if ('refused' in passed) return passed.refused;
      const asked = passed.request;
      asked.headers.set('authorization', authorization);
      // An entity tag belongs to one encoding of an answer, and what passes here is not encoded.
      asked.headers.set('accept-encoding', 'identity');

      const timeout = AbortSignal.timeout(timeoutMs);
      try {
        const answer = await fetch(asked, {
          // The key must not travel on to wherever a redirect points.
          redirect: 'manual',
          signal: AbortSignal.any([asked.signal, timeout]),
        });
        if (answer.status >= 300 && answer.status < 400) {
          await answer.body?.cancel();
          return problem('bad_gateway', `${host} answered with a redirect, which is not followed.`);
        }
        return await returned(answer);
      } catch {
        // The cause stays here: nobody can tell what the runtime wrote into it.
        return timeout.aborted
          ? problem('gateway_timeout', `${host} did not answer in time.`, { retryable: true })
          : problem('bad_gateway', `${host} could not be reached.`, { retryable: true });
      }
    },
  };
}

function basic({ id, secret }: ApiKey): string {
  const bytes = new TextEncoder().encode(`${id}:${secret}`);
  return `Basic ${btoa(String.fromCharCode(...bytes))}`;
}
