import assert from 'node:assert/strict';

import type { Api, Ask, Case } from './api.ts';
import { act, clearFaults, fault, reset, settings } from './control.ts';
import {
  expectError,
  expectGone,
  expectModified,
  expectOne,
  expectPage,
  expectTagged,
} from './expect.ts';
import { at, textAt, textsAt } from './look.ts';
import { ROUTES, tagFor } from './routes.ts';
import type { Route } from './routes.ts';
import {
  PASSWORD,
  accountTag,
  addHost,
  domainRow,
  everyPage,
  get,
  ids,
  makeIssuer,
  makeMethod,
  patch,
  paths,
  post,
  readIssuer,
  remove,
  world,
} from './world.ts';
import type { World } from './world.ts';

function asking(route: Route, made: World): Ask {
  const body = route.body?.(made);
  return {
    method: route.method,
    path: route.path(made),
    headers: route.ifMatch === null ? {} : { 'if-match': tagFor(route, made) },
    ...(body === undefined ? {} : { body }),
  };
}

const LOST = ['request_lost', 'offline'] as const;

/** Faults as data: one control surface for panel, tests and HTTP. */
export const faultCases: readonly Case[] = [
  ...ROUTES.flatMap((route): Case[] => [
    {
      name: `${route.id}: answers any status it is told to, once, and does nothing meanwhile`,
      async run(api) {
        const made = await world(api);
        for (const status of [401, 403, 409, 412, 422, 429, 500, 502, 503, 504]) {
          await fault(api, { kind: 'status', operation: route.id, times: 1, status, body: 'json' });
          const answer = await api.request(asking(route, made));
          expectError(answer, status);
        }
        // With the tag of the beginning: none of them wrote anything.
        assert.equal((await api.request(asking(route, made))).status, route.success);
      },
    },
    {
      name: `${route.id}: an expired credential is a 401 session_expired`,
      async run(api) {
        const made = await world(api);
        await fault(api, { kind: 'expired', operation: route.id, times: 1 });
        const answer = await api.request(asking(route, made));
        expectError(answer, 401, 'session_expired');
        assert.ok(answer.headers['www-authenticate']);
        assert.equal((await api.request(asking(route, made))).status, route.success);
      },
    },
    ...LOST.map((kind): Case => ({
      name: `${route.id}: ${kind}: no answer, nothing done`,
      async run(api) {
        const made = await world(api);
        await fault(api, { kind, operation: route.id, times: 1 });
        await assert.rejects(api.request(asking(route, made)));
        assert.equal((await api.request(asking(route, made))).status, route.success);
      },
    })),
  ]),
  ...ROUTES.filter((route) => route.ifMatch === 'own').map((route): Case => ({
    name: `${route.id}: answer_lost: no answer, but it happened`,
    async run(api) {
      const made = await world(api);
      await fault(api, { kind: 'answer_lost', operation: route.id, times: 1 });
      await assert.rejects(api.request(asking(route, made)));
      const again = await api.request(asking(route, made));
      if (route.success === 204) expectError(again, 404, 'not_found');
      else expectError(again, 412, 'precondition_failed');
    },
  })),
  {
    name: '429 and 5xx also as HTML or with no body at all, as an edge answers them',
    async run(api) {
      const made = await world(api);
      const path = paths.issuers(made.account);
      for (const status of [429, 500, 502, 503, 504]) {
        await fault(api, {
          kind: 'status',
          operation: 'listIssuers',
          times: 1,
          status,
          body: 'html',
        });
        const html = await get(api, path);
        assert.equal(html.status, status);
        assert.match(html.headers['content-type'] ?? '', /^text\/html\b/);
        assert.match(html.text, /^<(!doctype html|html)\b/i);
        assert.equal(html.json, undefined);
        await fault(api, {
          kind: 'status',
          operation: 'listIssuers',
          times: 1,
          status,
          body: 'empty',
        });
        const empty = await get(api, path);
        assert.deepEqual([empty.status, empty.text], [status, '']);
      }
    },
  },
  {
    name: 'Retry-After is sent where it is asked for, and only there',
    async run(api) {
      const made = await world(api);
      const path = paths.issuers(made.account);
      for (const body of ['json', 'html', 'empty'] as const) {
        await fault(api, {
          kind: 'status',
          operation: 'listIssuers',
          times: 1,
          status: 429,
          body,
          retry_after: 7,
        });
        const answer = await get(api, path);
        assert.equal(answer.status, 429);
        assert.equal(answer.headers['retry-after'], '7');
        if (body === 'json') assert.equal(at(answer.json, 'retry_after'), 7);
        await fault(api, { kind: 'status', operation: 'listIssuers', times: 1, status: 429, body });
        assert.equal((await get(api, path)).headers['retry-after'], undefined);
      }
    },
  },
  {
    name: 'a fault happens as often as it is told to',
    async run(api) {
      const made = await world(api);
      const path = paths.issuer(made.account, made.issuer);
      await fault(api, {
        kind: 'status',
        operation: 'getIssuer',
        times: 3,
        status: 503,
        body: 'json',
      });
      const seen: number[] = [];
      for (let index = 0; index < 5; index += 1) seen.push((await get(api, path)).status);
      assert.deepEqual(seen, [503, 503, 503, 200, 200]);
    },
  },
  {
    name: 'a fault without a number lasts until it is taken away',
    async run(api) {
      const made = await world(api);
      const path = paths.issuer(made.account, made.issuer);
      const id = await fault(api, {
        kind: 'status',
        operation: 'getIssuer',
        times: null,
        status: 500,
        body: 'json',
      });
      for (let index = 0; index < 6; index += 1) assert.equal((await get(api, path)).status, 500);
      await clearFaults(api, id);
      expectOne(await get(api, path), 200);
    },
  },
  {
    name: 'all faults are taken away at once, and by a reset',
    async run(api) {
      const made = await world(api);
      const path = paths.issuer(made.account, made.issuer);
      const boom = { kind: 'status', times: null, status: 500, body: 'json' } as const;
      await fault(api, { ...boom, operation: 'getIssuer' });
      await fault(api, { ...boom, operation: '*' });
      assert.equal((await get(api, path)).status, 500);
      await clearFaults(api);
      expectOne(await get(api, path), 200);
      await fault(api, { ...boom, operation: '*' });
      await reset(api, { scenario: 'default' });
      expectOne(await get(api, '/v1/me'), 200);
    },
  },
  {
    name: 'a fault concerns its own operation; a star concerns all, but never the control surface',
    async run(api) {
      const made = await world(api);
      const path = paths.issuer(made.account, made.issuer);
      await fault(api, {
        kind: 'status',
        operation: 'updateIssuer',
        times: null,
        status: 500,
        body: 'json',
      });
      expectOne(await get(api, path), 200);
      assert.equal((await patch(api, path, { name: 'x' })).status, 500);
      await clearFaults(api);
      await fault(api, { kind: 'offline', operation: '*', times: null });
      for (const route of ROUTES) await assert.rejects(api.request(asking(route, made)));
      await clearFaults(api);
      expectOne(await get(api, path), 200);
    },
  },
  {
    name: 'latency delays, and nothing else',
    async run(api) {
      const made = await world(api);
      const path = paths.issuer(made.account, made.issuer);
      await fault(api, { kind: 'latency', operation: 'getIssuer', times: 1, ms: 300 });
      const start = performance.now();
      expectTagged(await get(api, path), 200);
      assert.ok(performance.now() - start >= 280, 'it took its time');
      await settings(api, { latency_ms: 200 });
      const again = performance.now();
      expectTagged(await get(api, path), 200);
      assert.ok(performance.now() - again >= 180, 'latency of every request');
      await settings(api, { latency_ms: 0 });
    },
  },
  {
    name: 'answers of slow requests may overtake each other',
    async run(api) {
      const made = await world(api);
      const path = paths.issuer(made.account, made.issuer);
      await fault(api, { kind: 'latency', operation: 'getIssuer', times: 1, ms: 1200 });
      const order: string[] = [];
      const slow = get(api, path).then(() => order.push('slow'));
      await new Promise((resolve) => setTimeout(resolve, 50));
      const quick = get(api, path).then(() => order.push('quick'));
      await Promise.all([slow, quick]);
      assert.deepEqual(order, ['quick', 'slow']);
    },
  },
  {
    name: 'act: another administrator is quicker, so the write misses',
    async run(api) {
      const made = await world(api);
      const path = paths.issuer(made.account, made.issuer);
      const params = { account_id: made.account, issuer_id: made.issuer };
      await fault(api, {
        kind: 'act',
        operation: 'updateIssuer',
        times: 1,
        act: { operation: 'updateIssuer', params, body: { description: 'Theirs' } },
      });
      const answer = await patch(api, path, { name: 'Mine' }, made.issuerTag);
      const { row, tag } = expectTagged(await get(api, path), 200);
      expectModified(answer, tag);
      assert.deepEqual([row['name'], row['description']], ['World', 'Theirs']);
      assert.equal(
        expectTagged(await patch(api, path, { name: 'Mine' }, tag), 200).row['name'],
        'Mine',
      );
    },
  },
  {
    name: 'act: another administrator deletes what is being saved',
    async run(api) {
      const made = await world(api);
      const path = paths.issuer(made.account, made.issuer);
      const params = { account_id: made.account, issuer_id: made.issuer };
      await fault(api, {
        kind: 'act',
        operation: 'updateIssuer',
        times: 1,
        act: { operation: 'deleteIssuer', params },
      });
      expectError(await patch(api, path, { name: 'Mine' }, made.issuerTag), 404, 'not_found');
    },
  },
  ...(['merge', 'replace'] as const).map((mode): Case => ({
    name: `drop (${mode}): a field is not kept, and nobody says a word`,
    async run(api) {
      await reset(api, { scenario: 'empty', patch: mode });
      const { id, tag } = await makeIssuer(api, {
        settings: { access: { mode: 'open', mfa: 'off' } },
      });
      const path = paths.issuer(api.credentials.account_id, id);
      await fault(api, {
        kind: 'drop',
        operation: 'updateIssuer',
        times: null,
        path: 'settings.access.mfa',
      });
      const body = { name: 'Kept', settings: { access: { mode: 'closed', mfa: 'required' } } };
      const { row } = expectTagged(await patch(api, path, body, tag), 200);
      assert.equal(row['name'], 'Kept');
      assert.equal(at(row, 'settings', 'access', 'mode'), 'closed');
      assert.notEqual(at(row, 'settings', 'access', 'mfa'), 'required');
      assert.notEqual(at(await readIssuer(api, id), 'settings', 'access', 'mfa'), 'required');
    },
  })),
];

