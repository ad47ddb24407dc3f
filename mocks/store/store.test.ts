import { existsSync, mkdtempSync, readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import { createFileStore } from './file.ts';
import { createMemoryStore } from './memory.ts';
import type { Store } from './records.ts';

const somewhere = () => join(mkdtempSync(join(tmpdir(), 'authpi-store-')), 'deep/er/state.json');
const read = (store: Store, id: string) => store.transaction(({ get }) => get('f', id));
const ids = (store: Store) => store.transaction(({ all }) => [...all('f').keys()]);

describe.each<[string, () => Store]>([
  ['memory', createMemoryStore],
  ['file', () => createFileStore(somewhere())],
])('%s', (_, open) => {
  test('a transaction that throws writes nothing', async () => {
    const store = open();
    await store.transaction(({ set }) => set('f', 'a', 1));
    const failing = store.transaction(({ set, clear }) => {
      clear();
      set('f', 'a', 2);
      set('f', 'b', 2);
      throw new Error('no');
    });
    await expect(failing).rejects.toThrow('no');
    expect(await read(store, 'a')).toBe(1);
    expect(await ids(store)).toEqual(['a']);
  });

  test('a transaction sees its own writes, removals and clearing', async () => {
    const store = open();
    await store.transaction(({ set }) => {
      set('f', 'a', 1);
      set('f', 'b', 1);
    });
    const seen = await store.transaction(({ get, set, all, clear }) => {
      set('f', 'a', undefined);
      set('f', 'c', 3);
      const before = [get('f', 'a'), ...all('f').keys()];
      clear();
      set('f', 'd', null);
      return [before, [get('f', 'c'), ...all('f').keys()]];
    });
    expect(seen).toEqual([
      [undefined, 'b', 'c'],
      [undefined, 'd'],
    ]);
    expect(await ids(store)).toEqual(['d']);
  });
});

describe('file', () => {
  test('records outlive the store, odd keys too', async () => {
    const path = somewhere();
    const first = createFileStore(path);
    await first.transaction(({ set }) => {
      set('__proto__', 'constructor', JSON.parse('{"__proto__":{"a":1}}'));
      set('f', 'gone', null);
    });
    expect(existsSync(path)).toBe(false);
    first.flush();
    const again = createFileStore(path);
    const held = await again.transaction(({ get }) => get('__proto__', 'constructor'));
    expect(JSON.stringify(held)).toBe('{"__proto__":{"a":1}}');
    expect(await read(again, 'gone')).toBeNull();
  });

  test('the file is replaced whole and leaves nothing beside it', async () => {
    const path = somewhere();
    const store = createFileStore(path);
    for (const n of [1, 2]) {
      await store.transaction(({ set }) => set('f', 'a', n));
      store.flush();
    }
    expect(readdirSync(join(path, '..'))).toEqual(['state.json']);
  });

  test.each(['{"schema":1,"rows":[', '{"schema":0,"rows":[]}', ''])(
    'a file that holds %j is put aside',
    async (text) => {
      const path = somewhere();
      createFileStore(path);
      writeFileSync(path, text);
      const store = createFileStore(path);
      expect(await ids(store)).toEqual([]);
      expect(readFileSync(`${path}.old`, 'utf8')).toBe(text);
    },
  );
});
