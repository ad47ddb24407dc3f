import { describe, expect, test } from 'vitest';
import { readOptions, StartError } from './options.ts';

const key = { AUTHPI_KEY_ID: 'key_1', AUTHPI_KEY_SECRET: 'sec:ret' };

test('nothing said: sample data on port 5180', () => {
  expect(readOptions([], {})).toEqual({
    port: 5180,
    state: undefined,
    baseUrl: 'https://api.authpi.com',
    key: null,
    callbackUrl: null,
    dns: {
      target: null,
      authorities: null,
      resolvers: ['https://cloudflare-dns.com/dns-query', 'https://dns.google/resolve'],
    },
    worlds: false,
  });
});

test('everything said', () => {
  const env = {
    ...key,
    AUTHPI_BASE_URL: 'https://proxy.example/authpi/',
    AUTHPI_CALLBACK_URL: '{issuer}/callback/{method}',
    AUTHPI_DNS_TARGET: 'Edge.Müller.example.',
    AUTHPI_DNS_AUTHORITIES: 'LetsEncrypt.org, pki.goog,letsencrypt.org',
    AUTHPI_DNS_RESOLVERS: 'https://one.example/dns-query, https://two.example:8443/resolve',
    AUTHPI_WORLDS: '1',
  };
  expect(readOptions(['--port', '0', '--state=other.json'], env)).toEqual({
    port: 0,
    state: 'other.json',
    baseUrl: 'https://proxy.example/authpi',
    key: { id: 'key_1', secret: 'sec:ret' },
    callbackUrl: '{issuer}/callback/{method}',
    dns: {
      target: 'edge.xn--mller-kva.example',
      authorities: ['letsencrypt.org', 'pki.goog'],
      resolvers: ['https://one.example/dns-query', 'https://two.example:8443/resolve'],
    },
    worlds: true,
  });
});

test('blanks around a value, or a blank value, are as if not there', () => {
  const env = { AUTHPI_KEY_ID: ' key_1\n', AUTHPI_KEY_SECRET: 'secret\n', AUTHPI_BASE_URL: ' ' };
  expect(readOptions([], env)).toMatchObject({
    key: { id: 'key_1', secret: 'secret' },
    baseUrl: 'https://api.authpi.com',
  });
  expect(readOptions([], { AUTHPI_KEY_ID: ' ', AUTHPI_KEY_SECRET: '' }).key).toBeNull();
  expect(readOptions([], { AUTHPI_CALLBACK_URL: ' {issuer}/back\n' }).callbackUrl).toBe(
    '{issuer}/back',
  );
  expect(readOptions([], { AUTHPI_CALLBACK_URL: ' ' }).callbackUrl).toBeNull();
  const blank = { AUTHPI_DNS_TARGET: ' ', AUTHPI_DNS_AUTHORITIES: '\n', AUTHPI_DNS_RESOLVERS: '' };
  expect(readOptions([], blank).dns).toEqual(readOptions([], {}).dns);
});

test('without TLS, AuthPI and resolvers can only be on this machine', () => {
  expect(readOptions([], { AUTHPI_BASE_URL: 'http://127.0.0.1:4010' }).baseUrl).toBe(
    'http://127.0.0.1:4010',
  );
  const resolvers = 'http://localhost:8053/1,http://[::1]:8053/2';
  expect(readOptions([], { AUTHPI_DNS_RESOLVERS: resolvers }).dns.resolvers).toEqual(
    resolvers.split(','),
  );
});

describe('refused, with a sentence', () => {
  test.each([
    [['--port', 'abc'], {}, /--port takes a number/],
    [['--port', '65536'], {}, /--port takes a number/],
    [['--port', '-1'], {}, /--port/],
    [['--colour'], {}, /'--colour'\. Known are --port NUMBER and --state FILE\.$/],
    [['file'], {}, /Known are/],
    [[], { AUTHPI_KEY_ID: 'key_1' }, /AUTHPI_KEY_ID is set and AUTHPI_KEY_SECRET is not/],
    [[], { AUTHPI_KEY_SECRET: 'hidden' }, /AUTHPI_KEY_SECRET is set and AUTHPI_KEY_ID is not/],
    [[], { AUTHPI_KEY_ID: 'a:b', AUTHPI_KEY_SECRET: 'hidden' }, /no colon/],
    [[], { ...key, AUTHPI_BASE_URL: 'http://api.authpi.com' }, /https:\/\//],
    [[], { ...key, AUTHPI_BASE_URL: 'https://me:hidden@api.authpi.com' }, /an address like/],
    [[], { ...key, AUTHPI_BASE_URL: 'https://api.authpi.com/?a=hidden' }, /an address like/],
    [[], { ...key, AUTHPI_BASE_URL: 'hidden' }, /an address like/],
    [[], { AUTHPI_CALLBACK_URL: 'http://idp.example/hidden' }, /AUTHPI_CALLBACK_URL .* https URL/],
    [[], { ...key, AUTHPI_CALLBACK_URL: '{issuer}/hidden/{tenant}' }, /\{tenant\} is not known/],
    [[], { ...key, AUTHPI_CALLBACK_URL: '{issuer}/hidden/{method' }, /a brace in it .*\.$/],
    [[], { AUTHPI_DNS_TARGET: 'https://hidden.example' }, /AUTHPI_DNS_TARGET .* without https/],
    [[], { AUTHPI_DNS_TARGET: '*.hidden.example' }, /AUTHPI_DNS_TARGET .* wildcard/],
    [[], { AUTHPI_DNS_TARGET: 'hidden' }, /AUTHPI_DNS_TARGET .* two parts/],
    [[], { AUTHPI_DNS_AUTHORITIES: 'letsencrypt.org,,hidden' }, /AUTHPI_DNS_AUTHORITIES names/],
    [[], { AUTHPI_DNS_AUTHORITIES: '-hidden.org' }, /AUTHPI_DNS_AUTHORITIES names/],
    [[], { AUTHPI_DNS_AUTHORITIES: 'hidden.org; a=b' }, /AUTHPI_DNS_AUTHORITIES names/],
    [[], { AUTHPI_DNS_RESOLVERS: 'https://hidden.example/a' }, /is two addresses/],
    [[], { AUTHPI_DNS_RESOLVERS: 'https://a.b,https://c.d,https://hidden.e' }, /is two addresses/],
    [[], { AUTHPI_DNS_RESOLVERS: 'https://a.b,https://me:hidden@c.d' }, /is two addresses/],
    [[], { AUTHPI_DNS_RESOLVERS: 'https://a.b,https://c.d/?hidden' }, /is two addresses/],
    [[], { AUTHPI_DNS_RESOLVERS: 'https://a.b,http://hidden.example/' }, /start with https:/],
    [[], { AUTHPI_DNS_RESOLVERS: 'https://hidden.b,https://HIDDEN.b/' }, /two different/],
  ])('%j %j', (args, env, sentence) => {
    const start = () => readOptions(args, env);
    expect(start).toThrow(StartError);
    expect(start).toThrow(sentence);
    expect(start).not.toThrow(/hidden/);
  });
});
