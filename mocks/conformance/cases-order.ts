import assert from 'node:assert/strict';

import type { Ask, Case } from './api.ts';
import { expectConflict, expectError, expectGone, expectModified } from './expect.ts';
import { ROUTES } from './routes.ts';
import { NO_SUCH, PASSWORD, addHost, paths, post, remove, world } from './world.ts';

const patches = ROUTES.filter((route) => route.method === 'PATCH');
const creates = ROUTES.filter((route) => route.method === 'POST' && route.body !== undefined);

const text = { 'content-type': 'text/plain' };
const json = { 'content-type': 'application/json' };
const stale = { 'if-match': '"1"' };

/** A body that every operation with a body refuses. */
const BAD = '{"name":1,"host":1,"issuer_id":1}';

/**
 * The order of checks: 401, 403 membership, 403 scope, 404, 415, idempotency (replay, 409, 422), 400
 * of the body, 428, 412, rules of state (contract §2). Each case does two or more things wrong.
 */
export const orderCases: readonly Case[] = [
  ...ROUTES.filter((route) => route.below !== 'nothing').map((route): Case => ({
    name: `${route.id}: 401 wins over everything`,
    async run(api) {
      const made = await world(api, { strict: true });
      const nowhere = {
        ...made,
        account: NO_SUCH.account,
        issuer: NO_SUCH.issuer,
        method: NO_SUCH.method,
      };
      const headers = { authorization: 'Bearer unknown', ...text, ...stale };
      const ask: Ask = { method: route.method, path: route.path(nowhere), headers };
      expectError(await api.request(route.method === 'GET' ? ask : { ...ask, body: BAD }), 401);
    },
  })),
  ...ROUTES.filter((route) => route.below !== 'nothing' && route.method !== 'GET').map(
    (route): Case => ({
      name: `${route.id}: 403 of membership wins over scope, 404, 415, 400, 428 and 412`,
      async run(api) {
        const made = await world(api, { strict: true });
        const nowhere = {
          ...made,
          account: made.foreign,
          issuer: NO_SUCH.issuer,
          method: NO_SUCH.method,
          host: NO_SUCH.host,
        };
        for (const as of ['key', 'read_only_key'] as const) {
          for (const headers of [{ ...text, ...stale }, text, json]) {
            const ask = { method: route.method, path: route.path(nowhere), as, headers, body: BAD };
            expectError(await api.request(ask), 403, 'access_denied');
          }
        }
      },
    }),
  ),
  ...ROUTES.filter((route) => route.write).map((route): Case => ({
    name: `${route.id}: 403 of scope wins over 404, 415, 400, 428 and 412`,
    async run(api) {
      const made = await world(api, { strict: true });
      const missing = {
        ...made,
        issuer: NO_SUCH.issuer,
        method: NO_SUCH.method,
        host: NO_SUCH.host,
      };
      for (const where of [made, missing]) {
        for (const headers of [{ ...text, ...stale }, text, json]) {
          const as = 'read_only_key' as const;
          const ask = { method: route.method, path: route.path(where), as, headers, body: BAD };
          expectError(await api.request(ask), 403, 'insufficient_scope');
        }
      }
    },
  })),
  ...ROUTES.filter((route) => route.write && route.below !== 'account').map((route): Case => ({
    name: `${route.id}: 404 wins over 415, 400, 428 and 412`,
    async run(api) {
      const made = await world(api, { strict: true });
      const missing = {
        ...made,
        issuer: NO_SUCH.issuer,
        method: NO_SUCH.method,
        host: NO_SUCH.host,
      };
      for (const headers of [{ ...text, ...stale }, { ...json, ...stale }, text, json]) {
        const ask = { method: route.method, path: route.path(missing), headers, body: BAD };
        expectError(await api.request(ask), 404, 'not_found');
      }
    },
  })),
  ...[...patches, ...creates].map((route): Case => ({
    name: `${route.id}: 415 wins over 400, 428 and 412`,
    async run(api) {
      const made = await world(api, { strict: true });
      for (const body of [BAD, '{']) {
        for (const headers of [{ ...text, ...stale }, text]) {
          const ask = { method: route.method, path: route.path(made), headers, body };
          expectError(await api.request(ask), 415, 'invalid_content_type');
        }
      }
    },
  })),
  ...patches.map((route): Case => ({
    name: `${route.id}: 400 wins over 428 and 412`,
    async run(api) {
      const made = await world(api, { strict: true });
      for (const body of [BAD, '{', '[]']) {
        for (const headers of [json, { ...json, ...stale }, { ...json, 'if-match': 'malformed' }]) {
          const ask = { method: route.method, path: route.path(made), headers, body };
          expectError(await api.request(ask), 400, 'invalid_request');
        }
      }
    },
  })),
  {
    name: 'createAuthMethod: 415 wins over 422 and over a replay',
    async run(api) {
      const made = await world(api);
      const path = paths.methods(made.account, made.issuer);
      const body = { name: 'Codes', method: 'email_otp', first_factor_only: true };
      const key = { 'idempotency-key': 'k' };
      assert.equal((await post(api, path, body, key)).status, 201);
      expectError(await post(api, path, body, { ...key, ...text }), 415);
      expectError(await post(api, path, { ...body, name: 'Other' }, { ...key, ...text }), 415);
    },
  },
  {
    name: 'createIssuer: 422 wins over 400 of the body',
    async run(api) {
      const made = await world(api);
      const path = paths.issuers(made.account);
      const key = { 'idempotency-key': 'k' };
      assert.equal((await post(api, path, { name: 'First' }, key)).status, 201);
      expectError(await post(api, path, { name: '' }, key), 422, 'invalid_request');
      expectError(await post(api, path, '{', { ...key, ...json }), 422, 'invalid_request');
    },
  },
  {
    name: 'createAuthMethod: 404 wins over a replay',
    async run(api) {
      const made = await world(api);
      const path = paths.methods(made.account, made.issuer);
      const body = { name: 'Codes', method: 'email_otp', first_factor_only: true };
      const key = { 'idempotency-key': 'k' };
      assert.equal((await post(api, path, body, key)).status, 201);
      expectGone(await remove(api, paths.issuer(made.account, made.issuer)));
      expectError(await post(api, path, body, key), 404, 'not_found');
    },
  },
  {
    name: 'createIssuer: 403 wins over a replay and over 422',
    async run(api) {
      const made = await world(api);
      const path = paths.issuers(made.account);
      const headers = { 'idempotency-key': 'k' };
      assert.equal((await post(api, path, { name: 'First' }, headers)).status, 201);
      for (const name of ['First', 'Second']) {
        const ask = { method: 'POST', path, headers, body: { name }, as: 'read_only_key' as const };
        expectError(await api.request(ask), 403, 'insufficient_scope');
      }
    },
  },
  {
    name: 'verifyDomain: a replay wins over 412',
    async run(api) {
      const made = await world(api);
      const tag = await addHost(api, 'third.conformance-suite.com');
      const path = `${paths.domain(made.account, 'third.conformance-suite.com')}/verify`;
      const headers = { 'idempotency-key': 'k', 'if-match': tag };
      const first = await post(api, path, undefined, headers);
      assert.equal(first.status, 200);
      // The write itself moved the tag: a retry of a lost answer must not be told so.
      const second = await post(api, path, undefined, headers);
      assert.equal(second.status, 200, second.text);
      assert.equal(second.headers['idempotent-replayed'], 'true');
      assert.equal(second.text, first.text);
    },
  },
  {
    name: 'createAuthMethod: 400 of the body wins over 409',
    async run(api) {
      const made = await world(api);
      const path = paths.methods(made.account, made.issuer);
      expectConflict(await post(api, path, PASSWORD));
      expectError(await post(api, path, { ...PASSWORD, name: '' }), 400);
      expectError(await post(api, path, { ...PASSWORD, settings: { min_length: 1 } }), 400);
    },
  },
  {
    name: 'addDomain: 400 of the body wins over 409',
    async run(api) {
      const made = await world(api);
      const path = paths.domains(made.account);
      expectConflict(await post(api, path, { host: made.host }));
      expectError(await post(api, path, { host: `https://${made.host}` }), 400);
    },
  },
  {
    name: 'assignDomain: 400 of the body wins over 412, 412 wins over the rule of state',
    async run(api) {
      const made = await world(api);
      const tag = await addHost(api, 'third.conformance-suite.com');
      const path = `${paths.domain(made.account, 'third.conformance-suite.com')}/assign`;
      expectError(await post(api, path, { issuer_id: 7 }, stale), 400, 'invalid_request');
      expectModified(await post(api, path, { issuer_id: made.issuer }, stale), tag);
      expectError(await post(api, path, { issuer_id: made.issuer }, { 'if-match': tag }), 400);
    },
  },
  {
    name: 'updateAuthMethod: 400 for wrong settings wins over 412',
    async run(api) {
      const made = await world(api, { strict: true });
      const path = paths.method(made.account, made.issuer, made.method);
      const body = { settings: { min_length: 1 } };
      for (const headers of [{}, stale]) {
        expectError(await api.request({ method: 'PATCH', path, body, headers }), 400);
      }
    },
  },
  {
    name: 'updateAccount: 400 for domains wins over 412',
    async run(api) {
      const made = await world(api);
      const path = paths.account(made.account);
      const body = { domains: [] };
      expectError(await api.request({ method: 'PATCH', path, body, headers: stale }), 400);
    },
  },
];
