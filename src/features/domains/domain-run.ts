import { useSyncExternalStore } from 'react';
import { ApiError, isRead } from '#api/errors.ts';
import { MIN_PAUSE_MS, DEFAULT_PAUSE_MS } from '#api/rate-gate.ts';
import { PATIENCE_MS } from '#api/retry.ts';
import type { DomainAct, DomainOutcome } from '#api/write-domains.ts';
import type { Domain } from '#contract/domain.ts';

/** One write of a run. `seen`: the row as the person saw it; null for an add. */
export type RunRow = { host: string; act: DomainAct; seen: Domain | null };

/** How far one write is. `left`: not tried, since the run stopped before it. */
export type RowState =
  | { kind: 'waiting' }
  | { kind: 'writing' }
  | { kind: 'ended'; outcome: DomainOutcome }
  | { kind: 'left' };

/**
 * Why a run stopped before its end.
 *
 * - `asked`: somebody pressed stop.
 * - `full`: the account has no place left.
 * - `unreachable`: no network, or no answer even to a read.
 * - `signed_out`: 401. `forbidden`: 403, which the rest would meet as well.
 * - `pause`: AuthPI asked for a pause that is too long to wait for.
 */
export type RunStop = 'asked' | 'full' | 'unreachable' | 'signed_out' | 'forbidden' | 'pause';

/** A run as it stands. */
export type DomainRunState = {
  readonly phase: 'ready' | 'running' | 'ended';
  readonly rows: readonly RunStep[];
  /** It ends after the write under way. */
  readonly stopping: boolean;
  /** Until when it waits because AuthPI asked for a pause (Unix ms); null: it does not. */
  readonly until: number | null;
  /** Why it stopped before its end; null: it did not. */
  readonly stop: RunStop | null;
};

/** A row of a run, and how far it is. */
export type RunStep = { readonly row: RunRow; readonly state: RowState };

/** Several writes, one by one. See {@link createDomainRun}. */
export type DomainRun = {
  /** The same object until something changes. */
  state: () => DomainRunState;
  /** Hears of each change. Returns how to unsubscribe. */
  subscribe: (listener: () => void) => () => void;
  /** Begins; does nothing but the first time. */
  start: () => void;
  /** Tries those that failed or were left once more ({@link mayRetry}); nothing while it runs. */
  retry: () => void;
  /** Ends before the next write. */
  stop: () => void;
  /** Resolves when nothing is under way. */
  settled: () => Promise<void>;
};

/** What a run is told by, and waits by. */
type RunPorts = {
  /** Waits that long, in milliseconds, or until the signal. */
  wait?: (ms: number, signal: AbortSignal) => Promise<void>;
  /** Whether there is a network, as far as the browser knows. */
  isOnline?: () => boolean;
};

/**
 * Writes rows one by one, each once. A pause that AuthPI asks for is waited for, and the same row
 * tried again after it. It stops where the next rows would meet the same: signed out, no right to it,
 * no network; and at the last free place the adds that are left are not tried.
 *
 * @param write never rejects, and finds out by itself what came of a lost answer (`writeDomain`)
 * @param ports for tests
 */
