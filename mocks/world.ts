import { newestFirst, timeId } from './ids.ts';
import type { PatchMode } from './merge.ts';
import type { StoredAccount, StoredIssuer, StoredMethod } from './rows.ts';
import { SEEDED_AT, seedOf } from './seed/seed.ts';
import type { Scenario, Seed } from './seed/seed.ts';
import { firstOlder } from './seed/seeded.ts';
import type { Seeded } from './seed/seeded.ts';
import { createMemoryStore } from './store/memory.ts';
import type { Records, Store } from './store/records.ts';

/** What a cursor gets whose row is gone: behaviours seen in the wild (contract §3). */
export const DEAD_CURSORS = ['position', '400', '404', 'empty'] as const;

/** How a world behaves. */
export type Settings = {
  seed: number;
  scenario: Scenario;
  /** Answers 428 to a PATCH or DELETE without `If-Match`. */
  strict: boolean;
  patch: PatchMode;
  /** Milliseconds before every answer. */
  latency_ms: number;
  /** Milliseconds by which the world's clock is ahead. */
  clock_offset_ms: number;
  dead_cursor: (typeof DEAD_CURSORS)[number];
};

/** A world nobody has configured. */
const DEFAULT_SETTINGS: Settings = {
  seed: 1,
  scenario: 'default',
  strict: false,
  patch: 'merge',
  latency_ms: 0,
  clock_offset_ms: 0,
  dead_cursor: 'position',
};

/** Rows of one kind under one parent, as one transaction sees them: the seed's, overlaid by changes. */
export type Table<Row> = {
  get: (id: string) => Row | undefined;
  /** Newest first, from the first row older than `cursor`, whether that row exists or not. */
  rows: (cursor?: string) => Iterable<Row>;
  put: (row: Row) => void;
  remove: (id: string) => void;
};

/** What one transaction sees of a world. */
export type Tx = {
  readonly settings: Settings;
  readonly seed: Seed;
  readonly records: Records;
  readonly accounts: Table<StoredAccount>;
  issuers: (accountId: string) => Table<StoredIssuer>;
  methods: (issuer: StoredIssuer) => Table<StoredMethod>;
  /** Unix ms. Never behind the last write. */
  now: () => number;
  /** The time of a write: later than any before, so no two share a tag (contract §5). */
  tick: () => number;
  /** A new row's id and time. */
  born: (prefix: string) => { id: string; created_at: number; updated_at: number };
};

/** A whole AuthPI: its rows, its clock and what is wrong with it. */
export type World = {
  transaction<T>(work: (tx: Tx) => T): Promise<T>;
  /** What a reset goes back to. */
  readonly defaults: Settings;
};

/** The folder of what belongs to the world itself. */
export const WORLD = 'world';

/**
 * Makes a world over a store. A store that was used before keeps its own settings; `settings` shape
 * a new one.
 *
 * @param now Unix ms of the machine.
 */
export function createWorld({
  store = createMemoryStore(),
  settings = {},
  now = Date.now,
}: { store?: Store; settings?: Partial<Settings>; now?: () => number } = {}): World {
  const defaults = { ...DEFAULT_SETTINGS, ...settings };
  return {
    defaults,
    transaction: (work) => store.transaction((records) => work(view(records, defaults, now))),
  };
}

function view(records: Records, defaults: Settings, machine: () => number): Tx {
  const stored = (id: string) => records.get(WORLD, id);
  const settings = (stored('settings') as Settings | undefined) ?? defaults;
  const seed = seedOf(settings.seed, settings.scenario);
  const last = () => (stored('clock') as number | undefined) ?? SEEDED_AT;
  const now = () => Math.max(machine() + settings.clock_offset_ms, last());
  const tick = () => {
    const at = Math.max(now(), last() + 1);
    records.set(WORLD, 'clock', at);
    return at;
  };
  return {
    settings,
    seed,
    records,
    accounts: table(records, 'accounts', seed.accounts),
    issuers: (accountId) => table(records, `issuers/${accountId}`, seed.issuers(accountId)),
    methods: (issuer) => table(records, `methods/${issuer.id}`, seed.methods(issuer)),
    now,
    tick,
    born(prefix) {
      const at = tick();
      return { id: timeId(prefix, at, settings.seed), created_at: at, updated_at: at };
    },
  };
}

function table<Row extends { id: string }>(
  records: Records,
  folder: string,
  seeded: Seeded<Row>,
): Table<Row> {
  // A removed row that was seeded stays as null, or the seed would bring it back.
  const changed = (id: string) => records.get(folder, id) as Row | null | undefined;
  const get = (id: string) => {
    const row = changed(id);
    return row === undefined ? seeded.row(id) : (row ?? undefined);
  };
  function* rows(cursor?: string) {
    // The world's clock starts after the seed, so every created row is newer than every seeded one.
    const created = Array.from(records.all(folder).keys())
      .filter((id) => seeded.indexOf(id) === undefined)
      .toSorted(newestFirst);
    for (const ids of [created, seeded.ids]) {
      for (let at = cursor === undefined ? 0 : firstOlder(ids, cursor); at < ids.length; at += 1) {
        const row = get(ids[at] ?? '');
        if (row !== undefined) yield row;
      }
    }
  }
  return {
    get,
    rows,
    put: (row) => records.set(folder, row.id, row),
    remove: (id) => records.set(folder, id, seeded.indexOf(id) === undefined ? undefined : null),
  };
}
