import * as fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { EXAMPLES } from '#contract/auth-methods/examples.ts';
import { AUTH_METHOD_KINDS, settingsOf } from '#contract/auth-methods/registry.ts';
import type { AuthMethodKind } from '#contract/auth-methods/registry.ts';
import { authMethodUpdateOf } from '#contract/auth-methods/schemas.ts';
import type { AuthMethod } from '#contract/auth-method.ts';
import { check } from '#contract/check.ts';
import { receivedTag } from '#contract/etag.ts';
import { isJsonObject } from '#contract/values.ts';
import { dottedName } from '#editing/field.ts';
import { openSession, step } from '#editing/session.ts';
import { startFrom, methodEditable } from './method-editable.ts';

/** The secrets of contract §9, copied by hand. */
const SECRET_NAMES = ['client_secret', 'private_key'];

const method = (kind: string, settings: AuthMethod['settings']): AuthMethod => ({
  id: 'am_1',
  name: 'One',
  method: kind,
  settings,
  created_at: 1,
  enabled_login: true,
  first_factor_only: true,
});

const exampleOf = (kind: AuthMethodKind) =>
  EXAMPLES[kind]({ brand: 'Northwind', site: 'northwind.example' }).settings;

/** What a save of these values sends, of a method that holds `settings`. */
function sentBy(
  kind: AuthMethodKind | null,
  settings: AuthMethod['settings'],
  typed: readonly { path: readonly string[]; mine: unknown }[],
): unknown {
  const editable = methodEditable(kind);
  const value = editable.valueOf(method(kind ?? 'saml', settings));
  const opened = openSession(editable.kind, { value, tag: receivedTag('"1"'), at: 1 });
  const edited = typed.reduce(
    (state, { path, mine }) => step(state, { type: 'typed', path, mine }),
    opened,
  );
  const { writing } = step(edited, { type: 'save', keys: [...edited.edits.keys()] });
  return writing?.step === 'send' ? editable.patchOf(writing.body) : null;
}

describe.each(AUTH_METHOD_KINDS)('%s', (kind) => {
  test('has a field for its name and each setting that can change, and for no other', () => {
    expect(methodEditable(kind).fields.map(dottedName)).toEqual([
      'name',
      ...settingsOf(kind).other.map(([name]) => `settings.${name}`),
    ]);
  });

  test('is changed without changing what is fixed or what nobody knows', () => {
    const settings = { ...exampleOf(kind), client_secret: 'c', private_key: 'p', later: { a: 1 } };
    const [[name] = ['later']] = settingsOf(kind).other;
    const body = sentBy(kind, settings, [{ path: ['settings', name], mine: 'changed' }]);
    const { client_secret: _, private_key: __, ...kept } = settings;
    expect(body).toEqual({ settings: { ...kept, [name]: 'changed' } });
  });

  test('what comes of its example is a body that AuthPI takes', () => {
    const body = sentBy(kind, exampleOf(kind), [{ path: ['name'], mine: 'Two' }]);
    expect(body).toEqual({ name: 'Two' });
    expect(check(authMethodUpdateOf(kind), body).ok).toBe(true);
  });
});

test('no body and no value ever holds the name of a secret, whatever an answer held', () => {
  const name = fc.constantFrom(...SECRET_NAMES, 'scopes', 'later', '__proto__', 'constructor');
  const settings = fc.dictionary(name, fc.oneof(fc.string(), fc.constant(null), fc.object()));
  const kinds = fc.constantFrom(null, ...AUTH_METHOD_KINDS);
  fc.assert(
    fc.property(kinds, settings, name, fc.string(), (kind, held, changed, to) => {
      const editable = methodEditable(kind);
      const value = editable.valueOf(method(kind ?? 'saml', held));
      const sent = sentBy(kind, held, [{ path: ['settings', changed], mine: to }]);
      // Even one that was made of something else than `valueOf`.
      const forced = editable.patchOf({ name: 'x', settings: held });
      for (const each of [
        value,
        sent,
        forced,
        startFrom('i_1', 'oidc', method('oidc', held), value),
      ]) {
        const inner = isJsonObject(each) ? each['settings'] : null;
        expect(Object.keys(isJsonObject(inner) ? inner : {})).not.toEqual(
          expect.arrayContaining([expect.stringMatching(/^(client_secret|private_key)$/)]),
        );
      }
    }),
  );
});

test('of a method nobody knows, settings are compared and never sent', () => {
  const editable = methodEditable(null);
  const { settings, fields } = editable;
  expect([settings, fields.map(dottedName)]).toEqual([null, ['name']]);
  expect(editable.valueOf(method('saml', { cert: 'a' }))).toEqual({
    name: 'One',
    settings: { cert: 'a' },
  });
  expect(sentBy(null, { cert: 'a' }, [{ path: ['settings', 'cert'], mine: 'b' }])).toEqual({});
});

test('settings that are not there stay so until one is typed', () => {
  expect(methodEditable('totp').valueOf(method('totp', null))).toEqual({
    name: 'One',
    settings: null,
  });
  expect(sentBy('totp', null, [{ path: ['settings', 'digits'], mine: 8 }])).toEqual({
    settings: { digits: 8 },
  });
});

test('what another one begins with is all that is not secret, and not the method itself', () => {
  const settings = { client_id: 'web', client_secret: 's', scopes: null, later: { a: null } };
  const value = { name: 'Typed', settings };
  expect(startFrom('i_1', 'oidc', method('oidc', {}), value)).toEqual({
    issuerId: 'i_1',
    method: 'oidc',
    name: 'Typed',
    settings: { client_id: 'web', later: { a: null } },
    first_factor_only: true,
    enabled_login: true,
    enabled_signup: undefined,
    featured: undefined,
  });
});
