import { expect, test } from 'vitest';
import { pageKindOf } from './same-page.ts';

test.each([
  ['/accounts/acc_1/issuers', 'issuers'],
  ['/accounts/acc_1/domains/', 'domains'],
  ['/accounts/acc_1/sign-in-check', 'sign-in-check'],
  ['/accounts/acc_1', null],
  ['/accounts', null],
  ['/accounts/acc_1/issuers/i_1', null],
  ['/accounts/issuers/constructor', null],
])('%s is %s', (pathname, kind) => {
  expect(pageKindOf(pathname)).toBe(kind);
});
