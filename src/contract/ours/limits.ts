/** Lengths and counts that AuthPI has not published (contract §8, §10, "ours"). */
export const LIMITS = {
  /** Characters (code points) of a name. */
  name: { min: 1, max: 100 },
  /** Characters of a description (Markdown). */
  description: 2_000,
  /** Keys in `metadata`; characters of a key and of a value. */
  metadata: { keys: 50, key: 64, value: 500 },
  /** Entries of `available_scopes`. */
  scopes: 100,
  /** Characters of one URL. */
  url: 2_048,
  /** Characters of a client id, a secret, a provider name and other short settings. */
  setting: 2_048,
  /** Entries of a list inside `settings` (origins, e-mail domains, countries). */
  list: 200,
} as const;

/** Domains of one account. The number is published [ref]; the 400 for the 21st is ours. */
export const MAX_DOMAINS = 20;

/** An auth method's id form is unpublished: `am_` and 25 characters. */
export const AUTH_METHOD_ID_PREFIX = 'am_';
