import assert from 'node:assert/strict';

import type { Api, Case, Reply } from './api.ts';
import { strangers } from './control.ts';
import { expectError, expectGone, expectOne, expectPage } from './expect.ts';
import { ROUTES, tagFor } from './routes.ts';
import type { Route } from './routes.ts';
import { NO_SUCH, makeIssuer, paths, remove, world } from './world.ts';
import type { World } from './world.ts';

/** Sends a route's good request, with what a case wants to be different. */
function send(
  api: Api,
  route: Route,
  made: World,
  other: {
    headers?: { [name: string]: string };
    as?: 'key' | 'read_only_key' | 'person' | 'nobody';
  } = {},
): Promise<Reply> {
  const body = route.body?.(made);
  return api.request({
    method: route.method,
    path: route.path(made),
    headers: {
      ...(route.ifMatch === null ? {} : { 'if-match': tagFor(route, made) }),
      ...other.headers,
    },
    ...(body === undefined ? {} : { body }),
    ...(other.as === undefined ? {} : { as: other.as }),
  });
}

function expectSuccess(answer: Reply, route: Route): void {
  if (route.success === 204) expectGone(answer);
  else if (route.page) expectPage(answer);
  else expectOne(answer, route.success);
}

function expectUnauthorized(answer: Reply): void {
  expectError(answer, 401, 'unauthorized');
  // RFC 9110 §15.5.2: a 401 says how to authenticate.
  assert.match(answer.headers['www-authenticate'] ?? '', /^(Basic|Bearer)\b/i);
}

const MALFORMED: readonly (readonly [words: string, header: string])[] = [
  ['Basic without credentials', 'Basic'],
  ['Basic that is no base64', 'Basic !!!'],
  ['Basic without a colon', `Basic ${btoa('key_0123456789abcdef0123456789abcdef')}`],
  ['Bearer without a token', 'Bearer'],
  ['a scheme nobody offered', 'Digest username="key"'],
  ['one bare word', 'secret'],
];

function eachOperation(
  words: string,
  routes: readonly Route[],
  check: (route: Route) => Case['run'],
): Case[] {
  return routes.map((route) => ({ name: `${route.id}: ${words}`, run: check(route) }));
}

const underAccount = ROUTES.filter((route) => route.below !== 'nothing');
const writes = ROUTES.filter((route) => route.write);
const reads = ROUTES.filter((route) => !route.write);

