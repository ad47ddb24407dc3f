import type { Page } from '#contract/page.ts';
import { isJsonObject } from '#contract/values.ts';
import { ApiError } from './errors.ts';

/**
 * A list that grows by keyset pages while its rows are inserted, changed and deleted by others.
 *
 * What holds, whatever the schedule (contract §3): a row that lives throughout is shown exactly once
 * and in the server's order; no row is shown twice; what came in on top is counted, not inserted
 * under the reader's eyes. Pure data: {@link loadNext} and {@link refresh} are the only steps that
 * take in what the server says; {@link patchRow} and {@link dropRow} what a write here changed.
 */
export type CursorList<Row> = {
  readonly rows: readonly Row[];
  /** Ids of `rows`: never twice. */
  readonly ids: ReadonlySet<string>;
  /** How many rows came that could not be read, so are not in `rows`. */
  readonly unreadable: number;
  /** Where the next page starts; null at the end. */
  readonly cursor: string | null;
  /** Cursors that were answered. One that comes again would go round in circles: it means the end. */
  readonly used: ReadonlySet<string>;
  /** What the first page holds now and the reader has not been shown. */
  readonly fresh: Fresh<Row> | null;
  /** The next page's fate. A failure keeps the rows. */
  readonly tail: 'idle' | 'loading' | ApiError;
  /** Whether a write since may have changed what the first page holds: it is to be asked for again. */
  readonly outdated: boolean;
  /** Changes when the list starts anew, so that an answer meant for the old one is dropped. */
  readonly generation: object;
};

/** New rows in a first page that was loaded again. `atLeast`: there may be more than these. */
export type Fresh<Row> = { page: Page<Row>; count: number; atLeast: boolean };

/** How a page of a list is asked for. `cursor` null is the top. */
export type PageRequest = { cursor: string | null; limit: number };

/** Rows of the first page, and of each that follows: fast to the first row, few requests after. */
export const FIRST_PAGE_ROWS = 50;
const NEXT_PAGE_ROWS = 100;

type Identified = { readonly id: string };

/** A list that starts with this page. */
export function startList<Row extends Identified>(page: Page<Row>): CursorList<Row> {
  const empty: CursorList<Row> = {
    rows: [],
    ids: new Set(),
    unreadable: page.invalid_count ?? 0,
    cursor: null,
    used: new Set(),
    fresh: null,
    tail: 'idle',
    outdated: false,
    generation: {},
  };
  return splice(empty, 0, page);
}

/**
 * Loads the next page into the list.
 *
 * The row a cursor names may be gone by now. Servers answer that with the page all the same, with
 * 400 or 404, or with an empty page; for the last three earlier rows are tried, ever further back,
 * and at last the top. What comes back then overlaps what is known, and is merged.
 *
 * @param read the list as it is now: it may have been refreshed since the last step.
 * @param write takes the list a step further. A failure ends in `tail`; nothing is thrown.
 */
export async function loadNext<Row extends Identified>(
  read: () => CursorList<Row> | undefined,
  write: (list: CursorList<Row>) => void,
  load: (request: PageRequest) => Promise<Page<Row>>,
): Promise<void> {
  const first = read();
  if (first === undefined || first.cursor === null || first.tail === 'loading') return;
  const { generation } = first;
  write({ ...first, tail: 'loading' });
  const tried = new Set<string | null>();
  let current: CursorList<Row> = first;

  for (;;) {
    const cursor = nextToTry(current, tried);
    tried.add(cursor);
    const answer = await load({ cursor, limit: NEXT_PAGE_ROWS }).catch(apiErrorOf);

    const now = read();
    if (now === undefined || now.generation !== generation) return;
    const atTop = cursor === null;
    if (answer instanceof ApiError) {
      if (!atTop && mayBeDeadCursor(answer)) continue;
      write({ ...now, tail: answer });
      return;
    }
    if (answer.data.length === 0 && !atTop) continue;

    const grown = {
      ...splice(now, positionAfter(now, cursor), answer, cursor),
      unreadable: now.unreadable + (answer.invalid_count ?? 0),
    };
    if (grown.rows.length > now.rows.length || grown.cursor === null) {
      write({ ...grown, tail: 'idle' });
      return;
    }
    // Only rows that were known: go on from where this page ends.
    current = grown;
    write(grown);
  }
}

