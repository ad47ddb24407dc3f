import { isSafeSegment } from '#contract/operations.ts';

/** What a pasted text names by itself. `accountId` null means the account at hand. */
export type Pasted =
  | { kind: 'account'; id: string }
  | { kind: 'issuer'; id: string; accountId: string | null }
  | { kind: 'host'; host: string };

/** Where an issuer answers without a domain of its own (contract §8). */
const AUTHPI_HOST = 'idp.authpi.com';

/**
 * Reads an id, an address of this dashboard, AuthPI's address of an issuer, or any other address (its
 * host); null for what is only words.
 *
 * @param origin of this dashboard.
 */
export function parsePasted(text: string, origin: string): Pasted | null {
  const trimmed = text.trim();
  if (isId('acc_', trimmed)) return { kind: 'account', id: trimmed };
  if (isId('i_', trimmed)) return { kind: 'issuer', id: trimmed, accountId: null };
  const url = urlOf(trimmed, origin);
  if (url === null) return null;
  const path = url.pathname.split('/').slice(1).map(decoded);
  if (url.origin === origin) {
    const [accounts, accountId = '', issuers, issuerId = ''] = path;
    if (accounts !== 'accounts' || !isSafeSegment(accountId)) return null;
    return issuers === 'issuers' && isSafeSegment(issuerId)
      ? { kind: 'issuer', id: issuerId, accountId }
      : { kind: 'account', id: accountId };
  }
  const [first = ''] = path;
  if (url.hostname === AUTHPI_HOST) {
    return isId('i_', first) ? { kind: 'issuer', id: first, accountId: null } : null;
  }
  return { kind: 'host', host: url.hostname };
}

/**
 * Whether an id has the form of those that AuthPI gives. Another form may be an id as well (they are
 * opaque, contract §1), or the beginning of one.
 */
export function isWholeId(id: string): boolean {
  return /^(?:acc|i)_[0-9a-z]{25}$/.test(id);
}

function isId(prefix: string, text: string): boolean {
  return (
    text.startsWith(prefix) &&
    text.length > prefix.length &&
    !/\s/.test(text) &&
    isSafeSegment(text)
  );
}

function urlOf(text: string, origin: string): URL | null {
  if (/\s/.test(text)) return null;
  const isPath = text.startsWith('/') && !text.startsWith('//');
  const withScheme = text.startsWith(`${AUTHPI_HOST}/`) ? `https://${text}` : text;
  if (!isPath && !/^https?:\/\//i.test(withScheme)) return null;
  try {
    return new URL(withScheme, origin);
  } catch {
    return null;
  }
}

function decoded(segment: string): string {
  try {
    return decodeURIComponent(segment);
  } catch {
    return '';
  }
}
