import { parse } from 'tldts';

// Apart, and loaded in the browser only when a name is to be judged: the list weighs more than a page.

/**
 * Whether a host name is a public suffix, under which strangers register names: of a registry (`com`,
 * `co.uk`), or of a provider (`github.io`), which is shared by strangers all the same.
 *
 * @param host normalised: lower case, A-labels, without a trailing dot
 */
export function isPublicSuffix(host: string): boolean {
  const { publicSuffix, isIcann, isPrivate } = parse(host, LISTED);
  return publicSuffix === host && (isIcann === true || isPrivate === true);
}

/**
 * The name below a public suffix that someone registered, `example.co.uk` of `auth.example.co.uk`:
 * where its DNS is usually managed. Null for what is itself a suffix.
 *
 * @param host normalised: lower case, A-labels, without a trailing dot
 */
export function registrableDomain(host: string): string | null {
  return parse(host, LISTED).domain;
}

const LISTED = { allowPrivateDomains: true };
