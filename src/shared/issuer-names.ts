import { useQueries, useQueryClient } from '@tanstack/react-query';
import type { QueryClient } from '@tanstack/react-query';
import type { CursorList } from '#api/cursor-list.ts';
import { ApiError } from '#api/errors.ts';
import { issuerQuery } from '#api/issuers.ts';
import { keys } from '#api/keys.ts';
import type { IssuerRow } from '#contract/issuer.ts';

/** What an issuer is called by: see `issuerName` and `environmentOf`. */
type NamedIssuer = Pick<IssuerRow, 'name' | 'metadata'>;

/** What is known of an issuer's name. `missing`: AuthPI answered 404. An error: nothing is known. */
export type IssuerNaming = NamedIssuer | 'loading' | 'missing' | Error;

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
 * The names of issuers that something else names by id. One request per issuer, beside what the page
 * is about; until it is answered a row of a list that was loaded stands in.
 *
 * @param ids each once
 */
export function useIssuerNames(accountId: string, ids: readonly string[]): IssuerNames {
  const queryClient = useQueryClient();
  const results = useQueries({
    queries: ids.map((id) => ({
      ...issuerQuery(accountId, id),
      // A request per issuer each time the window is looked at again is more than a name is worth.
      refetchOnWindowFocus: false,
    })),
  });
  const names = new Map<string, IssuerNaming>();
  const failures: { error: Error; refetch: () => unknown }[] = [];
  for (const [index, { data, error, refetch }] of results.entries()) {
    const id = ids[index];
    if (id === undefined) continue;
    if (error instanceof ApiError && error.kind === 'not_found') {
      names.set(id, 'missing');
      continue;
    }
    const known = data?.issuer ?? listed(queryClient, accountId, id);
    names.set(id, known ?? error ?? 'loading');
    if (known === undefined && error !== null) failures.push({ error, refetch });
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
  const lists = queryClient.getQueriesData<CursorList<IssuerRow>>({
    queryKey: keys.issuerLists(accountId),
  });
  for (const [, list] of lists) {
    const row = list?.ids.has(id) === true ? list.rows.find((each) => each.id === id) : undefined;
    if (row !== undefined) return row;
  }
  return undefined;
}
