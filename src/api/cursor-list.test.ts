import * as fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import type { Page } from '#contract/page.ts';
import {
  dropRow,
  FIRST_PAGE_ROWS,
  isCursorList,
  loadNext,
  outdate,
  patchRow,
  refresh,
  rowIn,
  showFresh,
  startList,
} from './cursor-list.ts';
import type { CursorList, PageRequest } from './cursor-list.ts';
import { ApiError } from './errors.ts';

/** What a server says to a cursor whose row is gone; all four are met in the wild. */
const DEAD_CURSOR_ANSWERS = ['position', 400, 404, 'empty'] as const;
type DeadCursorAnswer = (typeof DEAD_CURSOR_ANSWERS)[number];

type Row = { id: string; version: number };

/** A keyset server, newest first, whose rows anybody may change between and during requests. */
class Server {
  rows: Row[];
  asked = 0;
  readonly #dead: DeadCursorAnswer;
  #next = 1_000_000;

  constructor(count: number, dead: DeadCursorAnswer) {
    this.#dead = dead;
    this.rows = Array.from({ length: count }, () => this.#newRow()).toReversed();
  }

  #newRow(): Row {
    this.#next += 1;
    return { id: String(this.#next), version: 0 };
  }

  insert() {
    this.rows = [this.#newRow(), ...this.rows];
  }

  remove(at: number) {
    this.rows = this.rows.filter((_, index) => index !== at % Math.max(1, this.rows.length));
  }

  edit(at: number) {
    this.rows = this.rows.map((row, index) =>
      index === at % this.rows.length ? { ...row, version: row.version + 1 } : row,
    );
  }

  answer({ cursor, limit }: PageRequest): Page<Row> {
    this.asked += 1;
    if (cursor !== null && !this.rows.some((row) => row.id === cursor)) {
      if (this.#dead === 'empty') return { data: [], has_more: false, next_cursor: null };
      if (this.#dead !== 'position') throw refusal(this.#dead);
    }
    const below = cursor === null ? this.rows : this.rows.filter((row) => row.id < cursor);
    const data = below.slice(0, limit);
    const more = below.length > limit;
    return { data, has_more: more, next_cursor: more ? (data.at(-1)?.id ?? null) : null };
  }
}

function refusal(status: 400 | 404 | 500): ApiError {
  const kind = status === 400 ? 'invalid' : status === 404 ? 'not_found' : 'server';
  return new ApiError(kind, 'listIssuers', { status });
}

type Own = { kind: 'remove' | 'edit'; at: number };

type Change = { kind: 'insert' | 'remove' | 'edit' | 'remove_cursor'; at: number };

/** A list over a server; `during` happens while each next answer is on its way. */
function open(server: Server) {
  let list: CursorList<Row> = startList(server.answer({ cursor: null, limit: FIRST_PAGE_ROWS }));
  const seen: CursorList<Row>[] = [list];
  const write = (next: CursorList<Row>) => {
    list = next;
    seen.push(next);
  };
  return {
    seen,
    get list() {
      return list;
    },
    next: (during: () => void = () => {}) =>
      loadNext(
        () => list,
        write,
        async (request) => {
          const page = server.answer(request);
          during();
          await Promise.resolve();
          return page;
        },
      ),
    refresh: () => write(refresh(list, server.answer({ cursor: null, limit: FIRST_PAGE_ROWS }))),
    showFresh: () => write(showFresh(list)),
    /** A write of one's own: the server has it, and the list is told of what came back. */
    own: ({ kind, at }: Own) => {
      const row = list.rows[at % Math.max(1, list.rows.length)];
      const stored = server.rows.find((each) => each.id === row?.id);
      if (row === undefined || stored === undefined) return;
      const next = { ...stored, version: stored.version + 1 };
      server.rows = server.rows.flatMap((each) => {
        if (each.id !== row.id) return [each];
        return kind === 'remove' ? [] : [next];
      });
      write(kind === 'remove' ? dropRow(list, row.id) : patchRow(list, row.id, () => next));
      expect(rowIn(list, row.id)).toBe(kind === 'remove' ? undefined : next);
    },
  };
}

function idsOf(list: CursorList<Row>) {
  return list.rows.map((row) => row.id);
}

const change = fc.record({
  kind: fc.constantFrom(
    'insert' as const,
    'remove' as const,
    'edit' as const,
    'remove_cursor' as const,
  ),
  at: fc.nat(2_000),
}) satisfies fc.Arbitrary<Change>;

const own = fc.record({
  kind: fc.constantFrom('remove' as const, 'edit' as const),
  at: fc.nat(2_000),
}) satisfies fc.Arbitrary<Own>;

const step = fc.oneof(
  { weight: 2, arbitrary: fc.record({ do: fc.constant('own' as const), own }) },
  {
    weight: 4,
    arbitrary: fc.record({ do: fc.constant('next' as const), during: fc.array(change) }),
  },
  { weight: 4, arbitrary: fc.record({ do: fc.constant('change' as const), change }) },
  { weight: 1, arbitrary: fc.record({ do: fc.constant('refresh' as const) }) },
  { weight: 1, arbitrary: fc.record({ do: fc.constant('show' as const) }) },
);

describe('a list that others change while it is read', () => {
  test.each(DEAD_CURSOR_ANSWERS)(
    'shows each row alive throughout exactly once and in order (a dead cursor gets %s)',
    // A deeper run has many more cases.
    { timeout: 300_000 },
    async (dead) => {
      await fc.assert(
        fc.asyncProperty(fc.nat(700), fc.array(step, { maxLength: 40 }), async (count, steps) => {
          const server = new Server(count, dead);
          const atStart = new Set(server.rows.map((row) => row.id));
          const reader = open(server);
          const apply = ({ kind, at }: Change) => {
            if (kind === 'insert') server.insert();
            else if (kind === 'edit') server.edit(at);
            else if (kind === 'remove') server.remove(at);
            else {
              const { cursor } = reader.list;
              server.rows = server.rows.filter((row) => row.id !== cursor);
            }
          };
          for (const one of steps) {
            if (one.do === 'next') await reader.next(() => one.during.forEach(apply));
            else if (one.do === 'change') apply(one.change);
            else if (one.do === 'own') reader.own(one.own);
            else if (one.do === 'refresh') reader.refresh();
            else reader.showFresh();
          }
          for (let guard = 0; reader.list.cursor !== null; guard += 1) {
            expect(guard).toBeLessThan(100);
            await reader.next();
            expect(reader.list.tail).toBe('idle');
          }

          for (const list of reader.seen) {
            const ids = idsOf(list);
            expect(new Set(ids).size).toBe(ids.length);
            expect([...list.ids].toSorted()).toEqual(ids.toSorted());
            expect(ids).toEqual(ids.toSorted().toReversed());
          }
          const shown = new Set(idsOf(reader.list));
          const lost = server.rows.filter((row) => atStart.has(row.id) && !shown.has(row.id));
          expect(lost).toEqual([]);

          // What came in meanwhile is announced, and shown when asked for.
          reader.refresh();
          const top = server.rows.slice(0, FIRST_PAGE_ROWS);
          const unseen = top.filter((row) => !reader.list.ids.has(row.id)).length;
          expect(reader.list.fresh?.count ?? 0).toBe(unseen);
          reader.showFresh();
          expect(idsOf(reader.list).slice(0, top.length)).toEqual(top.map((row) => row.id));
        }),
      );
    },
  );

  test('asks once per page while no cursor is dead: 50 rows, then 100 a page', async () => {
    const server = new Server(1_240, 404);
    const reader = open(server);
    while (reader.list.cursor !== null) await reader.next();
    expect(reader.list.rows).toHaveLength(1_240);
    expect(server.asked).toBe(1 + 12);
  });

  test('a dead cursor costs one more request', async () => {
    const server = new Server(300, 404);
    const reader = open(server);
    server.rows = server.rows.filter((row) => row.id !== reader.list.cursor);
    await reader.next();
    expect(server.asked).toBe(3);
    expect(reader.list.rows).toHaveLength(149);
  });

  test('rows after a gone span are found again from far above', async () => {
    const server = new Server(300, 'empty');
    const reader = open(server);
    const kept = [...server.rows.slice(0, 3), ...server.rows.slice(50)];
    server.rows = kept;
    while (reader.list.cursor !== null) await reader.next();
    expect(idsOf(reader.list)).toEqual(kept.map((row) => row.id));
  });
});

describe('the end of a list', () => {
  const rows = [{ id: 'b' }, { id: 'a' }];

  test.each([
    ['no cursor field', { data: rows, has_more: true }],
    ['a null cursor', { data: rows, has_more: true, next_cursor: null }],
    ['an empty cursor', { data: rows, has_more: true, next_cursor: '' }],
    ['has_more absent', { data: rows, next_cursor: 'a' }],
    ['has_more false', { data: rows, has_more: false, next_cursor: 'a' }],
  ])('is %s', (_, page) => {
    expect(startList(page).cursor).toBeNull();
  });

  test('is a cursor that comes again', async () => {
    let list = startList<{ id: string }>({ data: rows, has_more: true, next_cursor: 'a' });
    const again = { data: [{ id: '9' }], has_more: true, next_cursor: 'a' };
    await loadNext(
      () => list,
      (next) => (list = next),
      () => Promise.resolve(again),
    );
    expect(list.rows.map((row) => row.id)).toEqual(['b', 'a', '9']);
    expect(list.cursor).toBeNull();
  });
});

describe('a next page that fails', () => {
  test('keeps the rows, and can be tried again', async () => {
    const server = new Server(120, 'position');
    let list = startList(server.answer({ cursor: null, limit: FIRST_PAGE_ROWS }));
    const failures = [refusal(500)];
    const next = () =>
      loadNext(
        () => list,
        (now) => (list = now),
        async (request) => {
          const failure = failures.pop();
          if (failure !== undefined) throw failure;
          return server.answer(request);
        },
      );
    await next();
    expect(list.tail).toMatchObject({ status: 500 });
    expect(list.rows).toHaveLength(50);
    await next();
    expect(list.tail).toBe('idle');
    expect(list.rows).toHaveLength(120);
  });

  test('a second call while one is under way asks nothing', async () => {
    const server = new Server(500, 'position');
    const reader = open(server);
    await Promise.all([reader.next(), reader.next(), reader.next()]);
    expect(server.asked).toBe(2);
    expect(reader.list.rows).toHaveLength(150);
  });

  test('an answer meant for a list that has started anew is dropped', async () => {
    const server = new Server(200, 'position');
    const reader = open(server);
    let restarted = reader.list;
    await reader.next(() => {
      server.rows = server.rows.slice(100);
      for (let index = 0; index < 60; index += 1) server.insert();
      reader.refresh();
      reader.showFresh();
      restarted = reader.list;
    });
    expect(reader.list).toBe(restarted);
    expect(idsOf(reader.list)).toEqual(server.rows.slice(0, 50).map((row) => row.id));
  });
});

test('rows that could not be read are counted over all pages', async () => {
  const [a, b] = [{ id: 'b' }, { id: 'a' }];
  const first = { data: [a], has_more: true, next_cursor: 'b', invalid_count: 2 };
  let list = startList<{ id: string }>(first);
  await loadNext(
    () => list,
    (next) => (list = next),
    () => Promise.resolve({ data: [b], has_more: false, next_cursor: null, invalid_count: 1 }),
  );
  expect(list.unreadable).toBe(3);
  expect(refresh(list, first).unreadable).toBe(3);
});

describe('the first page, loaded again', () => {
  test('brings rows up to date, drops the deleted, counts the new', () => {
    const server = new Server(80, 'position');
    const reader = open(server);
    server.edit(3);
    server.remove(10);
    server.insert();
    server.insert();
    reader.refresh();
    expect(reader.list.rows[3]).toMatchObject({ version: 1 });
    expect(reader.list.rows).toHaveLength(49);
    expect(reader.list.fresh).toMatchObject({ count: 2, atLeast: false });
    reader.showFresh();
    expect(reader.list.rows).toHaveLength(51);
    expect(reader.list.fresh).toBeNull();
    expect(reader.list.cursor).not.toBeNull();
  });

  test('with nothing in common says "at least", and starts anew when shown', () => {
    const server = new Server(80, 'position');
    const reader = open(server);
    for (let index = 0; index < 70; index += 1) server.insert();
    reader.refresh();
    expect(reader.list.fresh).toMatchObject({ count: 50, atLeast: true });
    expect(reader.list.rows).toHaveLength(50);
    reader.showFresh();
    expect(idsOf(reader.list)).toEqual(server.rows.slice(0, 50).map((row) => row.id));
  });

  test('empty now: nothing is left on screen', () => {
    const server = new Server(80, 'position');
    const reader = open(server);
    server.rows = [];
    reader.refresh();
    expect(reader.list).toMatchObject({ rows: [], cursor: null, fresh: null });
  });
});

describe('what a write of one’s own changes', () => {
  test('one row, wherever it is: shown or waiting on top', () => {
    const server = new Server(80, 'position');
    const reader = open(server);
    server.insert();
    reader.refresh();
    const [waiting, shown] = [server.rows[0], server.rows[1]];
    if (waiting === undefined || shown === undefined) throw new Error('No rows');
    const patch = (row: Row) => ({ ...row, version: 7 });
    const patched = [waiting, shown].reduce(
      (list, { id }) => patchRow(list, id, patch),
      reader.list,
    );
    expect(rowIn(patched, waiting.id)).toEqual({ id: waiting.id, version: 7 });
    expect(rowIn(patched, shown.id)).toEqual({ id: shown.id, version: 7 });
    expect(patched.rows.slice(1)).toEqual(reader.list.rows.slice(1));
    expect(patched.fresh?.count).toBe(1);
    expect(showFresh(patched).rows[0]).toEqual({ id: waiting.id, version: 7 });

    const dropped = dropRow(dropRow(patched, waiting.id), shown.id);
    expect(dropped.fresh).toBeNull();
    expect(idsOf(dropped)).toEqual(idsOf(reader.list).slice(1));
    expect(dropped.ids.size).toBe(dropped.rows.length);
  });

  test('nothing where the list has no such row: it is the same list', () => {
    const { list } = open(new Server(10, 'position'));
    expect(patchRow(list, 'none', () => ({ id: 'none', version: 1 }))).toBe(list);
    expect(dropRow(list, 'none')).toBe(list);
    expect(rowIn(list, 'none')).toBeUndefined();
  });

  test('a row that waits among many: as many less one', () => {
    const server = new Server(80, 'position');
    const reader = open(server);
    for (let index = 0; index < 70; index += 1) server.insert();
    reader.refresh();
    const waiting = reader.list.fresh?.page.data[3]?.id ?? '';
    expect(dropRow(reader.list, waiting).fresh).toMatchObject({ count: 49, atLeast: true });
  });

  test('the row behind the cursor: the next page comes all the same', async () => {
    for (const dead of DEAD_CURSOR_ANSWERS) {
      const server = new Server(120, dead);
      const reader = open(server);
      reader.own({ kind: 'remove', at: 49 });
      while (reader.list.cursor !== null) await reader.next();
      expect(idsOf(reader.list)).toEqual(server.rows.map((row) => row.id));
    }
  });

  test('an outdated list is so until its first page was asked for again', () => {
    const server = new Server(80, 'position');
    const reader = open(server);
    const outdated = outdate(reader.list);
    expect(outdated).toEqual({ ...reader.list, outdated: true });
    expect(outdate(outdated)).toBe(outdated);
    expect(showFresh(outdated).outdated).toBe(true);
    const page = server.answer({ cursor: null, limit: FIRST_PAGE_ROWS });
    expect(refresh(outdated, page).outdated).toBe(false);
    const others = { data: [{ id: 'x', version: 0 }], has_more: true, next_cursor: 'x' };
    expect(refresh(outdated, others)).toMatchObject({ outdated: false, fresh: { count: 1 } });
  });

  test('a single page is no list', () => {
    expect(isCursorList(startList({ data: [] }))).toBe(true);
    expect([{ data: [] }, { ids: [], rows: [] }, undefined, null].some(isCursorList)).toBe(false);
  });
});