/**
 * Takes in the first page, loaded again. Rows it holds are brought up to date and rows that are
 * gone leave at once; new ones are kept in `fresh` until {@link showFresh}.
 */
export function refresh<Row extends Identified>(
  list: CursorList<Row>,
  page: Page<Row>,
): CursorList<Row> {
  const known = page.data.filter((row) => list.ids.has(row.id));
  const last = known.at(-1);
  const whole = nextCursor(page) === null;
  if (last === undefined) {
    // Nothing in common. Either that is all there is now, or what is shown starts somewhere below
    // this page, and nothing can be said of it.
    if (whole) return startList(page);
    return { ...list, outdated: false, fresh: { page, count: page.data.length, atLeast: true } };
  }
  // Unknown rows below the last known one are not new: the next page brings them.
  const top = whole ? page : { ...page, data: page.data.slice(0, page.data.indexOf(last) + 1) };
  const count = top.data.length - known.length;
  return {
    ...splice(list, 0, { ...page, data: known }),
    cursor: whole ? null : list.cursor,
    used: list.used,
    outdated: false,
    fresh: count > 0 ? { page: top, count, atLeast: false } : null,
  };
}

/** Puts the new rows of the last {@link refresh} on the list, or starts it anew where they leave a gap. */
export function showFresh<Row extends Identified>(list: CursorList<Row>): CursorList<Row> {
  if (list.fresh === null) return list;
  const { page, atLeast } = list.fresh;
  if (atLeast) return startList(page);
  const whole = nextCursor(page) === null;
  return {
    ...splice(list, 0, page),
    cursor: whole ? null : list.cursor,
    used: list.used,
    fresh: null,
  };
}

/** Whether a value of the cache is a list, and no single page of one. */
export function isCursorList<Row>(value: unknown): value is CursorList<Row> {
  return isJsonObject(value) && value['ids'] instanceof Set && Array.isArray(value['rows']);
}

/** One row, on the list or waiting on top of it. */
export function rowIn<Row extends Identified>(list: CursorList<Row>, id: string): Row | undefined {
  if (list.ids.has(id)) return list.rows[indexOf(list.rows, id)];
  return list.fresh?.page.data.find((row) => row.id === id);
}

/** The list with one row's new content, waiting on top or not; the same list where it has no such row. */
export function patchRow<Row extends Identified>(
  list: CursorList<Row>,
  id: string,
  patch: (row: Row) => Row,
): CursorList<Row> {
  const { rows, fresh } = list;
  const row = list.ids.has(id) ? rows[indexOf(rows, id)] : undefined;
  const waits = fresh?.page.data.some((each) => each.id === id) === true;
  if (row === undefined && !waits) return list;
  return {
    ...list,
    rows: row === undefined ? rows : rows.with(indexOf(rows, id), patch(row)),
    fresh: waits
      ? withData(fresh, (data) => data.map((each) => (each.id === id ? patch(each) : each)))
      : fresh,
  };
}

/** The list without one row; the same list where it has no such row. Where it goes on stays as it is. */
export function dropRow<Row extends Identified>(
  list: CursorList<Row>,
  id: string,
): CursorList<Row> {
  const { fresh } = list;
  const shown = list.ids.has(id);
  const waits = fresh?.page.data.some((each) => each.id === id) === true;
  if (!shown && !waits) return list;
  const ids = new Set(list.ids);
  ids.delete(id);
  const left = waits ? withData(fresh, (data) => data.filter((each) => each.id !== id)) : fresh;
  return {
    ...list,
    rows: shown ? list.rows.filter((each) => each.id !== id) : list.rows,
    ids,
    fresh: left?.atLeast === true ? atLeastOf(left) : stillFresh(left, ids),
  };
}

/** The list with its first page to be asked for again, by whoever shows it. The rows stay. */
export function outdate<Row>(list: CursorList<Row>): CursorList<Row> {
  return list.outdated ? list : { ...list, outdated: true };
}

