import { expect, test } from 'vitest';
import { SAMPLE_CALLBACK_URL } from '#contract/ours/callback-url.ts';
import { SAMPLE_DNS } from '#contract/ours/dns-settings.ts';
import { readOperatorSettings } from './operator-settings.ts';

/** Of live data of which nobody said anything. */
const UNSAID = { target: null, authorities: null, resolvers: ['cloudflare-dns.com', 'dns.google'] };

function pageWith(content: string): Document {
  const page = document.implementation.createHTMLDocument();
  const meta = page.createElement('meta');
  meta.name = 'authpi-config';
  meta.content = content;
  page.head.append(meta);
  return page;
}

test('sample data has settings of its own', () => {
  const sample = { callbackUrl: SAMPLE_CALLBACK_URL, dns: SAMPLE_DNS };
  expect(readOperatorSettings(pageWith(''))).toEqual(sample);
});

test('of what cannot be read nothing was said', () => {
  expect(readOperatorSettings(pageWith('{'))).toEqual({ callbackUrl: null, dns: UNSAID });
});

test('the template of the callback URLs is the server’s, of live data alone', () => {
  const read = (config: object) =>
    readOperatorSettings(pageWith(JSON.stringify(config))).callbackUrl;
  const callbackUrl = 'https://idp.example.com/{issuer_id}';
  expect(read({ backend: 'live', callbackUrl })).toBe(callbackUrl);
  expect(read({ backend: 'sample', callbackUrl })).toBe(SAMPLE_CALLBACK_URL);
});

test.each([null, 1, {}, '', 'http://idp.example.com/', '{issuer_id}/callback'])(
  'what is no template is none: %j',
  (callbackUrl) => {
    const page = pageWith(JSON.stringify({ backend: 'live', host: 'a.example', callbackUrl }));
    expect(readOperatorSettings(page)).toEqual({ callbackUrl: null, dns: UNSAID });
  },
);

test('what is said about the DNS is the server’s, of live data alone', () => {
  const read = (config: object) => readOperatorSettings(pageWith(JSON.stringify(config))).dns;
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
  expect(readOperatorSettings(pageWith(JSON.stringify({ backend: 'live', dns }))).dns).toEqual(
    UNSAID,
  );
});
