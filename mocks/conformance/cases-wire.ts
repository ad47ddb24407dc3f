import assert from 'node:assert/strict';

import type { Case } from './api.ts';
import { expectError, expectOne, expectTagged } from './expect.ts';
import { ROUTES, tagFor } from './routes.ts';
import { get, patch, paths, world } from './world.ts';

const withBody = ROUTES.filter((route) => route.body !== undefined);

const OTHER_TYPES = [
  'text/plain',
  'text/plain;charset=UTF-8',
  'application/x-www-form-urlencoded',
  'multipart/form-data; boundary=x',
  'application/xml',
  'application/merge-patch+json',
  'application/jsonp',
  'text/json',
  'nonsense',
];

const JSON_TYPES = [
  'application/json',
  'application/json; charset=utf-8',
  'application/json;charset=UTF-8',
  'Application/JSON',
];

const NO_OBJECT: readonly (readonly [words: string, body: string])[] = [
  ['broken off', '{"name":'],
  ['nothing at all', ''],
  ['two values', '{} {}'],
  ['single quotes', "{'name':'x'}"],
  ['a list', '[]'],
  ['null', 'null'],
  ['a text', '"name"'],
  ['a number', '7'],
];

/** The words of each path of contract §2 whose set of methods is asked for with another one. */
const METHODS: readonly (readonly [path: string, allowed: readonly string[]])[] = [
  ['/v1/me', ['GET']],
  ['/v1/accounts', ['GET']],
  ['/v1/accounts/{account}', ['GET', 'PATCH']],
  ['/v1/accounts/{account}/issuers', ['GET', 'POST']],
  ['/v1/accounts/{account}/issuers/{issuer}', ['DELETE', 'GET', 'PATCH']],
  ['/v1/accounts/{account}/issuers/{issuer}/auth-methods', ['GET', 'POST']],
  ['/v1/accounts/{account}/issuers/{issuer}/auth-methods/{method}', ['DELETE', 'GET', 'PATCH']],
  ['/v1/accounts/{account}/domains', ['GET', 'POST']],
  ['/v1/accounts/{account}/domains/{host}', ['DELETE']],
  ['/v1/accounts/{account}/domains/{host}/verify', ['POST']],
  ['/v1/accounts/{account}/domains/{host}/assign', ['POST']],
  ['/v1/accounts/{account}/domains/{host}/unassign', ['POST']],
];

const OUTSIDE = [
  '/v1/accounts/{account}/issuers/{issuer}/clients',
  '/v1/accounts/{account}/issuers/{issuer}/users',
  '/v1/accounts/{account}/members',
  '/v1/accounts/{account}/domains/{host}/transfer',
  '/v1/webhooks',
  '/v1/accounts/{account}/issuers/{issuer}/auth-methods/{method}/secret',
];

