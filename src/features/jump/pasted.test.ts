import { assert, constantFrom, property, string } from 'fast-check';
import { describe, expect, test } from 'vitest';
import { isWholeId, parsePasted } from './pasted.ts';

const ORIGIN = 'https://admin.example.com';
const ISSUER = 'i_4r8w2k9m5x1p7q3e6t0y2u4i8';
const ACCOUNT = 'acc_7k2m5x1p7q3e6t0y2u4i8w9r3';

const parse = (text: string) => parsePasted(text, ORIGIN);

describe('parsePasted', () => {
  test('ids', () => {
    expect(parse(` ${ISSUER}\n`)).toEqual({ kind: 'issuer', id: ISSUER, accountId: null });
    expect(parse(ACCOUNT)).toEqual({ kind: 'account', id: ACCOUNT });
    // Ids are opaque.
    expect(parse('i_Z')).toEqual({ kind: 'issuer', id: 'i_Z', accountId: null });
  });

  test('addresses of this dashboard', () => {
    expect(parse(`${ORIGIN}/accounts/${ACCOUNT}/issuers/${ISSUER}/auth-methods?x=1#y`)).toEqual({
      kind: 'issuer',
      id: ISSUER,
      accountId: ACCOUNT,
    });
    expect(parse(`/accounts/${ACCOUNT}/issuers`)).toEqual({ kind: 'account', id: ACCOUNT });
    expect(parse(`${ORIGIN}/accounts/${ACCOUNT}`)).toEqual({ kind: 'account', id: ACCOUNT });
    expect(parse(`${ORIGIN}/accounts/a%20b`)).toEqual({ kind: 'account', id: 'a b' });
    expect(parse(`${ORIGIN}/accounts`)).toBeNull();
    expect(parse(`${ORIGIN}/`)).toBeNull();
  });

  test('AuthPI’s own address of an issuer', () => {
    const issuer = { kind: 'issuer', id: ISSUER, accountId: null };
    expect(parse(`https://idp.authpi.com/${ISSUER}`)).toEqual(issuer);
    expect(parse(`idp.authpi.com/${ISSUER}/.well-known/openid-configuration`)).toEqual(issuer);
    expect(parse('https://idp.authpi.com/')).toBeNull();
  });

  test('any other address is its host', () => {
    expect(parse('https://Login.Example.com/authorize?x=1')).toEqual({
      kind: 'host',
      host: 'login.example.com',
    });
    expect(parse('https://bücher.example')).toEqual({
      kind: 'host',
      host: 'xn--bcher-kva.example',
    });
  });

  test.each([
    '',
    'i_',
    'acc_',
    'i_a/b',
    'i_a b',
    'storefront',
    'https://',
    'http://[',
    '//evil.example/i_1',
    '/accounts/..%2f..',
    '/accounts/%',
    '/accounts/%2e%2e',
    'javascript:alert(1)',
  ])('%j is only words', (text) => {
    expect(parse(text)).toBeNull();
  });

  test('never throws', () => {
    assert(
      property(
        constantFrom('', 'i_', 'https://', `${ORIGIN}/accounts/`),
        string(),
        (start, text) => {
          expect(['account', 'issuer', 'host', undefined]).toContain(parse(start + text)?.kind);
        },
      ),
    );
  });
});

test('isWholeId tells an id from the beginning of one', () => {
  expect(isWholeId(ISSUER)).toBe(true);
  expect(isWholeId(ACCOUNT)).toBe(true);
  expect(isWholeId('i_4r8w')).toBe(false);
  expect(isWholeId(`${ISSUER}0`)).toBe(false);
});
