/** The request header that makes a POST happen once (contract §6). */
export const IDEMPOTENCY_KEY = 'Idempotency-Key';

/** On an answer: it is the stored one of the first request. Value `true`. */
export const IDEMPOTENT_REPLAYED = 'Idempotent-Replayed';

/** Characters of a key. */
export const IDEMPOTENCY_KEY_LENGTH = { min: 1, max: 256 } as const;

/** How long a key is remembered, in milliseconds (24 h). */
export const IDEMPOTENCY_LIFE_MS = 24 * 60 * 60 * 1000;
