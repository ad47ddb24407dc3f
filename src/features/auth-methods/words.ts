import type { Page } from '#contract/page.ts';
import { expiryDistance } from '#contract/ours/credential-expiry.ts';
import type { Expiry } from '#contract/ours/credential-expiry.ts';
import { isDoor, mayBeDoor } from '#contract/ours/rules.ts';
import type { AuthMethod } from '#contract/auth-method.ts';
import { countOf } from '#shared/list-words.ts';
import type { Look } from '#ui/status.tsx';
import { calendarDays, dayWords } from '#ui/time-words.ts';
import type { MethodGroup } from './method-groups.ts';

const DAY_MS = 86_400_000;
const WAYS = { one: 'way to sign in', many: 'ways to sign in' };
const METHODS = { one: 'auth method', many: 'auth methods' };
const DAYS = { one: 'day', many: 'days' };
const MONTHS = { one: 'month', many: 'months' };
const YEARS = { one: 'year', many: 'years' };

/** What a group of auth methods is called, and what is to be known of it. */
export const GROUP_WORDS: {
  readonly [group in MethodGroup]: { title: string; detail?: string };
} = {
  social: { title: 'Social and enterprise' },
  passwordless: { title: 'Passwordless' },
  password: { title: 'Password' },
  second: {
    title: 'Second factor',
    detail:
      'Asked for after another method. They cannot start a login, so they are no ways to sign in.',
  },
  other: {
    title: 'Other',
    detail:
      'This dashboard does not know these methods. One that is on for login is counted as a way to sign in.',
  },
};

/**
 * How many ways to sign in a list of auth methods shows; one that does not tell of all says "at
 * least".
 */
export function doorsLook(page: Page<AuthMethod>): Look {
  const doors = page.data.filter(isDoor).length;
  // One that is not said to be on or off may be one.
  if (isWhole(page) && !page.data.some(mayBeDoor)) {
    return doors === 0
      ? { shape: 'bad', text: 'No way to sign in' }
      : { shape: 'ok', text: countOf(doors, WAYS) };
  }
  return doors === 0
    ? { shape: 'warn', text: 'No way to sign in is known' }
    : { shape: 'ok', text: `At least ${countOf(doors, WAYS)}` };
}

/** What keeps a list from being whole, in words; null when it is. */
export function partialWords(page: Page<AuthMethod>): string | null {
  if (isWhole(page)) return null;
  const unreadable = page.invalid_count ?? 0;
  return [
    unreadable > 0 &&
      `${countOf(unreadable, METHODS)} could not be read, and ${unreadable === 1 ? 'is' : 'are'} not shown here.`,
    page.has_more === true && 'AuthPI has more auth methods than it listed.',
  ]
    .filter((sentence) => sentence !== false)
    .join(' ');
}

function isWhole({ has_more, invalid_count }: Page<AuthMethod>): boolean {
  return has_more !== true && (invalid_count ?? 0) === 0;
}

/**
 * When credentials expire, and how much that wants to be heard.
 *
 * @param now Unix milliseconds
 */
export function expiryLook(expiry: Expiry, now: number): Look {
  if (expiry.kind === 'unreadable') {
    return { shape: 'warn', text: `No date of expiry: ${shownValue(expiry.value)}` };
  }
  const day = dayWords(expiry.day);
  const { state, days } = expiryDistance(expiry.day, now);
  switch (state) {
    case 'over':
      return { shape: 'bad', text: `Expired on ${day}` };
    case 'soon':
      return { shape: 'warn', text: `Expires ${soonWords(days)}, on ${day}` };
    case 'far':
      return { shape: 'ok', text: `Expires on ${day}` };
  }
}

/** A value of metadata as it came: text in quotes, all else as JSON. */
function shownValue(value: unknown): string {
  return typeof value === 'string' ? `“${value}”` : JSON.stringify(value);
}

function soonWords(days: number): string {
  if (days === 0) return 'today';
  return days === 1 ? 'tomorrow' : `in ${countOf(days, DAYS)}`;
}

/**
 * How old something is: "8 days", "5 months", "2 years"; always rounded down. Days are those of the
 * calendar, as in `timeWords`. Null for a time in the future: another computer's clock.
 *
 * @param since @param now Unix milliseconds
 */
export function ageWords(since: number, now: number): string | null {
  const age = now - since;
  if (Number.isNaN(age) || age < 0) return null;
  if (age < DAY_MS) return 'less than a day';
  const months = calendarMonths(new Date(since), new Date(now));
  if (months < 2) return countOf(calendarDays(since, now), DAYS);
  if (months < 24) return countOf(months, MONTHS);
  return countOf(Math.floor(months / 12), YEARS);
}

/** Whole months between two days, where the reader is. */
function calendarMonths(from: Date, to: Date): number {
  const months = (to.getFullYear() - from.getFullYear()) * 12 + to.getMonth() - from.getMonth();
  return to.getDate() < from.getDate() ? months - 1 : months;
}
