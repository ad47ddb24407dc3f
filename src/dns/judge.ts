import { DNS_TYPES, RESOLVERS } from '#contract/ours/dns.ts';
import type { Resolver } from '#contract/ours/dns.ts';
import { plainAuthority, readCaa } from './caa.ts';
import type { CaaSet } from './caa.ts';
import type { Observations, Observed } from './examine.ts';
import type { About, AliasFinding, Finding } from './finding.ts';
import { aliasSeen, combined, unasked } from './judge-alias.ts';
import type { Unasked } from './judge-alias.ts';
import { isServfail, recordsAt, textsAt } from './read-answer.ts';
import { agreed } from './same-findings.ts';
import type { Subject } from './subject.ts';

/**
 * What the observations come to: what is at the host, then certificates, then ownership, then what
 * could not be asked. A question without an answer never makes anything wrong, nor right.
 */
export function judge(subject: Subject, observations: Observations): Finding[] {
  const seen: AliasFinding[] = [];
  const caa: Finding[] = [];
  const ownership: Finding[] = [];
  const open: Finding[] = [];
  const doubt = (by: Resolver, about: About, { why, retryAfterMs }: Unasked) => {
    open.push({ kind: 'could_not_ask', by: [by], about, why, retryAfterMs });
  };

  RESOLVERS.forEach((resolver, index) => {
    const observed = observations[index === 0 ? 0 : 1];
    const alias = aliasSeen(subject, observed, resolver);
    if ('why' in alias) {
      doubt(resolver, observed.a.ok ? 'alias' : 'everything', alias);
      if (!observed.a.ok) return;
    } else {
      seen.push(alias);
    }
    const limit = caaSeen(subject, observed, resolver);
    if (limit !== null && 'why' in limit) doubt(resolver, 'caa', limit);
    else if (limit !== null) caa.push(limit);
    const own = ownershipSeen(subject, observed, resolver);
    if (own !== null && 'why' in own) doubt(resolver, 'ownership', own);
    else if (own !== null) ownership.push(own);
  });
  return [...combined(seen), ...agreed(caa), ...agreed(ownership), ...agreed(open)];
}

/** What the CAA records come to for one resolver; null: they were not asked for. */
function caaSeen(
  { authorities }: Subject,
  { caa }: Observed,
  resolver: Resolver,
): Finding | Unasked | null {
  const last = caa.at(-1);
  if (last === undefined) return null;
  const { name: at, asked } = last;
  const by = [resolver];
  if (!asked.ok) return unasked(asked);
  if (isServfail(asked.answer)) return { kind: 'caa_servfail', by, at };
  const records = recordsAt(asked.answer, at, DNS_TYPES.CAA);
  const set = readCaa(records.map(({ data }) => data));
  if (set === null) return { why: 'malformed', retryAfterMs: null };
  return judgedCaa(set, records.length === 0 ? null : at, authorities, by);
}

function judgedCaa(
  { allowed, critical }: CaaSet,
  at: string | null,
  authorities: readonly string[] | null,
  by: readonly Resolver[],
): Finding {
  if (at === null || authorities === null || authorities.length === 0) {
    return at === null && authorities !== null
      ? { kind: 'caa_allows', by, at }
      : { kind: 'caa_seen', by, at, allowed: sorted(allowed), critical };
  }
  const missing =
    allowed === null ? [] : authorities.filter((name) => !allowed.includes(plainAuthority(name)));
  return missing.length === 0 && critical === null
    ? { kind: 'caa_allows', by, at }
    : { kind: 'caa_forbids', by, at, allowed: sorted(allowed) ?? [], missing, critical };
}

/** Records come in any order, and the next time in another. */
function sorted(names: readonly string[] | null): readonly string[] | null {
  return names?.toSorted() ?? null;
}

/** What the ownership record says to one resolver; null: it was not asked for. */
function ownershipSeen(
  { ownership }: Subject,
  observed: Observed,
  resolver: Resolver,
): Finding | Unasked | null {
  const asked = observed.ownership;
  if (ownership === null || asked === null) return null;
  if (!asked.ok || isServfail(asked.answer)) return unasked(asked);
  const values = textsAt(asked.answer, ownership.name);
  const by = [resolver];
  if (values.includes(ownership.value)) return { kind: 'ownership_right', by };
  return values.length === 0
    ? { kind: 'ownership_absent', by }
    : { kind: 'ownership_wrong', by, values: values.toSorted() };
}

/** Whether everything a verified mark stands on is proven, by both resolvers. */
export function isGreen(findings: readonly Finding[]): boolean {
  return unproven(findings).length === 0;
}

/**
 * What a mark set now would not be proven by, as sentences. Empty only where both resolvers see the
 * host lead to its target and nothing they see, or could not be asked about CAA records, keeps
 * certificates from being issued. The ownership record is optional: it counts where it says something
 * else.
 *
 * @param findings null: the DNS has not been asked yet
 */
export function unproven(findings: readonly Finding[] | null): string[] {
  if (findings === null) return ['The DNS has not been asked yet.'];
  const open = findings.map(openQuestion).filter((sentence) => sentence !== null);
  const right = findings.find(({ kind }) => kind === 'right');
  if (right === undefined && open.length === 0) open.push('Nobody has seen where the host leads.');
  return [...new Set(open)];
}

/** What a finding leaves unproven; null: nothing. */
function openQuestion(finding: Finding): string | null {
  switch (finding.kind) {
    case 'right':
      return finding.by.length < 2
        ? 'Only one of two resolvers sees the host lead to its target.'
        : null;
    case 'nothing':
      return 'There is no record at the host yet.';
    case 'elsewhere':
      return 'The host’s CNAME does not lead to its target.';
    case 'addresses':
      return 'The host has addresses of its own and no CNAME to its target.';
    case 'flattened':
      return 'The host’s addresses are its target’s today. Whether they will follow it is not known.';
    case 'doubled':
      return 'The record is not at the host but at a name with the zone in it twice.';
    case 'apex':
      return 'The host is the top of its zone, and its addresses do not follow its target.';
    case 'servfail':
      return 'A resolver gets no usable answer for the host.';
    case 'spreading':
      return 'The resolvers do not see the same yet.';
    case 'seen':
      return 'Where the host has to lead is not set for this dashboard, so it was not judged.';
    case 'could_not_ask':
      return couldNotAsk(finding.about, finding.by.length > 1);
    case 'caa_forbids':
      return 'A CAA record keeps an authority that is needed from issuing certificates.';
    case 'caa_seen':
      return finding.allowed === null && finding.critical === null
        ? null
        : 'A CAA record limits who may issue certificates, and who has to is not set for this dashboard.';
    case 'caa_servfail':
      return 'The question for CAA records fails, which keeps authorities from issuing certificates.';
    case 'ownership_wrong':
      return 'The ownership record says something else.';
    case 'caa_allows':
    case 'ownership_right':
    case 'ownership_absent':
      return null;
  }
}

function couldNotAsk(about: Extract<Finding, { kind: 'could_not_ask' }>['about'], both: boolean) {
  switch (about) {
    case 'everything':
      return both ? 'Neither resolver could be asked.' : 'One of two resolvers could not be asked.';
    case 'alias':
      return 'What is at the host could not be asked everywhere.';
    case 'caa':
      return 'Whether certificates may be issued could not be asked everywhere.';
    case 'ownership':
      return null;
  }
}
