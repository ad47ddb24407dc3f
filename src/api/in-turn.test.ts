import { onlineManager } from '@tanstack/react-query';
import { afterEach, beforeEach, expect, test, vi } from 'vitest';
import { inTurn } from './in-turn.ts';
import { createQueryClient } from './query-client.ts';

let log: string[];

beforeEach(() => {
  log = [];
});

afterEach(() => {
  onlineManager.setOnline(true);
});

/** A write that ends when told to. */
function work(name: string) {
  let resolve: (value: string) => void = () => undefined;
  let reject: (reason: Error) => void = () => undefined;
  const promise = new Promise<string>((one, other) => {
    resolve = one;
    reject = other;
  });
  return {
    run: () => {
      log.push(`${name} starts`);
      return promise;
    },
    succeed: () => {
      log.push(`${name} ends`);
      resolve(name);
    },
    fail: () => {
      log.push(`${name} fails`);
      reject(new Error(name));
    },
  };
}

/** Waits until the log says just this. */
function logged(...lines: string[]): Promise<void> {
  return vi.waitFor(() => expect(log).toEqual(lines));
}

test('writes of one resource go one after another, in order; of another at once', async () => {
  const queryClient = createQueryClient();
  const [first, second, third, other] = [work('1'), work('2'), work('3'), work('other')];
  const all = [
    inTurn(queryClient, '/a', first.run),
    inTurn(queryClient, '/a', second.run),
    inTurn(queryClient, '/a', third.run),
    inTurn(queryClient, '/b', other.run),
  ];
  await logged('1 starts', 'other starts');
  first.succeed();
  await logged('1 starts', 'other starts', '1 ends', '2 starts');
  second.succeed();
  await logged('1 starts', 'other starts', '1 ends', '2 starts', '2 ends', '3 starts');
  third.succeed();
  other.succeed();
  expect(await Promise.all(all)).toEqual(['1', '2', '3', 'other']);
  expect(log.filter((line) => !line.startsWith('other'))).toEqual([
    '1 starts',
    '1 ends',
    '2 starts',
    '2 ends',
    '3 starts',
    '3 ends',
  ]);
});

test('one that fails is not sent again, and lets the next go', async () => {
  const queryClient = createQueryClient();
  const [first, second] = [work('1'), work('2')];
  const failed = inTurn(queryClient, '/a', first.run);
  const next = inTurn(queryClient, '/a', second.run);
  await logged('1 starts');
  first.fail();
  await expect(failed).rejects.toThrow('1');
  await logged('1 starts', '1 fails', '2 starts');
  second.succeed();
  expect(await next).toBe('2');
  expect(log).toEqual(['1 starts', '1 fails', '2 starts', '2 ends']);
});

test('without a network it goes out all the same, and fails for itself', async () => {
  onlineManager.setOnline(false);
  const only = work('1');
  const writing = inTurn(createQueryClient(), '/a', only.run);
  await logged('1 starts');
  only.succeed();
  expect(await writing).toBe('1');
});

test('nothing of a write is kept, whichever way it ended', async () => {
  const queryClient = createQueryClient();
  const secret = work('secret');
  const running = inTurn(queryClient, '/a', secret.run);
  expect(queryClient.isMutating()).toBe(1);
  const [held] = queryClient.getMutationCache().getAll();
  expect(held?.state.variables).toBeUndefined();
  secret.succeed();
  await running;
  const refused = work('refused');
  const failing = inTurn(queryClient, '/a', refused.run);
  refused.fail();
  await expect(failing).rejects.toThrow('refused');
  expect(queryClient.getMutationCache().getAll()).toEqual([]);
});
