import { expect, test } from 'vitest';
import { atOf, isLater, latestOf } from './revised.ts';

test('a revision was made when it was changed, else when it was created', () => {
  expect(atOf({ created_at: 1, updated_at: 2 })).toBe(2);
  expect(atOf({ created_at: 1, updated_at: null })).toBe(1);
  expect(atOf({ created_at: 1 })).toBe(1);
  expect(atOf({})).toBeNull();
});

test.each([
  [2, 1, true],
  [1, 1, false],
  [1, 2, false],
  [null, 1, false],
  [1, null, false],
])('%s is later than %s: %s', (one, other, later) => {
  expect(isLater(one, other)).toBe(later);
});

test('the latest of two; the second where neither surely is', () => {
  const [old, young] = [{ created_at: 1 }, { created_at: 1, updated_at: 2 }];
  expect(latestOf(young, old)).toBe(young);
  expect(latestOf(old, young)).toBe(young);
  expect(latestOf(old, { ...old })).not.toBe(old);
});
