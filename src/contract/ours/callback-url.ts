import { LIMITS } from './limits.ts';

// AuthPI has not published which callback URL is to be registered at a provider (contract §9).
// Whoever runs the dashboard can say it in a template:
//
//   {issuer}     the address of an issuer, https://idp.authpi.com/<issuer_id> or https://<custom domain>
//   {issuer_id}  its id
//   {method}     the method, such as `oidc`
//   {method_id}  the id of the auth method

/** The template that sample data has. Made up, like all of the sample. */
export const SAMPLE_CALLBACK_URL = '{issuer}/callback/{method}';

const PLACEHOLDER = /\{([^{}]*)\}/g;

/** What a template is filled with to see whether it makes a URL. */
const EXAMPLE = {
  issuer: 'https://idp.example.com/i_1',
  issuer_id: 'i_1',
  method: 'oidc',
  method_id: 'am_1',
};

/**
 * Why a template cannot be used, as the end of a sentence without its full stop; null when it can
 * be. The URLs it makes are absolute, over https, and without a fragment (RFC 6749 §3.1.2).
 */
export function checkTemplate(template: string): string | null {
  if (template.length > LIMITS.url) return `it is longer than ${LIMITS.url} characters`;
  const fixed = template.replace(PLACEHOLDER, '');
  if (/[{}]/.test(fixed)) return 'a brace in it has no counterpart';
  for (const [placeholder, name = ''] of template.matchAll(PLACEHOLDER)) {
    if (!Object.hasOwn(EXAMPLE, name)) {
      return `${placeholder} is not known; known are {issuer}, {issuer_id}, {method} and {method_id}`;
    }
  }
  // Anything else right behind it would be read as more of its host or of its last segment.
  if (/(?!^)\{issuer\}|\{issuer\}(?![/?]|$)/.test(template)) {
    return '{issuer} is a whole address, so it stands at the start, with a slash behind it';
  }
  // Parsers drop line breaks, and read a backslash as a slash: the URL would not be what is shown.
  if (/[^\u0021-\u007e]|["<>\\^`|]/.test(fixed)) {
    return 'it has a character that a URL cannot have, such as a space';
  }
  if (fixed.includes('#')) return 'a callback URL has no #';
  if (!isPlainHttps(fill(template, EXAMPLE))) {
    return 'it has to make an https URL, such as https://idp.example.com/callback, without a user name';
  }
  return null;
}

/**
 * The callback URL to register at a provider, with each value encoded as a path segment.
 *
 * - `later`: it holds the id of the auth method, which is not there yet.
 *
 * @param template one that {@link checkTemplate} has nothing against
 * @param issuerAddress without a slash at its end
 */
export function callbackUrl(
  template: string,
  {
    issuerAddress,
    issuerId,
    method,
    methodId,
  }: { issuerAddress: string; issuerId: string; method: string; methodId: string | null },
): { kind: 'url'; url: string } | { kind: 'later' } {
  if (methodId === null && template.includes('{method_id}')) return { kind: 'later' };
  const url = fill(template, {
    issuer: issuerAddress,
    issuer_id: segment(issuerId),
    method: segment(method),
    method_id: segment(methodId ?? ''),
  });
  return { kind: 'url', url };
}

function fill(template: string, values: typeof EXAMPLE): string {
  const known = new Map(Object.entries(values));
  return template.replace(PLACEHOLDER, (placeholder, name: string) => {
    return known.get(name) ?? placeholder;
  });
}

/** Half of a surrogate pair, which JSON can bring, has no encoding. */
function segment(text: string): string {
  return encodeURIComponent(text.replace(/\p{Surrogate}/gu, '\ufffd'));
}

/** Whether the host stands right where it seems to: no user name, no third slash. */
function isPlainHttps(text: string): boolean {
  if (!URL.canParse(text)) return false;
  return text.toLowerCase().startsWith(`https://${new URL(text).host}`);
}
