import { array, constantFrom, assert as fcAssert, integer, property } from 'fast-check';
import { describe, expect, test } from 'vitest';

import { isPublicSuffix } from '#contract/ours/public-suffix.ts';
import { addWords, leftWords, planAdds, planWords, withoutHosts } from './add-plan.ts';
import { pastedHosts } from './pasted-hosts.ts';

const pageOf = (count: number, more: { has_more?: boolean; invalid_count?: number } = {}) => ({
  data: Array.from({ length: count }, (_, at) => ({ host: `here${at}.example` })),
  ...more,
});

const plan = (text: string, taken: number, more = {}) =>
  planAdds(pastedHosts(text, isPublicSuffix).rows, pageOf(taken, more));

const kinds = (text: string, taken: number) =>
  plan(text, taken).rows.map(({ verdict }) => verdict.kind);

describe('planAdds', () => {
  test('the first ones take the places, in the order pasted', () => {
    const text = 'a.example\nhere1.example\nA.example.\nnot a host\nb.example\nc.example';
    expect(kinds(text, 18)).toEqual([
      'add',
      'here',
      'repeated',
      'refused',
      'refused',
      'refused',
      'add',
      'no_place',
    ]);
    const { hosts, left, rows } = plan(text, 18);
    expect([hosts, left]).toEqual([['a.example', 'b.example'], 2]);
    expect(rows[0]?.verdict).toEqual({ kind: 'add', host: 'a.example', place: 19 });
    expect(rows[6]?.verdict).toEqual({ kind: 'add', host: 'b.example', place: 20 });
  });

  test('what was repeated or is here takes no place', () => {
    expect(kinds('a.example a.example here0.example b.example', 18)).toEqual([
      'add',
      'repeated',
      'here',
      'add',
    ]);
  });

  test('nothing is added to a full account, or one with more than there should be', () => {
    expect(kinds('a.example', 20)).toEqual(['no_place']);
    expect(kinds('a.example', 23)).toEqual(['no_place']);
  });

  test('where the list is not whole no place is counted, but for those that are surely taken', () => {
    const { hosts, rows, left, isWhole } = plan('a.example b.example', 18, { invalid_count: 1 });
    expect([hosts, left, isWhole]).toEqual([['a.example'], 1, false]);
    expect(rows[0]?.verdict).toEqual({ kind: 'add', host: 'a.example', place: null });
    expect(plan('a.example', 3, { has_more: true }).left).toBe(17);
  });

  test('a name to look at twice is warned about where it would be added', () => {
    const [row, again] = plan('pаypal.example pаypal.example', 0).rows;
    expect(row?.warning).toContain('mixes Latin and Cyrillic');
    expect(again?.warning).toBeNull();
  });

  test('names that are also words of the language', () => {
    expect(kinds('constructor.example __proto__ hasownproperty.example', 0)).toEqual([
      'add',
      'refused',
      'add',
    ]);
  });

  test('never more than fit, never one twice, never one that is here', () => {
    const host = constantFrom('a', 'b', 'c', 'd', 'e', 'here0', 'here1', 'x_', '-').map(
      (label) => `${label}.example`,
    );
    fcAssert(
      property(array(host, { maxLength: 40 }), integer({ min: 0, max: 22 }), (hosts, taken) => {
        const planned = plan(hosts.join('\n'), taken);
        expect(planned.hosts.length).toBeLessThanOrEqual(Math.max(0, 20 - taken));
        expect(new Set(planned.hosts).size).toBe(planned.hosts.length);
        const here = pageOf(taken).data.map((domain) => domain.host);
        expect(planned.hosts.filter((each) => here.includes(each))).toEqual([]);
        const added = planned.rows.filter(({ verdict }) => verdict.kind === 'add');
        expect(added).toHaveLength(planned.hosts.length);
      }),
    );
  });
});

describe('words', () => {
  test.each([
    ['a.example b.example', 15, '2 will be added'],
    ['a.example here0.example', 15, '1 will be added, 1 is here already'],
    [
      'a.example a.example b.example 1',
      19,
      '1 will be added, 1 finds no place, 1 is repeated, 1 cannot be added',
    ],
    ['', 15, ''],
  ])('%j', (text, taken, words) => {
    expect(planWords(plan(text, taken))).toBe(words);
  });

  test('of places and of the button', () => {
    expect(leftWords(plan('', 13))).toBe('7 of 20 places left');
    expect(leftWords(plan('', 13, { has_more: true }))).toContain('not known');
    expect([0, 1, 5].map(addWords)).toEqual(['Add domains', 'Add domain', 'Add 5 domains']);
  });
});

test('what is done with leaves the text, and the rest stays as it was typed', () => {
  const text = '- https://a.example/\n- b.example\n- A.example\n- nope';
  const { rows } = pastedHosts(text, isPublicSuffix);
  expect(withoutHosts(text, rows, new Set(['a.example']))).toBe('- b.example\n- nope');
  expect(withoutHosts(text, rows, new Set())).toBe(text);
});
