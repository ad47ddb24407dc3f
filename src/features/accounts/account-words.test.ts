import * as fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import {
  dollars,
  domainsWords,
  issuerCountWords,
  membersWords,
  orgTypeWords,
} from './account-words.ts';

describe('dollars', () => {
  test.each([
    [0, '$0.00'],
    [12_500_000, '$12.50'],
    [1, '$0.000001'],
    [10, '$0.00001'],
    [100_000, '$0.10'],
    [1_234_567_890_000, '$1,234,567.89'],
    [999_999, '$0.999999'],
    [-12_500_000, '−$12.50'],
    [1.5, '1.5 micro-dollars'],
    [Number.NaN, 'NaN micro-dollars'],
  ])('%s micro-dollars are %s', (micro, words) => {
    expect(dollars(micro)).toBe(words);
  });

  test('nothing is lost', () => {
    fc.assert(
      fc.property(fc.maxSafeInteger(), (micro) => {
        const [whole = '', fraction = ''] = dollars(micro).replaceAll(/[$,−]/g, '').split('.');
        expect(fraction.length).toBeGreaterThanOrEqual(2);
        expect(BigInt(whole) * 1_000_000n + BigInt(fraction.padEnd(6, '0'))).toBe(
          BigInt(Math.abs(micro)),
        );
      }),
    );
  });
});

test('members, as far as they are known', () => {
  expect(membersWords({ n_members: 12, max_members: 50 })).toBe('12 of 50');
  expect(membersWords({ n_members: 12, max_members: null })).toBe('12');
  expect(membersWords({ n_members: null, max_members: 50 })).toBe('Up to 50');
  expect(membersWords({ n_members: null, max_members: null })).toBe('Unknown');
});

test('domains, where the answer carries them', () => {
  expect(domainsWords({ domains: [{ host: 'a.example' }] })).toBe('1 of 20');
  expect(domainsWords({ domains: [] })).toBe('0 of 20');
  expect(domainsWords({ domains: null })).toBe('Unknown');
});

test('a type that is not known is shown as it came', () => {
  expect(orgTypeWords('business')).toBe('Business');
  expect(orgTypeWords('guild')).toBe('guild');
  expect(orgTypeWords('constructor')).toBe('constructor');
  expect(orgTypeWords(null)).toBe('Not set');
});

test('issuers are counted only as far as they were loaded', () => {
  const whole = { more: false, unreadable: 0 };
  expect(issuerCountWords({ count: 0, ...whole })).toBe('No issuers');
  expect(issuerCountWords({ count: 1, ...whole })).toBe('1 issuer');
  expect(issuerCountWords({ count: 3, ...whole })).toBe('3 issuers');
  expect(issuerCountWords({ count: 50, more: true, unreadable: 0 })).toBe('More than 50 issuers');
  expect(issuerCountWords({ count: 2, more: false, unreadable: 1 })).toBe(
    '2 issuers, and 1 that could not be read',
  );
});
