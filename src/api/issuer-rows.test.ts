import { describe, expect, test } from 'vitest';
import type { AuthMethod } from '#contract/auth-method.ts';
import type { Issuer, IssuerRow } from '#contract/issuer.ts';
import {
  belongs,
  doorsOf,
  isSameInRow,
  knowsLess,
  rowAfter,
  rowOf,
  rowWithMethods,
} from './issuer-rows.ts';

const issuer: Issuer = {
  id: 'i_1',
  name: 'Shop',
  description: 'Where people buy',
  status: 'active',
  settings: { access: { mode: 'open' }, branding: {} },
  available_scopes: ['openid'],
  metadata: { environment: 'test' },
  created_at: 1,
  updated_at: 2,
};

const row: IssuerRow = {
  ...issuer,
  access_mode: 'open',
  auth_method_count: 3,
  enabled_login_method_count: 2,
  enabled_signup_method_count: 1,
  available_scope_count: 1,
  branding_configured: false,
  readiness: 'ready',
};

const method = (changes: Partial<AuthMethod>): AuthMethod => ({
  id: 'am_1',
  name: 'Password',
  method: 'password',
  enabled_login: true,
  created_at: 1,
  ...changes,
});

describe('a row after its issuer changed', () => {
  test('has what the issuer has, and keeps the counts of methods', () => {
    const after = rowAfter(row, { ...issuer, name: 'Store', updated_at: 3 }, null);
    expect(after).toEqual({ ...row, name: 'Store', updated_at: 3 });
  });

  test('loses what the issuer lost, and keeps what only lists tell', () => {
    const { description: _, metadata: __, ...bare } = issuer;
    const after = rowAfter({ ...row, last_login_at: 5 }, bare, null);
    expect(after).not.toHaveProperty('description');
    expect(after).not.toHaveProperty('metadata');
    expect(after).toMatchObject({ last_login_at: 5, auth_method_count: 3 });
  });

  test('takes access mode, branding and scopes from the issuer where they changed', () => {
    const settings = { access: { mode: 'closed' }, branding: { display_name: 'Shop' } };
    const after = rowAfter(row, { ...issuer, settings, available_scopes: [] }, null);
    expect(after).toMatchObject({
      access_mode: 'closed',
      branding_configured: true,
      available_scope_count: 0,
    });
  });

  test('keeps what AuthPI told of them where nothing of it changed', () => {
    const told = { ...row, access_mode: 'approval', branding_configured: true };
    const settings = { ...issuer.settings, security: { cors_origins: [] } };
    expect(rowAfter(told, { ...issuer, settings }, null)).toMatchObject({
      access_mode: 'approval',
      branding_configured: true,
    });
  });

  test('an access mode taken away is not set', () => {
    expect(rowAfter(row, { ...issuer, settings: {} }, null).access_mode).toBeNull();
  });

  test.each([
    ['the status stays', 'active', 'active', 2, null, 'ready'],
    ['it is switched off', 'active', 'disabled', 2, null, 'review'],
    ['it is switched on, methods not known', 'disabled', 'active', 2, null, null],
    ['it is switched on, with a door', 'disabled', 'active', 2, 1, 'ready'],
    ['it is switched on, without a door', 'disabled', 'active', 2, 0, 'review'],
    ['it is switched on, no method on for login', 'disabled', 'active', 0, null, 'review'],
    ['it is switched on, no counts', 'disabled', 'active', null, null, null],
  ] as const)('readiness when %s', (_, before, after, count, doors, readiness) => {
    const told = before === 'active' ? 'ready' : 'review';
    const held = {
      ...row,
      status: before,
      readiness: told,
      enabled_login_method_count: count,
    } as const;
    expect(rowAfter(held, { ...issuer, status: after }, doors).readiness).toBe(readiness);
  });

  test('keys that objects have of themselves are data', () => {
    const odd = JSON.parse('{"__proto__":"a","constructor":"b"}') as Issuer['metadata'];
    const after = rowAfter(row, { ...issuer, metadata: odd }, null);
    expect(JSON.stringify(after.metadata)).toBe('{"__proto__":"a","constructor":"b"}');
    const held = JSON.parse(`{"id":"i_1","__proto__":"told"}`) as IssuerRow;
    expect(JSON.stringify(rowAfter(held, issuer, null))).toContain('"__proto__":"told"');
  });
});

