import { parse } from 'zod/mini';
import { expect, test } from 'vitest';
import { filterKey, filtersOf, hasFilters, issuerSearch } from './issuer-search.ts';

test('the address holds known words only', () => {
  const search = parse(issuerSearch, {
    q: 'store',
    status: 'sleeping',
    access_mode: 'invite_only',
    readiness: ['ready'],
    page: '2',
  });
  expect(filtersOf(search)).toEqual({ q: 'store', access_mode: 'invite_only' });
});

test('what is empty is absent', () => {
  expect(filtersOf(parse(issuerSearch, { q: '', status: '' }))).toEqual({});
  expect(filtersOf({ q: '   ' })).toEqual({});
  expect(hasFilters({ q: ' ' })).toBe(false);
  expect(hasFilters({ readiness: 'review' })).toBe(true);
});

test('equal filters are one list, however they were written', () => {
  expect(filterKey({ status: 'active', q: ' a ' })).toBe(filterKey({ q: 'a', status: 'active' }));
});