export function createDomainRun(
  rows: readonly RunRow[],
  write: (row: RunRow) => Promise<DomainOutcome>,
  { wait = waitFor, isOnline = () => navigator.onLine }: RunPorts = {},
): DomainRun {
  let state: DomainRunState = {
    phase: 'ready',
    rows: rows.map((row) => ({ row, state: { kind: 'waiting' } })),
    stopping: false,
    until: null,
    stop: null,
  };
  const listeners = new Set<() => void>();
  let under: Promise<void> = Promise.resolve();
  let halt = new AbortController();

  const show = (next: Partial<DomainRunState>) => {
    state = { ...state, ...next };
    for (const listener of listeners) listener();
  };
  const showRow = (at: number, row: RunRow, now: RowState) =>
    show({ rows: state.rows.with(at, { row, state: now }) });

  const goOn = async (): Promise<void> => {
    for (;;) {
      const at = state.rows.findIndex((step) => step.state.kind === 'waiting');
      const step = state.rows[at];
      if (step === undefined) break;
      if (halt.signal.aborted) {
        leave(() => true, 'asked');
        break;
      }
      const { row } = step;
      showRow(at, row, { kind: 'writing' });
      const outcome = await write(row);
      const pause = pauseOf(outcome);
      if (pause !== null && pause <= PATIENCE_MS) {
        showRow(at, row, { kind: 'waiting' });
        show({ until: Date.now() + pause });
        await wait(pause, halt.signal);
        show({ until: null });
        continue;
      }
      showRow(at, row, { kind: 'ended', outcome });
      if (outcome.kind === 'full') leave(({ act }) => act.do === 'add', 'full');
      const stop = pause === null ? stopOf(outcome, isOnline) : 'pause';
      if (stop !== null) leave(() => true, stop);
    }
    show({ phase: 'ended', stopping: false });
  };
  /** What waits, and is not tried any more. */
  const leave = (which: (row: RunRow) => boolean, stop: RunStop) =>
    show({
      stop,
      rows: state.rows.map((step) =>
        step.state.kind === 'waiting' && which(step.row)
          ? { row: step.row, state: { kind: 'left' } }
          : step,
      ),
    });
  const run = (next: readonly RunStep[]) => {
    halt = new AbortController();
    show({ phase: 'running', stopping: false, stop: null, rows: next });
    under = goOn();
  };

  return {
    state: () => state,
    subscribe: (listener) => {
      listeners.add(listener);
      return () => {
        listeners.delete(listener);
      };
    },
    start: () => {
      if (state.phase === 'ready') run(state.rows);
    },
    retry: () => {
      if (state.phase !== 'ended' || !state.rows.some(mayRetry)) return;
      run(state.rows.map((step) => (mayRetry(step) ? again(step) : step)));
    },
    stop: () => {
      if (state.phase !== 'running') return;
      halt.abort();
      show({ stopping: true });
    },
    settled: () => under,
  };
}

/** A run as it stands, followed. */
export function useDomainRun(run: DomainRun): DomainRunState {
  return useSyncExternalStore(run.subscribe, run.state);
}

/** Whether a row that is over may end otherwise when it is tried again. */
export function mayRetry({ row, state }: RunStep): boolean {
  if (state.kind === 'left') return true;
  if (state.kind !== 'ended') return false;
  const { outcome } = state;
  switch (outcome.kind) {
    case 'done':
    case 'issuer_gone':
      return false;
    case 'domain_gone':
      return row.act.do === 'add';
    case 'refused': {
      const { error } = outcome;
      // The very same values would be refused again.
      return !(error instanceof ApiError && error.kind === 'invalid' && error.fields.length > 0);
    }
    default:
      return true;
  }
}

/** A row that is to be tried again: what somebody else made of it has been shown since. */
function again({ row, state }: RunStep): RunStep {
  const moved = state.kind === 'ended' && state.outcome.kind === 'moved' ? state.outcome : null;
  const seen = moved === null ? row.seen : moved.domain;
  return { row: { ...row, seen }, state: { kind: 'waiting' } };
}

/** How long AuthPI asks to wait, in milliseconds; null: it does not. */
function pauseOf(outcome: DomainOutcome): number | null {
  const error = errorOf(outcome);
  if (!(error instanceof ApiError) || error.kind !== 'rate_limited') return null;
  return Math.max(MIN_PAUSE_MS, error.retryAfterMs ?? DEFAULT_PAUSE_MS);
}

function stopOf(outcome: DomainOutcome, isOnline: () => boolean): RunStop | null {
  const error = errorOf(outcome);
  if (!(error instanceof ApiError)) return null;
  switch (error.kind) {
    case 'unauthorized':
      return 'signed_out';
    case 'forbidden':
      return 'forbidden';
    case 'network':
      // One lost request is one row's; a read has been tried several times.
      return isRead(error.operation) || !isOnline() ? 'unreachable' : null;
    default:
      return null;
  }
}

function errorOf(outcome: DomainOutcome): unknown {
  return outcome.kind === 'refused' || outcome.kind === 'unknown' ? outcome.error : null;
}

function waitFor(ms: number, signal: AbortSignal): Promise<void> {
  return new Promise((resolve) => {
    const timer = setTimeout(resolve, ms);
    const end = () => {
      clearTimeout(timer);
      resolve();
    };
    if (signal.aborted) end();
    else signal.addEventListener('abort', end, { once: true });
  });
}
