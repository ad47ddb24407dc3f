import { DNS_PATH } from '#contract/ours/dns.ts';
import type { DnsAnswer, DnsType, Resolver } from '#contract/ours/dns.ts';

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
export type AskOptions = { readonly cd?: boolean; readonly signal?: AbortSignal };

/** Asks one question. Rejects only with the signal's reason, when that aborts. */
export type Ask = (
  resolver: Resolver,
  name: string,
  type: DnsType,
  options?: AskOptions,
) => Promise<Asked>;

/** Asks at the dashboard's own origin. See {@link DNS_PATH}. */
export const askDns: Ask = () => Promise.reject(new Error(DNS_PATH));
