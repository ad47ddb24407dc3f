import * as fc from 'fast-check';
import { expect, test } from 'vitest';
import { settingsUpdate } from '#contract/ours/issuer-settings.ts';
import { isJsonObject } from '#contract/values.ts';
import type { JsonObject } from '#contract/values.ts';
import { SETTING_GROUPS } from './setting-fields.ts';
import { settingName, settingRows } from './setting-rows.ts';

const fields = SETTING_GROUPS.flatMap((group) => group.fields);
const paths = fields.map(({ path }) => JSON.stringify(path));

test('the table holds every setting of the contract, once', () => {
  expect(paths.toSorted()).toEqual(leafPaths(settingsUpdate).toSorted());
});

test('parts an object into fields and the rest', () => {
  const { known, rest } = settingRows({
    access: { mode: 'open', mfa: null, sessions: { max_age: '7d', absolute: true } },
    branding: 'none',
    portals: null,
    security: { tokens: { access_token_ttl: 300 }, 'a.b': [1] },
    labs: { deep: { er: 1 } },
  });
  expect([...known].map(([{ path }, value]) => [settingName(path), value])).toEqual([
    ['settings.access.mode', 'open'],
    ['settings.access.sessions.max_age', '7d'],
    ['settings.security.tokens.access_token_ttl', 300],
  ]);
  expect(rest.map(({ path, value }) => [settingName(path), value])).toEqual([
    ['settings.access.sessions.absolute', true],
    ['settings.branding', 'none'],
    ['settings.security["a.b"]', [1]],
    ['settings.labs', { deep: { er: 1 } }],
  ]);
});

test.each([null, undefined, {}])('%j holds nothing', (settings) => {
  expect(settingRows(settings)).toEqual({ known: new Map(), rest: [] });
});

test('names of JavaScript are keys like any other', () => {
  const settings = JSON.parse(
    '{"__proto__": {"access": {"mode": "open"}}, "constructor": 1, "access": {"__proto__": 2, "toString": 3}}',
  ) as JsonObject;
  const { known, rest } = settingRows(settings);
  expect(known.size).toBe(0);
  expect(rest).toEqual([
    { path: ['__proto__'], value: { access: { mode: 'open' } } },
    { path: ['constructor'], value: 1 },
    { path: ['access', '__proto__'], value: 2 },
    { path: ['access', 'toString'], value: 3 },
  ]);
});

test('every value comes out exactly once, whatever the object', () => {
  fc.assert(
    fc.property(settingsLike(), (settings) => {
      const { known, rest } = settingRows(settings);
      const shown = [
        ...[...known].flatMap(([{ path }, value]) => leaves(value, path)),
        ...rest.flatMap(({ path, value }) => leaves(value, path)),
      ];
      const held = leaves(settings, []).filter(([path, value]) => !saysNotSet(path, value));
      expect(shown.toSorted(byText)).toEqual(held.toSorted(byText));
    }),
    { numRuns: 500 },
  );
});

/** JSON whose keys are often those of the table, so that every depth of it is met. */
function settingsLike() {
  const names = [...new Set(fields.flatMap(({ path }) => path))];
  const key = fc.oneof(
    { weight: 6, arbitrary: fc.constantFrom(...names) },
    {
      weight: 1,
      arbitrary: fc.constantFrom('__proto__', 'constructor', 'a.b', '', 'hasOwnProperty'),
    },
    { weight: 1, arbitrary: fc.string({ maxLength: 4 }) },
  );
  const { object } = fc.letrec<{ value: unknown; object: JsonObject }>((tie) => ({
    value: fc.oneof(
      { depthSize: 'medium', withCrossShrink: true },
      fc.oneof(fc.constant(null), fc.boolean(), fc.integer(), fc.string({ maxLength: 4 })),
      tie('object'),
      fc.array(tie('value'), { maxLength: 2 }),
    ),
    object: fc
      .uniqueArray(fc.tuple(key, tie('value')), { maxLength: 6, selector: ([name]) => name })
      // As a parser makes it: a key named `__proto__` is its own.
      .map((entries) => Object.fromEntries(entries)),
  }));
  return object;
}

/** Each value that holds no further one, as its path and JSON. */
function leaves(value: unknown, path: readonly string[]): [path: string, value: string][] {
  const inner: [string, unknown][] = Array.isArray(value)
    ? value.map((item, index) => [String(index), item])
    : isJsonObject(value)
      ? Object.keys(value).map((key) => [key, value[key]])
      : [];
  return inner.length === 0
    ? [[JSON.stringify(path), JSON.stringify(value)]]
    : inner.flatMap(([key, item]) => leaves(item, [...path, key]));
}

/** Null in the place of a field or a group, and a group without anything in it. */
function saysNotSet(path: string, value: string): boolean {
  const isGroup = path === '[]' || paths.some((known) => known.startsWith(`${path.slice(0, -1)},`));
  return isGroup ? value === 'null' || value === '{}' : value === 'null' && paths.includes(path);
}

function byText(a: unknown, b: unknown): number {
  return JSON.stringify(a) < JSON.stringify(b) ? -1 : 1;
}

type Schema = {
  _zod: { def: { type: string; shape?: { [key: string]: Schema }; innerType?: Schema } };
};

/** The paths of the values that a schema names. */
function leafPaths(schema: unknown, path: readonly string[] = []): string[] {
  const { shape, innerType } = (schema as Schema)._zod.def;
  if (innerType !== undefined) return leafPaths(innerType, path);
  if (shape === undefined) return [JSON.stringify(path)];
  return Object.entries(shape).flatMap(([key, inner]) => leafPaths(inner, [...path, key]));
}
