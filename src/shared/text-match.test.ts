import { assert, nat, property, string } from 'fast-check';
import { describe, expect, test } from 'vitest';
import { searchRows } from './text-match.ts';

const find = (query: string, ...names: string[]) => searchRows(query, names, (name) => [name]);

describe('searchRows', () => {
  test('finds whatever the case and the accents', () => {
    expect(find('BUCHER', 'Bücher Müller')).toEqual(['Bücher Müller']);
    expect(find('gdansk lodz', 'Łódź and Gdańsk')).toHaveLength(1);
    expect(find('straße', 'Strasse 1', 'STRAẞE 2')).toEqual(['Strasse 1', 'STRAẞE 2']);
    expect(find('ツール', '内部ツール')).toHaveLength(1);
  });

  test('takes the words in any order, and all of them', () => {
    expect(find('staging store', 'Storefront staging', 'Storefront')).toEqual([
      'Storefront staging',
    ]);
  });

  test('a word may be in any text of a row', () => {
    const rows = [{ name: 'Storefront', id: 'i_4r8' }];
    const texts = (row: { name: string; id: string }) => [row.name, null, undefined, row.id];
    expect(searchRows('i_4 store', rows, texts)).toEqual(rows);
  });

  test('puts the exact before the prefix, the start of a word and the rest', () => {
    expect(find('store', 'Bookstore', 'My store', 'Store two', 'store')).toEqual([
      'store',
      'Store two',
      'My store',
      'Bookstore',
    ]);
  });

  test('equals stay in the order they came', () => {
    expect(find('store', 'Store b', 'Store a', 'Store c')).toEqual([
      'Store b',
      'Store a',
      'Store c',
    ]);
  });

  test('no word finds everything, in its order', () => {
    expect(find('  ', 'b', 'a')).toEqual(['b', 'a']);
  });

  test('finds a text by any part of it', () => {
    assert(
      property(string({ unit: 'grapheme' }), nat(), nat(), (text, from, length) => {
        const letters = Array.from(text.trim().normalize('NFC'));
        const start = letters.length === 0 ? 0 : from % letters.length;
        const part = letters.slice(start, start + 1 + (length % 8)).join('');
        expect(find(part, text)).toEqual([text]);
      }),
    );
  });

  test('what reads as a pattern elsewhere is text here', () => {
    expect(find('a.b', 'a.b', 'axb')).toEqual(['a.b']);
    expect(find('__proto__', '__proto__', 'proto')).toEqual(['__proto__']);
    expect(find('(', 'one (two)')).toHaveLength(1);
  });
});
