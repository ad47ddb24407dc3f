import assert from 'node:assert/strict';

import type { Api, Case, Reply } from './api.ts';
import { act, fresh, reset, settings } from './control.ts';
import {
  expectConflict,
  expectError,
  expectGone,
  expectNamed,
  expectOne,
  expectPage,
  expectRefused,
  expectTagged,
} from './expect.ts';
import { at, numberAt, rowAt, textAt, withoutNulls } from './look.ts';
import { CANARY, VARIANTS, createBody } from './variants.ts';
import type { Variant } from './variants.ts';
import {
  get,
  ids,
  makeIssuer,
  makeMethod,
  patch,
  paths,
  post,
  readIssuer,
  remove,
} from './world.ts';

const METHOD_KEYS = [
  'created_at',
  'enabled_login',
  'enabled_signup',
  'featured',
  'first_factor_only',
  'id',
  'method',
  'name',
  'settings',
  'updated_at',
];

/** An issuer without methods, and where its methods live. */
function bare(api: Api, patchMode: 'merge' | 'replace' = 'merge') {
  return api.start(`bare ${patchMode}`, async () => {
    await reset(api, { scenario: 'empty', patch: patchMode });
    const { id } = await makeIssuer(api);
    return { issuer: id, path: paths.methods(api.credentials.account_id, id) };
  });
}

/** What was sent, as far as it may be answered. */
function shown(
  variant: Variant,
  sent: { [setting: string]: unknown },
): { [setting: string]: unknown } {
  return Object.fromEntries(
    Object.entries(sent).filter(([key]) => !Object.hasOwn(variant.secrets, key)),
  );
}

/** The sent settings are answered as they were sent, without the secrets. */
function expectSettings(
  answered: unknown,
  variant: Variant,
  sent: { [setting: string]: unknown },
): void {
  for (const [key, value] of Object.entries(shown(variant, sent))) {
    assert.deepEqual(at(answered, 'settings', key), value, key);
  }
  for (const secret of Object.keys(variant.secrets)) {
    assert.ok(!Object.hasOwn(rowAt(answered, 'settings'), secret), `${secret} is answered`);
  }
}

function without(
  settings_: { [setting: string]: unknown },
  left: string,
): { [setting: string]: unknown } {
  return Object.fromEntries(Object.entries(settings_).filter(([key]) => key !== left));
}

