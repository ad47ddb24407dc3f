/** The units of a length of time, the longest first: its word, its length in seconds, its sign. */
export const DURATION_UNITS = [
  ['day', 86_400, 'd'],
  ['hour', 3_600, 'h'],
  ['minute', 60, 'min'],
  ['second', 1, 's'],
] as const;

/**
 * A length of time in words: "7 days", "1 minute 30 seconds". Exact, never rounded: somebody sets a
 * lifetime by it. Days are the longest unit, since a month and a year are no fixed number of
 * seconds. What is no whole number of seconds from 0 on is shown as it came: "1.5 s".
 *
 * @param seconds as AuthPI counts lifetimes
 */
export function durationWords(seconds: number): string {
  if (!Number.isSafeInteger(seconds) || seconds < 0) return `${seconds} s`;
  if (seconds === 0) return '0 seconds';
  const words: string[] = [];
  let left = seconds;
  for (const [unit, length] of DURATION_UNITS) {
    const count = Math.floor(left / length);
    left %= length;
    if (count > 0) words.push(`${count} ${unit}${count === 1 ? '' : 's'}`);
  }
  return words.join(' ');
}
