import { startTransition, useEffect, useLayoutEffect, useMemo, useState } from 'react';
import type { FocusEvent, RefObject } from 'react';
import { flushSync } from 'react-dom';
import { AT_FIRST, drawnSpans, SETTLED, STEP, viewOf } from './windowing.ts';
import type { Span, View } from './windowing.ts';

/** What is known before the first row was measured (px). */
const ASSUMED_ROW = 40;

/** When a page that appeared has come to rest (ms). */
const REST_MS = 1_000;

// Kept beside the page: when a list comes back, its first layout must have the height it had, or
// the scroll position could not be restored.
let rowHeight = ASSUMED_ROW;

/** A windowed table body: what to draw, and what to put on the `<tbody>`. */
export type RowWindow = {
  spans: readonly Span[];
  rowHeight: number;
  onFocus: (event: FocusEvent) => void;
  onBlur: (event: FocusEvent) => void;
};

/**
 * Windows the rows of a table that scrolls with the page. All rows are equally high; one rendered
 * row is measured. Rows carry their place as `aria-rowindex`, where the header row is 1.
 *
 * @param focusedAtFirst id of a row that is drawn from the start, because it is about to be focused
 */
export function useRowWindow(
  body: RefObject<HTMLTableSectionElement | null>,
  rows: readonly { readonly id: string }[],
  focusedAtFirst: string | null,
): RowWindow {
  const [measured, setMeasured] = useState<View & { rowHeight: number }>(() => ({
    // A heading and filters stand above, so the list starts below the edge until it is measured.
    ...viewOf(0, innerHeight, rowHeight),
    first: -STEP,
    rowHeight,
  }));
  // By id as well: rows that come in on top move the others down.
  const [focus, setFocus] = useState<Place | null>(() => placeOf(rows, focusedAtFirst));
  const focused = focus === null ? null : placeNow(rows, focus);

  // Somebody else deleted the focused row: the reader goes on at its place, not at the page's top.
  const lost = focus !== null && focused !== null && focused.id !== focus.id;
  const place = focused?.index ?? null;
  useLayoutEffect(() => {
    if (!lost || place === null) return;
    const row = body.current?.querySelector(`[aria-rowindex="${place + 2}"]`);
    row?.querySelector<HTMLElement>('a, button')?.focus({ preventScroll: true });
  }, [body, lost, place]);

  useLayoutEffect(() => {
    const element = body.current;
    if (element === null) return undefined;
    const measure = () => {
      const row = element.querySelector('[aria-rowindex]')?.getBoundingClientRect().height;
      if (row !== undefined && row > 0) rowHeight = row;
      const top = element.getBoundingClientRect().top;
      const view = { ...viewOf(top, innerHeight, rowHeight), rowHeight };
      setMeasured((old) =>
        old.first === view.first && old.rows === view.rows && old.rowHeight === view.rowHeight
          ? old
          : view,
      );
    };
    // Before the browser paints, so that no gap is ever seen.
    const measureNow = () => flushSync(measure);
    measure();
    // The body's own size changes with the row height, the width and the number of rows.
    const sizes = typeof ResizeObserver === 'function' ? new ResizeObserver(measureNow) : null;
    sizes?.observe(element);
    addEventListener('scroll', measureNow, { passive: true });
    addEventListener('resize', measureNow);
    return () => {
      sizes?.disconnect();
      removeEventListener('scroll', measureNow);
      removeEventListener('resize', measureNow);
    };
  }, [body]);

  // What is seen comes first. The rest of a short list is for finding and printing: it can wait
  // until the page has come to rest.
  const [settled, setSettled] = useState(false);
  useEffect(() => {
    const timer = setTimeout(() => startTransition(() => setSettled(true)), REST_MS);
    return () => clearTimeout(timer);
  }, []);

  const count = rows.length;
  const extent = settled ? SETTLED : AT_FIRST;
  const spans = useMemo(
    () => drawnSpans(count, measured, place, extent),
    [count, measured, place, extent],
  );
  const focusRow = (index: number | null) => {
    const row = index === null ? undefined : rows[index];
    setFocus(row === undefined || index === null ? null : { id: row.id, index });
  };
  return {
    spans,
    rowHeight: measured.rowHeight,
    onFocus: (event) => focusRow(indexOfRow(event.target)),
    onBlur: (event) => {
      // To another row: its own focus event follows. To nothing, with the window: it comes back.
      const to = event.relatedTarget;
      if (to === null ? document.hasFocus() : indexOfRow(to) === null) focusRow(null);
    },
  };
}

type Place = { id: string; index: number };

function placeOf(rows: readonly { readonly id: string }[], id: string | null): Place | null {
  if (id === null) return null;
  const index = rows.findIndex((row) => row.id === id);
  return index < 0 ? null : { id, index };
}

/** Where a row stands now; when it is gone, the row that took its place. */
function placeNow(rows: readonly { readonly id: string }[], was: Place): Place | null {
  if (rows[was.index]?.id === was.id) return was;
  const found = placeOf(rows, was.id);
  if (found !== null) return found;
  const index = Math.min(was.index, rows.length - 1);
  const row = rows[index];
  return row === undefined ? null : { id: row.id, index };
}

function indexOfRow(target: EventTarget | null): number | null {
  if (!(target instanceof Element)) return null;
  const place = target.closest('[aria-rowindex]')?.getAttribute('aria-rowindex');
  return place == null ? null : Number(place) - 2;
}
