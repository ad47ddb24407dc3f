/** Whether a second factor is asked for. */
export const MFA_MODES = ['off', 'optional', 'required'] as const;

/** Which theme the login pages take. */
export const DARK_MODES = ['auto', 'light', 'dark'] as const;

/** Hosted pages of an issuer. */
export const PORTALS = ['login', 'signup', 'password_reset', 'profile'] as const;

/** Known keys of `links`; others are kept. */
export const LINKS = [
  'website',
  'support',
  'documentation',
  'privacy_policy',
  'terms_of_service',
] as const;

/** Seconds. The maxima and defaults of sessions are published [api]. */
export const SESSION_SECONDS = {
  max_age: { default: 604_800, max: 31_536_000 },
  idle_timeout: { default: 43_200, max: 2_592_000 },
} as const;

/** Seconds. Token lifetimes are capped at 21 days [api]; the names are ours. */
export const TOKEN_SECONDS = { max: 21 * 86_400 } as const;
