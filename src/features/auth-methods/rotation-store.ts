import { useQuery } from '@tanstack/react-query';
import { useMemo, useSyncExternalStore } from 'react';
import { callerQuery } from '#api/caller.ts';
import { personOf } from '#shared/person.ts';
import { NONE, parseRotations } from './rotation.ts';
import type { Rotation } from './rotation.ts';
import { ROTATIONS } from './rotations-remembered.ts';

/** Where rotations of an issuer are remembered. */
export type Rotations = {
  /** The same list until something changes. */
  all: () => readonly Rotation[];
  /** Remembers one, in the place of what was remembered of the same old method. */
  put: (rotation: Rotation) => void;
  forget: (oldId: string) => void;
  subscribe: (listener: () => void) => () => void;
};

const stores = new Map<string, Rotations>();

/**
 * What this browser remembers of the rotations in an issuer, for one person alone. Tabs keep in
 * step. Where storage is switched off, it lasts as long as the page.
 */
export function rotationsOf(person: string, accountId: string, issuerId: string): Rotations {
  const key = `${ROTATIONS}${JSON.stringify([person, accountId, issuerId])}`;
  const store = stores.get(key) ?? createRotations(key);
  stores.set(key, store);
  return store;
}

function createRotations(key: string): Rotations {
  const listeners = new Set<() => void>();
  let text: string | null = null;
  let current: readonly Rotation[] = NONE;
  let isKept = true;

  const all = () => {
    if (!isKept) return current;
    try {
      const stored = localStorage.getItem(key);
      if (stored !== text) [text, current] = [stored, parseRotations(stored)];
    } catch {
      // Storage is switched off.
    }
    return current;
  };
  const save = (rotations: readonly Rotation[]) => {
    current = rotations;
    text = rotations.length === 0 ? null : JSON.stringify(rotations);
    try {
      if (text === null) localStorage.removeItem(key);
      else localStorage.setItem(key, text);
      isKept = true;
    } catch {
      // Storage is switched off, or full.
      isKept = false;
    }
    for (const listener of listeners) listener();
  };
  const onStorage = (event: StorageEvent) => {
    // A key of null means that everything was cleared.
    if (event.key !== key && event.key !== null) return;
    for (const listener of listeners) listener();
  };
  return {
    all,
    put: (rotation) => save([...all().filter(({ oldId }) => oldId !== rotation.oldId), rotation]),
    forget: (oldId) => {
      const left = all().filter((each) => each.oldId !== oldId);
      if (left.length < all().length) save(left);
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

/**
 * The rotations of an issuer that this browser remembers for who is signed in, and where; null while
 * it is not known who that is.
 */
export function useRotations(
  accountId: string,
  issuerId: string,
): { rotations: Rotations; all: readonly Rotation[] } | null {
  const caller = useQuery({ ...callerQuery(), throwOnError: false }).data;
  const rotations = useMemo(
    () => (caller === undefined ? null : rotationsOf(personOf(caller), accountId, issuerId)),
    [caller, accountId, issuerId],
  );
  const all = useSyncExternalStore(rotations?.subscribe ?? never, rotations?.all ?? none);
  return useMemo(() => (rotations === null ? null : { rotations, all }), [rotations, all]);
}

const never = () => () => undefined;
const none = () => NONE;
