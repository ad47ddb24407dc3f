import assert from 'node:assert/strict';

import type { Api, Case } from './api.ts';
import { fresh, strangers } from './control.ts';
import {
  expectConflict,
  expectError,
  expectGone,
  expectNamed,
  expectPage,
  expectRefused,
  expectTagged,
} from './expect.ts';
import { numberAt, rowsAt, textAt } from './look.ts';
import {
  NO_SUCH,
  accountTag,
  addHost,
  domainIn,
  domainRow,
  foreignAccount,
  get,
  makeIssuer,
  paths,
  post,
  remove,
} from './world.ts';

/** Members of a domain (contract §10). */
const KNOWN = [
  'host',
  'verified',
  'primary',
  'added_at',
  'assigned_issuer_id',
  'assigned_at',
  'cf_custom_hostname_id',
  'cf_status',
];

/** What is typed and what is stored: lower-case A-labels without a trailing dot. */
const NORMALISED: readonly (readonly [typed: string, stored: string])[] = [
  ['auth.example.com', 'auth.example.com'],
  ['AUTH.Example.COM', 'auth.example.com'],
  ['auth.example.com.', 'auth.example.com'],
  ['example.com', 'example.com'],
  ['münchen.example.com', 'xn--mnchen-3ya.example.com'],
  ['MÜNCHEN.example.com', 'xn--mnchen-3ya.example.com'],
  ['XN--MNCHEN-3YA.example.com', 'xn--mnchen-3ya.example.com'],
  ['mu\u0308nchen.example.com', 'xn--mnchen-3ya.example.com'],
  ['faß.de', 'xn--fa-hia.de'],
  ['auth.例え.jp', 'auth.xn--r8jz45g.jp'],
  ['auth。example。com', 'auth.example.com'],
  ['ａｕｔｈ.example.com', 'auth.example.com'],
  ['auth.example.co.uk', 'auth.example.co.uk'],
  ['tenant.github.io', 'tenant.github.io'],
  ['1.example.com', '1.example.com'],
  ['a-b.example.com', 'a-b.example.com'],
  [`${'a'.repeat(63)}.example.com`, `${'a'.repeat(63)}.example.com`],
  ['пример.example.com', 'xn--e1afmkfd.example.com'],
];

const label63 = 'a'.repeat(63);

/** What an account may not hold. */
const REFUSED: readonly (readonly [words: string, host: string])[] = [
  ['nothing', ''],
  ['a blank', ' '],
  ['a scheme', 'https://auth.example.com'],
  ['a scheme without slashes', 'mailto:auth.example.com'],
  ['a port', 'auth.example.com:443'],
  ['an empty port', 'auth.example.com:'],
  ['a path', 'auth.example.com/login'],
  ['a bare slash', 'auth.example.com/'],
  ['a query', 'auth.example.com?x=1'],
  ['a fragment', 'auth.example.com#x'],
  ['a backslash', 'auth.example.com\\x'],
  ['a user', 'me@auth.example.com'],
  ['a wildcard', '*.example.com'],
  ['a wildcard inside', 'a*b.example.com'],
  ['an IPv4 address', '192.0.2.1'],
  ['an IPv4 address in one number', '3221225985'],
  ['an IPv4 address in hexadecimal', '0xc0.0.2.1'],
  ['an IPv4 address with a dot', '192.0.2.1.'],
  ['an IPv6 address', '2001:db8::1'],
  ['an IPv6 address in brackets', '[2001:db8::1]'],
  ['a numeric last label', 'example.1'],
  ['a single label', 'localhost'],
  ['a single label with a dot', 'localhost.'],
  ['a public suffix', 'com'],
  ['a public suffix of two labels', 'co.uk'],
  ['a private public suffix', 'github.io'],
  ['a public suffix in other letters', '公司.cn'],
  ['a label of 64 octets', `${label63}a.example.com`],
  ['a name of 254 octets', `${label63}.${label63}.${label63}.${'a'.repeat(58)}.com`],
  ['an A-label that grows over 63 octets', `${'ü'.repeat(60)}.example.com`],
  ['an underscore', '_dmarc.example.com'],
  ['an underscore in the middle', 'a_b.example.com'],
  ['a full-width underscore', 'a＿b.example.com'],
  ['a hyphen in front', '-auth.example.com'],
  ['a hyphen at the end', 'auth-.example.com'],
  ['hyphens in places three and four', 'ab--cd.example.com'],
  ['a broken A-label', 'xn--\u00fc.example.com'],
  ['an A-label of nothing', 'xn--.example.com'],
  ['an A-label that is no Punycode', 'xn--999999999.example.com'],
  ['an A-label of ASCII alone', 'xn--abc-.example.com'],
  ['an A-label of no allowed character', 'xn--a.example.com'],
  ['an empty label', 'auth..example.com'],
  ['an empty first label', '.example.com'],
  ['a lone dot', '.'],
  ['a space', 'auth .example.com'],
  ['a line break', 'auth\n.example.com'],
  ['a tab at the end', 'auth.example.com\t'],
  ['a percent sign', 'auth%2eexample.com'],
  ['a null character', 'auth\u0000.example.com'],
  ['a soft hyphen alone', '\u00ad.example.com'],
  ['an exclamation mark', 'auth!.example.com'],
  ['a combining mark in front', '\u0301a.example.com'],
];

