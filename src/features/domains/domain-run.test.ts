import * as fc from 'fast-check';
import { afterEach, describe, expect, test, vi } from 'vitest';
import { client } from '#api/client.ts';
import { ApiError } from '#api/errors.ts';
import type { ErrorKind } from '#api/errors.ts';
import { createQueryClient } from '#api/query-client.ts';
import { writeDomain } from '#api/write-domains.ts';
import type { DomainOutcome } from '#api/write-domains.ts';
import type { Domain } from '#contract/domain.ts';
import { createFetch } from '#mocks/adapters/unit.ts';
import { createHandlers } from '#mocks/handlers.ts';
import { FOREIGN_HOSTS } from '#mocks/seed/domains.ts';
import { letAct, startFault } from '#mocks/simulator.ts';
import { createWorld } from '#mocks/world.ts';
import { createDomainRun, mayRetry } from './domain-run.ts';
import type { DomainRun, RunRow } from './domain-run.ts';

const NOW = { wait: () => Promise.resolve(), isOnline: () => true };
const add = (host: string): RunRow => ({ host, act: { do: 'add' }, seen: null });
const error = (kind: ErrorKind, details: { retryAfterMs?: number } = {}) =>
  new ApiError(kind, 'addDomain', { status: null, ...details });
const done = (host: string): DomainOutcome => ({ kind: 'done', domain: { host }, by: 'us' });

/** What became of each row, in short: `a: done`, `b: left`. */
function said(run: DomainRun): string[] {
  return run.state().rows.map(({ row, state }) => {
    return `${row.host}: ${state.kind === 'ended' ? state.outcome.kind : state.kind}`;
  });
}

/** Runs to the end. What each write comes to, in their order; `done` once it is used up. */
async function runOf(hosts: readonly string[], outcomes: readonly DomainOutcome[]) {
  const left = [...outcomes];
  const written: string[] = [];
  const run = createDomainRun(
    hosts.map(add),
    ({ host }) => {
      written.push(host);
      return Promise.resolve(left.shift() ?? done(host));
    },
    NOW,
  );
  run.start();
  await run.settled();
  return { run, written };
}

