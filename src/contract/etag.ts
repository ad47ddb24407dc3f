import { isJsonObject } from './values.ts';

/** A strong entity tag as AuthPI sends it, quotes included: `"1709139600000"`. */
export type ETag = string & { readonly __tag?: never };

/**
 * The tag of a resource: decimal milliseconds of `updated_at ?? created_at` in double quotes
 * (contract §5).
 */
export function etagOf(resource: {
  updated_at?: number | null | undefined;
  created_at: number;
}): ETag {
  return `"${resource.updated_at ?? resource.created_at}"`;
}

/** One entity tag of a header (RFC 9110 §8.8.3). `value` includes the quotes. */
export type EntityTag = { weak: boolean; value: string };

/**
 * Reads `If-Match` (RFC 9110 §13.1.1): `'*'`, a list of tags, or null when malformed. Empty list
 * members are allowed by the list grammar (§5.6.1).
 */
export function parseIfMatch(header: string): '*' | EntityTag[] | null {
  const text = header.trim();
  if (text === '*') return '*';
  const tags: EntityTag[] = [];
  // An entity tag may hold a comma, so the header is walked, not split.
  const member = /[ \t]*(?:(W\/)?("[\x21\x23-\x7e\x80-\xff]*"))?[ \t]*(,|$)/gy;
  for (;;) {
    const found = member.exec(text);
    if (found === null) return null;
    const [, weak, value, end] = found;
    if (value !== undefined) tags.push({ weak: weak !== undefined, value });
    if (end === '') return tags.length > 0 ? tags : null;
  }
}

/**
 * Whether a write under `If-Match: header` may go ahead for a resource whose tag is `current`.
 * Strong comparison; a weak tag never matches; a malformed header matches nothing (contract §5).
 */
export function ifMatchHolds(header: string, current: ETag): boolean {
  const parsed = parseIfMatch(header);
  if (parsed === null) return false;
  if (parsed === '*') return true;
  return parsed.some((tag) => !tag.weak && tag.value === current);
}

/**
 * A tag as received, ready to be sent back: a proxy that recompresses weakens the tag, and a weak
 * one would never match. Null for anything that is no entity tag.
 */
export function receivedTag(header: string | null): ETag | null {
  if (header === null) return null;
  const parsed = parseIfMatch(header);
  if (parsed === null || parsed === '*' || parsed.length !== 1) return null;
  return parsed[0]?.value ?? null;
}

/** The tag a 412 body names, in either published spelling; null when it names none. */
export function currentTagOf(body: unknown): ETag | null {
  if (!isJsonObject(body)) return null;
  const named = body['current_etag'] ?? body['currentETag'];
  return typeof named === 'string' ? receivedTag(named) : null;
}
