import { describe, expect, test } from 'vitest';
import type { AuthMethod } from '#contract/auth-method.ts';
import type { Issuer, IssuerRow } from '#contract/issuer.ts';
import { belongs, doorsOf, rowAfter, rowOf, rowWithMethod } from './issuer-rows.ts';

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

describe('a row with a method more', () => {
  test('does not know the counts', () => {
    expect(rowWithMethod(row, method({}))).toEqual({
      ...row,
      auth_method_count: null,
      enabled_login_method_count: null,
      enabled_signup_method_count: null,
    });
  });

  test('is ready with a door where the issuer is active, and otherwise as it was', () => {
    const review = { ...row, readiness: 'review' };
    const off = { ...review, status: 'disabled' };
    expect(rowWithMethod(review, method({})).readiness).toBe('ready');
    expect(rowWithMethod(review, method({ method: 'totp' })).readiness).toBe('review');
    expect(rowWithMethod(off, method({})).readiness).toBe('review');
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
