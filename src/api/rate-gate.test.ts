import { afterEach, beforeEach, describe, expect, test, vi } from 'vitest';
import { createRateGate, DEFAULT_PAUSE_MS, MIN_PAUSE_MS, STAGGER_MS } from './rate-gate.ts';
import { PATIENCE_MS } from './retry.ts';

const START = 1_700_000_000_000;

beforeEach(() => {
  vi.useFakeTimers({ now: START });
});

afterEach(() => {
  vi.useRealTimers();
});

/** Sends reads through a gate and notes when each one left, in milliseconds from the start. */
function reads(gate = createRateGate()) {
  const left: [name: string, at: number][] = [];
  const read = (name: string, signal?: AbortSignal) =>
    gate.pass(signal).then(
      () => left.push([name, Date.now() - START]),
      (error: unknown) => left.push([`${name}: ${String(error)}`, Date.now() - START]),
    );
  return { gate, left, read };
}

const wait = (ms: number) => vi.advanceTimersByTimeAsync(ms);

test('an open gate holds nobody back', async () => {
  const { gate, left, read } = reads();
  await Promise.all([read('a'), read('b')]);
  expect(left).toEqual([
    ['a', 0],
    ['b', 0],
  ]);
  expect(gate.snapshot()).toEqual({ until: null });
});

test('no read leaves during a pause; then they leave one by one, in order', async () => {
  const { gate, left, read } = reads();
  gate.close(3000);
  for (const name of ['a', 'b', 'c']) void read(name);
  await wait(2999);
  expect(left).toEqual([]);
  await wait(1);
  // A latecomer queues behind those who waited.
  void read('d');
  await wait(1000);
  expect(left).toEqual([
    ['a', 3000],
    ['b', 3000 + STAGGER_MS],
    ['c', 3000 + 2 * STAGGER_MS],
    ['d', 3000 + 3 * STAGGER_MS],
  ]);
  await read('e');
  expect(left.at(-1)).toEqual(['e', 4000]);
});

test('a 429 to the first keeps the others from leaving', async () => {
  const { gate, left, read } = reads();
  gate.close(1000);
  void read('a');
  void read('b');
  await wait(1000);
  gate.close(5000);
  await wait(4999);
  expect(left).toEqual([['a', 1000]]);
  await wait(1);
  expect(left[1]).toEqual(['b', 6000]);
});

describe('how long', () => {
  test.each([
    [null, DEFAULT_PAUSE_MS],
    [0, MIN_PAUSE_MS],
    [7000, 7000],
    [24 * 3_600_000, PATIENCE_MS],
    [Infinity, PATIENCE_MS],
  ])('Retry-After %s pauses for %i ms', async (asked, pause) => {
    const { gate, left, read } = reads();
    gate.close(asked);
    expect(gate.snapshot()).toEqual({ until: START + pause });
    void read('a');
    await wait(pause - 1);
    expect(left).toEqual([]);
    await wait(1);
    expect(left).toEqual([['a', pause]]);
    expect(gate.snapshot()).toEqual({ until: null });
  });

  test('a pause grows and never shrinks', () => {
    const { gate } = reads();
    gate.close(5000);
    gate.close(2000);
    expect(gate.snapshot().until).toBe(START + 5000);
    gate.close(9000);
    expect(gate.snapshot().until).toBe(START + 9000);
    expect(vi.getTimerCount()).toBe(1);
  });
});

describe('a signal', () => {
  test('takes a waiting read out of the queue', async () => {
    const { gate, left, read } = reads();
    const leaving = new AbortController();
    gate.close(1000);
    void read('a', leaving.signal);
    void read('b');
    leaving.abort(new Error('gone'));
    await wait(1000);
    expect(left).toEqual([
      ['a: Error: gone', 0],
      ['b', 1000],
    ]);
    await read('late', AbortSignal.abort('text'));
    expect(left.at(-1)?.[0]).toBe('late: AbortError: Aborted');
  });

  test('that aborts after the read left does nothing', async () => {
    const { gate, left, read } = reads();
    const late = new AbortController();
    gate.close(1000);
    void read('a', late.signal);
    await wait(1000);
    late.abort();
    await wait(0);
    expect(left).toEqual([['a', 1000]]);
  });
});

test('a countdown hears each change once and keeps its snapshot', async () => {
  const { gate, read } = reads();
  const heard = vi.fn<() => void>();
  const stop = gate.subscribe(heard);
  gate.close(2000);
  gate.close(1000);
  for (const name of ['a', 'b', 'c']) void read(name);
  expect(heard).toHaveBeenCalledTimes(1);
  expect(gate.snapshot()).toBe(gate.snapshot());
  await wait(2000 + 5 * STAGGER_MS);
  expect(heard).toHaveBeenCalledTimes(2);
  stop();
  gate.close(2000);
  expect(heard).toHaveBeenCalledTimes(2);
});

test('a machine that slept through the pause goes on at once', async () => {
  const { left, read, gate } = reads();
  gate.close(60_000);
  void read('a');
  // The clock moves, the timer does not.
  vi.setSystemTime(START + 90_000);
  void read('b');
  await wait(STAGGER_MS);
  expect(left.map(([name]) => name)).toEqual(['a', 'b']);
});
