import { newestFirst } from '../ids.ts';

/** Seeded rows of one kind under one parent. Ids are all known; a row is made when it is read. */
export type Seeded<Row> = {
  /** Newest first. */
  ids: readonly string[];
  /** Its position among `ids`. */
  indexOf: (id: string) => number | undefined;
  row: (id: string) => Row | undefined;
};

/** Rows by id, newest first, each made once. */
export function seeded<Row>(
  ids: readonly string[],
  make: (index: number, id: string) => Row,
): Seeded<Row> {
  const rows = new Map<string, Row>();
  const known = new Map<string, number>();
  const indexOf = (id: string) => {
    if (known.size === 0) for (const [index, each] of ids.entries()) known.set(each, index);
    return known.get(id);
  };
  return {
    ids,
    indexOf,
    row(id) {
      const made = rows.get(id);
      if (made !== undefined) return made;
      const index = indexOf(id);
      if (index === undefined) return undefined;
      const row = make(index, id);
      rows.set(id, row);
      return row;
    },
  };
}

/** Where a keyset page after `cursor` starts: the first row older than it, whether it exists or not. */
export function firstOlder(ids: readonly string[], cursor: string): number {
  let low = 0;
  let high = ids.length;
  while (low < high) {
    const middle = (low + high) >> 1;
    if (newestFirst(ids[middle] ?? '', cursor) > 0) high = middle;
    else low = middle + 1;
  }
  return low;
}
