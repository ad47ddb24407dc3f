import { useSyncExternalStore } from 'react';
import { array, enum as oneOf, object, optional, string, unknown } from 'zod/mini';
import type { output } from 'zod/mini';
import { check } from '#contract/check.ts';
import { createKept } from '#ui/kept.ts';

/** A thing a person has been at. `name` is what it was called then. */
const place = object({
  kind: oneOf(['account', 'issuer', 'domain']),
  accountId: string(),
  /** A domain's is its host. */
  id: string(),
  name: string(),
});

/** See {@link place}. */
export type Place = output<typeof place>;

/** Where a person has been, and what they keep at hand. Newest first; each place once in each. */
export type Places = { readonly recent: readonly Place[]; readonly pinned: readonly Place[] };

const MAX_RECENT = 12;

/** How many places can be pinned. */
export const MAX_PINNED = 50;

const NOWHERE: Places = { recent: [], pinned: [] };

/** Whether two entries mean the same thing, whatever it is called. */
export function isSamePlace(a: Place, b: Place): boolean {
  return a.kind === b.kind && a.accountId === b.accountId && a.id === b.id;
}

/** Puts a visited place on top of the recent ones, and its name of today wherever it is kept. */
export function visited(places: Places, place: Place): Places {
  const renamed = (entry: Place) => (isSamePlace(entry, place) ? place : entry);
  const others = places.recent.filter((entry) => !isSamePlace(entry, place));
  return {
    recent: [place, ...others].slice(0, MAX_RECENT),
    pinned: places.pinned.map(renamed),
  };
}

/** Pins a place, or takes the pin off. With {@link MAX_PINNED} pins there is no room for another. */
export function pinToggled(places: Places, place: Place): Places {
  const others = places.pinned.filter((entry) => !isSamePlace(entry, place));
  if (others.length < places.pinned.length) return { ...places, pinned: others };
  if (others.length >= MAX_PINNED) return places;
  return { ...places, pinned: [place, ...others] };
}

/** Reads what was stored. What cannot be read is left out: it is a convenience, not a record. */
export function parsePlaces(stored: string | null): Places {
  let value: unknown;
  try {
    value = stored === null ? null : JSON.parse(stored);
  } catch {
    return NOWHERE;
  }
  const checked = check(
    object({ recent: optional(array(unknown())), pinned: optional(array(unknown())) }),
    value,
  );
  if (!checked.ok) return NOWHERE;
  return {
    recent: placesIn(checked.value.recent).slice(0, MAX_RECENT),
    pinned: placesIn(checked.value.pinned).slice(0, MAX_PINNED),
  };
}

function placesIn(values: readonly unknown[] = []): Place[] {
  const places: Place[] = [];
  for (const value of values) {
    const checked = check(place, value);
    if (!checked.ok) continue;
    const { kind, accountId, id, name } = checked.value;
    if (places.some((known) => isSamePlace(known, checked.value))) continue;
    places.push({ kind, accountId, id, name });
  }
  return places;
}

const kept = createKept('authpi-places-1', parsePlaces);

/** The places of this browser. Tabs keep in step. */
export function usePlaces(): Places {
  return useSyncExternalStore(kept.subscribe, kept.read);
}

/** The account a person was at last, as far as this browser knows. */
export function lastAccountId(): string | null {
  return kept.read().recent[0]?.accountId ?? null;
}

/** Notes a visit. Called when a page knows the name of what it shows. */
export function rememberPlace(place: Place): void {
  const before = kept.read();
  const [last] = before.recent;
  if (last !== undefined && isSamePlace(last, place) && last.name === place.name) return;
  kept.write(visited(before, place));
}

/** Pins a place, or takes the pin off. */
export function togglePin(place: Place): void {
  kept.write(pinToggled(kept.read(), place));
}
