import { isEmpty, Overlay } from './records.ts';
import type { Change, Changes, Records, Store } from './records.ts';
import { SCHEMA } from './schema.ts';

/** The database's name. */
export const DATABASE = `authpi-simulator-v${SCHEMA}`;

/** The object store with the records, by folder and id. */
export const ROWS = 'rows';

/** Where the overlay's version is: a number that every write raises. */
export const VERSION = ['', 'version'];

/**
 * A store in IndexedDB, shared by every tab of an origin and kept across reloads.
 *
 * One readwrite transaction reads, decides and writes, so of two tabs one comes second and sees what
 * the first did. Each tab keeps the records in memory and reads them again only when another tab has
 * raised the version. Inside the transaction nothing is awaited: it would end there.
 */
export function createIndexedDbStore(): Store {
  let opening: Promise<IDBDatabase> | undefined;
  const forget = () => {
    opening = undefined;
    state = undefined;
  };
  /** The records as of `version`; undefined until they are read. */
  let state: { overlay: Overlay; version: number } | undefined;

  return {
    async transaction<T>(work: (records: Records) => T): Promise<T> {
      const database = await (opening ??= open(DATABASE, forget));
      return new Promise<T>((resolve, reject) => {
        const transaction = database.transaction(ROWS, 'readwrite');
        const rows = transaction.objectStore(ROWS);
        let failure: unknown;

        const perform = (current: { overlay: Overlay; version: number }) => {
          let done: { value: T; changes: Changes };
          try {
            done = current.overlay.draft(work);
          } catch (error) {
            failure = error;
            transaction.abort();
            return;
          }
          const written = !isEmpty(done.changes);
          if (written) write(rows, done.changes, current.version + 1);
          transaction.addEventListener('complete', () => {
            // A later transaction may already have read this one's records back.
            if (written && state === current) {
              current.overlay.apply(done.changes);
              current.version += 1;
            }
            resolve(done.value);
          });
        };

        transaction.addEventListener('abort', () => {
          reject(failure instanceof Error ? failure : (transaction.error ?? new Error('Aborted')));
        });
        const version = rows.get(VERSION);
        version.addEventListener('success', () => {
          const current = (version.result as number | undefined) ?? 0;
          if (state?.version === current) return perform(state);
          readAll(rows, (overlay) => {
            state = { overlay, version: current };
            perform(state);
          });
        });
      });
    },
  };
}

function open(name: string, forget: () => void): Promise<IDBDatabase> {
  return new Promise((resolve, reject) => {
    const request = indexedDB.open(name, 1);
    request.addEventListener('upgradeneeded', () => request.result.createObjectStore(ROWS));
    request.addEventListener('error', () => {
      forget();
      reject(request.error ?? new Error('IndexedDB did not open'));
    });
    request.addEventListener('success', () => {
      const database = request.result;
      database.addEventListener('close', forget);
      // Somebody deletes the database: let them, and start over.
      database.addEventListener('versionchange', () => {
        database.close();
        forget();
      });
      resolve(database);
    });
  });
}

function write(rows: IDBObjectStore, { cleared, rows: changed }: Changes, version: number): void {
  if (cleared) rows.clear();
  for (const { folder, id, value } of changed) {
    if (value === undefined) rows.delete([folder, id]);
    else rows.put(value, [folder, id]);
  }
  rows.put(version, VERSION);
}

function readAll(rows: IDBObjectStore, done: (overlay: Overlay) => void): void {
  const keys = rows.getAllKeys();
  const values = rows.getAll();
  // Requests of one transaction answer in order, so the keys are there by then.
  values.addEventListener('success', () => {
    const changes = keys.result.flatMap((key, index): Change[] => {
      const [folder, id] = key as [string, string];
      return folder === '' ? [] : [{ folder, id, value: values.result[index] as unknown }];
    });
    done(new Overlay(changes));
  });
}
