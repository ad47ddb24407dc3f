import { useMemo, useSyncExternalStore } from 'react';
import { isJsonObject } from '#contract/values.ts';

/** What nobody but a person knows of a domain, as this browser was told. */
export type DomainNotes = {
  /** Whether the host has traffic today; null: not answered yet. */
  readonly inUse: boolean | null;
  /** The issuer whose callback URLs at this host are registered; null: nobody said so. */
  readonly registeredFor: string | null;
};

const NOTHING: DomainNotes = { inUse: null, registeredFor: null };

/** Where the notes on a domain are kept. */
type Store = {
  /** The same object until something changes. */
  read: () => DomainNotes;
  write: (change: Partial<DomainNotes>) => void;
  subscribe: (listener: () => void) => () => void;
};

const stores = new Map<string, Store>();

/**
 * The notes on a domain, and how to change them. Tabs keep in step. Where storage is switched off,
 * they last as long as the page.
 */
export function useDomainNotes(
  accountId: string,
  host: string,
): readonly [DomainNotes, Store['write']] {
  const store = useMemo(() => storeOf(accountId, host), [accountId, host]);
  return [useSyncExternalStore(store.subscribe, store.read), store.write];
}

/** See {@link useDomainNotes}. The version is in the name: another shape is another name. */
function storeOf(accountId: string, host: string): Store {
  const key = `authpi-domain-notes-1:${JSON.stringify([accountId, host])}`;
  const store = stores.get(key) ?? createStore(key);
  stores.set(key, store);
  return store;
}

function createStore(key: string): Store {
  const listeners = new Set<() => void>();
  let text: string | null = null;
  let current = NOTHING;
  let isKept = true;

  const read = () => {
    if (!isKept) return current;
    try {
      const stored = localStorage.getItem(key);
      if (stored !== text) [text, current] = [stored, parseNotes(stored)];
    } catch {
      // Storage is switched off.
    }
    return current;
  };
  const onStorage = (event: StorageEvent) => {
    // A key of null means that everything was cleared.
    if (event.key !== key && event.key !== null) return;
    for (const listener of listeners) listener();
  };
  return {
    read,
    write: (change) => {
      current = { ...read(), ...change };
      text = JSON.stringify(current);
      try {
        localStorage.setItem(key, text);
        isKept = true;
      } catch {
        // Storage is switched off, or full.
        isKept = false;
      }
      for (const listener of listeners) listener();
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

/** What was kept, as far as it can be read. */
function parseNotes(text: string | null): DomainNotes {
  if (text === null) return NOTHING;
  let kept: unknown;
  try {
    kept = JSON.parse(text);
  } catch {
    return NOTHING;
  }
  if (!isJsonObject(kept)) return NOTHING;
  const { inUse, registeredFor } = kept;
  return {
    inUse: typeof inUse === 'boolean' ? inUse : null,
    registeredFor: typeof registeredFor === 'string' ? registeredFor : null,
  };
}
