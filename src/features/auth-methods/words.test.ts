import { describe, expect, test } from 'vitest';
import type { AuthMethod } from '#contract/auth-method.ts';
import { ageWords, expiryLook } from './credential-words.ts';
import { doorsLook, partialWords } from './words.ts';

const method = (kind: string, enabled_login?: boolean): AuthMethod => ({
  id: `am_${kind}`,
  name: kind,
  method: kind,
  created_at: 1,
  ...(enabled_login !== undefined && { enabled_login }),
});
const page = (data: AuthMethod[], rest: { has_more?: boolean; invalid_count?: number } = {}) => ({
  data,
  ...rest,
});

describe('doorsLook', () => {
  test('counts what can start a login', () => {
    const all = [method('password', true), method('passkey', true), method('sms_otp', false)];
    expect(doorsLook(page(all))).toEqual({ shape: 'ok', text: '2 ways to sign in' });
    expect(doorsLook(page([method('password', true)])).text).toBe('1 way to sign in');
    expect(doorsLook(page([method('saml', true)])).text).toBe('1 way to sign in');
  });

  test('second factors, and methods that are off, let nobody in', () => {
    const none = { shape: 'bad', text: 'No way to sign in' };
    expect(doorsLook(page([]))).toEqual(none);
    expect(doorsLook(page([method('totp', true), method('backup_codes', true)]))).toEqual(none);
    expect(doorsLook(page([method('password', false), method('totp')]))).toEqual(none);
  });

  test('a method that is not said to be on or off may be a way in', () => {
    expect(doorsLook(page([method('password', false), method('oidc')]))).toEqual({
      shape: 'warn',
      text: 'No way to sign in is known',
    });
    expect(doorsLook(page([method('password', true), method('oidc')])).text).toBe(
      'At least 1 way to sign in',
    );
  });

  test('a list that is not whole never says how many there are', () => {
    const open = [method('password', true)];
    expect(doorsLook(page(open, { has_more: true })).text).toBe('At least 1 way to sign in');
    expect(doorsLook(page(open, { invalid_count: 2 })).text).toBe('At least 1 way to sign in');
    expect(doorsLook(page([], { invalid_count: 1 }))).toEqual({
      shape: 'warn',
      text: 'No way to sign in is known',
    });
  });
});

test('what is missing from a list is said', () => {
  expect(partialWords(page([]))).toBeNull();
  expect(partialWords(page([], { has_more: false, invalid_count: 0 }))).toBeNull();
  expect(partialWords(page([], { invalid_count: 1 }))).toBe(
    '1 auth method could not be read, and is not shown here.',
  );
  expect(partialWords(page([], { has_more: true, invalid_count: 2 }))).toBe(
    '2 auth methods could not be read, and are not shown here. AuthPI has more auth methods than it listed.',
  );
});

test.each([
  ['2026-10-01', { shape: 'ok', text: 'Expires on 4 Dec 2026' }],
  ['2026-11-22', { shape: 'warn', text: 'Expires in 12 days, on 4 Dec 2026' }],
  ['2026-12-03', { shape: 'warn', text: 'Expires tomorrow, on 4 Dec 2026' }],
  ['2026-12-04', { shape: 'warn', text: 'Expires today, on 4 Dec 2026' }],
  ['2026-12-05', { shape: 'bad', text: 'Expired on 4 Dec 2026' }],
] as const)('an expiry on 4 December, seen on %s', (today, look) => {
  expect(expiryLook({ kind: 'day', day: '2026-12-04' }, Date.parse(`${today}T12:00:00Z`))).toEqual(
    look,
  );
});

test('an expiry that is no date is shown as it came', () => {
  expect(expiryLook({ kind: 'unreadable', value: 'next spring' }, 0)).toEqual({
    shape: 'warn',
    text: 'No date of expiry: “next spring”',
  });
  expect(expiryLook({ kind: 'unreadable', value: { in: 3 } }, 0).text).toBe(
    'No date of expiry: {"in":3}',
  );
});

test.each([
  ['2026-11-22T15:29:00', 'less than a day'],
  ['2026-11-21T15:30:01', 'less than a day'],
  ['2026-11-21T15:30:00', '1 day'],
  ['2026-11-19T23:00:00', '3 days'],
  ['2026-09-23T12:00:00', '60 days'],
  ['2026-09-22T12:00:00', '2 months'],
  ['2025-11-23T12:00:00', '11 months'],
  ['2025-11-22T12:00:00', '12 months'],
  ['2024-11-23T12:00:00', '23 months'],
  ['2024-11-22T12:00:00', '2 years'],
  ['2023-11-22T12:00:00', '3 years'],
])('what is from %s is %s old', (since, words) => {
  expect(ageWords(Date.parse(since), Date.parse('2026-11-22T15:30:00'))).toBe(words);
});

test('what is from the future has no age', () => {
  expect(ageWords(2, 1)).toBeNull();
});
