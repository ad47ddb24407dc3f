import { array, looseObject, maximum, minimum, number } from 'zod/mini';
import type { ZodMiniType } from 'zod/mini';
import { maybeFlag, maybeNumber, maybeText } from './values.ts';

/** Rows of one page: the bounds and default are published (contract §3). */
export const PAGE_LIMIT = { min: 1, max: 100, default: 50 } as const;

/** `limit` as a query parameter's number. */
export const pageLimit = () => number().check(minimum(PAGE_LIMIT.min), maximum(PAGE_LIMIT.max));

/**
 * A page of rows (contract §1). A `has_more` that is absent or null means false; `invalid_count`
 * counts rows the server could not read.
 */
export function pageOf<Row extends ZodMiniType>(row: Row) {
  return looseObject({
    data: array(row),
    has_more: maybeFlag,
    next_cursor: maybeText,
    invalid_count: maybeNumber,
  });
}

/** One page as a reader holds it. */
export type Page<Row> = {
  data: Row[];
  has_more?: boolean | null | undefined;
  next_cursor?: string | null | undefined;
  invalid_count?: number | null | undefined;
};

/** Whether these are all rows: AuthPI has no further ones, and none that could not be read. */
export function isWhole({
  has_more: more,
  invalid_count: invalid,
}: Pick<Page<unknown>, 'has_more' | 'invalid_count'>): boolean {
  return more !== true && (invalid ?? 0) === 0;
}
