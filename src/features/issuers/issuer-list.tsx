import { useQueryClient } from '@tanstack/react-query';
import {
  Suspense,
  useCallback,
  useDeferredValue,
  useEffect,
  useLayoutEffect,
  useMemo,
  useRef,
} from 'react';
import type { ApiError } from '#api/errors.ts';
import { issuerList } from '#api/issuers.ts';
import { useCursorList } from '#api/use-cursor-list.ts';
import type { CursorListView, CursorSource } from '#api/use-cursor-list.ts';
import type { IssuerRow } from '#contract/issuer.ts';
import { announce } from '#ui/announcer.tsx';
import { Button } from '#ui/button.tsx';
import { ErrorBoundary } from '#ui/error-boundary.tsx';
import { Blank, Notice } from '#ui/notice.tsx';
import { useOnceOpen, useOnline } from '#ui/use-online.ts';
import { filterKey, filtersOf, hasFilters } from './issuer-search.ts';
import type { IssuerSearch } from './issuer-search.ts';
import { IssuerTable, IssuerTableSkeleton } from './issuer-table.tsx';
import { ListFailure, TailFailure } from './list-failure.tsx';
import { PauseWords, usePause } from './pause.tsx';
import { countWords, freshWords } from './words.ts';

/** The next page is asked for when the foot of the list is this close to the viewport (px). */
const AHEAD_PX = 800;

/**
 * The issuers that match the filters. While those of a new filter load, the old ones stay, dimmed;
 * a failure stays inside, so that filters and navigation do not go away with it.
 */
export function IssuerList({
  accountId,
  search,
  announces,
  onClear,
}: {
  accountId: string;
  search: IssuerSearch;
  /** Whether a list that appears says what it holds: on arrival the page says its own name. */
  announces: boolean;
  onClear: () => void;
}) {
  const wanted = filterKey(search);
  const shown = useDeferredValue(wanted);
  const filters = useMemo(() => filtersOf(JSON.parse(shown) as IssuerSearch), [shown]);
  const source = useMemo(() => issuerList(accountId, filters), [accountId, filters]);
  const queryClient = useQueryClient();
  const region = useRef<HTMLDivElement>(null);
  /** What is pressed in here goes away with what it stands in: the focus stays near. */
  const keepFocus = () => {
    if (region.current?.contains(document.activeElement) === true) {
      region.current.focus({ preventScroll: true });
    }
  };
  const clear = () => {
    keepFocus();
    onClear();
  };
  return (
    <div
      ref={region}
      tabIndex={-1}
      className={shown === wanted ? '' : 'stale'}
      aria-busy={shown !== wanted}
    >
      <Suspense fallback={<LoadingList />}>
        <ErrorBoundary
          key={`${accountId} ${shown}`}
          renderFailure={(error, retry) => (
            <ListFailure
              error={error}
              onRetry={() => {
                keepFocus();
                // The failed query keeps its failure until it is forgotten.
                queryClient.removeQueries({ queryKey: source.queryKey, exact: true });
                retry();
              }}
              onClear={hasFilters(filters) ? clear : null}
            />
          )}
        >
          <LoadedList
            accountId={accountId}
            source={source}
            filtered={hasFilters(filters)}
            announces={announces}
            onClear={clear}
          />
        </ErrorBoundary>
      </Suspense>
    </div>
  );
}

function LoadingList() {
  return (
    <>
      <Interruption />
      <div className="card table-card">
        <p className="sr-only">Loading issuers</p>
        <IssuerTableSkeleton />
        <div className="table-foot">Loading…</div>
      </div>
    </>
  );
}

/** What keeps the first rows from coming. */
function Interruption() {
  const online = useOnline();
  const until = usePause();
  if (!online) return <Offline />;
  if (until === null) return null;
  return (
    <div className="mb-3">
      <Notice tone="warn">
        <PauseWords until={until} />
      </Notice>
    </div>
  );
}

function Offline() {
  return (
    <div className="mb-3">
      <Notice tone="warn">
        You are offline. What is shown may be out of date; loading goes on by itself.
      </Notice>
    </div>
  );
}

