import { DNS_TYPES } from '#contract/ours/dns.ts';
import type { DnsType, Resolver } from '#contract/ours/dns.ts';
import type { Ask, Asked } from './ask.ts';
import { addressesAt, follow, isNoName, isServfail, recordsAt } from './read-answer.ts';
import type { Subject } from './subject.ts';

/** What one resolver was asked and said. Null: not asked, because something before it decided. */
export type Observed = {
  readonly a: Asked;
  readonly aaaa: Asked | null;
  /** The same as `a` without the check of DNSSEC, after a SERVFAIL. */
  readonly unchecked: Asked | null;
  /** A at the host with its zone behind it once more. */
  readonly doubled: Asked | null;
  /** What the target's own addresses are. */
  readonly target: { readonly a: Asked; readonly aaaa: Asked } | null;
  /** CAA from the host upwards, to the first name that has any. */
  readonly caa: readonly { readonly name: string; readonly asked: Asked }[];
  readonly ownership: Asked | null;
};

/** What both resolvers said, in their order. */
export type Observations = readonly [Observed, Observed];

/** Asks one resolver. */
type Question = (name: string, type: DnsType, cd?: boolean) => Promise<Asked>;

const NONE = { aaaa: null, unchecked: null, doubled: null, target: null, caa: [], ownership: null };

/**
 * Asks both resolvers, side by side, as few questions as decide what {@link Observations} are judged
 * by. Rejects only with the signal's reason, when that aborts.
 */
export async function examine(
  subject: Subject,
  ask: Ask,
  signal: AbortSignal,
): Promise<Observations> {
  const observe = (resolver: Resolver) =>
    observed(subject, (name, type, cd = false) => ask(resolver, name, type, { cd, signal }));
  return Promise.all([observe(1), observe(2)]);
}

/** Where a name typed in full ends up when the zone is put behind it once more; null: no zone known. */
export function doubledName({ host, zone }: Pick<Subject, 'host' | 'zone'>): string | null {
  if (zone === null) return null;
  const name = `${host}.${zone}`;
  return name.length > 253 ? null : name;
}

async function observed(subject: Subject, question: Question): Promise<Observed> {
  const { host, ownership } = subject;
  const a = await question(host, 'A');
  // A resolver that does not answer this will not answer more, and one that asks for a pause gets it.
  if (!a.ok) return { ...NONE, a };
  if (isServfail(a.answer)) return { ...NONE, a, unchecked: await question(host, 'A', true) };
  const [alias, caa, text] = await Promise.all([
    aliasOf(subject, a, question),
    caaOf(host, question),
    ownership === null ? null : question(ownership.name, 'TXT'),
  ]);
  return { ...NONE, ...alias, a, caa, ownership: text };
}

/** What else has to be known of the host once its A is. */
async function aliasOf(
  { host, zone, target }: Subject,
  a: Extract<Asked, { ok: true }>,
  question: Question,
): Promise<Partial<Observed>> {
  const { chain, loop, fork } = follow(a.answer, host);
  const isAlias = chain.length > 0 || fork.length > 0;
  const addresses = addressesAt(a.answer, host, 'A');
  if (loop || fork.length > 0 || (isAlias && addresses.length > 0)) return {};
  // Where there is no such name there is nothing of any type.
  const aaaa = isNoName(a.answer) ? null : await question(host, 'AAAA');
  if (isAlias || target === null) return { aaaa };
  const more = aaaa?.ok === true ? addressesAt(aaaa.answer, host, 'AAAA') : [];
  if (addresses.length > 0 || more.length > 0) {
    const [own, ownMore] = await Promise.all([question(target, 'A'), question(target, 'AAAA')]);
    return { aaaa, target: { a: own, aaaa: ownMore } };
  }
  const name = doubledName({ host, zone });
  return { aaaa, doubled: name === null ? null : await question(name, 'A') };
}

/** Climbs from the host to the name below the root, as far as nobody has CAA records (RFC 8659 §3). */
async function caaOf(host: string, question: Question): Promise<Observed['caa']> {
  const found: { name: string; asked: Asked }[] = [];
  for (let name = host; name !== ''; name = name.split('.').slice(1).join('.')) {
    const asked = await question(name, 'CAA');
    found.push({ name, asked });
    if (!asked.ok || isServfail(asked.answer)) break;
    if (recordsAt(asked.answer, name, DNS_TYPES.CAA).length > 0) break;
  }
  return found;
}
