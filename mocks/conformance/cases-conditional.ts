import assert from 'node:assert/strict';

import type { Api, Case, Reply } from './api.ts';
import { act, fresh, settings } from './control.ts';
import { expectError, expectGone, expectModified, expectTagged } from './expect.ts';
import { numberAt } from './look.ts';
import { ROUTES, tagFor } from './routes.ts';
import type { Route } from './routes.ts';
import {
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
import type { World } from './world.ts';

const conditional = ROUTES.filter((route) => route.ifMatch !== null);
const own = conditional.filter((route) => route.ifMatch === 'own');
const accounts = conditional.filter((route) => route.ifMatch === 'account');

function send(api: Api, route: Route, made: World, ifMatch?: string): Promise<Reply> {
  const body = route.body?.(made);
  return api.request({
    method: route.method,
    path: route.path(made),
    headers: ifMatch === undefined ? {} : { 'if-match': ifMatch },
    ...(body === undefined ? {} : { body }),
  });
}

/** The tag a route's write goes by, read from the backend. */
async function currentTag(api: Api, route: Route, made: World): Promise<string> {
  if (route.ifMatch === 'account' || route.below === 'account') return accountTag(api);
  return expectTagged(await get(api, route.path(made)), 200).tag;
}

const MISSES: readonly (readonly [words: string, header: (tag: string) => string])[] = [
  ['a stale tag', () => '"1"'],
  ['the weak form of the current tag', (tag) => `W/${tag}`],
  ['the tag without its quotes', (tag) => tag.replaceAll('"', '')],
  ['half a quote', (tag) => tag.slice(0, -1)],
  ['a list that does not name it', () => '"1", "2", W/"3"'],
  ['a list with its weak form', (tag) => `"1", W/${tag}`],
  ['words', () => 'whatever'],
  ['an empty tag', () => '""'],
  ['an empty header', () => ''],
  ['a star in quotes', () => '"*"'],
  ['a star in a list', (tag) => `*, ${tag}`],
  ['a tag and loose words', (tag) => `${tag} and more`],
  ['a tag in single quotes', (tag) => tag.replaceAll('"', "'")],
  ['a lower-case weak mark', (tag) => `w/${tag}`],
];

const MATCHES: readonly (readonly [words: string, header: (tag: string) => string])[] = [
  ['the current tag', (tag) => tag],
  ['a star', () => '*'],
  ['a list that ends with it', (tag) => `"1", "2", ${tag}`],
  ['a list that starts with it, without spaces', (tag) => `${tag},"1"`],
  ['a list with weak ones and a comma inside a tag', (tag) => `W/"1","a,b" , ${tag}`],
];

/** ETag, If-Match, 412 and 428 (contract §5). */
export const conditionalCases: readonly Case[] = [
  ...conditional.flatMap((route) =>
    MISSES.map(([words, header]): Case => ({
      name: `${route.id}: 412 for ${words}, nothing written`,
      async run(api) {
        const made = await world(api);
        const tag = tagFor(route, made);
        const answer = await send(api, route, made, header(tag));
        expectModified(answer, tag);
        assert.equal(await currentTag(api, route, made), tag);
        assert.equal((await send(api, route, made, tag)).status, route.success);
      },
    })),
  ),
  ...conditional.map((route): Case => ({
    name: `${route.id}: goes through for every If-Match that holds`,
    async run(api) {
      for (const [words, header] of MATCHES) {
        const made = await world(api);
        const answer = await send(api, route, made, header(tagFor(route, made)));
        assert.equal(answer.status, route.success, `${words}: ${answer.status} ${answer.text}`);
      }
    },
  })),
  ...conditional.map((route): Case => ({
    name: `${route.id}: goes through without If-Match`,
    async run(api) {
      const made = await world(api);
      assert.equal((await send(api, route, made)).status, route.success);
    },
  })),
  ...own.map((route): Case => ({
    name: `${route.id}: 428 without If-Match when strict`,
    async run(api) {
      const made = await world(api, { strict: true });
      const tag = tagFor(route, made);
      expectError(await send(api, route, made), 428, 'precondition_required');
      assert.equal(await currentTag(api, route, made), tag, 'nothing was written');
      expectModified(await send(api, route, made, '"1"'), tag);
      assert.equal((await send(api, route, made, tag)).status, route.success);
    },
  })),
  ...accounts.map((route): Case => ({
    name: `${route.id}: strict or not, If-Match is not asked for`,
    async run(api) {
      const made = await world(api, { strict: true });
      assert.equal((await send(api, route, made)).status, route.success);
    },
  })),
  {
    name: 'strict can be switched while running',
    async run(api) {
      const made = await world(api);
      const path = paths.issuer(made.account, made.issuer);
      await settings(api, { strict: true });
      expectError(await patch(api, path, { name: 'x' }), 428, 'precondition_required');
      await settings(api, { strict: false });
      expectTagged(await patch(api, path, { name: 'x' }), 200);
    },
  },
  ...own.map((route): Case => ({
    name: `${route.id}: after another administrator's write the old tag misses, the new one holds`,
    async run(api) {
      const made = await world(api);
      const old = tagFor(route, made);
      const params = { account_id: made.account, issuer_id: made.issuer, method_id: made.method };
      const operation =
        route.below === 'account'
          ? 'updateAccount'
          : route.below === 'issuer'
            ? 'updateIssuer'
            : 'updateAuthMethod';
      const acted = await act(api, { operation, params, body: { name: 'Theirs' } });
      assert.equal(acted.status, 200);
      const now = await currentTag(api, route, made);
      assert.notEqual(now, old);
      expectModified(await send(api, route, made, old), now);
      assert.equal((await send(api, route, made, now)).status, route.success);
    },
  })),
  {
    name: 'a PATCH answers the new tag, which holds at once; the old one is gone for good',
    async run(api) {
      const made = await world(api);
      const path = paths.issuer(made.account, made.issuer);
      const tags = [made.issuerTag];
      for (let index = 0; index < 10; index += 1) {
        const answer = await patch(api, path, { name: `Name ${index}` }, tags.at(-1));
        tags.push(expectTagged(answer, 200).tag);
      }
      assert.equal(new Set(tags).size, tags.length, 'no two writes share a tag');
      for (const old of tags.slice(0, -1)) {
        expectModified(await patch(api, path, { name: 'x' }, old), tags.at(-1) ?? '');
      }
    },
  },
  {
    name: 'two writes in one millisecond do not share a tag',
    async run(api) {
      const made = await world(api);
      const path = paths.issuer(made.account, made.issuer);
      const answers = await Promise.all(
        Array.from({ length: 25 }, (_, index) => patch(api, path, { name: `Name ${index}` })),
      );
      const tags = answers.map((answer) => expectTagged(answer, 200).tag);
      assert.equal(new Set(tags).size, tags.length);
    },
  },
  {
    name: 'the same holds for an auth method and for the account',
    async run(api) {
      const made = await world(api);
      for (const path of [
        paths.method(made.account, made.issuer, made.method),
        paths.account(made.account),
      ]) {
        const answers = await Promise.all(
          Array.from({ length: 15 }, (_, index) => patch(api, path, { name: `Name ${index}` })),
        );
        const tags = answers.map((answer) => expectTagged(answer, 200).tag);
        assert.equal(new Set(tags).size, tags.length);
      }
    },
  },
  {
    name: 'updated_at rises even when the clock goes back',
    async run(api) {
      const made = await world(api);
      const path = paths.issuer(made.account, made.issuer);
      const first = expectTagged(await patch(api, path, { name: 'a' }), 200);
      await settings(api, { clock_offset_ms: -3_600_000 });
      const second = expectTagged(await patch(api, path, { name: 'b' }), 200);
      assert.ok(numberAt(second.row, 'updated_at') > numberAt(first.row, 'updated_at'));
    },
  },
  {
    name: 'an auth method write leaves the tags of its issuer and account alone',
    async run(api) {
      const made = await world(api);
      const method = paths.method(made.account, made.issuer, made.method);
      expectTagged(await patch(api, method, { name: 'x' }), 200);
      expectGone(await remove(api, method));
      const issuer = await get(api, paths.issuer(made.account, made.issuer));
      assert.equal(expectTagged(issuer, 200).tag, made.issuerTag);
      assert.equal(await accountTag(api), made.accountTag);
    },
  },
  {
    name: 'an issuer write leaves the tags of its methods and of the account alone',
    async run(api) {
      const made = await world(api);
      expectTagged(await patch(api, paths.issuer(made.account, made.issuer), { name: 'x' }), 200);
      const method = await get(api, paths.method(made.account, made.issuer, made.method));
      assert.equal(expectTagged(method, 200).tag, made.methodTag);
      assert.equal(await accountTag(api), made.accountTag);
    },
  },
  {
    name: 'each domain write moves the tag of the account, which then goes for the next one',
    async run(api) {
      await fresh(api, { scenario: 'empty' });
      const { id } = await makeIssuer(api);
      const tags = [await accountTag(api)];
      tags.push(await addHost(api, 'auth.example.com'));
      const path = paths.domain(api.credentials.account_id, 'auth.example.com');
      for (const [step, body] of [
        ['verify'],
        ['assign', { issuer_id: id }],
        ['unassign'],
      ] as const) {
        const answer = await post(api, `${path}/${step}`, body, { 'if-match': tags.at(-1) ?? '' });
        tags.push(expectTagged(answer, 200).tag);
        assert.equal(await accountTag(api), tags.at(-1));
      }
      expectGone(await remove(api, path, tags.at(-1)));
      tags.push(await accountTag(api));
      assert.equal(new Set(tags).size, tags.length);
    },
  },
  {
    name: 'updateAccount and a domain write share one tag: whoever is second misses',
    async run(api) {
      const made = await world(api);
      const path = paths.account(made.account);
      const { tag } = expectTagged(await patch(api, path, { name: 'x' }, made.accountTag), 200);
      const domain = paths.domain(made.account, made.host);
      expectModified(await remove(api, domain, made.accountTag), tag);
      expectGone(await remove(api, domain, tag));
    },
  },
  {
    name: 'two writers with one If-Match, 50 rounds: one 200 and one 412 each time',
    async run(api) {
      const made = await world(api);
      const path = paths.issuer(made.account, made.issuer);
      let tag = made.issuerTag;
      for (let round = 0; round < 50; round += 1) {
        const answers = await Promise.all([
          patch(api, path, { name: `Left ${round}` }, tag),
          patch(api, path, { name: `Right ${round}` }, tag),
        ]);
        const [won, lost] = answers.toSorted((a, b) => a.status - b.status);
        assert.ok(won !== undefined && lost !== undefined);
        assert.deepEqual([won.status, lost.status], [200, 412], `round ${round}`);
        const written = expectTagged(won, 200);
        expectModified(lost, written.tag);
        tag = written.tag;
        const read = expectTagged(await get(api, path), 200);
        assert.deepEqual(read.row, written.row);
      }
    },
  },
  {
    name: 'a writer and a deleter with one If-Match: exactly one of them',
    async run(api) {
      for (let round = 0; round < 5; round += 1) {
        const made = await world(api);
        const path = paths.issuer(made.account, made.issuer);
        const [written, deleted] = await Promise.all([
          patch(api, path, { name: 'x' }, made.issuerTag),
          remove(api, path, made.issuerTag),
        ]);
        if (written.status === 200) expectModified(deleted, expectTagged(written, 200).tag);
        else {
          expectError(written, 404, 'not_found');
          expectGone(deleted);
        }
      }
    },
  },
];
