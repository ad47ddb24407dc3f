import { describe, expect, test } from 'vitest';

import { bodySchemaOf } from './bodies.ts';
import { check } from './check.ts';
import { errorBody, refusedFields } from './error.ts';
import type { OperationId } from './operations.ts';

function checkBody(id: OperationId, body: unknown) {
  const schema = bodySchemaOf(id);
  if (schema === undefined) throw new TypeError(`${id} takes no body`);
  return check(schema, body);
}

/** `field code` of everything that is refused. */
function refused(id: OperationId, body: unknown): string[] {
  const found = checkBody(id, body);
  if (found.ok) return [];
  const fields = refusedFields(found.issues);
  for (const { message } of fields) expect(message).not.toBe('');
  return fields.map(({ field, code }) => `${field} ${code}`).toSorted();
}

describe('refusedFields', () => {
  test.each<[string, OperationId, unknown, string[]]>([
    ['an absent field', 'createIssuer', {}, ['name required']],
    ['an undefined field', 'createIssuer', { name: undefined }, ['name required']],
    ['null', 'createIssuer', { name: null }, ['name invalid_type']],
    ['a wrong type', 'createIssuer', { name: 5 }, ['name invalid_type']],
    ['too short', 'createIssuer', { name: '' }, ['name too_short']],
    ['blank', 'createIssuer', { name: ' \n ' }, ['name too_short']],
    ['too long', 'createIssuer', { name: 'x'.repeat(101) }, ['name too_long']],
    ['an unknown word', 'updateIssuer', { status: 'paused' }, ['status invalid_value']],
    ['a required group', 'createIssuer', { name: 'x', settings: {} }, ['settings.access required']],
    [
      'a deep path',
      'updateIssuer',
      { settings: { access: { sessions: { max_age: 0, idle_timeout: 2_592_001 } } } },
      [
        'settings.access.sessions.idle_timeout too_big',
        'settings.access.sessions.max_age too_small',
      ],
    ],
    [
      'no whole number',
      'updateIssuer',
      { settings: { access: { sessions: { max_age: 1.5 } } } },
      ['settings.access.sessions.max_age invalid_type'],
    ],
    [
      'an entry of a list',
      'updateIssuer',
      { available_scopes: ['ok', 'not ok', 3] },
      ['available_scopes.1 invalid_format', 'available_scopes.2 invalid_type'],
    ],
    [
      'an entry twice',
      'updateIssuer',
      { available_scopes: ['a', 'a'] },
      ['available_scopes duplicate'],
    ],
    [
      'a key of metadata',
      'updateIssuer',
      { metadata: { ['k'.repeat(65)]: 'v', 'a.b': 1 } },
      ['metadata.a.b invalid_type', `metadata.${'k'.repeat(65)} invalid_key`],
    ],
    [
      'an address',
      'updateIssuer',
      { links: { website: 'nowhere' } },
      ['links.website invalid_format'],
    ],
    ['no discriminator', 'createAuthMethod', { name: 'x' }, ['method required']],
    [
      'an unknown discriminator',
      'createAuthMethod',
      { name: 'x', method: 'x' },
      ['method invalid_value'],
    ],
    [
      'a null discriminator',
      'createAuthMethod',
      { name: 'x', method: null },
      ['method invalid_value'],
    ],
    [
      'an absent literal',
      'createAuthMethod',
      { name: 'x', method: 'totp' },
      ['first_factor_only required'],
    ],
    [
      'another literal',
      'createAuthMethod',
      { name: 'x', method: 'totp', first_factor_only: true },
      ['first_factor_only invalid_value'],
    ],
    [
      'one of two numbers',
      'createAuthMethod',
      { name: 'x', method: 'totp', first_factor_only: false, settings: { digits: 7 } },
      ['settings.digits invalid_value'],
    ],
    [
      'each absent setting',
      'createAuthMethod',
      { name: 'x', method: 'github', first_factor_only: true, settings: {} },
      ['settings.client_id required', 'settings.client_secret required'],
    ],
    ['a host', 'addDomain', {}, ['host required']],
    ['an issuer', 'assignDomain', { issuer_id: 1 }, ['issuer_id invalid_type']],
    ['an account', 'updateAccount', { logo_url: 'x' }, ['logo_url invalid_format']],
  ])('names %s', (_, id, body, fields) => {
    expect(refused(id, body)).toEqual(fields);
  });

  test.each([null, [], 'text', 7, undefined])('has no field for a body that is %j', (body) => {
    const found = checkBody('createIssuer', body);
    expect(found.ok).toBe(false);
    expect(found.ok ? null : refusedFields(found.issues)).toEqual([]);
  });
});

describe('a body', () => {
  test.each<[OperationId, unknown]>([
    ['updateAccount', {}],
    ['updateAccount', { name: null, description: null, logo_url: null }],
    ['updateAccount', { name: 'x', metadata: { a: null, b: 'c' }, owner_user_id: 'usr_1' }],
    ['createIssuer', { name: 'x' }],
    ['updateIssuer', {}],
    ['updateIssuer', { status: 'deleted', description: null, links: null }],
    ['updateIssuer', { settings: { branding: null }, metadata: { a: null } }],
    ['updateAuthMethod', {}],
    ['verifyDomain', undefined],
    ['verifyDomain', {}],
    ['unassignDomain', { anything: 1 }],
  ])('%s takes %j', (id, body) => {
    expect(checkBody(id, body).ok).toBe(true);
  });

  test.each<[OperationId, unknown]>([
    ['updateAccount', { name: '' }],
    ['updateAccount', { owner_user_id: null }],
    ['updateAccount', { metadata: null }],
    ['updateAccount', []],
    ['updateIssuer', { name: null }],
    ['updateAuthMethod', { name: null }],
  ])('%s refuses %j', (id, body) => {
    expect(checkBody(id, body).ok).toBe(false);
  });

  test('only operations that take one have one', () => {
    for (const id of ['getCaller', 'listIssuers', 'deleteIssuer', 'removeDomain'] as const) {
      expect(bodySchemaOf(id)).toBeUndefined();
    }
  });
});

describe('errorBody', () => {
  test.each([
    { error: 'x' },
    { error: 'x', error_description: 'words', retryable: true, reference: null, retry_after: 3 },
    { error: 'new_word', fields: [{ field: 'a.b' }], later: { more: 1 } },
  ])('is read from %j', (body) => {
    const found = check(errorBody, body);
    expect(found.ok && found.value).toBe(body);
  });

  test.each([null, {}, { error: 5 }, 'error', { error: 'x', fields: 'y' }])(
    'is not read from %j',
    (body) => {
      expect(check(errorBody, body).ok).toBe(false);
    },
  );
});
