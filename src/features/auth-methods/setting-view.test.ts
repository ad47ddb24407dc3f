import { array, assert, constantFrom, jsonValue, property } from 'fast-check';
import { expect, test } from 'vitest';
import { AUTH_METHOD_KINDS, settingsOf } from '#contract/auth-methods/registry.ts';
import type { SettingField } from '#contract/auth-methods/variant.ts';
import { settingView, settingWords } from './setting-view.ts';
import type { SettingView } from './setting-view.ts';

const fields = AUTH_METHOD_KINDS.flatMap((kind) => {
  const { core, other } = settingsOf(kind);
  return [...core, ...other].map(([, field]) => field);
});

const seconds: SettingField = { kind: 'seconds' };
const count: SettingField = {
  kind: 'count',
  unit: { one: 'character', many: 'characters' },
};
const flag: SettingField = { kind: 'flag' };
const choice: SettingField = { kind: 'choice', options: { none: 'None' } };
const codes: SettingField = { kind: 'codes' };
const countries: SettingField = { kind: 'countries' };
const code: SettingField = { kind: 'code' };
const text: SettingField = { kind: 'text' };

const words = (text: string, raw: string | null = null) => ({ kind: 'text', text, raw });

test.each([
  [seconds, 600, words('10 minutes', '600 s')],
  [seconds, 1.5, words('1.5 s')],
  [count, 1, words('1 character')],
  [count, 14, words('14 characters')],
  [flag, true, words('Yes')],
  [flag, false, words('No')],
  [choice, 'none', words('None')],
  [choice, 'later', words('later')],
  [choice, 'constructor', words('constructor')],
  [text, 'Northwind', words('Northwind')],
  [code, 'web', { kind: 'code', text: 'web' }],
  [codes, [], { kind: 'empty' }],
  [codes, ['a', 'a'], { kind: 'list', items: ['a', 'a'].map((code) => ({ code, words: null })) }],
  [
    countries,
    ['NL', 'QQ', 'nl', 'Holland'],
    {
      kind: 'list',
      items: [
        { code: 'NL', words: 'Netherlands' },
        { code: 'QQ', words: null },
        { code: 'nl', words: null },
        { code: 'Holland', words: null },
      ],
    },
  ],
] as const)('%j shows %j', (field, value, view) => {
  expect(settingView(field, value)).toEqual(view);
});

test.each([
  [seconds, '600'],
  [count, '14'],
  [flag, 'true'],
  [choice, 3],
  [codes, 'openid email'],
  [codes, ['openid', 3]],
  [countries, { NL: true }],
  [code, ''],
  [text, ['a']],
] as const)('%j of another form, %j, is shown as JSON', (field, value) => {
  expect(settingView(field, value)).toEqual({ kind: 'json', value });
});

test('null and absent are not set, whatever the setting', () => {
  for (const field of fields) {
    expect(settingView(field, null)).toEqual({ kind: 'unset' });
    expect(settingView(field, undefined)).toEqual({ kind: 'unset' });
  }
});

test('no value that JSON can hold is too strange to be shown', () => {
  assert(
    property(constantFrom(...fields), jsonValue(), (field, value) => {
      const view = settingView(field, value);
      expect(view.kind === 'unset').toBe(value === null);
      expect(settingWords(field, value)).not.toBe('');
    }),
  );
  assert(
    property(constantFrom(codes, countries), array(jsonValue()), (field, value) => {
      expect(kept(settingView(field, value))).toEqual(value);
    }),
  );
});

/** The value a view was made of. */
function kept(view: SettingView): unknown {
  switch (view.kind) {
    case 'list':
      return view.items.map(({ code }) => code);
    case 'empty':
      return [];
    case 'json':
      return view.value;
    default:
      return null;
  }
}

test('every default can be said', () => {
  const said = AUTH_METHOD_KINDS.flatMap((kind) => {
    const { core, other } = settingsOf(kind);
    return [...core, ...other]
      .filter(([, field]) => field.default !== undefined)
      .map(([name, field]) => `${kind} ${name}: ${settingWords(field, field.default)}`);
  });
  expect(said).toEqual([
    'oidc scopes: openid, email, profile',
    'apple scopes: name, email',
    'github scopes: read:user, user:email',
    'password min_length: 12 characters',
    'password breach_check: yes',
    'password history: 0 passwords',
    'password require_lowercase: no',
    'password require_uppercase: no',
    'password require_digit: no',
    'password require_symbol: no',
    'temporary_password ttl: 1 day',
    'temporary_password length: 16 characters',
    'email_link ttl: 15 minutes',
    'email_link same_device: yes',
    'email_otp digits: 6 digits',
    'email_otp ttl: 10 minutes',
    'email_otp max_attempts: 5 attempts',
    'sms_otp digits: 6 digits',
    'sms_otp ttl: 10 minutes',
    'sms_otp max_attempts: 5 attempts',
    'totp period: 30 seconds',
    'backup_codes count: 10 codes',
    'backup_codes length: 10 characters',
  ]);
});