/** "Another administrator": real requests of somebody else. */
export const actCases: readonly Case[] = [
  {
    name: 'another administrator edits any field',
    async run(api) {
      const made = await world(api);
      const params = { account_id: made.account, issuer_id: made.issuer };
      const body = { name: 'Theirs', metadata: { who: 'them' } };
      const acted = await act(api, { operation: 'updateIssuer', params, body });
      assert.equal(acted.status, 200);
      assert.equal(at(acted.body, 'data', 'name'), 'Theirs');
      const { row, tag } = expectTagged(
        await get(api, paths.issuer(made.account, made.issuer)),
        200,
      );
      assert.equal(row['name'], 'Theirs');
      assert.deepEqual(row['metadata'], { who: 'them' });
      assert.notEqual(tag, made.issuerTag);
    },
  },
  {
    name: 'another administrator adds, and what was added is there for all',
    async run(api) {
      const made = await world(api);
      const account_id = made.account;
      const added = await act(api, {
        operation: 'createIssuer',
        params: { account_id },
        body: { name: 'Added' },
      });
      assert.equal(added.status, 201);
      const issuer_id = textAt(added.body, 'data', 'id');
      assert.equal((await readIssuer(api, issuer_id))['name'], 'Added');
      const [first] = expectPage(await get(api, paths.issuers(account_id))).rows;
      assert.equal(textAt(first, 'id'), issuer_id);
      const method = await act(api, {
        operation: 'createAuthMethod',
        params: { account_id, issuer_id },
        body: PASSWORD,
      });
      assert.equal(method.status, 201);
      const host = await act(api, {
        operation: 'addDomain',
        params: { account_id },
        body: { host: 'theirs.conformance-suite.com' },
      });
      assert.equal(host.status, 201);
      assert.ok(await domainRow(api, 'theirs.conformance-suite.com'));
      assert.notEqual(await accountTag(api), made.accountTag);
    },
  },
  {
    name: 'another administrator deletes',
    async run(api) {
      const made = await world(api);
      const { account, issuer, method, host } = made;
      const params = { account_id: account, issuer_id: issuer, method_id: method };
      assert.equal((await act(api, { operation: 'deleteAuthMethod', params })).status, 204);
      expectError(await get(api, paths.method(account, issuer, method)), 404);
      const domain = { account_id: account, domain: host };
      assert.equal((await act(api, { operation: 'removeDomain', params: domain })).status, 204);
      assert.equal(await domainRow(api, host), undefined);
      const own = { account_id: account, issuer_id: issuer };
      assert.equal((await act(api, { operation: 'deleteIssuer', params: own })).status, 204);
      expectError(await get(api, paths.issuer(account, issuer)), 404);
    },
  },
  {
    name: 'another administrator obeys the same rules',
    async run(api) {
      const made = await world(api);
      const params = { account_id: made.account, issuer_id: made.issuer };
      assert.equal(
        (await act(api, { operation: 'createAuthMethod', params, body: PASSWORD })).status,
        409,
      );
      assert.equal(
        (await act(api, { operation: 'updateIssuer', params, body: { name: '' } })).status,
        400,
      );
      const nowhere = { ...params, issuer_id: 'i_0000000000000000000000000' };
      assert.equal((await act(api, { operation: 'getIssuer', params: nowhere })).status, 404);
    },
  },
  {
    name: 'another administrator is not held up by strict mode, faults or latency',
    async run(api) {
      const made = await world(api, { strict: true });
      await fault(api, { kind: 'status', operation: '*', times: null, status: 500, body: 'json' });
      const params = { account_id: made.account, issuer_id: made.issuer };
      const acted = await act(api, { operation: 'updateIssuer', params, body: { name: 'Theirs' } });
      assert.equal(acted.status, 200);
      await clearFaults(api);
      assert.equal((await readIssuer(api, made.issuer))['name'], 'Theirs');
    },
  },
  {
    name: 'another administrator asks with a query',
    async run(api) {
      await reset(api, { scenario: 'default' });
      const params = { account_id: api.credentials.account_id };
      const acted = await act(api, { operation: 'listIssuers', params, query: { limit: '3' } });
      assert.equal(acted.status, 200);
      const rows = at(acted.body, 'data');
      assert.ok(Array.isArray(rows));
      assert.equal(rows.length, 3);
    },
  },
];

