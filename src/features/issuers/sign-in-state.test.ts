import { describe, expect, test } from 'vitest';
import type { AuthMethod } from '#contract/auth-method.ts';
import { listedOf } from '#shared/listed.ts';
import type { Listed } from '#shared/listed.ts';
import { signInState, signUpState } from './sign-in-state.ts';

const active = { status: 'active' };
const asking: Listed<AuthMethod> = { state: 'asking' };
const failed: Listed<AuthMethod> = { state: 'failed', error: new Error('500') };

function method(fields: Partial<AuthMethod>): AuthMethod {
  return { id: 'am_1', name: 'Password', method: 'password', created_at: 0, ...fields };
}

function known(methods: Partial<AuthMethod>[], whole = true): Listed<AuthMethod> {
  return { state: 'known', rows: methods.map(method), whole };
}

const door = { enabled_login: true };

describe('whether people can sign in', () => {
  test('is not said before the auth methods are there', () => {
    expect(signInState(active, asking)).toBeNull();
    expect(signInState(active, failed)).toMatchObject({
      tone: 'unknown',
      title: 'Not known whether people can sign in',
    });
  });

  test.each(['disabled', 'suspended', 'deleted'])(
    '%s needs no auth methods to say no',
    (status) => {
      for (const methods of [asking, failed, known([door])]) {
        expect(signInState({ status }, methods)).toMatchObject({
          title: 'Nobody can sign in',
          detail: `The issuer is ${status}.`,
        });
      }
    },
  );

  test('a status that is not known is quoted, not judged', () => {
    expect(signInState({ status: 'frozen' }, known([door]))).toEqual({
      tone: 'unknown',
      title: 'Not known whether people can sign in',
      detail: 'The status is “frozen”, a word this dashboard does not know.',
    });
    expect(signInState({ status: 'constructor' }, known([door]))).toMatchObject({
      tone: 'unknown',
    });
  });

  test('counts doors, not methods', () => {
    const methods = known([
      door,
      { method: 'totp', enabled_login: true },
      { enabled_login: false },
    ]);
    expect(signInState(active, methods)).toEqual({
      tone: 'ok',
      title: 'Sign-in is on',
      detail: 'The issuer is active and 1 auth method can start a login.',
    });
  });

  test('what is not said to be on or off is not taken for off', () => {
    expect(signInState(active, known([{ enabled_login: null }, {}]))).toEqual({
      tone: 'unknown',
      title: 'Not known whether people can sign in',
      detail: 'AuthPI did not say whether login is on for 2 auth methods.',
    });
    expect(signInState(active, known([door, {}]))?.detail).toBe(
      'The issuer is active and at least 1 auth method can start a login.',
    );
  });

  test('one door of a list that is not whole is enough; none is not', () => {
    expect(signInState(active, known([door, door], false))?.detail).toBe(
      'The issuer is active and at least 2 auth methods can start a login.',
    );
    expect(signInState(active, known([], false))).toMatchObject({
      tone: 'unknown',
      title: 'Not known whether people can sign in',
    });
  });

  test.each([
    [[], 'The issuer has no auth method.'],
    [[{ enabled_login: false }], 'Its only auth method is off for login or cannot start one.'],
    [
      [{ method: 'totp', enabled_login: true }, { enabled_login: false }],
      'Each of its 2 auth methods is off for login or cannot start one.',
    ],
  ])('no door among %j', (methods, detail) => {
    expect(signInState(active, known(methods))).toEqual({
      tone: 'bad',
      title: 'Nobody can sign in',
      detail,
    });
  });
});

describe('who can sign up', () => {
  const withMode = (mode: unknown, more = {}) => ({
    ...active,
    settings: { access: { mode, ...more } },
  });
  const on = known([
    { enabled_signup: true },
    { enabled_signup: false },
    { method: 'totp', enabled_signup: true },
  ]);

  test.each([
    ['open', 'Anybody can sign up'],
    ['invite_only', 'Only people who were invited can sign up'],
    ['approval', 'Anybody can ask to sign up; an administrator approves'],
  ])('%s', (mode, title) => {
    expect(signUpState(withMode(mode), on)).toEqual({
      shape: 'ok',
      title,
      detail: '1 auth method is on for signup.',
    });
    expect(signUpState(withMode(mode), asking)).toEqual({ shape: 'off', title, detail: '' });
    expect(signUpState(withMode(mode), failed)).toMatchObject({ shape: 'off', title });
    expect(signUpState(withMode(mode), known([]))).toMatchObject({
      shape: 'warn',
      title: 'Nobody can sign up',
    });
    expect(signUpState(withMode(mode), known([], false))).toMatchObject({ shape: 'off', title });
  });

  test('a second factor brings nobody in; what is not said is not taken for off', () => {
    const totp = { method: 'totp', enabled_signup: true };
    expect(signUpState(withMode('open'), known([totp]))).toMatchObject({
      shape: 'warn',
      title: 'Nobody can sign up',
    });
    expect(signUpState(withMode('open'), known([totp, { enabled_signup: null }]))).toEqual({
      shape: 'off',
      title: 'Anybody can sign up',
      detail: 'AuthPI did not say whether signup is on for 1 auth method.',
    });
  });

  test('an issuer that is not active lets nobody in yet', () => {
    expect(signUpState({ ...withMode('open'), status: 'disabled' }, on)).toEqual({
      shape: 'off',
      title: 'Anybody can sign up',
      detail: 'Once the issuer is active.',
    });
  });

  test('closed needs no auth methods', () => {
    expect(signUpState(withMode('closed'), on)).toEqual({
      shape: 'off',
      title: 'Nobody can sign up',
      detail: '',
    });
  });

  test('e-mail domains limit it; what is no text among them is left to the settings', () => {
    const settings = withMode('open', { allowed_email_domains: ['a.example', 7, 'b.example'] });
    expect(signUpState(settings, on).title).toBe(
      'Anybody can sign up, with an address at a.example, b.example',
    );
  });

  test.each([null, undefined, '', 7])('a mode of %j is not set', (mode) => {
    expect(signUpState(withMode(mode), on).detail).toMatch(/^The access mode is not set/);
  });

  test('a mode that is not known is quoted', () => {
    expect(signUpState(withMode('__proto__'), on).detail).toBe(
      'The access mode is “__proto__”, a word this dashboard does not know.',
    );
  });
});

test('a list keeps what was known when it fails later, and knows when it is not whole', () => {
  const error = new Error('500');
  expect(listedOf({ data: undefined, error: null })).toEqual({ state: 'asking' });
  expect(listedOf({ data: undefined, error })).toEqual({ state: 'failed', error });
  const page = (rest: object) => listedOf({ data: { data: [1], ...rest }, error });
  expect(page({})).toEqual({ state: 'known', rows: [1], whole: true });
  expect(page({ has_more: true })).toMatchObject({ whole: false });
  expect(page({ invalid_count: 2 })).toMatchObject({ whole: false });
});
