import type { JsonObject } from '../values.ts';

// AuthPI publishes no expiry of the credentials behind an auth method (a client secret, Apple's
// key), and AuthPI never reads what is kept here. It is this dashboard's own convention: the issuer's
// metadata holds the last day on which they are good.

/** How long before its last day an expiry is warned of, in days. */
export const EXPIRY_WARNING_DAYS = 30;

const DAY_MS = 86_400_000;

/**
 * When credentials expire, as the issuer's metadata says.
 *
 * - `day`: the last day on which they are good, `YYYY-MM-DD`; it ends at midnight UTC.
 * - `unreadable`: something stands there that is no day. Kept as it came.
 */
export type Expiry = { kind: 'day'; day: string } | { kind: 'unreadable'; value: unknown };

/** How far an expiry is. `days` counts from today to its day, in UTC; below zero once it is over. */
export type ExpiryDistance = { state: 'far' | 'soon' | 'over'; days: number };

/** The key of the issuer's metadata under which an auth method's expiry stands (ours). */
export function expiryKey(methodId: string): string {
  return `expires.${methodId}`;
}

/** The expiry of an auth method's credentials; null where the metadata names none. */
export function expiryOf(metadata: JsonObject | null | undefined, methodId: string): Expiry | null {
  const key = expiryKey(methodId);
  if (metadata == null || !Object.hasOwn(metadata, key)) return null;
  const value = metadata[key];
  if (value == null) return null;
  return typeof value === 'string' && isDay(value)
    ? { kind: 'day', day: value }
    : { kind: 'unreadable', value };
}

/**
 * How far a day of {@link expiryOf} is.
 *
 * @param now Unix milliseconds
 */
export function expiryDistance(day: string, now: number): ExpiryDistance {
  const days = Math.round(startOf(day) / DAY_MS) - Math.floor(now / DAY_MS);
  if (days < 0) return { state: 'over', days };
  return { state: days <= EXPIRY_WARNING_DAYS ? 'soon' : 'far', days };
}

/** Whether a text is a day of the calendar, written `YYYY-MM-DD` and in no other way. */
function isDay(text: string): boolean {
  if (!/^\d{4}-\d{2}-\d{2}$/.test(text)) return false;
  const start = startOf(text);
  // Some engines read 30 February as 2 March.
  return !Number.isNaN(start) && new Date(start).toISOString().startsWith(text);
}

/** The first moment of a day, UTC. */
function startOf(day: string): number {
  return Date.parse(`${day}T00:00:00Z`);
}
