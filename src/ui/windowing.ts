/** Rows `start` up to but not including `end`. */
export type Span = { readonly start: number; readonly end: number };

/** The window moves by this many rows at a time, so that most scroll events draw nothing. */
export const STEP = 8;

/** Where a list stands in the viewport, in rows. */
export type View = {
  /** The first row that is seen, down to a {@link STEP}; negative while the list starts below. */
  readonly first: number;
  /** How many rows fit. */
  readonly rows: number;
};

/** The view of a list whose first row is `top` pixels below the viewport's upper edge. */
export function viewOf(top: number, viewport: number, rowHeight: number): View {
  return {
    first: Math.floor(-top / rowHeight / STEP) * STEP,
    rows: Math.ceil(viewport / rowHeight),
  };
}

/** How much more than what is seen is drawn. */
export type Extent = {
  /** Lists of up to this many rows are drawn whole. */
  readonly whole: number;
  /** Rows kept ready above and below the view. */
  readonly margin: number;
};

/** While a page appears: what is seen, at once. */
export const AT_FIRST: Extent = { whole: 0, margin: 0 };

/** From then on. */
export const SETTLED: Extent = { whole: 300, margin: 8 };

/**
 * Which rows to draw, as spans in order that neither touch nor overlap: those in and around the
 * view, and the focused row with its neighbours, so that Tab and Shift+Tab find the true ones
 * wherever the page was scrolled to meanwhile.
 */
export function drawnSpans(
  count: number,
  view: View,
  focused: number | null,
  { whole, margin }: Extent = SETTLED,
): Span[] {
  if (count <= whole) return [{ start: 0, end: count }];
  // At least one row, also when the list is scrolled out of sight: it is what is measured.
  const end = clamp(view.first + STEP + view.rows + margin, Math.min(1, count), count);
  const start = clamp(view.first - margin, 0, Math.max(0, end - 1));
  const seen = { start, end };
  if (focused === null || focused < 0 || focused >= count) return [seen];
  const kept = { start: Math.max(0, focused - 1), end: Math.min(count, focused + 2) };
  if (kept.end < seen.start) return [kept, seen];
  if (kept.start > seen.end) return [seen, kept];
  return [{ start: Math.min(seen.start, kept.start), end: Math.max(seen.end, kept.end) }];
}

function clamp(value: number, low: number, high: number): number {
  return Math.max(low, Math.min(value, high));
}
