import assert from 'node:assert/strict';

import type { Case } from './api.ts';
import { fresh } from './control.ts';
import {
  expectError,
  expectNamed,
  expectOne,
  expectPage,
  expectRefused,
  expectTagged,
} from './expect.ts';
import type { Refused } from './expect.ts';
import { at, holds, rowAt, rowsAt, textAt, textsAt, withoutNulls } from './look.ts';
import type { Row } from './look.ts';
import { accountTag, addHost, everyPage, get, patch, paths } from './world.ts';

/** The older, flat shape [ref]. */
const FLAT = [
  'id',
  'issuer_id',
  'name',
  'description',
  'logo_url',
  'org_type',
  'settings',
  'stats',
  'custom_fields',
  'scopes',
  'contact',
  'address',
  'business_details',
  'metadata',
  'created_at',
  'updated_at',
  'feature_flags',
];

/** Today's shape [api], beside `organization`. */
const TODAY = [
  'id',
  'organization',
  'owner_user_id',
  'domains',
  'features',
  'limits',
  'billing_mode',
  'balance_μusd',
  'credits_run_out',
  'payment_methods',
  'metadata',
  'created_at',
  'updated_at',
];

const ORGANIZATION = [
  'id',
  'issuer_id',
  'status',
  'status_at',
  'status_reason',
  'status_by',
  'name',
  'description',
  'logo_url',
  'org_type',
  'max_members',
  'default_member_scopes',
  'invitation_enabled',
  'invitation_message',
  'address',
  'business_details',
  'contact',
  'social_links',
  'scopes',
  'security',
  'sso',
  'custom_fields',
  'stats',
  'metadata',
  'created_at',
  'updated_at',
];

/** Both shapes are there, and say the same where they speak of the same. */
function expectBothShapes(account: Row): void {
  const keys = Object.keys(account);
  for (const key of [...FLAT, ...TODAY]) assert.ok(keys.includes(key), `${key} is missing`);
  const today = rowAt(account, 'organization');
  for (const key of ORGANIZATION)
    assert.ok(Object.hasOwn(today, key), `organization.${key} is missing`);

  assert.match(textAt(account, 'id'), /^acc_[0-9a-z]{25}$/);
  assert.match(textAt(today, 'id'), /^org_/);
  for (const same of ['name', 'logo_url', 'org_type', 'issuer_id']) {
    assert.deepEqual(today[same], account[same], same);
  }
  assert.equal(descriptionOf(account), descriptionOf(today));
  assert.equal(at(today, 'max_members'), at(account, 'settings', 'max_members'));
  assert.equal(at(today, 'invitation_enabled'), at(account, 'settings', 'invitation', 'enabled'));
  for (const same of [
    'address',
    'business_details',
    'contact',
    'scopes',
    'custom_fields',
    'stats',
  ]) {
    assert.deepEqual(today[same], account[same], same);
  }
  assert.ok(['gated', 'ungated'].includes(textAt(account, 'billing_mode')));
  assert.ok(Number.isInteger(account['balance_μusd']));
  assert.ok(Number.isInteger(account['created_at']));
  rowsAt(account, 'domains');
  textsAt(account, 'scopes');
}

/** The words, whichever published form carries them. */
function descriptionOf(shape: Row): string | null {
  const held = shape['description'];
  if (held === null || typeof held === 'string') return held;
  assert.deepEqual(Object.keys(rowAt(held)).toSorted(), ['content_type', 'value']);
  return textAt(held, 'value');
}

const long = (length: number) => 'x'.repeat(length);

