import { expect, test } from 'vitest';
import { backgroundWords, primaryWords } from './color-words.ts';

test.each([
  ['#10151c', 'White text on it: 18.3 to 1, fine.'],
  ['#ffd54f', 'Black text on it: 14.8 to 1, fine.'],
  ['#ffd54', null],
  ['', null],
])('a background of %j', (color, words) => {
  expect(backgroundWords(color)).toBe(words);
});

test.each([
  ['#3b4fd8', '', 'White text on it: 6.3 to 1, fine.'],
  [
    '#ffd54f',
    '#ffffff',
    'White text on it: 1.4 to 1, hard to read. Black text: 14.8 to 1, fine. Beside the background: 1.4 to 1, hard to tell apart.',
  ],
  [
    '#3b4fd8',
    '#ffffff',
    'White text on it: 6.3 to 1, fine. Beside the background: 6.3 to 1, fine.',
  ],
  ['blue', '#ffffff', null],
])('a primary colour of %j on %j', (primary, background, words) => {
  expect(primaryWords(primary, background)).toBe(words);
});

test('what does not reach a limit is not rounded up to it', () => {
  // 4.48 to 1.
  expect(primaryWords('#777777', '')).toBe(
    'White text on it: 4.4 to 1, hard to read. Black text: 4.6 to 1, fine.',
  );
});
