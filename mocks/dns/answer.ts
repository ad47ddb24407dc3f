import { readDnsQuestion } from '#contract/ours/dns-question.ts';
import { Refusal, invalid } from '../refusal.ts';
import { failed, json, refusal } from '../reply.ts';
import type { Answered, Reply } from '../reply.ts';
import type { World } from '../world.ts';
import { resolve } from './resolve.ts';
import { spoken } from './spoken.ts';
import { dnsFacts, worldZones } from './world-zones.ts';
import type { DnsFailure } from './zones.ts';

/** Answers `/dns-query` (`contract/ours/dns.ts`) out of a world. Nobody needs a credential. */
export async function answerDns(
  world: World,
  { method, query }: { method: string; query: URLSearchParams },
): Promise<Reply> {
  if (method !== 'GET') {
    const words = `${method} is not possible here, only GET.`;
    const headers = { Allow: 'GET' };
    return refusal(new Refusal(405, 'method_not_allowed', words, { headers }));
  }
  const read = readDnsQuestion(query);
  if (!read.ok) return refusal(invalid(read.reason));
  const { facts, now, wait } = await world.transaction((tx) => ({
    facts: dnsFacts(tx),
    now: tx.now(),
    wait: tx.settings.latency_ms,
  }));
  if (wait > 0) await new Promise((resume) => setTimeout(resume, wait));
  const resolution = resolve(await worldZones(facts), read.question, now);
  return resolution.kind === 'failure'
    ? FAILED[resolution.failure]
    : json(200, spoken(resolution, read.question), NOT_KEPT);
}

const NOT_KEPT = { 'Cache-Control': 'no-store' };

/** As the gateway says it (gateway/resolvers.ts); at once, since nobody gains by the wait. */
const FAILED: { readonly [failure in DnsFailure]: Reply } = {
  timeout: problem(504, 'gateway_timeout', 'The resolver did not answer in time.'),
  failed: problem(502, 'bad_gateway', 'The resolver could not be asked.'),
  rate_limited: problem(429, 'rate_limited', 'The resolver is asked too often.', 30),
  malformed: json(200, { Status: 'NOERROR', Answer: 'none' }, NOT_KEPT),
  lost: failed,
};

/** @param wait seconds until it is worth another try */
function problem(status: number, error: string, words: string, wait?: number): Answered {
  return json(
    status,
    {
      error,
      error_description: words,
      retryable: true,
      ...(wait !== undefined && { retry_after: wait }),
    },
    { ...NOT_KEPT, ...(wait !== undefined && { 'Retry-After': String(wait) }) },
  );
}