describe('doors', () => {
  test.each([
    ['not asked', undefined, null],
    ['none at all', { data: [] }, 0],
    ['one', { data: [method({})] }, 1],
    ['one of a page that is not whole', { data: [method({})], has_more: true }, 1],
    ['none of a page that is not whole', { data: [], has_more: true }, null],
    ['none of those that could be read', { data: [], invalid_count: 1 }, null],
    ['only second factors', { data: [method({ method: 'totp' })] }, 0],
    ['one of which it is not said', { data: [method({ enabled_login: null })] }, null],
    ['off', { data: [method({ enabled_login: false })] }, 0],
  ])('%s', (_, page, doors) => {
    expect(doorsOf(page)).toBe(doors);
  });
});

describe('a row after something happened to an auth method', () => {
  const on = method({ enabled_signup: true });
  const off = { ...on, enabled_login: false };
  const review = { ...row, readiness: 'review' };
  const facts = (of: IssuerRow) => [
    of.auth_method_count,
    of.enabled_login_method_count,
    of.enabled_signup_method_count,
    of.readiness,
  ];

  test.each([
    ['one more', row, null, on, [4, 3, 2, 'ready']],
    ['one more that opens it', review, null, on, [4, 3, 2, 'ready']],
    ['one more that is off', review, null, off, [4, 2, 2, 'review']],
    ['one more that starts no login', review, null, { ...on, method: 'totp' }, [4, 3, 2, 'review']],
    ['one less', row, on, null, [2, 1, 0, null]],
    ['one less that was off', row, off, null, [2, 2, 0, 'ready']],
    ['one less of a kind not known', row, { ...on, method: 'new' }, null, [2, 1, 0, null]],
    [
      'the only one on for login',
      { ...row, enabled_login_method_count: 1 },
      on,
      off,
      [3, 0, 1, 'review'],
    ],
    ['switched on', review, off, on, [3, 3, 1, 'ready']],
    ['switched off', row, on, off, [3, 1, 1, null]],
    [
      'a switch that is not told any more',
      row,
      on,
      { ...on, enabled_login: null },
      [3, null, 1, null],
    ],
    [
      'a switch that never was told',
      row,
      { ...off, enabled_login: null },
      null,
      [2, null, 0, null],
    ],
    ['what it was is not known', row, undefined, off, [null, null, null, null]],
    [
      'what it was is not known, but it is a door',
      review,
      undefined,
      on,
      [null, null, null, 'ready'],
    ],
    ['what it is is not known', row, null, undefined, [null, null, null, null]],
    ['less than none', { ...row, enabled_signup_method_count: 0 }, on, null, [2, 1, null, null]],
    [
      'counts that were not known',
      { ...row, auth_method_count: null },
      null,
      on,
      [null, 3, 2, 'ready'],
    ],
    ['an issuer that is off', { ...review, status: 'disabled' }, off, on, [3, 3, 1, 'review']],
    [
      'an issuer that is off, a door less',
      { ...review, status: 'disabled' },
      on,
      off,
      [3, 1, 1, 'review'],
    ],
  ] as const)('by the difference: %s', (_, held, before, after, expected) => {
    expect(facts(rowWithMethods(held, before, after, undefined))).toEqual(expected);
  });

  test('by the difference: back and forth is where it was', () => {
    const there = rowWithMethods(row, off, on, undefined);
    expect(rowWithMethods(there, on, off, undefined)).toMatchObject({
      auth_method_count: 3,
      enabled_login_method_count: 2,
    });
  });

  test('nothing that counts: the very same row', () => {
    const renamed = { ...on, name: 'Other', featured: true, settings: {} };
    expect(rowWithMethods(row, on, renamed, undefined)).toBe(row);
    expect(rowWithMethods(row, null, null, undefined)).toBe(row);
    const untold = { ...on, enabled_signup: null };
    expect(rowWithMethods(row, untold, { ...untold, name: 'Other' }, undefined)).toBe(row);
  });

  test.each([
    ['all of them', { data: [on, off] }, [2, 1, 2, 'ready']],
    ['none', { data: [] }, [0, 0, 0, 'review']],
    [
      'one that does not say it all',
      { data: [on, { ...off, enabled_signup: null }] },
      [2, 1, null, 'ready'],
    ],
    ['not whole', { data: [on], has_more: true }, [null, null, null, 'ready']],
    ['not whole, no door in it', { data: [off], invalid_count: 1 }, [null, null, null, null]],
  ])('by a page of methods: %s', (_, page, expected) => {
    expect(facts(rowWithMethods(row, undefined, undefined, page))).toEqual(expected);
  });

  test('a page of methods that tells the same: the very same row, whatever word AuthPI has', () => {
    const data = [on, { ...on, enabled_signup: false }, { ...off, enabled_signup: false }];
    const worded = { ...row, readiness: 'attention' };
    expect(rowWithMethods(worded, null, null, { data })).toBe(worded);
    const unsure = { ...row, readiness: null };
    expect(rowWithMethods(unsure, null, null, { data }).readiness).toBe('ready');
  });

  test('what AuthPI does not tell is not made up', () => {
    const bare: IssuerRow = { ...issuer };
    expect(rowWithMethods(bare, null, on, { data: [on] })).toBe(bare);
  });

  test('knows less where something became unknown', () => {
    expect(knowsLess({ ...row, readiness: null }, row)).toBe(true);
    expect(knowsLess({ ...row, auth_method_count: null }, row)).toBe(true);
    expect(knowsLess(row, { ...row, readiness: null })).toBe(false);
    expect(knowsLess({ ...row, readiness: null }, { ...row, readiness: null })).toBe(false);
    expect(knowsLess({ ...row, auth_method_count: 0 }, row)).toBe(false);
  });

  test.each([
    ['none before and after', null, null, true],
    ['one more', null, on, false],
    ['one less', on, null, false],
    ['not known before', undefined, on, false],
    ['not known after', on, undefined, false],
    ['not known at all', undefined, undefined, false],
    ['another name', on, { ...on, name: 'Other' }, true],
    ['login', on, off, false],
    ['signup', on, { ...on, enabled_signup: false }, false],
    ['signup not told any more', on, { ...on, enabled_signup: null }, false],
    ['absent and null', method({}), method({ enabled_signup: null }), true],
  ])('is the same in a row: %s', (_, before, after, same) => {
    expect(isSameInRow(before, after)).toBe(same);
  });
});