describe('a run', () => {
  test('writes one by one, in order, and starts once', async () => {
    let open = 0;
    let most = 0;
    const run = createDomainRun(['a', 'b', 'c'].map(add), async ({ host }) => {
      open += 1;
      most = Math.max(most, open);
      await Promise.resolve();
      open -= 1;
      return done(host);
    });
    expect(run.state().phase).toBe('ready');
    run.start();
    run.start();
    expect(run.state().phase).toBe('running');
    await run.settled();
    expect(run.state()).toMatchObject({ phase: 'ended', stop: null, stopping: false });
    expect(said(run)).toEqual(['a: done', 'b: done', 'c: done']);
    expect(most).toBe(1);
  });

  test('goes on past what is one row’s alone', async () => {
    const { run } = await runOf(
      ['a', 'b', 'c', 'd'],
      [
        { kind: 'held' },
        { kind: 'unknown', error: error('network') },
        { kind: 'refused', error: error('server') },
      ],
    );
    expect(said(run)).toEqual(['a: held', 'b: unknown', 'c: refused', 'd: done']);
    expect(run.state().stop).toBeNull();
  });

  test('stops at the last place; an act that needs none goes on', async () => {
    const rows = [add('a'), add('b'), { host: 'c', act: { do: 'verify' as const }, seen: null }];
    const run = createDomainRun(rows, ({ host }) =>
      Promise.resolve(host === 'a' ? { kind: 'full' } : done(host)),
    );
    run.start();
    await run.settled();
    expect(said(run)).toEqual(['a: full', 'b: left', 'c: done']);
    expect(run.state().stop).toBe('full');
  });

  test.each([
    ['unauthorized', 'signed_out'],
    ['forbidden', 'forbidden'],
  ] as const)('stops where the rest would meet the same: %s', async (kind, stop) => {
    const { run } = await runOf(['a', 'b'], [{ kind: 'refused', error: error(kind) }]);
    expect(said(run)).toEqual(['a: refused', 'b: left']);
    expect(run.state().stop).toBe(stop);
    run.retry();
    await run.settled();
    expect(said(run)).toEqual(['a: done', 'b: done']);
    expect(run.state().stop).toBeNull();
  });

  test('stops where not even a read gets through', async () => {
    const failure = new ApiError('network', 'listDomains');
    const { run } = await runOf(['a', 'b'], [{ kind: 'unknown', error: failure }]);
    expect(said(run)).toEqual(['a: unknown', 'b: left']);
    expect(run.state().stop).toBe('unreachable');
  });

  test('waits for a pause, and tries the same row again', async () => {
    const waits: number[] = [];
    const seen: (number | null)[] = [];
    const outcomes: DomainOutcome[] = [
      { kind: 'refused', error: error('rate_limited', { retryAfterMs: 3_000 }) },
      { kind: 'refused', error: error('rate_limited') },
    ];
    const run = createDomainRun(
      ['a', 'b'].map(add),
      ({ host }) => Promise.resolve(outcomes.shift() ?? done(host)),
      {
        ...NOW,
        wait: (ms) => {
          waits.push(ms);
          seen.push(run.state().until);
          return Promise.resolve();
        },
      },
    );
    run.start();
    await run.settled();
    expect(waits).toEqual([3_000, 5_000]);
    expect(seen.every((until) => until !== null)).toBe(true);
    expect(run.state().until).toBeNull();
    expect(said(run)).toEqual(['a: done', 'b: done']);
  });

  test('does not wait for an hour', async () => {
    const pause = error('rate_limited', { retryAfterMs: 3_600_000 });
    const { run } = await runOf(['a', 'b'], [{ kind: 'refused', error: pause }]);
    expect(said(run)).toEqual(['a: refused', 'b: left']);
    expect(run.state().stop).toBe('pause');
  });

  test('stops before the next write, also out of a pause', async () => {
    const run = createDomainRun(['a', 'b'].map(add), ({ host }) => {
      run.stop();
      return Promise.resolve(done(host));
    });
    run.start();
    await run.settled();
    expect(said(run)).toEqual(['a: done', 'b: left']);
    expect(run.state()).toMatchObject({ stop: 'asked', stopping: false, phase: 'ended' });

    const paused = createDomainRun(['a'].map(add), () =>
      Promise.resolve({
        kind: 'refused',
        error: error('rate_limited', { retryAfterMs: 60_000 }),
      }),
    );
    paused.subscribe(() => {
      if (paused.state().until !== null && !paused.state().stopping) paused.stop();
    });
    paused.start();
    await paused.settled();
    expect(said(paused)).toEqual(['a: left']);
  });

  test('a row somebody else changed is tried again as it is now', async () => {
    const now: Domain = { host: 'a', verified: true };
    const seen: (Domain | null)[] = [];
    const run = createDomainRun([{ host: 'a', act: { do: 'unassign' }, seen: null }], (row) => {
      seen.push(row.seen);
      return Promise.resolve(seen.length === 1 ? { kind: 'moved', domain: now } : done('a'));
    });
    run.start();
    await run.settled();
    run.retry();
    await run.settled();
    expect(seen).toEqual([null, now]);
  });

  test.each([
    [{ kind: 'done', domain: null, by: 'us' }, false],
    [{ kind: 'issuer_gone' }, false],
    [{ kind: 'held' }, true],
    [{ kind: 'full' }, true],
    [{ kind: 'domain_gone' }, true],
    [{ kind: 'refused', error: error('server') }, true],
    [
      {
        kind: 'refused',
        error: new ApiError('invalid', 'addDomain', {
          fields: [{ field: 'host', code: 'port', message: 'A host name only' }],
        }),
      },
      false,
    ],
  ] as const)('%o may be tried again: %s', (outcome, expected) => {
    expect(mayRetry({ row: add('a'), state: { kind: 'ended', outcome } })).toBe(expected);
  });
});

