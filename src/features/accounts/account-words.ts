import type { Account } from '#contract/account.ts';
import { MAX_DOMAINS } from '#contract/ours/limits.ts';
import { countOf } from '#shared/list-words.ts';

const ORG_TYPES: ReadonlyMap<string, string> = new Map([
  ['business', 'Business'],
  ['personal', 'Personal'],
]);

/** What a type of organisation is called. A word that is not known is shown as it came. */
export function orgTypeWords(type: string | null): string {
  if (type === null || type === '') return 'Not set';
  return ORG_TYPES.get(type) ?? type;
}

/** How many members an account has, and of how many: "12 of 50", as far as it is known. */
export function membersWords({
  n_members,
  max_members,
}: Pick<Account, 'n_members' | 'max_members'>): string {
  if (n_members === null) return max_members === null ? 'Unknown' : `Up to ${max_members}`;
  return max_members === null ? String(n_members) : `${n_members} of ${max_members}`;
}

/** How many domains an account has, of as many as it can have: "3 of 20". */
export function domainsWords({ domains }: Pick<Account, 'domains'>): string {
  return domains === null ? 'Unknown' : `${domains.length} of ${MAX_DOMAINS}`;
}

/**
 * Micro-dollars as dollars, exact: "$12.50", "$0.000001". Two decimals at least, since that is how
 * money is read; more where there are more. What is no whole number is shown as it came.
 */
export function dollars(micro: number): string {
  if (!Number.isSafeInteger(micro)) return `${micro} micro-dollars`;
  const amount = Math.abs(micro);
  const whole = Math.floor(amount / MICRO).toLocaleString('en');
  const fraction = String(amount % MICRO)
    .padStart(6, '0')
    .replace(/0{1,4}$/, '');
  return `${micro < 0 ? '−' : ''}$${whole}.${fraction}`;
}

const MICRO = 1_000_000;

/** How many issuers the loaded part of a list tells of. A total is said only where it is known. */
export function issuerCountWords({
  count,
  more,
  unreadable,
}: {
  count: number;
  more: boolean;
  unreadable: number;
}): string {
  if (count === 0 && !more && unreadable === 0) return 'No issuers';
  const known = countOf(count, { one: 'issuer', many: 'issuers' });
  const loaded = more ? `More than ${known}` : known;
  return unreadable === 0 ? loaded : `${loaded}, and ${unreadable} that could not be read`;
}
