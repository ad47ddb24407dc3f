import { check } from '#contract/check.ts';
import { isJsonObject, metadata } from '#contract/values.ts';
import type { JsonObject } from '#contract/values.ts';
import { invalid } from './refusal.ts';

/** How an update treats a given object: AuthPI does not say, so tests run under both (contract §8). */
export const PATCH_MODES = ['merge', 'replace'] as const;

/** See {@link PATCH_MODES}. */
export type PatchMode = (typeof PATCH_MODES)[number];

/**
 * Merges deeply: null removes a key, an array or any other value replaces (as RFC 7396).
 *
 * Goes through entries, never through assignment, since `__proto__` and `constructor` are keys like
 * any other.
 */
export function mergeDeep(base: unknown, patch: unknown): unknown {
  if (!isJsonObject(patch)) return patch;
  const merged = new Map(isJsonObject(base) ? Object.entries(base) : []);
  for (const [key, value] of Object.entries(patch)) {
    if (value === null) merged.delete(key);
    else merged.set(key, mergeDeep(merged.get(key), value));
  }
  return Object.fromEntries(merged);
}

/** A stored object after an update gave `patch` for it; under `replace`, nulls stay as they came. */
export function patched<T>(mode: PatchMode, base: T, patch: T): T {
  return mode === 'merge' ? (mergeDeep(base, patch) as T) : patch;
}

/**
 * `metadata` after an update.
 *
 * @throws 400 when what is stored and what is new together hold more keys than either may.
 */
export function patchedMetadata(
  mode: PatchMode,
  stored: JsonObject,
  given: JsonObject | undefined,
): JsonObject {
  if (given === undefined) return stored;
  const next = patched(mode, stored, given);
  const checked = check(metadata(), next);
  if (checked.ok) return next;
  const message = checked.issues[0]?.message ?? '';
  throw invalid('The metadata is too large.', [{ field: 'metadata', code: 'too_long', message }]);
}

/** A copy without nulls, as a create stores it: null means "not set". */
export function withoutNulls<T>(value: T): T {
  return mergeDeep(undefined, value) as T;
}

/**
 * A copy of a body without the value at a dotted path; the body itself when there is none. Used to
 * play a server that ignores a field.
 */
export function without(body: unknown, path: string): unknown {
  const [key, ...rest] = path.split('.');
  if (key === undefined || !isJsonObject(body) || !Object.hasOwn(body, key)) return body;
  const kept = new Map(Object.entries(body));
  if (rest.length === 0) kept.delete(key);
  else kept.set(key, without(kept.get(key), rest.join('.')));
  return Object.fromEntries(kept);
}
