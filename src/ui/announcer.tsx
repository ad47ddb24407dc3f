import { useSyncExternalStore } from 'react';

let message = '';
const listeners = new Set<() => void>();

/** Has a screen reader say a text when it is done with what it says now. */
export function announce(text: string): void {
  // A trailing space makes the same words a new text, or the second time would be silent.
  message = text === message ? `${text}\u00a0` : text;
  for (const listener of listeners) listener();
}

function subscribe(listener: () => void) {
  listeners.add(listener);
  return () => listeners.delete(listener);
}

/** The one place announcements come from. It must be in the page before the first of them. */
export function Announcer() {
  const text = useSyncExternalStore(subscribe, () => message);
  return (
    // What `output` is anyway; said because a dialog hides all the rest of the page.
    <output className="sr-only" aria-live="polite">
      {text}
    </output>
  );
}
