import { expect, test } from 'vitest';
import type { AuthMethod } from '#contract/auth-method.ts';
import { nameBeside, startBeside, startInstead } from './rotate-start.ts';

const method: AuthMethod = {
  id: 'am_1',
  name: 'Google',
  method: 'oidc',
  first_factor_only: true,
  enabled_login: true,
  enabled_signup: true,
  featured: true,
  settings: {
    issuer_url: 'https://id.example',
    client_id: 'web',
    client_secret: 'canary',
    private_key: 'canary',
    pkce: null,
    scopes: ['openid'],
    later: { a: 1 },
  },
  created_at: 1,
};
const settings = {
  issuer_url: 'https://id.example',
  client_id: 'web',
  scopes: ['openid'],
  later: { a: 1 },
};

test('the new one is like the old one, off, and without any secret', () => {
  expect(startBeside('i_1', 'oidc', method)).toEqual({
    name: 'Google (new)',
    first_factor_only: true,
    enabled_login: false,
    enabled_signup: false,
    featured: false,
    settings,
  });
});

test('one that is created anew is as it was, without any secret', () => {
  expect(startInstead('i_1', 'oidc', method)).toEqual({
    issuerId: 'i_1',
    method: 'oidc',
    name: 'Google',
    first_factor_only: true,
    enabled_login: true,
    enabled_signup: true,
    featured: true,
    settings,
  });
});

test.each([
  ['Google', 'Google (new)'],
  ['Google (new)', 'Google'],
  ['Google ', 'Google (new)'],
  ['認証', '認証 (new)'],
  ['x'.repeat(100), `${'x'.repeat(94)} (new)`],
  ['😀'.repeat(100), `${'😀'.repeat(94)} (new)`],
])('beside %s it is called %s', (name, wanted) => {
  expect(nameBeside(name)).toBe(wanted);
});
