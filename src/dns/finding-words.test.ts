import { describe, expect, it } from 'vitest';
import type { Finding, FindingKind } from './finding.ts';
import { glyphOf } from './finding-glyph.tsx';
import { findingNews, findingWords, plainWords } from './finding-words.ts';
import type { Subject } from './subject.ts';

const SUBJECT: Subject = {
  host: 'auth.xn--mller-example-wob.com',
  zone: 'xn--mller-example-wob.com',
  target: 'edge.authpi.example',
  authorities: ['letsencrypt.org'],
  resolvers: ['one.dns.example', 'two.dns.example'],
  ownership: { name: '_authpi-challenge.auth.xn--mller-example-wob.com', value: 'authpi=1' },
};
const by = [1, 2] as const;
const RIGHT = {
  kind: 'right',
  by,
  chain: ['edge.authpi.example'],
  silent: false,
  ttl: 60,
} as const;
const NOTHING = { kind: 'nothing', by, exists: false, ttl: 60 } as const;

/** One of each; the compiler misses a kind that is missing. */
const EVERY: { readonly [kind in FindingKind]: Extract<Finding, { kind: kind }> } = {
  right: RIGHT,
  nothing: NOTHING,
  elsewhere: { kind: 'elsewhere', by, chain: ['shops.example.net'], end: 'name', ttl: 60 },
  addresses: { kind: 'addresses', by, addresses: ['198.51.100.1'], compared: true, ttl: 60 },
  flattened: { kind: 'flattened', by, addresses: ['192.0.2.10'], ttl: 60 },
  doubled: { kind: 'doubled', by, name: 'a.example.a.example', ttl: 60 },
  apex: { kind: 'apex', by, addresses: [], compared: true, ttl: 60 },
  servfail: { kind: 'servfail', by, dnssec: true, chain: [], addresses: [], ttl: null },
  spreading: {
    kind: 'spreading',
    by,
    sees: [
      { ...RIGHT, by: [1] },
      { ...NOTHING, by: [2] },
    ],
    ttl: 250,
  },
  seen: { kind: 'seen', by, chain: [], addresses: [], end: 'dangling', ttl: null },
  could_not_ask: {
    kind: 'could_not_ask',
    by,
    about: 'everything',
    why: 'timeout',
    retryAfterMs: null,
  },
  caa_forbids: {
    kind: 'caa_forbids',
    by,
    at: 'a.example',
    allowed: ['x'],
    missing: ['letsencrypt.org'],
    critical: null,
  },
  caa_allows: { kind: 'caa_allows', by, at: null },
  caa_seen: { kind: 'caa_seen', by, at: 'a.example', allowed: ['x'], critical: null },
  caa_servfail: { kind: 'caa_servfail', by, at: 'a.example' },
  ownership_right: { kind: 'ownership_right', by },
  ownership_wrong: { kind: 'ownership_wrong', by, values: ['authpi=2'] },
  ownership_absent: { kind: 'ownership_absent', by },
};
const all: readonly Finding[] = Object.values(EVERY);

describe('each kind', () => {
  it.each(['title', 'announcement', 'detail', 'cure', 'glyph'] as const)(
    'has a %s of its own',
    (part) => {
      const texts = all
        .map((finding) => {
          const words = findingWords(finding, SUBJECT);
          if (part === 'glyph') return glyphOf(words.icon);
          if (part === 'detail') return plainWords(words.detail);
          if (part === 'cure') return words.cure === null ? null : plainWords(words.cure);
          return words[part];
        })
        .filter((text) => text !== null);
      expect(new Set(texts).size).toBe(texts.length);
      expect(texts.every((text) => text.trim() !== '')).toBe(true);
    },
  );

  it('has a cure, unless there is nothing to do', () => {
    const without = all.filter((finding) => findingWords(finding, SUBJECT).cure === null);
    expect(without.map(({ kind }) => kind)).toEqual(['right', 'caa_allows', 'ownership_right']);
  });

  it('is written in sentences, without blanks too many', () => {
    for (const finding of all) {
      const { detail, cure, announcement } = findingWords(finding, SUBJECT);
      for (const text of [
        plainWords(detail),
        announcement,
        cure === null ? '' : plainWords(cure),
      ]) {
        expect(text).not.toMatch(/ {2}|^ | $|!|undefined|null|\.\./);
        expect(text).toMatch(/\.$|^$/);
      }
    }
  });
});

describe('could not ask', () => {
  it('never looks like wrong', () => {
    const { shape, state, detail, title } = findingWords(
      { ...EVERY.could_not_ask, by: [2] },
      SUBJECT,
    );
    expect({ shape, state, title }).toEqual({
      shape: 'off',
      state: 'Not known',
      title: 'Could not ask two.dns.example',
    });
    expect(plainWords(detail)).toContain('This says nothing about your records.');
  });
});

describe('what is announced', () => {
  it('holds nothing that runs down', () => {
    const one = findingWords(EVERY.spreading, SUBJECT);
    const later = findingWords({ ...EVERY.spreading, ttl: 12 }, SUBJECT);
    expect(one.announcement).toBe(later.announcement);
    expect(plainWords(one.detail)).toContain('4 minutes 10 seconds');
  });

  it('is what is new, and all where nothing is', () => {
    const both = [NOTHING, EVERY.ownership_right];
    expect(findingNews(null, both, SUBJECT)).toContain('Nothing is there yet');
    const news = findingNews(both, [RIGHT, EVERY.ownership_right], SUBJECT);
    expect(news).toContain('The CNAME leads to the target');
    expect(news).not.toContain('ownership');
    expect(findingNews(both, [NOTHING], SUBJECT)).toContain('Nothing is there yet');
  });
});

it('says a name as it stands in the DNS and as people read it', () => {
  const { detail } = findingWords(RIGHT, SUBJECT);
  expect(detail.slice(0, 2)).toEqual([
    { code: 'auth.xn--mller-example-wob.com' },
    ' (auth.müller-example.com)',
  ]);
});
