/** Why a text is not a host an account may hold (contract §10, ours). */
export type HostRefusal =
  | 'empty'
  | 'scheme'
  | 'port'
  | 'path'
  | 'wildcard'
  | 'ip_address'
  | 'single_label'
  | 'public_suffix'
  | 'label_too_long'
  | 'name_too_long'
  | 'underscore'
  | 'hyphen'
  | 'invalid';

/** What each refusal says to a person. */
export const HOST_REFUSALS: { readonly [reason in HostRefusal]: string } = {
  empty: 'A host name is needed',
  scheme: 'A host name only, without https://',
  port: 'A host name only, without a port',
  path: 'A host name only, without a path',
  wildcard: 'A wildcard cannot be added; name each host',
  ip_address: 'This is an IP address, not a host name',
  single_label: 'A full host name has at least two parts, such as auth.example.com',
  public_suffix: 'This is a public suffix: nobody can own it',
  label_too_long: 'A part of a host name has at most 63 characters',
  name_too_long: 'A host name has at most 253 characters',
  underscore: 'A host name has no underscores',
  hyphen: 'A part of a host name neither starts nor ends with a hyphen',
  invalid: 'This is not a valid host name',
};

/** A host in the form AuthPI stores (lower-case A-labels, no trailing dot), or why not. */
export type ParsedHost = { ok: true; host: string } | { ok: false; reason: HostRefusal };

/**
 * Normalises a host name: UTS 46 (the platform's own, as in WHATWG URL) made strict by hand: LDH
 * labels, no hyphens in places 3 and 4 of other than A-labels, length limits (RFC 1123 §2.1, RFC
 * 5891 §4.2.3.1, RFC 1035 §2.3.4).
 *
 * @param isPublicSuffix says whether a normalised name is itself a public suffix. Handed in, because
 * the list weighs 110 kB and only some callers need it at once.
 */
export function parseHost(text: string, isPublicSuffix: (host: string) => boolean): ParsedHost {
  const refuse = (reason: HostRefusal): ParsedHost => ({ ok: false, reason });
  if (text === '') return refuse('empty');
  if (/^[a-z][a-z0-9+.-]*:\/\//i.test(text)) return refuse('scheme');
  if (/^\[.*\](:\d+)?$/.test(text)) return refuse('ip_address');
  if (/[/\\?#]/.test(text)) return refuse('path');
  if (text.includes('*')) return refuse('wildcard');
  if (/:\d*$/.test(text) && text.indexOf(':') === text.lastIndexOf(':')) return refuse('port');
  if (/^[0-9a-f]*:[0-9a-f:.]*$/i.test(text)) return refuse('ip_address');
  if (text.includes('_')) return refuse('underscore');
  // The URL parser drops tabs and line breaks, and reads `%`, `@` and `:` as syntax.
  if (/[\s%@:[\]<>^|\u0000-\u001f\u007f]/.test(text)) return refuse('invalid');

  // Lengths are said before the platform's converter, which only says no.
  const rooted = text.replace(/[.。．｡]$/u, '');
  if (/^[\u0000-\u007f]*$/.test(rooted)) {
    if (rooted.split('.').some((label) => label.length > 63)) return refuse('label_too_long');
    if (rooted.length > 253) return refuse('name_too_long');
  }
  if (rooted === '') return refuse('invalid');

  let host: string;
  try {
    host = new URL(`https://${rooted}/`).hostname;
  } catch {
    return refuse(looksLikeAddress(rooted) ? 'ip_address' : 'invalid');
  }
  if (looksLikeAddress(host)) return refuse('ip_address');
  const labels = host.split('.');
  if (labels.some((label) => label === '')) return refuse('invalid');
  if (labels.some((label) => label.length > 63)) return refuse('label_too_long');
  if (host.length > 253) return refuse('name_too_long');
  // UTS 46 maps some characters (`＿`, `ℹ`) to ASCII, so what came out is checked again.
  if (host.includes('_')) return refuse('underscore');
  if (labels.some((label) => label.startsWith('-') || label.endsWith('-'))) return refuse('hyphen');
  if (labels.some((label) => !/^[a-z0-9-]+$/.test(label))) return refuse('invalid');
  if (labels.some((label) => label.startsWith('--', 2) && !label.startsWith('xn--'))) {
    return refuse('invalid');
  }
  if (!labels.every(isSoundLabel)) return refuse('invalid');
  if (labels.length < 2) return refuse(isPublicSuffix(host) ? 'public_suffix' : 'single_label');
  if (isPublicSuffix(host)) return refuse('public_suffix');
  return { ok: true, host };
}

/**
 * A stored host in the letters people read: `xn--bcher-kva.example` is `bücher.example`. A label
 * that encodes nothing stays as it is.
 */
export function unicodeHost(host: string): string {
  return host
    .split('.')
    .map((label) =>
      label.startsWith('xn--') && isSoundLabel(label)
        ? (decodePunycode(label.slice(4)) ?? label)
        : label,
    )
    .join('.');
}

/** An IPv4 address, or what the URL parser would make into one: its last label is a number. */
function looksLikeAddress(host: string): boolean {
  return /(^|\.)(\d+|0x[0-9a-f]*)\.?$/i.test(host);
}

/**
 * Whether an A-label is the encoding of what it decodes to. Platforms differ here: some take a name
 * that is all ASCII as it stands, however little its `xn--` labels mean.
 */
function isSoundLabel(label: string): boolean {
  if (!label.startsWith('xn--')) return true;
  const decoded = decodePunycode(label.slice(4));
  if (decoded === null || /^[\u0000-\u007f]*$/.test(decoded)) return false;
  try {
    return new URL(`https://${decoded}.example/`).hostname === `${label}.example`;
  } catch {
    return false;
  }
}

/** RFC 3492 §6.2 with the parameters of §5; null for what nothing encodes to. */
function decodePunycode(text: string): string | null {
  const delimiter = text.lastIndexOf('-');
  const decoded = text.slice(0, Math.max(delimiter, 0)).split('');
  let [code, position, bias] = [128, 0, 72];
  let at = delimiter + 1;
  while (at < text.length) {
    const before = position;
    let weight = 1;
    for (let step = 36; ; step += 36) {
      const digit = 'abcdefghijklmnopqrstuvwxyz0123456789'.indexOf(text.charAt(at) || '-');
      if (digit < 0) return null;
      at += 1;
      position += digit * weight;
      const threshold = Math.min(Math.max(step - bias, 1), 26);
      if (digit < threshold) break;
      weight *= 36 - threshold;
    }
    const length = decoded.length + 1;
    const moved = position - before;
    let delta = Math.floor(moved / (before === 0 ? 700 : 2));
    delta += Math.floor(delta / length);
    bias = 0;
    for (; delta > 455; bias += 36) delta = Math.floor(delta / 35);
    bias += Math.floor((36 * delta) / (delta + 38));
    code += Math.floor(position / length);
    if (code > 0x10ffff) return null;
    position %= length;
    decoded.splice(position, 0, String.fromCodePoint(code));
    position += 1;
  }
  return decoded.join('');
}
