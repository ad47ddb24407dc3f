import { useMemo, useSyncExternalStore } from 'react';
import { isJsonObject } from '#contract/values.ts';
import { createKept } from '#ui/kept.ts';
import type { Kept } from '#ui/kept.ts';

/** What nobody but a person knows of a domain, as this browser was told. */
export type DomainNotes = {
  /** Whether the host has traffic today; null: not answered yet. */
  readonly inUse: boolean | null;
  /** The issuer whose callback URLs at this host are registered; null: nobody said so. */
  readonly registeredFor: string | null;
};

const NOTHING: DomainNotes = { inUse: null, registeredFor: null };

const stores = new Map<string, Kept<DomainNotes>>();

/**
 * The notes on a domain, and how to change them. Tabs keep in step. Where storage is switched off,
 * they last as long as the page.
 */
export function useDomainNotes(
  accountId: string,
  host: string,
): readonly [DomainNotes, (change: Partial<DomainNotes>) => void] {
  const store = useMemo(() => storeOf(accountId, host), [accountId, host]);
  const notes = useSyncExternalStore(store.subscribe, store.read);
  return [notes, (change) => store.write({ ...store.read(), ...change })];
}

/** The same object each time. */
function storeOf(accountId: string, host: string): Kept<DomainNotes> {
  const key = `authpi-domain-notes-1:${JSON.stringify([accountId, host])}`;
  const store = stores.get(key) ?? createKept(key, parseNotes);
  stores.set(key, store);
  return store;
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
