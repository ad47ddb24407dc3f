import { expect, test } from 'vitest';
import { directionOf, isolated } from './direction.ts';

test('names that run from left to right stay as they are', () => {
  for (const name of [
    '',
    'auth.example.com',
    'auth.müller.example',
    '登录.例子.example',
    'Shop 3',
  ]) {
    expect(isolated(name)).toBe(name);
  }
});

test('a host that runs from right to left keeps its labels in their order', () => {
  expect(isolated('مثال.example')).toBe('\u2066مثال.example\u2069');
  expect(isolated('דוגמה.example')).toBe('\u2066דוגמה.example\u2069');
  expect(directionOf('مثال.example')).toBe('ltr');
});

test('any other name goes by its own letters', () => {
  expect(isolated('متجر 3')).toBe('\u2068متجر 3\u2069');
  expect(directionOf('متجر 3')).toBe('auto');
});