const WRONG: readonly (readonly [words: string, body: unknown, refused: Refused])[] = [
  ['name is empty', { name: '' }, [['name', 'too_short']]],
  ['name is blank', { name: ' \t ' }, [['name', 'too_short']]],
  ['name has 101 characters', { name: long(101) }, [['name', 'too_long']]],
  ['name is a number', { name: 1 }, [['name', 'invalid_type']]],
  ['description is an object', { description: {} }, [['description', 'invalid_type']]],
  ['description has 2,001 characters', { description: long(2001) }, [['description', 'too_long']]],
  ['logo_url is no address', { logo_url: 'logo.png' }, [['logo_url', 'invalid_format']]],
  ['logo_url is a script', { logo_url: 'javascript:alert(1)' }, [['logo_url', 'invalid_format']]],
  ['owner_user_id is null', { owner_user_id: null }, [['owner_user_id', 'invalid_type']]],
  ['owner_user_id is empty', { owner_user_id: '' }, [['owner_user_id', 'too_short']]],
  ['metadata is a text', { metadata: 'x' }, [['metadata', 'invalid_type']]],
  ['a metadata value is a boolean', { metadata: { on: true } }, [['metadata.on', 'invalid_type']]],
  [
    'a metadata key is too long',
    { metadata: { [long(65)]: '' } },
    [[`metadata.${long(65)}`, 'invalid_key']],
  ],
  ['a metadata value is too long', { metadata: { a: long(501) } }, [['metadata.a', 'too_long']]],
  [
    'two fields are wrong',
    { name: 5, logo_url: 5 },
    [
      ['name', 'invalid_type'],
      ['logo_url', 'invalid_type'],
    ],
  ],
];

