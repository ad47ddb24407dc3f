import * as fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { SWITCHES } from '#contract/auth-method.ts';
import { judge, rowsAfter, stepsOf } from './doors.ts';
import type { Reason, Switched, Way, WayChange } from './doors.ts';

/** For a machine that has other things to do: all multisets take a second. */
const patience = { timeout: 120_000 };

const RUNS = (fc.readConfigureGlobal().numRuns ?? 100) >= 1_000 ? 20_000 : 500;

// What follows knows the rule of a door by itself (contract §9), so that it does not repeat a mistake:
// of the three sorts of methods, all but the second factor begin a login.
const METHODS = { first: 'oidc', dual: 'passkey', second: 'totp' } as const;
const SECOND = METHODS.second;

const isIn = (way: Way) => way.method !== SECOND && way.enabled_login === true;
const isUp = (way: Way) => way.method !== SECOND && way.enabled_signup === true;
const mayBeIn = (way: Way) => way.method !== SECOND && way.enabled_login !== false;
const mayBeUp = (way: Way) => way.method !== SECOND && way.enabled_signup !== false;

/** What becomes of methods by changes, by the book. */
function done(rows: readonly Way[], changes: readonly WayChange[]): Way[] {
  const now = rows.map((way) => ({ ...way }));
  for (const change of changes) {
    const at = now.findIndex(({ id }) => id === change.id);
    if (at < 0) continue;
    if ('deleted' in change) now.splice(at, 1);
    else Object.assign(now[at] ?? {}, change.set);
  }
  return now;
}

const holds = (rows: readonly Way[], id: string, is: (way: Way) => boolean) =>
  rows.some((way) => way.id === id && is(way));

/** What the guard should say. */
function expected(before: readonly Way[], changes: readonly WayChange[], whole: boolean) {
  const after = done(before, changes);
  const doors = after.filter(isIn);
  const closed = before.filter((way) => mayBeIn(way) && !holds(after, way.id, mayBeIn));
  const unsaid = after.filter((way) => mayBeIn(way) && !isIn(way));
  const reasons: Reason[] = [];
  const none = closed.length > 0 && doors.length === 0;
  if (none && whole && unsaid.length === 0) reasons.push({ kind: 'no-door', closed });
  else if (none) reasons.push({ kind: 'no-door-known', closed, unsaid, whole });
  for (const left of doors) {
    if (closed.length > 0 && doors.length === 1)
      reasons.push({ kind: 'one-door', left, unsaid, whole });
  }
  const featured = closed.filter((way) => way.featured === true);
  if (featured.length > 0) reasons.push({ kind: 'featured', closed: featured });
  const up = before.filter((way) => mayBeUp(way) && !holds(after, way.id, mayBeUp));
  if (up.length > 0 && !after.some(isUp)) {
    reasons.push({ kind: 'no-signup', closed: up, unsaid: after.filter(mayBeUp), whole });
  }
  return { level: none ? 'blocked' : reasons.length > 0 ? 'warned' : 'fine', reasons, doors };
}

type Wish = { readonly id: string; readonly set: Switched };

/** What is wrong with the order of the steps of some wishes; null: nothing. */
function wrongSteps(rows: readonly Way[], wanted: readonly Wish[]): string | null {
  const steps = stepsOf(rows, wanted);
  const end = done(rows, wanted);
  const now = rows.map((way) => ({ ...way }));
  const count = (ways: readonly Way[], is: (way: Way) => boolean) => {
    let found = 0;
    for (const way of ways) if (is(way)) found += 1;
    return found;
  };
  const fewest = [isIn, isUp].map((is) => Math.min(count(rows, is), count(end, is)));
  for (const step of steps) {
    const at = rows.findIndex(({ id }) => id === step.id);
    Object.assign(now[at] ?? {}, step.set);
    const place = `after ${JSON.stringify(step)} of ${steps.length} steps`;
    for (const [which, is] of [isIn, isUp].entries()) {
      if (count(now, is) < (fewest[which] ?? 0)) return `too few of ${is.name} ${place}`;
      for (const [index, way] of now.entries()) {
        const [first, last] = [rows[index], end[index]];
        const throughout = first !== undefined && last !== undefined && is(first) && is(last);
        if (throughout && !is(way)) return `${is.name} lost ${way.id} ${place}`;
      }
    }
  }
  for (const [index, way] of now.entries()) {
    for (const name of SWITCHES) {
      if (way[name] !== end[index]?.[name]) return `${way.id} ends with ${name} ${way[name]}`;
    }
  }
  return steps.some(({ set }) => Object.keys(set).length === 0) ? 'an empty step' : null;
}

/** The 12 sorts of a method: which, and whether it is on for login and signup. */
const SORTS = Object.values(METHODS).flatMap((method) =>
  [true, false].flatMap((enabled_login) =>
    [true, false].map((enabled_signup) => ({ method, enabled_login, enabled_signup })),
  ),
);