/** Who may ask: 401, 403, 404, and that everybody else gets an answer (contract §1, §2, §7). */
export const accessCases: readonly Case[] = [
  ...eachOperation('succeeds with the key', ROUTES, (route) => async (api) => {
    const made = await world(api);
    expectSuccess(await send(api, route, made), route);
  }),
  ...eachOperation('succeeds for the person', ROUTES, (route) => async (api) => {
    const made = await world(api);
    expectSuccess(await send(api, route, made, { as: 'person' }), route);
  }),
  ...eachOperation('succeeds with the read-only key', reads, (route) => async (api) => {
    const made = await world(api);
    expectSuccess(await send(api, route, made, { as: 'read_only_key' }), route);
  }),

  ...eachOperation('401 without a credential', ROUTES, (route) => async (api) => {
    const made = await world(api);
    expectUnauthorized(await send(api, route, made, { as: 'nobody' }));
  }).map((made): Case => ({
    ...made,
    only: {
      targets: ['unit', 'http'],
      reason:
        'The demo page has no sign-in: its worker takes a request without credential as the person.',
    },
  })),
  ...eachOperation('401 for an unknown key', ROUTES, (route) => async (api) => {
    const made = await world(api);
    const headers = {
      authorization: `Basic ${btoa('key_00000000000000000000000000000000:nothing')}`,
    };
    expectUnauthorized(await send(api, route, made, { headers }));
  }),
  ...eachOperation('401 for an unknown token', ROUTES, (route) => async (api) => {
    const made = await world(api);
    const headers = { authorization: 'Bearer eyJhbGciOiJub25lIn0.e30.' };
    expectUnauthorized(await send(api, route, made, { headers }));
  }),
  {
    name: 'getIssuer: 401 for the right key with a wrong secret',
    async run(api) {
      const made = await world(api);
      const { key_id, key_secret } = api.credentials;
      for (const secret of ['', 'wrong', `${key_secret}x`, key_secret.slice(0, -1)]) {
        const authorization = `Basic ${btoa(`${key_id}:${secret}`)}`;
        const path = paths.issuer(made.account, made.issuer);
        expectUnauthorized(await api.request({ method: 'GET', path, headers: { authorization } }));
      }
    },
  },
  {
    name: 'getIssuer: the name of the scheme is case-insensitive',
    async run(api) {
      const made = await world(api);
      const path = paths.issuer(made.account, made.issuer);
      const { key_id, key_secret, user_token } = api.credentials;
      for (const authorization of [
        `basic ${btoa(`${key_id}:${key_secret}`)}`,
        `BASIC ${btoa(`${key_id}:${key_secret}`)}`,
        `bearer ${user_token}`,
      ]) {
        expectOne(await api.request({ method: 'GET', path, headers: { authorization } }), 200);
      }
    },
  },
  {
    name: 'getIssuer: a key is no Bearer token, and a token is no key',
    async run(api) {
      const made = await world(api);
      const path = paths.issuer(made.account, made.issuer);
      const { key_id, key_secret, user_token } = api.credentials;
      for (const authorization of [
        `Bearer ${btoa(`${key_id}:${key_secret}`)}`,
        `Bearer ${key_secret}`,
        `Basic ${btoa(`${user_token}:`)}`,
        `Basic ${btoa(`:${user_token}`)}`,
      ]) {
        expectUnauthorized(await api.request({ method: 'GET', path, headers: { authorization } }));
      }
    },
  },
  ...MALFORMED.map(([words, authorization]): Case => ({
    name: `getCaller: 401 for ${words}`,
    async run(api) {
      expectUnauthorized(
        await api.request({ method: 'GET', path: '/v1/me', headers: { authorization } }),
      );
    },
  })),

  ...eachOperation(
    '403 with the key for an account it has no membership of',
    underAccount,
    (route) => async (api) => {
      const made = await world(api);
      expectError(await send(api, route, { ...made, account: made.foreign }), 403, 'access_denied');
    },
  ),
  ...eachOperation(
    '403 for an account that does not exist',
    underAccount,
    (route) => async (api) => {
      const made = await world(api);
      const nowhere = { ...made, account: NO_SUCH.account };
      expectError(await send(api, route, nowhere), 403, 'access_denied');
      expectError(await send(api, route, nowhere, { as: 'person' }), 403, 'access_denied');
    },
  ),
  ...eachOperation(
    '403 for the person in an account of strangers',
    underAccount,
    (route) => async (api) => {
      const made = await world(api);
      const { account } = await strangers(api);
      const answer = await send(api, route, { ...made, account }, { as: 'person' });
      expectError(answer, 403, 'access_denied');
    },
  ),
  ...eachOperation('403 with the read-only key', writes, (route) => async (api) => {
    const made = await world(api);
    expectError(await send(api, route, made, { as: 'read_only_key' }), 403, 'insufficient_scope');
    // And nothing happened.
    expectSuccess(await send(api, route, made), route);
  }),

  ...eachOperation(
    '404 for an issuer that does not exist',
    ROUTES.filter((route) => route.below === 'issuer' || route.below === 'method'),
    (route) => async (api) => {
      const made = await world(api);
      expectError(await send(api, route, { ...made, issuer: NO_SUCH.issuer }), 404, 'not_found');
      expectError(await send(api, route, { ...made, issuer: 'anything-else' }), 404, 'not_found');
    },
  ),
  ...eachOperation(
    '404 for an issuer of another account',
    ROUTES.filter((route) => route.below === 'issuer' || route.below === 'method'),
    (route) => async (api) => {
      const made = await world(api);
      const elsewhere = { ...made, account: made.foreign };
      expectError(await send(api, route, elsewhere, { as: 'person' }), 404, 'not_found');
    },
  ),
  ...eachOperation(
    '404 under a deleted issuer',
    ROUTES.filter((route) => route.below === 'issuer' || route.below === 'method'),
    (route) => async (api) => {
      const made = await world(api);
      expectGone(await remove(api, paths.issuer(made.account, made.issuer), made.issuerTag));
      expectError(await send(api, route, made), 404, 'not_found');
    },
  ),
  ...eachOperation(
    '404 for an auth method that does not exist',
    ROUTES.filter((route) => route.below === 'method'),
    (route) => async (api) => {
      const made = await world(api);
      expectError(await send(api, route, { ...made, method: NO_SUCH.method }), 404, 'not_found');
    },
  ),
  ...eachOperation(
    '404 for an auth method of another issuer',
    ROUTES.filter((route) => route.below === 'method'),
    (route) => async (api) => {
      const made = await world(api);
      const { id } = await makeIssuer(api);
      expectError(await send(api, route, { ...made, issuer: id }), 404, 'not_found');
    },
  ),
  ...eachOperation(
    '404 for a deleted auth method',
    ROUTES.filter((route) => route.below === 'method'),
    (route) => async (api) => {
      const made = await world(api);
      const path = paths.method(made.account, made.issuer, made.method);
      expectGone(await remove(api, path, made.methodTag));
      expectError(await send(api, route, made), 404, 'not_found');
    },
  ),
  ...eachOperation(
    '404 for a host the account does not hold',
    ROUTES.filter((route) => route.below === 'domain'),
    (route) => async (api) => {
      const made = await world(api);
      expectError(await send(api, route, { ...made, host: NO_SUCH.host }), 404, 'not_found');
      // Another account's host is no business of this one.
      const elsewhere = { ...made, account: made.foreign };
      expectError(await send(api, route, elsewhere, { as: 'person' }), 404, 'not_found');
    },
  ),
  ...eachOperation(
    '404 for a removed domain',
    ROUTES.filter((route) => route.below === 'domain'),
    (route) => async (api) => {
      const made = await world(api);
      expectGone(await remove(api, paths.domain(made.account, made.host)));
      expectError(await send(api, route, made, { headers: { 'if-match': '*' } }), 404, 'not_found');
    },
  ),
];
