import { describe, expect, expectTypeOf, test } from 'vitest';
import type { output } from 'zod/mini';

import { authMethod } from '../auth-method.ts';
import { check } from '../check.ts';
import { startsLogin } from '../ours/rules.ts';
import { EXAMPLES } from './examples.ts';
import {
  AUTH_METHODS,
  AUTH_METHOD_KINDS,
  isKnownMethod,
  secretsOf,
  settingsOf,
} from './registry.ts';
import type { AuthMethodKind } from './registry.ts';
import type { KnownAuthMethod } from './schemas.ts';
import {
  authMethodCreate,
  authMethodUpdate,
  authMethodUpdateOf,
  readAuthMethod,
} from './schemas.ts';

/** Contract §9, copied by hand. */
const TABLE: readonly [
  method: string,
  firstFactorOnly: boolean | 'either',
  settings: 'required' | 'optional',
  perIssuer: 'one' | 'many',
  required: readonly string[],
  secrets: readonly string[],
  other: readonly string[],
][] = [
  [
    'oauth2',
    true,
    'required',
    'many',
    ['provider', 'client_id', 'client_secret', 'redirect_uri'],
    ['client_secret'],
    ['scopes'],
  ],
  [
    'oidc',
    true,
    'required',
    'many',
    ['issuer_url', 'client_id', 'client_secret'],
    ['client_secret'],
    ['scopes', 'pkce', 'trust_email_verified'],
  ],
  [
    'apple',
    true,
    'required',
    'many',
    ['client_id', 'team_id', 'key_id', 'private_key'],
    ['private_key'],
    ['scopes'],
  ],
  [
    'github',
    true,
    'required',
    'many',
    ['client_id', 'client_secret'],
    ['client_secret'],
    ['scopes', 'base_url'],
  ],
  [
    'oauth2_manual',
    true,
    'required',
    'many',
    [
      'authorization_endpoint',
      'token_endpoint',
      'userinfo_endpoint',
      'client_id',
      'client_secret',
      'redirect_uri',
    ],
    ['client_secret'],
    ['scopes', 'token_endpoint_auth_method', 'subject_claim'],
  ],
  [
    'password',
    true,
    'required',
    'one',
    [],
    [],
    [
      'min_length',
      'breach_check',
      'history',
      'require_lowercase',
      'require_uppercase',
      'require_digit',
      'require_symbol',
    ],
  ],
  ['temporary_password', true, 'optional', 'one', [], [], ['ttl', 'length']],
  ['email_link', true, 'required', 'one', [], [], ['ttl', 'same_device']],
  ['email_otp', true, 'optional', 'one', [], [], ['digits', 'ttl', 'max_attempts']],
  [
    'sms_otp',
    true,
    'optional',
    'one',
    [],
    [],
    ['digits', 'ttl', 'max_attempts', 'allowed_countries'],
  ],
  [
    'passkey',
    'either',
    'required',
    'many',
    [],
    [],
    [
      'rp_id',
      'rp_name',
      'user_verification',
      'attestation',
      'resident_key',
      'authenticator_attachment',
    ],
  ],
  ['totp', false, 'optional', 'one', [], [], ['algorithm', 'digits', 'period', 'issuer_name']],
  ['backup_codes', false, 'optional', 'one', [], [], ['count', 'length']],
];

describe('AUTH_METHODS', () => {
  test('has the 13 of the contract, in the order of the reference', () => {
    expect(AUTH_METHOD_KINDS).toEqual(TABLE.map(([method]) => method));
  });

  test.each(TABLE)(
    '%s is as the contract says',
    (method, firstFactorOnly, settings, perIssuer, required, secrets, other) => {
      if (!isKnownMethod(method)) throw new TypeError(method);
      const entry = AUTH_METHODS[method];
      expect(entry).toMatchObject({ firstFactorOnly, settings, perIssuer });
      expect(secretsOf(method)).toEqual(secrets);
      const found = settingsOf(method);
      const names = (settings: typeof found.core) => settings.map(([name]) => name).toSorted();
      const core = method === 'passkey' ? ['rp_id'] : required;
      expect(names(found.core)).toEqual(core.toSorted());
      expect(names([...found.core, ...found.other])).toEqual(
        [...new Set([...core, ...other])].toSorted(),
      );
      const must = found.core.filter(([name]) => entry.core[name]?.optional !== true);
      expect(names(must)).toEqual(required.toSorted());
    },
  );

  test('the defaults are those of the contract', () => {
    expect(
      Object.fromEntries(
        AUTH_METHOD_KINDS.map((kind) => [
          kind,
          Object.fromEntries(
            settingsOf(kind)
              .other.filter(([, setting]) => setting.default !== undefined)
              .map(([name, setting]) => [name, setting.default]),
          ),
        ]),
      ),
    ).toEqual({
      oauth2: {},
      oidc: { scopes: ['openid', 'email', 'profile'] },
      apple: { scopes: ['name', 'email'] },
      github: { scopes: ['read:user', 'user:email'] },
      oauth2_manual: {},
      password: {
        min_length: 12,
        breach_check: true,
        history: 0,
        require_lowercase: false,
        require_uppercase: false,
        require_digit: false,
        require_symbol: false,
      },
      temporary_password: { ttl: 86400, length: 16 },
      email_link: { ttl: 900, same_device: true },
      email_otp: { digits: 6, ttl: 600, max_attempts: 5 },
      sms_otp: { digits: 6, ttl: 600, max_attempts: 5 },
      passkey: {},
      totp: { period: 30 },
      backup_codes: { count: 10, length: 10 },
    });
  });

  test('a second factor, and no other, cannot start a login', () => {
    for (const method of AUTH_METHOD_KINDS) {
      const { group, firstFactorOnly } = AUTH_METHODS[method];
      expect(startsLogin({ method })).toBe(group !== 'second');
      expect(firstFactorOnly === false).toBe(group === 'second');
    }
  });

  test('labels of one method tell its settings apart', () => {
    for (const kind of AUTH_METHOD_KINDS) {
      const { core, other } = settingsOf(kind);
      const labels = [...core, ...other].map(([, { label }]) => label);
      expect(new Set(labels).size).toBe(labels.length);
    }
  });

  test('an example is what its own body takes, but for the secrets', () => {
    for (const kind of AUTH_METHOD_KINDS) {
      const { firstFactorOnly } = AUTH_METHODS[kind];
      const { name, settings } = EXAMPLES[kind]({ brand: 'Northwind', site: 'northwind.example' });
      const body = {
        name,
        method: kind,
        first_factor_only: firstFactorOnly === 'either' ? true : firstFactorOnly,
        settings,
      };
      const found = check(authMethodCreate, body);
      const refused = found.ok ? [] : found.issues.map(({ path }) => path.at(-1));
      expect(refused).toEqual(secretsOf(kind));
    }
  });

  test.each(['constructor', '__proto__', 'toString', '', 'PASSWORD', 'saml'])(
    '%j is not one of them',
    (method) => {
      expect(isKnownMethod(method)).toBe(false);
    },
  );
});

