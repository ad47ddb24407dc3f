import { describe, expect, test } from 'vitest';
import { dayWords, isoTime, timeWords } from './time-words.ts';

const at = (text: string) => new Date(text).getTime();
// Local time, as people read it: a Sunday afternoon.
const now = at('2026-11-22T15:30:00');

describe('timeWords', () => {
  test.each([
    ['2026-11-22T15:29:30', 'just now'],
    ['2026-11-22T15:28:00', '2 minutes ago'],
    ['2026-11-22T15:29:00', '1 minute ago'],
    ['2026-11-22T14:30:01', '59 minutes ago'],
    ['2026-11-22T14:29:00', '1 hour ago'],
    ['2026-11-22T00:10:00', '15 hours ago'],
    ['2026-11-21T23:50:00', 'yesterday'],
    ['2026-11-21T00:00:00', 'yesterday'],
    ['2026-11-20T23:59:00', '2 days ago'],
    ['2026-11-16T12:00:00', '6 days ago'],
    ['2026-11-15T12:00:00', '15 Nov 2026'],
    ['2025-11-22T15:30:00', '22 Nov 2025'],
    ['2026-09-05T12:00:00', '5 Sep 2026'],
  ])('%s is "%s"', (time, words) => {
    expect(timeWords(at(time), now)).toBe(words);
  });

  test('last night is hours ago, not yesterday', () => {
    expect(timeWords(at('2026-11-21T23:00:00'), at('2026-11-22T01:00:00'))).toBe('2 hours ago');
  });

  test('another clock that is a little ahead does not foretell', () => {
    expect(timeWords(now + 30_000, now)).toBe('just now');
    expect(timeWords(now + 3_600_000, now)).toBe('22 Nov 2026');
  });
});

describe('isoTime', () => {
  test('is null for a number that is no time', () => {
    expect(isoTime(0)).toBe('1970-01-01T00:00:00.000Z');
    expect(isoTime(9e15)).toBeNull();
    expect(isoTime(Number.NaN)).toBeNull();
  });
});

test('a day of the calendar is the same day everywhere', () => {
  expect(dayWords('2026-12-04')).toBe('4 Dec 2026');
  expect(dayWords('2027-01-31')).toBe('31 Jan 2027');
});
