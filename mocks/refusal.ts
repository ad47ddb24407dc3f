import type { ErrorBody, RefusedField } from '#contract/error.ts';
import type { ETag } from '#contract/etag.ts';
import { OUR_CODES } from '#contract/ours/codes.ts';
import type { OurCode } from '#contract/ours/codes.ts';

/** Published error codes and the status each goes with (contract §4). */
const PUBLISHED = {
  invalid_request: 400,
  session_expired: 401,
  access_denied: 403,
  insufficient_scope: 403,
  not_found: 404,
  conflict: 409,
  precondition_failed: 412,
  invalid_content_type: 415,
} as const;

/** A code this backend answers. */
export type Code = keyof typeof PUBLISHED | OurCode;

/** A code that goes with a status. */
export function codeOf(status: number): Code {
  const codes = Object.entries({ ...OUR_CODES, ...PUBLISHED }) as [Code, number][];
  const found = codes.find(([, each]) => each === status);
  return found?.[0] ?? (status < 500 ? 'invalid_request' : 'internal_error');
}

/** An answer that is an error. Thrown by whatever finds the reason, answered by the pipeline. */
export class Refusal extends Error {
  readonly status: number;
  readonly body: ErrorBody;
  readonly headers: Readonly<Record<string, string>>;

  constructor(
    status: number,
    error: Code,
    description: string,
    extra: { body?: Record<string, unknown>; headers?: Record<string, string> } = {},
  ) {
    super(description);
    this.status = status;
    this.headers = extra.headers ?? {};
    this.body = {
      error,
      error_description: description,
      retryable: RETRYABLE.has(status),
      reference: reference(),
      ...extra.body,
    };
  }
}

const RETRYABLE = new Set([429, 502, 503, 504]);

/** Opaque to whoever reads it: something to name in a support request. */
function reference(): string {
  const bytes = crypto.getRandomValues(new Uint8Array(8));
  return `ref_${Array.from(bytes, (byte) => byte.toString(16).padStart(2, '0')).join('')}`;
}

/** 400. `fields` say which values were refused, when it was those of a body. */
export function invalid(description: string, fields: RefusedField[] = []): Refusal {
  const body = fields.length > 0 ? { fields } : {};
  return new Refusal(400, 'invalid_request', description, { body });
}

/** 404 for a resource, named in words. */
export function notFound(what: string): Refusal {
  return new Refusal(404, 'not_found', `${what} not found.`);
}

/** 409 of the resource's state: not worth a retry, hence no `Retry-After` (contract §6). */
export function conflict(description: string): Refusal {
  return new Refusal(409, 'conflict', description);
}

/** 412 in both spellings seen in published sources (contract §5). */
export function preconditionFailed(what: string, current: ETag): Refusal {
  return new Refusal(
    412,
    'precondition_failed',
    `${what} has been modified since the provided ETag. Fetch it again and retry with the current one.`,
    { body: { current_etag: current, currentETag: current } },
  );
}
