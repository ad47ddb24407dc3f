const MINUTE = 60_000;
const HOUR = 60 * MINUTE;
const DAY = 24 * HOUR;

// Made once: a formatter costs a thousand times what a use of it does.
const relative = new Intl.RelativeTimeFormat('en', { numeric: 'auto' });
const full = new Intl.DateTimeFormat('en-GB', { dateStyle: 'full', timeStyle: 'long' });

/**
 * A time as people say it: "just now", "2 minutes ago", "yesterday", "3 days ago", "12 Nov 2026".
 *
 * A day is one of the calendar where the reader is; a time in the future is a date, because another
 * computer's clock is no reason to say "in 3 minutes".
 */
export function timeWords(time: number, now: number): string {
  const age = now - time;
  if (age < -MINUTE) return dateWords(time);
  if (age < MINUTE) return 'just now';
  if (age < HOUR) return relative.format(-Math.floor(age / MINUTE), 'minute');
  const days = calendarDays(time, now);
  if (days === 0 || age < 6 * HOUR) return relative.format(-Math.floor(age / HOUR), 'hour');
  if (days < 7) return relative.format(-days, 'day');
  return dateWords(time);
}

/** The whole of it, to the second, where the reader is. */
export function fullTime(time: number): string {
  return full.format(time);
}

/** For `<time dateTime>`; null for a number that is no time. */
export function isoTime(time: number): string | null {
  return Math.abs(time) <= 8.64e15 ? new Date(time).toISOString() : null;
}

// By hand: whether September is "Sep" or "Sept" depends on the browser's version otherwise.
const MONTHS = 'Jan Feb Mar Apr May Jun Jul Aug Sep Oct Nov Dec'.split(' ');

/** A day of the calendar, written `YYYY-MM-DD`, as people write it: "4 Dec 2026". */
export function dayWords(day: string): string {
  const [year = '', month = '', date = ''] = day.split('-');
  return `${Number(date)} ${MONTHS[Number(month) - 1]} ${Number(year)}`;
}

function dateWords(time: number): string {
  const day = new Date(time);
  return `${day.getDate()} ${MONTHS[day.getMonth()]} ${day.getFullYear()}`;
}

/** How many midnights, where the reader is, lie between two times (Unix ms). */
export function calendarDays(from: number, to: number): number {
  const start = new Date(from);
  const end = new Date(to);
  // Counted in UTC, where every day has 24 hours.
  const utc = (day: Date) => Date.UTC(day.getFullYear(), day.getMonth(), day.getDate());
  return Math.round((utc(end) - utc(start)) / DAY);
}
