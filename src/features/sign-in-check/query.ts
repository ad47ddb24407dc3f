import { isSafeSegment } from '#contract/operations.ts';
import { parseHost } from '#contract/ours/hosts.ts';
import { issuerAddress } from '#shared/issuer-address.ts';
import type { Subject } from './facts.ts';

/** AuthPI's own host, where the path names the issuer. */
const IDP_HOST = new URL(issuerAddress('i')).hostname;

/**
 * What a person meant.
 *
 * - `name`: something to search the issuers by.
 * - `no_issuer`: AuthPI's own host, which says nothing without an issuer id behind it.
 */
export type Understood = Subject | { kind: 'name'; name: string } | { kind: 'no_issuer' };

/**
 * Understands a host or an address with one, an issuer id, or AuthPI's own address of an issuer;
 * anything else is a name. Null for nothing.
 */
export function understand(text: string | undefined): Understood | null {
  const trimmed = (text ?? '').trim();
  if (trimmed === '') return null;
  if (looksLikeIssuerId(trimmed)) return { kind: 'issuer', issuerId: trimmed };

  const { authority, path } = splitAddress(trimmed);
  // Whether a name is a public suffix takes a long list to tell, and matters only where one is added.
  const parsed = parseHost(authority, () => false);
  if (!parsed.ok) return { kind: 'name', name: trimmed };
  if (parsed.host !== IDP_HOST) return { kind: 'host', host: parsed.host };
  const issuerId = firstSegment(path);
  return issuerId === null ? { kind: 'no_issuer' } : { kind: 'issuer', issuerId };
}

/** Ids are opaque; this is how they start (contract §1). */
function looksLikeIssuerId(text: string): boolean {
  return /^i_[^\s.]+$/.test(text) && isId(text);
}

/** Whether a text can be asked for as an id. Half a surrogate pair cannot be percent-encoded. */
function isId(text: string): boolean {
  return isSafeSegment(text) && !/\p{Surrogate}/u.test(text);
}

/** By hand: the platform's parser would repair what parseHost is to refuse. */
function splitAddress(text: string): { authority: string; path: string } {
  const bare = text.replace(/^(?:https?:)?\/\//i, '');
  const end = bare.search(/[/\\?#]/);
  const [authority, path] = end < 0 ? [bare, ''] : [bare.slice(0, end), bare.slice(end)];
  return { authority: authority.replace(/:\d*$/, ''), path };
}

function firstSegment(path: string): string | null {
  const [, encoded = ''] = /^\/+([^/?#]*)/.exec(path) ?? [];
  let segment: string;
  try {
    segment = decodeURIComponent(encoded);
  } catch {
    return null;
  }
  // `.well-known` of the host itself is no issuer's.
  return isId(segment) && !segment.startsWith('.') ? segment : null;
}

/** Whoever gives a whole name means that issuer, however many others hold it in theirs. */
export function meantFirst<Row extends { name?: string | null | undefined }>(
  rows: readonly Row[],
  name: string,
): Row[] {
  const isMeant = (row: Row) => row.name?.trim().toLowerCase() === name.toLowerCase();
  return rows.toSorted((a, b) => Number(isMeant(b)) - Number(isMeant(a)));
}
