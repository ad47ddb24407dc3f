import { expect, test } from 'vitest';
import type { AuthMethod } from '#contract/auth-method.ts';
import {
  closingOf,
  openingOf,
  parseRotations,
  rotationOf,
  rotationSteps,
  rotationWay,
  stepNumber,
} from './rotation.ts';
import type { Rotation, Seen } from './rotation.ts';

const method = (id: string, over: Partial<AuthMethod> = {}): AuthMethod => ({
  id,
  name: 'Google',
  method: 'oidc',
  enabled_login: true,
  enabled_signup: true,
  featured: true,
  created_at: 1,
  ...over,
});
const old = method('am_old');
const closed = method('am_old', { enabled_login: false });
const fresh = method('am_new', { enabled_login: false, enabled_signup: false, featured: false });
const open = method('am_new');
const begun = rotationOf('am_old', 'am_new', 5);
const marked: Rotation = { ...begun, callbackDone: true };
const told: Rotation = { ...marked, toldUsers: true };

const SIGNS = { todo: '.', now: '>', done: 'x', unseen: '?' } as const;
const states = (facts: { old: Seen; fresh: Seen }, record: Rotation | null) =>
  rotationSteps(facts, record)
    .map(({ state }) => SIGNS[state])
    .join('');

test.each<[string, Seen, Seen, Rotation | null, number | null]>([
  // Nothing was begun.
  ['>.....', old, 'gone', null, 1],
  ['>...x.', closed, 'gone', null, 1],
  // In its order.
  ['x>....', old, fresh, begun, 2],
  ['xx>...', old, fresh, marked, 3],
  ['xxx>..', old, fresh, told, 4],
  ['xxxx>.', old, open, told, 5],
  ['xxxxx>', closed, open, told, 6],
  ['xxxxxx', 'gone', open, told, null],
  // In another one.
  ['x>.x..', old, open, begun, 2],
  ['xxx>x.', closed, fresh, told, 4],
  ['x>..x.', closed, fresh, begun, 2],
  ['x>.xxx', 'gone', open, begun, 2],
  ['x>x...', old, fresh, { ...begun, toldUsers: true }, 2],
  // Somebody deleted the new one: its marks went with it.
  ['>.x...', old, 'gone', told, 1],
  ['>.x.x.', closed, 'gone', told, 1],
  ['>.x.xx', 'gone', 'gone', told, 1],
  // Something could not be looked at: nothing is to be done as if it had been.
  ['?xx?..', old, 'unseen', told, 1],
  ['?..?x.', closed, 'unseen', begun, 1],
  ['xxxx??', 'unseen', open, told, 5],
  ['xxx>??', 'unseen', fresh, told, 4],
  ['>...??', 'unseen', 'gone', null, 1],
  // AuthPI does not say whether they are on.
  ['xxx>..', old, method('am_new', { enabled_login: null }), told, 4],
  ['xxxx>.', method('am_old', { enabled_login: null }), open, told, 5],
])('%s', (wanted, oldSeen, newSeen, record, number) => {
  const facts = { old: oldSeen, fresh: newSeen };
  expect(states(facts, record)).toBe(wanted);
  expect(stepNumber(rotationSteps(facts, record))).toBe(number);
});

test('at most one step is to be done now, and all before it are done', () => {
  const seen = (id: string): Seen[] => [
    'gone',
    'unseen',
    ...[true, false, null].map((enabled_login) => method(id, { enabled_login })),
  ];
  const flags = [true, false];
  const records = flags.flatMap((callbackDone) =>
    flags.map((toldUsers): Rotation => ({ ...begun, callbackDone, toldUsers })),
  );
  for (const oldSeen of seen('am_old')) {
    for (const newSeen of seen('am_new')) {
      for (const record of [null, ...records]) {
        const signs = states({ old: oldSeen, fresh: newSeen }, record);
        expect(signs).toMatch(/^(x*>[x.?]*|x*\?[x.?]*|x*)$/);
      }
    }
  }
});

test('the new one is to serve as the old one does', () => {
  const all = { enabled_login: true, enabled_signup: true, featured: true };
  expect(openingOf(old, fresh)).toEqual(all);
  expect(openingOf(old, open)).toEqual({});
  expect(openingOf(fresh, fresh)).toEqual({ enabled_login: true });
  expect(openingOf(method('am_old', { enabled_signup: null, featured: null }), fresh)).toEqual({
    enabled_login: true,
  });
});

test('the old one lets nobody in or up', () => {
  expect(closingOf(old)).toEqual({ enabled_login: false, enabled_signup: false });
  expect(closingOf(closed)).toEqual({ enabled_signup: false });
  expect(closingOf(fresh)).toEqual({});
  expect(closingOf(method('a', { enabled_login: null, enabled_signup: null }))).toEqual({
    enabled_login: false,
  });
});

test.each([
  ['oidc', 'beside'],
  ['apple', 'beside'],
  ['passkey', 'nothing'],
  ['password', 'instead'],
  ['totp', 'instead'],
  ['carrier_pigeon', 'unknown'],
  ['__proto__', 'unknown'],
])('credentials of %s are replaced: %s', (kind, way) => {
  expect(rotationWay({ method: kind })).toBe(way);
});

test('what is stored is read as far as it can be', () => {
  expect(parseRotations(JSON.stringify([told]))).toEqual([told]);
  expect(parseRotations(JSON.stringify([{ ...told, client_secret: 'x' }]))).toEqual([told]);
  const odd = { ...told, oldId: '__proto__' };
  expect(parseRotations(JSON.stringify([odd, 1, null, { oldId: 'a' }, told, begun]))).toEqual([
    odd,
    told,
  ]);
});

test.each([
  null,
  '',
  '{',
  'null',
  '{}',
  '"x"',
  '[]',
  '[[]]',
  '[{"oldId":1}]',
  JSON.stringify([{ ...told, startedAt: 'today' }]),
  JSON.stringify([{ ...told, callbackDone: 'yes' }]),
  JSON.stringify([{ ...told, newId: 'am_old' }]),
])('of %j nothing is left', (stored) => {
  expect(parseRotations(stored)).toEqual([]);
});
