import { DURATION_UNITS } from './duration-words.ts';

/** Ways to write a unit, in small letters. A lone `m` is none: it might be a month. */
const SPELLINGS: ReadonlyMap<string, number> = new Map(
  DURATION_UNITS.flatMap(([word, length, sign]) =>
    [sign, word, `${word}s`].map((spelling) => [spelling, length] as const),
  ).concat([
    ['hr', 3_600],
    ['hrs', 3_600],
    ['mins', 60],
    ['sec', 1],
    ['secs', 1],
  ]),
);

/**
 * Reads a length of time as people type it: `7 d`, `12 h`, `90 min`, `1 d 12 h`, `45 s`, `7 days`,
 * with or without blanks. A number alone is seconds. Each unit at most once, the longest first.
 *
 * @returns whole seconds; null when it cannot be read, or is more than can be counted exactly
 */
export function parseDuration(text: string): number | null {
  const typed = text.trim().toLowerCase();
  if (/^\d+$/.test(typed)) return counted(Number(typed));
  if (!/^(?:\d+\s*[a-z]+\s*)+$/.test(typed)) return null;
  let seconds = 0;
  let longest = Number.POSITIVE_INFINITY;
  for (const [, count, unit = ''] of typed.matchAll(/(\d+)\s*([a-z]+)/g)) {
    const length = SPELLINGS.get(unit);
    if (length === undefined || length >= longest) return null;
    seconds += Number(count) * length;
    longest = length;
  }
  return counted(seconds);
}

/**
 * A length of time to type and to change: `7 d`, `12 h`, `1 d 12 h`, `59 s`. Short of two hours it
 * is minutes, and short of two minutes seconds, as people say it: `90 min`. {@link parseDuration}
 * reads exactly the same number from it. What is no whole number of seconds from 0 on is shown as it
 * came.
 *
 * @param seconds as AuthPI counts lifetimes
 */
export function durationText(seconds: number): string {
  if (!Number.isSafeInteger(seconds) || seconds < 0) return String(seconds);
  if (seconds < 120)
    return seconds % 60 === 0 && seconds > 0 ? `${seconds / 60} min` : `${seconds} s`;
  if (seconds < 7_200 && seconds % 60 === 0 && seconds % 3_600 !== 0) return `${seconds / 60} min`;
  const parts: string[] = [];
  let left = seconds;
  for (const [, length, sign] of DURATION_UNITS) {
    const count = Math.floor(left / length);
    left %= length;
    if (count > 0) parts.push(`${count} ${sign}`);
  }
  return parts.join(' ');
}

function counted(seconds: number): number | null {
  return Number.isSafeInteger(seconds) ? seconds : null;
}
