import assert from 'node:assert/strict';

import type { Api, Case } from './api.ts';
import { act, fresh, settings } from './control.ts';
import { expectError, expectGone, expectPage } from './expect.ts';
import { numberAt, textAt } from './look.ts';
import {
  PASSWORD,
  addHost,
  everyPage,
  get,
  ids,
  makeIssuer,
  makeMethod,
  paths,
  post,
  remove,
  world,
} from './world.ts';

const BAD_LIMITS = ['0', '-1', '101', '1000', '1.5', 'abc', '', '1e1', ' 5', '0x10', 'NaN'];

const BAD_CURSORS = [
  'nonsense',
  'i_',
  'i_short',
  'I_0000000000000000000000000',
  'i_000000000000000000000000!',
  '{}',
];

/** Makes `count` issuers, oldest first, and returns their ids newest first. */
async function issuers(api: Api, count: number, prefix = 'Row'): Promise<string[]> {
  const made: string[] = [];
  for (let index = 0; index < count; index += 1) {
    made.unshift((await makeIssuer(api, { name: `${prefix} ${index}` })).id);
  }
  return made;
}

async function page(api: Api, query: string) {
  return expectPage(await get(api, `${paths.issuers(api.credentials.account_id)}?${query}`));
}

async function found(api: Api, query: { [name: string]: string }): Promise<string[]> {
  return ids((await page(api, new URLSearchParams(query).toString())).rows);
}

const pagedLists = [
  {
    words: 'listIssuers',
    path: (api: Api) => paths.issuers(api.credentials.account_id),
    as: 'key',
  },
  { words: 'listAccounts', path: () => '/v1/accounts', as: 'person' },
] as const;

