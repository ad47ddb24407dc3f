import assert from 'node:assert/strict';

import type { Api, Case, Reply } from './api.ts';
import { fault, fresh, settings } from './control.ts';
import { expectConflict, expectError, expectGone, expectPage, expectTagged } from './expect.ts';
import { ROUTES } from './routes.ts';
import {
  PASSWORD,
  accountTag,
  addHost,
  get,
  makeIssuer,
  patch,
  paths,
  post,
  remove,
  world,
} from './world.ts';

const posts = ROUTES.filter((route) => route.method === 'POST');
const DAY = 86_400_000;

const key = (value: string) => ({ 'idempotency-key': value });

/** A first answer says nothing about replaying. */
function expectFresh(answer: Reply): void {
  assert.equal(answer.headers['idempotent-replayed'], undefined);
}

function expectReplayed(answer: Reply, first: Reply): void {
  assert.equal(answer.status, first.status);
  assert.equal(answer.text, first.text);
  assert.equal(answer.headers['idempotent-replayed'], 'true');
  assert.equal(answer.headers['etag'], first.headers['etag']);
}

async function count(api: Api, q: string): Promise<number> {
  const path = `${paths.issuers(api.credentials.account_id)}?limit=100&q=${encodeURIComponent(q)}`;
  return expectPage(await get(api, path)).rows.length;
}

