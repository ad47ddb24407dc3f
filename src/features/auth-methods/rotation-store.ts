import { useQuery } from '@tanstack/react-query';
import { useMemo, useSyncExternalStore } from 'react';
import { callerQuery } from '#api/caller.ts';
import { personOf } from '#shared/person.ts';
import { createKept } from '#ui/kept.ts';
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
  const { read: all, write, subscribe } = createKept(key, parseRotations, textOf);
  return {
    all,
    put: (rotation) => write([...all().filter(({ oldId }) => oldId !== rotation.oldId), rotation]),
    forget: (oldId) => {
      const left = all().filter((each) => each.oldId !== oldId);
      if (left.length < all().length) write(left);
    },
    subscribe,
  };
}

/** Where none is left, nothing says that there was one. */
function textOf(rotations: readonly Rotation[]): string | null {
  return rotations.length === 0 ? null : JSON.stringify(rotations);
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
