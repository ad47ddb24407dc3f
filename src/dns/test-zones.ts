import { DNS_TYPES, RCODES, SOA } from '#contract/ours/dns.ts';
import type { DnsAnswer, DnsRecord, DnsType } from '#contract/ours/dns.ts';
import type { Ask, Asked } from './ask.ts';

/** What a name of a zone has. `data` as the resolver prints it. */
export type ZoneRecord = { name: string; type: DnsType; data: string; ttl?: number };

/** What a resolver knows; and names below which it fails, and how. */
export type Zones = {
  records: readonly ZoneRecord[];
  /** Names, and all below them, for which it answers with this instead. */
  instead?: ReadonlyMap<string, Asked>;
  /** Names, and all below them, whose signatures do not hold. */
  bogus?: readonly string[];
};

/** Answers as a recursive resolver does: follows CNAMEs, tells "no such name" from "no such record". */
export function resolverOf(one: Zones, two: Zones = one): Ask & { asked: string[] } {
  const asked: string[] = [];
  const ask: Ask = (resolver, name, type, { cd = false } = {}) => {
    asked.push(`${resolver} ${name} ${type}${cd ? ' cd' : ''}`);
    return Promise.resolve(answerOf(resolver === 1 ? one : two, name, type, cd));
  };
  return Object.assign(ask, { asked });
}

/** A failed answer. */
export function failed(why: Extract<Asked, { ok: false }>['why'], retryAfterMs?: number): Asked {
  return { ok: false, why, ...(retryAfterMs === undefined ? {} : { retryAfterMs }) };
}

/** An answer that is only a code. */
export function rcode(status: number): Asked {
  return { ok: true, answer: { Status: status } };
}

function answerOf(zones: Zones, name: string, type: DnsType, cd: boolean): Asked {
  const below = (top: string) => name === top || name.endsWith(`.${top}`);
  for (const [top, asked] of zones.instead ?? []) if (below(top)) return asked;
  if (!cd && zones.bogus?.some(below) === true) return rcode(RCODES.SERVFAIL);
  return { ok: true, answer: resolve(zones.records, name, type) };
}

function resolve(records: readonly ZoneRecord[], name: string, type: DnsType): DnsAnswer {
  const Answer: DnsRecord[] = [];
  const been = new Set<string>();
  for (let at = name; ;) {
    if (been.has(at)) return { Status: RCODES.SERVFAIL, Answer };
    been.add(at);
    const here = records.filter((record) => record.name === at);
    const found = here.filter((record) => record.type === type);
    const cnames = here.filter((record) => record.type === 'CNAME');
    for (const each of found.length > 0 ? found : cnames) {
      Answer.push({ name: at, type: DNS_TYPES[each.type], TTL: each.ttl ?? 300, data: each.data });
    }
    const [only, ...others] = cnames;
    if (found.length > 0 || others.length > 0) return { Status: RCODES.NOERROR, Answer };
    if (only === undefined) {
      const exists = records.some((each) => each.name === at || each.name.endsWith(`.${at}`));
      const soa = {
        name: 'example.com',
        type: SOA,
        TTL: 900,
        data: 'ns. root. 1 7200 900 1209600 60',
      };
      return { Status: exists ? RCODES.NOERROR : RCODES.NXDOMAIN, Answer, Authority: [soa] };
    }
    at = only.data;
  }
}
