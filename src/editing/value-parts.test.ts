import { assert, property, string as anyText } from 'fast-check';
import { expect, test } from 'vitest';
import { array, string } from 'zod/mini';
import { describeAt } from './describe.ts';
import { colorField, markdownField, textsField, wordField } from './field.ts';
import { folded, isLong, isWide, partsOf, spoken } from './value-parts.ts';
import type { ValueParts } from './value-parts.ts';

const FIELDS = [
  markdownField({ path: ['text'], label: 'Text', schema: string() }),
  textsField({ path: ['list'], label: 'List', schema: array(string()) }),
  colorField({ path: ['color'], label: 'Colour', schema: string() }),
  wordField({
    path: ['word'],
    label: 'Word',
    schema: string(),
    words: { a: 'Same word one', b: 'Same word two' },
  }),
];
const at = (field: string, value: unknown, against?: { value: unknown }) =>
  partsOf(describeAt(FIELDS, [field]), [field], value, against);
const joined = (value: ValueParts) =>
  'parts' in value
    ? value.parts
        .filter(({ kind }) => kind !== 'removed')
        .map(({ text }) => text)
        .join('')
    : value.text;

test('nothing, nothing in it, and blanks alone have words, each its own', () => {
  expect(at('text', null)).toEqual({ kind: 'none', text: 'Not set' });
  expect(at('text', undefined)).toEqual({ kind: 'none', text: 'Not set' });
  expect(at('text', '')).toEqual({ kind: 'none', text: 'Empty text' });
  expect(at('text', ' \n')).toEqual({ kind: 'none', text: 'Only blanks' });
  expect(at('list', [])).toEqual({ kind: 'none', text: 'No entries' });
});

test('a colour is one only when it can be shown', () => {
  expect(at('color', '#A0b1C2')).toEqual({ kind: 'color', text: '#A0b1C2' });
  const text = { kind: 'text', mono: true, parts: [{ kind: 'same', text: 'red; x' }] };
  expect(at('color', 'red; x')).toEqual(text);
});

test('text is marked where it differs, unless all of it does', () => {
  expect(at('text', 'one three', { value: 'one two' })).toEqual({
    kind: 'text',
    mono: false,
    parts: [
      { kind: 'same', text: 'one ' },
      { kind: 'removed', text: 'two' },
      { kind: 'added', text: 'three' },
    ],
  });
  const plain = (text: string) => [{ kind: 'same', text }];
  expect(at('text', 'other words', { value: 'one two' })).toMatchObject({
    parts: plain('other words'),
  });
  expect(at('text', 'one', { value: null })).toMatchObject({ parts: plain('one') });
  // Words of a value, not of a text: they are not compared.
  expect(at('word', 'b', { value: 'a' })).toMatchObject({ parts: plain('Same word two') });
});

test('what the forms do not know is JSON', () => {
  expect(at('other', { a: 1 })).toEqual({
    kind: 'text',
    mono: true,
    parts: [{ kind: 'same', text: '{\n  "a": 1\n}' }],
  });
  expect(isWide(at('other', { a: 1 }))).toBe(true);
  expect(at('other', [1])).toMatchObject({ kind: 'text' });
});

test('property: what is shown of a text is the text', () => {
  const hasWords = (text: string) => text.trim() !== '';
  const texts = anyText({ unit: 'grapheme' });
  assert(
    property(texts.filter(hasWords), texts, (text, against) => {
      expect(joined(at('text', text, { value: against }))).toBe(text);
    }),
  );
});

test('a long text is folded around what differs', () => {
  const same = 'word '.repeat(200);
  const value = at('text', `${same}end ${same}`, { value: `${same}stop ${same}` });
  expect(isLong(value)).toBe(true);
  const short = folded(value);
  expect(joined(short).length).toBeLessThan(200);
  expect('parts' in short && short.parts).toEqual([
    { kind: 'same', text: `… ${'word '.repeat(11)}` },
    { kind: 'removed', text: 'stop' },
    { kind: 'added', text: 'end' },
    { kind: 'same', text: `${' word'.repeat(11)} …` },
  ]);
  const alone = folded(at('text', same));
  expect(joined(alone)).toMatch(/^(word )+word…$/);
  expect(joined(alone).length).toBeLessThan(320);
  const fits = at('text', 'word '.repeat(100));
  expect(folded(fits)).toBe(fits);
});

test('a folded text is well formed, wherever it is cut', () => {
  for (const shift of ['', 'x']) {
    const text = shift + '🙂'.repeat(400);
    const value = at('text', `${text} end`, { value: `${text} stop` });
    expect(joined(folded(value))).not.toMatch(/\p{Surrogate}/u);
    expect(spoken(value)).not.toMatch(/\p{Surrogate}/u);
  }
});

test('many entries are folded to the ones that came and went', () => {
  const list = Array.from({ length: 20 }, (_, index) => `entry ${index}`);
  const value = at('list', [...list.slice(1), 'new'], { value: list });
  const short = folded(value);
  expect('parts' in short && short.parts.map(({ text }) => text)).toEqual([
    'entry 1',
    'entry 2',
    'entry 3',
    'new',
    'entry 0',
    '… and 16 more',
  ]);
  expect(folded(at('list', list.slice(0, 12)))).toEqual(at('list', list.slice(0, 12)));
});
