import type { Finding } from './finding.ts';
import { isGreen } from './judge.ts';
import { isSame } from './same-findings.ts';

/** What is known of a subject, and when it is asked about again. Times are Unix milliseconds. */
export type DoctorState = {
  /** Null until the first check has ended. */
  readonly findings: readonly Finding[] | null;
  readonly checking: boolean;
  readonly checkedAt: number | null;
  /** Null while a check is under way, and while it waits. */
  readonly nextAt: number | null;
  /** Why no check is due: nobody looks at the page, or there is no network. */
  readonly waits: 'hidden' | 'offline' | null;
  /** The end of a pause that was asked for. Nothing is asked before it, whoever wants it. */
  readonly pausedUntil: number | null;
};

/** Before the first check. */
export const UNCHECKED: DoctorState = {
  findings: null,
  checking: false,
  checkedAt: null,
  nextAt: null,
  waits: null,
  pausedUntil: null,
};

/** What a doctor stands on. Times are milliseconds. */
export type DoctorPorts = {
  /** One check. May reject only when the signal aborts. */
  examine: (signal: AbortSignal) => Promise<readonly Finding[]>;
  now: () => number;
  /** Does something later. Returns how not to. */
  later: (act: () => void, ms: number) => () => void;
  /** Why nothing should be asked now; null: nothing is in the way. */
  waits: () => DoctorState['waits'];
  /** Tells when what `waits` says may have changed. Returns how to stop. */
  onWake: (listener: () => void) => () => void;
  /** A check has ended. `pressed`: a person asked for it. */
  ended: (news: {
    before: readonly Finding[] | null;
    now: readonly Finding[];
    changed: boolean;
    pressed: boolean;
  }) => void;
};

/** Asks again and again. See {@link createDoctor}. */
export type Doctor = {
  /** For `useSyncExternalStore`: the same object until something changes. */
  state: () => DoctorState;
  /** For `useSyncExternalStore`. It asks for as long as somebody listens. */
  subscribe: (listener: () => void) => () => void;
  /** At once, and then often again. While a check is under way, that one counts. */
  checkNow: () => void;
};

/** Waits between checks that find the same, in milliseconds; the last one from then on. */
const BACK_OFF = [5_000, 10_000, 20_000, 40_000, 60_000];

/** The same, once nothing is left to wait for. */
const SLOW = [60_000, 300_000];

/** A pause that is asked for without its length, and the longest that is kept to (ms). */
const [PAUSE_MS, LONGEST_PAUSE_MS] = [5_000, 300_000];

/**
 * Checks a subject for as long as somebody listens, the page is looked at and there is a network.
 *
 * Between checks that find the same it waits longer and longer; a change, and a person who wants to
 * know, start it over. Where it is known when a resolver will ask anew, it checks then. Who comes back
 * to the page sees a check that is overdue start at once.
 */
export function createDoctor(ports: DoctorPorts): Doctor {
  let state = UNCHECKED;
  const listeners = new Set<() => void>();
  /** How many checks in a row found the same. */
  let same = 0;
  /** When a check is due, Unix ms. */
  let dueAt = 0;
  let pressed = false;
  let running: AbortController | null = null;
  let dropTimer = () => {};
  let dropWake = () => {};

  const show = (change: Partial<DoctorState>) => {
    state = { ...state, ...change };
    for (const listener of listeners) listener();
  };

  /** Checks, or sees to it that it will. */
  const plan = () => {
    dropTimer();
    if (listeners.size === 0 || running !== null) return;
    const waits = ports.waits();
    const ms = dueAt - ports.now();
    if (waits !== null) {
      show({ waits, nextAt: null });
    } else if (ms <= 0) {
      void check();
    } else {
      dropTimer = ports.later(plan, ms);
      show({ waits: null, nextAt: dueAt });
    }
  };

  const check = async () => {
    const controller = new AbortController();
    running = controller;
    show({ checking: true, waits: null, nextAt: null, pausedUntil: null });
    let found: readonly Finding[];
    try {
      found = await ports.examine(controller.signal);
    } catch (error) {
      if (controller.signal.aborted) return;
      running = null;
      show({ checking: false });
      throw error;
    }
    if (controller.signal.aborted) return;
    running = null;
    end(found);
  };

  const end = (found: readonly Finding[]) => {
    const before = state.findings;
    const changed = before === null || !isSame(before, found);
    same = changed || pressed ? 0 : same + 1;
    const at = ports.now();
    const pause = pauseOf(found);
    const pausedUntil = pause === null ? null : at + pause;
    dueAt = Math.max(at + waitAfter(found, same), pausedUntil ?? 0);
    const news = { before, now: found, changed, pressed };
    pressed = false;
    show({ findings: found, checking: false, checkedAt: at, pausedUntil });
    ports.ended(news);
    plan();
  };

  const start = () => {
    // A page that was left for a while and came back looks at once.
    dropWake = ports.onWake(plan);
    plan();
  };

  const stop = () => {
    dropWake();
    dropTimer();
    running?.abort();
    running = null;
    pressed = false;
    state = { ...state, checking: false, nextAt: null };
  };

  return {
    state: () => state,
    subscribe: (listener) => {
      listeners.add(listener);
      if (listeners.size === 1) start();
      return () => {
        listeners.delete(listener);
        if (listeners.size === 0) stop();
      };
    },
    checkNow: () => {
      if (state.pausedUntil !== null && ports.now() < state.pausedUntil) return;
      pressed = true;
      dueAt = 0;
      plan();
    },
  };
}

/** How long to wait after a check (ms), which is the `same`-th in a row to find this. */
function waitAfter(findings: readonly Finding[], same: number): number {
  const steps = isGreen(findings) ? SLOW : BACK_OFF;
  const step = steps[Math.min(same, steps.length - 1)] ?? 0;
  const ends = findings
    .map((finding) => (finding.kind === 'spreading' ? finding.ttl : null))
    .filter((ttl) => ttl !== null);
  // A second later: a resolver's seconds are whole ones. And never without a breath between.
  return Math.min(step, ...ends.map((ttl) => Math.max(1, ttl + 1) * 1000));
}

/** The longest pause that was asked for, in milliseconds; null: none was. */
export function pauseOf(findings: readonly Finding[]): number | null {
  const pauses = findings
    .filter((finding) => finding.kind === 'could_not_ask')
    .filter(({ why }) => why === 'rate_limited')
    .map(({ retryAfterMs }) => Math.min(LONGEST_PAUSE_MS, retryAfterMs ?? PAUSE_MS));
  return pauses.length === 0 ? null : Math.max(...pauses, 1_000);
}
