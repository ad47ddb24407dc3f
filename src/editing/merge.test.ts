import * as fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { patched } from '#mocks/merge.ts';
import { apply, ATOMIC, diff, isSame, mapOf, merge, SET, writeOf } from './merge.ts';
import type { Change, Conflict, MergeKind } from './merge.ts';

/** Cases for each law; a deep run has 100,000. */
const RUNS = (fc.readConfigureGlobal().numRuns ?? 100) >= 1_000 ? 100_000 : 2_000;

// Few keys and values, so that the sides meet often; the keys are those that break careless code.
const key = fc.constantFrom('a', 'b', '__proto__', 'constructor', 'toString', 'a.b', 'k[0]', '');
const text = fc.constantFrom('x', 'y', 'z', '', 'long'.repeat(125));
const leaf = fc.oneof(
  text,
  fc.constantFrom(null, 0, 1, true, false),
  fc.array(text, { maxLength: 3 }),
);

function objectOf<T>(value: fc.Arbitrary<T>): fc.Arbitrary<{ [key: string]: T }> {
  return fc
    .uniqueArray(fc.tuple(key, value), { selector: ([name]) => name, maxLength: 4 })
    .map((entries) => Object.fromEntries(entries));
}

const value: fc.Arbitrary<unknown> = objectOf(
  fc.oneof(leaf, objectOf(fc.oneof(leaf, objectOf(leaf)))),
);

const kindOfLeaf = fc.constantFrom(ATOMIC, SET);
const kindOfMap = (rest: fc.Arbitrary<MergeKind>) =>
  fc
    .tuple(rest, fc.array(fc.tuple(key, rest), { maxLength: 3 }))
    .map(([of, fields]) => mapOf(of, fields));
const kind: fc.Arbitrary<MergeKind> = fc.oneof(
  kindOfLeaf,
  kindOfMap(kindOfLeaf),
  kindOfMap(fc.oneof(kindOfLeaf, kindOfMap(kindOfLeaf))),
);

/** A value and what became of it: some keys are left as they are, so that the sides also agree. */
const revision = (base: unknown) =>
  fc.oneof(
    value,
    fc.array(fc.tuple(key, fc.oneof(leaf, fc.constant(undefined))), { maxLength: 2 }).map((edits) =>
      apply(
        edits.map(([name, after]) => ({ path: [name], before: undefined, after })),
        base,
      ),
    ),
  );
const sides = value.chain((base) => fc.tuple(fc.constant(base), revision(base), revision(base)));

/** Has a law hold for whatever is given. */
function always<T extends unknown[]>(
  arbitraries: { [I in keyof T]: fc.Arbitrary<T[I]> },
  holds: (...given: T) => void,
) {
  const given = fc.tuple(...arbitraries) as unknown as fc.Arbitrary<T>;
  fc.assert(
    fc.property(given, (all) => holds(...all)),
    { numRuns: RUNS },
  );
}

/** For a deep run. */
const patience = { timeout: 600_000 };

/** Whether two values mean the same, with both of them for whoever reads the failure. */
function compared(of: MergeKind, a: unknown, b: unknown) {
  return { same: isSame(of, a, b), a, b };
}

const name = ({ path }: { path: readonly string[] }) => JSON.stringify(path);
const byPath = <T extends { path: readonly string[] }>(list: readonly T[]) =>
  list.toSorted((a, b) => (name(a) < name(b) ? -1 : 1));

describe('the algebra', () => {
  test('what nobody changed stays: merge(b, b, t) = t', patience, () => {
    always([kind, value, value], (of, base, theirs) => {
      const { value: merged, conflicts } = merge(of, base, base, theirs);
      expect(compared(of, merged, theirs)).toMatchObject({ same: true });
      expect(conflicts).toEqual([]);
    });
  });

  test('what only I changed is mine: merge(b, m, b) = m', patience, () => {
    always([kind, value, value], (of, base, mine) => {
      const { value: merged, conflicts } = merge(of, base, mine, base);
      expect(compared(of, merged, mine)).toMatchObject({ same: true });
      expect(conflicts).toEqual([]);
    });
  });

  test('what both changed alike is no conflict: merge(b, x, x) = x', patience, () => {
    always([kind, value, value], (of, base, both) => {
      const { value: merged, conflicts } = merge(of, base, both, both);
      expect(compared(of, merged, both)).toMatchObject({ same: true });
      expect(conflicts).toEqual([]);
    });
  });

  test('swapping sides swaps conflicts and nothing else', patience, () => {
    always([kind, sides], (of, [base, mine, theirs]) => {
      const one = merge(of, base, mine, theirs);
      const other = merge(of, base, theirs, mine);
      expect(compared(of, one.value, other.value)).toMatchObject({ same: true });
      const swapped = other.conflicts.map((each): Conflict => ({
        ...each,
        mine: each.theirs,
        theirs: each.mine,
      }));
      expect(byPath(one.conflicts)).toEqual(byPath(swapped));
    });
  });

  test('apply(diff(b, m), b) = m', patience, () => {
    always([kind, value, value], (of, base, mine) => {
      expect(compared(of, apply(diff(of, base, mine), base), mine)).toMatchObject({ same: true });
    });
  });

  test(
    'a value differs from itself in nothing, and the rest of it is the very same',
    patience,
    () => {
      always([kind, value], (of, base) => {
        expect(diff(of, base, base)).toEqual([]);
        expect(apply([], base)).toBe(base);
      });
    },
  );

  test('every change of a side is in the result or in the conflicts', patience, () => {
    always([kind, sides], (of, [base, mine, theirs]) => {
      const { value: merged, conflicts } = merge(of, base, mine, theirs);
      for (const side of [mine, theirs]) {
        for (const change of diff(of, base, side)) {
          if (conflicts.some((conflict) => areRelated(conflict, change))) continue;
          expect({ change, kept: isKept(of, change, merged), merged }).toMatchObject({
            kept: true,
          });
        }
      }
    });
  });

  test('nothing that neither side changed changes', patience, () => {
    always([kind, sides], (of, [base, mine, theirs]) => {
      const { value: merged } = merge(of, base, mine, theirs);
      const changed = [...diff(of, base, mine), ...diff(of, base, theirs)];
      for (const change of diff(of, base, merged)) {
        expect({
          change,
          known: changed.some((each) => areRelated(change, each)),
        }).toMatchObject({ known: true });
      }
    });
  });

  test('what is sent ends in the same, whether the server merges or replaces', patience, () => {
    always([value, value], (theirs, wanted) => {
      const sent = writeOf(theirs, wanted);
      for (const mode of ['merge', 'replace'] as const) {
        expect(compared(ATOMIC, patched(mode, theirs, sent), wanted)).toMatchObject({ same: true });
      }
    });
  });
});

