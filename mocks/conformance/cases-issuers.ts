import assert from 'node:assert/strict';

import type { Api, Case } from './api.ts';
import { fault, fresh, settings as change } from './control.ts';
import {
  expectError,
  expectGone,
  expectOne,
  expectPage,
  expectRefused,
  expectTagged,
} from './expect.ts';
import type { Refused } from './expect.ts';
import { at, numberAt, rowAt, textAt, withoutNulls } from './look.ts';
import {
  PASSWORD,
  accountTag,
  domainIn,
  domainRow,
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

/** Members of an issuer (contract §8). */
const ISSUER_KEYS = [
  'account_id',
  'available_scopes',
  'created_at',
  'description',
  'id',
  'links',
  'metadata',
  'name',
  'settings',
  'status',
  'status_at',
  'updated_at',
];

/** A body with every field contract §8 names, each with a valid value. */
const FULL = {
  name: 'Acme production',
  description: '**Customers** of Acme',
  links: {
    website: 'https://acme.example.com',
    support: 'https://acme.example.com/help',
    documentation: 'https://docs.acme.example.com/',
    privacy_policy: 'https://acme.example.com/privacy?lang=en',
    terms_of_service: 'https://acme.example.com/terms',
    status_page: 'another key is kept',
  },
  available_scopes: ['openid', 'profile', 'orders:read'],
  status: 'disabled',
  settings: {
    access: {
      mode: 'approval',
      allowed_email_domains: ['acme.example.com', 'example.org'],
      verify_email: true,
      mfa: 'optional',
      sessions: { max_age: 31536000, idle_timeout: 2592000, device_fingerprinting: false },
    },
    security: {
      cors_origins: ['https://app.acme.example.com', 'http://localhost:3000'],
      redirect_uris: { require_https: true, allow_localhost: true, allow_wildcards: false },
      tokens: { access_token_ttl: 3600, refresh_token_ttl: 1814400 },
    },
    branding: {
      display_name: 'Acme',
      logo_url: 'https://acme.example.com/logo.svg',
      primary_color: '#3b4fd8',
      background_color: '#FFFFFF',
      dark_mode: 'auto',
    },
    portals: {
      login: { enabled: true, url: null },
      signup: { enabled: false, url: 'https://acme.example.com/join' },
      password_reset: { enabled: true },
      profile: { enabled: true },
    },
  },
  metadata: { environment: 'production', cost_centre: '4711' },
};

const long = (length: number) => 'x'.repeat(length);
const manyKeys = (count: number) =>
  Object.fromEntries(Array.from({ length: count }, (_, index) => [`k${index}`, 'v']));
const scopes = (count: number) => Array.from({ length: count }, (_, index) => `s${index}`);

const access = (rest: object) => ({ settings: { access: rest } });
const group = (name: string, rest: object) => ({ settings: { access: {}, [name]: rest } });

/** Bodies that both create and update refuse, each with every field it refuses. */
const WRONG: readonly (readonly [
  words: string,
  body: { [field: string]: unknown },
  refused: Refused,
])[] = [
  ['name is no text', { name: 5 }, [['name', 'invalid_type']]],
  ['name is null', { name: null }, [['name', 'invalid_type']]],
  ['name is empty', { name: '' }, [['name', 'too_short']]],
  ['name is blank', { name: '   ' }, [['name', 'too_short']]],
  ['name has 101 characters', { name: long(101) }, [['name', 'too_long']]],
  ['description is no text', { description: {} }, [['description', 'invalid_type']]],
  ['description has 2,001 characters', { description: long(2001) }, [['description', 'too_long']]],
  ['links is a list', { links: [] }, [['links', 'invalid_type']]],
  [
    'links.website is http',
    { links: { website: 'http://x.example.com' } },
    [['links.website', 'invalid_format']],
  ],
  [
    'links.support is no address',
    { links: { support: 'call us' } },
    [['links.support', 'invalid_format']],
  ],
  [
    'links.documentation is a number',
    { links: { documentation: 1 } },
    [['links.documentation', 'invalid_type']],
  ],
  [
    'links.privacy_policy is a script',
    { links: { privacy_policy: 'javascript:alert(1)' } },
    [['links.privacy_policy', 'invalid_format']],
  ],
  [
    'links.terms_of_service has no //',
    { links: { terms_of_service: 'https:x.example.com' } },
    [['links.terms_of_service', 'invalid_format']],
  ],
  [
    'available_scopes is a text',
    { available_scopes: 'openid' },
    [['available_scopes', 'invalid_type']],
  ],
  ['available_scopes is null', { available_scopes: null }, [['available_scopes', 'invalid_type']]],
  [
    'a scope has a space',
    { available_scopes: ['openid', 'a b'] },
    [['available_scopes.1', 'invalid_format']],
  ],
  ['a scope is empty', { available_scopes: [''] }, [['available_scopes.0', 'invalid_format']]],
  ['a scope is no text', { available_scopes: [1] }, [['available_scopes.0', 'invalid_type']]],
  [
    'a scope stands twice',
    { available_scopes: ['a', 'b', 'a'] },
    [['available_scopes', 'duplicate']],
  ],
  ['101 scopes', { available_scopes: scopes(101) }, [['available_scopes', 'too_long']]],
  ['status is unknown', { status: 'paused' }, [['status', 'invalid_value']]],
  ['status is no text', { status: true }, [['status', 'invalid_type']]],
  ['settings is a text', { settings: 'none' }, [['settings', 'invalid_type']]],
  ['settings is a list', { settings: [] }, [['settings', 'invalid_type']]],
  ['access is a list', access([]), [['settings.access', 'invalid_type']]],
  ['mode is unknown', access({ mode: 'secret' }), [['settings.access.mode', 'invalid_value']]],
  [
    'an e-mail domain is an address',
    access({ allowed_email_domains: ['me@example.com'] }),
    [['settings.access.allowed_email_domains.0', 'invalid_format']],
  ],
  [
    'an e-mail domain stands twice',
    access({ allowed_email_domains: ['example.com', 'example.com'] }),
    [['settings.access.allowed_email_domains', 'duplicate']],
  ],
  [
    'verify_email is a text',
    access({ verify_email: 'true' }),
    [['settings.access.verify_email', 'invalid_type']],
  ],
  ['mfa is unknown', access({ mfa: 'always' }), [['settings.access.mfa', 'invalid_value']]],
  [
    'max_age is 0',
    access({ sessions: { max_age: 0 } }),
    [['settings.access.sessions.max_age', 'too_small']],
  ],
  [
    'max_age is over a year',
    access({ sessions: { max_age: 31536001 } }),
    [['settings.access.sessions.max_age', 'too_big']],
  ],
  [
    'max_age is no whole number',
    access({ sessions: { max_age: 0.5 } }),
    [['settings.access.sessions.max_age', 'invalid_type']],
  ],
  [
    'max_age is a text',
    access({ sessions: { max_age: '60' } }),
    [['settings.access.sessions.max_age', 'invalid_type']],
  ],
  [
    'idle_timeout is over 30 days',
    access({ sessions: { idle_timeout: 2592001 } }),
    [['settings.access.sessions.idle_timeout', 'too_big']],
  ],
  [
    'idle_timeout is negative',
    access({ sessions: { idle_timeout: -1 } }),
    [['settings.access.sessions.idle_timeout', 'too_small']],
  ],
  [
    'device_fingerprinting is a number',
    access({ sessions: { device_fingerprinting: 1 } }),
    [['settings.access.sessions.device_fingerprinting', 'invalid_type']],
  ],
  [
    'an origin has a path',
    group('security', { cors_origins: ['https://app.example.com/'] }),
    [['settings.security.cors_origins.0', 'invalid_format']],
  ],
  [
    'an origin is a star',
    group('security', { cors_origins: ['*'] }),
    [['settings.security.cors_origins.0', 'invalid_format']],
  ],
  [
    'an origin stands twice',
    group('security', { cors_origins: ['https://a.example.com', 'https://a.example.com'] }),
    [['settings.security.cors_origins', 'duplicate']],
  ],
  [
    'require_https is a text',
    group('security', { redirect_uris: { require_https: 'yes' } }),
    [['settings.security.redirect_uris.require_https', 'invalid_type']],
  ],
  [
    'access_token_ttl is over 21 days',
    group('security', { tokens: { access_token_ttl: 1814401 } }),
    [['settings.security.tokens.access_token_ttl', 'too_big']],
  ],
  [
    'refresh_token_ttl is over 21 days',
    group('security', { tokens: { refresh_token_ttl: 1814401 } }),
    [['settings.security.tokens.refresh_token_ttl', 'too_big']],
  ],
  [
    'refresh_token_ttl is 0',
    group('security', { tokens: { refresh_token_ttl: 0 } }),
    [['settings.security.tokens.refresh_token_ttl', 'too_small']],
  ],
  [
    'display_name is empty',
    group('branding', { display_name: '' }),
    [['settings.branding.display_name', 'too_short']],
  ],
  [
    'branding.logo_url is http',
    group('branding', { logo_url: 'http://x.example.com/l.png' }),
    [['settings.branding.logo_url', 'invalid_format']],
  ],
  [
    'primary_color has a name',
    group('branding', { primary_color: 'red' }),
    [['settings.branding.primary_color', 'invalid_format']],
  ],
  [
    'background_color has three digits',
    group('branding', { background_color: '#fff' }),
    [['settings.branding.background_color', 'invalid_format']],
  ],
  [
    'dark_mode is a boolean',
    group('branding', { dark_mode: true }),
    [['settings.branding.dark_mode', 'invalid_type']],
  ],
  [
    'dark_mode is unknown',
    group('branding', { dark_mode: 'dim' }),
    [['settings.branding.dark_mode', 'invalid_value']],
  ],
  [
    'a portal is a boolean',
    group('portals', { login: true }),
    [['settings.portals.login', 'invalid_type']],
  ],
  [
    'portal.enabled is a text',
    group('portals', { signup: { enabled: 'no' } }),
    [['settings.portals.signup.enabled', 'invalid_type']],
  ],
  [
    'portal.url is http',
    group('portals', { profile: { url: 'http://x.example.com' } }),
    [['settings.portals.profile.url', 'invalid_format']],
  ],
  ['metadata is a list', { metadata: [] }, [['metadata', 'invalid_type']]],
  ['metadata is null', { metadata: null }, [['metadata', 'invalid_type']]],
  [
    'a metadata value is a number',
    { metadata: { count: 3 } },
    [['metadata.count', 'invalid_type']],
  ],
  [
    'a metadata value is an object',
    { metadata: { nested: {} } },
    [['metadata.nested', 'invalid_type']],
  ],
  [
    'a metadata value has 501 characters',
    { metadata: { note: long(501) } },
    [['metadata.note', 'too_long']],
  ],
  [
    'a metadata key has 65 characters',
    { metadata: { [long(65)]: 'v' } },
    [[`metadata.${long(65)}`, 'invalid_key']],
  ],
  ['a metadata key is empty', { metadata: { '': 'v' } }, [['metadata.', 'invalid_key']]],
  ['51 metadata keys', { metadata: manyKeys(51) }, [['metadata', 'too_long']]],
  [
    'three wrong fields at once',
    { name: '', description: 7, ...access({ mode: 'x', mfa: 'y' }) },
    [
      ['name', 'too_short'],
      ['description', 'invalid_type'],
      ['settings.access.mode', 'invalid_value'],
      ['settings.access.mfa', 'invalid_value'],
    ],
  ],
];

/** At the very bound, so just right. */
const RIGHT: readonly (readonly [words: string, body: { [field: string]: unknown }])[] = [
  ['a name of one character', { name: 'x' }],
  ['a name of 100 characters', { name: long(100) }],
  ['a name of 100 characters outside the BMP', { name: '𝒜'.repeat(100) }],
  ['an empty description', { description: '' }],
  ['a description of 2,000 characters', { description: long(2000) }],
  ['null description', { description: null }],
  ['null links', { links: null }],
  ['100 scopes', { available_scopes: scopes(100) }],
  ['no scope', { available_scopes: [] }],
  ['50 metadata keys', { metadata: manyKeys(50) }],
  ['50 metadata keys, and one taken away', { metadata: { ...manyKeys(50), away: null } }],
  ['a metadata key of 64 characters', { metadata: { [long(64)]: 'v' } }],
  ['a metadata value of 500 characters', { metadata: { note: long(500) } }],
  ['an empty metadata value', { metadata: { note: '' } }],
  ['empty access', { settings: { access: {} } }],
  ['sessions of one second', access({ sessions: { max_age: 1, idle_timeout: 1 } })],
  ['tokens of 21 days', group('security', { tokens: { access_token_ttl: 1814400 } })],
];

/** What was sent stands in what was answered; nulls may be absent. */
function expectKept(answered: unknown, sent: unknown): void {
  if (typeof sent !== 'object' || sent === null || Array.isArray(sent)) {
    assert.deepEqual(answered ?? null, sent);
    return;
  }
  for (const [key, value] of Object.entries(sent)) {
    if (value === null) assert.equal(at(answered, key) ?? null, null);
    else expectKept(at(answered, key), value);
  }
}

/** createIssuer, getIssuer, updateIssuer, deleteIssuer. */
export const issuerCases: readonly Case[] = [
  {
    name: 'createIssuer: a name is enough',
    async run(api) {
      await fresh(api, { scenario: 'empty' });
      const before = Date.now() - 60_000;
      const { row } = await makeIssuer(api, { name: 'Only a name' });
      assert.deepEqual(Object.keys(row).toSorted(), ISSUER_KEYS);
      assert.match(textAt(row, 'id'), /^i_[0-9a-z]{25}$/);
      assert.equal(row['account_id'], api.credentials.account_id);
      assert.equal(row['name'], 'Only a name');
      assert.equal(row['description'], null);
      assert.equal(row['status'], 'active');
      assert.deepEqual(row['available_scopes'], []);
      assert.deepEqual(row['metadata'], {});
      assert.equal(row['created_at'], row['updated_at']);
      for (const time of ['created_at', 'updated_at', 'status_at']) {
        const held = numberAt(row, time);
        assert.ok(Number.isInteger(held) && held > before && held < Date.now() + 60_000, time);
      }
    },
  },
  {
    name: 'createIssuer: every field is kept, and getIssuer answers the same with the same tag',
    async run(api) {
      await fresh(api, { scenario: 'empty' });
      const { id, row, tag } = await makeIssuer(api, FULL);
      expectKept(row, FULL);
      const read = expectTagged(await get(api, paths.issuer(api.credentials.account_id, id)), 200);
      assert.deepEqual(read.row, row);
      assert.equal(read.tag, tag);
    },
  },
  {
    name: 'createIssuer: name is required',
    async run(api) {
      await fresh(api, { scenario: 'empty' });
      const path = paths.issuers(api.credentials.account_id);
      expectRefused(await post(api, path, {}), [['name', 'required']]);
      expectRefused(await post(api, path, { description: 5 }), [
        ['name', 'required'],
        ['description', 'invalid_type'],
      ]);
      assert.deepEqual(expectPage(await get(api, path)).rows, []);
    },
  },
  {
    name: 'createIssuer: access is required once settings is given',
    async run(api) {
      await fresh(api, { scenario: 'empty' });
      const path = paths.issuers(api.credentials.account_id);
      for (const settings of [{}, { branding: { display_name: 'x' } }]) {
        expectRefused(await post(api, path, { name: 'x', settings }), [
          ['settings.access', 'required'],
        ]);
      }
    },
  },
  ...WRONG.map(([words, body, refused]): Case => ({
    name: `createIssuer: 400 when ${words}`,
    async run(api) {
      await fresh(api, { scenario: 'empty' });
      const path = paths.issuers(api.credentials.account_id);
      expectRefused(await post(api, path, { name: 'Refused', ...body }), refused);
      assert.deepEqual(expectPage(await get(api, path)).rows, [], 'nothing was written');
    },
  })),
  ...WRONG.map(([words, body, refused]): Case => ({
    name: `updateIssuer: 400 when ${words}`,
    async run(api) {
      const made = await world(api);
      const path = paths.issuer(made.account, made.issuer);
      const before = await readIssuer(api, made.issuer);
      expectRefused(await patch(api, path, body, made.issuerTag), refused);
      assert.deepEqual(await readIssuer(api, made.issuer), before, 'nothing was written');
    },
  })),
  {
    name: 'createIssuer, updateIssuer: everything at its bound is taken and kept',
    async run(api) {
      await fresh(api, { scenario: 'empty' });
      for (const [words, body] of RIGHT) {
        const created = await post(api, paths.issuers(api.credentials.account_id), {
          name: 'Right',
          ...body,
        });
        assert.equal(created.status, 201, `${words}: ${created.text}`);
        expectKept(expectTagged(created, 201).row, body);
        const { id, tag } = await makeIssuer(api);
        const path = paths.issuer(api.credentials.account_id, id);
        const updated = await patch(api, path, body, tag);
        assert.equal(updated.status, 200, `${words}: ${updated.text}`);
        expectKept(expectTagged(updated, 200).row, body);
      }
    },
  },
  {
    name: 'createIssuer: each listable status',
    async run(api) {
      await fresh(api, { scenario: 'empty' });
      for (const status of ['active', 'disabled', 'suspended']) {
        assert.equal((await makeIssuer(api, { status })).row['status'], status);
      }
    },
  },
  {
    name: 'updateIssuer: changes what is named, keeps the rest, and moves the tag',
    async run(api) {
      await fresh(api, { scenario: 'empty' });
      const { id, row, tag } = await makeIssuer(api, FULL);
      const path = paths.issuer(api.credentials.account_id, id);
      const updated = expectTagged(await patch(api, path, { name: 'Renamed' }, tag), 200);
      assert.notEqual(updated.tag, tag);
      assert.ok(numberAt(updated.row, 'updated_at') > numberAt(row, 'updated_at'));
      assert.deepEqual(
        { ...updated.row, updated_at: 0 },
        { ...row, name: 'Renamed', updated_at: 0 },
      );
      const read = expectTagged(await get(api, path), 200);
      assert.deepEqual(read.row, updated.row);
      assert.equal(read.tag, updated.tag);
    },
  },
  {
    name: 'updateIssuer: null clears the description',
    async run(api) {
      await fresh(api, { scenario: 'empty' });
      const { id, tag } = await makeIssuer(api, { description: 'Something' });
      const path = paths.issuer(api.credentials.account_id, id);
      const { row } = expectTagged(await patch(api, path, { description: null }, tag), 200);
      assert.equal(row['description'], null);
      assert.equal((await readIssuer(api, id))['description'], null);
    },
  },
  {
    name: 'updateIssuer: scopes are replaced as a whole',
    async run(api) {
      await fresh(api, { scenario: 'empty' });
      const { id, tag } = await makeIssuer(api, { available_scopes: ['a', 'b'] });
      const path = paths.issuer(api.credentials.account_id, id);
      const { row } = expectTagged(await patch(api, path, { available_scopes: ['c'] }, tag), 200);
      assert.deepEqual(row['available_scopes'], ['c']);
    },
  },
  {
    name: 'updateIssuer: status moves status_at, other fields do not',
    async run(api) {
      await fresh(api, { scenario: 'empty' });
      const { id, tag, row } = await makeIssuer(api);
      const path = paths.issuer(api.credentials.account_id, id);
      await change(api, { clock_offset_ms: 60_000 });
      const named = expectTagged(await patch(api, path, { name: 'x' }, tag), 200);
      assert.equal(named.row['status_at'], row['status_at']);
      const off = expectTagged(await patch(api, path, { status: 'disabled' }, named.tag), 200);
      assert.equal(off.row['status'], 'disabled');
      assert.ok(numberAt(off.row, 'status_at') > numberAt(row, 'status_at'));
      const on = expectTagged(await patch(api, path, { status: 'active' }, off.tag), 200);
      assert.equal(on.row['status'], 'active');
    },
  },
  {
    name: 'updateIssuer: what a client cannot write does not change',
    async run(api) {
      await fresh(api, { scenario: 'empty' });
      const { id, tag, row } = await makeIssuer(api);
      const path = paths.issuer(api.credentials.account_id, id);
      const body = {
        id: 'i_other',
        account_id: 'acc_other',
        created_at: 1,
        updated_at: 1,
        name: 'x',
      };
      const answer = await patch(api, path, body, tag);
      if (answer.status === 400) expectError(answer, 400, 'invalid_request');
      const now = expectOne(await get(api, path), 200);
      for (const fixed of ['id', 'account_id', 'created_at']) assert.equal(now[fixed], row[fixed]);
      assert.notEqual(now['updated_at'], 1);
    },
  },
  {
    name: 'updateIssuer: without If-Match the last write wins',
    async run(api) {
      await fresh(api, { scenario: 'empty' });
      const { id } = await makeIssuer(api);
      const path = paths.issuer(api.credentials.account_id, id);
      expectTagged(await patch(api, path, { name: 'first' }), 200);
      expectTagged(await patch(api, path, { name: 'second' }), 200);
      assert.equal((await readIssuer(api, id))['name'], 'second');
    },
  },
  ...(['DELETE', 'PATCH'] as const).map((how): Case => ({
    name:
      how === 'DELETE'
        ? 'deleteIssuer: soft, gone from the list, 404 for it and below, domains unassigned'
        : 'updateIssuer: status deleted does the same as deleteIssuer',
    async run(api) {
      const made = await world(api);
      const path = paths.issuer(made.account, made.issuer);
      const domain = paths.domain(made.account, made.host);
      const assigned = await post(api, `${domain}/assign`, { issuer_id: made.issuer });
      const { tag } = domainIn(assigned, 200, made.host);

      if (how === 'DELETE') expectGone(await remove(api, path, made.issuerTag));
      else
        assert.equal((await patch(api, path, { status: 'deleted' }, made.issuerTag)).status, 200);

      expectError(await get(api, path), 404, 'not_found');
      expectError(await patch(api, path, { status: 'active' }), 404, 'not_found');
      expectError(await remove(api, path), 404, 'not_found');
      expectError(await get(api, `${path}/auth-methods`), 404, 'not_found');
      expectError(await get(api, `${path}/auth-methods/${made.method}`), 404, 'not_found');
      const list = `${paths.issuers(made.account)}?limit=100`;
      assert.ok(!ids(expectPage(await get(api, list)).rows).includes(made.issuer));
      const searched = expectPage(
        await get(api, `${paths.issuers(made.account)}?q=${made.issuer}`),
      );
      assert.deepEqual(searched.rows, []);

      const row = await domainRow(api, made.host);
      assert.ok(row);
      assert.equal(row['assigned_issuer_id'] ?? null, null);
      assert.equal(row['assigned_at'] ?? null, null);
      assert.equal(row['verified'], true);
      // The account's domains changed, and a strong tag says so.
      assert.notEqual(await accountTag(api), tag);
      const again = await post(api, `${domain}/assign`, { issuer_id: made.issuer });
      expectError(again, 404, 'not_found');
    },
  })),
  {
    name: 'deleteIssuer: another issuer and its methods stay',
    async run(api) {
      const made = await world(api);
      const other = await makeIssuer(api, { name: 'Stays' });
      const method = await makeMethod(api, other.id, PASSWORD);
      expectGone(await remove(api, paths.issuer(made.account, made.issuer), made.issuerTag));
      expectOne(await get(api, paths.issuer(made.account, other.id)), 200);
      expectOne(await get(api, paths.method(made.account, other.id, method.id)), 200);
    },
  },
  {
    name: 'list row: the issuer and its seven facts',
    async run(api) {
      await fresh(api, { scenario: 'empty' });
      const { id, row } = await makeIssuer(api, { available_scopes: ['a', 'b', 'c'] });
      const [listed] = expectPage(await get(api, paths.issuers(api.credentials.account_id))).rows;
      assert.ok(listed);
      assert.deepEqual(
        Object.keys(listed).toSorted(),
        [
          ...ISSUER_KEYS,
          'access_mode',
          'auth_method_count',
          'enabled_login_method_count',
          'enabled_signup_method_count',
          'available_scope_count',
          'branding_configured',
          'readiness',
        ].toSorted(),
      );
      for (const key of ISSUER_KEYS) assert.deepEqual(listed[key], row[key], key);
      assert.equal(listed['id'], id);
      assert.equal(listed['auth_method_count'], 0);
      assert.equal(listed['enabled_login_method_count'], 0);
      assert.equal(listed['enabled_signup_method_count'], 0);
      assert.equal(listed['available_scope_count'], 3);
      assert.equal(listed['branding_configured'], false);
      assert.equal(listed['readiness'], 'review');
    },
  },
  {
    name: 'list row: readiness and counts follow methods and status',
    async run(api) {
      await fresh(api, { scenario: 'empty' });
      const { account_id } = api.credentials;
      const { id } = await makeIssuer(api);
      const path = paths.issuer(account_id, id);
      // A second factor is counted for login but is no door.
      await makeMethod(api, id, { name: 'Codes', method: 'totp', first_factor_only: false });
      await expectFacts(api, id, 'review', [1, 1, 0]);
      const password = await makeMethod(api, id, PASSWORD);
      await expectFacts(api, id, 'ready', [2, 2, 1]);
      const method = paths.method(account_id, id, password.id);
      const off = await patch(api, method, { enabled_login: false }, password.tag);
      await expectFacts(api, id, 'review', [2, 1, 1]);
      const { tag } = expectTagged(off, 200);
      expectTagged(await patch(api, method, { enabled_login: true }, tag), 200);
      await expectFacts(api, id, 'ready', [2, 2, 1]);
      expectTagged(await patch(api, path, { status: 'suspended' }), 200);
      await expectFacts(api, id, 'review', [2, 2, 1]);
      expectTagged(await patch(api, path, { status: 'active' }), 200);
      expectGone(await remove(api, method));
      await expectFacts(api, id, 'review', [1, 1, 0]);
      // A passkey that may also be a second factor is a door.
      await makeMethod(api, id, {
        name: 'Key',
        method: 'passkey',
        first_factor_only: false,
        settings: {},
      });
      await expectFacts(api, id, 'ready', [2, 2, 1]);
    },
  },
  {
    name: 'list row: access_mode and branding_configured follow settings',
    async run(api) {
      await fresh(api, { scenario: 'empty' });
      for (const mode of ['open', 'invite_only', 'approval', 'closed']) {
        const { id } = await makeIssuer(api, { settings: { access: { mode } } });
        assert.equal((await rowOf(api, id))['access_mode'], mode);
        assert.equal((await rowOf(api, id))['branding_configured'], false);
      }
      const { id, tag } = await makeIssuer(api, {
        settings: { access: { mode: 'open' }, branding: { primary_color: '#112233' } },
      });
      assert.equal((await rowOf(api, id))['branding_configured'], true);
      const path = paths.issuer(api.credentials.account_id, id);
      const body = { settings: { access: { mode: 'open' }, branding: { primary_color: null } } };
      expectTagged(await patch(api, path, body, tag), 200);
      assert.equal((await rowOf(api, id))['branding_configured'], false);
    },
  },
  {
    name: 'getIssuer: the statuses a backend cannot cause by itself are reached through faults',
    async run(api) {
      const made = await world(api);
      const path = paths.issuer(made.account, made.issuer);
      for (const status of [400, 409, 412, 422, 429, 500]) {
        await fault(api, {
          kind: 'status',
          operation: 'getIssuer',
          times: 1,
          status,
          body: 'json',
        });
        assert.equal((await get(api, path)).status, status);
      }
      expectOne(await get(api, path), 200);
    },
  },
];

async function rowOf(api: Api, id: string) {
  const page = expectPage(await get(api, `${paths.issuers(api.credentials.account_id)}?q=${id}`));
  return rowAt(page.rows, 0);
}

async function expectFacts(api: Api, id: string, readiness: string, counts: readonly number[]) {
  const row = await rowOf(api, id);
  assert.deepEqual(
    [
      row['readiness'],
      row['auth_method_count'],
      row['enabled_login_method_count'],
      row['enabled_signup_method_count'],
    ],
    [readiness, ...counts],
  );
}

type Written = { readonly [field: string]: unknown };

/** What a PATCH does to objects: [before, patch, after a merge, after a replacement]. */
const OBJECTS: readonly (readonly [
  words: string,
  before: Written,
  change: Written,
  merged: Written,
  replaced: Written,
])[] = [
  [
    'metadata: add, change, remove by null, leave alone',
    { metadata: { a: '1', b: '2', c: '3' } },
    { metadata: { b: null, c: '4', d: '5' } },
    { metadata: { a: '1', c: '4', d: '5' } },
    { metadata: { c: '4', d: '5' } },
  ],
  [
    'metadata: an empty object',
    { metadata: { a: '1' } },
    { metadata: {} },
    { metadata: { a: '1' } },
    { metadata: {} },
  ],
  [
    'metadata: dots, spaces and names of the language are plain keys',
    { metadata: { 'a.b': '1', constructor: '2', toString: '3', ' ': '4' } },
    { metadata: { 'a.b': null, constructor: '5', hasOwnProperty: '6', 'c.d': '7' } },
    { metadata: { constructor: '5', toString: '3', ' ': '4', hasOwnProperty: '6', 'c.d': '7' } },
    { metadata: { constructor: '5', hasOwnProperty: '6', 'c.d': '7' } },
  ],
  [
    'links: known and other keys',
    { links: { website: 'https://a.example.com', blog: 'anything', forum: { deep: true } } },
    { links: { website: null, support: 'https://b.example.com', blog: 'other' } },
    { links: { support: 'https://b.example.com', blog: 'other', forum: { deep: true } } },
    { links: { support: 'https://b.example.com', blog: 'other' } },
  ],
  [
    'settings: deep, with keys nobody knows',
    {
      settings: {
        access: {
          mode: 'open',
          mfa: 'off',
          sessions: { max_age: 60, idle_timeout: 30 },
          later: [1],
        },
        security: { tokens: { access_token_ttl: 60 } },
        future: { x: { y: 1, z: 2 } },
      },
    },
    {
      settings: {
        access: { mfa: 'required', sessions: { max_age: 90, idle_timeout: null } },
        future: { x: { y: null, w: 3 } },
      },
    },
    {
      settings: {
        access: { mode: 'open', mfa: 'required', sessions: { max_age: 90 }, later: [1] },
        security: { tokens: { access_token_ttl: 60 } },
        future: { x: { z: 2, w: 3 } },
      },
    },
    {
      settings: {
        access: { mfa: 'required', sessions: { max_age: 90 } },
        future: { x: { w: 3 } },
      },
    },
  ],
  [
    'settings: a list is one value',
    {
      settings: {
        access: { allowed_email_domains: ['a.com', 'b.com'] },
        future: [{ a: 1 }, { b: 2 }],
      },
    },
    { settings: { access: { allowed_email_domains: ['c.com'] }, future: [{ c: 3 }] } },
    { settings: { access: { allowed_email_domains: ['c.com'] }, future: [{ c: 3 }] } },
    { settings: { access: { allowed_email_domains: ['c.com'] }, future: [{ c: 3 }] } },
  ],
  [
    'settings: a whole group removed by null',
    { settings: { access: { mode: 'open' }, branding: { display_name: 'x' } } },
    { settings: { access: { mode: 'open' }, branding: null } },
    { settings: { access: { mode: 'open' } } },
    { settings: { access: { mode: 'open' } } },
  ],
  [
    'settings: an object in place of a plain value and back',
    { settings: { access: {}, future: { a: 'text', b: { c: 1 } } } },
    { settings: { access: {}, future: { a: { d: 1 }, b: 'text' } } },
    { settings: { access: {}, future: { a: { d: 1 }, b: 'text' } } },
    { settings: { access: {}, future: { a: { d: 1 }, b: 'text' } } },
  ],
];

/** How PATCH treats objects, under both readings of the unpublished rule (contract §8). */
export const patchCases: readonly Case[] = [
  ...OBJECTS.flatMap(([words, before, body, merged, replaced]) =>
    (
      [
        ['merge', merged],
        ['replace', replaced],
      ] as const
    ).map(([mode, after]): Case => ({
      name: `updateIssuer (${mode}): ${words}`,
      async run(api) {
        await fresh(api, { scenario: 'empty', patch: mode });
        const { id, tag, row } = await makeIssuer(api, before);
        for (const field of Object.keys(before)) expectOnly(row[field], before[field]);
        const path = paths.issuer(api.credentials.account_id, id);
        const answer = expectTagged(await patch(api, path, body, tag), 200);
        for (const field of Object.keys(before)) expectOnly(answer.row[field], after[field]);
        const read = await readIssuer(api, id);
        for (const field of Object.keys(before)) assert.deepEqual(read[field], answer.row[field]);
      },
    })),
  ),
  ...(['merge', 'replace'] as const).map((mode): Case => ({
    name: `updateIssuer (${mode}): __proto__ is a key like any other`,
    async run(api) {
      await fresh(api, { scenario: 'empty', patch: mode });
      const path = paths.issuers(api.credentials.account_id);
      const json = { 'content-type': 'application/json' };
      const body =
        '{"name":"x","metadata":{"__proto__":"one","plain":"two"},"settings":{"access":{"__proto__":{"polluted":"yes"}}}}';
      const created = await api.request({ method: 'POST', path, headers: json, body });
      const { row, tag } = expectTagged(created, 201);
      assert.equal(at(row, 'metadata', '__proto__'), 'one');
      assert.deepEqual(at(row, 'settings', 'access', '__proto__'), { polluted: 'yes' });
      assert.equal('polluted' in {}, false);

      const own = `${path}/${textAt(row, 'id')}`;
      const change =
        '{"metadata":{"__proto__":"three","plain":null},"settings":{"access":{"__proto__":{"more":"1"}}}}';
      const headers = { ...json, 'if-match': tag };
      const updated = await api.request({ method: 'PATCH', path: own, headers, body: change });
      const after = expectTagged(updated, 200).row;
      assert.equal(at(after, 'metadata', '__proto__'), 'three');
      assert.equal(at(after, 'metadata', 'plain') ?? null, null);
      assert.deepEqual(
        at(after, 'settings', 'access', '__proto__'),
        mode === 'merge' ? { polluted: 'yes', more: '1' } : { more: '1' },
      );

      const last = expectTagged(
        await api.request({
          method: 'PATCH',
          path: own,
          headers: json,
          body: '{"metadata":{"__proto__":null}}',
        }),
        200,
      );
      assert.equal(at(last.row, 'metadata', '__proto__') ?? null, null);
    },
  })),
  {
    name: 'updateIssuer (merge): the bounds hold for what the merge ends in',
    async run(api) {
      await fresh(api, { scenario: 'empty', patch: 'merge' });
      const { id, tag } = await makeIssuer(api, { metadata: manyKeys(50) });
      const path = paths.issuer(api.credentials.account_id, id);
      expectRefused(await patch(api, path, { metadata: { one_more: 'v' } }, tag), [
        ['metadata', 'too_long'],
      ]);
      const swapped = await patch(api, path, { metadata: { k0: null, one_more: 'v' } }, tag);
      const { row } = expectTagged(swapped, 200);
      assert.equal(Object.keys(rowAt(withoutNulls(row['metadata']))).length, 50);
    },
  },
  {
    name: 'updateIssuer: a write as the dashboard makes it ends the same under merge and replace',
    async run(api) {
      const ends: unknown[] = [];
      for (const mode of ['merge', 'replace'] as const) {
        await fresh(api, { scenario: 'empty', patch: mode });
        const { id, tag } = await makeIssuer(api, {
          settings: {
            access: { mode: 'open', mfa: 'off', sessions: { max_age: 60 } },
            future: { a: 1 },
          },
          metadata: { a: '1', b: '2' },
          links: { website: 'https://a.example.com', blog: 'x' },
        });
        const path = paths.issuer(api.credentials.account_id, id);
        const body = {
          settings: {
            access: { mode: 'closed', mfa: null, sessions: { max_age: 60 } },
            future: { a: 1 },
          },
          metadata: { a: null, b: '2', c: '3' },
          links: { website: null, blog: 'x' },
        };
        const { row } = expectTagged(await patch(api, path, body, tag), 200);
        ends.push(withoutNulls([row['settings'], row['metadata'], row['links']]));
      }
      assert.deepEqual(ends[0], ends[1]);
      assert.deepEqual(ends[0], [
        { access: { mode: 'closed', sessions: { max_age: 60 } }, future: { a: 1 } },
        { b: '2', c: '3' },
        { blog: 'x' },
      ]);
    },
  },
];

/** Equal but for nulls, which mean absent, and for keys the backend fills in by itself. */
function expectOnly(answered: unknown, wanted: unknown): void {
  assert.deepEqual(withoutNulls(answered), wanted);
}
