import { expect, test } from 'vitest';
import { judge } from '#shared/doors.ts';
import type { Way } from '#shared/doors.ts';
import { isConfirmedBy, isTyped, reasonWords } from './door-words.ts';

const way = (id: string, over: Partial<Way> = {}): Way => ({
  id,
  name: id.toUpperCase(),
  method: 'oidc',
  enabled_login: true,
  enabled_signup: false,
  featured: false,
  ...over,
});
const without = (rows: Way[], whole = true) => judge({ rows, whole }, [{ id: 'a', deleted: true }]);
const words = (rows: Way[], whole = true) =>
  without(rows, whole).reasons.map((reason) => {
    const { text, names } = reasonWords(reason);
    return names.length === 0 ? text : `${text}: ${names.join(', ')}`;
  });

test('what closes is said, and what is not known of the rest', () => {
  expect(words([way('a')])).toEqual([
    'Nobody can sign in any more. This closes the last way to sign in: A',
  ]);
  expect(words([way('a')], false)).toEqual([
    'Perhaps nobody can sign in any more. No other way to sign in is known, and AuthPI did not list all auth methods',
  ]);
  const unsaid = way('b', { enabled_login: null });
  expect(words([way('a'), unsaid])).toEqual([
    'Perhaps nobody can sign in any more. No other way to sign in is known. AuthPI does not say whether these are on for login: B',
  ]);
  expect(words([way('a'), unsaid], false)).toEqual([
    'Perhaps nobody can sign in any more. No other way to sign in is known. AuthPI did not list all auth methods, and does not say whether these are on for login: B',
  ]);
  expect(words([way('a'), way('b')])).toEqual(['Only one way to sign in is left: B']);
  expect(words([way('a'), way('b')], false)).toEqual([
    'Only one way to sign in is known to be left: B',
  ]);
  expect(words([way('a', { featured: true }), way('b'), way('c')])).toEqual([
    'No longer highlighted on the login page: A',
  ]);
  expect(words([way('a', { enabled_signup: true }), way('b'), way('c')])).toEqual([
    'Nobody new can sign up any more. So far they can with: A',
  ]);
  expect(words([way('a', { enabled_signup: true }), way('b'), way('c')], false)).toEqual([
    'Perhaps nobody new can sign up any more. So far they can with: A',
  ]);
  expect(words([way('b'), way('c')], false)).toEqual(['Perhaps nobody new can sign up any more']);
});

test('less than was confirmed need not be confirmed again; worse, and other, is', () => {
  const [two, one] = [without([way('a'), way('b')]), without([way('a')])];
  const three = without([way('a'), way('b'), way('c')]);
  expect(isConfirmedBy(two, two)).toBe(true);
  expect(isConfirmedBy(three, two)).toBe(true);
  expect(isConfirmedBy(two, three)).toBe(false);
  expect(isConfirmedBy(one, two)).toBe(false);
  expect(isConfirmedBy(two, one)).toBe(false);
  expect(isConfirmedBy(without([way('a'), way('c')]), two)).toBe(false);
  expect(isConfirmedBy(without([way('a'), way('b', { name: 'Other' })]), two)).toBe(true);
  expect(isConfirmedBy(without([way('a'), way('b')], false), two)).toBe(false);
});

test('the consequence is typed as it is read', () => {
  expect(isTyped(' Nobody can sign in ')).toBe(true);
  expect(isTyped('')).toBe(false);
  expect(isTyped('nobody')).toBe(false);
});
