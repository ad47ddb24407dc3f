import { PATIENCE_MS } from './retry.ts';

/** How long a 429 without a readable `Retry-After` closes the gate, in milliseconds. */
export const DEFAULT_PAUSE_MS = 5_000;

/** The shortest pause, in milliseconds: `Retry-After: 0` is a second rounded down. */
export const MIN_PAUSE_MS = 1_000;

/** Time between two waiting reads once the gate opens, in milliseconds. */
export const STAGGER_MS = 100;

/** What a countdown shows: when reads go on, in Unix milliseconds; null while they flow. */
export type RateSnapshot = { readonly until: number | null };

/** The one gate of the host. See {@link createRateGate}. */
export type RateGate = {
  /**
   * Resolves when a read may leave: at once while the gate is open.
   *
   * @throws the signal's reason, when it aborts first
   */
  pass: (signal?: AbortSignal) => Promise<void>;
  /** Tells of a 429, with the wait it asked for in milliseconds. A running pause never shrinks. */
  close: (retryAfterMs: number | null) => void;
  /** For `useSyncExternalStore`: the same object until something changes. */
  snapshot: () => RateSnapshot;
  /** For `useSyncExternalStore`. Returns how to unsubscribe. */
  subscribe: (listener: () => void) => () => void;
};

const OPEN: RateSnapshot = { until: null };

/**
 * Holds every read back while the host asks for a pause (contract §11: limits are per client
 * address, so one 429 speaks for all requests). Writes do not pass here: a person asked for them.
 *
 * When a pause ends, those who waited leave one by one, in order: all at once would meet the same
 * limit together, and a 429 to the first keeps the rest from leaving at all.
 *
 * The pause is an instant, not a duration per request: a retry that has waited for the same
 * `Retry-After` finds the gate open and does not wait twice.
 *
 * @param now the clock, Unix milliseconds
 */
export function createRateGate(now: () => number = Date.now): RateGate {
  let current = OPEN;
  let timer: ReturnType<typeof setTimeout> | null = null;
  const queue = new Set<() => void>();
  const listeners = new Set<() => void>();

  function show(until: number | null): void {
    if (current.until === until) return;
    current = until === null ? OPEN : { until };
    for (const listener of listeners) listener();
  }

  function tickIn(ms: number): void {
    if (timer !== null) clearTimeout(timer);
    timer = setTimeout(tick, ms);
  }

  /** The pause is over, or the next one's turn has come. */
  function tick(): void {
    timer = null;
    show(null);
    const [next] = queue;
    if (next === undefined) return;
    queue.delete(next);
    // Armed before it goes: who passes in the same moment still queues behind.
    tickIn(STAGGER_MS);
    next();
  }

  function pass(signal?: AbortSignal): Promise<void> {
    // Timers stand still while a machine sleeps; the clock does not.
    if (current.until !== null && now() >= current.until) tickIn(0);
    return new Promise((resolve, reject) => {
      if (signal?.aborted === true) {
        reject(reasonOf(signal));
        return;
      }
      if (timer === null) {
        resolve();
        return;
      }
      queue.add(resolve);
      const leave = () => {
        queue.delete(resolve);
        reject(reasonOf(signal));
      };
      signal?.addEventListener('abort', leave, { once: true });
    });
  }

  function close(retryAfterMs: number | null): void {
    const pause = Math.max(MIN_PAUSE_MS, retryAfterMs ?? DEFAULT_PAUSE_MS);
    // A wrong clock or an edge in panic must not shut the page for a day.
    const until = now() + Math.min(PATIENCE_MS, pause);
    if (current.until !== null && current.until >= until) return;
    tickIn(until - now());
    show(until);
  }

  return {
    pass,
    close,
    snapshot: () => current,
    subscribe: (listener) => {
      listeners.add(listener);
      return () => {
        listeners.delete(listener);
      };
    },
  };
}

function reasonOf(signal: AbortSignal | undefined): Error {
  const reason: unknown = signal?.reason;
  return reason instanceof Error ? reason : new DOMException('Aborted', 'AbortError');
}
