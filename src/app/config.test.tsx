import { expect, test } from 'vitest';
import { SAMPLE_CALLBACK_URL } from '#contract/ours/callback-url.ts';
import { SAMPLE_DNS } from '#contract/ours/dns-settings.ts';
import { readConfig } from './config.ts';

/** Of live data of which nobody said anything. */
const UNSAID = { target: null, authorities: null, resolvers: ['cloudflare-dns.com', 'dns.google'] };

function pageWith(content: string | null): Document {
  const page = document.implementation.createHTMLDocument();
  if (content === null) return page;
  const meta = page.createElement('meta');
  meta.name = 'authpi-config';
  meta.content = content;
  page.head.append(meta);
  return page;
}

test('an empty place means that the backend is in this browser', () => {
  expect(readConfig(pageWith(''))).toEqual({
    backend: 'sample',
    host: '',
    callbackUrl: SAMPLE_CALLBACK_URL,
    dns: SAMPLE_DNS,
  });
  expect(readConfig(pageWith(null)).backend).toBe('sample');
});

test('the server says which', () => {
  expect(readConfig(pageWith('{"backend":"sample"}')).backend).toBe('sample');
  expect(readConfig(pageWith('{"backend":"live","host":"api.example.com"}'))).toEqual({
    backend: 'live',
    host: 'api.example.com',
    callbackUrl: null,
    dns: UNSAID,
  });
});

test('what cannot be read counts as live', () => {
  expect(readConfig(pageWith('{')).backend).toBe('live');
  expect(readConfig(pageWith('[]')).backend).toBe('live');
  expect(readConfig(pageWith('{"backend":"other"}')).backend).toBe('live');
});

test('the template of the callback URLs is the server’s, of live data alone', () => {
  const read = (config: object) => readConfig(pageWith(JSON.stringify(config))).callbackUrl;
  const callbackUrl = 'https://idp.example.com/{issuer_id}';
  expect(read({ backend: 'live', callbackUrl })).toBe(callbackUrl);
  expect(read({ backend: 'sample', callbackUrl })).toBe(SAMPLE_CALLBACK_URL);
});

test.each([null, 1, {}, '', 'http://idp.example.com/', '{issuer}/{tenant}', '{issuer}/{'])(
  'a template that cannot be used is none: %j',
  (callbackUrl) => {
    const page = pageWith(JSON.stringify({ backend: 'live', host: 'a.example', callbackUrl }));
    const live = { backend: 'live', host: 'a.example', callbackUrl: null, dns: UNSAID };
    expect(readConfig(page)).toEqual(live);
  },
);

test('what is said about the DNS is the server’s, of live data alone', () => {
  const read = (config: object) => readConfig(pageWith(JSON.stringify(config))).dns;
  const dns = {
    target: 'edge.example.com',
    authorities: ['letsencrypt.org'],
    resolvers: ['one.example', 'two.example:8443'],
  };
  expect(read({ backend: 'live', dns })).toEqual(dns);
  expect(read({ backend: 'sample', dns })).toEqual(SAMPLE_DNS);
});

test.each([
  null,
  'edge.example.com',
  [],
  { target: 1, authorities: 'letsencrypt.org', resolvers: 'one.example' },
  { target: 'edge', authorities: [], resolvers: ['one.example'] },
  { target: 'https://edge.example.com', authorities: ['a.example', 1], resolvers: ['a', 'b', 'c'] },
  { target: '', authorities: [''], resolvers: ['one.example', ''] },
])('what is said unreadably about the DNS is not said: %j', (dns) => {
  expect(readConfig(pageWith(JSON.stringify({ backend: 'live', dns }))).dns).toEqual(UNSAID);
});