describe('whether a row belongs on a list', () => {
  const unsure = { ...row, readiness: null };
  test.each([
    ['no filter', {}, row, 'yes'],
    ['its status', { status: 'active' }, row, 'yes'],
    ['another status', { status: 'disabled' }, row, 'no'],
    ['its mode', { access_mode: 'open' }, row, 'yes'],
    ['another mode', { access_mode: 'closed' }, row, 'no'],
    ['no mode', { access_mode: 'open' }, { ...row, access_mode: null }, 'no'],
    ['its readiness', { readiness: 'ready' }, row, 'yes'],
    ['another readiness', { readiness: 'review' }, row, 'no'],
    ['a readiness not known', { readiness: 'review' }, unsure, 'unknown'],
    [
      'a readiness not known, another status',
      { readiness: 'ready', status: 'disabled' },
      unsure,
      'no',
    ],
    ['text it has', { q: 'SHOP' }, row, 'yes'],
    ['text it has not', { q: 'store' }, row, 'no'],
  ] as const)('%s', (_, filters, held, verdict) => {
    expect(belongs(filters, held)).toBe(verdict);
  });

  test('text it lost; text that the server alone found', () => {
    const renamed = { ...row, name: 'Store', description: null };
    expect(belongs({ q: 'shop' }, renamed, row)).toBe('no');
    expect(belongs({ q: 'sh0p' }, renamed, row)).toBe('unknown');
  });

  test('one that no list has shown: an issuer that is on may be ready or not', () => {
    expect(rowOf(issuer, null)).toMatchObject({ access_mode: 'open', readiness: null });
    expect(rowOf(issuer, 1).readiness).toBe('ready');
    expect(rowOf({ ...issuer, status: 'disabled' }, null).readiness).toBe('review');
  });
});
