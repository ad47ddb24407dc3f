import { useQueries, useQueryClient } from '@tanstack/react-query';
import type { QueryClient } from '@tanstack/react-query';
import { useMemo } from 'react';
import type { CursorList } from '#api/cursor-list.ts';
import { ApiError } from '#api/errors.ts';
import { issuerList, issuerQuery } from '#api/issuers.ts';
import { keys } from '#api/keys.ts';
import { useCursorListBeside } from '#api/use-cursor-list.ts';
import type { IssuerRow } from '#contract/issuer.ts';
import type { Page } from '#contract/page.ts';

/** What an issuer is called by, see `issuerName` and `environmentOf`, and what came along with it. */
type NamedIssuer = Pick<IssuerRow, 'name' | 'metadata' | 'status' | 'settings' | 'links'>;

/** What is known of an issuer's name. `missing`: AuthPI answered 404. An error: nothing is known. */
export type IssuerNaming = NamedIssuer | 'loading' | 'missing' | Error;

/** An issuer whose name came; null where it did not, or where none is asked about. */
export function namedOf<Named extends object>(
  naming: Named | Exclude<IssuerNaming, NamedIssuer> | null,
): Named | null {
  return typeof naming === 'string' || naming instanceof Error ? null : naming;
}

/** The names that were asked for, by id. */
export type IssuerNames = {
  of: (id: string) => IssuerNaming;
  /** How many could not be asked. Missing ones could. */
  failed: number;
  /** Why the first of them could not. */
  failure: Error | null;
  loading: boolean;
  /** Asks again for those that failed. */
  retry: () => void;
};

/**
 * The names of issuers that something else names by id, beside what the page is about. The top of
 * the account's issuer list holds most of them, in one request that the list itself saves later;
 * what it does not hold, or all if it does not come, is asked for one by one.
 *
 * @param ids each once
 */
export function useIssuerNames(accountId: string, ids: readonly string[]): IssuerNames {
  const queryClient = useQueryClient();
  const source = useMemo(() => issuerList(accountId, {}), [accountId]);
  const { list, failure } = useCursorListBeside(source, ids.length > 0);
  const settled = list !== null || failure !== null;
  const unlisted = settled
    ? ids.filter((id) => listed(queryClient, accountId, id) === undefined)
    : [];
  const results = useQueries({
    queries: unlisted.map((id) => ({
      ...issuerQuery(accountId, id),
      // A request per issuer each time the window is looked at again is more than a name is worth.
      refetchOnWindowFocus: false,
    })),
  });
  const names = new Map<string, IssuerNaming>(
    ids.map((id) => [id, listed(queryClient, accountId, id) ?? 'loading']),
  );
  const failures: { error: Error; refetch: () => unknown }[] = [];
  for (const [index, { data, error, refetch }] of results.entries()) {
    const id = unlisted[index];
    if (id === undefined) continue;
    if (error instanceof ApiError && error.kind === 'not_found') {
      names.set(id, 'missing');
      continue;
    }
    names.set(id, data?.issuer ?? error ?? 'loading');
    if (data === undefined && error !== null) failures.push({ error, refetch });
  }
  return {
    of: (id) => names.get(id) ?? 'loading',
    failed: failures.length,
    failure: failures[0]?.error ?? null,
    loading: [...names.values()].includes('loading'),
    retry: () => {
      for (const { refetch } of failures) refetch();
    },
  };
}

/** An issuer's row in any list of the account that is in memory. */
function listed(queryClient: QueryClient, accountId: string, id: string): NamedIssuer | undefined {
  // Single pages are kept below the lists as well: of a search, of what needs review.
  const held = queryClient.getQueriesData<CursorList<IssuerRow> | Page<IssuerRow>>({
    queryKey: keys.issuerLists(accountId),
  });
  for (const [, list] of held) {
    if (list === undefined || !('ids' in list) || !list.ids.has(id)) continue;
    return list.rows.find((each) => each.id === id);
  }
  return undefined;
}
