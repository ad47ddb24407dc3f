import { EditRows } from './edit-rows.tsx';
import { expect, test } from 'vitest';
import { custom, number, string } from 'zod/mini';
import { isJsonObject } from '#contract/values.ts';
import { anotherValue } from './another-value.ts';
import { durationField, jsonField, rowsField, textField } from './field.ts';
import type { Path } from './merge.ts';

const isShort = (value: unknown) =>
  isJsonObject(value) && Object.values(value).every((text) => String(text).length <= 20);
const FIELDS = [
  textField({ path: ['name'], label: 'Name', schema: string() }),
  durationField({ path: ['lifetime'], label: 'Lifetime', schema: number() }),
  rowsField({
    Rows: EditRows,
    path: ['metadata'],
    label: 'Metadata',
    schema: custom(isShort, { error: 'A value has at most 20 characters' }),
    keyLabel: 'Key',
    valueLabel: 'Value',
  }),
  jsonField({ path: ['settings'], label: 'Settings', schema: custom(isJsonObject) }),
];
const THEIRS = { metadata: { a: 'theirs', b: 'b' }, settings: { on: true } };
const of = (path: Path, base: unknown, mine: unknown, theirs: unknown) =>
  anotherValue(FIELDS, { path, base, mine, theirs, pick: null, earlier: null }, THEIRS);

test('text begins with what was typed, a choice with what was before', () => {
  expect(of(['name'], 'Before', 'Mine', 'Theirs').start).toBe('Mine');
  expect(of(['lifetime'], 3_600, 60, 120).start).toBe('1 h');
  expect(of(['lifetime'], null, 60, 120).start).toBe('');
});

test('what is left as it is stays what it was: not set is not made an empty text', () => {
  expect(of(['name'], 'Before', null, 'Theirs').read('')).toEqual({ value: null, reason: null });
  expect(of(['name'], 'Before', '', 'Theirs').read('')).toEqual({ value: '', reason: null });
});

test('the field reads it', () => {
  const lifetime = of(['lifetime'], 1, 2, 3);
  expect(lifetime.read('12 h')).toEqual({ value: 43_200, reason: null });
  expect(lifetime.read('soon').reason).toMatch(/^This is no length of time/);
});

test('a text in rows is checked among the others, and taken out when it is emptied', () => {
  const row = of(['metadata', '__proto__'], 'x', 'y', 'z');
  expect(row.input).toEqual({ type: 'text', mono: false });
  expect(row.read('third')).toEqual({ value: 'third', reason: null });
  expect(row.read('')).toEqual({ value: undefined, reason: null });
  expect(row.read('far too long for a value').reason).toBe('A value has at most 20 characters');
  expect(of(['metadata', 'a'], 'x', 'two\nlines', 'z').input).toEqual({ type: 'markdown' });
});

test('what is no text is JSON', () => {
  const on = of(['settings', 'on'], null, false, true);
  expect(on.input).toEqual({ type: 'json' });
  expect(on.start).toBe('false');
  expect(on.read('[1]')).toEqual({ value: [1], reason: null });
  expect(on.read('maybe').reason).toMatch(/^This is no JSON/);
  expect(of(['unknown'], 1, 2, 3).read('4')).toEqual({ value: 4, reason: null });
});