/** listAccounts, getAccount, updateAccount. */
export const accountCases: readonly Case[] = [
  {
    name: 'getAccount: both published shapes at once, saying the same',
    async run(api) {
      await fresh(api, { scenario: 'default' });
      const path = paths.account(api.credentials.account_id);
      const { row } = expectTagged(await get(api, path), 200);
      assert.equal(row['id'], api.credentials.account_id);
      expectBothShapes(row);
    },
  },
  {
    name: 'listAccounts: every row has both shapes, and getAccount answers the same row',
    async run(api) {
      await fresh(api, { scenario: 'default' });
      const rows = expectPage(await get(api, '/v1/accounts?limit=100', 'person')).rows;
      for (const row of rows) expectBothShapes(row);
      for (const row of rows.slice(0, 5)) {
        const path = paths.account(textAt(row, 'id'));
        assert.deepEqual(expectOne(await get(api, path, 'person'), 200), row);
      }
    },
  },
  {
    name: 'getAccount: domains are those of listDomains',
    async run(api) {
      await fresh(api, { scenario: 'default' });
      const { account_id } = api.credentials;
      const account = expectOne(await get(api, paths.account(account_id)), 200);
      const listed = expectPage(await get(api, paths.domains(account_id))).rows;
      assert.deepEqual(account['domains'], listed);
    },
  },
  {
    name: 'updateAccount: a change shows in both shapes, moves the tag, and keeps the rest',
    async run(api) {
      await fresh(api, { scenario: 'default' });
      const path = paths.account(api.credentials.account_id);
      const before = expectTagged(await get(api, path), 200);
      const body = {
        name: 'Acme Holding B.V.',
        description: '# Acme\n\nNow in _two_ shapes',
        logo_url: 'https://acme.example.com/logo.png',
        owner_user_id: 'usr_another',
      };
      const after = expectTagged(await patch(api, path, body, before.tag), 200);
      assert.notEqual(after.tag, before.tag);
      assert.equal(after.row['name'], body.name);
      assert.equal(at(after.row, 'organization', 'name'), body.name);
      assert.equal(descriptionOf(after.row), body.description);
      assert.equal(descriptionOf(rowAt(after.row, 'organization')), body.description);
      assert.equal(after.row['logo_url'], body.logo_url);
      assert.equal(at(after.row, 'organization', 'logo_url'), body.logo_url);
      assert.equal(after.row['owner_user_id'], body.owner_user_id);
      expectBothShapes(after.row);
      for (const kept of ['address', 'contact', 'domains', 'billing_mode', 'created_at']) {
        assert.deepEqual(after.row[kept], before.row[kept], kept);
      }
      const read = expectTagged(await get(api, path), 200);
      assert.deepEqual(read.row, after.row);
      assert.equal(read.tag, after.tag);
    },
  },
  {
    name: 'updateAccount: null clears name, description and logo_url in both shapes',
    async run(api) {
      await fresh(api, { scenario: 'default' });
      const path = paths.account(api.credentials.account_id);
      const body = { name: null, description: null, logo_url: null };
      const { row } = expectTagged(await patch(api, path, body, await accountTag(api)), 200);
      for (const shape of [row, rowAt(row, 'organization')]) {
        assert.deepEqual(
          [shape['name'], shape['description'], shape['logo_url']],
          [null, null, null],
        );
      }
    },
  },
  {
    name: 'updateAccount: a name at its bounds',
    async run(api) {
      await fresh(api, { scenario: 'default' });
      const path = paths.account(api.credentials.account_id);
      for (const name of ['x', long(100), '株'.repeat(100), '🏢'.repeat(100)]) {
        assert.equal(expectTagged(await patch(api, path, { name }), 200).row['name'], name);
      }
    },
  },
  ...(['merge', 'replace'] as const).map((mode): Case => ({
    name: `updateAccount (${mode}): metadata`,
    async run(api) {
      await fresh(api, { scenario: 'empty', patch: mode });
      const path = paths.account(api.credentials.account_id);
      // Known ground first, under both readings of the rule.
      const held = rowAt(expectOne(await get(api, path), 200), 'metadata');
      const cleared = Object.fromEntries(Object.keys(held).map((key) => [key, null]));
      const first = { ...cleared, a: '1', b: '2', constructor: 'x' };
      const set = expectTagged(await patch(api, path, { metadata: first }), 200);
      assert.deepEqual(withoutNulls(set.row['metadata']), { a: '1', b: '2', constructor: 'x' });
      const second = { b: null, c: '3', 'd.e': '4' };
      const { row } = expectTagged(await patch(api, path, { metadata: second }, set.tag), 200);
      const kept: object = mode === 'merge' ? { a: '1', constructor: 'x' } : {};
      const wanted: unknown = { ...kept, c: '3', 'd.e': '4' };
      assert.deepEqual(withoutNulls(row['metadata']), wanted);
    },
  })),
  ...WRONG.map(([words, body, refused]): Case => ({
    name: `updateAccount: 400 when ${words}`,
    async run(api) {
      await fresh(api, { scenario: 'empty' });
      const path = paths.account(api.credentials.account_id);
      const before = expectTagged(await get(api, path), 200);
      expectRefused(await patch(api, path, body, before.tag), refused);
      assert.equal(await accountTag(api), before.tag);
    },
  })),
  ...[[], [{ host: 'a.example.com' }], null].map((domains): Case => ({
    name: `updateAccount: 400 naming domains for ${JSON.stringify(domains)}`,
    async run(api) {
      await fresh(api, { scenario: 'empty' });
      await addHost(api, 'kept.example.com');
      const path = paths.account(api.credentials.account_id);
      expectNamed(await patch(api, path, { name: 'x', domains }, await accountTag(api)), 'domains');
      const after = expectOne(await get(api, path), 200);
      assert.notEqual(after['name'], 'x');
      assert.equal(rowsAt(after, 'domains').length, 1);
    },
  })),
  {
    name: 'updateAccount: the person can change another account, and only that one changes',
    async run(api) {
      await fresh(api, { scenario: 'default' });
      const rows = expectPage(await get(api, '/v1/accounts', 'person')).rows;
      const other = rows.find((row) => row['id'] !== api.credentials.account_id);
      assert.ok(other);
      const path = paths.account(textAt(other, 'id'));
      const mine = await accountTag(api);
      const { tag } = expectTagged(await get(api, path, 'person'), 200);
      const answer = await api.request({
        method: 'PATCH',
        path,
        as: 'person',
        headers: { 'if-match': tag },
        body: { name: 'Elsewhere' },
      });
      assert.equal(expectTagged(answer, 200).row['name'], 'Elsewhere');
      assert.equal(await accountTag(api), mine);
    },
  },
  {
    name: 'accounts can be neither created nor deleted',
    async run(api) {
      await fresh(api, { scenario: 'empty' });
      const body = { name: 'New' };
      expectError(await api.request({ method: 'POST', path: '/v1/accounts', body }), 405);
      const path = paths.account(api.credentials.account_id);
      expectError(await api.request({ method: 'DELETE', path }), 405);
    },
  },
];

