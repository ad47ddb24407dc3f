import { QueryClient } from '@tanstack/react-query';
import { OPERATIONS } from '#contract/operations.ts';
import { ApiError } from './errors.ts';
import { retryDecision } from './retry.ts';
import type { RetryDecision } from './retry.ts';

/** How long data counts as fresh, in milliseconds: a loader and its page ask once, Back not at all. */
const FRESH_MS = 30_000;

/** How long data nobody shows is kept, in milliseconds. */
const KEPT_MS = 10 * 60_000;

/**
 * The query cache with settings that fit this API; the library's own do not (docs/architecture.md).
 *
 * @param random in [0, 1), for the jitter of retries
 */
export function createQueryClient(random: () => number = Math.random): QueryClient {
  function decide(attempt: number, error: Error): RetryDecision {
    if (!(error instanceof ApiError)) return { retry: false };
    const { operation, kind, status, retryAfterMs } = error;
    const { method } = OPERATIONS[operation];
    return retryDecision({ method, kind, status, attempt, retryAfterMs, random: random() });
  }

  return new QueryClient({
    defaultOptions: {
      queries: {
        retry: (attempt, error) => decide(attempt, error).retry,
        retryDelay: (attempt, error) => {
          const decision = decide(attempt, error);
          return decision.retry ? decision.delayMs : 0;
        },
        // What failed in a loader is not asked again by the page that shows the failure.
        retryOnMount: false,
        // Offline is an error with words and a Retry, not a skeleton that never ends.
        networkMode: 'always',
        // 'always' switches this off unless told.
        refetchOnReconnect: true,
        // A list would refetch all its pages one after another; one resource opts in.
        refetchOnWindowFocus: false,
        staleTime: FRESH_MS,
        gcTime: KEPT_MS,
        // The library's sharing copies objects and loses a key named `__proto__` on the way.
        structuralSharing: false,
      },
      mutations: {
        networkMode: 'always',
        retry: false,
        // Variables of a mutation may hold what a person typed: not kept once it is settled.
        gcTime: 0,
      },
    },
  });
}