const ANSWER = {
  id: 'am_1',
  name: 'Sign in with Git',
  method: 'github',
  first_factor_only: true,
  enabled_login: true,
  enabled_signup: false,
  featured: true,
  settings: { client_id: 'x', scopes: ['read:user'], later: { kept: [1] } },
  created_at: 1,
  updated_at: 2,
  future: 'field',
};

function read(answer: unknown) {
  const found = check(authMethod, answer);
  if (!found.ok) throw new TypeError(JSON.stringify(found.issues));
  expect(found.value).toBe(answer);
  return readAuthMethod(found.value);
}

describe('readAuthMethod', () => {
  test('knows one of the 13 and keeps every field of it', () => {
    expect(read(ANSWER)).toEqual({ known: true, method: ANSWER });
    const { method } = read(ANSWER);
    expect(method).toBe(ANSWER);
  });

  test.each<[string, object]>([
    ['a method nobody knows yet', { method: 'telepathy', settings: { depth: 3 } }],
    ['settings of another form', { settings: { scopes: 'not a list' } }],
    ['settings that are null', { method: 'saml', settings: null }],
    ['a method named like a member of every object', { method: 'constructor' }],
  ])('keeps %s whole, unread', (_, change) => {
    const answer = { ...ANSWER, ...change };
    const found = read(answer);
    expect(found.known).toBe(false);
    expect(found.method).toBe(answer);
  });

  test.each([{ settings: null }, { settings: undefined }, { settings: {} }, { updated_at: null }])(
    'knows one with %j',
    (change) => {
      expect(read({ ...ANSWER, ...change }).known).toBe(true);
    },
  );

  test('knows each of the 13 by its least answer', () => {
    for (const method of AUTH_METHOD_KINDS) {
      expect(read({ id: 'am_1', name: 'x', method, created_at: 1 }).known).toBe(true);
    }
  });
});

describe('bodies', () => {
  test('a passkey may be either kind of factor', () => {
    for (const first_factor_only of [true, false]) {
      const body = { name: 'x', method: 'passkey', first_factor_only, settings: {} };
      expect(check(authMethodCreate, body).ok).toBe(true);
    }
  });

  test.each(['password', 'email_link'])('%s takes empty settings, but not none', (method) => {
    const body = { name: 'x', method, first_factor_only: true };
    expect(check(authMethodCreate, { ...body, settings: {} }).ok).toBe(true);
    expect(check(authMethodCreate, body).ok).toBe(false);
  });

  test('an update checks the settings of its own method', () => {
    const body = { settings: { digits: 11 } };
    expect(check(authMethodUpdate, body).ok).toBe(true);
    expect(check(authMethodUpdateOf('email_otp'), body).ok).toBe(false);
    expect(check(authMethodUpdateOf('password'), body).ok).toBe(true);
  });

  test('an update may repeat core settings', () => {
    expect(check(authMethodUpdateOf('github'), { settings: { client_id: 'x' } }).ok).toBe(true);
  });
});

test('the types of a body and of an answer follow the registry', () => {
  type Create = output<typeof authMethodCreate>;
  type Of<Kind extends Create['method']> = Extract<Create, { method: Kind }>;
  expectTypeOf<Create['method']>().toEqualTypeOf<AuthMethodKind>();
  expectTypeOf<Of<'oidc'>['settings']['issuer_url']>().toEqualTypeOf<string>();
  expectTypeOf<Of<'oidc'>['first_factor_only']>().toEqualTypeOf<true>();
  expectTypeOf<Of<'passkey'>['first_factor_only']>().toEqualTypeOf<boolean>();
  expectTypeOf<Of<'passkey'>['settings']['rp_id']>().toEqualTypeOf<string | null | undefined>();
  expectTypeOf<undefined>().toExtend<Of<'totp'>['settings']>();
  expectTypeOf<undefined>().not.toExtend<Of<'password'>['settings']>();
  type Answer = Extract<KnownAuthMethod, { method: 'apple' }>['settings'];
  expectTypeOf<NonNullable<Answer>['team_id']>().toEqualTypeOf<string | null | undefined>();
  expectTypeOf<NonNullable<Answer>['private_key']>().toEqualTypeOf<unknown>();
});
