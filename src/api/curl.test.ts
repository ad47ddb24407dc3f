import { execFileSync } from 'node:child_process';
import * as fc from 'fast-check';
import { expect, test } from 'vitest';
import { isSafeSegment } from '#contract/operations.ts';
import { curlOf } from './curl.ts';

test('names the operation’s own address, and the key by its variables', () => {
  expect(curlOf('getIssuer', { account_id: 'acc_1', issuer_id: 'i_2' })).toBe(
    'curl -u "$AUTHPI_KEY_ID:$AUTHPI_KEY_SECRET" https://api.authpi.com/v1/accounts/acc_1/issuers/i_2',
  );
  expect(curlOf('listAccounts', {})).toBe(
    'curl -u "$AUTHPI_KEY_ID:$AUTHPI_KEY_SECRET" https://api.authpi.com/v1/accounts',
  );
});

test.each([
  ["x'$(id)'", String.raw`'https://api.authpi.com/v1/accounts/x'\''%24(id)'\'''`],
  ['$(id)', "'https://api.authpi.com/v1/accounts/%24(id)'"],
  ['!!', "'https://api.authpi.com/v1/accounts/!!'"],
  ['a b\nc', "'https://api.authpi.com/v1/accounts/a%20b%0Ac'"],
  ['{a,b}[1-9]', "'https://api.authpi.com/v1/accounts/%7Ba%2Cb%7D%5B1-9%5D'"],
])('an id of %j stays one word of the shell', (account_id, word) => {
  expect(curlOf('getAccount', { account_id })).toBe(
    `curl -u "$AUTHPI_KEY_ID:$AUTHPI_KEY_SECRET" ${word}`,
  );
});

test('an id that is no path segment has no command', () => {
  expect(() => curlOf('getAccount', { account_id: "x' #" })).toThrow(TypeError);
});

test('whatever the id, a shell reads one address whose path is the operation’s', () => {
  const nasty = fc.constantFrom(
    "'",
    '"',
    '$',
    '`',
    '\\',
    '!',
    ';',
    '&',
    '|',
    '(',
    ')',
    '*',
    '~',
    ' ',
  );
  fc.assert(
    fc.property(fc.string({ unit: nasty, minLength: 1, maxLength: 8 }), (account_id) => {
      fc.pre(isSafeSegment(account_id));
      const command = curlOf('getAccount', { account_id });
      // In the place of curl: prints each of its arguments on a line.
      const printed = execFileSync('sh', ['-c', command.replace(/^curl/, "printf '%s\\n'")], {
        encoding: 'utf8',
        env: { AUTHPI_KEY_ID: 'key_1', AUTHPI_KEY_SECRET: 'secret' },
      });
      const [flag, credential, url, ...more] = printed.split('\n');
      expect([flag, credential, ...more]).toEqual(['-u', 'key_1:secret', '']);
      const segment = new URL(url ?? '').pathname.split('/').at(-1) ?? '';
      expect(decodeURIComponent(segment)).toBe(account_id);
    }),
    { numRuns: 40 },
  );
});
