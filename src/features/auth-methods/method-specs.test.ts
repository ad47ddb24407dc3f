import { expect, test } from 'vitest';
import { AUTH_METHOD_KINDS, settingsOf } from '#contract/auth-methods/registry.ts';
import { dottedName } from '#editing/field.ts';
import { kindOf, SET } from '#editing/merge.ts';
import { mergeKindOf, otherSpecs, settingSpec } from './method-specs.ts';

test.each(AUTH_METHOD_KINDS)(
  '%s: what can be changed has one field each, and shows back',
  (kind) => {
    const { other } = settingsOf(kind);
    expect(otherSpecs(kind).map(dottedName)).toEqual(other.map(([name]) => `settings.${name}`));
    for (const [name, setting] of other) {
      if (setting.default === undefined) continue;
      const spec = settingSpec([name, setting]);
      const read = spec.read(spec.show(setting.default), undefined);
      expect(read).toEqual({ value: setting.default, reason: null });
    }
  },
);

test.each([
  ['12', 12, null],
  [' 12 ', 12, null],
  ['', null, null],
  ['7', null, 'This must be at least 8'],
  ['129', null, 'This must be at most 128'],
  ['12.5', null, 'This must be a whole number'],
  ['0x10', null, 'This is no number'],
  ['1e2', null, 'This is no number'],
  ['twelve', null, 'This is no number'],
])('a number typed as %j', (raw, value, reason) => {
  const [spec] = otherSpecs('password');
  expect(spec?.read(raw, 14)).toEqual({ value, reason });
});

test('a secret has no field that is drafted or compared', () => {
  const core = AUTH_METHOD_KINDS.flatMap((kind) => settingsOf(kind).core);
  for (const [name, setting] of core.filter(([, { kind }]) => kind !== 'secret')) {
    expect(settingSpec([name, setting]).path).toEqual(['settings', name]);
  }
  for (const named of core.filter(([, { kind }]) => kind === 'secret')) {
    expect(() => settingSpec(named)).toThrow(TypeError);
  }
});

test('scopes and countries are merged as sets, the rest setting by setting', () => {
  expect(kindOf(mergeKindOf('oidc'), ['settings', 'scopes'])).toBe(SET);
  expect(kindOf(mergeKindOf('sms_otp'), ['settings', 'allowed_countries'])).toBe(SET);
  expect(kindOf(mergeKindOf('oidc'), ['settings', 'pkce'])).not.toBe(SET);
  expect(kindOf(mergeKindOf(null), ['settings', 'scopes'])).not.toBe(SET);
});
