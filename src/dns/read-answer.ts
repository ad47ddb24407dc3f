import { DNS_TYPES, RCODES, SOA } from '#contract/ours/dns.ts';
import type { DnsAnswer, DnsRecord } from '#contract/ours/dns.ts';
import { bytesOf, textOf, unquoted } from './record-data.ts';

/** A name as names are compared: in small letters, without the final dot. The root is `.`. */
export function plainName(name: string): string {
  const small = name.trim().toLowerCase();
  return small.length > 1 && small.endsWith('.') ? small.slice(0, -1) : small;
}

/** Where an answer's CNAMEs lead from a name. */
export type Followed = {
  /** The names they lead to, in order; the last of them is where the records are. */
  readonly chain: readonly string[];
  /** Where the chain comes back to a name it has been at. */
  readonly loop: boolean;
  /** The several CNAMEs of the name it comes to, where the way forks; else empty. */
  readonly fork: readonly string[];
  /** Seconds that the first CNAME is kept; null: there is none. */
  readonly ttl: number | null;
};

/**
 * Follows the CNAMEs of an answer by the names they stand at: order, doubles, case, final dots and
 * records of other names make no difference, so nothing that merely is in the answer counts.
 */
export function follow(answer: DnsAnswer, name: string): Followed {
  const next = cnamesOf(answer);
  const start = plainName(name);
  const been = new Set([start]);
  const chain: string[] = [];
  const ttl = next.get(start)?.ttl ?? null;
  for (let at = start; ;) {
    const leads = next.get(at)?.leads ?? [];
    const [only] = leads;
    if (only === undefined) return { chain, loop: false, fork: [], ttl };
    if (leads.length > 1) return { chain, loop: false, fork: leads, ttl };
    chain.push(only);
    if (been.has(only)) return { chain, loop: true, fork: [], ttl };
    been.add(only);
    at = only;
  }
}

function cnamesOf(answer: DnsAnswer): Map<string, { leads: string[]; ttl: number }> {
  const cnames = new Map<string, { leads: string[]; ttl: number }>();
  for (const record of recordsOfType(answer, DNS_TYPES.CNAME)) {
    const lead = plainName(record.data);
    // Data that is no name leads nowhere.
    if (lead === '' || /\s/.test(lead)) continue;
    const owner = plainName(record.name);
    const known = cnames.get(owner) ?? { leads: [], ttl: 0 };
    if (!known.leads.includes(lead)) known.leads.push(lead);
    cnames.set(owner, { ...known, ttl: Math.max(known.ttl, record.TTL) });
  }
  return cnames;
}

function recordsOfType(answer: DnsAnswer, type: number): DnsRecord[] {
  return (answer.Answer ?? []).filter((record) => record.type === type);
}

/** The records of a type that a name has, itself or by the CNAMEs that lead on from it. */
export function recordsAt(answer: DnsAnswer, name: string, type: number): DnsRecord[] {
  const { chain, loop, fork } = follow(answer, name);
  if (loop || fork.length > 0) return [];
  const end = chain.at(-1) ?? plainName(name);
  return recordsOfType(answer, type).filter((record) => plainName(record.name) === end);
}

/** The addresses a name has, each once, as they came. */
export function addressesAt(answer: DnsAnswer, name: string, type: 'A' | 'AAAA'): string[] {
  const found = recordsAt(answer, name, DNS_TYPES[type]).map(({ data }) => data.trim());
  return [...new Set(found)].filter((address) => address !== '');
}

/** The longest that any of a name's records of a type is kept (s); null: it has none. */
export function keptAt(answer: DnsAnswer, name: string, type: 'A' | 'AAAA'): number | null {
  const kept = recordsAt(answer, name, DNS_TYPES[type]).map(({ TTL }) => TTL);
  return kept.length === 0 ? null : Math.max(0, ...kept);
}

/**
 * An address as addresses are compared: those of IPv6 in the one short form of RFC 5952, whichever
 * they were written in.
 */
export function plainAddress(address: string): string {
  if (!address.includes(':')) return address;
  try {
    return new URL(`http://[${address}]/`).hostname.slice(1, -1);
  } catch {
    return address.toLowerCase();
  }
}

/** Whether the answer is that the name at the end of the chain does not exist. */
export function isNoName({ Status: status }: DnsAnswer): boolean {
  return status === RCODES.NXDOMAIN;
}

/** Whether the resolver got no answer that it could use. */
export function isServfail({ Status: status }: DnsAnswer): boolean {
  return status === RCODES.SERVFAIL;
}

/**
 * Seconds that "no such name" or "no such record" is kept: the zone's SOA comes with it, and the
 * lesser of its TTL and of its last number counts (RFC 2308 §5). Null: no SOA came.
 */
export function keptNegative(answer: DnsAnswer): number | null {
  const soa = (answer.Authority ?? []).find(({ type }) => type === SOA);
  if (soa === undefined) return null;
  const last = soa.data.trim().split(/\s+/).at(6) ?? '';
  return Math.max(0, /^\d+$/.test(last) ? Math.min(soa.TTL, Number(last)) : soa.TTL);
}

/** The texts of a name's TXT records: strings of one record joined, quotes and escapes undone. */
export function textsAt(answer: DnsAnswer, name: string): string[] {
  return recordsAt(answer, name, DNS_TYPES.TXT).map(({ data }) => txtOf(data.trim()));
}

function txtOf(data: string): string {
  const bytes = bytesOf(data);
  if (bytes !== null) return stringsIn(bytes) ?? data;
  if (!data.startsWith('"')) return data;
  const strings = data.match(/"(?:\\.|[^"\\])*"/gs);
  // Half a quote: nobody knows what was meant.
  if (strings === null || strings.join('').length !== data.replace(BETWEEN, '""').length) {
    return data;
  }
  return strings.map(unquoted).join('');
}

/** The blanks between two strings of a record. */
const BETWEEN = /"\s+"/g;

/** Strings with their lengths before them (RFC 1035 §3.3), joined; null for what is none. */
function stringsIn(bytes: Uint8Array): string | null {
  const parts: number[] = [];
  let at = 0;
  while (at < bytes.length) {
    const length = bytes[at] ?? 0;
    if (at + 1 + length > bytes.length) return null;
    parts.push(...bytes.slice(at + 1, at + 1 + length));
    at += 1 + length;
  }
  return textOf(parts);
}
