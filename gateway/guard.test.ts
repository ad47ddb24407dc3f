import { describe, expect, test } from 'vitest';
import { foreignHost, foreignOrigin } from './guard.ts';

const request = (url: string, headers: { [name: string]: string } = {}) =>
  new Request(url, { headers });

describe('the host', () => {
  test.each([
    ['http://127.0.0.1:5180/v1/me', {}],
    ['http://localhost:5180/v1/me', {}],
    ['http://[::1]:5180/v1/me', {}],
    ['http://127.0.0.1:5180/v1/me', { host: '127.0.0.1:5180' }],
    ['http://localhost:5180/v1/me', { host: 'LOCALHOST:5180' }],
  ])('%s %o is this server', (url, headers) => {
    expect(foreignHost(request(url, headers), 5180)).toBeNull();
  });

  test.each([
    ['a foreign name that resolves to us', 'http://evil.example:5180/v1/me', {}],
    ['a name that only begins like ours', 'http://localhost.evil.example:5180/v1/me', {}],
    ['a name that only ends like ours', 'http://evil-127.0.0.1.nip.example:5180/v1/me', {}],
    ['a root dot', 'http://localhost.:5180/v1/me', {}],
    ['any address', 'http://0.0.0.0:5180/v1/me', {}],
    ['another loopback address', 'http://127.0.0.2:5180/v1/me', {}],
    ['another port', 'http://127.0.0.1:9999/v1/me', {}],
    ['no port', 'http://127.0.0.1/v1/me', {}],
    ['a URL in the request line', 'http://127.0.0.1:5180/v1/me', { host: 'evil.example:5180' }],
    ['no host at all', 'http://127.0.0.1:5180/v1/me', { host: '' }],
    ['a host that is none', 'http://127.0.0.1:5180/v1/me', { host: 'a b' }],
  ])('%s is not', (_, url, headers) => {
    expect(foreignHost(request(url, headers), 5180)).toMatch(/on port 5180 only/);
  });

  test('on port 80 the port need not be named', () => {
    expect(foreignHost(request('http://localhost/', { host: 'localhost:80' }), 80)).toBeNull();
  });
});

describe('the origin', () => {
  const url = 'http://127.0.0.1:5180/v1/me';

  test.each<[{ [name: string]: string }]>([
    [{}],
    [{ origin: 'http://127.0.0.1:5180' }],
    [{ 'sec-fetch-site': 'same-origin' }],
    [{ 'sec-fetch-site': 'none' }],
    [{ origin: 'http://127.0.0.1:5180', 'sec-fetch-site': 'same-origin' }],
  ])('%o may use the API', (headers) => {
    expect(foreignOrigin(request(url, headers))).toBeNull();
  });

  test.each<[{ [name: string]: string }]>([
    [{ origin: 'https://evil.example' }],
    [{ origin: 'null' }],
    [{ origin: '' }],
    [{ origin: 'http://127.0.0.1:3000' }],
    [{ origin: 'http://localhost:5180' }],
    [{ origin: 'https://127.0.0.1:5180' }],
    [{ 'sec-fetch-site': 'cross-site' }],
    [{ 'sec-fetch-site': 'same-site' }],
    [{ 'sec-fetch-site': 'whatever comes next' }],
    [{ origin: 'http://127.0.0.1:5180', 'sec-fetch-site': 'cross-site' }],
    [{ origin: 'https://evil.example', 'sec-fetch-site': 'same-origin' }],
  ])('%o may not', (headers) => {
    expect(foreignOrigin(request(url, headers))).toMatch(/Only pages of this server/);
  });
});
