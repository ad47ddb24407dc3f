import type { ETag } from '#contract/etag.ts';
import { ApiError } from './errors.ts';
import { atOf } from './revised.ts';
import type { Revised } from './revised.ts';

/**
 * One revision of a resource. `tag` goes into `If-Match` (contract §5); null where the answer named
 * none, and then nothing can be written before a read. `at` is `updated_at ?? created_at` in Unix ms,
 * for order; null where not told.
 */
export type Revision<T> = {
  readonly value: T;
  readonly tag: ETag | null;
  readonly at: number | null;
};

/** One resource that can be read and changed under its tag. */
export type Resource<T, Patch> = {
  /**
   * Always asks the server; the cache takes the answer.
   *
   * @throws {ApiError} what the read meets, after the retries that reads have
   */
  read: () => Promise<Revision<T>>;
  /**
   * Writes once, after the writes of this resource that were asked for before. The answer is the new
   * truth: the cache and every list in memory hold it when this resolves.
   *
   * @param ifMatch the tag of the revision that `body` was made from
   * @throws {ApiError} what the write meets; {@link fateOf} says what that means
   */
  write: (body: Patch, ifMatch: ETag) => Promise<Revision<T>>;
};

/** What a failed write means. See {@link fateOf}. */
export type Fate = 'moved' | 'gone' | 'refused' | 'unknown';

/**
 * What a failed write means for what was to be written.
 *
 * - `moved`: 412, somebody else was faster. Not written.
 * - `gone`: 404, the resource or what it was to be created in is not there any more. Not written.
 * - `refused`: surely not written: 400, 401, 403, 409, 415, 422, 428, 429.
 * - `unknown`: perhaps written: no answer, 5xx, an answer that could not be read, a status that no
 *   operation has, a 409 that says that the same request is still running. To be settled by a read.
 */
export function fateOf(error: unknown): Fate {
  if (!(error instanceof ApiError)) return 'unknown';
  switch (error.kind) {
    case 'precondition_failed':
      return 'moved';
    case 'not_found':
      return 'gone';
    case 'invalid':
    case 'idempotency_mismatch':
    case 'unauthorized':
    case 'forbidden':
    case 'conflict':
    case 'unsupported_media_type':
    case 'precondition_required':
    case 'rate_limited':
      return 'refused';
    case 'network':
    case 'aborted':
    case 'in_flight':
    case 'server':
    case 'malformed':
    case 'unexpected':
      return 'unknown';
  }
}

/** An answer as a {@link Revision}. */
export function revisionOf<T extends Revised>(value: T, tag: ETag | null): Revision<T> {
  return { value, tag, at: atOf(value) };
}
