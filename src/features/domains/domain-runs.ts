import type { QueryClient } from '@tanstack/react-query';
import { useSyncExternalStore } from 'react';
import { writeDomain } from '#api/write-domains.ts';
import { createDomainRun } from './domain-run.ts';
import type { DomainRun, RunRow } from './domain-run.ts';
import { giveVoice } from './run-voice.ts';

/** The run of an account for one purpose: the one under way, or the last. */
export type DomainRuns = {
  /** The one under way, or the last; null: there is none, or it was dismissed. */
  current: () => DomainRun | null;
  /** Hears when there is another one. Returns how to unsubscribe. */
  subscribe: (listener: () => void) => () => void;
  /** Begins one and starts it; does nothing while another is under way. */
  begin: (rows: readonly RunRow[]) => void;
  /** Forgets one that is not under way. */
  dismiss: () => void;
};

/** By page load: what is under way goes on, and is met again, when a page is left. */
const known = new WeakMap<QueryClient, Map<string, DomainRuns>>();

/** The runs of an account for one purpose; the same object each time. */
export function domainRunsOf(
  queryClient: QueryClient,
  accountId: string,
  purpose: 'add' | 'several',
): DomainRuns {
  const all = known.get(queryClient) ?? new Map<string, DomainRuns>();
  known.set(queryClient, all);
  const key = JSON.stringify([accountId, purpose]);
  const runs = all.get(key) ?? createRuns(queryClient, accountId);
  all.set(key, runs);
  return runs;
}

/** The run of an account for a purpose, followed; null: there is none. */
export function useCurrentRun(runs: DomainRuns): DomainRun | null {
  return useSyncExternalStore(runs.subscribe, runs.current);
}

function createRuns(queryClient: QueryClient, accountId: string): DomainRuns {
  let current: DomainRun | null = null;
  const listeners = new Set<() => void>();
  const show = (run: DomainRun | null) => {
    current = run;
    for (const listener of listeners) listener();
  };
  return {
    current: () => current,
    subscribe: (listener) => {
      listeners.add(listener);
      return () => {
        listeners.delete(listener);
      };
    },
    begin: (rows) => {
      if (isUnderWay(current)) return;
      const run = createDomainRun(rows, ({ host, act, seen }) =>
        writeDomain(queryClient, accountId, host, act, seen),
      );
      askedAboutReload(run);
      giveVoice(run);
      show(run);
      run.start();
    },
    dismiss: () => {
      if (!isUnderWay(current)) show(null);
    },
  };
}

function isUnderWay(run: DomainRun | null): boolean {
  return run?.state().phase === 'running';
}

/** A reload would cut a run short. Leaving the page within the tab does not. */
function askedAboutReload(run: DomainRun): void {
  const ask = (event: BeforeUnloadEvent) => event.preventDefault();
  run.subscribe(() => {
    // While nothing runs the listener would only keep the page out of the browser's own cache.
    if (run.state().phase === 'running') addEventListener('beforeunload', ask);
    else removeEventListener('beforeunload', ask);
  });
}
