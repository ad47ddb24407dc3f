import { expect, test } from 'vitest';
import { secure, SECURITY_HEADERS } from './headers.ts';

test('the policy lets the page run its own files and nothing else', () => {
  expect(SECURITY_HEADERS['content-security-policy']).toBe(
    "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self' data:; " +
      "connect-src 'self'; font-src 'self'; base-uri 'none'; form-action 'none'; " +
      "frame-ancestors 'none'; require-trusted-types-for 'script'; trusted-types 'none'",
  );
});

test('every answer is secured and, unless it says otherwise, kept nowhere', () => {
  const headers = new Headers();
  secure(headers);
  expect(Object.fromEntries(headers)).toMatchObject({
    'cache-control': 'no-store',
    'cross-origin-opener-policy': 'same-origin',
    'cross-origin-resource-policy': 'same-origin',
    'referrer-policy': 'no-referrer',
    'x-content-type-options': 'nosniff',
  });
  expect(headers.get('content-security-policy')).not.toBeNull();
  expect(headers.get('permissions-policy')).toMatch(/^camera=\(\), /);
});

test('what an answer says about caching stays', () => {
  const headers = new Headers({ 'cache-control': 'no-cache' });
  secure(headers);
  expect(headers.get('cache-control')).toBe('no-cache');
});