async function listing(api: Api): Promise<string[]> {
  return ids(await everyPage(api, paths.issuers(api.credentials.account_id)));
}

/** What a scenario starts with. */
export const seedCases: readonly Case[] = [
  {
    name: 'default: 137 accounts for the person, with names of every kind',
    async run(api) {
      await reset(api, { scenario: 'default' });
      const rows = await everyPage(api, '/v1/accounts', 'person');
      assert.equal(rows.length, 137);
      assert.equal(new Set(ids(rows)).size, 137);
      const names = rows.map((row) => row['name']);
      assert.ok(names.includes(null), 'some have none');
      const given = names.filter((name) => typeof name === 'string');
      assert.ok(
        given.some((name) => name.length > 60),
        'some are very long',
      );
      for (const script of [
        /\p{Script=Han}/u,
        /\p{Script=Cyrillic}/u,
        /\p{Script=Arabic}|\p{Script=Hebrew}/u,
      ]) {
        assert.ok(
          given.some((name) => script.test(name)),
          `none in ${script}`,
        );
      }
      assert.ok(new Set(given).size > 100, 'most differ');
      const me = expectOne(await get(api, '/v1/me', 'person'), 200);
      const memberships = at(me, 'accounts');
      assert.ok(Array.isArray(memberships));
      assert.equal(memberships.length, 137);
    },
  },
  {
    name: 'default: the first account is the one of the key',
    async run(api) {
      await reset(api, { scenario: 'default' });
      const [first] = expectPage(await get(api, '/v1/accounts', 'person')).rows;
      assert.equal(textAt(first, 'id'), api.credentials.account_id);
    },
  },
  {
    name: 'default: 1,240 issuers of every listable status, access mode and readiness',
    async run(api) {
      await reset(api, { scenario: 'default' });
      const rows = await everyPage(api, paths.issuers(api.credentials.account_id));
      assert.equal(rows.length, 1240);
      const seen = new Set(
        rows.map(
          (row) =>
            `${String(row['status'])} ${String(row['access_mode'])} ${String(row['readiness'])}`,
        ),
      );
      for (const status of ['active', 'disabled', 'suspended']) {
        for (const mode of ['open', 'invite_only', 'approval', 'closed']) {
          assert.ok(seen.has(`${status} ${mode} review`), `no ${status} ${mode} review`);
          // Only an active issuer can be ready (contract §8).
          assert.equal(
            seen.has(`${status} ${mode} ready`),
            status === 'active',
            `${status} ${mode} ready`,
          );
        }
      }
      assert.ok(rows.every((row) => row['status'] !== 'deleted'));
      for (const row of rows) assert.match(textAt(row, 'id'), /^i_[0-9a-z]{25}$/);
    },
  },
  {
    name: 'default: one issuer has all 13 auth methods, and none of them shows a secret',
    async run(api) {
      await reset(api, { scenario: 'default' });
      const path = paths.issuers(api.credentials.account_id);
      const rich = (await everyPage(api, path)).filter(
        (row) => Number(row['auth_method_count']) >= 13,
      );
      assert.ok(rich.length > 0);
      const issuer = textAt(rich[0], 'id');
      const { rows } = expectPage(
        await get(api, paths.methods(api.credentials.account_id, issuer)),
      );
      assert.deepEqual([...new Set(rows.map((row) => textAt(row, 'method')))].toSorted(), [
        'apple',
        'backup_codes',
        'email_link',
        'email_otp',
        'github',
        'oauth2',
        'oauth2_manual',
        'oidc',
        'passkey',
        'password',
        'sms_otp',
        'temporary_password',
        'totp',
      ]);
      for (const row of rows) {
        for (const secret of ['client_secret', 'private_key']) {
          assert.ok(!Object.hasOwn(row['settings'] ?? {}, secret));
        }
      }
    },
  },
  {
    name: 'default: the counts of a list row are those of its methods',
    async run(api) {
      await reset(api, { scenario: 'default' });
      const { account_id } = api.credentials;
      const { rows } = expectPage(await get(api, `${paths.issuers(account_id)}?limit=15`));
      for (const row of rows) {
        const methods = expectPage(
          await get(api, paths.methods(account_id, textAt(row, 'id'))),
        ).rows;
        assert.equal(row['auth_method_count'], methods.length);
        const login = methods.filter((method) => method['enabled_login'] === true);
        const signup = methods.filter((method) => method['enabled_signup'] === true);
        assert.equal(row['enabled_login_method_count'], login.length);
        assert.equal(row['enabled_signup_method_count'], signup.length);
        assert.equal(row['available_scope_count'], textsAt(row, 'available_scopes').length);
        const doors = login.filter(
          (method) => method['method'] !== 'totp' && method['method'] !== 'backup_codes',
        );
        const ready = row['status'] === 'active' && doors.length > 0;
        assert.equal(row['readiness'], ready ? 'ready' : 'review');
        const access = row['settings'] == null ? undefined : at(row['settings'], 'access');
        assert.equal(row['access_mode'], access == null ? null : (at(access, 'mode') ?? null));
      }
    },
  },
  {
    name: 'default: 17 domains in every state',
    async run(api) {
      await reset(api, { scenario: 'default' });
      const { account_id } = api.credentials;
      const { rows } = expectPage(await get(api, paths.domains(account_id)));
      assert.equal(rows.length, 17);
      assert.equal(new Set(rows.map((row) => textAt(row, 'host'))).size, 17);
      const states = new Set(
        rows.map((row) => `${row['verified'] === true} ${row['assigned_issuer_id'] != null}`),
      );
      for (const state of ['true true', 'true false', 'false false', 'false true']) {
        assert.ok(states.has(state), `no domain verified/assigned ${state}`);
      }
      const cloudflare = new Set(rows.map((row) => row['cf_status'] ?? 'none'));
      for (const status of ['pending', 'active', 'moved', 'blocked', 'pending_deletion', 'none']) {
        assert.ok(cloudflare.has(status), `no domain with cf_status ${status}`);
      }
      for (const row of rows) {
        const issuer = row['assigned_issuer_id'];
        if (typeof issuer === 'string')
          expectOne(await get(api, paths.issuer(account_id, issuer)), 200);
      }
    },
  },
  {
    name: 'default: the same every time',
    async run(api) {
      await reset(api, { scenario: 'default' });
      const first = [
        (await get(api, '/v1/accounts?limit=20', 'person')).text,
        (await get(api, paths.issuers(api.credentials.account_id))).text,
        (await get(api, paths.domains(api.credentials.account_id))).text,
      ];
      await world(api);
      await reset(api, { scenario: 'default' });
      assert.deepEqual(
        [
          (await get(api, '/v1/accounts?limit=20', 'person')).text,
          (await get(api, paths.issuers(api.credentials.account_id))).text,
          (await get(api, paths.domains(api.credentials.account_id))).text,
        ],
        first,
      );
    },
  },
  {
    name: 'default: every seeded issuer can be written',
    async run(api) {
      await reset(api, { scenario: 'default' });
      const path = paths.issuers(api.credentials.account_id);
      const rows = await everyPage(api, path);
      for (const row of rows.filter((_, index) => index % 100 === 0)) {
        const own = `${path}/${textAt(row, 'id')}`;
        const { tag } = expectTagged(await get(api, own), 200);
        const body = {
          name: 'x',
          description: row['description'],
          settings: row['settings'],
          links: row['links'],
        };
        expectTagged(await patch(api, own, body, tag), 200);
      }
      assert.deepEqual(await listing(api), ids(rows));
    },
  },
  {
    name: 'empty: nothing but the account',
    async run(api) {
      await reset(api, { scenario: 'empty' });
      const { account_id } = api.credentials;
      assert.deepEqual(expectPage(await get(api, paths.issuers(account_id))).rows, []);
      assert.deepEqual(expectPage(await get(api, paths.domains(account_id))).rows, []);
      expectTagged(await get(api, paths.account(account_id)), 200);
    },
  },
  {
    name: 'full: 20 domains',
    async run(api) {
      await reset(api, { scenario: 'full' });
      const { rows } = expectPage(await get(api, paths.domains(api.credentials.account_id)));
      assert.equal(rows.length, 20);
    },
  },
  {
    name: 'huge: 10,000 issuers',
    async run(api) {
      await reset(api, { scenario: 'huge' });
      const all = await listing(api);
      assert.equal(all.length, 10_000);
      assert.equal(new Set(all).size, 10_000);
    },
  },
  ...ROUTES.filter((route) => route.write).map((route): Case => ({
    name: `viewer: ${route.id} is refused for lack of a scope`,
    async run(api) {
      const { issuer, method, ...made } = await world(api);
      await reset(api, { scenario: 'viewer' });
      const { account_id } = api.credentials;
      const { rows } = expectPage(await get(api, paths.issuers(account_id), 'person'));
      const seeded = rows.find((row) => Number(row['auth_method_count']) > 0);
      const issuerId = seeded === undefined ? issuer : textAt(seeded, 'id');
      const methods = expectPage(
        await get(api, paths.methods(account_id, issuerId), 'person'),
      ).rows;
      const [domain] = expectPage(await get(api, paths.domains(account_id), 'person')).rows;
      const where = {
        ...made,
        issuer: issuerId,
        method: textAt(methods[0], 'id') || method,
        host: textAt(domain, 'host'),
      };
      const answer = await api.request({ ...asking(route, where), as: 'person' });
      expectError(answer, 403, 'insufficient_scope');
    },
  })),
  {
    name: 'viewer: everything can be read, and the scopes say read',
    async run(api) {
      await reset(api, { scenario: 'viewer' });
      const { account_id } = api.credentials;
      const me = expectOne(await get(api, '/v1/me', 'person'), 200);
      const accounts = at(me, 'accounts');
      assert.ok(Array.isArray(accounts));
      const mine = accounts.find((row) => textAt(row, 'account_id') === account_id) as unknown;
      for (const scope of textsAt(mine, 'scopes')) assert.match(scope, /:read$/);
      expectTagged(await get(api, paths.account(account_id), 'person'), 200);
      const { rows } = expectPage(await get(api, paths.issuers(account_id), 'person'));
      expectTagged(await get(api, paths.issuer(account_id, textAt(rows[0], 'id')), 'person'), 200);
      expectPage(await get(api, paths.domains(account_id), 'person'));
    },
  },
];