function perVariant(variant: Variant): Case[] {
  const { method } = variant;
  const name = `A ${method} method`;
  const full = createBody(variant, variant.full);
  const least = createBody(variant, variant.least);
  const cases: Case[] = [
    {
      name: `createAuthMethod ${method}: the least body, and the flags it defaults to`,
      async run(api) {
        const { path } = await bare(api);
        const { row } = expectTagged(await post(api, path, least), 201);
        assert.deepEqual(Object.keys(row).toSorted(), METHOD_KEYS);
        assert.match(textAt(row, 'id'), /^am_[0-9a-z]{25}$/);
        assert.equal(row['name'], name);
        assert.equal(row['method'], method);
        assert.equal(row['first_factor_only'], variant.firstFactorOnly[0]);
        assert.equal(row['enabled_login'], true);
        assert.equal(row['enabled_signup'], variant.signupByDefault);
        assert.equal(row['featured'], false);
        assert.equal(row['created_at'], row['updated_at']);
        expectSettings(row, variant, variant.least ?? {});
      },
    },
    {
      name: `createAuthMethod ${method}: the full body is kept; get and list answer the same`,
      async run(api) {
        const { path } = await bare(api);
        const flags = { enabled_login: false, enabled_signup: false, featured: true };
        const { row, tag } = expectTagged(await post(api, path, { ...full, ...flags }), 201);
        for (const [flag, value] of Object.entries(flags)) assert.equal(row[flag], value, flag);
        expectSettings(row, variant, variant.full);
        const read = expectTagged(await get(api, `${path}/${textAt(row, 'id')}`), 200);
        assert.deepEqual(read.row, row);
        assert.equal(read.tag, tag);
        assert.deepEqual(expectPage(await get(api, path)).rows, [row]);
      },
    },
    {
      name: `createAuthMethod ${method}: each enabled_ flag set against its default`,
      async run(api) {
        const { path } = await bare(api);
        const flags = { enabled_login: false, enabled_signup: !variant.signupByDefault };
        const { row } = expectTagged(await post(api, path, { ...least, ...flags }), 201);
        for (const [flag, value] of Object.entries(flags)) assert.equal(row[flag], value, flag);
      },
    },
    {
      name: `createAuthMethod ${method}: wrong common fields`,
      async run(api) {
        const { path } = await bare(api);
        const wrong: readonly (readonly [object, string, string])[] = [
          [{ name: undefined }, 'name', 'required'],
          [{ name: null }, 'name', 'invalid_type'],
          [{ name: '' }, 'name', 'too_short'],
          [{ name: 'x'.repeat(101) }, 'name', 'too_long'],
          [{ enabled_login: 'true' }, 'enabled_login', 'invalid_type'],
          [{ enabled_signup: 0 }, 'enabled_signup', 'invalid_type'],
          [{ featured: null }, 'featured', 'invalid_type'],
          [{ first_factor_only: undefined }, 'first_factor_only', 'required'],
          [{ settings: 'none' }, 'settings', 'invalid_type'],
          [{ settings: [] }, 'settings', 'invalid_type'],
        ];
        for (const [change, field, code] of wrong) {
          expectRefused(await post(api, path, { ...full, ...change }), [[field, code]]);
        }
        assert.deepEqual(expectPage(await get(api, path)).rows, [], 'nothing was written');
      },
    },
    {
      name: `createAuthMethod ${method}: first_factor_only is fixed by the variant`,
      async run(api) {
        const { path } = await bare(api);
        for (const value of [true, false, 'true', 1, null]) {
          const answer = await post(api, path, { ...full, first_factor_only: value });
          if (typeof value === 'boolean' && variant.firstFactorOnly.includes(value)) {
            const { row } = expectTagged(answer, 201);
            assert.equal(row['first_factor_only'], value);
            expectGone(await remove(api, `${path}/${textAt(row, 'id')}`));
          } else {
            expectNamed(answer, 'first_factor_only');
          }
        }
      },
    },
    {
      name: `createAuthMethod ${method}: ${variant.needsSettings ? 'settings is required' : 'settings may be absent or empty'}`,
      async run(api) {
        const { path } = await bare(api);
        const answer = await post(api, path, createBody(variant, undefined));
        if (variant.needsSettings) {
          expectRefused(answer, [['settings', 'required']]);
        } else {
          const { row } = expectTagged(answer, 201);
          expectGone(await remove(api, `${path}/${textAt(row, 'id')}`));
          expectTagged(await post(api, path, createBody(variant, {})), 201);
        }
      },
    },
    {
      name: `createAuthMethod ${method}: ${variant.onePerIssuer ? 'a second one is a 409, and free again after a delete' : 'as many as wanted'}`,
      async run(api) {
        const { path } = await bare(api);
        const first = expectTagged(await post(api, path, least), 201);
        const second = await post(api, path, { ...least, name: 'Again' });
        if (!variant.onePerIssuer) {
          const other = expectTagged(second, 201);
          assert.notEqual(other.row['id'], first.row['id']);
          assert.equal(expectPage(await get(api, path)).rows.length, 2);
          return;
        }
        expectConflict(second);
        assert.equal(expectPage(await get(api, path)).rows.length, 1);
        // Per issuer: another one is not concerned.
        const other = await makeIssuer(api);
        expectTagged(
          await post(api, paths.methods(api.credentials.account_id, other.id), least),
          201,
        );
        expectGone(await remove(api, `${path}/${textAt(first.row, 'id')}`, first.tag));
        expectTagged(await post(api, path, least), 201);
      },
    },
    {
      name: `updateAuthMethod ${method}: name, flags and a changeable setting`,
      async run(api) {
        const { path, issuer } = await bare(api);
        const made = await makeMethod(api, issuer, full);
        const flags = { enabled_login: false, enabled_signup: true, featured: true };
        const body = { name: 'Renamed', ...flags, settings: variant.change };
        const own = `${path}/${made.id}`;
        const { row, tag } = expectTagged(await patch(api, own, body, made.tag), 200);
        assert.notEqual(tag, made.tag);
        assert.ok(numberAt(row, 'updated_at') > numberAt(made.row, 'updated_at'));
        assert.equal(row['name'], 'Renamed');
        for (const [flag, value] of Object.entries(flags)) assert.equal(row[flag], value, flag);
        expectSettings(row, variant, { ...variant.full, ...variant.change });
        for (const fixed of ['id', 'method', 'first_factor_only', 'created_at']) {
          assert.deepEqual(row[fixed], made.row[fixed], fixed);
        }
        assert.deepEqual(expectTagged(await get(api, own), 200).row, row);
      },
    },
    {
      name: `updateAuthMethod ${method}: wrong common fields`,
      async run(api) {
        const { path, issuer } = await bare(api);
        const made = await makeMethod(api, issuer, full);
        const own = `${path}/${made.id}`;
        expectRefused(await patch(api, own, { name: '' }, made.tag), [['name', 'too_short']]);
        expectRefused(await patch(api, own, { name: 7, featured: 'x' }, made.tag), [
          ['name', 'invalid_type'],
          ['featured', 'invalid_type'],
        ]);
        expectRefused(await patch(api, own, { enabled_login: null }, made.tag), [
          ['enabled_login', 'invalid_type'],
        ]);
        expectRefused(await patch(api, own, { settings: 'x' }, made.tag), [
          ['settings', 'invalid_type'],
        ]);
        assert.equal(expectTagged(await get(api, own), 200).tag, made.tag, 'nothing was written');
      },
    },
    {
      name: `updateAuthMethod ${method}: the method cannot change`,
      async run(api) {
        const { path, issuer } = await bare(api);
        const made = await makeMethod(api, issuer, full);
        const own = `${path}/${made.id}`;
        const other = method === 'password' ? 'email_link' : 'password';
        expectNamed(await patch(api, own, { method: other }, made.tag), 'method');
        assert.equal(expectOne(await get(api, own), 200)['method'], method);
      },
    },
    {
      name: `updateAuthMethod ${method}: first_factor_only never changes`,
      async run(api) {
        const { path, issuer } = await bare(api);
        const made = await makeMethod(api, issuer, full);
        const own = `${path}/${made.id}`;
        const before = made.row['first_factor_only'];
        const answer = await patch(api, own, { name: 'x', first_factor_only: before !== true });
        if (answer.status !== 200) expectNamed(answer, 'first_factor_only');
        assert.equal(expectOne(await get(api, own), 200)['first_factor_only'], before);
      },
    },
    {
      name: `deleteAuthMethod ${method}: gone for good`,
      async run(api) {
        const { path, issuer } = await bare(api);
        const made = await makeMethod(api, issuer, full);
        const own = `${path}/${made.id}`;
        expectGone(await remove(api, own, made.tag));
        expectError(await get(api, own), 404, 'not_found');
        expectError(await remove(api, own, made.tag), 404, 'not_found');
        assert.deepEqual(expectPage(await get(api, path)).rows, []);
      },
    },
  ];
  for (const setting of variant.required) {
    cases.push({
      name: `createAuthMethod ${method}: 400 without settings.${setting}`,
      async run(api) {
        const { path } = await bare(api);
        const body = createBody(variant, without(variant.full, setting));
        expectRefused(await post(api, path, body), [[`settings.${setting}`, 'required']]);
      },
    });
  }
  if (variant.required.length > 0) {
    cases.push({
      name: `createAuthMethod ${method}: 400 naming every required setting for {}`,
      async run(api) {
        const { path } = await bare(api);
        expectRefused(
          await post(api, path, createBody(variant, {})),
          variant.required.map((setting) => [`settings.${setting}`, 'required'] as const),
        );
      },
    });
  }
  for (const [setting, value, code, field = `settings.${setting}`] of variant.wrong) {
    cases.push({
      name: `createAuthMethod ${method}: 400 for settings.${setting} ${JSON.stringify(value)}`,
      async run(api) {
        const { path } = await bare(api);
        const body = createBody(variant, { ...variant.full, [setting]: value });
        expectRefused(await post(api, path, body), [[field, code]]);
        assert.deepEqual(expectPage(await get(api, path)).rows, []);
      },
    });
    if (variant.required.includes(setting) || Object.hasOwn(variant.core, setting)) continue;
    cases.push({
      name: `updateAuthMethod ${method}: 400 for settings.${setting} ${JSON.stringify(value)}`,
      async run(api) {
        const { path, issuer } = await bare(api);
        const made = await makeMethod(api, issuer, full);
        const own = `${path}/${made.id}`;
        expectRefused(await patch(api, own, { settings: { [setting]: value } }, made.tag), [
          [field, code],
        ]);
        assert.equal(expectTagged(await get(api, own), 200).tag, made.tag);
      },
    });
  }
  for (const [setting, other] of Object.entries(variant.core)) {
    cases.push({
      name: `updateAuthMethod ${method}: settings.${setting} is frozen, and may be repeated`,
      async run(api) {
        const { path, issuer } = await bare(api);
        const made = await makeMethod(api, issuer, full);
        const own = `${path}/${made.id}`;
        const field = `settings.${setting}`;
        expectNamed(await patch(api, own, { settings: { [setting]: other } }, made.tag), field);
        expectNamed(await patch(api, own, { settings: { [setting]: null } }, made.tag), field);
        assert.equal(expectTagged(await get(api, own), 200).tag, made.tag, 'nothing was written');
        // Sent whole, as an editor does: the core settings unchanged, another one changed.
        const whole = { ...shown(variant, variant.full), ...variant.change };
        const { row } = expectTagged(await patch(api, own, { settings: whole }, made.tag), 200);
        expectSettings(row, variant, whole);
      },
    });
  }
  for (const secret of Object.keys(variant.secrets)) {
    cases.push({
      name: `updateAuthMethod ${method}: settings.${secret} is refused, equal or not`,
      async run(api) {
        const { path, issuer } = await bare(api);
        const made = await makeMethod(api, issuer, full);
        const own = `${path}/${made.id}`;
        for (const value of [variant.full[secret], 'another', '', null]) {
          const answer = await patch(api, own, { settings: { [secret]: value } }, made.tag);
          expectNamed(answer, `settings.${secret}`);
          assert.ok(!answer.text.includes(CANARY));
        }
        assert.equal(expectTagged(await get(api, own), 200).tag, made.tag);
      },
    });
  }
  return cases;
}

