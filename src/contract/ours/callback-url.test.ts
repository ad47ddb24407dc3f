import { array, assert, constantFrom, oneof, pre, property, string } from 'fast-check';
import { describe, expect, test } from 'vitest';
import { callbackUrl, checkTemplate, SAMPLE_CALLBACK_URL } from './callback-url.ts';

const method = {
  issuerAddress: 'https://idp.authpi.com/i_1',
  issuerId: 'i_1',
  method: 'oidc',
  methodId: 'am_1',
};

/** What templates are made of, and what breaks them. */
const PARTS =
  '{issuer} {issuer_id} {method} {method_id} https:// a.example { } / // ? # @ : . % [ ü'
    .split(' ')
    .concat('\\', ' ', '4');

describe('templates', () => {
  test.each([
    SAMPLE_CALLBACK_URL,
    '{issuer}',
    '{issuer}?method={method}',
    '{issuer}/callback/{method}/{method_id}',
    'https://idp.authpi.com/callback',
    'https://{issuer_id}.idp.example:8443/callback?method={method}&id={method_id}',
    'HTTPS://IDP.example/{method}',
    'https://idp.example/100%25/{method}',
  ])('%s can be used', (template) => {
    expect(checkTemplate(template)).toBeNull();
  });

  test.each([
    ['', /https URL/],
    ['callback', /https URL/],
    ['/callback/{method}', /https URL/],
    ['http://idp.example/callback', /https URL/],
    ['javascript:alert(1)', /https URL/],
    ['https:idp.example', /https URL/],
    ['https:///idp.example', /https URL/],
    ['https://', /https URL/],
    ['https://idp.example:{issuer_id}/', /https URL/],
    ['https://me:word@idp.example/', /https URL/],
    ['https://{method}@idp.example/', /https URL/],
    ['{method}://idp.example', /https URL/],
    ['{issuer_id}/callback', /https URL/],
    ['{issuer}/{tenant}', /^\{tenant\} is not known; known are \{issuer\}, \{issuer_id\}/],
    ['{issuer}/{Method}', /^\{Method\} is not known/],
    ['{issuer}/{constructor}', /^\{constructor\} is not known/],
    ['{issuer}/{__proto__}', /^\{__proto__\} is not known/],
    ['{issuer}/{ method }', /^\{ method \} is not known/],
    ['{issuer}/{}', /^\{\} is not known/],
    ['{issuer/callback', /brace/],
    ['{issuer}/callback}', /brace/],
    ['{{issuer}}/callback', /brace/],
    ['{issuer}/}{method}{', /brace/],
    ['{issuer}.example.com/callback', /\{issuer\} is a whole address/],
    ['{issuer}{method}', /\{issuer\} is a whole address/],
    ['https://idp.example/{issuer}', /\{issuer\} is a whole address/],
    ['{issuer}/{issuer}', /\{issuer\} is a whole address/],
    ['{issuer}/call back', /character/],
    ['{issuer}/callback\n', /character/],
    ['https://idp.example\\callback', /character/],
    ['https://bücher.example/', /character/],
    ['{issuer}/callback#{method}', /no #/],
    [`{issuer}/${'a'.repeat(2048)}`, /longer than 2048/],
  ])('%j cannot, and is told why', (template, reason) => {
    expect(checkTemplate(template)).toMatch(reason);
  });

  test('what is not refused makes an https URL', () => {
    const parts = constantFrom(...PARTS);
    const templates = oneof(
      array(parts).map((all) => all.join('')),
      array(parts).map((all) => `https://a.example/${all.join('')}`),
      array(parts).map((all) => `{issuer}/${all.join('')}`),
    );
    assert(
      property(templates, (template) => {
        pre(checkTemplate(template) === null);
        const made = callbackUrl(template, method);
        expect(made.kind).toBe('url');
        const url = new URL(made.kind === 'url' ? made.url : '');
        expect([url.protocol, url.username, url.password, url.hash]).toEqual([
          'https:',
          '',
          '',
          '',
        ]);
      }),
    );
  });
});

describe('the URL', () => {
  test('is the template with its values', () => {
    expect(callbackUrl(SAMPLE_CALLBACK_URL, method)).toEqual({
      kind: 'url',
      url: 'https://idp.authpi.com/i_1/callback/oidc',
    });
    expect(
      callbackUrl('{issuer}/{issuer_id}/{method}?id={method_id}&again={method_id}', {
        ...method,
        issuerAddress: 'https://login.example.com',
      }),
    ).toEqual({ kind: 'url', url: 'https://login.example.com/i_1/oidc?id=am_1&again=am_1' });
  });

  test('waits for the auth method where it holds its id, and only there', () => {
    const planned = { ...method, methodId: null };
    expect(callbackUrl('{issuer}/callback/{method_id}', planned)).toEqual({ kind: 'later' });
    expect(callbackUrl(SAMPLE_CALLBACK_URL, planned)).toEqual(
      callbackUrl(SAMPLE_CALLBACK_URL, method),
    );
  });

  test('a value is not read as a placeholder, nor as a pattern of replacement', () => {
    // encodeURIComponent leaves the quote, which a path may hold (RFC 3986 §3.3).
    expect(
      callbackUrl('{issuer}/{method}/{method_id}', { ...method, method: "{method_id}$&$'" }),
    ).toEqual({ kind: 'url', url: "https://idp.authpi.com/i_1/%7Bmethod_id%7D%24%26%24'/am_1" });
  });

  test('half a surrogate pair is no error', () => {
    expect(callbackUrl('{issuer}/{method}', { ...method, method: 'a\ud800😀' })).toEqual({
      kind: 'url',
      url: 'https://idp.authpi.com/i_1/a%EF%BF%BD%F0%9F%98%80',
    });
  });

  test('each value stays in its segment', () => {
    assert(
      property(string({ unit: 'grapheme' }), string(), (kind, id) => {
        const made = callbackUrl('{issuer}/{method}/{method_id}', {
          ...method,
          method: kind,
          methodId: id,
        });
        expect(made.kind === 'url' && made.url.split('/').slice(4).map(decodeURIComponent)).toEqual(
          [kind, id],
        );
      }),
    );
  });
});
