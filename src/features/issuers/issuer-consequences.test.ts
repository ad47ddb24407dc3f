import { describe, expect, test } from 'vitest';
import type { AuthMethod } from '#contract/auth-method.ts';
import type { Domain } from '#contract/domain.ts';
import { forDomains, forMethods } from './issuer-consequences.ts';

const method = (name: string, of: Partial<AuthMethod> = {}): AuthMethod => ({
  id: `am_${name}`,
  name,
  method: 'password',
  enabled_login: true,
  created_at: 0,
  ...of,
});
const totp = method('App', { method: 'totp' });
const unsaid = method('Maybe', { enabled_login: null });
const whole = { whole: true, inUse: true };
const wordsOf = (lines: readonly { text: string; names: readonly string[] }[]) =>
  lines.map(({ text, names }) => [text, ...names].join(' | '));

describe('auth methods', () => {
  test('ways to sign in stop working, by name', () => {
    expect(wordsOf(forMethods('disable', [method('A'), method('B'), totp], whole))).toEqual([
      '2 ways to sign in stop working | A | B',
    ]);
  });

  test('deleted, the others go along', () => {
    expect(wordsOf(forMethods('delete', [method('A'), totp], whole))).toEqual([
      '1 way to sign in stops working | A',
      '1 auth method that nobody can begin a login with goes along | App',
    ]);
  });

  test('what AuthPI does not say, or list, is not taken for harmless', () => {
    expect(wordsOf(forMethods('disable', [unsaid], { whole: false, inUse: true }))).toEqual([
      'Perhaps in use as well: AuthPI does not say whether 1 auth method is on for login | Maybe',
      'Perhaps more: AuthPI did not list all of its auth methods',
    ]);
  });

  test('without a way to sign in nothing stops', () => {
    expect(wordsOf(forMethods('disable', [totp], whole))).toEqual([
      'No auth method is on for login: nobody can sign in now either',
    ]);
  });

  test('of an issuer that is switched off no login stops', () => {
    const off = { whole: true, inUse: false };
    expect(wordsOf(forMethods('suspend', [method('A')], off))).toEqual([
      'It is not active: nobody can sign in now either',
    ]);
    expect(wordsOf(forMethods('delete', [method('A'), totp], off))).toEqual([
      'It is not active: nobody can sign in now either',
      '2 auth methods go along | A | App',
    ]);
  });
});

describe('domains', () => {
  const domain = (host: string): Domain => ({ host });

  test('stay assigned, or become unassigned, by the name people read', () => {
    const hosts = [domain('a.example'), domain('xn--bcher-kva.example')];
    expect(wordsOf(forDomains('disable', hosts, true))).toEqual([
      '2 domains stay assigned, and nobody can sign in there | a.example | bücher.example',
    ]);
    expect(wordsOf(forDomains('delete', hosts.slice(0, 1), true))).toEqual([
      '1 domain becomes unassigned | a.example',
    ]);
  });

  test('none is said only where all are known', () => {
    expect(wordsOf(forDomains('delete', [], true))).toEqual(['No domain is assigned to it']);
    expect(wordsOf(forDomains('delete', [], false))).toEqual([
      'Perhaps more: AuthPI did not list all domains',
    ]);
  });
});
