import { anything, assert as fcAssert, dictionary, property, string } from 'fast-check';
import { describe, expect, test } from 'vitest';

import { authMethod } from './auth-method.ts';
import { bodySchemaOf } from './bodies.ts';
import { caller } from './caller.ts';
import { check } from './check.ts';
import { domain } from './domain.ts';
import { issuer, issuerRow } from './issuer.ts';
import { OPERATIONS } from './operations.ts';

const ISSUER = { id: 'i_1', name: null, status: 'active', created_at: 1 };

/** An answer of a later AuthPI: more fields, other words. */
const LATER: readonly [string, Parameters<typeof check>[0], object][] = [
  ['an issuer', issuer, { ...ISSUER, status: 'hibernating', later: [1, { a: null }] }],
  [
    'a row of the list',
    issuerRow,
    { ...ISSUER, access_mode: 'by_lottery', readiness: 'almost', stars: 5 },
  ],
  ['a row with nothing computed', issuerRow, ISSUER],
  ['a domain', domain, { host: 'a.example.com', cf_status: 'dreaming', owner: 'x' }],
  [
    'a caller',
    caller,
    {
      type: 'robot',
      accounts: [{ account_id: 'acc_1', level: 9 }],
      organizations: [],
      session: { id: 1 },
    },
  ],
  [
    'a page',
    OPERATIONS.listIssuers.answer,
    { data: [{ ...ISSUER, x: 1 }], total: 1, invalid_count: 2 },
  ],
  ['a page without has_more', OPERATIONS.listDomains.answer, { data: [] }],
  ['a page whose has_more is null', OPERATIONS.listDomains.answer, { data: [], has_more: null }],
  [
    'an auth method whose switches are null',
    authMethod,
    {
      id: 'am_1',
      name: 'A',
      method: 'password',
      first_factor_only: null,
      enabled_login: null,
      enabled_signup: null,
      featured: null,
      created_at: 1,
    },
  ],
  ['the account of a domain write', OPERATIONS.addDomain.answer, { data: { id: 'acc_1' } }],
  ['a bare domain instead', OPERATIONS.addDomain.answer, { data: { host: 'a.example.com' } }],
];

function issuerUpdate() {
  const schema = bodySchemaOf('updateIssuer');
  if (schema === undefined) throw new TypeError('updateIssuer takes no body');
  return schema;
}

describe('a tolerant reader', () => {
  test.each(LATER)('keeps %s as it came', (_, schema, answer) => {
    const before = structuredClone(answer);
    const found = check(schema, answer);
    expect(found.ok && found.value).toBe(answer);
    expect(answer).toEqual(before);
  });

  test('any additional field survives, in its order', () => {
    fcAssert(
      property(dictionary(string(), anything()), (more) => {
        const answer = { ...more, ...ISSUER };
        const keys = Object.keys(answer);
        const found = check(issuer, answer);
        // A field of that name with a wrong value may be refused; it is never dropped.
        expect(found.ok ? found.value : answer).toBe(answer);
        expect(Object.keys(answer)).toEqual(keys);
      }),
    );
  });

  test('keys such as __proto__ are data', () => {
    const body: unknown = JSON.parse(
      '{"metadata":{"__proto__":"a","constructor":"b","a.b":"c"},"settings":{"__proto__":{"x":1}},"links":{"__proto__":"y"}}',
    );
    const found = check(issuerUpdate(), body);
    expect(found.ok && found.value).toBe(body);
    expect(JSON.stringify(body)).toContain('"__proto__":"a"');
  });

  test('a wrong value under __proto__ is found', () => {
    const found = check(issuerUpdate(), JSON.parse('{"metadata":{"__proto__":1}}'));
    expect(found.ok).toBe(false);
  });

  test.each([null, [], {}, { id: 5 }, { ...ISSUER, id: null }, { ...ISSUER, created_at: '1' }])(
    'does not take %j for an issuer',
    (answer) => {
      expect(check(issuer, answer).ok).toBe(false);
    },
  );
});
