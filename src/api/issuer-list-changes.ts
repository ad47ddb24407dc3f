import type { QueryClient } from '@tanstack/react-query';
import { looseObject } from 'zod/mini';
import { check } from '#contract/check.ts';
import { issuerFilters } from '#contract/issuer.ts';
import type { IssuerRow } from '#contract/issuer.ts';
import { changeLists } from './cache-steps.ts';
import { dropRow, outdate, patchRow } from './cursor-list.ts';
import type { CursorList } from './cursor-list.ts';
import { belongs } from './issuer-rows.ts';
import type { IssuerFilters } from './issuers.ts';
import { keys } from './keys.ts';

const filtersSchema = looseObject(issuerFilters);

/**
 * Changes every list of an account's issuers that is loaded.
 *
 * @param change is given what the list is filtered by, and when it was loaded (Unix ms)
 */
export function changeIssuerLists(
  queryClient: QueryClient,
  accountId: string,
  change: (
    list: CursorList<IssuerRow>,
    filters: IssuerFilters,
    loadedAt: number,
  ) => CursorList<IssuerRow>,
): void {
  const queryKey = keys.issuerLists(accountId);
  changeLists<IssuerRow>(queryClient, queryKey, (list, { [queryKey.length]: last }, loadedAt) => {
    const filters = check(filtersSchema, last);
    return filters.ok ? change(list, filters.value, loadedAt) : list;
  });
}

/** A list in which a row became another one, and so may not belong there any more. */
export function withRow(
  list: CursorList<IssuerRow>,
  filters: IssuerFilters,
  before: IssuerRow,
  row: IssuerRow,
): CursorList<IssuerRow> {
  const verdict = belongs(filters, row, before);
  if (verdict === 'no') return dropRow(list, row.id);
  const patched = patchRow(list, row.id, () => row);
  const unknown = row.readiness === null && before.readiness != null;
  return verdict === 'unknown' || unknown ? outdate(patched) : patched;
}
