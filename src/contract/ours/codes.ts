/**
 * Error codes that no published source names (contract §4, "ours"). The status is what decides; a
 * code is for people and logs.
 */
export const OUR_CODES = {
  unauthorized: 401,
  method_not_allowed: 405,
  precondition_required: 428,
  rate_limited: 429,
  internal_error: 500,
  not_implemented: 501,
} as const;

/** One of {@link OUR_CODES}. */
export type OurCode = keyof typeof OUR_CODES;
