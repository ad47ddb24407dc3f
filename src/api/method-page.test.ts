import { describe, expect, test } from 'vitest';
import type { AuthMethod } from '#contract/auth-method.ts';
import { withMethod, withNewMethod, withoutMethod } from './method-page.ts';

const method = (id: string, at: number, changes: Partial<AuthMethod> = {}): AuthMethod => ({
  id,
  name: id,
  method: 'passkey',
  created_at: at,
  ...changes,
});

const [c, b, a] = [method('c', 3), method('b', 2), method('a', 1)];
const page = { data: [c, b, a], has_more: false, next_cursor: null, later: 'kept' };

describe('a page of auth methods', () => {
  test('takes a method in its place, and keeps the rest', () => {
    const changed = method('b', 2, { updated_at: 9 });
    expect(withMethod(page, changed)).toEqual({ ...page, data: [c, changed, a] });
    expect(page.data[1]).toBe(b);
  });

  test('keeps a later row', () => {
    const held = { ...page, data: [method('b', 2, { updated_at: 9 })] };
    expect(withMethod(held, method('b', 2, { updated_at: 8 }))).toBe(held);
    expect(withNewMethod(held, b)).toBe(held);
  });

  test('does not know of a method it does not hold', () => {
    expect(withMethod(page, method('d', 4))).toBeNull();
  });

  test('takes a new one on top, where it is newest first', () => {
    const fresh = method('d', 4);
    expect(withNewMethod(page, fresh)).toEqual({ ...page, data: [fresh, c, b, a] });
    expect(withNewMethod({ data: [] }, fresh)).toEqual({ data: [fresh] });
    // Made in the same millisecond.
    expect(withNewMethod(page, method('d', 3))?.data[0]?.id).toBe('d');
  });

  test('takes a new one once', () => {
    const changed = method('b', 2, { name: 'B' });
    expect(withNewMethod(page, changed)?.data).toEqual([c, changed, a]);
  });

  test.each([
    ['oldest first', [a, b, c], 4],
    ['in no order', [b, c, a], 4],
    ['newest first, and it is older', [c, b, a], 2],
  ])('does not know its place: %s', (_, data, at) => {
    expect(withNewMethod({ data }, method('d', at))).toBeNull();
  });

  test('loses one that is gone', () => {
    expect(withoutMethod(page, 'b')).toEqual({ ...page, data: [c, a] });
    expect(withoutMethod(page, 'd')).toBe(page);
  });
});