/** Every multiset of 1 to `most` of {@link SORTS}, each once, equal ones side by side. */
function* multisets(most: number, chosen: readonly Way[] = [], from = 0): Generator<Way[]> {
  for (const [at, sort] of SORTS.entries()) {
    if (at < from) continue;
    const id = `am_${chosen.length}`;
    const more = [...chosen, { id, name: id, ...sort, featured: chosen.length % 2 === 0 }];
    yield more;
    if (more.length < most) yield* multisets(most, more, at);
  }
}

/** Looks at multisets until something is wrong with one; `wrong` says what, or null. */
function over(most: number, wrong: (rows: readonly Way[]) => unknown) {
  let count = 0;
  for (const rows of multisets(most)) {
    const found = wrong(rows);
    if (found !== null) return { counterexample: { rows, found } };
    count += 1;
  }
  return { count };
}

/** 18 over 6, without the empty one. */
const ALL = { count: 18_563 };

/** Steady numbers from 0 below `bound`. */
function numbers(seed: number): (bound: number) => number {
  let state = seed;
  return (bound) => {
    state = (Math.imul(state, 1_664_525) + 1_013_904_223) >>> 0;
    return Math.floor((state / 2 ** 32) * bound);
  };
}

const ALL_OFF: Switched = { enabled_login: false, enabled_signup: false, featured: false };

describe('over all multisets of up to six methods', patience, () => {
  test('each switch-off and each deletion is judged for what it leaves', () => {
    const outcome = over(6, (rows) => {
      let [ins, ups] = [0, 0];
      for (const way of rows) {
        if (isIn(way)) ins += 1;
        if (isUp(way)) ups += 1;
      }
      for (const way of rows) {
        const { id } = way;
        for (const change of [
          { id, set: { enabled_login: false } },
          { id, set: { enabled_signup: false } },
          { id, set: ALL_OFF },
          { id, deleted: true } as const,
        ]) {
          const [off, silenced] =
            'deleted' in change
              ? [true, true]
              : [change.set.enabled_login === false, change.set.enabled_signup === false];
          const closes = off && isIn(way);
          const should = [
            closes && ins === 1 && 'no-door',
            closes && ins === 2 && 'one-door',
            closes && way.featured === true && 'featured',
            silenced && isUp(way) && ups === 1 && 'no-signup',
          ].filter((kind) => kind !== false);
          const level = closes && ins === 1 ? 'blocked' : should.length > 0 ? 'warned' : 'fine';
          const verdict = judge({ rows, whole: true }, [change]);
          const kinds = verdict.reasons.map(({ kind }) => kind);
          if (verdict.level !== level || kinds.join() !== should.join()) {
            return { change, verdict, level, should };
          }
        }
      }
      return null;
    });
    expect(outcome).toEqual(ALL);
  });

  test('a staged change never has fewer ways in or up than before or after it', () => {
    const below = numbers(20_260_301);
    const outcome = over(6, (rows) => {
      const wanted = rows.map(({ id }): Wish => {
        const set: { -readonly [Name in keyof Switched]: boolean } = {};
        for (const name of SWITCHES) {
          const wish = below(3);
          if (wish < 2) set[name] = wish === 1;
        }
        return { id, set };
      });
      const wrong = wrongSteps(rows, wanted);
      if (wrong !== null) return { wanted, wrong };
      const { level } = judge({ rows, whole: true }, wanted);
      const should = expected(rows, wanted, true);
      return level === should.level ? null : { wanted, level, should };
    });
    expect(outcome).toEqual(ALL);
  });
});

test('every wish for up to three methods is reached without a gap', () => {
  let count = 0;
  const outcome = over(3, (rows) => {
    for (let wish = 0; wish < 4 ** rows.length; wish += 1) {
      const wanted = rows.map(({ id }, at) => {
        const bits = Math.floor(wish / 4 ** at) % 4;
        return { id, set: { enabled_login: bits % 2 === 1, enabled_signup: bits > 1 } };
      });
      const wrong = wrongSteps(rows, wanted);
      if (wrong !== null) return { wanted, wrong };
      count += 1;
    }
    return null;
  });
  expect(outcome).toEqual({ count: 12 + 78 + 364 });
  expect(count).toBe(12 * 4 + 78 * 16 + 364 * 64);
});

const flag = fc.constantFrom(true, false, null, undefined);
const someRows = fc
  .array(
    fc.record({
      method: fc.constantFrom(...Object.values(METHODS)),
      enabled_login: flag,
      enabled_signup: flag,
      featured: flag,
    }),
    { maxLength: 6 },
  )
  .map((methods) => methods.map((way, at): Way => ({ id: `am_${at}`, name: '', ...way })));
const someSet = fc.record(
  { enabled_login: fc.boolean(), enabled_signup: fc.boolean(), featured: fc.boolean() },
  { requiredKeys: [] },
);
const someId = fc.nat(5).map((at) => `am_${at}`);
const someWishes = fc.uniqueArray(fc.record({ id: someId, set: someSet }), {
  selector: ({ id }) => id,
});
const someChanges = fc.array(
  fc.oneof(
    fc.record({ id: someId, set: someSet }),
    fc.record({ id: someId, deleted: fc.constant(true as const) }),
  ),
);

