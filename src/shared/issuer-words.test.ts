import { describe, expect, test } from 'vitest';
import { accessWords, environmentOf, issuerName, signInLook, statusLook } from './issuer-words.ts';

describe('signInLook', () => {
  const row = { status: 'active', readiness: 'ready', enabled_login_method_count: 6 };

  test('counts the ways to sign in', () => {
    expect(signInLook(row)).toEqual({ shape: 'ok', text: '6 methods' });
    expect(signInLook({ ...row, enabled_login_method_count: 1 }).text).toBe('1 method');
  });

  test('says when there is none', () => {
    const none = { shape: 'bad', text: 'No way to sign in' };
    expect(signInLook({ ...row, readiness: 'review', enabled_login_method_count: 0 })).toEqual(
      none,
    );
    expect(signInLook({ ...row, enabled_login_method_count: 0 })).toEqual(none);
  });

  test('says no more than the row tells of one up for review', () => {
    expect(signInLook({ ...row, readiness: 'review', enabled_login_method_count: 2 })).toEqual({
      shape: 'warn',
      text: 'Needs review',
    });
  });

  test('speaks of the status where nobody is let in anyway', () => {
    expect(signInLook({ ...row, status: 'suspended' })).toEqual({
      shape: 'off',
      text: 'Suspended',
    });
    expect(signInLook({ ...row, status: 'paused' })).toEqual({ shape: 'off', text: 'paused' });
  });

  test('does not pretend to know', () => {
    expect(
      signInLook({ status: 'active', readiness: null, enabled_login_method_count: null }),
    ).toEqual({ shape: 'off', text: 'Unknown' });
    expect(signInLook({ ...row, enabled_login_method_count: undefined }).text).toBe('Ready');
    expect(signInLook({ ...row, readiness: 'pending_audit' })).toEqual({
      shape: 'off',
      text: '6 methods',
    });
  });
});

test('words that are not known are shown as they come', () => {
  expect(statusLook('archived')).toEqual({ shape: 'off', text: 'archived' });
  expect(statusLook('constructor').text).toBe('constructor');
  expect(accessWords('by_phone')).toBe('by_phone');
  expect(accessWords('toString')).toBe('toString');
  expect(accessWords(null)).toBe('Not set');
});

test('a name that cannot be seen is no name', () => {
  expect(issuerName({ name: '  ' })).toBe('Unnamed issuer');
  expect(issuerName({ name: null })).toBe('Unnamed issuer');
  expect(issuerName({ name: '内部ツール' })).toBe('内部ツール');
});

test('the environment is a text in the metadata, or none', () => {
  expect(environmentOf({ metadata: { environment: 'staging' } })).toBe('staging');
  expect(environmentOf({ metadata: { environment: 3 } })).toBeNull();
  expect(environmentOf({ metadata: null })).toBeNull();
});
