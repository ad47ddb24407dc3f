/** What the page may load and run: its own files. */
const CONTENT_SECURITY_POLICY = [
  "default-src 'none'",
  "script-src 'self'",
  "style-src 'self'",
  "img-src 'self' data:",
  "connect-src 'self'",
  "font-src 'self'",
  "base-uri 'none'",
  "form-action 'none'",
  "frame-ancestors 'none'",
  "require-trusted-types-for 'script'",
  // Nothing in the build makes a policy, so nothing may: a string never becomes script or HTML.
  "trusted-types 'none'",
].join('; ');

/** What every answer carries, whatever it is: a page, an asset, an answer of the API, an error. */
export const SECURITY_HEADERS = {
  'content-security-policy': CONTENT_SECURITY_POLICY,
  'x-content-type-options': 'nosniff',
  'referrer-policy': 'no-referrer',
  'cross-origin-opener-policy': 'same-origin',
  'cross-origin-resource-policy': 'same-origin',
  // Only names that every Chromium knows: an unknown one is a warning on the console.
  'permissions-policy': [
    'camera=()',
    'display-capture=()',
    'geolocation=()',
    'hid=()',
    'microphone=()',
    'midi=()',
    'payment=()',
    'serial=()',
    'usb=()',
  ].join(', '),
} as const;

/** How long an answer may be kept. */
export const CACHE_CONTROL = {
  /** Pages and the API: an administrator's data stays on no disk. */
  never: 'no-store',
  /** Files without a hash in their name: kept, and asked about each time. */
  check: 'no-cache',
  /** Files with a hash in their name: another content has another name. */
  forever: 'public, max-age=31536000, immutable',
} as const;

/** Adds what every answer carries. One that says nothing about caching is not to be kept. */
export function secure(headers: Headers): void {
  for (const [name, value] of Object.entries(SECURITY_HEADERS)) headers.set(name, value);
  if (!headers.has('cache-control')) headers.set('cache-control', CACHE_CONTROL.never);
}
