import {
  focusManager,
  onlineManager,
  queryOptions,
  useQuery,
  useQueryClient,
  useSuspenseQuery,
} from '@tanstack/react-query';
import type { QueryClient, QueryKey } from '@tanstack/react-query';
import { useEffect, useMemo } from 'react';
import type { Page } from '#contract/page.ts';
import { FIRST_PAGE_ROWS, loadNext, refresh, showFresh, startList } from './cursor-list.ts';
import type { CursorList, PageRequest } from './cursor-list.ts';
import { ApiError } from './errors.ts';

/** Where the rows of a list come from: its place in the cache, and how one page is asked for. */
export type CursorSource<Row> = {
  queryKey: QueryKey;
  load: (request: PageRequest & { signal: AbortSignal }) => Promise<Page<Row>>;
};

/** A list as a page draws it. */
export type CursorListView<Row> = {
  /** Each id once, in the server's order. */
  rows: readonly Row[];
  /** How many rows came that could not be read, so are not in `rows`. */
  unreadable: number;
  /** Whether the server has more. */
  more: boolean;
  /** Whether a next page is under way. */
  loading: boolean;
  /** Why the next page failed; the rows stay. */
  failure: ApiError | null;
  /** Rows that came in on top since; `atLeast`: there may be more than `count`. */
  fresh: { count: number; atLeast: boolean } | null;
  /** Loads the next page, or tries again. Harmless to call twice. */
  loadMore: () => void;
  /** Puts the new rows on the list. */
  showFresh: () => void;
};

type Identified = { readonly id: string };

/** A page loaded again this soon is not asked for twice (ms). */
const REFRESH_PAUSE_MS = 5_000;

/** A list stays in memory this long after it was left, so that Back needs no request (ms). */
const KEPT_MS = 30 * 60_000;

/**
 * The query that holds a list. Its data changes only through the functions below: a refetch would
 * throw all pages away, and the library's infinite query would ask for every one of them again.
 */
export function cursorListQuery<Row extends Identified>(source: CursorSource<Row>) {
  return queryOptions({
    queryKey: source.queryKey,
    queryFn: async ({ signal }) =>
      startList(await source.load({ cursor: null, limit: FIRST_PAGE_ROWS, signal })),
    staleTime: Infinity,
    gcTime: KEPT_MS,
    refetchOnReconnect: false,
    refetchOnWindowFocus: false,
    // Rows keep their identity by construction; comparing 10,000 of them would undo that.
    structuralSharing: false,
  });
}

/**
 * The rows of a list and what can be done with them. Suspends for the first page.
 *
 * @throws {ApiError} of the first page, to the nearest boundary.
 */
export function useCursorList<Row extends Identified>(
  source: CursorSource<Row>,
): CursorListView<Row> {
  const queryClient = useQueryClient();
  const { data: list } = useSuspenseQuery(cursorListQuery(source));
  const steps = useMemo(() => stepsOf(queryClient, source), [queryClient, source]);

  useFreshTop(steps, list.outdated, true);
  return viewOf(list, steps);
}

/**
 * {@link useCursorList} beside the main thing of a page: it holds nothing up. `list` is null until
 * the first page is there; `failure` is why that, or a next page, did not come.
 *
 * @param wanted false asks for nothing, and shows what is there anyway.
 */
export function useCursorListBeside<Row extends Identified>(
  source: CursorSource<Row>,
  wanted: boolean,
): { list: CursorListView<Row> | null; failure: Error | null; retry: () => void } {
  const queryClient = useQueryClient();
  const { data, error, refetch } = useQuery({ ...cursorListQuery(source), enabled: wanted });
  const steps = useMemo(() => stepsOf(queryClient, source), [queryClient, source]);
  useFreshTop(steps, data?.outdated === true, wanted);
  const list = data === undefined ? null : viewOf(data, steps);
  return {
    list,
    failure: list === null ? error : list.failure,
    retry: () => (list === null ? void refetch() : list.loadMore()),
  };
}

/**
 * Back at the window or the network, the first page is asked for again; so it is where a write left
 * the list outdated, now or while nobody looked at it.
 */
function useFreshTop(
  { refreshTop }: { refreshTop: () => Promise<void> },
  outdated: boolean,
  wanted: boolean,
) {
  useEffect(() => {
    if (wanted && outdated) void refreshTop();
  }, [refreshTop, outdated, wanted]);
  useEffect(() => {
    if (!wanted) return undefined;
    const onReturn = (isBack: boolean) => {
      if (isBack) void refreshTop();
    };
    const stopFocus = focusManager.subscribe(onReturn);
    const stopOnline = onlineManager.subscribe(onReturn);
    return () => {
      stopFocus();
      stopOnline();
    };
  }, [refreshTop, wanted]);
}

type Steps = Pick<CursorListView<unknown>, 'loadMore' | 'showFresh'>;

function viewOf<Row>(list: CursorList<Row>, steps: Steps): CursorListView<Row> {
  return {
    rows: list.rows,
    unreadable: list.unreadable,
    more: list.cursor !== null,
    loading: list.tail === 'loading',
    failure: list.tail instanceof ApiError ? list.tail : null,
    fresh: list.fresh,
    loadMore: steps.loadMore,
    showFresh: steps.showFresh,
  };
}

function stepsOf<Row extends Identified>(queryClient: QueryClient, source: CursorSource<Row>) {
  const read = () => queryClient.getQueryData<CursorList<Row>>(source.queryKey);
  const write = (list: CursorList<Row>) => queryClient.setQueryData(source.queryKey, list);
  // Pages go through the query client for its retry rules; none is kept beside the list.
  const load = (request: PageRequest, staleTime = 0) =>
    queryClient.query({
      queryKey: [...source.queryKey, request],
      queryFn: ({ signal }) => source.load({ ...request, signal }),
      staleTime,
      gcTime: staleTime,
    });

  const refreshTop = async () => {
    if (read() === undefined) return;
    let page: Page<Row>;
    try {
      page = await load({ cursor: null, limit: FIRST_PAGE_ROWS }, REFRESH_PAUSE_MS);
    } catch (error) {
      // Nobody asked for this one; what is shown stays, and the next look will tell.
      if (error instanceof ApiError) return;
      throw error;
    }
    const list = read();
    if (list !== undefined) write(refresh(list, page));
  };

  const loadMore = async () => {
    await loadNext(read, write, load);
    // "All loaded" would not be true of what came in on top on the way down.
    if (read()?.cursor === null) await refreshTop();
  };

  return {
    refreshTop,
    loadMore: () => void loadMore(),
    showFresh: () => {
      const list = read();
      if (list !== undefined) write(showFresh(list));
    },
  };
}