/** State outlives a restart (a reload, in the browser). */
export const restartCases: readonly Case[] = [
  {
    name: 'restart: what was written is there, with its tags and order',
    async run(api) {
      const made = await world(api);
      const issuer = paths.issuer(made.account, made.issuer);
      const edited = expectTagged(
        await patch(api, issuer, { metadata: { kept: 'yes' } }, made.issuerTag),
        200,
      );
      const method = await get(api, paths.method(made.account, made.issuer, made.method));
      const account = await get(api, paths.account(made.account));
      const list = await get(api, paths.issuers(made.account));
      await api.restart();
      const after = expectTagged(await get(api, issuer), 200);
      assert.deepEqual(after, edited);
      const sameMethod = await get(api, paths.method(made.account, made.issuer, made.method));
      assert.deepEqual(
        [sameMethod.text, sameMethod.headers['etag']],
        [method.text, method.headers['etag']],
      );
      const sameAccount = await get(api, paths.account(made.account));
      assert.deepEqual(
        [sameAccount.text, sameAccount.headers['etag']],
        [account.text, account.headers['etag']],
      );
      assert.equal((await get(api, paths.issuers(made.account))).text, list.text);
      // And the tag from before still goes, once.
      const next = expectTagged(await patch(api, issuer, { name: 'After' }, edited.tag), 200);
      expectModified(await patch(api, issuer, { name: 'x' }, edited.tag), next.tag);
    },
  },
  {
    name: 'restart: what was deleted stays deleted, seeded rows too',
    async run(api) {
      await reset(api, { scenario: 'default' });
      const { account_id } = api.credentials;
      const { rows } = expectPage(await get(api, `${paths.issuers(account_id)}?limit=3`));
      const gone = textAt(rows[1], 'id');
      expectGone(await remove(api, paths.issuer(account_id, gone)));
      const [domain] = expectPage(await get(api, paths.domains(account_id))).rows;
      const host = textAt(domain, 'host');
      expectGone(await remove(api, paths.domain(account_id, host)));
      await api.restart();
      expectError(await get(api, paths.issuer(account_id, gone)), 404, 'not_found');
      assert.equal(await domainRow(api, host), undefined);
      const after = ids(expectPage(await get(api, `${paths.issuers(account_id)}?limit=2`)).rows);
      assert.deepEqual(after, [textAt(rows[0], 'id'), textAt(rows[2], 'id')]);
    },
  },
  {
    name: 'restart: a key is remembered',
    async run(api) {
      await reset(api, { scenario: 'empty' });
      const path = paths.issuers(api.credentials.account_id);
      const headers = { 'idempotency-key': 'before-the-restart' };
      const first = await post(api, path, { name: 'Once' }, headers);
      expectTagged(first, 201);
      await api.restart();
      const second = await post(api, path, { name: 'Once' }, headers);
      assert.equal(second.headers['idempotent-replayed'], 'true');
      assert.equal(second.text, first.text);
      assert.equal(expectPage(await get(api, path)).rows.length, 1);
    },
  },
  {
    name: 'restart: ids and revisions go on rising',
    async run(api) {
      await reset(api, { scenario: 'empty' });
      const first = await makeIssuer(api);
      const method = await makeMethod(api, first.id, PASSWORD);
      await api.restart();
      const second = await makeIssuer(api);
      assert.notEqual(second.id, first.id);
      assert.deepEqual(await listing(api), [second.id, first.id]);
      const path = paths.method(api.credentials.account_id, first.id, method.id);
      const { tag } = expectTagged(await patch(api, path, { name: 'x' }, method.tag), 200);
      assert.notEqual(tag, method.tag);
    },
  },
  {
    name: 'restart: verified and assigned domains stay so',
    async run(api) {
      await reset(api, { scenario: 'empty' });
      const { id } = await makeIssuer(api);
      await addHost(api, 'auth.example.com', true);
      const path = paths.domain(api.credentials.account_id, 'auth.example.com');
      expectTagged(await post(api, `${path}/assign`, { issuer_id: id }), 200);
      const before = await domainRow(api, 'auth.example.com');
      await api.restart();
      assert.deepEqual(await domainRow(api, 'auth.example.com'), before);
    },
  },
];
