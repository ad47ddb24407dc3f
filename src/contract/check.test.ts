import { looseObject, number, string } from 'zod/mini';
import { expect, it } from 'vitest';
import { check, schemaAt } from './check.ts';
import { nullish } from './values.ts';

const schema = looseObject({
  name: string(),
  inner: nullish(looseObject({ count: nullish(number()) })),
});

it('finds the schema of a value that is set, however deep', () => {
  const count = schemaAt(schema, ['inner', 'count']);
  expect(check(count, 3).ok).toBe(true);
  expect(check(count, null).ok).toBe(false);
  expect(check(schemaAt(schema, ['name']), 'a').ok).toBe(true);
});

it.each([[['nothing']], [['name', 'inner']], [['constructor']]])('refuses %j', (path) => {
  expect(() => schemaAt(schema, path)).toThrow(TypeError);
});
