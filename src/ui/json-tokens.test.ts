import * as fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { jsonTokens } from './json-tokens.ts';
import type { JsonToken } from './json-tokens.ts';

const write = (value: unknown) => JSON.stringify(value, null, 2);
const join = (tokens: readonly JsonToken[]) => tokens.map(({ text }) => text).join('');
const named = (text: string, maxLines = 100) =>
  jsonTokens(text, maxLines)
    .filter(({ kind }) => kind !== 'plain')
    .map(({ kind, text }) => [kind, text]);

describe('jsonTokens', () => {
  test('tells keys, strings, numbers and words apart', () => {
    const text = write({ name: 'Storefront', n: -1.5e-7, on: true, off: false, none: null });
    expect(named(text)).toEqual([
      ['key', '"name"'],
      ['string', '"Storefront"'],
      ['key', '"n"'],
      ['number', '-1.5e-7'],
      ['key', '"on"'],
      ['word', 'true'],
      ['key', '"off"'],
      ['word', 'false'],
      ['key', '"none"'],
      ['word', 'null'],
    ]);
  });

  test('what a string holds stays in the string', () => {
    const tricky = String.raw`": true, \" \\`;
    expect(named(write([tricky, 'a', '\\', '{"k": 1}']))).toEqual([
      ['string', JSON.stringify(tricky)],
      ['string', '"a"'],
      ['string', String.raw`"\\"`],
      ['string', String.raw`"{\"k\": 1}"`],
    ]);
  });

  test('a key named __proto__ is a key', () => {
    const value: unknown = JSON.parse('{"__proto__": {"constructor": 1}}');
    expect(named(write(value))).toEqual([
      ['key', '"__proto__"'],
      ['key', '"constructor"'],
      ['number', '1'],
    ]);
  });

  test('after so many lines the rest is one plain token', () => {
    const text = write(Array.from({ length: 50 }, (_, index) => index));
    const tokens = jsonTokens(text, 11);
    expect(tokens.filter(({ kind }) => kind === 'number')).toHaveLength(10);
    expect(tokens.at(-1)?.kind).toBe('plain');
    expect(join(tokens)).toBe(text);
  });

  test('a very long string is one token', () => {
    const text = write('\\"ä'.repeat(1_000_000));
    expect(named(text)).toEqual([['string', text]]);
  });

  test('the tokens joined are the text, each where it says, however few lines are cut', () => {
    fc.assert(
      fc.property(fc.jsonValue(), fc.nat({ max: 40 }), (value, maxLines) => {
        const text = write(value);
        const tokens = jsonTokens(text, maxLines);
        expect(join(tokens)).toBe(text);
        for (const token of tokens) {
          expect(text.startsWith(token.text, token.at)).toBe(true);
          expect(token.text).not.toBe('');
        }
      }),
    );
  });

  test('every key and value of a whole value is found', () => {
    const scalars = (value: unknown): string[] => {
      if (Array.isArray(value)) return value.flatMap(scalars);
      if (typeof value !== 'object' || value === null) return [JSON.stringify(value)];
      return Object.entries(value).flatMap(([key, inner]) => [
        JSON.stringify(key),
        ...scalars(inner),
      ]);
    };
    fc.assert(
      fc.property(fc.jsonValue(), (value) => {
        expect(named(write(value), 10_000).map(([, text]) => text)).toEqual(scalars(value));
      }),
    );
  });
});
