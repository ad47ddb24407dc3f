import { useSyncExternalStore } from 'react';
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
  readonly rows: readonly { readonly row: RunRow; readonly state: RowState }[];
  /** It ends after the write under way. */
  readonly stopping: boolean;
  /** Until when it waits because AuthPI asked for a pause (Unix ms); null: it does not. */
  readonly until: number | null;
  /** Why rows were left; null: none were. */
  readonly stop: RunStop | null;
};

/** Several writes, one by one. See {@link createDomainRun}. */
export type DomainRun = {
  /** The same object until something changes. */
  state: () => DomainRunState;
  /** Hears of each change. Returns how to unsubscribe. */
  subscribe: (listener: () => void) => () => void;
  /** Begins; does nothing but the first time. */
  start: () => void;
  /** Tries those that failed or were left once more; does nothing while it runs. */
  retry: () => void;
  /** Ends before the next write. */
  stop: () => void;
  /** Resolves when nothing is under way. */
  settled: () => Promise<void>;
};

/**
 * Writes rows one by one.
 *
 * @param write never rejects
 */
export function createDomainRun(
  rows: readonly RunRow[],
  write: (row: RunRow) => Promise<DomainOutcome>,
): DomainRun {
  void write;
  const state: DomainRunState = {
    phase: 'ready',
    rows: rows.map((row) => ({ row, state: { kind: 'waiting' } })),
    stopping: false,
    until: null,
    stop: null,
  };
  return {
    state: () => state,
    subscribe: () => () => undefined,
    start: () => undefined,
    retry: () => undefined,
    stop: () => undefined,
    settled: () => Promise.resolve(),
  };
}

/** A run as it stands, followed. */
export function useDomainRun(run: DomainRun): DomainRunState {
  return useSyncExternalStore(run.subscribe, run.state);
}
