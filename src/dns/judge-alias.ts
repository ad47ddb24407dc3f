import type { Resolver } from '#contract/ours/dns.ts';
import type { Asked, WhyNot } from './ask.ts';
import { doubledName } from './examine.ts';
import type { Observed } from './examine.ts';
import type { AliasFinding, ChainEnd, Finding } from './finding.ts';
import {
  addressesAt,
  follow,
  isNoName,
  isServfail,
  keptAt,
  keptNegative,
  plainAddress,
  plainName,
} from './read-answer.ts';
import type { Followed } from './read-answer.ts';
import { isApex } from './subject.ts';
import type { Subject } from './subject.ts';

/** A question got no answer, and so nothing can be said of what it was asked for. */
export type Unasked = { why: WhyNot | 'servfail'; retryAfterMs: number | null };

/** Why a question that was asked, or could not be, tells nothing. */
export function unasked(asked: Asked): Unasked {
  if (asked.ok) return { why: 'servfail', retryAfterMs: null };
  return { why: asked.why, retryAfterMs: asked.retryAfterMs ?? null };
}

/**
 * What is at the host, as one resolver has it.
 *
 * `right` is only what CNAMEs lead to the target: from the host, name by name, each by the one CNAME
 * that stands there. Where the target is itself an alias the chain goes on, which is the target's own
 * business; where the way forks before it, nobody knows which way is taken, so it is not reached.
 * Addresses never make it right: they are what the target has now and not what it will have.
 */
export function aliasSeen(
  subject: Subject,
  observed: Observed,
  resolver: Resolver,
): AliasFinding | Unasked {
  const { a } = observed;
  if (!a.ok) return unasked(a);
  if (isServfail(a.answer)) return brokenSeen(subject, observed, resolver);
  const way = wayOf(subject.host, observed, a);
  const by = [resolver];
  if (subject.target === null) {
    if (lacks(way)) return unasked(way.aaaa);
    const { chain, end, addresses, ttl } = way;
    return { kind: 'seen', by, chain, end, addresses, ttl };
  }
  const steps = way.followed.chain.indexOf(plainName(subject.target));
  if (steps >= 0) {
    const chain = way.followed.chain.slice(0, steps + 1);
    return { kind: 'right', by, chain, silent: way.end === 'dangling', ttl: way.ttl };
  }
  if (way.chain.length > 0) {
    return { kind: 'elsewhere', by, chain: way.chain, end: way.end, ttl: way.ttl };
  }
  if (lacks(way)) return unasked(way.aaaa);
  return way.addresses.length > 0
    ? addressesSeen(subject, observed, way, resolver)
    : nothingSeen(subject, observed, a, resolver);
}

/** Where a host leads. */
type Way = {
  followed: Followed;
  /** With the several names at its end, where it forks. */
  chain: readonly string[];
  end: ChainEnd;
  addresses: readonly string[];
  ttl: number | null;
  aaaa: Asked | null;
};

function wayOf(host: string, { aaaa }: Observed, a: Extract<Asked, { ok: true }>): Way {
  const second = aaaa?.ok === true && !isServfail(aaaa.answer) ? aaaa.answer : null;
  const first = follow(a.answer, host);
  const isAlias = first.chain.length > 0 || first.fork.length > 0;
  // Published between the two questions: the later answer counts.
  const followed = isAlias || second === null ? first : follow(second, host);
  const addresses = [
    ...addressesAt(a.answer, host, 'A'),
    ...(second === null ? [] : addressesAt(second, host, 'AAAA')),
  ];
  const chain = [...followed.chain, ...followed.fork];
  const kept = [
    keptAt(a.answer, host, 'A'),
    second === null ? null : keptAt(second, host, 'AAAA'),
    keptNegative(a.answer),
  ].find((ttl) => ttl !== null);
  return {
    followed,
    chain,
    end: endOf(followed, isNoName(a.answer) || (second !== null && addresses.length === 0)),
    addresses,
    ttl: followed.ttl ?? kept ?? null,
    aaaa,
  };
}

function endOf({ loop, fork }: Followed, isEmpty: boolean): ChainEnd {
  if (loop) return 'loop';
  if (fork.length > 0) return 'fork';
  return isEmpty ? 'dangling' : 'name';
}

/** No IPv4 address, and whether there is one of IPv6 is not known: then nothing is. */
function lacks(way: Way): way is Way & { aaaa: Asked } {
  if (way.chain.length > 0 || way.addresses.length > 0 || way.aaaa === null) return false;
  return !way.aaaa.ok || isServfail(way.aaaa.answer);
}

function brokenSeen({ host }: Subject, { unchecked }: Observed, resolver: Resolver): AliasFinding {
  const answer = unchecked?.ok === true ? unchecked.answer : null;
  const usable = answer === null || isServfail(answer) ? null : answer;
  return {
    kind: 'servfail',
    by: [resolver],
    dnssec: answer === null ? null : usable !== null,
    chain: usable === null ? [] : follow(usable, host).chain,
    addresses: usable === null ? [] : addressesAt(usable, host, 'A'),
    ttl: null,
  };
}

