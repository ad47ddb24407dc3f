import { expect, test } from 'vitest';
import { check } from '#contract/check.ts';
import { DNS_TYPES, dnsAnswer } from '#contract/ours/dns.ts';
import type { Resolution, Resolved } from './resolve.ts';
import { spoken } from './spoken.ts';

const QUESTION = { name: 'Auth.Example.com', type: 'A', cd: false } as const;

function said(resolver: 1 | 2, records: Partial<Resolved>[], more: object = {}) {
  const answer = records.map((each) => ({
    name: 'a.example',
    type: 1,
    ttl: 60,
    data: '',
    ...each,
  }));
  const resolution: Extract<Resolution, { kind: 'answer' }> = {
    kind: 'answer',
    rcode: 0,
    truncated: false,
    bogus: false,
    answer,
    authority: [],
    ...more,
  };
  const body = spoken(resolution, { ...QUESTION, resolver });
  const checked = check(dnsAnswer, body);
  expect(checked.ok).toBe(true);
  return body;
}

const chain = [
  { name: 'auth.example.com', type: DNS_TYPES.CNAME, data: 'Edge.Authpi.example' },
  { name: 'edge.authpi.example', data: '192.0.2.10' },
];

test('the first writes names in lower case without a final dot, except in data', () => {
  expect(said(1, chain)).toEqual({
    Status: 0,
    TC: false,
    RD: true,
    RA: true,
    AD: false,
    CD: false,
    Question: [{ name: 'auth.example.com', type: 1 }],
    Answer: [
      { name: 'auth.example.com', type: 5, TTL: 60, data: 'Edge.Authpi.example.' },
      { name: 'edge.authpi.example', type: 1, TTL: 60, data: '192.0.2.10' },
    ],
  });
});

test('the second writes names as they were asked, with a final dot, and a comment', () => {
  expect(said(2, chain)).toMatchObject({
    Question: [{ name: 'Auth.Example.com.', type: 1 }],
    Answer: [
      { name: 'Auth.Example.com.', type: 5, TTL: 60, data: 'Edge.Authpi.example.' },
      { name: 'edge.authpi.example.', type: 1, TTL: 60, data: '192.0.2.10' },
    ],
    Comment: 'Response from 192.0.2.53.',
  });
});

const dataOf = (resolver: 1 | 2, type: keyof typeof DNS_TYPES, data: string) => {
  const body = said(resolver, [{ type: DNS_TYPES[type], data }]);
  return (body as { Answer: { data: string }[] }).Answer[0]?.data;
};

test('a CAA record is octets for the first (RFC 3597), and text for the second', () => {
  const issue = '0 issue "letsencrypt.org"';
  expect(dataOf(1, 'CAA', issue)).toBe(
    String.raw`\# 22 00 05 69 73 73 75 65 6c 65 74 73 65 6e 63 72 79 70 74 2e 6f 72 67`,
  );
  expect(dataOf(1, 'CAA', '128 tbs ""')).toBe(String.raw`\# 5 80 03 74 62 73`);
  expect(dataOf(2, 'CAA', issue)).toBe(issue);
  // What is no CAA record is passed on as it is.
  expect(dataOf(1, 'CAA', 'issue')).toBe('issue');
});

test('a text is quoted strings for the first, and bare for the second', () => {
  expect(dataOf(1, 'TXT', 'authpi=1')).toBe('"authpi=1"');
  expect(dataOf(1, 'TXT', String.raw`a "b" \c`)).toBe(String.raw`"a \"b\" \\c"`);
  expect(dataOf(1, 'TXT', '')).toBe('""');
  expect(dataOf(1, 'TXT', 'x'.repeat(300))).toBe(`"${'x'.repeat(255)}" "${'x'.repeat(45)}"`);
  expect(dataOf(2, 'TXT', 'authpi=1')).toBe('authpi=1');
});

test('each has its words for signatures that do not hold', () => {
  expect(said(1, [], { rcode: 2, bogus: true })).toMatchObject({
    Status: 2,
    Comment: [expect.stringMatching(/^EDE\(9\)/)],
  });
  expect(said(2, [], { rcode: 2, bogus: true })).toMatchObject({
    Status: 2,
    Comment: expect.stringMatching(/^DNSSEC validation failure/) as string,
  });
});

test('"nothing" comes without an answer, with the SOA of the zone; the root is a dot', () => {
  const authority = [{ name: '', type: 6, ttl: 9, data: 'ns. host. 1 2 3 4 5' }];
  for (const resolver of [1, 2] as const) {
    const body = said(resolver, [], { rcode: 3, authority });
    expect(body).toMatchObject({ Status: 3, Authority: [{ name: '.', type: 6, TTL: 9 }] });
    expect(body).not.toHaveProperty('Answer');
  }
});
