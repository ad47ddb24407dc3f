import { PAGE_LIMIT } from '#contract/page.ts';
import type { Page } from '#contract/page.ts';
import { isTimeId } from './ids.ts';
import { Refusal, invalid } from './refusal.ts';
import type { Table, Tx } from './world.ts';

/**
 * One page of a table, newest first, by keyset: a cursor means "older than this id", so rows that
 * come and go meanwhile make it neither skip nor repeat one (contract §3).
 *
 * @param listed whether a row is there at all; @param matches whether the filters want it.
 * @throws 400 for a `limit` outside 1–100 or a malformed cursor.
 */
export function pageOfTable<Row extends { id: string }, Shown>(
  tx: Tx,
  query: URLSearchParams,
  table: Table<Row>,
  {
    prefix,
    listed,
    matches = () => true,
    show,
  }: {
    prefix: string;
    listed: (row: Row) => boolean;
    matches?: (row: Row) => boolean;
    show: (row: Row) => Shown;
  },
): Page<Shown> {
  const limit = readLimit(query.get('limit'));
  const cursor = query.get('cursor') ?? undefined;
  if (cursor !== undefined) {
    if (!isTimeId(prefix, cursor)) throw invalid('The cursor is malformed.');
    const row = table.get(cursor);
    if (row === undefined || !listed(row)) {
      const end = deadCursor(tx);
      if (end !== undefined) return end;
    }
  }
  const data: Shown[] = [];
  let last: string | null = null;
  for (const row of table.rows(cursor)) {
    if (!listed(row) || !matches(row)) continue;
    if (data.length === limit) return { data, has_more: true, next_cursor: last };
    data.push(show(row));
    last = row.id;
  }
  return { data, has_more: false, next_cursor: null };
}

function readLimit(text: string | null): number {
  if (text === null) return PAGE_LIMIT.default;
  const limit = /^\d{1,9}$/.test(text) ? Number(text) : 0;
  if (limit < PAGE_LIMIT.min || limit > PAGE_LIMIT.max) {
    throw invalid(`limit must be a whole number from ${PAGE_LIMIT.min} to ${PAGE_LIMIT.max}.`);
  }
  return limit;
}

function deadCursor({ settings }: Tx): Page<never> | undefined {
  switch (settings.dead_cursor) {
    case 'position':
      return undefined;
    case '400':
      throw invalid('The cursor names no row any more.');
    case '404':
      throw new Refusal(404, 'not_found', 'The cursor names no row any more.');
    case 'empty':
      return { data: [], has_more: false, next_cursor: null };
  }
}