function addressesSeen(
  subject: Subject,
  { target, aaaa }: Observed,
  { addresses, ttl }: Way,
  resolver: Resolver,
): AliasFinding {
  const by = [resolver];
  const own = ownAddresses(subject.target ?? '', target);
  const isWhole = aaaa?.ok === true && !isServfail(aaaa.answer);
  // Large networks answer with some of their addresses, and each time with others.
  const all = addresses.every((address) => own?.has(plainAddress(address)) === true);
  if (own !== null && all && isWhole) return { kind: 'flattened', by, addresses, ttl };
  const compared = own !== null && (isWhole || !all);
  return { kind: isApex(subject) ? 'apex' : 'addresses', by, addresses, compared, ttl };
}

/** The target's addresses; null where they could not be asked. */
function ownAddresses(name: string, target: Observed['target']): ReadonlySet<string> | null {
  const { a, aaaa } = target ?? {};
  if (a?.ok !== true || aaaa?.ok !== true) return null;
  if (isServfail(a.answer) || isServfail(aaaa.answer)) return null;
  const own = [...addressesAt(a.answer, name, 'A'), ...addressesAt(aaaa.answer, name, 'AAAA')];
  return new Set(own.map(plainAddress));
}

function nothingSeen(
  subject: Subject,
  { doubled }: Observed,
  { answer }: Extract<Asked, { ok: true }>,
  resolver: Resolver,
): AliasFinding {
  const by = [resolver];
  const ttl = keptNegative(answer);
  const name = doubledName(subject);
  // A wildcard above the doubled name leads elsewhere: only what was meant for the host counts.
  if (name !== null && subject.target !== null && doubled?.ok === true) {
    const { chain } = follow(doubled.answer, name);
    if (chain.includes(plainName(subject.target))) return { kind: 'doubled', by, name, ttl };
  }
  return isApex(subject)
    ? { kind: 'apex', by, addresses: [], compared: true, ttl }
    : { kind: 'nothing', by, exists: !isNoName(answer), ttl };
}

/**
 * What the resolvers see as findings: one, where they see the same; one on the difference, where
 * that is a matter of time; else one of each.
 *
 * A resolver that gets no usable answer has nothing in its memory that runs out: that is a finding of
 * its own, whatever the other one sees.
 */
export function combined([first, second]: readonly AliasFinding[]): Finding[] {
  if (first === undefined) return [];
  if (second === undefined) return [first];
  const both = merged(first, second);
  if (both !== null) return [both];
  const sees = [first, second];
  if (sees.some(({ kind }) => kind === 'servfail')) return sees;
  // What is right stays: the other one has to ask anew.
  const kept = sees.filter(({ kind }) => kind !== 'right').map(({ ttl }) => ttl);
  const known = kept.filter((ttl) => ttl !== null);
  const isRight = kept.length < sees.length;
  if (!isRight && known.length === 0) return sees;
  const by = sees.flatMap((seen) => seen.by);
  const ttl = known.length < kept.length ? null : Math.max(...known);
  return [{ kind: 'spreading', by, sees, ttl }];
}

/** Two that come to the same, as one; null where they differ. */
function merged(one: AliasFinding, other: AliasFinding): AliasFinding | null {
  const shared = {
    by: [...one.by, ...other.by],
    ttl: one.ttl === null || other.ttl === null ? null : Math.max(one.ttl, other.ttl),
  };
  switch (one.kind) {
    case 'right':
      if (other.kind !== 'right') return null;
      return { ...one, ...shared, silent: one.silent && other.silent };
    case 'nothing':
      if (other.kind !== 'nothing') return null;
      return { ...one, ...shared, exists: one.exists || other.exists };
    case 'elsewhere':
      if (other.kind !== 'elsewhere' || !isSameWay(one, other)) return null;
      return { ...one, ...shared, end: one.end === other.end ? one.end : 'name' };
    case 'addresses':
      if (other.kind !== 'addresses') return null;
      return { ...one, ...shared, ...union(one, other), compared: one.compared && other.compared };
    case 'apex':
      if (other.kind !== 'apex' || isBare(one) !== isBare(other)) return null;
      return { ...one, ...shared, ...union(one, other), compared: one.compared && other.compared };
    case 'flattened':
      if (other.kind !== 'flattened') return null;
      return { ...one, ...shared, ...union(one, other) };
    case 'doubled':
      return other.kind === 'doubled' ? { ...one, ...shared } : null;
    case 'servfail':
      if (other.kind !== 'servfail' || one.dnssec !== other.dnssec) return null;
      return { ...one, by: shared.by };
    case 'seen':
      if (other.kind !== 'seen' || !isSameWay(one, other) || isBare(one) !== isBare(other)) {
        return null;
      }
      return {
        ...one,
        ...shared,
        ...union(one, other),
        end: one.end === other.end ? one.end : 'name',
      };
  }
}

/** The first step counts, and where the way forks, all of it: what is behind belongs to others. */
function isSameWay(
  one: { chain: readonly string[]; end: ChainEnd },
  other: { chain: readonly string[]; end: ChainEnd },
): boolean {
  if (one.end === 'fork' || other.end === 'fork') {
    return (
      one.end === other.end && new Set([...one.chain, ...other.chain]).size === one.chain.length
    );
  }
  return one.chain[0] === other.chain[0];
}

function isBare({ addresses }: { addresses: readonly string[] }): boolean {
  return addresses.length === 0;
}

/** Networks answer each resolver with addresses near to it: that is no difference. */
function union(
  one: { addresses: readonly string[] },
  other: { addresses: readonly string[] },
): { addresses: readonly string[] } {
  return { addresses: [...new Set([...one.addresses, ...other.addresses])] };
}
