import { array, assert, asyncProperty, constantFrom, integer } from 'fast-check';
import { expect, test } from 'vitest';
import { newestFirst } from './ids.ts';
import { SEEDED_AT } from './seed/seed.ts';
import { at, openWorld, rowsOf, textAt } from './test-client.ts';
import { createWorld } from './world.ts';

test('writes never share a time, whatever the clock of the machine does', async () => {
  const clock = [SEEDED_AT + 5000, SEEDED_AT + 5000, SEEDED_AT, 0];
  const world = createWorld({ now: () => clock.shift() ?? 0 });
  const ticks: number[] = [];
  for (let n = 0; n < 6; n += 1) ticks.push(await world.transaction((tx) => tx.tick()));
  expect(ticks).toEqual([5000, 5001, 5002, 5003, 5004, 5005].map((ms) => SEEDED_AT + ms));
});

test('what is created is newer than everything seeded, even with a clock before the seed', async () => {
  const { call, first } = await openWorld({}, { now: () => 0 });
  const created = await call('POST', `${first}/issuers`, { name: 'New' });
  const [newest] = rowsOf(await call('GET', `${first}/issuers?limit=1`));
  expect(newest?.['id']).toBe(textAt(created, 'data.id'));
  expect(at(created, 'data.created_at')).toBeGreaterThan(SEEDED_AT);
});

test('every accepted update moves the tag, also one that changes nothing', async () => {
  const { call, first } = await openWorld({}, { now: () => SEEDED_AT + 1 });
  const tags = new Set<string | null>();
  for (let n = 0; n < 5; n += 1) tags.add((await call('PATCH', first, {})).headers.get('ETag'));
  expect(tags.size).toBe(5);
});

test('the clock can be set ahead', async () => {
  const { call, first } = await openWorld({}, { now: () => SEEDED_AT + 1 });
  await call('PATCH', '/_simulator', { clock_offset_ms: 3_600_000 });
  expect(at(await call('PATCH', first, {}), 'data.updated_at')).toBe(SEEDED_AT + 3_600_001);
});

test('paging shows each row that lives throughout once and in order, whatever comes and goes', async () => {
  const step = constantFrom('page', 'insert', 'delete the cursor row', 'delete a later row');
  await assert(
    asyncProperty(
      array(step, { maxLength: 30 }),
      integer({ min: 1, max: 40 }),
      async (steps, limit) => {
        const { call, first, world } = await openWorld({ scenario: 'default' });
        const account = first.split('/').at(-1) ?? '';
        const all = await world.transaction((tx) => [...tx.seed.issuers(account).ids]);
        const gone = new Set<string>();
        const seen: string[] = [];
        let cursor: string | null = '';
        const page = async () => {
          if (cursor === null) return;
          const query = cursor === '' ? '' : `&cursor=${cursor}`;
          const heard = await call('GET', `${first}/issuers?limit=${limit}${query}`);
          seen.push(...rowsOf(heard).map((row) => String(row['id'])));
          cursor = at(heard, 'next_cursor') as string | null;
        };
        const remove = async (id: string | undefined) => {
          if (id === undefined || gone.has(id)) return;
          expect((await call('DELETE', `${first}/issuers/${id}`)).status).toBe(204);
          gone.add(id);
        };
        for (const each of steps) {
          if (each === 'page') await page();
          else if (each === 'insert') await call('POST', `${first}/issuers`, { name: 'New' });
          else if (each === 'delete the cursor row') await remove(seen.at(-1));
          else await remove(all[seen.length + 3]);
        }
        // Enough of the rest to be past every change.
        const changedUpTo = seen.length + 40;
        while (seen.length < changedUpTo) await page();
        expect(seen).toEqual(seen.toSorted(newestFirst));
        expect(new Set(seen).size).toBe(seen.length);
        const shown = new Set(seen);
        const last = seen.at(-1) ?? '';
        const alive = all.filter((id) => !gone.has(id) && newestFirst(id, last) <= 0);
        expect(alive.filter((id) => !shown.has(id))).toEqual([]);
      },
    ),
    { numRuns: 15 },
  );
}, 30_000);