/** Pages, cursors and filters of the two paged lists, and the two that have no pages. */
export const listCases: readonly Case[] = [
  ...pagedLists.flatMap(({ words, path, as }): Case[] => [
    {
      name: `${words}: 50 rows unless told otherwise`,
      async run(api) {
        await fresh(api, { scenario: 'default' });
        assert.equal(expectPage(await get(api, path(api), as)).rows.length, 50);
      },
    },
    {
      name: `${words}: limit from 1 to 100`,
      async run(api) {
        await fresh(api, { scenario: 'default' });
        for (const limit of [1, 2, 99, 100]) {
          const answer = expectPage(await get(api, `${path(api)}?limit=${limit}`, as));
          assert.equal(answer.rows.length, limit);
          assert.equal(answer.more, true);
        }
      },
    },
    ...BAD_LIMITS.map((limit): Case => ({
      name: `${words}: 400 for limit=${JSON.stringify(limit)}`,
      async run(api) {
        await fresh(api, { scenario: 'default' });
        const query = new URLSearchParams({ limit });
        expectError(await get(api, `${path(api)}?${query}`, as), 400, 'invalid_request');
      },
    })),
    ...BAD_CURSORS.map((cursor): Case => ({
      name: `${words}: 400 for cursor=${JSON.stringify(cursor)}`,
      async run(api) {
        await fresh(api, { scenario: 'default' });
        const query = new URLSearchParams({ cursor });
        expectError(await get(api, `${path(api)}?${query}`, as), 400, 'invalid_request');
      },
    })),
    {
      name: `${words}: the pages together are every row once, newest first, whatever their size`,
      async run(api) {
        await fresh(api, { scenario: 'default' });
        const whole = await everyPage(api, path(api), as, 100);
        assert.equal(new Set(ids(whole)).size, whole.length);
        for (const [index, row] of whole.entries()) {
          const next = whole[index + 1];
          if (next === undefined) break;
          assert.ok(numberAt(row, 'created_at') >= numberAt(next, 'created_at'), 'newest first');
        }
        assert.deepEqual(ids(await everyPage(api, path(api), as, 37)), ids(whole));
      },
    },
    {
      name: `${words}: a cursor is the id of the last row received`,
      async run(api) {
        await fresh(api, { scenario: 'default' });
        const first = expectPage(await get(api, `${path(api)}?limit=3`, as));
        assert.equal(first.next, textAt(first.rows[2], 'id'));
        const all = ids(expectPage(await get(api, `${path(api)}?limit=6`, as)).rows);
        const second = expectPage(await get(api, `${path(api)}?limit=3&cursor=${first.next}`, as));
        assert.deepEqual(ids(second.rows), all.slice(3));
      },
    },
  ]),
  {
    name: 'listAccounts: the key sees its own account, and only that',
    async run(api) {
      await fresh(api, { scenario: 'default' });
      for (const as of ['key', 'read_only_key'] as const) {
        const answer = expectPage(await get(api, '/v1/accounts', as));
        assert.deepEqual(ids(answer.rows), [api.credentials.account_id]);
        assert.equal(answer.more, false);
      }
    },
  },
  {
    name: 'listIssuers: newest first, and the end is said',
    async run(api) {
      await fresh(api, { scenario: 'empty' });
      const rows = await issuers(api, 5);
      assert.deepEqual(ids((await page(api, 'limit=100')).rows), rows);
      const exact = await page(api, 'limit=5');
      assert.deepEqual([exact.more, exact.next], [false, null]);
      const first = await page(api, 'limit=4');
      assert.equal(first.more, true);
      const last = await page(api, `limit=4&cursor=${first.next}`);
      assert.deepEqual(ids(last.rows), rows.slice(4));
      assert.deepEqual([last.more, last.next], [false, null]);
    },
  },
  {
    name: 'listIssuers: an empty list is a page',
    async run(api) {
      await fresh(api, { scenario: 'empty' });
      const answer = await page(api, '');
      assert.deepEqual(answer, { rows: [], more: false, next: null });
    },
  },
  {
    name: 'listIssuers: rows inserted while paging neither repeat nor hide a row',
    async run(api) {
      await fresh(api, { scenario: 'empty' });
      const rows = await issuers(api, 6);
      const seen: string[] = [];
      let cursor: string | null = '';
      while (cursor !== null) {
        const answer = await page(api, `limit=2${cursor === '' ? '' : `&cursor=${cursor}`}`);
        seen.push(...ids(answer.rows));
        cursor = answer.next;
        await issuers(api, 3, 'Later');
      }
      assert.deepEqual(seen, rows);
    },
  },
  {
    name: 'listIssuers: rows deleted while paging, the cursor row too, hide no other row',
    async run(api) {
      await fresh(api, { scenario: 'empty' });
      const { account_id } = api.credentials;
      const rows = await issuers(api, 8);
      const first = await page(api, 'limit=3');
      assert.equal(first.next, rows[2]);
      // One shown, the cursor row, and one still to come.
      for (const index of [0, 2, 4]) {
        expectGone(await remove(api, paths.issuer(account_id, rows[index] ?? '')));
      }
      const second = await page(api, `limit=3&cursor=${first.next}`);
      assert.deepEqual(ids(second.rows), [rows[3], rows[5], rows[6]]);
      const third = await page(api, `limit=3&cursor=${second.next}`);
      assert.deepEqual(ids(third.rows), [rows[7]]);
      assert.equal(third.next, null);
    },
  },
  {
    name: 'listIssuers: edited rows keep their place',
    async run(api) {
      await fresh(api, { scenario: 'empty' });
      const rows = await issuers(api, 4);
      await act(api, {
        operation: 'updateIssuer',
        params: { account_id: api.credentials.account_id, issuer_id: rows[3] ?? '' },
        body: { name: 'Edited' },
      });
      assert.deepEqual(ids((await page(api, '')).rows), rows);
    },
  },
  {
    name: 'listIssuers: a well-formed id that no row has is a position',
    async run(api) {
      await fresh(api, { scenario: 'empty' });
      const rows = await issuers(api, 3);
      const oldest = await page(api, `cursor=i_${'0'.repeat(25)}`);
      assert.deepEqual(oldest, { rows: [], more: false, next: null });
      const newest = await page(api, `cursor=i_f${'0'.repeat(24)}`);
      assert.deepEqual(ids(newest.rows), rows);
    },
  },
  ...(['400', '404', 'empty'] as const).map((mode): Case => ({
    name: `listIssuers: a dead cursor can be made to answer ${mode}; a live one still works`,
    async run(api) {
      await fresh(api, { scenario: 'empty' });
      const rows = await issuers(api, 6);
      await settings(api, { dead_cursor: mode });
      const first = await page(api, 'limit=2');
      assert.deepEqual(
        ids((await page(api, `limit=2&cursor=${first.next}`)).rows),
        rows.slice(2, 4),
      );
      expectGone(await remove(api, paths.issuer(api.credentials.account_id, first.next ?? '')));
      const path = `${paths.issuers(api.credentials.account_id)}?limit=2&cursor=${first.next}`;
      if (mode === 'empty') {
        assert.deepEqual(expectPage(await get(api, path)), { rows: [], more: false, next: null });
      } else {
        expectError(await get(api, path), Number(mode));
      }
      await settings(api, { dead_cursor: 'position' });
      assert.deepEqual(ids(expectPage(await get(api, path)).rows), rows.slice(2, 4));
    },
  })),
  {
    name: 'listIssuers: q looks into name, description and id, case-insensitively',
    async run(api) {
      await fresh(api, { scenario: 'empty' });
      const a = (await makeIssuer(api, { name: 'Ångström Études', description: null })).id;
      const b = (await makeIssuer(api, { name: 'Plain', description: 'Für ÅNGSTRÖM-Kunden' })).id;
      const c = (await makeIssuer(api, { name: 'МОСКВА 東京', description: '' })).id;
      const d = (
        await makeIssuer(api, { name: '100% _real_ (a.b) [x] \\ "q" +1', description: null })
      ).id;
      assert.deepEqual(await found(api, { q: 'ångström' }), [b, a]);
      assert.deepEqual(await found(api, { q: 'ÅNGSTRÖM' }), [b, a]);
      assert.deepEqual(await found(api, { q: 'éTUDES' }), [a]);
      assert.deepEqual(await found(api, { q: 'kunden' }), [b]);
      assert.deepEqual(await found(api, { q: 'москва' }), [c]);
      assert.deepEqual(await found(api, { q: '東' }), [c]);
      for (const literal of ['100%', '_REAL_', '(a.b)', '[X]', '\\', '"q"', '+1']) {
        assert.deepEqual(await found(api, { q: literal }), [d], literal);
      }
      for (const id of [a, b, c, d]) {
        assert.deepEqual(await found(api, { q: id }), [id]);
        assert.deepEqual(await found(api, { q: id.toUpperCase() }), [id]);
        assert.deepEqual(await found(api, { q: id.slice(4) }), [id]);
      }
      assert.deepEqual(await found(api, { q: 'a.c' }), []);
      assert.deepEqual(await found(api, { q: 'null' }), []);
      assert.deepEqual(await found(api, { q: '' }), [d, c, b, a]);
    },
  },
  {
    name: 'listIssuers: q does not look into other fields',
    async run(api) {
      await fresh(api, { scenario: 'empty' });
      await makeIssuer(api, {
        name: 'Plain',
        metadata: { hidden: 'needle' },
        available_scopes: ['needle'],
      });
      assert.deepEqual(await found(api, { q: 'needle' }), []);
      assert.deepEqual(await found(api, { q: api.credentials.account_id }), []);
    },
  },
  {
    name: 'listIssuers: each filter by itself and all together',
    async run(api) {
      await fresh(api, { scenario: 'empty' });
      const made: { id: string; status: string; mode: string; ready: boolean; name: string }[] = [];
      for (const status of ['active', 'disabled', 'suspended']) {
        for (const mode of ['open', 'invite_only', 'approval', 'closed']) {
          for (const door of [true, false]) {
            const name = `${mode === 'open' ? 'Shop' : 'Office'} ${status}`;
            const { id } = await makeIssuer(api, { name, status, settings: { access: { mode } } });
            if (door) await makeMethod(api, id, PASSWORD);
            made.unshift({ id, status, mode, ready: door && status === 'active', name });
          }
        }
      }
      const wanted = (keep: (row: (typeof made)[number]) => boolean) =>
        made.filter(keep).map((row) => row.id);
      for (const status of ['active', 'disabled', 'suspended']) {
        assert.deepEqual(
          await found(api, { status }),
          wanted((row) => row.status === status),
        );
      }
      for (const access_mode of ['open', 'invite_only', 'approval', 'closed']) {
        assert.deepEqual(
          await found(api, { access_mode }),
          wanted((row) => row.mode === access_mode),
        );
      }
      assert.deepEqual(
        await found(api, { readiness: 'ready' }),
        wanted((row) => row.ready),
      );
      assert.deepEqual(
        await found(api, { readiness: 'review' }),
        wanted((row) => !row.ready),
      );
      assert.deepEqual(
        await found(api, {
          q: 'OFFICE',
          status: 'active',
          access_mode: 'closed',
          readiness: 'ready',
        }),
        wanted((row) => row.ready && row.mode === 'closed'),
      );
      assert.deepEqual(
        await found(api, { q: 'shop', status: 'disabled', readiness: 'review' }),
        wanted((row) => row.mode === 'open' && row.status === 'disabled'),
      );
      assert.deepEqual(await found(api, { status: 'disabled', readiness: 'ready' }), []);
      assert.deepEqual(await found(api, { status: 'deleted' }), []);
    },
  },
  {
    name: 'listIssuers: a filtered list pages like a whole one',
    async run(api) {
      await fresh(api, { scenario: 'default' });
      const path = `${paths.issuers(api.credentials.account_id)}?status=disabled`;
      const rows = await everyPage(api, path, 'key', 7);
      assert.ok(rows.length > 14);
      assert.ok(rows.every((row) => row['status'] === 'disabled'));
      const all = await everyPage(api, paths.issuers(api.credentials.account_id));
      assert.deepEqual(ids(rows), ids(all.filter((row) => row['status'] === 'disabled')));
    },
  },
  {
    name: 'listIssuers: filters count: every row is under exactly one value of each filter',
    async run(api) {
      await fresh(api, { scenario: 'default' });
      const base = paths.issuers(api.credentials.account_id);
      const all = await everyPage(api, base);
      for (const filter of ['status', 'readiness'] as const) {
        const values = [...new Set(all.map((row) => textAt(row, filter)))];
        let sum = 0;
        for (const value of values)
          sum += (await everyPage(api, `${base}?${filter}=${value}`)).length;
        assert.equal(sum, all.length, filter);
      }
    },
  },
  {
    name: 'listAuthMethods: no pages, whatever the query says',
    async run(api) {
      const made = await world(api);
      for (const method of ['email_otp', 'sms_otp', 'temporary_password']) {
        await makeMethod(api, made.issuer, { name: method, method, first_factor_only: true });
      }
      const path = paths.methods(made.account, made.issuer);
      const whole = expectPage(await get(api, path));
      assert.equal(whole.rows.length, 4);
      assert.deepEqual([whole.more, whole.next], [false, null]);
      const limited = expectPage(await get(api, `${path}?limit=1&cursor=nonsense`));
      assert.deepEqual(limited, whole);
    },
  },
  {
    name: 'listAuthMethods: an issuer without methods',
    async run(api) {
      await fresh(api, { scenario: 'empty' });
      const { id } = await makeIssuer(api);
      const answer = await get(api, paths.methods(api.credentials.account_id, id));
      assert.deepEqual(expectPage(answer), { rows: [], more: false, next: null });
    },
  },
  {
    name: 'listDomains: no pages, whatever the query says',
    async run(api) {
      await fresh(api, { scenario: 'empty' });
      const path = paths.domains(api.credentials.account_id);
      assert.deepEqual(expectPage(await get(api, path)), { rows: [], more: false, next: null });
      for (const host of ['a.example.com', 'b.example.com', 'c.example.com'])
        await addHost(api, host);
      const whole = expectPage(await get(api, path));
      assert.equal(whole.rows.length, 3);
      assert.deepEqual(expectPage(await get(api, `${path}?limit=1&cursor=nonsense`)), whole);
    },
  },
  {
    name: 'listIssuers: another account of the person has rows of its own',
    async run(api) {
      const made = await world(api);
      const path = paths.issuers(made.foreign);
      const answer = await api.request({
        method: 'POST',
        path,
        as: 'person',
        body: { name: 'There' },
      });
      assert.equal(answer.status, 201, answer.text);
      const there = ids(expectPage(await get(api, path, 'person')).rows);
      assert.ok(there.includes(textAt(answer.json, 'data', 'id')));
      assert.ok(!there.includes(made.issuer));
      const here = expectPage(await get(api, `${paths.issuers(made.account)}?limit=5`));
      assert.ok(!ids(here.rows).includes(textAt(answer.json, 'data', 'id')));
      assert.ok((await post(api, paths.issuers(made.account), { name: 'Here' })).status === 201);
    },
  },
];
