import { keepPreviousData, queryOptions, useQuery } from '@tanstack/react-query';
import { issuerList } from '#api/issuers.ts';
import type { IssuerRow } from '#contract/issuer.ts';
import { idText } from './account-search.ts';
import { searchRows } from './text-match.ts';
import { useSettled } from './use-settled.ts';

/** What one source found, best first, and how it fares. */
export type Source<Row> = {
  rows: readonly Row[];
  /** Whether there is more than these rows. */
  more: boolean;
  loading: boolean;
  failure: Error | null;
  retry: () => void;
};

/** Issuers asked for, to show the best of: the server puts the newest first. */
const ASKED = 50;

/** The server is asked when nothing was typed for this long (ms). */
const SETTLE_MS = 200;

/**
 * Searches an account's issuers, by what the server looks at (contract §3). It never has all of them:
 * `more` says so.
 *
 * @param text empty: the newest
 * @param wanted false asks for nothing
 */
export function useIssuerSearch(
  accountId: string,
  text: string,
  wanted: boolean,
): Source<IssuerRow> {
  const settled = useSettled(text, SETTLE_MS);
  const { data, error, isPlaceholderData, isFetching, refetch } = useQuery({
    ...firstIssuersQuery(accountId, settled),
    // Not for the text before last: typing goes on from nothing as well.
    enabled: wanted && (settled === '') === (text === ''),
    placeholderData: keepPreviousData,
    throwOnError: false,
  });
  const isAnswer = settled === text && !isPlaceholderData;
  const matching = searchRows(text, data?.data ?? [], (row) => [
    row.name,
    idText(row.id, text),
    row.description,
  ]);
  // The server may match by more than is known here. Rows of an earlier question have no such excuse.
  const others = isAnswer ? (data?.data ?? []).filter((row) => !matching.includes(row)) : [];
  const failure = settled === text ? error : null;
  return {
    rows: wanted && failure === null ? [...matching, ...others] : [],
    more: wanted && isAnswer && (data?.has_more === true || (data?.invalid_count ?? 0) > 0),
    loading: wanted && failure === null && (!isAnswer || (isFetching && data === undefined)),
    failure: wanted ? failure : null,
    retry: () => void refetch(),
  };
}

function firstIssuersQuery(accountId: string, q: string) {
  const source = issuerList(accountId, q === '' ? {} : { q });
  const request = { cursor: null, limit: ASKED };
  return queryOptions({
    queryKey: [...source.queryKey, request],
    queryFn: ({ signal }) => source.load({ ...request, signal }),
  });
}
