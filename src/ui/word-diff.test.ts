import * as fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { diffWords } from './word-diff.ts';
import type { DiffPart } from './word-diff.ts';

/** As somebody would mark it on paper. */
const marked = (parts: readonly DiffPart[]) =>
  parts
    .map(({ text, kind }) => ({ same: text, added: `{+${text}+}`, removed: `{-${text}-}` })[kind])
    .join('');

const without = (parts: readonly DiffPart[], kind: DiffPart['kind']) =>
  parts
    .filter((part) => part.kind !== kind)
    .map(({ text }) => text)
    .join('');

describe('diffWords', () => {
  test.each([
    ['', '', ''],
    ['', 'new', '{+new+}'],
    ['old', '', '{-old-}'],
    ['same words', 'same words', 'same words'],
    ['Northwind', 'Northwind Trading', 'Northwind{+ Trading+}'],
    ['Northwind Trading', 'Northwind Store', 'Northwind {-Trading-}{+Store+}'],
    ['the quick brown fox', 'the slow red fox', 'the {-quick brown-}{+slow red+} fox'],
    ['one two three', 'one three', 'one {-two -}three'],
    ['a, b', 'a; b', 'a{-,-}{+;+} b'],
    ['one\ntwo', 'one two', 'one{-\n-}{+ +}two'],
    ['顧客ログイン', '顧客サインイン', '顧客{-ログイン-}{+サインイン+}'],
  ])('from "%s" to "%s"', (before, after, marks) => {
    expect(marked(diffWords(before, after))).toBe(marks);
  });

  test('a change at each end leaves the middle alone', () => {
    expect(marked(diffWords('Old shop for all of us', 'New shop for all of them'))).toBe(
      '{-Old-}{+New+} shop for all of {-us-}{+them+}',
    );
  });

  const word = fc.constantFrom(
    'a',
    'b',
    'the',
    ' ',
    '  ',
    '\n',
    '.',
    '😀',
    'é',
    '語',
    '\ud83d',
    'م',
  );
  const text = fc.oneof(
    fc.string({ unit: 'binary' }),
    fc.array(word, { maxLength: 40 }).map((words) => words.join('')),
  );

  test('joins to both texts again', () => {
    fc.assert(
      fc.property(text, text, (before, after) => {
        const parts = diffWords(before, after);
        expect(without(parts, 'added')).toBe(before);
        expect(without(parts, 'removed')).toBe(after);
        expect(parts.every((part) => part.text !== '')).toBe(true);
      }),
    );
  });

  test('no letter is cut in two', () => {
    const smileys = fc
      .array(fc.constantFrom('😀', '😁', '👩‍👩‍👧', ' '), { maxLength: 12 })
      .map((signs) => signs.join(''));
    fc.assert(
      fc.property(smileys, smileys, (before, after) => {
        expect(diffWords(before, after).some((part) => /\p{Surrogate}/u.test(part.text))).toBe(
          false,
        );
      }),
    );
  });

  test('neighbours differ in kind, and what was removed stands first', () => {
    fc.assert(
      fc.property(text, text, (before, after) => {
        const kinds = diffWords(before, after).map((part) => part.kind);
        for (const [index, kind] of kinds.entries()) {
          const unlike = kind === 'added' ? ['added', 'removed'] : [kind];
          expect(unlike).not.toContain(kinds[index + 1]);
        }
      }),
    );
  });

  test('long texts keep their common start and end', () => {
    const long = (from: string) =>
      `Start ${Array.from({ length: 1_000 }, (_, index) => `${from}${index}`).join(' ')} end`;
    const parts = diffWords(long('a'), long('b'));
    expect(parts.map((part) => part.kind)).toEqual(['same', 'removed', 'added', 'same']);
    expect(without(parts, 'added')).toBe(long('a'));
    expect(without(parts, 'removed')).toBe(long('b'));
  });
});
