import { notifyManager } from '@tanstack/react-query';
import type { Query, QueryClient, QueryFilters, QueryKey } from '@tanstack/react-query';
import { isCursorList } from './cursor-list.ts';
import type { CursorList } from './cursor-list.ts';
import { isLater } from './revised.ts';

/** Numbers the reads that {@link readAnew} sends, so that no two share an answer. */
let reads = 0;

/**
 * Asks the server, whatever the cache holds or a read under way may bring: that one may have left
 * before a write. Goes through the query client for its retry rules, below the resource's key, so
 * that a write that ends meanwhile makes it ask again ({@link hold}). Nobody watches it, so
 * nobody who leaves takes it along.
 *
 * @throws what `ask` throws
 */
export function readAnew<Held>(
  queryClient: QueryClient,
  queryKey: QueryKey,
  ask: (signal: AbortSignal) => Promise<Held>,
): Promise<Held> {
  reads += 1;
  const own = [...queryKey, 'anew', reads];
  return queryClient
    .query({ queryKey: own, queryFn: ({ signal }) => ask(signal), staleTime: 0, gcTime: 0 })
    .finally(() => queryClient.removeQueries({ queryKey: own, exact: true }));
}

/**
 * Puts an answer in the place of a resource. A read of it under way may have left before: the page's
 * own is called off, others ask again. Where the cache holds a later revision that one stays, and is
 * asked for anew: should the server's clock have gone back, it was not later at all.
 *
 * @param atOf when a revision was made, in Unix ms; null where that is not told
 * @returns whether this is another revision than the one that was held
 */
export function hold<Held>(
  queryClient: QueryClient,
  queryKey: QueryKey,
  held: Held,
  atOf: (held: Held) => number | null,
): boolean {
  const known = queryClient.getQueryData<Held>(queryKey);
  const [before, at] = [known === undefined ? null : atOf(known), atOf(held)];
  if (isLater(before, at)) {
    void queryClient.invalidateQueries({ queryKey, exact: true });
    return false;
  }
  for (const query of queryClient.getQueryCache().findAll({ queryKey })) {
    if (query.queryKey.length > queryKey.length) again(query);
  }
  void queryClient.cancelQueries({ queryKey, exact: true });
  queryClient.setQueryData<Held>(queryKey, held);
  return before === null || before !== at;
}

/**
 * Changes what a key holds by what a write told. The rest of it was not looked at: it stays as old as
 * it was, and as doubtful. Reads of it under way may have left before, and ask again.
 *
 * @param change gets what is held; the same means that nothing changes
 */
export function changeHeld<Held>(
  queryClient: QueryClient,
  queryKey: QueryKey,
  change: (held: Held) => Held,
): void {
  notifyManager.batch(() => {
    const held = queryClient.getQueryData<Held>(queryKey);
    if (held !== undefined) {
      const next = change(held);
      if (next === held) return;
      queryClient.getQueryCache().find({ queryKey })?.setState({ data: next });
    }
    for (const query of queryClient.getQueryCache().findAll({ queryKey })) again(query);
  });
}

/**
 * Takes every list below a key a step further, and asks anew for the single pages beside them. What
 * is under way may have left before the write, so it asks again; of the pages that were loaded none
 * is.
 *
 * @param change gets a list, its key and when it was last loaded, in Unix ms; the same list means
 *   that nothing changes
 */
export function changeLists<Row>(
  queryClient: QueryClient,
  queryKey: QueryKey,
  change: (list: CursorList<Row>, queryKey: QueryKey, loadedAt: number) => CursorList<Row>,
): void {
  notifyManager.batch(() => {
    for (const query of queryClient.getQueryCache().findAll({ queryKey })) {
      again(query);
      const { data, dataUpdatedAt: updatedAt } = query.state;
      if (!isCursorList<Row>(data)) continue;
      const next = change(data, query.queryKey, updatedAt);
      // As old as it was: one row is not a look at the whole list.
      if (next !== data) queryClient.setQueryData(query.queryKey, next, { updatedAt });
    }
    askAnew(queryClient, { queryKey, predicate: ({ state }) => !isCursorList(state.data) });
  });
}

/** Asks anew for what somebody looks at; the rest when somebody does. */
export function askAnew(queryClient: QueryClient, filters: QueryFilters): void {
  for (const query of queryClient.getQueryCache().findAll(filters)) again(query);
  void queryClient.invalidateQueries(filters, { cancelRefetch: false });
}

/**
 * Forgets what is below a key, because it is gone. What is on screen goes when nobody looks at it any
 * more: taken away at once it would be asked for again, and be a 404 before the page has left.
 */
export function forget(queryClient: QueryClient, queryKey: QueryKey): void {
  const cache = queryClient.getQueryCache();
  const watched = new Set<Query>();
  for (const query of cache.findAll({ queryKey })) {
    if (query.getObserversCount() === 0) {
      // Somebody waits for what is under way: let it bring the 404.
      if (query.state.fetchStatus === 'idle') cache.remove(query);
      else again(query);
      continue;
    }
    watched.add(query);
    // What is under way would bring the 404.
    if (query.state.data !== undefined) void query.cancel({ revert: true });
  }
  if (watched.size === 0) return;
  const stop = cache.subscribe(({ type }) => {
    if (type !== 'observerRemoved') return;
    for (const query of watched) {
      if (query.getObserversCount() > 0) continue;
      watched.delete(query);
      cache.remove(query);
    }
    if (watched.size === 0) stop();
  });
}

/** Sends a read under way once more; whoever waits for the first answer gets the second. */
function again(query: Query): void {
  if (query.state.fetchStatus === 'idle') return;
  void query.cancel({ silent: true });
  // A failure is told to those who wait, and kept with the query.
  query.fetch().catch(() => undefined);
}
