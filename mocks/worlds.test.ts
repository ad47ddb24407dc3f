import { expect, test } from 'vitest';
import { createWorlds, WORLD_HEADER } from './worlds.ts';

const named = (world: string, path: string, init: RequestInit = {}) =>
  new Request(`http://authpi.test${path}`, { ...init, headers: { [WORLD_HEADER]: world } });

test('a named world is a world of its own', async () => {
  const { fetch } = createWorlds({ credential: 'person', named: true });
  await fetch(named('a', '/_simulator', { method: 'PATCH', body: '{"strict":true}' }));
  const strict = async (request: Request) =>
    ((await (await fetch(request)).json()) as { settings: { strict: boolean } }).settings.strict;
  expect(await strict(named('a', '/_simulator'))).toBe(true);
  expect(await strict(named('b', '/_simulator'))).toBe(false);
  expect(await strict(new Request('http://authpi.test/_simulator'))).toBe(false);
});

test('the header means nothing unless worlds are named', async () => {
  const { fetch } = createWorlds({ credential: 'person' });
  await fetch(named('a', '/_simulator', { method: 'PATCH', body: '{"strict":true}' }));
  const state: unknown = await (await fetch(new Request('http://authpi.test/_simulator'))).json();
  expect(state).toMatchObject({ settings: { strict: true } });
});

test('a failed connection is an answer of type error', async () => {
  const { fetch } = createWorlds({ credential: 'person' });
  const body = '{"kind":"offline","times":null}';
  await fetch(new Request('http://authpi.test/_simulator/faults', { method: 'POST', body }));
  expect((await fetch(new Request('http://authpi.test/v1/me'))).type).toBe('error');
});
