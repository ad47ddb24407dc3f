import { assert as fcAssert, property, string } from 'fast-check';
import { describe, expect, test } from 'vitest';

import { OPERATIONS, OPERATION_IDS, isSafeSegment, matchOperation, pathOf } from './operations.ts';
import type { Operation, OperationId } from './operations.ts';

const A = '/v1/accounts/{account_id}';
const I = `${A}/issuers/{issuer_id}`;

/** Contract §2, copied by hand. */
const TABLE: readonly [
  OperationId,
  string,
  string,
  number,
  answer: 'one' | 'page' | 'none',
  errors: readonly number[],
  ifMatch: 'required' | 'account' | null,
][] = [
  ['getCaller', 'GET', '/v1/me', 200, 'one', [401], null],
  ['listAccounts', 'GET', '/v1/accounts', 200, 'page', [401], null],
  ['getAccount', 'GET', A, 200, 'one', [401, 403, 404], null],
  ['updateAccount', 'PATCH', A, 200, 'one', [400, 401, 403, 404, 412], 'required'],
  ['listIssuers', 'GET', `${A}/issuers`, 200, 'page', [401, 403], null],
  ['createIssuer', 'POST', `${A}/issuers`, 201, 'one', [400, 401, 403], null],
  ['getIssuer', 'GET', I, 200, 'one', [400, 401, 403, 404, 409, 412, 422, 429, 500], null],
  ['updateIssuer', 'PATCH', I, 200, 'one', [400, 401, 403, 404, 412], 'required'],
  ['deleteIssuer', 'DELETE', I, 204, 'none', [401, 403, 404, 412], 'required'],
  ['listAuthMethods', 'GET', `${I}/auth-methods`, 200, 'page', [401, 403, 404], null],
  ['createAuthMethod', 'POST', `${I}/auth-methods`, 201, 'one', [400, 401, 403, 404, 409], null],
  ['getAuthMethod', 'GET', `${I}/auth-methods/{method_id}`, 200, 'one', [401, 403, 404], null],
  [
    'updateAuthMethod',
    'PATCH',
    `${I}/auth-methods/{method_id}`,
    200,
    'one',
    [400, 401, 403, 404, 412],
    'required',
  ],
  [
    'deleteAuthMethod',
    'DELETE',
    `${I}/auth-methods/{method_id}`,
    204,
    'none',
    [401, 403, 404, 412],
    'required',
  ],
  ['listDomains', 'GET', `${A}/domains`, 200, 'page', [401, 403, 404], null],
  ['addDomain', 'POST', `${A}/domains`, 201, 'one', [400, 401, 403, 404, 409], null],
  ['removeDomain', 'DELETE', `${A}/domains/{domain}`, 204, 'none', [401, 403, 404], 'account'],
  [
    'verifyDomain',
    'POST',
    `${A}/domains/{domain}/verify`,
    200,
    'one',
    [400, 401, 403, 404],
    'account',
  ],
  [
    'assignDomain',
    'POST',
    `${A}/domains/{domain}/assign`,
    200,
    'one',
    [400, 401, 403, 404],
    'account',
  ],
  [
    'unassignDomain',
    'POST',
    `${A}/domains/{domain}/unassign`,
    200,
    'one',
    [400, 401, 403, 404],
    'account',
  ],
];

describe('OPERATIONS', () => {
  test('are the 20 of the contract', () => {
    expect(OPERATION_IDS).toEqual(TABLE.map(([id]) => id));
  });

  test.each(TABLE)(
    '%s is as the contract says',
    (id, method, path, success, answer, errors, ifMatch) => {
      const operation: Operation = OPERATIONS[id];
      expect(operation).toMatchObject({ method, path, success, errors, ifMatch });
      const single =
        '{"data":{"id":"x","host":"x","name":"x","method":"x","type":"x","status":"x","created_at":1,"accounts":[]}}';
      const takes = (body: string) =>
        operation.answer !== null && operation.answer.safeParse(JSON.parse(body)).success;
      expect([takes(single), takes('{"data":[]}')]).toEqual([answer === 'one', answer === 'page']);
      // A tag on exactly the single resources that have a revision.
      expect(operation.tag !== null).toBe(answer === 'one' && id !== 'getCaller');
    },
  );

  test('only writes ask for a scope that writes', () => {
    const actions = { GET: 'read', POST: 'write', PATCH: 'write', DELETE: 'delete' };
    const asked = OPERATION_IDS.map((id): Operation => OPERATIONS[id]).filter(
      ({ scope }) => scope !== null,
    );
    expect(asked).toHaveLength(18);
    for (const { method, scope } of asked)
      expect(scope).toMatch(new RegExp(`:${actions[method]}$`));
  });
});

