import { describe, expect, test } from 'vitest';
import { AUTH_METHOD_KINDS } from '#contract/auth-methods/registry.ts';
import type { AuthMethodKind } from '#contract/auth-methods/registry.ts';
import { carriedSettings, methodBody, notKeptOf, startOf } from './method-form-body.ts';

const PEM = '-----BEGIN PRIVATE KEY-----\nMIGH\n-----END PRIVATE KEY-----';

/** What is typed for each method, and the body that the contract (§9) has for it, by hand. */
const CASES: {
  readonly [Kind in AuthMethodKind]: {
    typed: { [setting: string]: unknown };
    secrets: { [setting: string]: string };
    body: object;
  };
} = {
  oauth2: {
    typed: {
      provider: 'bluebird',
      client_id: 'web',
      redirect_uri: 'http://localhost:3000/cb',
      scopes: null,
    },
    secrets: { client_secret: 's' },
    body: {
      name: 'OAuth 2.0',
      method: 'oauth2',
      first_factor_only: true,
      enabled_login: true,
      enabled_signup: true,
      featured: false,
      settings: {
        provider: 'bluebird',
        client_id: 'web',
        client_secret: 's',
        redirect_uri: 'http://localhost:3000/cb',
      },
    },
  },
  oidc: {
    typed: {
      issuer_url: 'https://accounts.google.com',
      client_id: 'web',
      scopes: ['openid', 'email'],
      pkce: true,
      trust_email_verified: false,
    },
    secrets: { client_secret: 's' },
    body: {
      name: 'OpenID Connect',
      method: 'oidc',
      first_factor_only: true,
      enabled_login: true,
      enabled_signup: true,
      featured: false,
      settings: {
        issuer_url: 'https://accounts.google.com',
        client_id: 'web',
        client_secret: 's',
        scopes: ['openid', 'email'],
        pkce: true,
        trust_email_verified: false,
      },
    },
  },
  apple: {
    typed: {
      client_id: 'com.example.web',
      team_id: 'TEAM7EXMPL',
      key_id: 'K3Y1D5EED0',
      scopes: [],
    },
    secrets: { private_key: PEM },
    body: {
      name: 'Apple',
      method: 'apple',
      first_factor_only: true,
      enabled_login: true,
      enabled_signup: true,
      featured: false,
      settings: {
        client_id: 'com.example.web',
        team_id: 'TEAM7EXMPL',
        key_id: 'K3Y1D5EED0',
        private_key: PEM,
      },
    },
  },
  github: {
    typed: { client_id: 'Iv1.8a61', base_url: 'https://git.example.com' },
    secrets: { client_secret: 's' },
    body: {
      name: 'GitHub',
      method: 'github',
      first_factor_only: true,
      enabled_login: true,
      enabled_signup: true,
      featured: false,
      settings: { client_id: 'Iv1.8a61', client_secret: 's', base_url: 'https://git.example.com' },
    },
  },
  oauth2_manual: {
    typed: {
      authorization_endpoint: 'https://d.example/a',
      token_endpoint: 'https://d.example/t',
      userinfo_endpoint: 'https://d.example/me',
      client_id: 'authpi',
      redirect_uri: 'https://login.example/cb',
      token_endpoint_auth_method: 'client_secret_post',
      subject_claim: 'sub',
    },
    secrets: { client_secret: 's' },
    body: {
      name: 'OAuth 2.0, set up by hand',
      method: 'oauth2_manual',
      first_factor_only: true,
      enabled_login: true,
      enabled_signup: true,
      featured: false,
      settings: {
        authorization_endpoint: 'https://d.example/a',
        token_endpoint: 'https://d.example/t',
        userinfo_endpoint: 'https://d.example/me',
        client_id: 'authpi',
        client_secret: 's',
        redirect_uri: 'https://login.example/cb',
        token_endpoint_auth_method: 'client_secret_post',
        subject_claim: 'sub',
      },
    },
  },
  password: {
    typed: {},
    secrets: {},
    body: {
      name: 'Password',
      method: 'password',
      first_factor_only: true,
      enabled_login: true,
      enabled_signup: true,
      featured: false,
      settings: {},
    },
  },
  temporary_password: {
    typed: { ttl: 3600, length: null },
    secrets: {},
    body: {
      name: 'Temporary password',
      method: 'temporary_password',
      first_factor_only: true,
      enabled_login: true,
      enabled_signup: true,
      featured: false,
      settings: { ttl: 3600 },
    },
  },
  email_link: {
    typed: { same_device: false },
    secrets: {},
    body: {
      name: 'E-mail link',
      method: 'email_link',
      first_factor_only: true,
      enabled_login: true,
      enabled_signup: true,
      featured: false,
      settings: { same_device: false },
    },
  },
  email_otp: {
    typed: { digits: null },
    secrets: {},
    body: {
      name: 'E-mail code',
      method: 'email_otp',
      first_factor_only: true,
      enabled_login: true,
      enabled_signup: true,
      featured: false,
    },
  },
  sms_otp: {
    typed: { digits: 8, allowed_countries: ['NL', 'BE'] },
    secrets: {},
    body: {
      name: 'SMS code',
      method: 'sms_otp',
      first_factor_only: true,
      enabled_login: true,
      enabled_signup: true,
      featured: false,
      settings: { digits: 8, allowed_countries: ['NL', 'BE'] },
    },
  },
  passkey: {
    typed: { rp_name: 'Acme' },
    secrets: {},
    body: {
      name: 'Passkey',
      method: 'passkey',
      first_factor_only: true,
      enabled_login: true,
      enabled_signup: true,
      featured: false,
      settings: { rp_name: 'Acme' },
    },
  },
  totp: {
    typed: { algorithm: 'SHA256', digits: 8, period: 60 },
    secrets: {},
    body: {
      name: 'Authenticator app',
      method: 'totp',
      first_factor_only: false,
      enabled_login: true,
      enabled_signup: false,
      featured: false,
      settings: { algorithm: 'SHA256', digits: 8, period: 60 },
    },
  },
  backup_codes: {
    typed: {},
    secrets: {},
    body: {
      name: 'Backup codes',
      method: 'backup_codes',
      first_factor_only: false,
      enabled_login: true,
      enabled_signup: false,
      featured: false,
    },
  },
};

