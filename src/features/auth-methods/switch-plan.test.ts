import { expect, test } from 'vitest';
import type { Way } from '#shared/doors.ts';
import {
  applyWords,
  countStaged,
  hasMovedSince,
  planOf,
  stage,
  stagedWords,
  stillStaged,
  waysOf,
  wishesOf,
} from './switch-plan.ts';
import type { Staged } from './switch-plan.ts';

const way = (id: string, rest: Partial<Way> = {}): Way => ({
  id,
  name: id.toUpperCase(),
  method: 'oidc',
  enabled_login: true,
  enabled_signup: false,
  featured: false,
  ...rest,
});
const all = (...rows: Way[]) => ({ rows, whole: true });
const none: Staged = new Map();

test('a plan says what changes, from what, and what that means', () => {
  const ways = all(way('a', { enabled_signup: null }), way('b', { name: ' ', method: 'totp' }));
  const { lines, steps, verdict } = planOf(ways, [
    { id: 'b', set: { enabled_signup: true, featured: false } },
    { id: 'a', set: { enabled_login: false, enabled_signup: true } },
    { id: 'gone', set: { featured: true } },
  ]);
  expect(lines.map(({ name, what, from, to }) => [name, what, from, to])).toEqual([
    ['A', 'enabled_login', true, false],
    ['A', 'enabled_signup', null, true],
    ['Unnamed auth method', 'enabled_signup', false, true],
  ]);
  expect(lines.map(({ meaning }) => meaning)).toEqual([
    'Nobody can sign in with this method.',
    'New people can sign up with this method, where the issuer lets them.',
    'A second factor starts no signup: on or off, nobody signs up with it.',
  ]);
  expect(steps).toEqual([
    { id: 'b', set: { enabled_signup: true } },
    { id: 'a', set: { enabled_signup: true } },
    { id: 'a', set: { enabled_login: false } },
  ]);
  expect(verdict.level).toBe('blocked');
});

test('what is so already is no change', () => {
  const plan = planOf(all(way('a')), [{ id: 'a', set: { enabled_login: true } }]);
  expect(plan.lines).toEqual([]);
  expect(plan.steps).toEqual([]);
});

test('the button says what it does', () => {
  const words = (set: object) => applyWords(planOf(all(way('a')), [{ id: 'a', set }]).lines);
  expect(words({ enabled_login: false })).toBe('Switch login off');
  expect(words({ featured: true })).toBe('Switch featured on');
  expect(words({ enabled_login: false, enabled_signup: true })).toBe('Apply 2 changes');
});

test('a list that is not whole may lack the method of the page', () => {
  const shown = way('b');
  const page = { data: [{ ...way('a'), created_at: 1 }], has_more: true };
  expect(waysOf(page, shown)).toMatchObject({ rows: [{ id: 'a' }, { id: 'b' }], whole: false });
  expect(waysOf({ data: [{ ...shown, created_at: 1 }] }, shown).rows).toHaveLength(1);
});

test('what is set is counted and sent; set back, it is none', () => {
  const [a, b] = [way('a'), way('b')];
  let staged = stage(none, a, 'enabled_login', false);
  staged = stage(staged, b, 'featured', true);
  staged = stage(staged, a, 'featured', true);
  expect(stagedWords(staged)).toBe('3 changes of 2 methods');
  expect(wishesOf(staged)).toEqual([
    { id: 'a', set: { enabled_login: false, featured: true } },
    { id: 'b', set: { featured: true } },
  ]);
  staged = stage(stage(staged, a, 'enabled_login', true), b, 'featured', false);
  expect(stagedWords(staged)).toBe('1 change of 1 method');
});

test('what others do meanwhile drops out, or is marked', () => {
  const staged = stage(
    stage(stage(none, way('a'), 'enabled_login', false), way('b'), 'featured', true),
    way('c'),
    'enabled_signup',
    true,
  );
  const ways = all(way('a', { enabled_login: false }), way('b', { featured: null }));
  const left = stillStaged(staged, ways);
  // As wanted by now, and gone.
  expect([...left.keys()]).toEqual(['b']);
  expect(hasMovedSince(left, way('b', { featured: null }), 'featured')).toBe(true);
  expect(hasMovedSince(left, way('b'), 'featured')).toBe(false);
  expect(hasMovedSince(left, way('b'), 'enabled_login')).toBe(false);
  expect(stillStaged(left, ways)).toBe(left);
  // Of a list that is not whole it may be there.
  expect(countStaged(stillStaged(staged, { rows: ways.rows, whole: false }))).toBe(2);
});
