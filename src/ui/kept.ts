/** A value that this browser keeps, and tells of when it changes. */
export type Kept<Value> = {
  /** The same object until something changes. */
  read: () => Value;
  write: (value: Value) => void;
  /** Hears of each change, also of those that other tabs make. Returns how to unsubscribe. */
  subscribe: (listener: () => void) => () => void;
};

/**
 * Keeps a value in this browser. Tabs keep in step. Where storage is switched off, it lasts as long as
 * the page.
 *
 * @param key its version is in it: another shape is another name, and the old one is never misread
 * @param parse reads what was kept, as far as it can be read; null: nothing was
 * @param format what `parse` reads; null for what need not be kept
 */
export function createKept<Value>(
  key: string,
  parse: (text: string | null) => Value,
  format: (value: Value) => string | null = JSON.stringify,
): Kept<Value> {
  const listeners = new Set<() => void>();
  let text: string | null = null;
  let current = parse(text);
  let isKept = true;

  const tell = () => {
    for (const listener of listeners) listener();
  };
  const onStorage = (event: StorageEvent) => {
    // A key of null means that everything was cleared.
    if (event.key === key || event.key === null) tell();
  };
  return {
    // What another tab wrote a moment ago may not have been told of yet, so the storage is asked.
    read: () => {
      if (!isKept) return current;
      try {
        const stored = localStorage.getItem(key);
        if (stored !== text) [text, current] = [stored, parse(stored)];
      } catch {
        // Storage is switched off.
      }
      return current;
    },
    write: (value) => {
      current = value;
      text = format(value);
      try {
        if (text === null) localStorage.removeItem(key);
        else localStorage.setItem(key, text);
        isKept = true;
      } catch {
        // Storage is switched off, or full.
        isKept = false;
      }
      tell();
    },
    subscribe: (listener) => {
      if (listeners.size === 0) addEventListener('storage', onStorage);
      listeners.add(listener);
      return () => {
        listeners.delete(listener);
        if (listeners.size === 0) removeEventListener('storage', onStorage);
      };
    },
  };
}
