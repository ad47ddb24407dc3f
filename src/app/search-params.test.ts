import { expect, test } from 'vitest';
import { parseSearch, stringifySearch } from './search-params.ts';

test('a text stays the text it looks like', () => {
  expect(parseSearch('?q=123&status=active')).toEqual({ q: '123', status: 'active' });
  expect(stringifySearch({ q: '123', status: undefined, readiness: '' })).toBe('?q=123');
  expect(stringifySearch({})).toBe('');
});

test('there and back', () => {
  for (const q of ['a&b=c', 'ä ö', '内部', '100 %', '+', '"', '{"a":1}', 'true']) {
    expect(parseSearch(stringifySearch({ q }))).toEqual({ q });
  }
});