function LoadedList({
  accountId,
  source,
  filtered,
  announces,
  onClear,
}: {
  accountId: string;
  source: CursorSource<IssuerRow>;
  filtered: boolean;
  announces: boolean;
  onClear: () => void;
}) {
  const list = useCursorList(source);
  const { rows, more, unreadable, fresh } = list;
  const online = useOnline();
  const card = useRef<HTMLDivElement>(null);
  const nothing = rows.length === 0 && !more && unreadable === 0;
  const summary = nothing
    ? nothingWords(filtered)
    : countWords({ count: rows.length, more, filtered, unreadable });
  useAnnounceOnce(summary, announces);

  // The bar with "Show" goes away under the finger: on to what it brought.
  const goToTop = useRef(false);
  useLayoutEffect(() => {
    if (!goToTop.current || fresh !== null) return;
    goToTop.current = false;
    card.current?.querySelector<HTMLElement>('a')?.focus();
  }, [fresh]);
  const show = () => {
    goToTop.current = true;
    list.showFresh();
  };

  return (
    <>
      {!online && <Offline />}
      {fresh !== null && <FreshBar words={freshWords(fresh)} onShow={show} />}
      <div className="card table-card" ref={card}>
        {nothing ? (
          <Nothing filtered={filtered} onClear={onClear} />
        ) : (
          <>
            <IssuerTable accountId={accountId} rows={rows} more={more} />
            <Foot list={list} summary={summary} />
          </>
        )}
      </div>
    </>
  );
}

/** Says once what a new filter found; the foot of the list says what comes later. */
function useAnnounceOnce(summary: string, wanted: boolean) {
  const said = useRef(false);
  useEffect(() => {
    if (said.current) return;
    said.current = true;
    if (wanted) announce(summary);
  }, [summary, wanted]);
}

function FreshBar({ words, onShow }: { words: string; onShow: () => void }) {
  useEffect(() => announce(`${words} on top of the list`), [words]);
  return (
    <div className="mb-3">
      <Notice tone="info" actions={<Button onClick={onShow}>Show</Button>}>
        {words}
      </Notice>
    </div>
  );
}

function nothingWords(filtered: boolean) {
  return filtered ? 'No issuer matches' : 'No issuers yet';
}

function Nothing({ filtered, onClear }: { filtered: boolean; onClear: () => void }) {
  return filtered ? (
    <Blank
      title={nothingWords(true)}
      detail="Search looks at names, descriptions and ids. Try fewer letters, or fewer filters."
      actions={<Button onClick={onClear}>Clear filters</Button>}
    />
  ) : (
    <Blank
      title={nothingWords(false)}
      detail="An issuer is an identity provider of its own: it holds the ways to sign in, the rules of a session and its own users. Most accounts have one per environment."
    />
  );
}

function Foot({ list, summary }: { list: CursorListView<IssuerRow>; summary: string }) {
  const { more, loading, failure, loadMore } = list;
  const foot = useRef<HTMLDivElement>(null);
  /** Whether the focus is in here. No blur is told of what is taken out of the page. */
  const inside = useRef(false);
  const online = useOnline();
  const until = usePause();
  const free = online && until === null;
  useOnceOpen(isPassing(failure) ? free : true, loadMore);

  const loadIfNear = useCallback(() => {
    if (!more || loading || failure !== null || !free || foot.current === null) return;
    // The observer counts its very edge as inside, and rounds. Where we did not, it would have told
    // its one time in vain, and the foot could come all the way into view with nothing loading.
    if (foot.current.getBoundingClientRect().top <= innerHeight + AHEAD_PX + 1) loadMore();
  }, [more, loading, failure, free, loadMore]);
  useEffect(() => {
    // At once: rows that came may not fill the viewport, and then nothing will ever cross its edge.
    loadIfNear();
    if (foot.current === null || typeof IntersectionObserver !== 'function') return undefined;
    const watch = new IntersectionObserver(loadIfNear, { rootMargin: `${AHEAD_PX}px` });
    watch.observe(foot.current);
    return () => watch.disconnect();
  }, [loadIfNear]);

  // What has the focus in here may be gone: Load more after the last page or a failure, Try again
  // when it is tried. Whoever was on it goes on from here.
  useLayoutEffect(() => {
    if (!inside.current || document.activeElement !== document.body) return;
    // Into view as well: rows far from it are not drawn, and the way back must lead to the last one.
    foot.current?.focus();
  });

  return (
    <div
      className="table-foot"
      ref={foot}
      tabIndex={-1}
      onFocus={() => {
        inside.current = true;
      }}
      onBlur={() => {
        inside.current = false;
      }}
    >
      <output>{summary}</output>
      {failure !== null && <TailFailure error={failure} onRetry={loadMore} />}
      {more && failure === null && (
        <>
          {/* Said here, where the eye is, and once: not also on top of the list. */}
          {until !== null && (
            <p className="text-warn">
              <PauseWords until={until} />
            </p>
          )}
          {!online && <p className="text-warn">You are offline.</p>}
          <div className="ml-auto">
            <Button busy={loading} reason={loading || free ? null : WAITING} onClick={loadMore}>
              {loading ? 'Loading…' : 'Load more'}
            </Button>
          </div>
        </>
      )}
    </div>
  );
}

/** Beside the words that say what is waited for. */
const WAITING = 'Loading goes on by itself';

/** Whether a failure ends when the connection is back or the pause over. */
function isPassing(failure: ApiError | null): boolean {
  return failure?.kind === 'network' || failure?.kind === 'rate_limited';
}
