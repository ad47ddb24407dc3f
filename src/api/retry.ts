import type { Operation } from '#contract/operations.ts';
import type { ErrorKind } from './errors.ts';

/** How often one read is asked again after its first failure. */
export const MAX_RETRIES = 3;

/** Upper bound of the first wait, in milliseconds; it doubles with each attempt. */
const BACKOFF_BASE_MS = 500;

/** Upper bound of any jittered wait, in milliseconds. */
export const BACKOFF_CAP_MS = 10_000;

/**
 * The longest `Retry-After` that is waited for, in milliseconds. A longer one is told to the person
 * instead: nobody looks at a page that answers in an hour.
 */
export const PATIENCE_MS = 10 * 60_000;

/** What a failed request has to say about being sent again. */
export type Failure = {
  method: Operation['method'];
  kind: ErrorKind;
  /** Null when no answer came. */
  status: number | null;
  /** Failures before this one: 0 for the first. */
  attempt: number;
  /** The wait the server asked for, in milliseconds. */
  retryAfterMs: number | null;
  /** In [0, 1). */
  random: number;
};

/** Whether to send again, and after how many milliseconds. */
export type RetryDecision = { retry: false } | { retry: true; delayMs: number };

const NO: RetryDecision = { retry: false };

/**
 * The retry rules (contract §4, "safe retries"): reads only, on network failure, 429, 502, 503 and
 * 504. Exponential backoff with full jitter, and never sooner than `Retry-After`.
 */
export function retryDecision(failure: Failure): RetryDecision {
  const { method, attempt, retryAfterMs, random } = failure;
  if (method !== 'GET' || attempt >= MAX_RETRIES || !isTransient(failure)) return NO;
  const asked = retryAfterMs ?? 0;
  if (asked > PATIENCE_MS) return NO;
  const ceiling = Math.min(BACKOFF_CAP_MS, BACKOFF_BASE_MS * 2 ** attempt);
  return { retry: true, delayMs: Math.max(asked, Math.round(random * ceiling)) };
}

function isTransient({ kind, status }: Failure): boolean {
  switch (kind) {
    case 'network':
    case 'rate_limited':
      return true;
    case 'server':
      return status === 502 || status === 503 || status === 504;
    default:
      return false;
  }
}