/** Whether one path leads to the other, or they are the same. */
function areRelated(a: { path: readonly string[] }, b: { path: readonly string[] }): boolean {
  const shared = Math.min(a.path.length, b.path.length);
  return a.path.slice(0, shared).every((step, index) => b.path[index] === step);
}

/** Whether a merged value holds what a side did: of a set, each entry it added or took out. */
function isKept(of: MergeKind, { path, before, after }: Change, merged: unknown): boolean {
  let [at, found]: [MergeKind, unknown] = [of, merged];
  for (const step of path) {
    at = at.kind === 'map' ? (at.fields.get(step) ?? at.rest) : ATOMIC;
    const own: object = typeof found === 'object' && found !== null ? found : {};
    found = Object.getOwnPropertyDescriptor(own, step)?.value;
  }
  if (isSame(at, found, after)) return true;
  if (at.kind !== 'set') return false;
  const entries = (list: unknown) => new Set(Array.isArray(list) ? (list as unknown[]) : []);
  const [was, is, has] = [entries(before), entries(after), entries(found)];
  return (
    [...is].every((entry) => was.has(entry) || has.has(entry)) &&
    [...was].every((entry) => is.has(entry) || !has.has(entry))
  );
}

describe('by example', () => {
  const issuer = mapOf(ATOMIC, [
    ['links', mapOf(ATOMIC)],
    ['available_scopes', SET],
  ]);

  test('two people change two links, and both are kept', () => {
    const base = { links: { website: 'https://a', support: 'https://b' } };
    const mine = { links: { website: 'https://a2', support: 'https://b' } };
    const theirs = { links: { website: 'https://a' } };
    expect(merge(issuer, base, mine, theirs)).toEqual({
      value: { links: { website: 'https://a2' } },
      conflicts: [],
    });
  });

  test('two people change one name: nobody wins unasked', () => {
    expect(merge(issuer, { name: 'A' }, { name: 'B' }, { name: 'C' })).toEqual({
      value: { name: 'A' },
      conflicts: [{ path: ['name'], base: 'A', mine: 'B', theirs: 'C' }],
    });
  });

  test('one takes a scope out while the other adds one', () => {
    const scopes = (...available_scopes: string[]) => ({ available_scopes });
    const { value: merged, conflicts } = merge(
      issuer,
      scopes('openid', 'email'),
      scopes('openid', 'email', 'profile'),
      scopes('email'),
    );
    expect(merged).toEqual(scopes('email', 'profile'));
    expect(conflicts).toEqual([]);
  });

  test('one clears the links while the other changes one of them: only that one is asked about', () => {
    const base = { links: { website: 'https://a', support: 'https://b' } };
    const { value: merged, conflicts } = merge(
      issuer,
      base,
      { links: null },
      { links: { website: 'https://a', support: 'https://c' } },
    );
    expect(conflicts.map(({ path }) => path)).toEqual([['links', 'support']]);
    expect(merged).toEqual({ links: { support: 'https://b' } });
  });

  test('null, absent and empty mean the same', () => {
    expect(isSame(ATOMIC, { a: null, b: {} }, {})).toBe(true);
    expect(isSame(SET, ['x', 'y'], ['y', 'x'])).toBe(true);
    expect(isSame(ATOMIC, ['x', 'y'], ['y', 'x'])).toBe(false);
    expect(isSame(ATOMIC, '', null)).toBe(false);
    expect(isSame(ATOMIC, false, null)).toBe(false);
  });

  test('a removed key is sent as null, at every depth', () => {
    const theirs = { access: { mode: 'open', sessions: { max_age: 60 } }, branding: { logo: 'x' } };
    const wanted = { access: { mode: 'closed' } };
    expect(writeOf(theirs, wanted)).toEqual({
      access: { mode: 'closed', sessions: null },
      branding: null,
    });
  });
});
