import { currentTagOf } from '#contract/etag.ts';
import type { ETag } from '#contract/etag.ts';
import type { RefusedField } from '#contract/error.ts';
import { OPERATIONS } from '#contract/operations.ts';
import type { OperationId } from '#contract/operations.ts';
import { isJsonObject } from '#contract/values.ts';
import type { JsonObject } from '#contract/values.ts';
import { parseHttpDate, parseRetryAfter } from './retry-after.ts';

/**
 * What went wrong with one request (contract §4).
 *
 * - `network`: no answer, or it broke off. `timedOut` says whether we gave up waiting.
 * - `aborted`: the caller no longer wants the answer.
 * - `invalid`: 400, or 422 with fields. `fields` may be empty.
 * - `idempotency_mismatch`: 422 without fields on a POST: its key was used for another request.
 * - `unauthorized`: 401. `code` is `session_expired` where a session ended.
 * - `forbidden`: 403. `code` tells `insufficient_scope` from `access_denied`, where it is told.
 * - `not_found`: 404.
 * - `conflict`: 409 without `Retry-After`: a real one, such as a duplicate.
 * - `in_flight`: 409 with `Retry-After`: the same request is still running.
 * - `precondition_failed`: 412. `currentTag` is the tag the answer names.
 * - `unsupported_media_type`: 415.
 * - `precondition_required`: 428.
 * - `rate_limited`: 429.
 * - `server`: 5xx but 501.
 * - `malformed`: a success whose body is not what the contract says.
 * - `unexpected`: any other status, such as 405, 501 or a redirect (0 in a browser).
 */
export type ErrorKind =
  | 'network'
  | 'aborted'
  | 'invalid'
  | 'idempotency_mismatch'
  | 'unauthorized'
  | 'forbidden'
  | 'not_found'
  | 'conflict'
  | 'in_flight'
  | 'precondition_failed'
  | 'unsupported_media_type'
  | 'precondition_required'
  | 'rate_limited'
  | 'server'
  | 'malformed'
  | 'unexpected';

/** What an {@link ApiError} carries besides its kind and operation. */
export type ErrorDetails = {
  /** Null when no answer came. */
  status?: number | null;
  /** The server's own word, such as `session_expired`. */
  code?: string | null;
  /** The server's text for people. */
  description?: string | null;
  /** Opaque id for AuthPI's support. */
  reference?: string | null;
  /** The wait asked for, in milliseconds from the answer. */
  retryAfterMs?: number | null;
  fields?: readonly RefusedField[];
  currentTag?: ETag | null;
  timedOut?: boolean;
  cause?: unknown;
};

/** The one error of the wire. Words for people are made of it by `describeError`. */
export class ApiError extends Error {
  override readonly name = 'ApiError';
  readonly kind: ErrorKind;
  readonly operation: OperationId;
  readonly status: number | null;
  readonly code: string | null;
  readonly description: string | null;
  readonly reference: string | null;
  readonly retryAfterMs: number | null;
  readonly fields: readonly RefusedField[];
  readonly currentTag: ETag | null;
  readonly timedOut: boolean;

  constructor(kind: ErrorKind, operation: OperationId, details: ErrorDetails = {}) {
    const { status = null, cause } = details;
    super(`${operation}: ${kind}${status === null ? '' : ` (${status})`}`, { cause });
    this.kind = kind;
    this.operation = operation;
    this.status = status;
    this.code = details.code ?? null;
    this.description = details.description ?? null;
    this.reference = details.reference ?? null;
    this.retryAfterMs = details.retryAfterMs ?? null;
    this.fields = details.fields ?? [];
    this.currentTag = details.currentTag ?? null;
    this.timedOut = details.timedOut ?? false;
  }
}

/** Whether the operation an error belongs to only reads. */
export function isRead(operation: OperationId): boolean {
  return OPERATIONS[operation].method === 'GET';
}

/**
 * Classifies an answer that is no success. A body that is no JSON (the edge answers 429 and 5xx
 * itself) leaves the status to speak alone; each part of one that is JSON is taken for itself.
 *
 * @param text the body as it came
 * @param now Unix milliseconds, for a `Retry-After` that is a date in an answer without `Date`
 */
export function refusalOf(
  operation: OperationId,
  response: { status: number; headers: Headers },
  text: string,
  now: number,
): ApiError {
  const { status, headers } = response;
  const body = objectIn(text);
  const fields = fieldsOf(body);
  const retryAfterMs = retryAfterOf(headers, body, now);
  const kind = kindOf(operation, status, {
    fields: fields.length > 0,
    // Its presence tells the two 409 apart, readable or not.
    retryAfter: retryAfterMs !== null || headers.has('retry-after'),
  });
  return new ApiError(kind, operation, {
    status,
    code: textOf(body['error']),
    description: textOf(body['error_description']),
    reference: textOf(body['reference']),
    retryAfterMs,
    fields,
    currentTag: status === 412 ? currentTagOf(body) : null,
  });
}

function kindOf(
  operation: OperationId,
  status: number,
  has: { fields: boolean; retryAfter: boolean },
): ErrorKind {
  switch (status) {
    case 400:
      return 'invalid';
    case 401:
      return 'unauthorized';
    case 403:
      return 'forbidden';
    case 404:
      return 'not_found';
    case 409:
      return has.retryAfter ? 'in_flight' : 'conflict';
    case 412:
      return 'precondition_failed';
    case 415:
      return 'unsupported_media_type';
    case 422:
      return has.fields || OPERATIONS[operation].method !== 'POST'
        ? 'invalid'
        : 'idempotency_mismatch';
    case 428:
      return 'precondition_required';
    case 429:
      return 'rate_limited';
    default:
      return status >= 500 && status < 600 && status !== 501 ? 'server' : 'unexpected';
  }
}

function retryAfterOf(headers: Headers, body: JsonObject, now: number): number | null {
  // A date is measured on the clock that wrote it: this machine's may be wrong by minutes.
  const answered = parseHttpDate(headers.get('date') ?? '') ?? now;
  const asked = parseRetryAfter(headers.get('retry-after'), answered);
  if (asked !== null) return asked;
  const seconds = body['retry_after'];
  return typeof seconds === 'number' && seconds >= 0 ? seconds * 1000 : null;
}

function objectIn(text: string): JsonObject {
  try {
    const body: unknown = JSON.parse(text);
    return isJsonObject(body) ? body : {};
  } catch {
    return {};
  }
}

function textOf(value: unknown): string | null {
  return typeof value === 'string' && value !== '' ? value : null;
}

function fieldsOf(body: JsonObject): RefusedField[] {
  const { fields } = body;
  if (!Array.isArray(fields)) return [];
  return fields.flatMap((entry: unknown) => {
    if (!isJsonObject(entry) || typeof entry['field'] !== 'string') return [];
    return {
      field: entry['field'],
      code: textOf(entry['code']) ?? 'invalid',
      message: textOf(entry['message']) ?? 'This value was refused',
    };
  });
}
