import { assert, integer, pre, property, string } from 'fast-check';
import { expect, test } from 'vitest';
import { isTimeId, newestFirst, timeId } from './ids.ts';

const ms = integer({ min: 0, max: 2 ** 48 - 1 });

test('an id is the prefix and 25 digits of base 36', () => {
  assert(
    property(ms, string(), (at, key) => {
      expect(isTimeId('i_', timeId('i_', at, key))).toBe(true);
    }),
  );
});

test('ids sort as text in the order of their milliseconds', () => {
  assert(
    property(ms, ms, string(), string(), (a, b, one, two) => {
      pre(a !== b);
      const older = newestFirst(timeId('i_', a, one), timeId('i_', b, two)) > 0;
      expect(older).toBe(a < b);
    }),
  );
});

test('the id of the last millisecond there is still has 25 digits', () => {
  expect(timeId('i_', 2 ** 48 - 1)).toHaveLength(27);
});

test.each(['', 'i_', 'i_x', 'acc_03h9pfjzdqdv8le2oxml83lga', 'i_03H9PFJZDQDV8LE2OXML83LGA'])(
  '%j has not the form of an issuer id',
  (text) => expect(isTimeId('i_', text)).toBe(false),
);
