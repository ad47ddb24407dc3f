import type { QueryClient } from '@tanstack/react-query';
import type { DomainRun, RunRow } from './domain-run.ts';

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

/** The runs of an account by page load; the same object each time. */
export function domainRunsOf(
  queryClient: QueryClient,
  accountId: string,
  purpose: 'add' | 'several',
): DomainRuns {
  void [queryClient, accountId, purpose];
  return {
    current: () => null,
    subscribe: () => () => undefined,
    begin: () => undefined,
    dismiss: () => undefined,
  };
}

/** The run of an account for a purpose, followed; null: there is none. */
export function useCurrentRun(runs: DomainRuns): DomainRun | null {
  void runs;
  return null;
}
