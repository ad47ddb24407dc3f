import { existsSync, mkdirSync, readFileSync, renameSync, writeFileSync } from 'node:fs';
import { dirname } from 'node:path';
import { isEmpty, Overlay } from './records.ts';
import type { Change, Store } from './records.ts';
import { SCHEMA } from './schema.ts';

/** A store whose records outlive the process. */
export type FileStore = Store & {
  /** Writes what has not been written yet. Also happens when the process exits. */
  flush: () => void;
};

/** Milliseconds in which several changes become one write. */
const DEBOUNCE_MS = 200;

/**
 * A store in memory that is kept in a JSON file, replaced whole by a rename: whoever reads it, also
 * after a crash, finds one state or the next. A file it cannot read is put aside as `{path}.old`.
 *
 * @throws when the file cannot be written.
 */
export function createFileStore(path: string): FileStore {
  const overlay = new Overlay(load(path));
  let timer: NodeJS.Timeout | undefined;
  const flush = () => {
    if (timer === undefined) return;
    clearTimeout(timer);
    timer = undefined;
    process.off('exit', flush);
    save(path, overlay.rows());
  };
  return {
    flush,
    // Async, so that a throw becomes a rejection.
    async transaction(work) {
      const { value, changes } = overlay.draft(work);
      if (isEmpty(changes)) return value;
      overlay.apply(changes);
      if (timer === undefined) {
        timer = setTimeout(flush, DEBOUNCE_MS).unref();
        process.on('exit', flush);
      }
      return value;
    },
  };
}

function load(path: string): Change[] {
  mkdirSync(dirname(path), { recursive: true });
  if (!existsSync(path)) return [];
  try {
    const kept = JSON.parse(readFileSync(path, 'utf8')) as { schema: number; rows: Change[] };
    if (kept.schema === SCHEMA) return kept.rows;
  } catch {
    // Put aside below: a demo that does not start helps nobody.
  }
  renameSync(path, `${path}.old`);
  return [];
}

function save(path: string, rows: Change[]): void {
  const temporary = `${path}.${process.pid}.tmp`;
  writeFileSync(temporary, JSON.stringify({ schema: SCHEMA, rows }));
  renameSync(temporary, path);
}