/** A value for every path parameter. */
const PARAMS = {
  account_id: 'acc_0123456789012345678901234',
  issuer_id: 'i_0123456789012345678901234',
  method_id: 'am_0123456789012345678901234',
  domain: 'auth.example.com',
};

function namesIn(path: string): string[] {
  return [...path.matchAll(/\{(\w+)\}/g)].map(([, name = '']) => name);
}

describe('pathOf and matchOperation', () => {
  test.each(TABLE)('%s: what one makes, the other finds', (id, method, template) => {
    const path = pathOf(id, PARAMS);
    expect(path).toBe(
      template
        .replace('{account_id}', PARAMS.account_id)
        .replace('{issuer_id}', PARAMS.issuer_id)
        .replace('{method_id}', PARAMS.method_id)
        .replace('{domain}', PARAMS.domain),
    );
    const given = new Map(Object.entries(PARAMS));
    const params = Object.fromEntries(namesIn(template).map((name) => [name, given.get(name)]));
    expect(matchOperation(method, path)).toEqual({ found: 'operation', id, params });
  });

  test('parameters are encoded, and come back as they were', () => {
    const path = pathOf('removeDomain', { account_id: 'a b', domain: 'münchen.example.com:%' });
    expect(path).toBe('/v1/accounts/a%20b/domains/m%C3%BCnchen.example.com%3A%25');
    expect(matchOperation('DELETE', path)).toEqual({
      found: 'operation',
      id: 'removeDomain',
      params: { account_id: 'a b', domain: 'münchen.example.com:%' },
    });
  });

  test('any safe segment survives the way there and back', () => {
    const segment = string({ unit: 'grapheme' }).filter(isSafeSegment);
    fcAssert(
      property(segment, (issuer_id) => {
        const path = pathOf('getIssuer', { account_id: 'a', issuer_id });
        // What a browser makes of it is the same path.
        expect(new URL(path, 'https://api.authpi.com').pathname).toBe(path);
        expect(matchOperation('GET', path)).toEqual({
          found: 'operation',
          id: 'getIssuer',
          params: { account_id: 'a', issuer_id },
        });
      }),
    );
  });

  test.each(['', '.', '..', 'a/b', 'a\\b', 'a?b', 'a#b', '/'])('%j is no segment', (value) => {
    expect(isSafeSegment(value)).toBe(false);
    expect(() => pathOf('getAccount', { account_id: value })).toThrow(TypeError);
    expect(matchOperation('GET', `/v1/accounts/${encodeURIComponent(value)}`)).toEqual({
      found: 'nothing',
    });
  });

  test.each(['a', '...', '.a', 'a b', 'acc_1', 'ü', '%', 'a:b', '*', '__proto__'])(
    '%j is a segment',
    (value) => {
      expect(isSafeSegment(value)).toBe(true);
    },
  );

  test.each([
    ['PUT', '/v1/me', ['GET']],
    ['POST', '/v1/accounts', ['GET']],
    ['DELETE', '/v1/accounts/a', ['GET', 'PATCH']],
    ['PATCH', '/v1/accounts/a/issuers', ['GET', 'POST']],
    ['POST', '/v1/accounts/a/issuers/i', ['GET', 'PATCH', 'DELETE']],
    ['GET', '/v1/accounts/a/domains/d', ['DELETE']],
    ['GET', '/v1/accounts/a/domains/d/verify', ['POST']],
    ['get', '/v1/me', ['GET']],
  ])('%s %s names a path whose methods are others', (method, path, allow) => {
    expect(matchOperation(method, path)).toEqual({ found: 'path', allow });
  });

  test.each([
    '/',
    '',
    '/v1',
    '/v1/',
    '/v1/me/',
    '//v1/me',
    '/v1//me',
    '/v1/Me',
    '/V1/me',
    '/v1/v1/accounts',
    '/v2/me',
    '/v1/accounts/',
    '/v1/accounts//issuers',
    '/v1/accounts/a/issuers/i/clients',
    '/v1/accounts/a/issuers/i/auth-methods/m/x',
    '/v1/accounts/a%2Fissuers',
    '/v1/accounts/%2e%2e/issuers',
    '/v1/accounts/../me',
    '/v1/accounts/%E0%A4%A',
    '/v1/accounts/%',
    'v1/me',
    '/x/v1/me',
  ])('nothing is at %j', (path) => {
    expect(matchOperation('GET', path)).toEqual({ found: 'nothing' });
  });
});
