import * as fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { durationText, parseDuration } from './duration-text.ts';

describe('parseDuration', () => {
  test.each([
    ['7 d', 604_800],
    ['12 h', 43_200],
    ['90 min', 5_400],
    ['1 d 12 h', 129_600],
    ['45 s', 45],
    ['3600', 3_600],
    ['0', 0],
    ['0 s', 0],
    ['1d12h', 129_600],
    ['1 d 0 h 5 s', 86_405],
    ['7 days', 604_800],
    ['1 day 2 hours 3 minutes 4 seconds', 93_784],
    ['  12 H  ', 43_200],
    ['12\u00a0h', 43_200],
    ['1 hr 30 mins', 5_400],
    ['100 h', 360_000],
    ['007 d', 604_800],
  ])('"%s" is %d seconds', (text, seconds) => {
    expect(parseDuration(text)).toBe(seconds);
  });

  test.each([
    [''],
    ['   '],
    ['d'],
    ['7 x'],
    ['7 m'],
    ['-7 d'],
    ['1.5 h'],
    ['1e3'],
    ['7 d 5'],
    ['5 7 d'],
    ['12 h 1 d'],
    ['1 h 1 h'],
    ['1 h, 30 min'],
    ['7 constructor'],
    ['7 __proto__'],
    ['٧ d'],
    ['9007199254740992'],
    ['999999999999999 d'],
  ])('"%s" cannot be read', (text) => {
    expect(parseDuration(text)).toBeNull();
  });

  test('a long text that almost fits is told from one that does', () => {
    expect(parseDuration(`${'1 d'.repeat(20_000)}!`)).toBeNull();
    expect(parseDuration(`${'1'.repeat(20_000)}!`)).toBeNull();
    expect(parseDuration(`1${' '.repeat(20_000)}!`)).toBeNull();
  });
});

describe('durationText', () => {
  test.each([
    [0, '0 s'],
    [1, '1 s'],
    [59, '59 s'],
    [60, '1 min'],
    [90, '90 s'],
    [120, '2 min'],
    [150, '2 min 30 s'],
    [900, '15 min'],
    [3_600, '1 h'],
    [5_400, '90 min'],
    [5_401, '1 h 30 min 1 s'],
    [7_200, '2 h'],
    [9_000, '2 h 30 min'],
    [43_200, '12 h'],
    [86_400, '1 d'],
    [129_600, '1 d 12 h'],
    [604_800, '7 d'],
    [2_592_000, '30 d'],
    [31_536_000, '365 d'],
  ])('%d is "%s"', (seconds, text) => {
    expect(durationText(seconds)).toBe(text);
  });

  test.each([
    [1.5, '1.5'],
    [-90, '-90'],
    [1e21, '1e+21'],
    [Number.NaN, 'NaN'],
  ])('%d is shown as it came, and is no length of time', (seconds, text) => {
    expect(durationText(seconds)).toBe(text);
    expect(parseDuration(text)).toBeNull();
  });

  test('what is read from the text is the same number', () => {
    fc.assert(
      fc.property(fc.oneof(fc.maxSafeNat(), fc.nat({ max: 200_000 })), (seconds) => {
        expect(parseDuration(durationText(seconds))).toBe(seconds);
      }),
    );
  });
});
