import { DNS_TYPES, RCODES, SOA } from '#contract/ours/dns.ts';
import type { Resolver } from '#contract/ours/dns.ts';
import type { DnsQuestion } from '#contract/ours/dns-question.ts';
import { isBelow, parentOf, plainName } from './zones.ts';
import type { DnsFailure, NameTrouble, ZoneRecord, Zones } from './zones.ts';

/** A record in an answer. */
export type Resolved = {
  /** Lower case, without a final dot; empty for the root. */
  name: string;
  type: number;
  /** Seconds left. */
  ttl: number;
  data: string;
};

/** What a resolver says, before it is put in its own words. */
export type Resolution =
  | { kind: 'failure'; failure: DnsFailure }
  | {
      kind: 'answer';
      rcode: number;
      truncated: boolean;
      /** SERVFAIL because signatures do not hold. */
      bogus: boolean;
      answer: Resolved[];
      authority: Resolved[];
    };

/** Aliases that are followed before a resolver gives up (BIND's limit). */
const MAX_ALIASES = 16;

/** Seconds that "nothing" is kept (RFC 2308 §4). */
const NEGATIVE_TTL = 300;

/**
 * What a recursive resolver answers: RFC 1034 §5.3.3 over zones as data.
 *
 * @param now Unix ms. The same question at the same time has the same answer.
 */
export function resolve(zones: Zones, question: DnsQuestion, now: number): Resolution {
  const { resolver, type } = question;
  const sight = look(zones, resolver, now);
  const ttlOf = (record: ZoneRecord) => secondsLeft(record, resolver, now);
  const chain: Resolved[] = [];
  const visited = new Set<string>();
  let at = plainName(question.name);

  for (;;) {
    const trouble = troubleAt(zones.troubles, at, question);
    switch (trouble?.kind) {
      case 'failure':
        return { kind: 'failure', failure: trouble.failure };
      case 'rcode':
        return { ...EMPTY, rcode: trouble.rcode };
      case 'bogus':
        return { ...EMPTY, rcode: RCODES.SERVFAIL, bogus: true };
      case 'truncated':
        return { ...EMPTY, truncated: true };
      case undefined:
    }
    if (visited.has(at) || visited.size > MAX_ALIASES) return { ...EMPTY, rcode: RCODES.SERVFAIL };
    visited.add(at);

    const here = at;
    const owned = sight.recordsAt(here);
    const alias = owned?.find((record) => record.type === 'CNAME');
    if (alias !== undefined && type !== 'CNAME') {
      chain.push({ name: here, type: DNS_TYPES.CNAME, ttl: ttlOf(alias), data: alias.data });
      at = plainName(alias.data);
      continue;
    }
    const found = (owned ?? []).filter((record) => record.type === type);
    if (found.length > 0) {
      const records = found.map((record) => ({
        name: here,
        type: DNS_TYPES[type],
        ttl: ttlOf(record),
        data: record.data,
      }));
      return { ...EMPTY, answer: [...chain, ...records] };
    }
    return {
      ...EMPTY,
      // Of the last name: what an alias leads to may be missing (RFC 6604 §3).
      rcode: owned === null ? RCODES.NXDOMAIN : RCODES.NOERROR,
      answer: chain,
      authority: [soaOf(zones, here, resolver, now)],
    };
  }
}

const EMPTY: Extract<Resolution, { kind: 'answer' }> = {
  kind: 'answer',
  rcode: RCODES.NOERROR,
  truncated: false,
  bogus: false,
  answer: [],
  authority: [],
};

function troubleAt(
  troubles: readonly NameTrouble[],
  name: string,
  { resolver, cd }: DnsQuestion,
): NameTrouble | undefined {
  return troubles.find(
    (each) =>
      (each.resolver ?? resolver) === resolver &&
      isBelow(name, plainName(each.below)) &&
      !(each.kind === 'bogus' && cd),
  );
}

/** What a resolver sees at a time. */
function look({ apexes, records }: Zones, resolver: Resolver, now: number) {
  const owners = new Map<string, ZoneRecord[]>();
  const existing = new Set<string>();
  const exist = (name: string) => {
    // With what is above it: a name with names below it is there, if empty (RFC 8020 §2).
    for (let at: string | null = name; at !== null && !existing.has(at); at = parentOf(at)) {
      existing.add(at);
    }
  };
  for (const apex of apexes) exist(plainName(apex));
  for (const record of records) {
    if ((record.resolver ?? resolver) !== resolver) continue;
    if (now < (record.from ?? now) || now >= (record.until ?? Infinity)) continue;
    const name = plainName(record.name);
    owners.set(name, [...(owners.get(name) ?? []), record]);
    exist(name);
  }
  return {
    /** Null: there is no such name. */
    recordsAt(name: string): readonly ZoneRecord[] | null {
      if (existing.has(name)) return owners.get(name) ?? [];
      let above = parentOf(name);
      while (above !== null && !existing.has(above)) above = parentOf(above);
      // Only of the closest name that is there (RFC 4592 §3.3.1).
      return above === null ? null : (owners.get(above === '' ? '*' : `*.${above}`) ?? null);
    },
  };
}

/** Counts down as in a cache that asks again when it is at its end. */
function secondsLeft(
  { ttl, from = 0, until }: Pick<ZoneRecord, 'ttl' | 'from' | 'until'>,
  resolver: Resolver,
  now: number,
): number {
  if (ttl <= 0) return 0;
  if (until !== undefined) return ((Math.ceil((until - now) / 1000) - 1) % ttl) + 1;
  // The two have asked at different times.
  const since = from === 0 ? (resolver - 1) * ttl * 400 : from;
  return ttl - (Math.floor((now - since) / 1000) % ttl);
}

/** Comes with "nothing", and says by its TTL how long that is kept (RFC 2308 §3). */
function soaOf(
  { apexes, records }: Zones,
  name: string,
  resolver: Resolver,
  now: number,
): Resolved {
  const [apex = ''] = apexes
    .map(plainName)
    .filter((each) => isBelow(name, each))
    .toSorted((a, b) => b.length - a.length);
  const waits = records.flatMap((record) => {
    const { from = now } = record;
    const isAwaited = from > now && (record.resolver ?? resolver) === resolver;
    return isAwaited && isBelow(plainName(record.name), name)
      ? [Math.ceil((from - now) / 1000)]
      : [];
  });
  const server = (label: string) => (apex === '' ? `${label}.root.example.` : `${label}.${apex}.`);
  return {
    name: apex,
    type: SOA,
    ttl: Math.min(...waits, secondsLeft({ ttl: NEGATIVE_TTL }, resolver, now)),
    data: `${server('ns1')} ${server('hostmaster')} 2026112001 7200 3600 1209600 ${NEGATIVE_TTL}`,
  };
}
