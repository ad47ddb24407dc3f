import { check } from '#contract/check.ts';
import { dnsAnswer } from '#contract/ours/dns.ts';
import type { DnsAnswer, DnsRecord } from '#contract/ours/dns.ts';
import { readDnsQuestion } from '#contract/ours/dns-question.ts';
import type { DnsQuestion } from '#contract/ours/dns-question.ts';
import { problem } from './problem.ts';

/** How to reach the two resolvers. */
export type ResolverOptions = {
  /** They speak JSON over HTTPS. Nothing but these is ever asked. */
  urls: readonly [string, string];
  timeoutMs?: number;
};

/** A DNS message has at most 64 KiB (RFC 1035 §4.2.2), and what is asked for here is far from it. */
const MAX_ANSWER_BYTES = 64 * 1024;

/**
 * Answers `GET /dns-query` (`contract/ours/dns.ts`) by asking the operator's resolvers. A question is
 * read and written anew, and so is its answer: what comes out is what both sides know, and no more.
 */
export function createResolvers({
  urls,
  timeoutMs = 5_000,
}: ResolverOptions): (request: Request) => Promise<Response> {
  return async (request) => {
    if (request.method !== 'GET') {
      return problem('method_not_allowed', 'The DNS is asked with GET.', { allow: ['GET'] });
    }
    const read = readDnsQuestion(new URL(request.url).searchParams);
    if (!read.ok) return problem('invalid_request', read.reason);
    const { question } = read;
    const url = addressOf(urls[question.resolver - 1] ?? '', question);
    const { host } = url;

    const timeout = AbortSignal.timeout(timeoutMs);
    try {
      const answer = await fetch(url, {
        // No cookie, no credential: a resolver learns the question.
        headers: { accept: 'application/dns-json' },
        credentials: 'omit',
        // Whoever it may point to is no resolver of the operator's.
        redirect: 'manual',
        signal: AbortSignal.any([request.signal, timeout]),
      });
      if (answer.status === 429) return await tooOften(answer, host);
      const value = answer.status === 200 ? await readJson(answer) : await dropped(answer);
      const checked = check(dnsAnswer, value);
      if (checked.ok) return Response.json(known(checked.value));
      return problem('bad_gateway', `${host} gave no answer that can be read.`, {
        retryable: true,
      });
    } catch {
      return timeout.aborted
        ? problem('gateway_timeout', `${host} did not answer in time.`, { retryable: true })
        : problem('bad_gateway', `${host} could not be reached.`, { retryable: true });
    }
  };
}

function addressOf(resolver: string, { name, type, cd }: DnsQuestion): URL {
  const url = new URL(resolver);
  url.search = new URLSearchParams({ name, type, ...(cd && { cd: '1' }) }).toString();
  return url;
}

async function tooOften(answer: Response, host: string): Promise<Response> {
  await dropped(answer);
  const wait = answer.headers.get('retry-after') ?? '';
  return problem('rate_limited', `${host} is asked too often.`, {
    retryable: true,
    // Of its two forms (RFC 9110 §10.2.3) the one every client understands.
    ...(/^\d{1,6}$/.test(wait) && { retryAfter: Number(wait) }),
  });
}

/** Undefined: no JSON, or more than the bound. */
async function readJson(answer: Response): Promise<unknown> {
  const stream: ReadableStream<Uint8Array> | null = answer.body;
  const decoder = new TextDecoder();
  let [text, length] = ['', 0];
  for await (const chunk of stream ?? []) {
    length += chunk.length;
    if (length > MAX_ANSWER_BYTES) return undefined;
    text += decoder.decode(chunk, { stream: true });
  }
  try {
    return JSON.parse(text + decoder.decode());
  } catch {
    return undefined;
  }
}

async function dropped(answer: Response): Promise<undefined> {
  await answer.body?.cancel();
}

/** The fields that are in the contract. */
function known({ Status, TC, Answer, Authority }: DnsAnswer): DnsAnswer {
  const records = (all: readonly DnsRecord[]) =>
    all.map(({ name, type, TTL, data }) => ({ name, type, TTL, data }));
  return {
    Status,
    ...(TC !== undefined && { TC }),
    ...(Answer !== undefined && { Answer: records(Answer) }),
    ...(Authority !== undefined && { Authority: records(Authority) }),
  };
}
