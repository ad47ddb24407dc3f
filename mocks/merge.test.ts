import { expect, test } from 'vitest';
import { mergeDeep, patched, withoutNulls, without } from './merge.ts';

const parse = (text: string): unknown => JSON.parse(text);

test('a merge goes deep, null removes, arrays replace', () => {
  const base = { a: { b: 1, c: [1, 2] }, d: 4, e: 5 };
  const patch = { a: { b: null, c: [3], f: { g: null, h: 1 } }, d: null };
  expect(mergeDeep(base, patch)).toEqual({ a: { c: [3], f: { h: 1 } }, e: 5 });
});

test('an object over anything else starts from nothing', () => {
  expect(mergeDeep({ a: [1] }, { a: { b: 1, c: null } })).toEqual({ a: { b: 1 } });
});

test('keys that mean something to JavaScript are data, under both modes', () => {
  const base = parse('{"__proto__":{"kept":1},"constructor":"c","a.b":"d"}');
  const patch = parse('{"__proto__":{"added":2},"constructor":null}');
  const merged = JSON.stringify(mergeDeep(base, patch));
  expect(merged).toBe('{"__proto__":{"kept":1,"added":2},"a.b":"d"}');
  expect(JSON.stringify(patched('replace', base, patch))).toBe(
    '{"__proto__":{"added":2},"constructor":null}',
  );
  expect(Object.getPrototypeOf(mergeDeep({}, patch))).toBe(Object.prototype);
  expect(({} as Record<string, unknown>)['added']).toBeUndefined();
});

test('a replaced object is stored as it came, nulls too', () => {
  expect(patched<object>('replace', { a: 1 }, { b: { c: null } })).toEqual({ b: { c: null } });
});

test('a create drops nulls at any depth', () => {
  expect(withoutNulls({ a: null, b: { c: null, d: [null] } })).toEqual({ b: { d: [null] } });
});

test('one dotted path is taken out of a copy', () => {
  const body = { settings: { access: { mfa: 'off', mode: 'open' } }, name: 'n' };
  expect(without(body, 'settings.access.mfa')).toEqual({
    settings: { access: { mode: 'open' } },
    name: 'n',
  });
  expect(body.settings.access.mfa).toBe('off');
  expect(without(body, 'settings.nothing.here')).toEqual(body);
});
