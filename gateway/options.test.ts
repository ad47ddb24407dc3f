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
    worlds: false,
  });
});

test('everything said', () => {
  const env = {
    ...key,
    AUTHPI_BASE_URL: 'https://proxy.example/authpi/',
    AUTHPI_CALLBACK_URL: '{issuer}/callback/{method}',
    AUTHPI_WORLDS: '1',
  };
  expect(readOptions(['--port', '0', '--state=other.json'], env)).toEqual({
    port: 0,
    state: 'other.json',
    baseUrl: 'https://proxy.example/authpi',
    key: { id: 'key_1', secret: 'sec:ret' },
    callbackUrl: '{issuer}/callback/{method}',
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
});

test('without TLS, AuthPI can only be on this machine', () => {
  expect(readOptions([], { AUTHPI_BASE_URL: 'http://127.0.0.1:4010' }).baseUrl).toBe(
    'http://127.0.0.1:4010',
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
  ])('%j %j', (args, env, sentence) => {
    const start = () => readOptions(args, env);
    expect(start).toThrow(StartError);
    expect(start).toThrow(sentence);
    expect(start).not.toThrow(/hidden/);
  });
});