function withData<Row>(fresh: Fresh<Row>, change: (data: Row[]) => Row[]): Fresh<Row> {
  return { ...fresh, page: { ...fresh.page, data: change(fresh.page.data) } };
}

function atLeastOf<Row>(fresh: Fresh<Row>): Fresh<Row> | null {
  const count = fresh.page.data.length;
  return count === 0 ? null : { ...fresh, count };
}

/**
 * Merges a page that starts at position `from`. The page is the truth about its own span: a known
 * row inside the span that the page does not hold is gone. A page that ends in rows not known yet
 * reaches past all that was known; should a row have been dropped wrongly, a later page brings it.
 */
function splice<Row extends Identified>(
  list: CursorList<Row>,
  from: number,
  page: Page<Row>,
  cursor: string | null = null,
): CursorList<Row> {
  const below = list.rows.slice(from);
  const inPage = new Map(page.data.map((row) => [row.id, row]));
  const lastShared = below.findLastIndex((row) => inPage.has(row.id));
  const used = new Set(list.used);
  if (cursor !== null) used.add(cursor);
  const next = nextCursor(page);
  const end = next === null || used.has(next);
  const endsInKnown = lastShared >= 0 && below[lastShared]?.id === page.data.at(-1)?.id;
  const rest = next !== null && endsInKnown ? below.slice(lastShared + 1) : [];

  const ids = new Set(list.ids);
  for (const row of below) ids.delete(row.id);
  let above = list.rows.slice(0, from);
  const added: Row[] = [];
  for (const row of inPage.values()) {
    if (ids.has(row.id)) {
      // Shown further up already: there it stays, with its new content.
      above = above.with(indexOf(above, row.id), row);
    } else {
      added.push(row);
    }
  }
  for (const row of added) ids.add(row.id);
  for (const row of rest) ids.add(row.id);
  return {
    ...list,
    rows: above.concat(added, rest),
    ids,
    cursor: end ? null : next,
    used,
    fresh: stillFresh(list.fresh, ids),
  };
}

/** Rows that were waiting on top may have been met on the way. */
function stillFresh<Row extends Identified>(
  fresh: Fresh<Row> | null,
  ids: ReadonlySet<string>,
): Fresh<Row> | null {
  if (fresh === null || fresh.atLeast) return fresh;
  const count = fresh.page.data.filter((row) => !ids.has(row.id)).length;
  return count === 0 ? null : { ...fresh, count };
}

/** An absent, null or empty cursor, or `has_more` not true, is the end (contract §3). */
function nextCursor(page: Page<unknown>): string | null {
  if (page.has_more !== true) return null;
  const { next_cursor: cursor } = page;
  return cursor === undefined || cursor === null || cursor === '' ? null : cursor;
}

/** The list's own cursor, then rows 1, 2, 4, 8 … from the end, then the top (null). */
function nextToTry<Row extends Identified>(
  list: CursorList<Row>,
  tried: ReadonlySet<string | null>,
): string | null {
  if (list.cursor !== null && !tried.has(list.cursor)) return list.cursor;
  for (let back = 1; back <= list.rows.length; back *= 2) {
    const id = list.rows[list.rows.length - back]?.id;
    if (id !== undefined && !tried.has(id)) return id;
  }
  return null;
}

function positionAfter<Row extends Identified>(list: CursorList<Row>, cursor: string | null) {
  if (cursor === null) return 0;
  const index = indexOf(list.rows, cursor);
  return index < 0 ? list.rows.length : index + 1;
}

// A plain loop: with a callback a page at 10,000 rows would cost 10,000 calls.
function indexOf(rows: readonly Identified[], id: string): number {
  for (let index = rows.length - 1; index >= 0; index -= 1) {
    if (rows[index]?.id === id) return index;
  }
  return -1;
}

/** Anything but an answer's own failure is a defect, and must not pass for one. */
function apiErrorOf(error: unknown): ApiError {
  if (error instanceof ApiError) return error;
  throw error;
}

function mayBeDeadCursor(error: ApiError): boolean {
  return error.status === 400 || error.status === 404;
}
