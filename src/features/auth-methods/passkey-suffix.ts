import { parse } from 'tldts';

// Apart, and loaded when a name is to be judged: the list weighs more than the page.

/** Whether a host name is a public suffix, of a registry or of a provider (github.io). */
export function isPublicSuffix(host: string): boolean {
  const { publicSuffix, isIcann, isPrivate } = parse(host, { allowPrivateDomains: true });
  return publicSuffix === host && (isIcann === true || isPrivate === true);
}
