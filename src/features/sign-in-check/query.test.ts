import * as fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { meantFirst, understand } from './query.ts';
import type { Understood } from './query.ts';

const ID = 'i_0m4v8tq2k7c9x1b3n5z6w8y0a';

function textFor(found: Understood): string {
  switch (found.kind) {
    case 'host':
      return found.host;
    case 'issuer':
      return `https://idp.authpi.com/${encodeURIComponent(found.issuerId)}`;
    case 'name':
      return found.name;
    case 'no_issuer':
      return 'idp.authpi.com';
  }
}

const PIECES = [
  'auth example com idp.authpi.com i_0a xn--mller-kva müller ß 443 10.0.0.1 [::1] 🔑',
  'https:// // .. . 。 / \\ ? # : @ %2F % _ * - \u0000 \ud800',
].flatMap((line) => line.split(' '));

/** Texts out of what means something here, and texts out of nothing. */
const anyText = fc.oneof(
  fc.array(fc.constantFrom(' ', '\n', ...PIECES), { maxLength: 8 }).map((parts) => parts.join('')),
  fc.string(),
);

describe('understand', () => {
  test.each([
    ['auth.example.com', 'auth.example.com'],
    ['  AUTH.Example.com. ', 'auth.example.com'],
    ['https://auth.example.com/x?y=1#z', 'auth.example.com'],
    ['HTTP://auth.example.com:8443', 'auth.example.com'],
    ['//auth.example.com/login', 'auth.example.com'],
    ['auth.example.com/login', 'auth.example.com'],
    ['auth.example.com:443', 'auth.example.com'],
    ['https://auth.example.com\\x', 'auth.example.com'],
    ['auth.Müller-Großhandel.example', 'auth.xn--mller-grohandel-yib89b.example'],
    ['auth.xn--mller-grohandel-yib89b.example', 'auth.xn--mller-grohandel-yib89b.example'],
    ['auth。example。com', 'auth.example.com'],
    // A public suffix is no host to add, but may well be asked about.
    ['co.uk', 'co.uk'],
    [`https://auth.example.com/${ID}`, 'auth.example.com'],
  ])('%j is a host', (text, host) => {
    expect(understand(text)).toEqual({ kind: 'host', host });
  });

  test.each([
    [ID, ID],
    [` ${ID}\n`, ID],
    ['i_short', 'i_short'],
    [`https://idp.authpi.com/${ID}`, ID],
    [`https://idp.authpi.com/${ID}/.well-known/openid-configuration`, ID],
    [`IDP.AuthPI.com./${ID}?x=1`, ID],
    [`idp.authpi.com/${ID}#top`, ID],
    ['https://idp.authpi.com/a%20b', 'a b'],
  ])('%j is an issuer', (text, issuerId) => {
    expect(understand(text)).toEqual({ kind: 'issuer', issuerId });
  });

  test.each([
    'https://idp.authpi.com',
    'idp.authpi.com/',
    'idp.authpi.com/?x=1',
    'https://idp.authpi.com/.well-known/openid-configuration',
    'https://idp.authpi.com/..',
    'https://idp.authpi.com/a%2Fb',
    'https://idp.authpi.com/%E0%A4%A',
  ])('%j names no issuer', (text) => {
    expect(understand(text)).toEqual({ kind: 'no_issuer' });
  });

  test.each([
    'Storefront',
    'Customer portal',
    'Acme v1.2 (test)',
    'i_two words',
    'localhost',
    '10.0.0.1',
    'jo@example.com',
    '*.example.com',
    'under_score.example.com',
    '__proto__',
    '...',
    // Half a character stands in no address.
    'i_0a\ud800',
  ])('%j is a name', (name) => {
    expect(understand(name)).toEqual({ kind: 'name', name });
  });

  test.each([undefined, '', '  \n '])('%j is nothing', (text) => {
    expect(understand(text)).toBeNull();
  });

  test('any text is understood as something that can be asked for', { timeout: 60_000 }, () => {
    fc.assert(
      fc.property(anyText, (text) => {
        const found = understand(text);
        expect(found === null).toBe(text.trim() === '');
        // What it was understood as is understood as the same again: the address may hold either.
        expect(found).toEqual(found === null ? null : understand(textFor(found)));
      }),
    );
  });
});

test('meantFirst: the whole name comes first, the rest as it came', () => {
  const rows = ['Shop EU', null, 'shop ', 'Shop UK'].map((name) => ({ name }));
  expect(meantFirst(rows, 'Shop').map(({ name }) => name)).toEqual([
    'shop ',
    'Shop EU',
    null,
    'Shop UK',
  ]);
});
