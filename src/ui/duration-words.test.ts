import * as fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { durationWords } from './duration-words.ts';

describe('durationWords', () => {
  test.each([
    [0, '0 seconds'],
    [1, '1 second'],
    [59, '59 seconds'],
    [60, '1 minute'],
    [90, '1 minute 30 seconds'],
    [900, '15 minutes'],
    [3_600, '1 hour'],
    [43_200, '12 hours'],
    [86_400, '1 day'],
    [86_401, '1 day 1 second'],
    [90_061, '1 day 1 hour 1 minute 1 second'],
    [604_800, '7 days'],
    [31_536_000, '365 days'],
  ])('%d is "%s"', (seconds, words) => {
    expect(durationWords(seconds)).toBe(words);
  });

  test.each([
    [1.5, '1.5 s'],
    [-90, '-90 s'],
    [1e21, '1e+21 s'],
    [Number.NaN, 'NaN s'],
    [Number.POSITIVE_INFINITY, 'Infinity s'],
  ])('%d is shown as it came: "%s"', (seconds, words) => {
    expect(durationWords(seconds)).toBe(words);
  });

  test('the words add up to the seconds', () => {
    const lengths = new Map([
      ['day', 86_400],
      ['hour', 3_600],
      ['minute', 60],
      ['second', 1],
    ]);
    fc.assert(
      fc.property(fc.oneof(fc.maxSafeNat(), fc.nat({ max: 1_000_000 })), (seconds) => {
        const parts = [...durationWords(seconds).matchAll(/(\d+) (day|hour|minute|second)(s?)/g)];
        let sum = 0;
        for (const [, count, unit = '', plural] of parts) {
          sum += Number(count) * (lengths.get(unit) ?? Number.NaN);
          expect(plural).toBe(count === '1' ? '' : 's');
        }
        expect(sum).toBe(seconds);
        expect(parts.map(([part]) => part).join(' ')).toBe(durationWords(seconds));
      }),
    );
  });
});
