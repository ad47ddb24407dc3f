import type { DnsType, Resolver } from '#contract/ours/dns.ts';

/** A record as its owner published it. */
export type ZoneRecord = {
  /** Any case; `*` as the first label stands for every name that is not there (RFC 4592). */
  name: string;
  type: DnsType;
  /** Seconds. */
  ttl: number;
  /** A name without its final dot, an address, a text without quotes, or `0 issue "ca.example"`. */
  data: string;
  /** The only resolver that sees it; both do where none is named. */
  resolver?: Resolver;
  /** Unix ms from when it is seen: before, the answer "nothing" is still cached. */
  from?: number;
  /** Unix ms until when it is seen: it was replaced, and this is what is still cached. */
  until?: number;
};

/** How asking fails: no answer in time, the resolver's failure, too many questions, nonsense, no way there. */
export const DNS_FAILURES = ['timeout', 'failed', 'rate_limited', 'malformed', 'lost'] as const;

/** See {@link DNS_FAILURES}. */
export type DnsFailure = (typeof DNS_FAILURES)[number];

/** What is wrong with a name and all below it. */
export type NameTrouble = {
  below: string;
  /** The only resolver it concerns; both where none is named. */
  resolver?: Resolver;
} & (
  | { kind: 'failure'; failure: DnsFailure }
  /** Answers this and no records, such as a server that refuses. */
  | { kind: 'rcode'; rcode: number }
  /** Its signatures do not hold (RFC 4035 §5): SERVFAIL, unless asked not to check. */
  | { kind: 'bogus' }
  /** Answers do not fit. */
  | { kind: 'truncated' }
);

/** All of a DNS, or a part of it. */
export type Zones = {
  /** Names that zones begin at: they have an SOA. */
  apexes: readonly string[];
  records: readonly ZoneRecord[];
  troubles: readonly NameTrouble[];
};

/** Several parts as one. */
export function joined(parts: readonly Zones[]): Zones {
  return {
    apexes: [...new Set(parts.flatMap(({ apexes }) => apexes))],
    records: parts.flatMap(({ records }) => records),
    troubles: parts.flatMap(({ troubles }) => troubles),
  };
}

/** A name as names compare: lower case, without its final dot; the root is empty (RFC 1035 §3.1). */
export function plainName(name: string): string {
  return name.toLowerCase().replace(/\.$/, '');
}

/** Whether a plain name is another or below it. Everything is below the root. */
export function isBelow(name: string, above: string): boolean {
  return above === '' || name === above || name.endsWith(`.${above}`);
}

/** The plain name one label up; null for the root. */
export function parentOf(name: string): string | null {
  if (name === '') return null;
  const dot = name.indexOf('.');
  return dot < 0 ? '' : name.slice(dot + 1);
}
