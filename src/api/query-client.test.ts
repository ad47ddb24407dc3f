import { onlineManager, QueryObserver } from '@tanstack/react-query';
import { afterEach, beforeEach, expect, test, vi } from 'vitest';
import { ApiError } from './errors.ts';
import { createQueryClient } from './query-client.ts';
import { createClient } from './send.ts';

const START = 1_700_000_000_000;

beforeEach(() => {
  vi.useFakeTimers({ now: START });
});

afterEach(() => {
  onlineManager.setOnline(true);
  vi.useRealTimers();
});

const CALLER = { data: { type: 'user', accounts: [] } };

/** A query whose requests meet these statuses in turn (0: no network), then succeed. */
function asking(statuses: number[], headers: { [name: string]: string } = {}) {
  const at: number[] = [];
  const client = createClient({
    fetch: () => {
      at.push(Date.now() - START);
      const status = statuses.shift() ?? 200;
      if (status === 0) return Promise.reject(new TypeError('Failed to fetch'));
      if (status === 200) return Promise.resolve(new Response(JSON.stringify(CALLER)));
      return Promise.resolve(new Response('', { status, headers }));
    },
  });
  const queryClient = createQueryClient(() => 0.5);
  const outcome = queryClient
    .query({
      queryKey: ['caller'],
      queryFn: async ({ signal }) => (await client.send('getCaller', { signal })).data,
    })
    .then(
      () => 'answered',
      (error: unknown) => (error instanceof ApiError ? error.kind : String(error)),
    );
  return { at, outcome, client, queryClient };
}

test('a network failure is tried three times more, with backoff', async () => {
  const { at, outcome } = asking([0, 0, 0, 0]);
  await vi.runAllTimersAsync();
  expect(await outcome).toBe('network');
  expect(at).toEqual([0, 250, 750, 1750]);
});

test('a passing failure passes', async () => {
  const { at, outcome } = asking([503, 502, 504]);
  await vi.runAllTimersAsync();
  expect(await outcome).toBe('answered');
  expect(at).toHaveLength(4);
});

test.each([400, 401, 403, 404, 409, 412, 500, 501])('a %i is asked once', async (status) => {
  const { at, outcome } = asking([status]);
  await vi.runAllTimersAsync();
  expect(await outcome).not.toBe('answered');
  expect(at).toEqual([0]);
});

test('what is no error of the wire is not tried again', async () => {
  const queryFn = vi.fn<() => Promise<never>>(() => Promise.reject(new TypeError('defect')));
  const outcome = createQueryClient()
    .query({ queryKey: ['x'], queryFn })
    .catch((error: unknown) => String(error));
  await vi.runAllTimersAsync();
  expect(await outcome).toBe('TypeError: defect');
  expect(queryFn).toHaveBeenCalledTimes(1);
});

test('offline is an error, not a pause without end', async () => {
  onlineManager.setOnline(false);
  const { at, outcome } = asking([0, 0, 0, 0]);
  await vi.runAllTimersAsync();
  expect(await outcome).toBe('network');
  expect(at).toHaveLength(4);
});

test('a 429 is waited for once, not by the retry and then by the gate', async () => {
  const { at, outcome } = asking([429, 429], { 'Retry-After': '3' });
  await vi.runAllTimersAsync();
  expect(await outcome).toBe('answered');
  expect(at).toHaveLength(3);
  // 3 s each; a stagger of the gate at most on top.
  expect(at[1]).toBeGreaterThanOrEqual(3000);
  expect(at[1]).toBeLessThanOrEqual(3100);
  expect(at[2]).toBeGreaterThanOrEqual(6000);
  expect(at[2]).toBeLessThanOrEqual(6200);
});

test('a 429 without Retry-After waits for the gate', async () => {
  const { at, outcome } = asking([429]);
  await vi.runAllTimersAsync();
  expect(await outcome).toBe('answered');
  expect(at).toEqual([0, 5000]);
});

test('a failure in a loader is not asked again by the page that shows it', async () => {
  const { at, outcome, queryClient } = asking([404]);
  expect(await outcome).toBe('not_found');
  const again = vi.fn<() => Promise<never>>(() => Promise.reject(new Error('asked again')));
  const observer = new QueryObserver(queryClient, { queryKey: ['caller'], queryFn: again });
  const stop = observer.subscribe(() => undefined);
  await vi.advanceTimersByTimeAsync(10);
  expect(observer.getCurrentResult()).toMatchObject({ status: 'error', fetchStatus: 'idle' });
  stop();
  expect(at).toEqual([0]);
  expect(again).not.toHaveBeenCalled();
});

test('a key named __proto__ survives a second answer', async () => {
  const queryClient = createQueryClient();
  const text = (updated: number) => `{"metadata":{"__proto__":"x","other":${updated}}}`;
  queryClient.setQueryData(['x'], JSON.parse(text(1)));
  queryClient.setQueryData(['x'], JSON.parse(text(2)));
  expect(JSON.stringify(queryClient.getQueryData(['x']))).toBe(text(2));
});

test.each([true, false])('a write is sent once (online: %s)', async (online) => {
  onlineManager.setOnline(online);
  const mutationFn = vi.fn<() => Promise<never>>(() =>
    Promise.reject(new ApiError('network', 'updateIssuer', { status: null })),
  );
  const queryClient = createQueryClient();
  const mutation = queryClient
    .getMutationCache()
    .build(queryClient, queryClient.defaultMutationOptions({ mutationFn }));
  const outcome = mutation.execute(undefined).catch(() => 'failed');
  await vi.runAllTimersAsync();
  expect(await outcome).toBe('failed');
  expect(mutationFn).toHaveBeenCalledTimes(1);
});
