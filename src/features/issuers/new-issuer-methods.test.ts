import { describe, expect, test } from 'vitest';
import { AUTH_METHOD_KINDS } from '#contract/auth-methods/registry.ts';
import type { AuthMethod } from '#contract/auth-method.ts';
import { planMethods, waysIn } from './new-issuer-methods.ts';

const method = (kind: string, of: Partial<AuthMethod> = {}): AuthMethod => ({
  id: `am_${kind}`,
  name: kind,
  method: kind,
  created_at: 0,
  first_factor_only: true,
  ...of,
});

describe('auth methods of a copy', () => {
  test('those whose secret no answer carries are left to do, by name', () => {
    const { copies, left } = planMethods(AUTH_METHOD_KINDS.map((kind) => method(kind)));
    expect(left.map(({ name }) => name)).toEqual([
      'oauth2',
      'oidc',
      'apple',
      'github',
      'oauth2_manual',
    ]);
    expect(left.find(({ name }) => name === 'apple')?.why).toContain('private key');
    expect(copies.map(({ name }) => name)).toEqual(
      AUTH_METHOD_KINDS.filter((kind) => left.every(({ name }) => name !== kind)),
    );
  });

  test('are sent as they are, without ids, times and nulls', () => {
    const settings = { min_length: 16, history: null };
    const { copies } = planMethods([
      method('password', { enabled_login: false, featured: null, settings, updated_at: 5 }),
    ]);
    expect(copies[0]?.body).toEqual({
      name: 'password',
      method: 'password',
      first_factor_only: true,
      enabled_login: false,
      settings: { min_length: 16 },
    });
  });

  test('settings are there where they are required, and not where there are none', () => {
    const { copies } = planMethods([method('email_link'), method('totp')]);
    expect(copies.map(({ body }) => body.settings)).toEqual([{}, undefined]);
    // Fixed by the kind, whatever an answer says.
    expect(copies.map(({ body }) => body.first_factor_only)).toEqual([true, false]);
  });

  test('what cannot be changed later is said', () => {
    const { copies } = planMethods([method('passkey', { settings: { rp_id: 'a.example' } })]);
    expect(copies[0]?.note).toContain('rp_id "a.example"');
  });

  test('what is not known, or not said, is left to do', () => {
    const { copies, left } = planMethods([
      method('carrier_pigeon'),
      method('passkey', { first_factor_only: null }),
      method('password', { settings: { min_length: 3 } }),
    ]);
    expect(copies).toEqual([]);
    expect(left.map(({ why }) => why)).toEqual([
      expect.stringContaining('does not know'),
      expect.stringContaining('second factor'),
      expect.stringContaining('settings.min_length'),
    ]);
  });
});

describe('who can sign in to a copy', () => {
  const waysInto = (...methods: AuthMethod[]) => waysIn(planMethods(methods), methods);
  const on = { enabled_login: true };
  const off = { enabled_login: false };

  test('somebody, where one that starts a login is copied and on', () => {
    const ways = waysInto(method('oidc', on), method('password', on), method('email_link', off));
    expect(ways).toEqual({ kind: 'some', names: [] });
    expect(waysInto(method('passkey', { ...on, first_factor_only: false })).kind).toBe('some');
  });

  test('nobody, where those that do need a secret, are off, or come second', () => {
    expect(waysInto(method('oidc', on), method('password', off), method('totp', on))).toEqual({
      kind: 'none',
      names: ['oidc'],
    });
    expect(waysInto(method('carrier_pigeon', on)).names).toEqual(['carrier_pigeon']);
    expect(waysInto()).toEqual({ kind: 'none', names: [] });
  });

  test('not known, where AuthPI does not say what is on', () => {
    expect(waysInto(method('oidc', on), method('password'), method('totp'))).toEqual({
      kind: 'unsaid',
      names: ['password'],
    });
  });
});
