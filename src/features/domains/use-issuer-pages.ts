import { useMemo } from 'react';
import { issuerList } from '#api/issuers.ts';
import { useCursorListBeside } from '#api/use-cursor-list.ts';
import type { IssuerRow } from '#contract/issuer.ts';
import { idText } from '#shared/account-search.ts';
import { searchRows } from '#shared/text-match.ts';
import { useSettled } from '#shared/use-settled.ts';

/** The issuers that were found, page by page. */
export type IssuerPages = {
  rows: readonly IssuerRow[];
  /** Whether AuthPI has more of them. */
  more: boolean;
  /** How many came that could not be read. */
  unreadable: number;
  /** Whether these are on their way, or a further page is. */
  loading: boolean;
  failure: Error | null;
  retry: () => void;
  loadMore: () => void;
};

/** The server is asked when nothing was typed for this long (ms). */
const SETTLE_MS = 200;

/**
 * Searches all of an account's issuers, by what the server looks at (contract §3), best first.
 *
 * @param text empty: all, newest first
 */
export function useIssuerPages(accountId: string, text: string): IssuerPages {
  const settled = useSettled(text, SETTLE_MS);
  const all = useMemo(() => issuerList(accountId, {}), [accountId]);
  const found = useMemo(
    () => issuerList(accountId, settled === '' ? {} : { q: settled }),
    [accountId, settled],
  );
  const newest = useCursorListBeside(all, text === '' || settled === '');
  const search = useCursorListBeside(found, settled !== '');
  const { list, failure, retry } = settled === '' ? newest : search;
  // Until then it is what is known here that matches: what may be picked does not go and come back.
  const isAnswer = settled === text && (list !== null || failure !== null);
  const rows = list?.rows ?? [];
  const matching = searchRows(text, isAnswer ? rows : (newest.list?.rows ?? rows), (row) => [
    row.name,
    idText(row.id, text),
    row.description,
  ]);
  return {
    // The server may match by more than is known here.
    rows: isAnswer ? [...matching, ...rows.filter((row) => !matching.includes(row))] : matching,
    more: isAnswer && list?.more === true,
    unreadable: isAnswer ? (list?.unreadable ?? 0) : 0,
    loading: !isAnswer || list?.loading === true,
    failure: isAnswer ? failure : null,
    retry,
    loadMore: () => list?.loadMore(),
  };
}
