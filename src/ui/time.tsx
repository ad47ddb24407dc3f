import { useSyncExternalStore } from 'react';
import { fullTime, isoTime, timeWords } from './time-words.ts';

/** A time in Unix milliseconds: in words, with the whole of it in the title. */
export function Time({ at, now }: { at: number | null | undefined; now: number }) {
  return timeElement(at, now);
}

/** {@link Time} for rows: an element without a component around it (see issuer-row.tsx). */
export function timeElement(at: number | null | undefined, now: number) {
  const iso = at == null ? null : isoTime(at);
  if (at == null || iso === null) return <span>unknown</span>;
  return (
    <time dateTime={iso} title={fullTime(at)}>
      {timeWords(at, now)}
    </time>
  );
}

/** "2 minutes ago" must not stay on a screen that is left open. */
const TICK_MS = 60_000;

let now = Date.now();
let timer: ReturnType<typeof setInterval> | undefined;
const listeners = new Set<() => void>();

/** The time, to the minute: one clock for the whole page. */
export function useNow(): number {
  return useSyncExternalStore(subscribe, () => now);
}

function subscribe(listener: () => void) {
  listeners.add(listener);
  if (timer === undefined) {
    timer = setInterval(tick, TICK_MS);
    document.addEventListener('visibilitychange', tick);
    // Nobody watched the clock since; at once, but not during the render that subscribes.
    queueMicrotask(tickIfLate);
  }
  return () => {
    listeners.delete(listener);
    if (listeners.size > 0) return;
    clearInterval(timer);
    document.removeEventListener('visibilitychange', tick);
    timer = undefined;
  };
}

function tick() {
  if (document.visibilityState === 'hidden') return;
  now = Date.now();
  for (const listener of listeners) listener();
}

function tickIfLate() {
  if (Date.now() - now > TICK_MS) tick();
}
