import { describe, expect, test } from 'vitest';

import { check } from './check.ts';
import { characters, httpsUrl, metadata, scopeToken, setOf, webUrl } from './values.ts';

const takes = (schema: Parameters<typeof check>[0], value: unknown) => check(schema, value).ok;

test('characters are counted as people count them', () => {
  const name = characters(1, 3);
  for (const text of ['a', 'abc', '𝒜𝒜𝒜', '日本語', ' a ']) expect(takes(name, text)).toBe(true);
  for (const text of ['', ' ', '\t\n', 'abcd', '𝒜𝒜𝒜𝒜', 3, null]) {
    expect(takes(name, text)).toBe(false);
  }
  expect(takes(characters(0, 3), '')).toBe(true);
});

describe('addresses', () => {
  test.each([
    'https://example.com',
    'https://example.com/path?q=1#x',
    'HTTPS://EXAMPLE.COM',
    'https://münchen.example.com',
  ])('%s is one over https', (text) => {
    expect(takes(httpsUrl(), text)).toBe(true);
    expect(takes(webUrl(), text)).toBe(true);
  });

  test.each(['http://localhost:3000/callback', 'http://example.com'])('%s is one', (text) => {
    expect(takes(httpsUrl(), text)).toBe(false);
    expect(takes(webUrl(), text)).toBe(true);
  });

  test.each([
    '',
    'example.com',
    '//example.com',
    '/path',
    'https:example.com',
    'https:/example.com',
    'https://',
    'javascript:alert(1)',
    'data:text/html,x',
    'ftp://example.com',
    ' https://example.com',
    'https://exa mple.com',
    'https://example.com/\n',
    `https://example.com/${'x'.repeat(2048)}`,
  ])('%j is none', (text) => {
    expect(takes(webUrl(), text)).toBe(false);
    expect(takes(httpsUrl(), text)).toBe(false);
  });
});

test('a scope is visible ASCII without quote and backslash', () => {
  for (const scope of ['openid', 'orders:read', '*:**', 'a/b', "a'b"]) {
    expect(takes(scopeToken(), scope)).toBe(true);
  }
  for (const scope of ['', 'a b', 'a"b', 'a\\b', 'ü', 'a\n', 'x'.repeat(257)]) {
    expect(takes(scopeToken(), scope)).toBe(false);
  }
});

test('a set has no entry twice', () => {
  expect(takes(setOf(scopeToken(), 2), ['a', 'b'])).toBe(true);
  expect(takes(setOf(scopeToken(), 2), ['a', 'a'])).toBe(false);
  expect(takes(setOf(scopeToken(), 2), ['a', 'b', 'c'])).toBe(false);
});

test('metadata holds texts under free keys', () => {
  const keys = (count: number) =>
    Object.fromEntries(Array.from({ length: count }, (_, index) => [`k${index}`, '']));
  for (const value of [
    {},
    { a: '' },
    { 'a.b': 'c' },
    { a: null },
    keys(50),
    { ['k'.repeat(64)]: 'v'.repeat(500) },
  ]) {
    expect(takes(metadata(), value)).toBe(true);
  }
  for (const value of [
    null,
    [],
    'x',
    { a: 1 },
    { a: {} },
    keys(51),
    { '': 'x' },
    { ['k'.repeat(65)]: '' },
    { a: 'v'.repeat(501) },
  ]) {
    expect(takes(metadata(), value)).toBe(false);
  }
});
