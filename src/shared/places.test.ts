import { assert, json, oneof, property, string } from 'fast-check';
import { describe, expect, test } from 'vitest';
import { isSamePlace, MAX_PINNED, parsePlaces, pinToggled, visited } from './places.ts';
import type { Place, Places } from './places.ts';

const NOWHERE: Places = { recent: [], pinned: [] };

function issuer(id: string, name = `Issuer ${id}`): Place {
  return { kind: 'issuer', accountId: 'acc_1', id, name };
}

function many(count: number) {
  return Array.from({ length: count }, (_, index) => issuer(`i_${index}`));
}

describe('visited', () => {
  test('the newest is first, each once, twelve at most', () => {
    let places = NOWHERE;
    for (const place of many(20)) places = visited(places, place);
    places = visited(places, issuer('i_15'));
    expect(places.recent).toHaveLength(12);
    expect(places.recent.slice(0, 3).map(({ id }) => id)).toEqual(['i_15', 'i_19', 'i_18']);
  });

  test('a new name is taken over wherever the place is kept', () => {
    const before = pinToggled(visited(NOWHERE, issuer('i_1', 'Old')), issuer('i_1', 'Old'));
    const after = visited(before, issuer('i_1', 'New'));
    expect(after.recent).toEqual([issuer('i_1', 'New')]);
    expect(after.pinned).toEqual([issuer('i_1', 'New')]);
  });

  test('the same id in another account, or of another kind, is another place', () => {
    const here = issuer('x');
    expect(isSamePlace(here, { ...here, accountId: 'acc_2' })).toBe(false);
    expect(isSamePlace(here, { ...here, kind: 'domain' })).toBe(false);
    expect(isSamePlace(here, { ...here, name: 'Other' })).toBe(true);
  });
});

describe('pinToggled', () => {
  test('pins and takes the pin off', () => {
    const pinned = pinToggled(NOWHERE, issuer('i_1'));
    expect(pinned.pinned).toEqual([issuer('i_1')]);
    expect(pinToggled(pinned, issuer('i_1', 'Renamed')).pinned).toEqual([]);
  });

  test('throws no pin out for another', () => {
    const full = { ...NOWHERE, pinned: many(MAX_PINNED) };
    expect(pinToggled(full, issuer('i_new'))).toBe(full);
    expect(pinToggled(full, issuer('i_0')).pinned).toHaveLength(MAX_PINNED - 1);
  });
});

describe('parsePlaces', () => {
  test('reads back what was written', () => {
    const places = { recent: many(3), pinned: [issuer('__proto__', 'constructor')] };
    expect(parsePlaces(JSON.stringify(places))).toEqual(places);
  });

  test.each([null, '', '{', 'null', '[]', '"x"', '{"recent": 3}'])('%s is nowhere', (stored) => {
    expect(parsePlaces(stored)).toEqual(NOWHERE);
  });

  test('what cannot be read is left out, the rest stays', () => {
    const stored = { recent: [{ kind: 'planet' }, issuer('i_1'), 7, issuer('i_1')], pinned: null };
    expect(parsePlaces(JSON.stringify({ ...stored, pinned: [] })).recent).toEqual([issuer('i_1')]);
    expect(parsePlaces(JSON.stringify(stored))).toEqual(NOWHERE);
  });

  test('more than there is room for is cut', () => {
    const places = parsePlaces(JSON.stringify({ recent: many(99), pinned: many(99) }));
    expect(places.recent).toHaveLength(12);
    expect(places.pinned).toHaveLength(MAX_PINNED);
  });

  test('never throws', () => {
    assert(
      property(oneof(string(), json()), (stored) => {
        expect(Array.isArray(parsePlaces(stored).recent)).toBe(true);
      }),
    );
  });
});