/** Content types, bodies that are no JSON object, and what is not in the table. */
export const wireCases: readonly Case[] = [
  ...withBody.map((route): Case => ({
    name: `${route.id}: 415 for another content type, and nothing is written`,
    async run(api) {
      const made = await world(api);
      const headers = route.ifMatch === null ? {} : { 'if-match': tagFor(route, made) };
      const ask = { method: route.method, path: route.path(made), body: route.body?.(made) };
      for (const type of OTHER_TYPES) {
        const answer = await api.request({ ...ask, headers: { ...headers, 'content-type': type } });
        expectError(answer, 415, 'invalid_content_type');
      }
      // The tag still holds, so nothing was written.
      assert.equal((await api.request({ ...ask, headers })).status, route.success);
    },
  })),
  ...withBody.map((route): Case => ({
    name: `${route.id}: 400 for a body that is no JSON object`,
    async run(api) {
      const made = await world(api);
      const headers = route.ifMatch === null ? {} : { 'if-match': tagFor(route, made) };
      for (const [words, body] of NO_OBJECT) {
        const answer = await api.request({
          method: route.method,
          path: route.path(made),
          headers: { ...headers, 'content-type': 'application/json' },
          body,
        });
        assert.equal(answer.status, 400, `${words}: ${answer.status} ${answer.text}`);
        expectError(answer, 400, 'invalid_request');
      }
    },
  })),
  {
    name: 'createIssuer: every spelling of the JSON content type is taken',
    async run(api) {
      const made = await world(api);
      for (const type of JSON_TYPES) {
        const answer = await api.request({
          method: 'POST',
          path: paths.issuers(made.account),
          headers: { 'content-type': type },
          body: { name: 'Typed' },
        });
        expectOne(answer, 201);
      }
    },
  },
  {
    name: 'verifyDomain, unassignDomain: neither body nor content type is asked for',
    async run(api) {
      const made = await world(api);
      const path = paths.domain(made.account, made.host);
      expectTagged(await api.request({ method: 'POST', path: `${path}/verify` }), 200);
      expectTagged(await api.request({ method: 'POST', path: `${path}/unassign` }), 200);
      expectTagged(await api.request({ method: 'POST', path: `${path}/verify`, body: {} }), 200);
      expectTagged(await api.request({ method: 'POST', path: `${path}/unassign`, body: {} }), 200);
    },
  },
  {
    name: 'updateIssuer: texts outside ASCII come back as they went',
    async run(api) {
      const made = await world(api);
      const name = 'Zürich – 東京 – 🏳️‍🌈 – \u202Eabc – e\u0301';
      const path = paths.issuer(made.account, made.issuer);
      const answer = await patch(api, path, { name }, made.issuerTag);
      assert.equal(expectTagged(answer, 200).row['name'], name);
      assert.equal(expectTagged(await get(api, path), 200).row['name'], name);
    },
  },
  ...METHODS.map(([template, allowed]): Case => ({
    name: `405 with Allow for other methods on ${template}`,
    async run(api) {
      const made = await world(api);
      const path = filled(template, made);
      const others = ['PUT', 'POST', 'PATCH', 'DELETE', 'GET'].filter((m) => !allowed.includes(m));
      for (const method of others) {
        const answer = await api.request({ method, path });
        expectError(answer, 405, 'method_not_allowed');
        const named = (answer.headers['allow'] ?? '').split(/\s*,\s*/);
        // RFC 9110 §9.3.2, §9.3.7: HEAD and OPTIONS may be there without being operations.
        const operations = named.filter((word) => word !== 'HEAD' && word !== 'OPTIONS');
        assert.deepEqual(operations.toSorted(), allowed);
      }
    },
  })),
  ...OUTSIDE.map((template): Case => ({
    name: `501 with a sentence for ${template}`,
    async run(api) {
      const made = await world(api);
      for (const method of ['GET', 'POST']) {
        expectError(
          await api.request({ method, path: filled(template, made) }),
          501,
          'not_implemented',
        );
      }
    },
  })),
  {
    name: 'a path that only looks like one of the table is answered as an error, never as a page',
    async run(api) {
      const made = await world(api);
      for (const path of [
        `${paths.account(made.account)}/`,
        `${paths.account(made.account)}//issuers`,
        '/v1/ME',
        '/v1',
        '/v1/',
        '/v1/v1/accounts',
        '/v2/me',
        `/v1/accounts/a%2Fb/issuers`,
        `/v1/accounts/%E0%A4%A/issuers`,
      ]) {
        const answer = await get(api, path);
        assert.ok([400, 404, 501].includes(answer.status), `${path}: ${answer.status}`);
        expectError(answer, answer.status);
      }
    },
    only: {
      targets: ['unit', 'http'],
      reason: 'Behind the worker, paths outside /v1/ belong to the page.',
    },
  },
  {
    name: 'an unknown query parameter is ignored',
    async run(api) {
      const made = await world(api);
      const path = `${paths.issuer(made.account, made.issuer)}?expand=everything`;
      expectTagged(await get(api, path), 200);
    },
  },
];

function filled(
  template: string,
  made: { account: string; issuer: string; method: string; host: string },
) {
  return template
    .replace('{account}', made.account)
    .replace('{issuer}', made.issuer)
    .replace('{method}', made.method)
    .replace('{host}', made.host);
}
