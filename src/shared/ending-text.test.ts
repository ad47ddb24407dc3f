import { expect, test } from 'vitest';
import { confirmText, isConfirmed } from './ending-text.ts';

test.each([
  ['Storefront', 'Storefront'],
  ['顧客ポータル（本番）', '顧客ポータル（本番）'],
  [null, 'i_1'],
  ['  ', 'i_1'],
  [' Shop', 'i_1'],
  ['Shop  two', 'i_1'],
  ['Shop\ntwo', 'i_1'],
  ['Shop\u00a0two', 'i_1'],
  ['Shop\u200btwo', 'i_1'],
  ['\u202eShop', 'i_1'],
])('of the name %j, %j is typed', (name, wanted) => {
  expect(confirmText({ id: 'i_1', name })).toBe(wanted);
});

test('letter by letter, however accents are written', () => {
  expect(isConfirmed('Caf\u00e9', 'Cafe\u0301')).toBe(true);
  expect(isConfirmed('cafe', 'Cafe')).toBe(false);
  expect(isConfirmed('Cafe ', 'Cafe')).toBe(false);
});
