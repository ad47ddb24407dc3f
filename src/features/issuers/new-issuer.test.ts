import { describe, expect, test } from 'vitest';
import { check } from '#contract/check.ts';
import { issuerCreate } from '#contract/resource-bodies.ts';
import { carriedOf, keptStart, newIssuerBody, notKept, startOf } from './new-issuer.ts';

const source = {
  links: { website: 'https://a.example', support: null },
  available_scopes: ['openid', 'a:b'],
  settings: { branding: { primary_color: '#112233', logo_url: null }, portals: { login: null } },
  metadata: {
    environment: 'production',
    'expires.am_1': '2027-01-01',
    ['__proto__']: 'kept',
    'a.b': 'c',
  },
};

describe('what is taken along', () => {
  test('all that is set, without nulls', () => {
    const body = newIssuerBody({ name: 'Copy' }, carriedOf(source), []);
    expect(body).toEqual({
      name: 'Copy',
      links: { website: 'https://a.example' },
      available_scopes: ['openid', 'a:b'],
      // Required once settings are given.
      settings: { access: {}, branding: { primary_color: '#112233' } },
      metadata: Object.fromEntries([
        ['__proto__', 'kept'],
        ['a.b', 'c'],
      ]),
    });
    expect(Object.keys(body.metadata ?? {})).toEqual(['__proto__', 'a.b']);
    expect(check(issuerCreate, body).ok).toBe(true);
  });

  test('is said with how much it is', () => {
    expect(carriedOf(source).map(({ part, words }) => `${part}: ${words}`)).toEqual([
      'links: 1 link',
      'available_scopes: 2 scopes',
      'settings: branding',
      'metadata: 2 keys',
    ]);
    expect(carriedOf({ links: null, settings: { access: null }, metadata: {} })).toEqual([]);
  });

  test('can be left out part by part', () => {
    const body = newIssuerBody(
      { name: 'Copy', description: 'Text', metadata: { environment: 'staging' } },
      carriedOf(source),
      ['settings', 'metadata', 'links'],
    );
    expect(body).toEqual({
      name: 'Copy',
      description: 'Text',
      available_scopes: ['openid', 'a:b'],
      metadata: { environment: 'staging' },
    });
  });
});

test('the name is enough', () => {
  expect(newIssuerBody({ name: 'New', description: null }, [], [])).toEqual({ name: 'New' });
});

describe('a start', () => {
  test('is kept and read again; a blank one is nothing', () => {
    expect(keptStart(startOf(undefined))).toBeUndefined();
    const copy = { from: 'copy', copy: 'i_1', leave: ['methods'], values: null } as const;
    expect(startOf(keptStart(copy))).toEqual(copy);
  });

  test('of an unknown form is blank', () => {
    expect(startOf({ from: 'elsewhere', copy: 1, leave: ['x'], values: [] })).toEqual(
      startOf(undefined),
    );
  });
});

test('what was not kept is named by the API’s names', () => {
  const sent = {
    name: 'A',
    settings: { access: { mfa: 'required' } },
    available_scopes: ['a', 'b'],
  };
  const answer = { name: 'A', settings: { access: {} }, available_scopes: ['b', 'a'], id: 'i_1' };
  expect(notKept(sent, answer)).toEqual(['settings.access.mfa']);
  expect(notKept(sent, { ...answer, settings: sent.settings })).toEqual([]);
});
