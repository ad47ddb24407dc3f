import { expect, test } from 'vitest';
import { expiryDistance, expiryKey, expiryOf } from './credential-expiry.ts';

const read = (value: unknown) => expiryOf({ [expiryKey('am_1')]: value }, 'am_1');

test('the key names the method, and fits metadata', () => {
  expect(expiryKey('am_1')).toBe('expires.am_1');
  expect(expiryKey(`am_${'0'.repeat(25)}`).length).toBeLessThanOrEqual(64);
});

test('a day is read', () => {
  expect(read('2026-12-04')).toEqual({ kind: 'day', day: '2026-12-04' });
  expect(read('2028-02-29')).toEqual({ kind: 'day', day: '2028-02-29' });
});

test.each([
  '',
  'soon',
  '2026-02-29',
  '2026-04-31',
  '2026-13-01',
  '2026-00-10',
  '2026-12-00',
  '2026-12-4',
  '04.12.2026',
  '2026-12-04T00:00:00Z',
  ' 2026-12-04',
  '2026-12-04\n',
  '+002026-12-04',
  20_261_204,
  true,
  {},
])('%j is no day, and kept as it came', (value) => {
  expect(read(value)).toEqual({ kind: 'unreadable', value });
});

test('nothing there is no expiry', () => {
  expect(read(null)).toBeNull();
  expect(expiryOf({}, 'am_1')).toBeNull();
  expect(expiryOf(null, 'am_1')).toBeNull();
  expect(expiryOf(undefined, 'am_1')).toBeNull();
  expect(expiryOf({ 'expires.am_2': '2026-12-04' }, 'am_1')).toBeNull();
});

test.each([
  ['2026-12-04T00:00:00.000Z', { state: 'soon', days: 0 }],
  ['2026-12-04T23:59:59.999Z', { state: 'soon', days: 0 }],
  ['2026-12-05T00:00:00.000Z', { state: 'over', days: -1 }],
  ['2026-12-03T23:59:59.999Z', { state: 'soon', days: 1 }],
  ['2026-11-22T12:00:00.000Z', { state: 'soon', days: 12 }],
  ['2026-11-04T00:00:00.000Z', { state: 'soon', days: 30 }],
  ['2026-11-03T23:59:59.999Z', { state: 'far', days: 31 }],
] as const)('4 December 2026, seen at %s', (now, distance) => {
  expect(expiryDistance('2026-12-04', Date.parse(now))).toEqual(distance);
});
