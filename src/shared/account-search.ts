import { useEffect, useMemo } from 'react';
import { accountList } from '#api/accounts.ts';
import { useCursorListBeside } from '#api/use-cursor-list.ts';
import type { Account } from '#contract/account.ts';
import { countOf } from './list-words.ts';
import { searchRows } from './text-match.ts';

/** How far a search over the accounts has come. */
export type AccountSearch = {
  /** What was loaded, in the server's order. */
  loaded: readonly Account[];
  /** What of it answers the query, best first. */
  found: readonly Account[];
  /** Whether the server has accounts that were not looked at. */
  more: boolean;
  /** How many accounts came that could not be read, so were not looked at. */
  unreadable: number;
  loading: boolean;
  failure: Error | null;
  /** Tries again what failed. */
  retry: () => void;
  loadMore: () => void;
};

/** A part of an id this long is no accident: shorter, half of all ids would match a word. */
const ID_LETTERS = 4;

const NONE: readonly Account[] = [];
const source = accountList();

/**
 * Searches the accounts by name and id. The API has no filter for them, so while there is a query
 * their pages are loaded one after another, until `enough` match or all are there.
 *
 * @param wanted false asks for nothing.
 * @param most stops a search that finds too little when this many are loaded.
 */
export function useAccountSearch(
  query: string,
  { wanted, enough, most = Infinity }: { wanted: boolean; enough: number; most?: number },
): AccountSearch {
  const { list, failure, retry } = useCursorListBeside(source, wanted);
  const loaded = list?.rows ?? NONE;
  const found = useMemo(
    () => searchRows(query, loaded, ({ name, id }) => [name, idText(id, query)]),
    [query, loaded],
  );
  const more = list?.more ?? false;
  const goesOn =
    wanted &&
    query !== '' &&
    more &&
    list?.loading === false &&
    failure === null &&
    found.length < enough &&
    loaded.length < most;
  const loadMore = list?.loadMore;
  useEffect(() => {
    if (goesOn) loadMore?.();
  }, [goesOn, loadMore]);
  return {
    loaded,
    found,
    more,
    unreadable: list?.unreadable ?? 0,
    loading: wanted && failure === null && (list === null || list.loading || goesOn),
    failure: wanted ? failure : null,
    retry,
    loadMore: () => loadMore?.(),
  };
}

/** An id as a text to search, where the query is long enough to mean one; else null. */
export function idText(id: string, query: string): string | null {
  return query.length < ID_LETTERS ? null : id;
}

/** How much of the accounts a search has seen. It never pretends to have seen them all. */
export function searchedWords({
  loaded,
  more,
  unreadable,
  loading,
}: Pick<AccountSearch, 'more' | 'unreadable' | 'loading'> & {
  loaded: { readonly length: number };
}): string {
  const accounts = countOf(loaded.length, { one: 'account', many: 'accounts' });
  if (loading) return loaded.length === 0 ? 'Searching…' : `Searching… ${accounts} so far`;
  const whole = loaded.length === 1 ? ', the only one' : ', all of them';
  // What could not be read was not searched: then these are not all.
  const reach = more ? ', more to come' : unreadable === 0 ? whole : '';
  const words = `Searched ${accounts}${reach}`;
  return unreadable === 0 ? words : `${words}. ${unreadable} more could not be read`;
}
