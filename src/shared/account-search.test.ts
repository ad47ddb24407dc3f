import { expect, test } from 'vitest';
import { searchedWords } from './account-search.ts';

const seen = (length: number, given = {}) =>
  searchedWords({ loaded: { length }, more: false, unreadable: 0, loading: false, ...given });

test('all is said only of all', () => {
  expect(seen(137)).toBe('Searched 137 accounts, all of them');
  expect(seen(1_450, { more: true })).toBe('Searched 1,450 accounts, more to come');
  expect(seen(1)).toBe('Searched 1 account, the only one');
  expect(seen(20, { unreadable: 2 })).toBe('Searched 20 accounts. 2 more could not be read');
});

test('a search under way says how far it is', () => {
  expect(seen(0, { loading: true })).toBe('Searching…');
  expect(seen(150, { loading: true, more: true })).toBe('Searching… 150 accounts so far');
});
