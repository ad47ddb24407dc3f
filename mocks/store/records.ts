/** One record that differs from the seed. `value` undefined: there is no such record any more. */
export type Change = { folder: string; id: string; value: unknown };

/** A synchronous view of the records inside one transaction. Values are never modified in place. */
export type Records = {
  /** The record, or undefined. */
  get: (folder: string, id: string) => unknown;
  /** All records of a folder by id. */
  all: (folder: string) => ReadonlyMap<string, unknown>;
  /** Writes a record; undefined removes it. */
  set: (folder: string, id: string, value: unknown) => void;
  /** Removes every record. */
  clear: () => void;
};

/** Where a world keeps what changed. */
export type Store = {
  /**
   * Runs `work` alone: it reads, decides and writes, and either all of its writes happen or, when it
   * throws, none. `work` is synchronous, because an IndexedDB transaction ends at the first pause.
   */
  transaction<T>(work: (records: Records) => T): Promise<T>;
};

/** What a transaction did. */
export type Changes = { cleared: boolean; rows: Change[] };

/** Changed records in memory. Every store has one; they differ in where else they keep it. */
export class Overlay {
  #folders = new Map<string, Map<string, unknown>>();

  constructor(rows: Iterable<Change> = []) {
    this.apply({ cleared: false, rows: [...rows] });
  }

  /** Runs `work` on a draft: what it changed is handed back, not yet applied. */
  draft<T>(work: (records: Records) => T): { value: T; changes: Changes } {
    let cleared = false;
    const drafted = new Map<string, Map<string, unknown>>();
    const kept = (folder: string) => (cleared ? undefined : this.#folders.get(folder));
    const value = work({
      get(folder, id) {
        const changed = drafted.get(folder);
        return changed?.has(id) === true ? changed.get(id) : kept(folder)?.get(id);
      },
      all(folder) {
        const changed = drafted.get(folder);
        const before = kept(folder) ?? new Map<string, unknown>();
        if (changed === undefined) return before;
        const after = new Map([...before, ...changed]);
        for (const [id, record] of changed) if (record === undefined) after.delete(id);
        return after;
      },
      set(folder, id, record) {
        const changed = drafted.get(folder) ?? new Map<string, unknown>();
        drafted.set(folder, changed.set(id, record));
      },
      clear() {
        cleared = true;
        drafted.clear();
      },
    });
    const rows = [...drafted].flatMap(([folder, changed]) =>
      Array.from(changed, ([id, record]) => ({ folder, id, value: record })),
    );
    return { value, changes: { cleared, rows } };
  }

  /** Makes a draft's changes real. */
  apply({ cleared, rows }: Changes): void {
    if (cleared) this.#folders.clear();
    for (const { folder, id, value } of rows) {
      const records = this.#folders.get(folder) ?? new Map<string, unknown>();
      if (value === undefined) records.delete(id);
      else records.set(id, value);
      this.#folders.set(folder, records);
    }
  }

  /** Every record. */
  rows(): Change[] {
    return [...this.#folders].flatMap(([folder, records]) =>
      Array.from(records, ([id, value]) => ({ folder, id, value })),
    );
  }
}

/** Whether a transaction wrote anything. */
export function isEmpty({ cleared, rows }: Changes): boolean {
  return !cleared && rows.length === 0;
}
