import { expect, test } from 'vitest';
import { countOf, countWords, freshWords } from './list-words.ts';

const noun = { one: 'issuer', many: 'issuers' };

test('a total is said only where it is known', () => {
  const all = { count: 1_240, more: false, filtered: false, unreadable: 0 };
  expect(countWords(noun, { ...all, count: 150, more: true })).toBe('150 loaded, more to come');
  expect(countWords(noun, all)).toBe('1,240 issuers, all loaded');
  expect(countWords(noun, { ...all, count: 1 })).toBe('1 issuer, all loaded');
  expect(countWords(noun, { ...all, count: 3, filtered: true })).toBe(
    '3 matching issuers, all loaded',
  );
  expect(countWords(noun, { ...all, unreadable: 2 })).toBe(
    '1,240 issuers loaded. 2 more could not be read',
  );
});

test('new rows are counted as far as they are known', () => {
  expect(freshWords(noun, { count: 1, atLeast: false })).toBe('1 new issuer');
  expect(freshWords(noun, { count: 3, atLeast: false })).toBe('3 new issuers');
  expect(freshWords(noun, { count: 50, atLeast: true })).toBe('50+ new issuers');
});

test('a count has its noun', () => {
  expect(countOf(1, noun)).toBe('1 issuer');
  expect(countOf(0, noun)).toBe('0 issuers');
});
