import { describe, expect, test } from 'vitest';
import { isFilePath, serveAsset } from './assets.ts';
import type { Asset } from './assets.ts';

const bytes = (text: string) => new TextEncoder().encode(text);
const script: Asset = {
  body: bytes('plain'),
  encoded: { br: bytes('br'), gzip: bytes('gzip') },
  hash: 'abc',
};
const path = '/assets/main-abc.js';
const ask = (headers: { [name: string]: string }, asset = script, at = path) =>
  serveAsset(new Request(`http://localhost${at}`, { headers }), at, asset);

describe('the coding', () => {
  test.each([
    [undefined, null],
    ['', null],
    ['br', 'br'],
    ['gzip', 'gzip'],
    ['GZIP', 'gzip'],
    ['gzip, deflate, br, zstd', 'br'],
    ['gzip;q=1.0, br;q=0.5', 'gzip'],
    ['br;q=0, gzip', 'gzip'],
    ['br; q=0.8 , gzip ; q=0.8', 'br'],
    ['*', 'br'],
    ['br;q=0, *', 'gzip'],
    ['*;q=0', null],
    ['identity', null],
    ['identity;q=1, br;q=0.5', null],
    ['identity;q=0.5, br;q=0.5', 'br'],
    ['identity;q=0, gzip;q=0.1', 'gzip'],
    ['deflate, zstd', null],
    ['br;q=nonsense, gzip', 'gzip'],
  ])('Accept-Encoding: %s gets %s', async (header, coding) => {
    const answer = ask(header === undefined ? {} : { 'accept-encoding': header });
    expect(answer.headers.get('content-encoding')).toBe(coding);
    expect(answer.headers.get('vary')).toBe('Accept-Encoding');
    const body = await answer.text();
    expect(body).toBe(coding ?? 'plain');
    expect(answer.headers.get('content-length')).toBe(String(body.length));
  });

  test('what was not compressed is sent as it is', async () => {
    const answer = ask({ 'accept-encoding': 'br, gzip' }, { ...script, encoded: {} });
    expect(answer.headers.get('content-encoding')).toBeNull();
    expect(await answer.text()).toBe('plain');
  });
});

describe('the tag', () => {
  test('differs by coding', () => {
    expect(ask({}).headers.get('etag')).toBe('"abc"');
    expect(ask({ 'accept-encoding': 'br' }).headers.get('etag')).toBe('"abc-br"');
  });

  test.each([
    ['"abc-br"', 304],
    ['W/"abc-br"', 304],
    ['"x", "abc-br"', 304],
    ['*', 304],
    ['"abc"', 200],
    ['abc-br', 200],
  ])('If-None-Match: %s answers %i', async (header, status) => {
    const answer = ask({ 'accept-encoding': 'br', 'if-none-match': header });
    expect(answer.status).toBe(status);
    expect(answer.headers.get('etag')).toBe('"abc-br"');
    expect(answer.headers.get('vary')).toBe('Accept-Encoding');
    expect(await answer.text()).toBe(status === 304 ? '' : 'br');
  });
});

test('a file with a hash in its name is kept for good, another is asked about', () => {
  expect(ask({}).headers.get('cache-control')).toBe('public, max-age=31536000, immutable');
  expect(ask({}, script, '/favicon.svg').headers.get('cache-control')).toBe('no-cache');
});

test.each([
  ['/assets/a.js', 'text/javascript; charset=utf-8'],
  ['/assets/a.css', 'text/css; charset=utf-8'],
  ['/favicon.svg', 'image/svg+xml'],
  ['/assets/a.WOFF2', 'font/woff2'],
  ['/assets/a.unheard-of', 'application/octet-stream'],
  ['/assets/constructor', 'application/octet-stream'],
])('%s is %s', (at, type) => {
  expect(ask({}, script, at).headers.get('content-type')).toBe(type);
});

test.each([
  ['/assets/missing-abc', true],
  ['/favicon.ico', true],
  ['/mockServiceWorker.js', true],
  ['/index.html', true],
  ['/', false],
  ['/accounts/acc_1/issuers', false],
  ['/accounts/acc_1/domains/auth.example.com', false],
  ['/accounts/constructor', false],
  ['/js', false],
])('%s means a file: %s', (at, expected) => {
  expect(isFilePath(at)).toBe(expected);
});
