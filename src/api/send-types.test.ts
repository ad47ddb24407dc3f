import { expect, expectTypeOf, test } from 'vitest';
import type { AuthMethod } from '#contract/auth-method.ts';
import type { Caller } from '#contract/caller.ts';
import type { ETag } from '#contract/etag.ts';
import type { Issuer, IssuerRow } from '#contract/issuer.ts';
import type { OperationId, OPERATIONS } from '#contract/operations.ts';
import type { JsonObject } from '#contract/values.ts';
import { createClient } from './send.ts';
import type { Data, SendOptions } from './send.ts';

// What must not compile is held by the compiler: an expected error that is none fails the type
// check. None of these functions is ever called.
const { send } = createClient();
const issuer = { account_id: 'acc_1', issuer_id: 'i_1' };
const account = { account_id: 'acc_1' };
const common = { name: 'GitHub', first_factor_only: true as const };
const settings = { client_id: 'x' };
const domain = { account_id: 'acc_1', domain: 'a.example.com' };

const refused = {
  'a PATCH or DELETE without a tag': () => [
    // @ts-expect-error ifMatch is missing
    send('updateIssuer', { params: issuer, body: { name: 'Shop' } }),
    // @ts-expect-error ifMatch is missing
    send('deleteIssuer', { params: issuer }),
    // @ts-expect-error ifMatch is missing
    send('updateAccount', { params: account, body: {} }),
    // @ts-expect-error no tag is known
    send('deleteIssuer', { params: issuer, ifMatch: null }),
    // @ts-expect-error no tag is known
    send('deleteIssuer', { params: issuer, ifMatch: undefined }),
  ],
  'a write to a domain without the account’s tag': () => [
    // @ts-expect-error ifMatch is missing
    send('removeDomain', { params: domain }),
    // @ts-expect-error ifMatch is missing
    send('verifyDomain', { params: domain }),
    // @ts-expect-error ifMatch is missing
    send('assignDomain', { params: domain, body: { issuer_id: 'i_1' } }),
    // @ts-expect-error ifMatch is missing
    send('unassignDomain', { params: domain }),
  ],
  'a tag where none is carried': () => [
    // @ts-expect-error a read has no ifMatch
    send('getIssuer', { params: issuer, ifMatch: '"1"' }),
    // @ts-expect-error a creation has no ifMatch
    send('addDomain', { params: account, body: { host: 'a.example.com' }, ifMatch: '"1"' }),
  ],
  'other parameters than the path has': () => [
    // @ts-expect-error params are missing
    send('getIssuer'),
    // @ts-expect-error issuer_id is missing
    send('getIssuer', { params: account }),
    // @ts-expect-error method_id is none of its parameters
    send('getIssuer', { params: { ...issuer, method_id: 'am_1' } }),
    // @ts-expect-error a segment is text
    send('getIssuer', { params: { ...account, issuer_id: 1 } }),
    // @ts-expect-error it has none
    send('getCaller', { params: account }),
  ],
  'another body': () => [
    // @ts-expect-error the body is missing
    send('createIssuer', { params: account }),
    // @ts-expect-error name is missing
    send('createIssuer', { params: account, body: { status: 'active' } }),
    // @ts-expect-error a strict writer sends known words only
    send('createIssuer', { params: account, body: { name: 'Shop', status: 'paused' } }),
    // @ts-expect-error name is text
    send('updateIssuer', { params: issuer, ifMatch: '"1"', body: { name: 1 } }),
    // @ts-expect-error a read has none
    send('getIssuer', { params: issuer, body: {} }),
    // @ts-expect-error settings are required
    send('createAuthMethod', { params: issuer, body: { ...common, method: 'github' } }),
    // @ts-expect-error the secret is required
    send('createAuthMethod', { params: issuer, body: { ...common, method: 'github', settings } }),
  ],
  'another query': () => [
    // @ts-expect-error not a known status
    send('listIssuers', { params: account, query: { status: 'dreaming' } }),
    // @ts-expect-error not a filter
    send('listIssuers', { params: account, query: { colour: 'red' } }),
    // @ts-expect-error limit is a number
    send('listAccounts', { query: { limit: '50' } }),
    // @ts-expect-error domains name no paging parameters
    send('listDomains', { params: account, query: { limit: 50 } }),
  ],
  'an idempotency key but on a POST, a signal but on a read': () => [
    // @ts-expect-error PATCH takes no key
    send('updateIssuer', { params: issuer, ifMatch: '"1"', body: {}, idempotencyKey: 'key' }),
    // @ts-expect-error a write is not taken back
    send('deleteIssuer', { params: issuer, ifMatch: '"1"', signal: AbortSignal.abort() }),
  ],
  'an unknown operation': () => [
    // @ts-expect-error not in the table
    send('listUsers'),
  ],
};

const accepted = () => [
  send('getCaller'),
  send('getCaller', { signal: AbortSignal.timeout(1) }),
  send('listAccounts', { query: { cursor: 'acc_1', limit: 100 } }),
  send('listIssuers', { params: account, query: { q: 'x', readiness: 'ready' } }),
  send('verifyDomain', { params: domain, ifMatch: '"1"' }),
  send('unassignDomain', { params: domain, ifMatch: '"1"', body: {}, idempotencyKey: 'key' }),
  send('updateIssuer', { params: issuer, ifMatch: '"1"', body: { description: null } }),
];

test.each(Object.keys(refused))('the compiler refuses %s', (what) => {
  expect(what).toBeDefined();
  expectTypeOf(accepted).toBeFunction();
});

test('every PATCH and DELETE needs a tag, and so do the writes to a domain', () => {
  type Tagged = {
    [Id in OperationId]: SendOptions<Id> extends { ifMatch: ETag } ? Id : never;
  }[OperationId];
  type Unsafe = {
    [Id in OperationId]: (typeof OPERATIONS)[Id]['method'] extends 'PATCH' | 'DELETE' ? Id : never;
  }[OperationId];
  type Domain = 'removeDomain' | 'verifyDomain' | 'assignDomain' | 'unassignDomain';
  expectTypeOf<Tagged>().toEqualTypeOf<Unsafe | Domain>();
});

test('an answer is typed by its operation', () => {
  expectTypeOf<Data<'getCaller'>>().toEqualTypeOf<Caller>();
  expectTypeOf<Data<'getIssuer'>>().toEqualTypeOf<Issuer>();
  expectTypeOf<Data<'listIssuers'>['data']>().toEqualTypeOf<IssuerRow[]>();
  expectTypeOf<Data<'listIssuers'>['has_more']>().toEqualTypeOf<boolean | null | undefined>();
  expectTypeOf<Data<'createAuthMethod'>>().toEqualTypeOf<AuthMethod>();
  expectTypeOf<Data<'addDomain'>>().toEqualTypeOf<JsonObject>();
  expectTypeOf<Data<'deleteIssuer'>>().toEqualTypeOf<null>();
  type Sent = Awaited<ReturnType<typeof send<'deleteIssuer'>>>;
  expectTypeOf<Sent['tag']>().toEqualTypeOf<ETag | null>();
});
