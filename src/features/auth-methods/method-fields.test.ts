import { expect, test } from 'vitest';
import { AUTH_METHOD_KINDS, AUTH_METHODS, coreSettings } from '#contract/auth-method-variants.ts';
import { fieldsOf } from './method-fields.ts';

const names = (fields: readonly (readonly [string, unknown])[]) => fields.map(([name]) => name);

test.each(AUTH_METHOD_KINDS)('%s: each setting has one field, core or not', (kind) => {
  const { required, other, secrets } = AUTH_METHODS[kind];
  const fields = fieldsOf(kind);
  expect(names(fields.core).toSorted()).toEqual(coreSettings(kind).toSorted());
  expect(names([...fields.core, ...fields.other]).toSorted()).toEqual(
    Object.keys({ ...required, ...other.shape }).toSorted(),
  );
  const hidden = [...fields.core, ...fields.other].filter(([, { kind }]) => kind === 'secret');
  expect(names(hidden)).toEqual(secrets);
});

test('labels of one method tell its settings apart', () => {
  for (const kind of AUTH_METHOD_KINDS) {
    const { core, other } = fieldsOf(kind);
    const labels = [...core, ...other].map(([, { label }]) => label);
    expect(new Set(labels).size).toBe(labels.length);
  }
});
