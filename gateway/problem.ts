/** Codes of the errors that the gateway itself answers, in the API's envelope (contract §4). */
export type ProblemCode =
  | 'invalid_request'
  | 'access_denied'
  | 'not_found'
  | 'method_not_allowed'
  | 'payload_too_large'
  | 'rate_limited'
  | 'internal_error'
  | 'bad_gateway'
  | 'gateway_timeout';

const STATUS: { readonly [code in ProblemCode]: number } = {
  invalid_request: 400,
  access_denied: 403,
  not_found: 404,
  method_not_allowed: 405,
  payload_too_large: 413,
  rate_limited: 429,
  internal_error: 500,
  bad_gateway: 502,
  gateway_timeout: 504,
};

/**
 * An error of the gateway's own, as a client of the API expects errors.
 *
 * @param retryAfter seconds
 */
export function problem(
  code: ProblemCode,
  description: string,
  {
    retryable = false,
    allow,
    retryAfter,
  }: { retryable?: boolean; allow?: readonly string[]; retryAfter?: number } = {},
): Response {
  const waits = retryAfter !== undefined;
  return Response.json(
    {
      error: code,
      error_description: description,
      retryable,
      ...(waits && { retry_after: retryAfter }),
    },
    {
      status: STATUS[code],
      headers: {
        ...(allow && { allow: allow.join(', ') }),
        ...(waits && { 'retry-after': String(retryAfter) }),
      },
    },
  );
}