test('whatever comes, nothing is added twice, and trying again finishes', async () => {
  const fate = fc.constantFrom('done', 'lost', 'late', 'held', 'limited', 'server', 'signed_out');
  await fc.assert(
    fc.asyncProperty(
      fc.uniqueArray(fc.stringMatching(/^[a-z]{1,4}$/), { minLength: 1, maxLength: 15 }),
      fc.array(fate, { maxLength: 30 }),
      fc.integer({ min: 0, max: 15 }),
      async (hosts, fates, places) => {
        const left = [...fates];
        const added: string[] = [];
        const account = { free: places, full: false };
        const run = createDomainRun(
          hosts.map(add),
          ({ host }): Promise<DomainOutcome> => {
            const now = left.shift() ?? 'done';
            const answer = (outcome: DomainOutcome) => Promise.resolve(outcome);
            if (added.includes(host)) return answer({ ...done(host), by: 'us' } as DomainOutcome);
            if (now === 'held') return answer({ kind: 'held' });
            if (now === 'limited') return answer({ kind: 'refused', error: error('rate_limited') });
            if (now === 'server') return answer({ kind: 'refused', error: error('server') });
            if (now === 'signed_out') {
              return answer({ kind: 'refused', error: error('unauthorized') });
            }
            if (now === 'lost') return answer({ kind: 'unknown', error: error('network') });
            if (account.free === 0) {
              account.full = true;
              return answer({ kind: 'full' });
            }
            account.free -= 1;
            added.push(host);
            return answer(
              now === 'late' ? { kind: 'unknown', error: error('network') } : done(host),
            );
          },
          NOW,
        );
        run.start();
        await run.settled();
        for (let round = 0; round < 40 && !account.full; round += 1) {
          run.retry();
          await run.settled();
        }
        expect(new Set(added).size).toBe(added.length);
        const isDone = said(run).filter((each) => each.endsWith(': done'));
        // An add that was told as unknown may be there: it is looked at when it is tried again.
        for (const each of isDone) expect(added).toContain(each.replace(': done', ''));
        expect(account.full || isDone.length === hosts.length).toBe(true);
        expect(run.state()).toMatchObject({ phase: 'ended', until: null, stopping: false });
        expect(said(run).some((each) => /waiting|writing/.test(each))).toBe(false);
      },
    ),
  );
});

describe('against the backend', () => {
  afterEach(() => {
    vi.unstubAllGlobals();
  });

  test('15 into 7 places, with two faults: the right ones, the rest explained, nothing twice', async () => {
    const world = createWorld({ settings: { strict: true } });
    const answer = createFetch(createHandlers(world, { credential: 'person' }));
    vi.stubGlobal('fetch', (path: string, init: RequestInit) =>
      answer(new Request(`http://backend.test${path}`, init)),
    );
    const queryClient = createQueryClient(() => 0);
    const { data } = await client.send('getCaller');
    const accountId = data.accounts[0]?.account_id ?? '';
    const params = { account_id: accountId };
    const domains = async () => (await client.send('listDomains', { params })).data.data;
    const theirs = async (operation: 'addDomain' | 'removeDomain', domain: string) => {
      const of = operation === 'addDomain' ? { params, body: { host: domain } } : {};
      const act = { operation, params: { ...params, domain }, ...of };
      expect((await letAct(world, act)).status).toBeLessThan(300);
    };
    for (const { host } of await domains()) await theirs('removeDomain', host);
    for (let index = 0; index < 13; index += 1)
      await theirs('addDomain', `old${index}.example.com`);

    const hosts = Array.from({ length: 15 }, (_, index) => `new${index}.example.com`);
    hosts[1] = FOREIGN_HOSTS[0] ?? '';
    await startFault(world, { kind: 'answer_lost', operation: 'addDomain' });
    await startFault(world, { kind: 'status', status: 503, operation: 'addDomain', times: 2 });
    const run = createDomainRun(
      hosts.map(add),
      ({ host, act, seen }) => writeDomain(queryClient, accountId, host, act, seen),
      NOW,
    );
    run.start();
    await run.settled();
    const firstSix = hosts.filter((_, index) => index !== 1).slice(0, 7);
    const there = async () => (await domains()).map(({ host }) => host);
    // The first lost its answer, and was found there; the second met 503 twice; then 7 places.
    expect((await there()).filter((host) => hosts.includes(host))).toEqual(firstSix);
    expect(said(run)).toEqual([
      `${hosts[0]}: done`,
      `${hosts[1]}: refused`,
      ...firstSix.slice(1).map((host) => `${host}: done`),
      'new8.example.com: full',
      ...hosts.slice(9).map((host) => `${host}: left`),
    ]);

    // Places become free: trying again finishes.
    for (let index = 0; index < 13; index += 1) {
      await theirs('removeDomain', `old${index}.example.com`);
    }
    run.retry();
    await run.settled();
    expect(said(run)).toEqual(
      hosts.map((host, index) => `${host}: ${index === 1 ? 'held' : 'done'}`),
    );
    const now = await there();
    expect(now.toSorted()).toEqual(hosts.filter((_, index) => index !== 1).toSorted());
    run.retry();
    await run.settled();
    expect(await there()).toEqual(now);
  });
});
