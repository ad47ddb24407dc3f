import { assignedIssuer } from '#contract/domain.ts';
import type { Domain } from '#contract/domain.ts';
import { MAX_DOMAINS } from '#contract/ours/limits.ts';
import type { Page } from '#contract/page.ts';

/** The distinct issuers that domains are assigned to. */
export function issuersOf(domains: readonly Domain[]): string[] {
  const ids = domains.map(assignedIssuer);
  return [...new Set(ids)].filter((id) => id !== null);
}

/** Domains of one issuer, or those that are not assigned (null). */
type DomainGroup = { issuerId: string | null; domains: Domain[] };

/** Domains by issuer, in the order the issuers come up; those that are not assigned come last. */
export function groupByIssuer(domains: readonly Domain[]): DomainGroup[] {
  const groups = new Map<string | null, DomainGroup>();
  for (const domain of domains) {
    const issuerId = assignedIssuer(domain);
    const group = groups.get(issuerId);
    if (group === undefined) groups.set(issuerId, { issuerId, domains: [domain] });
    else group.domains.push(domain);
  }
  return [...groups.values()].toSorted(
    (a, b) => Number(a.issuerId === null) - Number(b.issuerId === null),
  );
}

/** Why the domains of an answer are not all of the account's; null where they are (contract §3). */
export function unlistedWords({
  has_more: more,
  invalid_count: invalid,
}: Pick<Page<Domain>, 'has_more' | 'invalid_count'>): string | null {
  const unreadable = invalid ?? 0;
  const words = [];
  if (more === true) words.push('There are more domains than these. AuthPI listed no further.');
  if (unreadable > 0) {
    words.push(
      unreadable === 1
        ? 'AuthPI could not read 1 domain.'
        : `AuthPI could not read ${unreadable} domains.`,
    );
  }
  return words.length === 0 ? null : words.join(' ');
}

/** How many of an account's places are taken; null where the answer does not tell. */
export function placesWords(page: Page<Domain>): { text: string; full: boolean } | null {
  if (unlistedWords(page) !== null) return null;
  const taken = page.data.length;
  const left = MAX_DOMAINS - taken;
  if (left < 0)
    return { text: `${taken} domains. An account has ${MAX_DOMAINS} places`, full: true };
  if (left === 0) return { text: `All ${MAX_DOMAINS} places are taken`, full: true };
  return {
    text: `${taken} of ${MAX_DOMAINS}. ${left} ${left === 1 ? 'place' : 'places'} left`,
    full: false,
  };
}