/** Idempotency-Key (contract §6). */
export const idempotencyCases: readonly Case[] = [
  ...posts.map((route): Case => ({
    name: `${route.id}: the same key and request is answered from memory, once done`,
    async run(api) {
      const made = await world(api);
      const body = route.body?.(made);
      const ask = {
        method: 'POST',
        path: route.path(made),
        ...(body === undefined ? {} : { body }),
      };
      const first = await api.request({ ...ask, headers: key('3f1c5b0a-0001') });
      assert.equal(first.status, route.success);
      expectFresh(first);
      const tag = await accountTag(api);
      for (let again = 0; again < 2; again += 1) {
        expectReplayed(await api.request({ ...ask, headers: key('3f1c5b0a-0001') }), first);
      }
      assert.equal(await accountTag(api), tag);
    },
  })),
  ...posts
    .filter((route) => route.body !== undefined)
    .map((route): Case => ({
      name: `${route.id}: 422 for the same key with another body, and nothing is written`,
      async run(api) {
        const made = await world(api);
        const path = route.path(made);
        const first = await post(api, path, route.body?.(made), key('k'));
        assert.equal(first.status, route.success);
        const tag = await accountTag(api);
        const other = {
          ...(route.body?.(made) as object),
          name: 'Another request',
          host: 'x.example.com',
        };
        const answer = await post(api, path, other, key('k'));
        expectError(answer, 422, 'invalid_request');
        assert.equal(answer.headers['idempotent-replayed'], undefined);
        assert.equal(await accountTag(api), tag);
        // The first one is still remembered.
        expectReplayed(await post(api, path, route.body?.(made), key('k')), first);
      },
    })),
  {
    name: 'the same key on another path is a 422',
    async run(api) {
      const made = await world(api);
      const other = await makeIssuer(api);
      const body = { name: 'Codes', method: 'email_otp', first_factor_only: true };
      const first = await post(api, paths.methods(made.account, made.issuer), body, key('k'));
      assert.equal(first.status, 201);
      expectError(await post(api, paths.methods(made.account, other.id), body, key('k')), 422);
      expectError(await post(api, paths.issuers(made.account), { name: 'x' }, key('k')), 422);
      assert.equal(
        expectPage(await get(api, paths.methods(made.account, other.id))).rows.length,
        0,
      );
    },
  },
  {
    name: 'other keys, and no key, are other requests',
    async run(api) {
      await fresh(api, { scenario: 'empty' });
      const path = paths.issuers(api.credentials.account_id);
      for (const headers of [key('a'), key('b'), key('A'), {}, {}]) {
        const answer = await post(api, path, { name: 'Same' }, headers);
        expectFresh(answer);
        expectTagged(answer, 201);
      }
      assert.equal(await count(api, 'Same'), 5);
    },
  },
  {
    name: 'twenty POSTs at once with one key: one resource',
    async run(api) {
      await fresh(api, { scenario: 'empty' });
      const path = paths.issuers(api.credentials.account_id);
      const answers = await Promise.all(
        Array.from({ length: 20 }, () => post(api, path, { name: 'Only once' }, key('twenty'))),
      );
      assert.equal(await count(api, 'Only once'), 1);
      const done = answers.filter((answer) => answer.status === 201);
      const added = done.filter((answer) => answer.headers['idempotent-replayed'] === undefined);
      assert.equal(added.length, 1, 'one of them was the one');
      for (const answer of done) assert.equal(answer.text, added[0]?.text);
      for (const answer of answers) {
        if (answer.status === 201) continue;
        expectError(answer, 409, 'conflict');
        assert.match(answer.headers['retry-after'] ?? '', /^\d+$/);
      }
      const later = await post(api, path, { name: 'Only once' }, key('twenty'));
      expectReplayed(later, added[0] ?? later);
    },
  },
  {
    name: 'twenty at once with one key add one domain',
    async run(api) {
      await fresh(api, { scenario: 'empty' });
      const path = paths.domains(api.credentials.account_id);
      const body = { host: 'once.example.com' };
      const answers = await Promise.all(
        Array.from({ length: 20 }, () => post(api, path, body, key('d'))),
      );
      assert.equal(expectPage(await get(api, path)).rows.length, 1);
      for (const answer of answers) {
        // None of them is a real conflict with itself.
        if (answer.status === 409) assert.match(answer.headers['retry-after'] ?? '', /^\d+$/);
        else assert.equal(answer.status, 201);
      }
    },
  },
  {
    name: 'while the first one runs: 409 with Retry-After, then the replay',
    async run(api) {
      await fresh(api, { scenario: 'empty' });
      const path = paths.issuers(api.credentials.account_id);
      await fault(api, { kind: 'latency', operation: 'createIssuer', times: 1, ms: 1500 });
      const running = post(api, path, { name: 'Slow' }, key('slow'));
      await new Promise((resolve) => setTimeout(resolve, 250));
      const meanwhile = await post(api, path, { name: 'Slow' }, key('slow'));
      expectError(meanwhile, 409, 'conflict');
      assert.match(meanwhile.headers['retry-after'] ?? '', /^[1-9]\d*$/);
      // "409 in flight" stands before "422" in the order of checks.
      const other = await post(api, path, { name: 'Other' }, key('slow'));
      expectError(other, 409, 'conflict');
      assert.match(other.headers['retry-after'] ?? '', /^[1-9]\d*$/);
      const first = await running;
      assert.equal(first.status, 201);
      expectError(await post(api, path, { name: 'Other' }, key('slow')), 422, 'invalid_request');
      expectReplayed(await post(api, path, { name: 'Slow' }, key('slow')), first);
      assert.equal(await count(api, 'Slow'), 1);
    },
  },
  {
    name: 'a key is remembered for 24 hours and no longer',
    async run(api) {
      await fresh(api, { scenario: 'empty' });
      const path = paths.issuers(api.credentials.account_id);
      const first = await post(api, path, { name: 'Daily' }, key('day'));
      await settings(api, { clock_offset_ms: DAY - 60_000 });
      expectReplayed(await post(api, path, { name: 'Daily' }, key('day')), first);
      await settings(api, { clock_offset_ms: DAY + 60_000 });
      const second = await post(api, path, { name: 'Daily' }, key('day'));
      expectFresh(second);
      expectTagged(second, 201);
      assert.equal(await count(api, 'Daily'), 2);
      // And it may name another request by now.
      await settings(api, { clock_offset_ms: 2 * DAY + 120_000 });
      expectTagged(await post(api, path, { name: 'Other' }, key('day')), 201);
    },
  },
  {
    name: 'a refused request frees its key',
    async run(api) {
      await fresh(api, { scenario: 'empty' });
      const { account_id } = api.credentials;
      const path = paths.issuers(account_id);
      expectError(await post(api, path, { name: '' }, key('k')), 400);
      const good = await post(api, path, { name: 'Good' }, key('k'));
      expectFresh(good);
      expectTagged(good, 201);
      // 409 and 404 free it, too.
      await addHost(api, 'held.example.com');
      const domains = paths.domains(account_id);
      expectConflict(await post(api, domains, { host: 'held.example.com' }, key('d')));
      expectTagged(await post(api, domains, { host: 'free.example.com' }, key('d')), 201);
      const assign = `${paths.domain(account_id, 'held.example.com')}/assign`;
      const { id } = await makeIssuer(api);
      expectError(await post(api, assign, { issuer_id: id }, key('a')), 400);
      expectTagged(await post(api, `${paths.domain(account_id, 'held.example.com')}/verify`), 200);
      expectTagged(await post(api, assign, { issuer_id: id }, key('a')), 200);
    },
  },
  {
    name: 'a failed request frees its key',
    async run(api) {
      await fresh(api, { scenario: 'empty' });
      const path = paths.issuers(api.credentials.account_id);
      for (const status of [429, 500, 503]) {
        await fault(api, {
          kind: 'status',
          operation: 'createIssuer',
          times: 1,
          status,
          body: 'json',
        });
        const failed = await post(api, path, { name: `After ${status}` }, key(`k${status}`));
        assert.equal(failed.status, status);
        const second = await post(api, path, { name: `After ${status}` }, key(`k${status}`));
        expectFresh(second);
        expectTagged(second, 201);
        assert.equal(await count(api, `After ${status}`), 1);
      }
    },
  },
  {
    name: 'an answer lost after the write is handed out by the second attempt',
    async run(api) {
      await fresh(api, { scenario: 'empty' });
      const path = paths.issuers(api.credentials.account_id);
      await fault(api, { kind: 'answer_lost', operation: 'createIssuer', times: 1 });
      await assert.rejects(post(api, path, { name: 'Lost' }, key('lost')));
      assert.equal(await count(api, 'Lost'), 1);
      const second = await post(api, path, { name: 'Lost' }, key('lost'));
      assert.equal(second.headers['idempotent-replayed'], 'true');
      expectTagged(second, 201);
      assert.equal(await count(api, 'Lost'), 1);
    },
  },
  {
    name: 'a request lost before the write is simply new the second time',
    async run(api) {
      await fresh(api, { scenario: 'empty' });
      const path = paths.issuers(api.credentials.account_id);
      await fault(api, { kind: 'request_lost', operation: 'createIssuer', times: 1 });
      await assert.rejects(post(api, path, { name: 'Lost' }, key('lost')));
      assert.equal(await count(api, 'Lost'), 0);
      const second = await post(api, path, { name: 'Lost' }, key('lost'));
      expectFresh(second);
      expectTagged(second, 201);
    },
  },
  {
    name: 'a key has 1 to 256 characters',
    async run(api) {
      await fresh(api, { scenario: 'empty' });
      const path = paths.issuers(api.credentials.account_id);
      expectError(
        await post(api, path, { name: 'x' }, key('k'.repeat(257))),
        400,
        'invalid_request',
      );
      expectError(await post(api, path, { name: 'x' }, key('')), 400, 'invalid_request');
      assert.equal(await count(api, 'x'), 0);
      for (const value of ['k', 'k'.repeat(256), '01890a5d-ac96-774b-bcce-b302099a8057']) {
        const first = await post(api, path, { name: 'y' }, key(value));
        expectTagged(first, 201);
        expectReplayed(await post(api, path, { name: 'y' }, key(value)), first);
      }
    },
  },
  {
    name: 'keys belong to an account',
    async run(api) {
      const made = await world(api);
      const here = await post(api, paths.issuers(made.account), { name: 'Here' }, key('same'));
      expectTagged(here, 201);
      const there = await api.request({
        method: 'POST',
        path: paths.issuers(made.foreign),
        as: 'person',
        headers: key('same'),
        body: { name: 'There' },
      });
      expectFresh(there);
      expectTagged(there, 201);
      // Within one account, whoever asks.
      const person = await api.request({
        method: 'POST',
        path: paths.issuers(made.account),
        as: 'person',
        headers: key('same'),
        body: { name: 'Here' },
      });
      expectReplayed(person, here);
    },
  },
  {
    name: 'updateIssuer: PATCH takes no key',
    async run(api) {
      const made = await world(api);
      const path = paths.issuer(made.account, made.issuer);
      for (const name of ['First', 'Second', 'Second']) {
        const answer = await api.request({
          method: 'PATCH',
          path,
          headers: key('patch'),
          body: { name },
        });
        expectFresh(answer);
        assert.equal(expectTagged(answer, 200).row['name'], name);
      }
      const created = await post(api, paths.issuers(made.account), { name: 'x' }, key('patch'));
      expectFresh(created);
      expectTagged(created, 201);
    },
  },
  {
    name: 'deleteAuthMethod: DELETE takes no key',
    async run(api) {
      const made = await world(api);
      const path = paths.method(made.account, made.issuer, made.method);
      const ask = { method: 'DELETE', path, headers: key('delete') };
      expectGone(await api.request(ask));
      expectError(await api.request(ask), 404, 'not_found');
    },
  },
  {
    name: 'a replay is what was answered then, not what is true now',
    async run(api) {
      await fresh(api, { scenario: 'empty' });
      const path = paths.issuers(api.credentials.account_id);
      const first = await post(api, path, { name: 'Then' }, key('then'));
      const { row, tag } = expectTagged(first, 201);
      const own = `${path}/${String(row['id'])}`;
      expectTagged(await patch(api, own, { name: 'Now' }, tag), 200);
      expectReplayed(await post(api, path, { name: 'Then' }, key('then')), first);
      expectGone(await remove(api, own));
      expectReplayed(await post(api, path, { name: 'Then' }, key('then')), first);
    },
  },
  {
    name: 'createAuthMethod: a replay of a one-per-issuer method is no conflict with itself',
    async run(api) {
      await fresh(api, { scenario: 'empty' });
      const { id } = await makeIssuer(api);
      const path = paths.methods(api.credentials.account_id, id);
      const first = await post(api, path, PASSWORD, key('p'));
      expectTagged(first, 201);
      expectReplayed(await post(api, path, PASSWORD, key('p')), first);
      expectConflict(await post(api, path, PASSWORD, key('q')));
      expectConflict(await post(api, path, PASSWORD));
    },
  },
];
