import { expect, test } from 'vitest';
import type { Issuer } from '#contract/issuer.ts';
import { dottedName } from '#editing/field.ts';
import type { FieldSpec } from '#editing/field.ts';
import { kindOf, valueAt } from '#editing/merge.ts';
import { dirtyKeys, openSession, step } from '#editing/session.ts';
import type { EditState } from '#editing/session.ts';
import { seedOf } from '#mocks/seed/seed.ts';
import { ALL_SETTINGS, ISSUER, nameIn, prefixOf, sectionOf, SECTIONS } from './issuer-editable.ts';
import { SETTING_GROUPS } from './setting-fields.ts';

const seed = seedOf(1, 'default');
const [account = ''] = seed.accounts.ids;
const issuers = seed
  .issuers(account)
  .ids.slice(0, 200)
  .flatMap((id) => seed.issuers(account).row(id) ?? []);

function opened(issuer: Partial<Issuer>): EditState {
  const value = ISSUER.valueOf({ id: 'i_1', status: 'active', created_at: 1, ...issuer });
  return openSession(ISSUER.kind, { value, tag: null, at: null });
}

function field(name: string): FieldSpec {
  const found = ISSUER.fields.find((spec) => dottedName(spec) === name);
  if (found === undefined) throw new Error(`No field ${name}`);
  return found;
}

test('each setting of the reading table is a field, and each field is in one section', () => {
  const settings = SETTING_GROUPS.flatMap(({ fields }) => fields.map(({ path }) => path.join('.')));
  const names = ISSUER.fields.map(dottedName);
  expect(names).toEqual(expect.arrayContaining(settings.map((name) => `settings.${name}`)));
  expect(new Set(names).size).toBe(names.length);
  const homeless = ISSUER.fields.filter((spec) => sectionOf(spec) === null);
  expect(homeless.map(dottedName)).toEqual(['status']);
  expect(ISSUER.fields.filter(({ published }) => published).map(dottedName)).toEqual([
    'name',
    'description',
    'settings.access.sessions.max_age',
    'settings.access.sessions.idle_timeout',
    'links',
    'available_scopes',
    'metadata',
    'status',
  ]);
});

test('sets are merged by entry, all that holds a field by key, the rest as a whole', () => {
  for (const { path, input } of ISSUER.fields) {
    const merged = kindOf(ISSUER.kind, path).kind;
    const expected =
      input.type === 'texts' ? 'set' : /rows|json/.test(input.type) ? 'map' : 'atomic';
    expect([path, merged]).toEqual([path, expected]);
    for (let depth = 0; depth < path.length; depth += 1) {
      expect(kindOf(ISSUER.kind, path.slice(0, depth)).kind).toBe('map');
    }
  }
  expect(kindOf(ISSUER.kind, ['settings', 'portals', 'invitation']).kind).toBe('map');
  expect(kindOf(ISSUER.kind, ['settings', 'labs']).kind).toBe('atomic');
  expect(kindOf(ISSUER.kind, ['metadata', '__proto__']).kind).toBe('atomic');
});

test('no field changes what nobody touched', () => {
  expect(issuers).toHaveLength(200);
  for (const issuer of issuers) {
    for (const spec of ISSUER.fields) {
      const value = valueAt(ISSUER.valueOf(issuer), spec.path);
      const raw = spec.show(value);
      const reading = spec.read(raw, value);
      expect(reading).toEqual({ value, reason: null });
      const state = step(opened(issuer), {
        type: 'typed',
        path: spec.path,
        mine: reading.value,
        raw,
      });
      expect(dirtyKeys(state)).toEqual([]);
    }
  }
});

test('what a field shows is read as the same, also where it was something else', () => {
  for (const issuer of issuers) {
    for (const spec of ISSUER.fields) {
      const value = valueAt(ISSUER.valueOf(issuer), spec.path);
      const { value: read, reason } = spec.read(spec.show(value), { something: 'else' });
      const state = step(opened(issuer), { type: 'typed', path: spec.path, mine: read });
      // Left empty it is not set, but for the one field in which something must stand.
      const isRefused = spec === field('name') && value == null;
      expect([dottedName(spec), reason, dirtyKeys(state)]).toEqual([
        dottedName(spec),
        isRefused ? 'This must not be empty' : null,
        [],
      ]);
    }
  }
});

test('settings typed as JSON come back into their fields, and back into JSON', () => {
  const settings = { access: { mode: 'open' }, labs: { deep: 1 }, branding: { dark_mode: 'dim' } };
  const root = ALL_SETTINGS.path;
  const json = ALL_SETTINGS.read(
    JSON.stringify({ ...settings, labs: { deep: 2 }, access: { mode: 'closed', mfa: 'off' } }),
    settings,
  );
  expect(json.reason).toBeNull();
  const whole = step(opened({ settings }), { type: 'typed', path: root, mine: json.value });
  const paths = ISSUER.fields.map(({ path }) => path).filter((path) => path.length > 1);
  const parts = step(whole, { type: 'unfolded', root, paths });
  expect([...parts.edits.values()].map(({ path, mine }) => [path.join('.'), mine])).toEqual([
    ['settings.access.mode', 'closed'],
    ['settings.access.mfa', 'off'],
    ['settings.labs', { deep: 2 }],
  ]);
  const again = step(parts, { type: 'folded', root });
  expect([...again.edits.values()].map(({ path, mine }) => [path, mine])).toEqual([
    [root, json.value],
  ]);
});

test('a word of today’s AuthPI that this dashboard does not know does not stop other changes', () => {
  const settings = { branding: { dark_mode: 'dim' } };
  const read = (value: unknown) => ALL_SETTINGS.read(JSON.stringify(value), settings).reason;
  expect(read({ ...settings, labs: 1 })).toBeNull();
  expect(read({ branding: { dark_mode: 'dimmer' } })).toBe(
    'branding.dark_mode: This must be one of: auto, light, dark',
  );
});

test('what cannot be sent is said in words', () => {
  expect(field('settings.access.sessions.max_age').read('400 d', null).reason).toBe(
    'This must be at most 365 d',
  );
  expect(field('settings.access.sessions.idle_timeout').help).toBe(
    'After this long without activity a session ends. At most 30 d. AuthPI’s default is 12 h.',
  );
  expect(field('links').read([{ key: 'website', value: 'northwind' }], null).reason).toBe(
    '“website”: This must be an https address',
  );
  expect(field('available_scopes').read('openid\nopenid', null).reason).toBe(
    'An entry stands here twice',
  );
});

test('no scopes at all are sent as none: null is not taken for them', () => {
  expect(ISSUER.patchOf({ available_scopes: null, links: null })).toEqual({
    available_scopes: [],
    links: null,
  });
});

test('in a section a name is as short as it can be', () => {
  const names = (section: keyof typeof SECTIONS) => [
    prefixOf(section).join('.'),
    ...SECTIONS[section].fields.map((spec) => nameIn(section, spec)),
  ];
  expect(names('sessions')).toEqual([
    'settings.access.sessions',
    'max_age',
    'idle_timeout',
    'device_fingerprinting',
  ]);
  expect(names('portals').slice(0, 3)).toEqual(['settings.portals', 'login.enabled', 'login.url']);
  expect(names('general')).toEqual(['', 'name', 'description']);
  expect(names('all')).toEqual(['', 'settings']);
});
