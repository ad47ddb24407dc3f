import { useQueryClient } from '@tanstack/react-query';
import { Suspense, useCallback, useEffect, useLayoutEffect, useRef } from 'react';
import type { ReactNode } from 'react';
import type { ApiError } from '#api/errors.ts';
import { useCursorList } from '#api/use-cursor-list.ts';
import type { CursorListView, CursorSource } from '#api/use-cursor-list.ts';
import { announce } from '#ui/announcer.tsx';
import { Button } from '#ui/button.tsx';
import { ErrorBoundary } from '#ui/error-boundary.tsx';
import { Blank, Notice } from '#ui/notice.tsx';
import { useOnceOpen, useOnline } from '#ui/use-online.ts';
import { Failure, FailureLine } from './failure.tsx';
import { countWords, freshWords } from './list-words.ts';
import type { Noun } from './list-words.ts';
import { Waiting } from './load.tsx';
import { PauseWords, usePause } from './pause.tsx';

/** The next page is asked for when the foot of the list is this close to the viewport (px). */
const AHEAD_PX = 800;

/** What one kind of list says and draws. */
export type ListFace<Row> = {
  noun: Noun;
  /** When there is nothing at all. */
  empty: { title: string; detail: string };
  /** When nothing matches: what a search looks at. */
  noMatch?: string;
  renderTable: (rows: readonly Row[], more: boolean) => ReactNode;
  skeleton: ReactNode;
};

/**
 * A list that grows as one scrolls (docs/architecture.md, Lists). While the rows of another source
 * load, the old ones stay; a failure stays inside, so that what stands around does not go with it.
 */
export function CursorListCard<Row extends { readonly id: string }>({
  source,
  stale = false,
  face,
  announces = false,
  onClear = null,
}: {
  source: CursorSource<Row>;
  /** Whether the rows of a newer source are on their way. */
  stale?: boolean;
  face: ListFace<Row>;
  /** Whether a list that appears says what it holds: on arrival the page says its own name. */
  announces?: boolean;
  /** Takes the filters away; null where none is set. */
  onClear?: (() => void) | null;
}) {
  const queryClient = useQueryClient();
  const region = useRef<HTMLDivElement>(null);
  /** What is pressed in here goes away with what it stands in: the focus stays near. */
  const keepFocus = () => {
    if (region.current?.contains(document.activeElement) === true) {
      region.current.focus({ preventScroll: true });
    }
  };
  const clear =
    onClear === null
      ? null
      : () => {
          keepFocus();
          onClear();
        };
  return (
    <div ref={region} tabIndex={-1} className={stale ? 'stale' : ''} aria-busy={stale}>
      <Suspense
        fallback={
          <Waiting>
            <div className="card table-card">
              <p className="sr-only">Loading {face.noun.many}</p>
              {face.skeleton}
              <div className="table-foot">Loading…</div>
            </div>
          </Waiting>
        }
      >
        <ErrorBoundary
          key={JSON.stringify(source.queryKey)}
          renderFailure={(error, retry) => (
            <div className="card">
              <Failure
                error={error}
                onRetry={() => {
                  keepFocus();
                  // The failed query keeps its failure until it is forgotten.
                  queryClient.removeQueries({ queryKey: source.queryKey, exact: true });
                  retry();
                }}
                actions={clear !== null && <Button onClick={clear}>Clear filters</Button>}
              />
            </div>
          )}
        >
          <LoadedList source={source} face={face} announces={announces} onClear={clear} />
        </ErrorBoundary>
      </Suspense>
    </div>
  );
}

function LoadedList<Row extends { readonly id: string }>({
  source,
  face,
  announces,
  onClear,
}: {
  source: CursorSource<Row>;
  face: ListFace<Row>;
  announces: boolean;
  onClear: (() => void) | null;
}) {
  const list = useCursorList(source);
  const { rows, more, unreadable, fresh } = list;
  const { noun, empty } = face;
  const filtered = onClear !== null;
  const card = useRef<HTMLDivElement>(null);
  const nothing = rows.length === 0 && !more && unreadable === 0;
  const nothingWords = filtered ? `No ${noun.one} matches` : empty.title;
  const summary = nothing
    ? nothingWords
    : countWords(noun, { count: rows.length, more, filtered, unreadable });
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
      {fresh !== null && <FreshBar words={freshWords(noun, fresh)} onShow={show} />}
      <div className="card table-card" ref={card}>
        {nothing ? (
          <Blank
            title={nothingWords}
            detail={filtered ? face.noMatch : empty.detail}
            actions={onClear !== null && <Button onClick={onClear}>Clear filters</Button>}
          />
        ) : (
          <>
            {face.renderTable(rows, more)}
            <Foot list={list} noun={noun} summary={summary} />
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

function Foot<Row>({
  list,
  noun,
  summary,
}: {
  list: CursorListView<Row>;
  noun: Noun;
  summary: string;
}) {
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
      {failure !== null && (
        <FailureLine what={`More ${noun.many} did not load.`} error={failure} onRetry={loadMore} />
      )}
      {more && failure === null && (
        <>
          {/* Said here, where the eye is, and once: not also on top of the list. */}
          {until !== null && (
            <p className="text-warn">
              <PauseWords until={until} />
            </p>
          )}
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
