import { describe, expect, test } from 'vitest';
import { judgeRpId } from './passkey-rp.ts';
import { isPublicSuffix } from '#contract/ours/public-suffix.ts';

const judge = (rpId: string, hosts: readonly string[] | null = ['auth.acme.com']) =>
  judgeRpId(rpId, hosts, isPublicSuffix);

describe('a relying party id', () => {
  test.each(['auth.acme.com', 'acme.com'])('%s fits the issuer’s domain', (rpId) => {
    expect(judge(rpId)).toEqual({
      level: 'ok',
      words: `Passkeys of ${rpId} work on auth.acme.com.`,
    });
  });

  test.each(['shop.example.com', 'login.auth.acme.com', 'cme.com', 'h.acme.com'])(
    '%s does not',
    (rpId) => {
      expect(judge(rpId)).toEqual({
        level: 'warn',
        words: `Passkeys of ${rpId} do not work on auth.acme.com, idp.authpi.com.`,
      });
    },
  );

  test('may fit one of several', () => {
    expect(judge('acme.com', ['auth.acme.com', 'auth.shop.org'])).toEqual({
      level: 'warn',
      words: 'Passkeys of acme.com work on auth.acme.com, but not on auth.shop.org.',
    });
    expect(judge('authpi.com')).toMatchObject({
      words: 'Passkeys of authpi.com work on idp.authpi.com, but not on auth.acme.com.',
    });
  });

  test('fits the shared address where the issuer has no other', () => {
    expect(judge('idp.authpi.com', []).level).toBe('ok');
    expect(judge('acme.com', []).words).toContain('no verified domain is assigned');
  });

  test.each([
    ['com', 'public suffix'],
    ['co.uk', 'public suffix'],
    ['github.io', 'public suffix'],
    ['localhost', 'two parts'],
    ['https://acme.com', 'without https'],
    ['acme.com:443', 'without a port'],
    ['acme.com/login', 'without a path'],
    ['192.0.2.1', 'IP address'],
    ['Acme.com', 'this is acme.com'],
    ['bücher.example', 'this is xn--bcher-kva.example'],
  ])('%s is wrong: %s', (rpId, words) => {
    expect(judge(rpId).level).toBe('bad');
    expect(judge(rpId).words).toContain(words);
  });

  test('is not judged where the domains are not known', () => {
    expect(judge('acme.com', null)).toMatchObject({ level: 'unknown' });
    expect(judge('acme.com', null).words).toContain('could not be looked at');
    expect(judge('idp.authpi.com', null).level).toBe('unknown');
    expect(judge('co.uk', null).level).toBe('bad');
  });
});