const cored = VARIANTS.filter((variant) => Object.keys(variant.core).length > 0);

const secretive = VARIANTS.filter((variant) => Object.keys(variant.secrets).length > 0);

/** Collects every answer and finds the markers in none of them: bodies and headers. */
function watched(api: Api): { api: Api; check: () => void } {
  const answers: Reply[] = [];
  return {
    api: {
      ...api,
      request: async (ask) => {
        const answer = await api.request(ask);
        answers.push(answer);
        return answer;
      },
    },
    check() {
      for (const answer of answers) {
        assert.ok(
          !answer.text.includes(CANARY),
          `a secret is answered: ${answer.text.slice(0, 300)}`,
        );
        assert.ok(!JSON.stringify(answer.headers).includes(CANARY));
      }
    },
  };
}

/** The 13 auth methods: every rule of contract §9. */
export const authMethodCases: readonly Case[] = [
  ...VARIANTS.flatMap(perVariant),
  {
    name: 'createAuthMethod: method is required and must be known',
    async run(api) {
      const { path } = await bare(api);
      expectRefused(await post(api, path, { name: 'x', first_factor_only: true, settings: {} }), [
        ['method', 'required'],
      ]);
      for (const method of ['telepathy', '', 'PASSWORD', 7, null, 'constructor', '__proto__']) {
        const body = { name: 'x', first_factor_only: true, settings: {}, method };
        expectNamed(await post(api, path, body), 'method');
      }
    },
  },
  {
    name: 'all 13 live on one issuer; the list carries each once',
    async run(api) {
      const { path, issuer } = await bare(api);
      const made: string[] = [];
      for (const variant of VARIANTS) {
        made.push((await makeMethod(api, issuer, createBody(variant, variant.full))).id);
      }
      const { rows } = expectPage(await get(api, path));
      assert.deepEqual(ids(rows).toSorted(), made.toSorted());
      assert.deepEqual(
        rows.map((row) => textAt(row, 'method')).toSorted(),
        VARIANTS.map((variant) => variant.method).toSorted(),
      );
    },
  },
  {
    name: 'settings nobody knows are kept',
    async run(api) {
      const { path, issuer } = await bare(api);
      const made = await makeMethod(api, issuer, {
        name: 'x',
        method: 'password',
        first_factor_only: true,
        settings: { later: { deep: [1, 2] }, min_length: 10 },
      });
      assert.deepEqual(at(made.row, 'settings', 'later'), { deep: [1, 2] });
      const own = `${path}/${made.id}`;
      const { row } = expectTagged(await patch(api, own, { settings: { history: 3 } }), 200);
      assert.deepEqual(at(row, 'settings', 'later'), { deep: [1, 2] });
      assert.equal(at(row, 'settings', 'min_length'), 10);
      assert.equal(at(row, 'settings', 'history'), 3);
    },
  },
  {
    name: 'updateAuthMethod passkey: rp_id cannot be set afterwards either',
    async run(api) {
      const { path, issuer } = await bare(api);
      const made = await makeMethod(api, issuer, {
        name: 'x',
        method: 'passkey',
        first_factor_only: true,
        settings: { rp_name: 'Example' },
      });
      const own = `${path}/${made.id}`;
      const answer = await patch(api, own, { settings: { rp_id: 'example.com' } }, made.tag);
      expectNamed(answer, 'settings.rp_id');
    },
  },
  ...(['merge', 'replace'] as const).map((mode): Case => ({
    name: `updateAuthMethod (${mode}): settings`,
    async run(api) {
      const { path, issuer } = await bare(api, mode);
      const made = await makeMethod(api, issuer, {
        name: 'x',
        method: 'email_otp',
        first_factor_only: true,
        settings: { digits: 8, ttl: 300, future: { a: 1, b: 2 } },
      });
      const own = `${path}/${made.id}`;
      const body = { settings: { digits: null, max_attempts: 3, future: { a: null, c: 3 } } };
      const { row } = expectTagged(await patch(api, own, body, made.tag), 200);
      const kept = rowAt(withoutNulls(row['settings']));
      assert.deepEqual(kept['future'], mode === 'merge' ? { b: 2, c: 3 } : { c: 3 });
      assert.equal(kept['max_attempts'], 3);
      // Absence means the default, which may or may not be spelled out.
      assert.ok(kept['digits'] === undefined || kept['digits'] === 6);
      if (mode === 'merge') assert.equal(kept['ttl'], 300);
      else assert.ok(kept['ttl'] === undefined || kept['ttl'] === 600);
    },
  })),
  ...(['merge', 'replace'] as const).map((mode): Case => ({
    name: `updateAuthMethod (${mode}): a write without the secret keeps the method working`,
    async run(api) {
      const { path, issuer } = await bare(api, mode);
      const [variant] = secretive;
      assert.ok(variant);
      const made = await makeMethod(api, issuer, createBody(variant, variant.full));
      const whole = { ...shown(variant, variant.full), ...variant.change };
      const own = `${path}/${made.id}`;
      const { row } = expectTagged(await patch(api, own, { settings: whole }, made.tag), 200);
      assert.deepEqual(withoutNulls(row['settings']), whole);
    },
  })),
  ...cored.map((variant): Case => ({
    name: `updateAuthMethod ${variant.method} (replace): core settings stay when an update leaves them out`,
    async run(api) {
      const { path, issuer } = await bare(api, 'replace');
      const made = await makeMethod(api, issuer, createBody(variant, variant.full));
      const own = `${path}/${made.id}`;
      const { row } = expectTagged(
        await patch(api, own, { settings: variant.change }, made.tag),
        200,
      );
      for (const setting of Object.keys(variant.core)) {
        assert.deepEqual(at(row, 'settings', setting), variant.full[setting], setting);
      }
    },
  })),
  ...secretive.map((variant): Case => ({
    name: `a ${variant.method} secret is in no answer ever again`,
    async run(inner) {
      const { api, check } = watched(inner);
      await fresh(api, { scenario: 'empty' });
      const { account_id } = api.credentials;
      const { id: issuer } = await makeIssuer(api);
      const path = paths.methods(account_id, issuer);
      const body = createBody(variant, variant.full);
      const key = { 'idempotency-key': `secret-${variant.method}` };
      const created = expectTagged(await post(api, path, body, key), 201);
      const own = `${path}/${textAt(created.row, 'id')}`;
      // Replay, and the same key with another request.
      assert.equal((await post(api, path, body, key)).status, 201);
      expectError(await post(api, path, { ...body, name: 'Other' }, key), 422);
      // Refused bodies do not hand it back.
      expectError(await post(api, path, { ...body, name: '' }), 400);
      expectError(await post(api, path, { ...body, first_factor_only: 'x' }), 400);
      for (const secret of Object.keys(variant.secrets)) {
        const many = { ...body, settings: { ...variant.full, [secret]: [variant.full[secret]] } };
        expectError(await post(api, path, many), 400);
        const again = { settings: { [secret]: variant.full[secret] } };
        expectError(await patch(api, own, again, created.tag), 400);
      }
      expectError(await patch(api, own, { name: 'x' }, '"0"'), 412);
      expectTagged(
        await patch(api, own, { name: 'Renamed', settings: variant.change }, created.tag),
        200,
      );
      for (const mode of ['merge', 'replace'] as const) {
        await settings(api, { patch: mode });
        const whole = { ...shown(variant, variant.full), ...variant.change };
        expectTagged(await patch(api, own, { settings: whole }), 200);
      }
      await get(api, own);
      await get(api, path);
      await get(api, paths.issuer(account_id, issuer));
      await get(api, paths.issuers(account_id));
      await get(api, paths.account(account_id));
      await get(api, own, 'person');
      const params = { account_id, issuer_id: issuer };
      await act(api, { operation: 'listAuthMethods', params });
      await api.request({ method: 'GET', path: '/_simulator', as: 'nobody' });
      await api.restart();
      expectOne(await get(api, own), 200);
      expectPage(await get(api, path));
      expectGone(await remove(api, own));
      expectError(await get(api, own), 404);
      check();
    },
  })),
  {
    name: 'writing auth methods leaves the issuer and its tag alone',
    async run(api) {
      const { path, issuer } = await bare(api);
      const { account_id } = api.credentials;
      const before = expectTagged(await get(api, paths.issuer(account_id, issuer)), 200);
      const made = await makeMethod(api, issuer, createBody(VARIANTS[5] ?? fail(), {}));
      const own = `${path}/${made.id}`;
      const { tag } = expectTagged(await patch(api, own, { name: 'x' }, made.tag), 200);
      expectGone(await remove(api, own, tag));
      const after = expectTagged(await get(api, paths.issuer(account_id, issuer)), 200);
      assert.equal(after.tag, before.tag);
      assert.deepEqual(after.row, before.row);
      assert.deepEqual(await readIssuer(api, issuer), before.row);
    },
  },
];

function fail(): never {
  throw new TypeError('no such variant');
}
