import { expiryDistance } from '#contract/ours/credential-expiry.ts';
import type { Expiry } from '#contract/ours/credential-expiry.ts';
import { countOf } from '#shared/list-words.ts';
import type { Look } from '#ui/status.tsx';
import { calendarDays, dayWords } from '#ui/time-words.ts';

const DAY_MS = 86_400_000;
const DAYS = { one: 'day', many: 'days' };
const MONTHS = { one: 'month', many: 'months' };
const YEARS = { one: 'year', many: 'years' };

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
