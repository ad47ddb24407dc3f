/** Rows `start` up to but not including `end`. */
export type Span = { readonly start: number; readonly end: number };

/** Lists up to this many rows are drawn whole: finding, printing and reading them just work. */
export const WHOLE_LIST = 300;

/** The window moves by this many rows at a time, so that most scroll events draw nothing. */
export const STEP = 8;

/** Rows kept ready above and below what is seen, at least. */
const MARGIN = 8;

/** Where a list stands in the viewport, in rows. Both are multiples of {@link STEP}. */
export type View = {
  /** The first row that is seen; negative while the list starts further down. */
  readonly first: number;
  /** How many rows fit. */
  readonly rows: number;
};

/** The view of a list whose first row is `top` pixels below the viewport's upper edge. */
export function viewOf(top: number, viewport: number, rowHeight: number): View {
  return {
    first: Math.floor(-top / rowHeight / STEP) * STEP,
    rows: Math.ceil(viewport / rowHeight / STEP) * STEP,
  };
}

/**
 * Which rows to draw, as spans in order that neither touch nor overlap: those in and around the
 * view, and the focused row with its neighbours, so that Tab and Shift+Tab find the true ones
 * wherever the page was scrolled to meanwhile.
 */
export function drawnSpans(count: number, view: View, focused: number | null): Span[] {
  if (count <= WHOLE_LIST) return [{ start: 0, end: count }];
  const size = view.rows + STEP + 2 * MARGIN;
  // Never an empty window: a list scrolled out of sight keeps its nearest rows.
  const start = clamp(view.first - MARGIN, 0, count - size);
  const seen = { start, end: Math.min(count, start + size) };
  if (focused === null || focused < 0 || focused >= count) return [seen];
  const kept = { start: Math.max(0, focused - 1), end: Math.min(count, focused + 2) };
  if (kept.end < seen.start) return [kept, seen];
  if (kept.start > seen.end) return [seen, kept];
  return [{ start: Math.min(seen.start, kept.start), end: Math.max(seen.end, kept.end) }];
}

function clamp(value: number, low: number, high: number): number {
  return Math.max(low, Math.min(value, high));
}
