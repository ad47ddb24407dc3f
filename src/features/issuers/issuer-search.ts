import { catch as fallback, enum as oneOf, minLength, object, optional, string } from 'zod/mini';
import type { output } from 'zod/mini';
import { LISTED_STATUSES } from '#contract/issuer.ts';
import { ACCESS_MODES, READINESS } from '#contract/ours/rules.ts';

/**
 * Filters of the issuer list as they stand in the address. Absent when empty; a word that is not
 * known is dropped, because the server would answer it with no rows at all.
 */
export const issuerSearch = object({
  q: fallback(optional(string().check(minLength(1))), undefined),
  status: fallback(optional(oneOf(LISTED_STATUSES)), undefined),
  access_mode: fallback(optional(oneOf(ACCESS_MODES)), undefined),
  readiness: fallback(optional(oneOf(READINESS)), undefined),
});

/** See {@link issuerSearch}. */
export type IssuerSearch = output<typeof issuerSearch>;

/**
 * The filters alone, each only where it is set: equal filters are equal values, and so one list in
 * the cache, however they were written.
 */
export function filtersOf({ q, status, access_mode, readiness }: IssuerSearch): IssuerSearch {
  const text = q?.trim();
  return {
    ...(text !== undefined && text !== '' && { q: text }),
    ...(status !== undefined && { status }),
    ...(access_mode !== undefined && { access_mode }),
    ...(readiness !== undefined && { readiness }),
  };
}

/** Whether anything narrows the list. */
export function hasFilters(search: IssuerSearch): boolean {
  return Object.keys(filtersOf(search)).length > 0;
}

/** One text per set of filters. */
export function filterKey(search: IssuerSearch): string {
  return JSON.stringify(filtersOf(search));
}
