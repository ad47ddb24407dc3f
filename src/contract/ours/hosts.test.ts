import { domainToASCII, domainToUnicode } from 'node:url';

import {
  array,
  constantFrom,
  domain as domainName,
  assert as fcAssert,
  oneof,
  property,
  string,
  stringMatching,
} from 'fast-check';
import { getDomain, getPublicSuffix } from 'tldts';
import { afterEach, beforeEach, describe, expect, test, vi } from 'vitest';

import { HOST_REFUSALS, parseHost, unicodeHost } from './hosts.ts';
import type { HostRefusal } from './hosts.ts';
import { SUFFIX_VECTORS } from './suffix-vectors.ts';

const isPublicSuffix = (host: string) =>
  getPublicSuffix(host, { allowPrivateDomains: true, extractHostname: false }) === host;

const parse = (text: string) => parseHost(text, isPublicSuffix);

/**
 * The same question put to the platform's UTS 46 and to the grammar of RFC 1123 and RFC 5890: the
 * host as it is stored, or null.
 */
function oracle(text: string): string | null {
  // Syntax of other things than host names, before anything is mapped away.
  if (/[\s\u0000-\u0020\u007f/\\?#@:%[\]<>^|*_]/.test(text)) return null;
  const ascii = domainToASCII(text.replace(/[.\u3002\uff0e\uff61]$/u, ''));
  const label = '[a-z0-9](?:[a-z0-9-]{0,61}[a-z0-9])?';
  if (!new RegExp(`^(?:${label}\\.)+${label}$`).test(ascii)) return null;
  if (ascii.length > 253) return null;
  // RFC 5891 §5.4: an A-label is what its U-label encodes to.
  if (domainToASCII(domainToUnicode(ascii)) !== ascii) return null;
  const labels = ascii.split('.');
  // UTS 46, CheckHyphens.
  if (labels.some((each) => each.slice(2, 4) === '--' && !each.startsWith('xn--'))) return null;
  // WHATWG URL, "ends in a number": an address, or a failed one.
  if (/^(?:\d+|0x[0-9a-f]*)$/.test(labels.at(-1) ?? '')) return null;
  return isPublicSuffix(ascii) ? null : ascii;
}

function parsed(text: string): string | null {
  const found = parse(text);
  return found.ok ? found.host : null;
}

/** One label in each of many scripts, some of them mapped, some refused by IDNA. */
const LABELS = [
  'auth',
  'AUTH',
  'a',
  '1',
  '0x1',
  'a1',
  '1a',
  'a-b',
  'a--b',
  'ab--c',
  '-a',
  'a-',
  '-',
  '--',
  'xn--',
  'xn--a',
  'xn--mnchen-3ya',
  'XN--MNCHEN-3YA',
  'xn--mnchen-3yb',
  'xn--99999999',
  'xn--a-',
  'xn--abc',
  'münchen',
  'MÜNCHEN',
  'mu\u0308nchen',
  'faß',
  'FAẞ',
  'straße',
  'βόλος',
  'ΒΌΛΟΣ',
  'ελληνικά',
  'пример',
  'ПРИМЕР',
  'παράδειγμα',
  '例え',
  '例子',
  '測試',
  '테스트',
  'उदाहरण',
  'பரிட்சை',
  'مثال',
  'إختبار',
  'דוגמה',
  'טעסט',
  'ตัวอย่าง',
  'ñandú',
  'øre',
  'łódź',
  'ığdır',
  'İstanbul',
  'ﬁne',
  '①',
  '½',
  '²',
  'ａｂｃ',
  '㎏',
  'ℹ',
  '＿',
  'a＿b',
  'a_b',
  '_',
  'a b',
  'a\u00adb',
  '\u00ad',
  'a\u200db',
  'a\u200cb',
  '\u0915\u094d\u200d\u0937',
  '\u0301a',
  'a\u0301',
  '💩',
  '♥',
  'a♥b',
  '\u2060',
  'a.b',
  'a..b',
  '',
  '*',
  'a*',
  'a/b',
  'a:b',
  'a@b',
  'a%b',
  'a%2eb',
  'a?b',
  'a#b',
  'a\\b',
  '[a]',
  'a<b',
  'a|b',
  'a^b',
  'a`b',
  'a{b',
  "a'b",
  'a"b',
  'a!b',
  'a$b',
  'a&b',
  'a(b',
  'a+b',
  'a,b',
  'a;b',
  'a=b',
  'a~b',
  'a\tb',
  'a\nb',
  'a\u0000b',
  'a\u007fb',
  'a\u0080b',
  'a\u3002b',
  'a\uff0eb',
  'a\uff61b',
  'a\u2024b',
  'a\u00b7b',
  'l\u00b7l',
  '\u0660\u0661',
  '\u06f0\u06f1',
  'א1',
  '1א',
  'אa',
  'aא',
  '\u202eab',
  'ab\u202c',
  '\ufeffab',
  '\ud800',
  'x'.repeat(63),
  'x'.repeat(64),
  'ü'.repeat(40),
  'ü'.repeat(60),
  '\u1e9e',
  '\u03c2',
  '\u{1f1e9}\u{1f1ea}',
  'ꙮ',
  '\u{10400}',
] as const;

const BEHIND = ['.example.com', '.co.uk', '.com', '', '.', '.example.com.'] as const;

const HOSTS = LABELS.flatMap((label) => BEHIND.map((rest) => label + rest));

describe('parseHost against the platform', () => {
  test('there are a few hundred of them, of both kinds', () => {
    expect(HOSTS.length).toBeGreaterThan(600);
    const taken = HOSTS.filter((host) => oracle(host) !== null).length;
    expect(taken).toBeGreaterThan(150);
    expect(HOSTS.length - taken).toBeGreaterThan(150);
  });

  test.each(LABELS.map((label) => [label]))('label %j', (label) => {
    const hosts = BEHIND.map((rest) => label + rest);
    expect(Object.fromEntries(hosts.map((host) => [host, parsed(host)]))).toEqual(
      Object.fromEntries(hosts.map((host) => [host, oracle(host)])),
    );
  });
});

describe('parseHost on a platform that takes an A-label as it stands', () => {
  const { URL: native } = globalThis;

  /** As Chromium: a name that is all ASCII is only lower-cased. */
  class LenientUrl {
    readonly hostname: string;
    constructor(url: string) {
      const [, host = ''] = /^https:\/\/([^/]*)\/$/.exec(url) ?? [];
      const ascii = /^[\u0000-\u007f]*$/.test(host);
      this.hostname = ascii ? host.toLowerCase() : new native(url).hostname;
    }
  }

  beforeEach(() => vi.stubGlobal('URL', LenientUrl));
  afterEach(() => vi.unstubAllGlobals());

  test.each(['xn--a', 'xn--abc', 'xn--99999999', 'xn--a-', 'xn---', 'xn--ls8h-', 'xn--0'])(
    '%s is refused all the same',
    (label) => {
      expect(parsed(`${label}.example.com`)).toBe(oracle(`${label}.example.com`));
      expect(parsed(`${label}.example.com`)).toBeNull();
    },
  );

  test('every label that means something is taken all the same', () => {
    fcAssert(
      property(string({ unit: 'grapheme', minLength: 1, maxLength: 12 }), (label) => {
        const ascii = domainToASCII(label);
        expect(parsed(`${ascii}.example.com`)).toBe(oracle(`${ascii}.example.com`));
      }),
    );
  });

  test('any A-label is taken or refused as the platform would', () => {
    fcAssert(
      property(stringMatching(/^[a-z0-9-]{1,20}$/), (rest) => {
        expect(parsed(`xn--${rest}.example.com`)).toBe(oracle(`xn--${rest}.example.com`));
      }),
    );
  });
});

describe('the vectors of the public suffix list', () => {
  test.each(SUFFIX_VECTORS)('%s: %s', (name, registrable) => {
    const found = parse(name);
    expect(found.ok).toBe(registrable !== null);
    if (!found.ok || registrable === null) return;
    expect(getDomain(found.host, { allowPrivateDomains: true, extractHostname: false })).toBe(
      domainToASCII(registrable),
    );
  });

  test.each(['github.io', 'pages.dev', 'herokuapp.com', 'co.uk', 'com.au', 's3.amazonaws.com'])(
    '%s is one, and what is below it is not',
    (suffix) => {
      expect(parse(suffix)).toEqual({ ok: false, reason: 'public_suffix' });
      expect(parsed(`auth.${suffix}`)).toBe(`auth.${suffix}`);
    },
  );
});

const long = (length: number) => 'a'.repeat(length);

describe('why a host is refused', () => {
  test.each<[string, HostRefusal]>([
    ['', 'empty'],
    ['https://auth.example.com', 'scheme'],
    ['HTTP://x', 'scheme'],
    ['auth.example.com:443', 'port'],
    ['auth.example.com:', 'port'],
    ['auth.example.com/', 'path'],
    ['auth.example.com/login', 'path'],
    ['auth.example.com?x', 'path'],
    ['auth.example.com#x', 'path'],
    ['*.example.com', 'wildcard'],
    ['192.0.2.1', 'ip_address'],
    ['192.0.2.1.', 'ip_address'],
    ['3221225985', 'ip_address'],
    ['0x7f.1', 'ip_address'],
    ['[2001:db8::1]', 'ip_address'],
    ['[2001:db8::1]:443', 'ip_address'],
    ['2001:db8::1', 'ip_address'],
    ['::1', 'ip_address'],
    ['localhost', 'single_label'],
    ['localhost.', 'single_label'],
    ['co.uk', 'public_suffix'],
    [`${long(64)}.example.com`, 'label_too_long'],
    [`${long(63)}.${long(63)}.${long(63)}.${long(58)}.com`, 'name_too_long'],
    ['_dmarc.example.com', 'underscore'],
    ['a＿b.example.com', 'underscore'],
    ['-a.example.com', 'hyphen'],
    ['a-.example.com', 'hyphen'],
    ['a..example.com', 'invalid'],
    ['.example.com', 'invalid'],
    ['.', 'invalid'],
    ['me@example.com', 'invalid'],
    ['a b.example.com', 'invalid'],
    ['ab--cd.example.com', 'invalid'],
    ['xn--.example.com', 'invalid'],
  ])('%j: %s', (text, reason) => {
    // Where a list is needed for it, an unlisted single label stands for any.
    const listed = (host: string) => host !== 'localhost' && isPublicSuffix(host);
    expect(parseHost(text, listed)).toEqual({ ok: false, reason });
    expect(HOST_REFUSALS[reason]).not.toBe('');
  });

  test('253 octets are just right', () => {
    const host = `${long(63)}.${long(63)}.${long(63)}.${long(57)}.com`;
    expect(host).toHaveLength(253);
    expect(parsed(host)).toBe(host);
    expect(parsed(`${host}.`)).toBe(host);
  });
});

const text = oneof(
  string({ unit: 'binary' }),
  string({ unit: 'grapheme' }),
  domainName(),
  stringMatching(/^[a-zA-Z0-9._:*/-]{1,40}$/),
  array(oneof(constantFrom(...LABELS), string({ unit: 'grapheme', maxLength: 8 })), {
    minLength: 1,
    maxLength: 5,
  }).map((labels) => labels.join('.')),
);

describe('parseHost, whatever is typed', () => {
  test('says what the platform and the grammar say', () => {
    fcAssert(
      property(text, (typed) => {
        expect(parsed(typed)).toBe(oracle(typed));
      }),
    );
  });

  test('is idempotent', () => {
    fcAssert(
      property(text, (typed) => {
        const host = parsed(typed);
        expect(host === null ? null : parsed(host)).toBe(host);
      }),
    );
  });

  test('stores lower-case labels of letters, digits and inner hyphens', () => {
    fcAssert(
      property(text, (typed) => {
        const host = parsed(typed);
        if (host === null) return;
        expect(host.length).toBeLessThanOrEqual(253);
        const labels = host.split('.');
        expect(labels.length).toBeGreaterThan(1);
        for (const label of labels) expect(label).toMatch(/^(?!-)[a-z0-9-]{1,63}(?<!-)$/);
        expect(new URL(`https://${host}/`).hostname).toBe(host);
      }),
    );
  });

  test('is the same in any case and with a dot behind it', () => {
    fcAssert(
      property(domainName(), (typed) => {
        const host = parsed(typed);
        expect(parsed(typed.toUpperCase())).toBe(host);
        expect(parsed(`${typed}.`)).toBe(host);
      }),
    );
  });

  test('says no with words, never by throwing', () => {
    fcAssert(
      property(text, (typed) => {
        const found = parse(typed);
        expect(found.ok ? found.host : HOST_REFUSALS[found.reason]).toMatch(/./);
      }),
    );
  });
});

describe('unicodeHost', () => {
  test('shows the letters people read', () => {
    expect(unicodeHost('xn--bcher-kva.example')).toBe('bücher.example');
    expect(unicodeHost('login.xn--p1ai')).toBe('login.рф');
    expect(unicodeHost('login.example.com')).toBe('login.example.com');
  });

  test('keeps a label that encodes nothing', () => {
    expect(unicodeHost('xn--a.example')).toBe('xn--a.example');
    expect(unicodeHost('xn--.example')).toBe('xn--.example');
  });

  test('keeps a label that other letters encode to', () => {
    // `Bücher`, `bücher` in decomposed form, `abc` alone: none is what its letters are encoded as.
    for (const host of ['xn--Bcher-kva.example', 'xn--bucher-xyd.example', 'xn--abc-.example']) {
      expect(unicodeHost(host)).toBe(host);
    }
  });

  test('shows nothing that is not the host it was made of', () => {
    fcAssert(
      property(text, (typed) => {
        const host = parsed(typed);
        if (host === null) return;
        expect(parsed(unicodeHost(host))).toBe(host);
      }),
    );
  });
});
