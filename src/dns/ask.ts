import { check } from '#contract/check.ts';
import { DNS_PATH, dnsAnswer, RCODES } from '#contract/ours/dns.ts';
import type { DnsAnswer, DnsType, Resolver } from '#contract/ours/dns.ts';

/** How long an answer is waited for, in milliseconds. */
const PATIENCE_MS = 6_000;

/**
 * Why nothing is known of a question.
 *
 * - `timeout`: no answer in time. `network`: the dashboard's own server was not reached.
 * - `failed`: it was reached and could not ask. `rate_limited`: it asks for a pause.
 * - `refused`: the resolver did not say what the DNS holds (any rcode but 0, 2 and 3).
 * - `truncated`: the answer is not whole. `malformed`: it could not be read.
 */
export type WhyNot =
  | 'timeout'
  | 'network'
  | 'failed'
  | 'refused'
  | 'rate_limited'
  | 'truncated'
  | 'malformed';

/** What came of a question: an answer (NOERROR, NXDOMAIN or SERVFAIL), or why there is none. */
export type Asked =
  | { readonly ok: true; readonly answer: DnsAnswer }
  | {
      readonly ok: false;
      readonly why: WhyNot;
      /** Of `rate_limited`: the pause that was asked for (ms), where it was said. */
      readonly retryAfterMs?: number;
    };

/** How one question is asked. `cd`: without the check of DNSSEC. */
type AskOptions = { readonly cd?: boolean; readonly signal?: AbortSignal };

/** Asks one question. Rejects only with the signal's reason, when that aborts. */
export type Ask = (
  resolver: Resolver,
  name: string,
  type: DnsType,
  options?: AskOptions,
) => Promise<Asked>;

/** Asks at the dashboard's own origin. */
export const askDns: Ask = async (resolver, name, type, { cd = false, signal } = {}) => {
  const query = new URLSearchParams({ resolver: String(resolver), name, type });
  if (cd) query.set('cd', '1');
  const late = AbortSignal.timeout(PATIENCE_MS);
  try {
    const response = await fetch(`${DNS_PATH}?${query.toString()}`, {
      headers: { accept: 'application/dns-json' },
      cache: 'no-store',
      signal: signal === undefined ? late : AbortSignal.any([signal, late]),
    });
    const text = await response.text();
    return response.ok ? readAnswer(text) : readRefusal(response);
  } catch (error) {
    signal?.throwIfAborted();
    return unknown(late.aborted || isTimeout(error) ? 'timeout' : 'network');
  }
};

/**
 * What a resolver's answer comes to. One that is not whole, or not about the DNS, is none.
 *
 * @param text application/dns-json
 */
export function readAnswer(text: string): Asked {
  let value: unknown;
  try {
    value = JSON.parse(text);
  } catch {
    return unknown('malformed');
  }
  const checked = check(dnsAnswer, value);
  if (!checked.ok) return unknown('malformed');
  const answer = checked.value;
  if (answer.TC === true) return unknown('truncated');
  return ANSWERS.has(answer.Status) ? { ok: true, answer } : unknown('refused');
}

const ANSWERS: ReadonlySet<number> = new Set([RCODES.NOERROR, RCODES.NXDOMAIN, RCODES.SERVFAIL]);

function readRefusal({ status, headers }: Response): Asked {
  if (status === 504) return unknown('timeout');
  if (status !== 429) return unknown('failed');
  const pause = headers.get('retry-after')?.trim() ?? '';
  const isSeconds = /^\d{1,6}$/.test(pause);
  return {
    ok: false,
    why: 'rate_limited',
    ...(isSeconds ? { retryAfterMs: Number(pause) * 1000 } : {}),
  };
}

function unknown(why: WhyNot): Asked {
  return { ok: false, why };
}

function isTimeout(error: unknown): boolean {
  return error instanceof DOMException && error.name === 'TimeoutError';
}
