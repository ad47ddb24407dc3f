import { describe, expect, test } from 'vitest';
import { assignedIssuer } from '#contract/domain.ts';
import type { Domain } from '#contract/domain.ts';
import { groupByIssuer, placesWords, unlistedWords } from './domain-list.ts';

const on = (host: string, issuerId?: string | null): Domain => ({
  host,
  assigned_issuer_id: issuerId,
});

describe('groupByIssuer', () => {
  test('keeps the order of the answer, and puts what is not assigned last', () => {
    const [a, b, c, d, e] = [
      on('a.example', null),
      on('b.example', 'i_2'),
      on('c.example', 'i_1'),
      on('d.example', 'i_2'),
      on('e.example'),
    ];
    expect(groupByIssuer([a, b, c, d, e])).toEqual([
      { issuerId: 'i_2', domains: [b, d] },
      { issuerId: 'i_1', domains: [c] },
      { issuerId: null, domains: [a, e] },
    ]);
  });

  test('takes any id for what it is', () => {
    const ids = groupByIssuer([on('a.example', '__proto__'), on('b.example', 'constructor')]);
    expect(ids.map(({ issuerId }) => issuerId)).toEqual(['__proto__', 'constructor']);
  });

  test('makes nothing of nothing', () => {
    expect(groupByIssuer([])).toEqual([]);
  });
});

test('assignedIssuer: null, absent and empty are none', () => {
  expect(assignedIssuer(on('a.example', null))).toBeNull();
  expect(assignedIssuer(on('a.example'))).toBeNull();
  expect(assignedIssuer(on('a.example', ''))).toBeNull();
  expect(assignedIssuer(on('a.example', 'i_1'))).toBe('i_1');
});

describe('placesWords', () => {
  const page = (count: number) => ({
    data: Array.from({ length: count }, (_, index) => on(`${index}.example`)),
  });

  test.each([
    [0, '0 of 20. 20 places left', false],
    [17, '17 of 20. 3 places left', false],
    [19, '19 of 20. 1 place left', false],
    [20, 'All 20 places are taken', true],
    [21, '21 domains. An account has 20 places', true],
  ])('%i domains', (count, text, full) => {
    expect(placesWords(page(count))).toEqual({ text, full });
    expect(placesWords({ ...page(count), has_more: false, invalid_count: 0 })).toEqual({
      text,
      full,
    });
  });

  test('does not count what was not listed', () => {
    expect(placesWords({ ...page(17), has_more: true })).toBeNull();
    expect(placesWords({ ...page(17), invalid_count: 1 })).toBeNull();
  });
});

test('unlistedWords says why a list is not whole', () => {
  expect(unlistedWords({})).toBeNull();
  expect(unlistedWords({ has_more: false, invalid_count: null })).toBeNull();
  expect(unlistedWords({ has_more: true })).toBe(
    'There are more domains than these. AuthPI listed no further.',
  );
  expect(unlistedWords({ invalid_count: 1 })).toBe('AuthPI could not read 1 domain.');
  expect(unlistedWords({ has_more: true, invalid_count: 2 })).toBe(
    'There are more domains than these. AuthPI listed no further. AuthPI could not read 2 domains.',
  );
});
