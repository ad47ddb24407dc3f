import { describe, expect, test, vi } from 'vitest';
import { ApiError } from './errors.ts';
import type { ErrorKind } from './errors.ts';
import { createIdempotency, unsettledOverReload } from './idempotency.ts';

function numbered() {
  let count = 0;
  return createIdempotency({ newKey: () => `key-${(count += 1)}` });
}

const payload = ['createIssuer', { account_id: 'acc_1' }, { name: 'Shop' }];

const failing = (kind: ErrorKind) => () =>
  Promise.reject(new ApiError(kind, 'createIssuer', { status: null }));

test('a hundred submits in one tick are one request', async () => {
  const { once } = numbered();
  const attempt = vi.fn<(key: string) => Promise<string>>((key) => Promise.resolve(key));
  const all = await Promise.all(
    Array.from({ length: 100 }, () => once(structuredClone(payload), attempt)),
  );
  expect(attempt).toHaveBeenCalledTimes(1);
  expect(new Set(all)).toEqual(new Set(['key-1']));
});

test('an attempt that throws at once leaves the lock open', async () => {
  const { once } = numbered();
  const broken = () => {
    throw new TypeError('no segment');
  };
  expect(() => once(payload, broken)).toThrow('no segment');
  expect(await once(payload, (key) => Promise.resolve(key))).toBe('key-2');
});

describe('the key of a payload', () => {
  test.each([
    'network',
    'aborted',
    'in_flight',
    'rate_limited',
    'server',
    'malformed',
    'unexpected',
  ] as const)('stays after %s: the write may have happened', async (kind) => {
    const { once } = numbered();
    await expect(once(payload, failing(kind))).rejects.toMatchObject({ kind });
    expect(await once(payload, (key) => Promise.resolve(key))).toBe('key-1');
    expect(await once(payload, (key) => Promise.resolve(key))).toBe('key-2');
  });

  test.each([
    'invalid',
    'idempotency_mismatch',
    'unauthorized',
    'forbidden',
    'not_found',
    'conflict',
    'precondition_failed',
    'unsupported_media_type',
    'precondition_required',
  ] as const)('is done with after %s: nothing happened', async (kind) => {
    const { once } = numbered();
    await expect(once(payload, failing(kind))).rejects.toMatchObject({ kind });
    expect(await once(payload, (key) => Promise.resolve(key))).toBe('key-2');
  });

  test.each(['unauthorized', 'forbidden', 'not_found', 'unsupported_media_type'] as const)(
    'stays after a lost answer and then %s: that comes before the key is looked at',
    async (kind) => {
      const { once } = numbered();
      await expect(once(payload, failing('network'))).rejects.toMatchObject({ kind: 'network' });
      await expect(once(payload, failing(kind))).rejects.toMatchObject({ kind });
      expect(await once(payload, (key) => Promise.resolve(key))).toBe('key-1');
    },
  );

  test('stays after a failure nobody classified', async () => {
    const { once } = numbered();
    await expect(once(payload, () => Promise.reject(new Error('?')))).rejects.toThrow('?');
    expect(await once(payload, (key) => Promise.resolve(key))).toBe('key-1');
  });

  test('differs for any other payload', async () => {
    const { once } = numbered();
    const keyOf = (other: unknown) => once(other, failing('network')).catch(() => null);
    await keyOf(payload);
    const seen = new Set<string>();
    const others = [
      ['createIssuer', { account_id: 'acc_1' }, { name: 'shop' }],
      ['createIssuer', { account_id: 'acc_2' }, { name: 'Shop' }],
      ['addDomain', { account_id: 'acc_1' }, { name: 'Shop' }],
      payload,
      undefined,
    ];
    for (const other of others) {
      await once(other, (key) => Promise.resolve(seen.add(key)));
    }
    expect(seen.size).toBe(others.length);
    expect(seen.has('key-1')).toBe(true);
  });
});

test('a key is a bare UUID by default', async () => {
  const key = await createIdempotency().once(payload, (given) => Promise.resolve(given));
  expect(key).toMatch(/^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/);
});

test('after a reload what was not settled is the same request, and what was is a new one', async () => {
  const stored = new Map<string, string>();
  const unsettled = unsettledOverReload('/issuers', () => ({
    getItem: (name) => stored.get(name) ?? null,
    setItem: (name, value) => void stored.set(name, value),
    removeItem: (name) => void stored.delete(name),
  }));
  const keyOf = async (name: string) =>
    createIdempotency({ unsettled }).once({ name }, (key) => Promise.resolve(key));
  const lost = createIdempotency({ unsettled });
  let sent = '';
  await expect(
    lost.once({ name: 'a' }, (key) => {
      sent = key;
      return Promise.reject(new ApiError('network', 'createIssuer'));
    }),
  ).rejects.toThrow('network');
  expect(await keyOf('b')).not.toBe(sent);
  expect(await keyOf('a')).toBe(sent);
  expect(await keyOf('a')).not.toBe(sent);
  expect(stored.size).toBe(0);
});

test('a browser that keeps nothing forgets it, and says nothing', async () => {
  const unsettled = unsettledOverReload('/issuers', () => {
    throw new DOMException('blocked', 'SecurityError');
  });
  const { once } = createIdempotency({ unsettled });
  expect(await once(payload, (key) => Promise.resolve(key.length))).toBe(36);
});
