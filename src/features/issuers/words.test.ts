import { describe, expect, test } from 'vitest';
import {
  accessWords,
  countWords,
  environmentOf,
  freshWords,
  issuerName,
  signInLook,
  statusLook,
} from './words.ts';

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

test('a total is said only where it is known', () => {
  const all = { count: 1_240, more: false, filtered: false, unreadable: 0 };
  expect(countWords({ ...all, count: 150, more: true })).toBe('150 loaded, more to come');
  expect(countWords(all)).toBe('1,240 issuers, all loaded');
  expect(countWords({ ...all, count: 1 })).toBe('1 issuer, all loaded');
  expect(countWords({ ...all, count: 3, filtered: true })).toBe('3 matching issuers, all loaded');
  expect(countWords({ ...all, unreadable: 2 })).toBe(
    '1,240 issuers, all loaded. 2 more could not be read',
  );
});

test('new rows are counted as far as they are known', () => {
  expect(freshWords({ count: 1, atLeast: false })).toBe('1 new issuer');
  expect(freshWords({ count: 3, atLeast: false })).toBe('3 new issuers');
  expect(freshWords({ count: 50, atLeast: true })).toBe('50+ new issuers');
});
