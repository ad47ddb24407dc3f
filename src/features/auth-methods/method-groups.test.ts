import { expect, test } from 'vitest';
import { AUTH_METHOD_KINDS } from '#contract/auth-methods/registry.ts';
import { groupMethods } from './method-groups.ts';

const of = (method: string) => ({ id: `am_${method}`, name: method, method, created_at: 1 });

test('every method stands in one group, in the server’s order', () => {
  const groups = groupMethods(['saml', ...AUTH_METHOD_KINDS.toReversed(), 'constructor'].map(of));
  expect(groups.map(({ group, methods }) => [group, methods.map(({ method }) => method)])).toEqual([
    ['social', ['oauth2_manual', 'github', 'apple', 'oidc', 'oauth2']],
    ['passwordless', ['passkey', 'sms_otp', 'email_otp', 'email_link']],
    ['password', ['temporary_password', 'password']],
    ['second', ['backup_codes', 'totp']],
    ['other', ['saml', 'constructor']],
  ]);
});

test('groups without methods are left out', () => {
  expect(groupMethods([])).toEqual([]);
  expect(groupMethods([of('totp')]).map(({ group }) => group)).toEqual(['second']);
});
