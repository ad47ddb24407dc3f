import { DNS_TYPES, RESOLVERS } from './dns.ts';
import type { DnsType, Resolver } from './dns.ts';

/** What `GET /dns-query` asks. */
export type DnsQuestion = {
  resolver: Resolver;
  /** As it was written: any case, with or without a final dot. */
  name: string;
  type: DnsType;
  /** Without checking DNSSEC (RFC 4035 §3.2.2). */
  cd: boolean;
};

/** The parameters of `/dns-query` as a question, or why they are none, as a sentence. */
export function readDnsQuestion(
  query: URLSearchParams,
): { ok: true; question: DnsQuestion } | { ok: false; reason: string } {
  const refuse = (reason: string) => ({ ok: false, reason }) as const;
  const given = new Map<string, string>();
  for (const [key, value] of query) {
    if (!KNOWN.has(key)) return refuse('Known parameters are resolver, name, type and cd.');
    // Which of two is meant, one reader takes to be the first and another the last.
    if (given.has(key)) return refuse(`There is one ${key} to a question.`);
    given.set(key, value);
  }
  const resolver = RESOLVERS.find((each) => String(each) === given.get('resolver'));
  if (resolver === undefined) return refuse('The resolver is 1 or 2.');
  const name = given.get('name') ?? '';
  if (!isDnsName(name)) return refuse('The name is a name of the DNS, such as auth.example.com.');
  const type = TYPES.find((each) => each === given.get('type'));
  if (type === undefined) return refuse(`The type is one of ${TYPES.join(', ')}.`);
  const cd = given.get('cd') ?? '0';
  if (cd !== '0' && cd !== '1') return refuse('cd is 0 or 1.');
  return { ok: true, question: { resolver, name, type, cd: cd === '1' } };
}

const KNOWN = new Set(['resolver', 'name', 'type', 'cd']);

// Their names are this file's own, so they are all there are.
const TYPES = Object.keys(DNS_TYPES) as DnsType[];

/**
 * Whether a text is a name that can be asked for (RFC 1035 §2.3.4): labels of letters, digits,
 * hyphens and underscores, with or without a final dot. `.` is the root. Other octets are possible
 * in the DNS, and nothing here asks for them.
 */
export function isDnsName(text: string): boolean {
  if (text === '.') return true;
  const name = text.replace(/\.$/, '');
  return name.length <= 253 && name.split('.').every((label) => /^[\w-]{1,63}$/.test(label));
}
