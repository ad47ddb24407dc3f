/** Pages that every account has. */
const KINDS = ['issuers', 'domains', 'sign-in-check'] as const;

/** A page that every account has; null for its overview. */
type PageKind = (typeof KINDS)[number] | null;

/**
 * Which kind of page a path shows, as far as another account has one too: a single issuer is this
 * account's alone, and its filters are as well.
 */
export function pageKindOf(pathname: string): PageKind {
  const [, kind] = /^\/accounts\/[^/]+\/([^/]+)\/?$/.exec(pathname) ?? [];
  return KINDS.find((known) => known === kind) ?? null;
}
