import type { AuthMethod } from '#contract/auth-method.ts';
import { unicodeHost } from '#contract/ours/hosts.ts';
import { isJsonObject } from '#contract/values.ts';

/** Where a host is named in an auth method's settings (contract §9). */
export type HostUse =
  /** The provider sends people back to it. */
  | { readonly kind: 'redirect' }
  /** Passkeys are bound to it, or to a name above it (WebAuthn §5.1.2). */
  | { readonly kind: 'passkeys'; readonly rpId: string }
  /** Passkeys are bound to what AuthPI takes where nothing is set, which is not published. */
  | { readonly kind: 'passkeys_unsaid' }
  /** Other settings hold it or an address at it. */
  | { readonly kind: 'named'; readonly settings: readonly string[] };

/** How an auth method's settings name a host. */
export function usesOf({ method, settings }: AuthMethod, host: string): HostUse[] {
  const uses: HostUse[] = [];
  const { redirect_uri: redirect, rp_id: rpId, ...others } = settings ?? {};
  if (typeof redirect === 'string' && namesHost(redirect, host)) uses.push({ kind: 'redirect' });
  if (typeof rpId === 'string' && rpId.trim() !== '') {
    if (isWithin(host, rpId)) uses.push({ kind: 'passkeys', rpId });
  } else if (method === 'passkey') {
    uses.push({ kind: 'passkeys_unsaid' });
  }
  const named = pathsOf(others, host);
  if (named.length > 0) uses.push({ kind: 'named', settings: named });
  return uses;
}

/** The relying party id of a passkey method; null where none is set. */
export function rpIdOf({ settings }: AuthMethod): string | null {
  const rpId = settings?.['rp_id'];
  return typeof rpId === 'string' && rpId.trim() !== '' ? rpId : null;
}

/** Whether passkeys bound to a relying party id work at a host: it is the host or a name above it. */
export function isWithin(host: string, rpId: string): boolean {
  const rp = hostOf(rpId);
  return rp !== null && (host === rp || host.endsWith(`.${rp}`));
}

/**
 * The fields of an object, by their dotted path, that hold a host or an address at it. Domains of
 * e-mail addresses are not hosts, though they look alike.
 */
export function pathsOf(value: unknown, host: string, path = ''): string[] {
  if (typeof value === 'string') return namesHost(value, host) ? [path] : [];
  if (Array.isArray(value)) {
    return value.some((item) => pathsOf(item, host, path).length > 0) ? [path] : [];
  }
  if (!isJsonObject(value)) return [];
  return Object.entries(value).flatMap(([name, inner]) =>
    name === 'allowed_email_domains'
      ? []
      : pathsOf(inner, host, path === '' ? name : `${path}.${name}`),
  );
}

function namesHost(text: string, host: string): boolean {
  const given = text.trim();
  return /^[a-z][a-z0-9+.-]*:\/\//i.test(given)
    ? URL.canParse(given) && withoutDot(new URL(given).hostname) === host
    : hostOf(given) === host;
}

/** Whether what was typed to confirm is a host, in either of its forms and whatever the case. */
export function isTypedHost(typed: string, host: string): boolean {
  const given = typed.trim().normalize('NFC').toLowerCase();
  return given === unicodeHost(host).normalize('NFC').toLowerCase() || hostOf(given) === host;
}

/** A host as it is compared; null for what is none. */
function hostOf(text: string): string | null {
  if (/[\s/?#@:\\]/.test(text.trim())) return null;
  const address = `https://${text.trim()}/`;
  return URL.canParse(address) ? withoutDot(new URL(address).hostname) : null;
}

function withoutDot(host: string): string {
  return host.replace(/\.$/, '');
}
