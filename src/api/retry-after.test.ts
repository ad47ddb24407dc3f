import { expect, test } from 'vitest';
import { parseHttpDate, parseRetryAfter } from './retry-after.ts';

// The example of RFC 9110 §5.6.7, in its three forms.
const NOV_6 = Date.UTC(1994, 10, 6, 8, 49, 37);

test.each([
  [null, null],
  ['0', 0],
  ['3', 3000],
  [' 120 ', 120_000],
  ['-5', null],
  ['+5', null],
  ['1.5', null],
  ['3s', null],
  ['', null],
  ['soon', null],
  ['0x10', null],
  ['1000000000000000', 1e18],
  ['Sun, 06 Nov 1994 08:49:37 GMT', 10_000],
  ['Sunday, 06-Nov-94 08:49:37 GMT', 10_000],
  ['Sun Nov  6 08:49:37 1994', 10_000],
  ['1994-11-06T08:49:37Z', null],
  ['Sun, 45 Nov 1994 08:49:37 GMT', null],
])('Retry-After: %s', (header, expected) => {
  expect(parseRetryAfter(header, NOV_6 - 10_000)).toBe(expected);
});

test('a date in the past asks for no wait', () => {
  expect(parseRetryAfter('Sun, 06 Nov 1994 08:49:37 GMT', NOV_6 + 1)).toBe(0);
});

test('a date is read in UTC wherever this runs', () => {
  expect(parseHttpDate('Sun Nov  6 08:49:37 1994')).toBe(NOV_6);
});