/** getCaller: who is asking, for each identity (contract §7). */
export const callerCases: readonly Case[] = [
  ...(['key', 'read_only_key'] as const).map((as): Case => ({
    name: `getCaller: the ${as.replaceAll('_', ' ')} has exactly one account`,
    async run(api) {
      await fresh(api, { scenario: 'default' });
      const me = expectOne(await get(api, '/v1/me', as), 200);
      assert.equal(me['type'], 'api_key');
      const { credentials } = api;
      assert.equal(me['key_id'], as === 'key' ? credentials.key_id : credentials.read_only_key_id);
      assert.match(textAt(me, 'key_id'), /^key_/);
      const accounts = rowsAt(me, 'accounts');
      assert.equal(accounts.length, 1);
      const [account] = accounts;
      assert.equal(textAt(account, 'account_id'), credentials.account_id);
      assert.match(textAt(account, 'org_id'), /^org_/);
      const scopes = textsAt(account, 'scopes');
      assert.ok(scopes.length > 0);
      for (const scope of scopes) assert.match(scope, SCOPE);
      if (as === 'read_only_key') {
        for (const scope of scopes) assert.match(scope, /:read$/);
      }
      for (const organization of rowsAt(me, 'organizations')) {
        assert.match(textAt(organization, 'org_id'), /^org_/);
        textsAt(organization, 'scopes');
      }
      assert.ok(!holds(me, credentials.key_secret));
      assert.ok(!holds(me, credentials.read_only_key_secret));
    },
  })),
  {
    name: 'getCaller: the person has one entry per membership',
    async run(api) {
      await fresh(api, { scenario: 'default' });
      const me = expectOne(await get(api, '/v1/me', 'person'), 200);
      assert.equal(me['type'], 'user');
      assert.match(textAt(me, 'user_id'), /^usr_/);
      const accounts = rowsAt(me, 'accounts').map((row) => textAt(row, 'account_id'));
      assert.equal(new Set(accounts).size, accounts.length);
      const listed = await everyPage(api, '/v1/accounts', 'person');
      assert.deepEqual(accounts.toSorted(), listed.map((row) => textAt(row, 'id')).toSorted());
      for (const row of rowsAt(me, 'accounts')) {
        assert.match(textAt(row, 'org_id'), /^org_/);
        for (const scope of textsAt(row, 'scopes')) assert.match(scope, SCOPE);
      }
      assert.ok(!holds(me, api.credentials.user_token));
    },
  },
  {
    name: 'getCaller: organization ids are those of the accounts',
    async run(api) {
      await fresh(api, { scenario: 'default' });
      const me = expectOne(await get(api, '/v1/me'), 200);
      const account = expectOne(await get(api, paths.account(api.credentials.account_id)), 200);
      const [entry] = rowsAt(me, 'accounts');
      assert.equal(textAt(entry, 'org_id'), textAt(account, 'organization', 'id'));
    },
  },
];

/** `resource[.sub]:action`, or the wildcard `*:**`. */
const SCOPE = /^(\*|\*\*|[a-z_-]+(\.[a-z_-]+)*):(read|write|manage|delete|\*|\*\*)$/;
