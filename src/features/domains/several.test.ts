import { expect, test } from 'vitest';
import type { Domain } from '#contract/domain.ts';
import { afterOthers, chosenOf, runRows, whyNot } from './several.ts';

const marked: Domain = { host: 'a.example', verified: true, assigned_issuer_id: 'i_1' };
const bare: Domain = { host: 'b.example', verified: false };
const unsaid: Domain = { host: 'c.example' };
const ALL = [marked, bare, unsaid];
const picked = new Set(['c.example', 'a.example', 'b.example', 'gone.example']);

test('a mark goes to what is not known to be marked', () => {
  expect(ALL.map((each) => whyNot('verify', each, null))).toEqual([
    'It is marked already.',
    null,
    null,
  ]);
  expect(chosenOf('verify', ALL, picked, null)).toEqual([bare, unsaid]);
  expect(runRows('verify', [bare], null)).toEqual([
    { host: 'b.example', act: { do: 'verify' }, seen: bare },
  ]);
});

test('assigned is what is not known to lack the mark, and is not there yet', () => {
  expect(chosenOf('assign', ALL, picked, null)).toEqual([marked, unsaid]);
  expect(chosenOf('assign', ALL, picked, 'i_1')).toEqual([unsaid]);
  expect(whyNot('assign', marked, 'i_1')).toBe('It is assigned to this issuer already.');
  expect(runRows('assign', [marked], 'i_2')).toEqual([
    { host: 'a.example', act: { do: 'assign', issuerId: 'i_2' }, seen: marked },
  ]);
  expect(runRows('assign', [marked], null)).toEqual([]);
});

test('what was not picked is not done', () => {
  expect(chosenOf('verify', ALL, new Set(), null)).toEqual([]);
});

test('of one, the others have moved before', () => {
  expect(afterOthers(ALL, [marked, unsaid], unsaid, 'i_2')).toEqual([
    { ...marked, assigned_issuer_id: 'i_2' },
    bare,
    unsaid,
  ]);
});