async function bare(api: Api): Promise<string> {
  await fresh(api, { scenario: 'empty' });
  return paths.domains(api.credentials.account_id);
}

/** Custom domains: every rule of contract §10. */
export const domainCases: readonly Case[] = [
  {
    name: 'addDomain: answers the account with its tag, the domain unverified in it',
    async run(api) {
      const path = await bare(api);
      const before = await accountTag(api);
      const answer = await post(api, path, { host: 'auth.example.com' });
      const { row, tag } = domainIn(answer, 201, 'auth.example.com');
      assert.equal(textAt(answer.json, 'data', 'id'), api.credentials.account_id);
      for (const key of Object.keys(row)) assert.ok(KNOWN.includes(key), `${key} is unknown`);
      assert.notEqual(row['verified'], true);
      assert.equal(row['assigned_issuer_id'] ?? null, null);
      assert.equal(row['assigned_at'] ?? null, null);
      assert.ok(Number.isInteger(row['added_at']));
      assert.ok(Math.abs(numberAt(row, 'added_at') - Date.now()) < 120_000);
      assert.notEqual(tag, before);
      assert.equal(await accountTag(api), tag);
      assert.deepEqual(expectPage(await get(api, path)).rows, [row]);
    },
  },
  ...NORMALISED.map(([typed, stored]): Case => ({
    name: `addDomain: ${JSON.stringify(typed)} is stored as ${stored}`,
    async run(api) {
      const path = await bare(api);
      domainIn(await post(api, path, { host: typed }), 201, stored);
      assert.equal(textAt(expectPage(await get(api, path)).rows[0], 'host'), stored);
      // The same host in any spelling is the same host.
      expectConflict(await post(api, path, { host: stored.toUpperCase() }));
      expectConflict(await post(api, path, { host: typed }));
    },
  })),
  ...NORMALISED.map(([typed, stored]): Case => ({
    name: `a path with ${JSON.stringify(typed)} names ${stored}`,
    async run(api) {
      await bare(api);
      await addHost(api, stored);
      const { account_id } = api.credentials;
      const path = paths.domain(account_id, typed);
      assert.equal(domainIn(await post(api, `${path}/verify`), 200, stored).row['verified'], true);
      const { id } = await makeIssuer(api);
      const assigned = await post(api, `${path}/assign`, { issuer_id: id });
      assert.equal(domainIn(assigned, 200, stored).row['assigned_issuer_id'], id);
      domainIn(await post(api, `${path}/unassign`), 200, stored);
      expectGone(await remove(api, path));
      assert.equal(await domainRow(api, stored), undefined);
    },
  })),
  ...REFUSED.map(([words, host]): Case => ({
    name: `addDomain: 400 naming host for ${words}`,
    async run(api) {
      const path = await bare(api);
      expectNamed(await post(api, path, { host }), 'host');
      assert.deepEqual(expectPage(await get(api, path)).rows, []);
    },
  })),
  {
    name: 'addDomain: a name of 253 octets is taken',
    async run(api) {
      const path = await bare(api);
      const host = `${label63}.${label63}.${label63}.${'a'.repeat(57)}.com`;
      assert.equal(host.length, 253);
      domainIn(await post(api, path, { host }), 201, host);
    },
  },
  {
    name: 'addDomain: host is required and text',
    async run(api) {
      const path = await bare(api);
      expectRefused(await post(api, path, {}), [['host', 'required']]);
      expectRefused(await post(api, path, { host: null }), [['host', 'invalid_type']]);
      expectRefused(await post(api, path, { host: ['a.example.com'] }), [['host', 'invalid_type']]);
    },
  },
  {
    name: 'addDomain: a duplicate is a 409',
    async run(api) {
      const path = await bare(api);
      const tag = await addHost(api, 'auth.example.com');
      expectConflict(await post(api, path, { host: 'auth.example.com' }));
      assert.equal(await accountTag(api), tag, 'nothing was written');
      assert.equal(expectPage(await get(api, path)).rows.length, 1);
    },
  },
  {
    name: 'addDomain: a host of another account is a 409, and says nothing about whose it is',
    async run(api) {
      await fresh(api, { scenario: 'default' });
      const foreign = await foreignAccount(api);
      const body = { host: 'held.conformance-suite.com' };
      const there = await api.request({
        method: 'POST',
        path: paths.domains(foreign),
        as: 'person',
        body,
      });
      domainIn(there, 201, body.host);
      const answer = await post(api, paths.domains(api.credentials.account_id), body);
      expectConflict(answer);
      assert.ok(!answer.text.includes(foreign));
      // Once it is free there, it may be added here.
      const path = paths.domain(foreign, body.host);
      expectGone(await api.request({ method: 'DELETE', path, as: 'person' }));
      domainIn(await post(api, paths.domains(api.credentials.account_id), body), 201, body.host);
    },
  },
  {
    name: 'addDomain: a host of an account nobody here belongs to is a 409',
    async run(api) {
      await fresh(api, { scenario: 'default' });
      const { account, hosts } = await strangers(api);
      assert.ok(hosts.length > 0);
      for (const host of hosts) {
        for (const typed of [host, host.toUpperCase(), `${host}.`]) {
          const answer = await post(api, paths.domains(api.credentials.account_id), {
            host: typed,
          });
          expectConflict(answer);
          assert.ok(!answer.text.includes(account));
        }
      }
    },
  },
  {
    name: 'addDomain: 20 per account; the 21st is a 400',
    async run(api) {
      const path = await bare(api);
      for (let index = 0; index < 20; index += 1) await addHost(api, `d${index}.example.com`);
      const tag = await accountTag(api);
      expectError(await post(api, path, { host: 'd20.example.com' }), 400, 'invalid_request');
      assert.equal(await accountTag(api), tag);
      assert.equal(expectPage(await get(api, path)).rows.length, 20);
      expectGone(await remove(api, paths.domain(api.credentials.account_id, 'd7.example.com')));
      await addHost(api, 'd20.example.com');
    },
  },
  {
    name: 'addDomain: the limit is per account',
    async run(api) {
      await fresh(api, { scenario: 'full' });
      const { account_id } = api.credentials;
      expectError(
        await post(api, paths.domains(account_id), { host: 'one-more.example.com' }),
        400,
      );
    },
  },
  {
    name: 'verifyDomain: a mark; once set, again changes nothing',
    async run(api) {
      await bare(api);
      const before = await addHost(api, 'auth.example.com');
      const path = `${paths.domain(api.credentials.account_id, 'auth.example.com')}/verify`;
      const first = domainIn(await post(api, path), 200, 'auth.example.com');
      assert.equal(first.row['verified'], true);
      assert.notEqual(first.tag, before);
      const second = domainIn(await post(api, path), 200, 'auth.example.com');
      assert.deepEqual(second, first);
      assert.equal(await accountTag(api), first.tag);
    },
  },
  {
    name: 'assignDomain: needs a verified domain',
    async run(api) {
      await bare(api);
      const tag = await addHost(api, 'auth.example.com');
      const { id } = await makeIssuer(api);
      const path = `${paths.domain(api.credentials.account_id, 'auth.example.com')}/assign`;
      expectError(await post(api, path, { issuer_id: id }), 400, 'invalid_request');
      assert.equal(await accountTag(api), tag);
      assert.equal(
        (await domainRow(api, 'auth.example.com'))?.['assigned_issuer_id'] ?? null,
        null,
      );
    },
  },
  {
    name: 'assignDomain: issuer_id is required and text',
    async run(api) {
      await bare(api);
      await addHost(api, 'auth.example.com', true);
      const path = `${paths.domain(api.credentials.account_id, 'auth.example.com')}/assign`;
      expectRefused(await post(api, path, {}), [['issuer_id', 'required']]);
      expectRefused(await post(api, path, { issuer_id: 5 }), [['issuer_id', 'invalid_type']]);
      expectRefused(await post(api, path, { issuer_id: null }), [['issuer_id', 'invalid_type']]);
    },
  },
  {
    name: 'assignDomain: 404 for an issuer that is missing, deleted or of another account',
    async run(api) {
      await fresh(api, { scenario: 'default' });
      await addHost(api, 'auth.conformance-suite.com', true);
      const path = `${paths.domain(api.credentials.account_id, 'auth.conformance-suite.com')}/assign`;
      const tag = await accountTag(api);
      expectError(await post(api, path, { issuer_id: NO_SUCH.issuer }), 404, 'not_found');
      const gone = await makeIssuer(api);
      expectGone(await remove(api, paths.issuer(api.credentials.account_id, gone.id), gone.tag));
      expectError(await post(api, path, { issuer_id: gone.id }), 404, 'not_found');
      const foreign = await foreignAccount(api);
      const there = await api.request({
        method: 'POST',
        path: paths.issuers(foreign),
        as: 'person',
        body: { name: 'There' },
      });
      const issuer_id = textAt(there.json, 'data', 'id');
      expectError(await post(api, path, { issuer_id }), 404, 'not_found');
      // Not even for someone who belongs to both accounts.
      const asPerson = await api.request({
        method: 'POST',
        path,
        as: 'person',
        body: { issuer_id },
      });
      expectError(asPerson, 404, 'not_found');
      assert.equal(await accountTag(api), tag);
    },
  },
  {
    name: 'assignDomain, reassign, unassign: one issuer at a time, the domain stays',
    async run(api) {
      await bare(api);
      await addHost(api, 'auth.example.com', true);
      const first = await makeIssuer(api, { name: 'First' });
      const second = await makeIssuer(api, { name: 'Second', status: 'disabled' });
      const path = paths.domain(api.credentials.account_id, 'auth.example.com');
      const one = domainIn(
        await post(api, `${path}/assign`, { issuer_id: first.id }),
        200,
        'auth.example.com',
      );
      assert.equal(one.row['assigned_issuer_id'], first.id);
      assert.ok(Number.isInteger(one.row['assigned_at']));
      assert.equal(one.row['verified'], true);
      const two = domainIn(
        await post(api, `${path}/assign`, { issuer_id: second.id }),
        200,
        'auth.example.com',
      );
      assert.equal(two.row['assigned_issuer_id'], second.id);
      assert.notEqual(two.tag, one.tag);
      const off = domainIn(await post(api, `${path}/unassign`), 200, 'auth.example.com');
      assert.equal(off.row['assigned_issuer_id'] ?? null, null);
      assert.equal(off.row['assigned_at'] ?? null, null);
      assert.equal(off.row['verified'], true);
      assert.notEqual(off.tag, two.tag);
      const again = domainIn(await post(api, `${path}/unassign`), 200, 'auth.example.com');
      assert.deepEqual(again, off);
      // Assigning leaves the issuer alone.
      const issuer = await get(api, paths.issuer(api.credentials.account_id, first.id));
      assert.equal(expectTagged(issuer, 200).tag, first.tag);
    },
  },
  {
    name: 'assignDomain: one issuer may have several domains',
    async run(api) {
      await bare(api);
      const { id } = await makeIssuer(api);
      for (const host of ['a.example.com', 'b.example.com']) {
        await addHost(api, host, true);
        const path = `${paths.domain(api.credentials.account_id, host)}/assign`;
        domainIn(await post(api, path, { issuer_id: id }), 200, host);
      }
      const page = expectPage(await get(api, paths.domains(api.credentials.account_id)));
      assert.deepEqual(
        page.rows.map((row) => row['assigned_issuer_id']),
        [id, id],
      );
    },
  },
  {
    name: 'removeDomain: the assignment goes with it; added again it is new',
    async run(api) {
      await bare(api);
      await addHost(api, 'auth.example.com', true);
      const { id, tag } = await makeIssuer(api);
      const path = paths.domain(api.credentials.account_id, 'auth.example.com');
      const assigned = await post(api, `${path}/assign`, { issuer_id: id });
      const before = domainIn(assigned, 200, 'auth.example.com').tag;
      expectGone(await remove(api, path));
      assert.notEqual(await accountTag(api), before);
      assert.equal(await domainRow(api, 'auth.example.com'), undefined);
      const account = expectTagged(await get(api, paths.account(api.credentials.account_id)), 200);
      assert.deepEqual(rowsAt(account.row, 'domains'), []);
      await addHost(api, 'auth.example.com');
      const row = await domainRow(api, 'auth.example.com');
      assert.notEqual(row?.['verified'], true);
      assert.equal(row?.['assigned_issuer_id'] ?? null, null);
      // The issuer is what it was.
      const issuer = await get(api, paths.issuer(api.credentials.account_id, id));
      assert.equal(expectTagged(issuer, 200).tag, tag);
    },
  },
  {
    name: 'removeDomain: the others stay in their order',
    async run(api) {
      const path = await bare(api);
      for (const host of ['c.example.com', 'a.example.com', 'b.example.com'])
        await addHost(api, host);
      const before = expectPage(await get(api, path)).rows;
      expectGone(await remove(api, paths.domain(api.credentials.account_id, 'a.example.com')));
      assert.deepEqual(
        expectPage(await get(api, path)).rows,
        before.filter((row) => row['host'] !== 'a.example.com'),
      );
    },
  },
];