const made = (kind: AuthMethodKind, change: object = {}, secrets = CASES[kind].secrets) =>
  methodBody(
    kind,
    { ...startOf(kind), settings: CASES[kind].typed, ...change },
    new Map(Object.entries(secrets)),
  );
const refused = (result: ReturnType<typeof made>) => (result.ok ? [] : result.refused);

describe('the body of a new auth method', () => {
  test.each(AUTH_METHOD_KINDS)('of %s is that of the contract', (kind) => {
    expect(made(kind)).toEqual({ ok: true, body: CASES[kind].body });
  });

  test('of a passkey says whether it may be a second factor; of no other is it asked', () => {
    expect(made('passkey', { first_factor_only: false })).toMatchObject({
      body: { first_factor_only: false },
    });
    expect(made('totp', { first_factor_only: true })).toMatchObject({
      body: { first_factor_only: false },
    });
  });

  test('has the switches as they are', () => {
    const off = { enabled_login: false, enabled_signup: false, featured: true };
    expect(made('password', off)).toMatchObject({ body: off });
  });

  test('names what is missing, at its field', () => {
    expect(refused(made('oidc', { settings: {} }, {})).map(({ field }) => field)).toEqual([
      'settings.issuer_url',
      'settings.client_id',
      'settings.client_secret',
    ]);
    expect(refused(made('oidc', { name: '' }))).toEqual([
      { field: 'name', message: 'This must not be empty' },
    ]);
  });

  test('says nothing of a secret but what is wrong', () => {
    const canary = 'canary-of-a-secret';
    const words = refused(made('apple', {}, { private_key: canary }));
    expect(words.map(({ field }) => field)).toEqual(['settings.private_key']);
    expect(JSON.stringify(words)).not.toContain(canary);
  });

  test('takes no secret of a value that is drafted, and none of another method', () => {
    const settings = { ...CASES.github.typed, client_secret: 'typed elsewhere', private_key: 'x' };
    expect(refused(made('github', { settings }, {}))).toEqual([
      { field: 'settings.client_secret', message: 'This is needed' },
    ]);
    expect(made('github', { settings })).toMatchObject({ body: CASES.github.body });
  });

  test('takes along what nobody knows, as it came', () => {
    const settings = { later: { a: 1 }, gone: null, min_length: 14 };
    const start = { ...startOf('password'), settings };
    expect(made('password', { settings })).toMatchObject({
      body: { settings: { min_length: 14, later: { a: 1 } } },
    });
    expect(carriedSettings('password', start)).toEqual(['later']);
  });
});

describe('what was not kept', () => {
  const sent = (kind: AuthMethodKind, change: object = {}) => {
    const result = made(kind, change);
    if (!result.ok) throw new Error('refused');
    return result.body;
  };
  const answer = { id: 'am_1', created_at: 1 };

  test('is nothing where all was, secrets aside, in whatever order', () => {
    const body = sent('oidc');
    const settings = { ...CASES.oidc.typed, scopes: ['email', 'openid'], more: 1 };
    expect(notKeptOf('oidc', body, { ...answer, ...body, settings })).toEqual([]);
  });

  test('is named', () => {
    const body = sent('oidc');
    const kept = {
      ...answer,
      ...body,
      name: 'Other',
      settings: { ...CASES.oidc.typed, pkce: null },
    };
    expect(notKeptOf('oidc', body, kept)).toEqual(['name', 'settings.pkce']);
    expect(notKeptOf('email_otp', sent('email_otp'), { ...answer, ...sent('email_otp') })).toEqual(
      [],
    );
  });
});