describe('what AuthPI did not say', patience, () => {
  test('is neither on nor off: any changes are judged as they should be', () => {
    fc.assert(
      fc.property(someRows, someChanges, fc.boolean(), (rows, changes, whole) => {
        const listed = changes.filter(({ id }) => holds(rows, id, () => true));
        expect(judge({ rows, whole }, listed)).toEqual(expected(rows, listed, whole));
        // Of a whole list, what is not there is gone.
        expect(judge({ rows, whole: true }, changes)).toEqual(expected(rows, listed, true));
        expect(rowsAfter(rows, changes)).toEqual(done(rows, changes));
      }),
      { numRuns: RUNS },
    );
  });

  test('is reached by the steps too', () => {
    fc.assert(
      fc.property(someRows, someWishes, (rows, wanted) => {
        const listed = wanted.filter(({ id }) => holds(rows, id, () => true));
        expect(wrongSteps(rows, listed)).toBeNull();
        expect(stepsOf(rows, wanted)).toEqual(stepsOf(rows, listed));
      }),
      { numRuns: RUNS },
    );
  });

  test('never makes it sure that there is none, nor that all is well', () => {
    fc.assert(
      fc.property(someRows, someChanges, fc.boolean(), (rows, changes, whole) => {
        const { level, reasons } = judge({ rows, whole }, changes);
        const after = done(rows, changes);
        const doubtful = !after.some(isIn) && (!whole || after.some(mayBeIn));
        const closes = rows.some((way) => mayBeIn(way) && !holds(after, way.id, mayBeIn));
        expect({
          blocksInVain: after.some(isIn) && level === 'blocked',
          claims: doubtful && reasons.some(({ kind }) => kind === 'no-door'),
          lets: doubtful && closes && level !== 'blocked',
        }).toEqual({ blocksInVain: false, claims: false, lets: false });
      }),
      { numRuns: RUNS },
    );
  });

  test('a method that a partial list does not name may be the last way in, and up', () => {
    const off = { id: 'am_0', name: '', method: 'oidc', ...ALL_OFF };
    const on = { ...off, id: 'am_1', enabled_login: true, enabled_signup: true };
    const other = { id: 'am_9', name: '', method: 'oidc' };
    const partly = (rows: Way[], change: WayChange) => judge({ rows, whole: false }, [change]);
    expect(partly([off], { id: 'am_9', deleted: true })).toMatchObject({
      level: 'blocked',
      reasons: [
        { kind: 'no-door-known', closed: [], unsaid: [], whole: false },
        { kind: 'no-signup', closed: [], unsaid: [], whole: false },
      ],
    });
    expect(partly([on], { id: 'am_9', set: { enabled_login: false } })).toMatchObject({
      level: 'warned',
      reasons: [{ kind: 'one-door', left: { id: 'am_1' }, whole: false }],
    });
    expect(partly([off], { id: 'am_9', set: { enabled_signup: false } })).toMatchObject({
      level: 'warned',
      reasons: [{ kind: 'no-signup', closed: [] }],
    });
    expect(partly([off], { id: 'am_9', set: { featured: false } }).level).toBe('fine');
    // A whole list that does not name it says that it is gone.
    expect(judge({ rows: [off], whole: true }, [{ id: 'am_9', deleted: true }]).level).toBe('fine');
    expect(partly([off, other], { id: 'am_9', deleted: true })).toMatchObject({
      reasons: [{ kind: 'no-door-known', closed: [{ id: 'am_9' }] }, { kind: 'no-signup' }],
    });
  });
});

test('a method that is not known counts as a way in', () => {
  const saml = { id: 'am_1', name: 'SAML', method: 'saml', enabled_login: true };
  const totp = { id: 'am_2', name: 'App', method: 'totp', enabled_login: true };
  const before = { rows: [saml, totp], whole: true };
  expect(judge(before, [{ id: 'am_1', deleted: true }]).level).toBe('blocked');
  expect(judge(before, [{ id: 'am_2', deleted: true }]).level).toBe('fine');
});

test('a method whose switches go both ways is written twice, on before off', () => {
  const rows = [
    { id: 'am_0', name: '', method: 'oidc', ...ALL_OFF, enabled_login: true },
    { id: 'am_1', name: '', method: 'oidc', ...ALL_OFF, featured: null },
  ];
  const wanted = [
    { id: 'am_0', set: { enabled_login: false, enabled_signup: true, featured: false } },
    { id: 'am_1', set: { enabled_login: true, featured: false } },
  ];
  expect(stepsOf(rows, wanted)).toEqual([
    { id: 'am_0', set: { enabled_signup: true } },
    { id: 'am_1', set: { enabled_login: true } },
    { id: 'am_0', set: { enabled_login: false } },
    { id: 'am_1', set: { featured: false } },
  ]);
});
