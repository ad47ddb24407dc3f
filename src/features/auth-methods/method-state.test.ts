import { expect, test } from 'vitest';
import type { AuthMethod } from '#contract/auth-method.ts';
import {
  factorWords,
  featuredState,
  loginState,
  mayHoldCredentials,
  signupState,
} from './method-state.ts';

const of = (method: string, rest: Partial<AuthMethod> = {}): AuthMethod => ({
  id: 'am_1',
  name: 'One',
  method,
  created_at: 1,
  ...rest,
});

test('login means another thing for what cannot start one', () => {
  expect(loginState(of('password', { enabled_login: true }))).toEqual({
    look: { shape: 'ok', text: 'On' },
    meaning: 'Users can sign in with this method.',
  });
  expect(loginState(of('password', { enabled_login: false })).meaning).toBe(
    'Nobody can sign in with this method.',
  );
  expect(loginState(of('totp', { enabled_login: true })).meaning).toBe(
    'Users can be asked for it after another method.',
  );
  expect(loginState(of('totp', { enabled_login: false })).look.text).toBe('Off');
});

test('what AuthPI did not say is unknown', () => {
  for (const state of [loginState, signupState, featuredState]) {
    expect(state(of('password')).look).toEqual({ shape: 'off', text: 'Unknown' });
  }
  expect(factorWords(of('password')).text).toBe('Unknown');
});

test.each([
  ['password', true, 'First factor only'],
  ['passkey', false, 'Also a second factor'],
  ['saml', false, 'Also a second factor'],
  ['totp', false, 'Second factor'],
  ['backup_codes', false, 'Second factor'],
])('%s with first_factor_only %s: %s', (method, first_factor_only, words) => {
  expect(factorWords(of(method, { first_factor_only })).text).toBe(words);
});

test('methods with secrets, and those nobody knows, may hold credentials', () => {
  expect(
    ['oidc', 'apple', 'saml', '__proto__'].map((kind) => mayHoldCredentials(of(kind))),
  ).toEqual([true, true, true, true]);
  expect(['password', 'passkey', 'totp'].map((kind) => mayHoldCredentials(of(kind)))).toEqual([
    false,
    false,
    false,
  ]);
});
