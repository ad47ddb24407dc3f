import { beforeEach, describe, expect, test } from 'vitest';
import type { AuthMethod } from '#contract/auth-method.ts';
import { candidatesOf, markerOf, removeMarker, writeMarker } from './creating-marker.ts';
import type { CreatingMarker } from './creating-marker.ts';

const HOUR_MS = 3_600_000;
let held: Map<string, string>;
const reach = () => ({
  getItem: (name: string) => held.get(name) ?? null,
  setItem: (name: string, text: string) => void held.set(name, text),
  removeItem: (name: string) => void held.delete(name),
});
beforeEach(() => {
  held = new Map();
});

const marker: CreatingMarker = {
  person: 'p',
  accountId: 'acc_1',
  issuerId: 'i_1',
  method: 'oidc',
  name: 'Google',
  at: 1_000_000_000,
  known: ['am_1'],
};
const find = (person = 'p', issuer = 'i_1', now = marker.at + HOUR_MS) =>
  markerOf(person, 'acc_1', issuer, { now, reach });

describe('a marker of what is being created', () => {
  test('is found again by the same person at the same issuer, for a day', () => {
    writeMarker(marker, reach);
    expect(find()).toEqual(marker);
    expect(find('q')).toBeNull();
    expect(find('p', 'i_2')).toBeNull();
    expect(find('p', 'i_1', marker.at + 25 * HOUR_MS)).toBeNull();
    removeMarker(marker, reach);
    expect(find()).toBeNull();
    expect(held.size).toBe(0);
  });

  test('is one among others, the last of which is found', () => {
    writeMarker(marker, reach);
    writeMarker({ ...marker, issuerId: 'i_2' }, reach);
    writeMarker({ ...marker, name: 'Okta', at: marker.at + 1 }, reach);
    expect(find()?.name).toBe('Okta');
    removeMarker({ ...marker, at: marker.at + 1 }, reach);
    expect(find()?.name).toBe('Google');
    expect(find('p', 'i_2')?.name).toBe('Google');
  });

  test('keeps its own fields and nothing else', () => {
    const more = { ...marker, settings: { client_secret: 'canary' } };
    writeMarker(more, reach);
    expect([...held.values()].join()).not.toContain('canary');
  });

  test.each(['', '{', 'null', '7', '{"a":1}', '[1]', '[{"person":"p"}]'])(
    'is not there where %j stands',
    (text) => {
      held.set('authpi-creating-1', text);
      expect(find()).toBeNull();
      writeMarker(marker, reach);
      expect(find()).toEqual(marker);
    },
  );

  test('is not there where storage is blocked', () => {
    const blocked = () => {
      throw new Error('blocked');
    };
    writeMarker(marker, blocked);
    removeMarker(marker, blocked);
    expect(markerOf('p', 'acc_1', 'i_1', { reach: blocked })).toBeNull();
  });
});

describe('what may be the one', () => {
  const method = (of: Partial<AuthMethod>): AuthMethod => ({
    id: 'am_2',
    name: 'Google',
    method: 'oidc',
    created_at: marker.at,
    first_factor_only: true,
    ...of,
  });
  const ids = (of: CreatingMarker, rows: AuthMethod[], onlyOne = false) =>
    candidatesOf(of, rows, onlyOne).map(({ id }) => id);

  test('is of its kind and name, and new', () => {
    const rows = [
      method({ id: 'am_1' }),
      method({}),
      method({ id: 'am_3', name: 'Okta' }),
      method({ id: 'am_4', method: 'github' }),
      method({ id: 'am_5', created_at: 0 }),
    ];
    expect(ids(marker, rows)).toEqual(['am_2', 'am_5']);
  });

  test('is not surely older, where it is not known what was there', () => {
    const rows = [method({}), method({ id: 'am_5', created_at: marker.at - HOUR_MS })];
    expect(ids({ ...marker, known: null }, rows)).toEqual(['am_2']);
  });

  test('has any name where there can be only one', () => {
    expect(ids(marker, [method({ name: 'Other' })], true)).toEqual(['am_2']);
  });
});
