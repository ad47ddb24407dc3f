import { expect, test } from 'vitest';
import type { ETag } from '#contract/etag.ts';
import { isJsonObject } from '#contract/values.ts';
import type { Way } from '#shared/doors.ts';
import { planOf } from './switch-plan.ts';
import type { Wish } from './switch-plan.ts';
import { createSwitchRun, inverseOf, switchesOf, writtenIn } from './switch-run.ts';

const way = (id: string, on: boolean | null, rest: Partial<Way> = {}): Way => ({
  id,
  name: id.toUpperCase(),
  method: 'oidc',
  enabled_login: on,
  enabled_signup: null,
  featured: false,
  ...rest,
});

type Fate = 'moved' | 'gone' | 'refused' | 'unknown';
class Refusal extends Error {
  readonly fate: Fate;
  constructor(fate: Fate) {
    super(fate);
    this.fate = fate;
  }
}

/** A server with auth methods, on which others act; `log` is what it was asked, in order. */
function backend(...rows: Way[]) {
  const held = new Map(rows.map((row) => [row.id, { row, revision: 1 }]));
  const log: string[] = [];
  const on: { [asked: string]: (() => void)[] } = {};
  const heard = (asked: string) => {
    log.push(asked);
    on[asked]?.shift()?.();
  };
  const find = (id: string) => {
    const found = held.get(id);
    if (found === undefined) throw new Refusal('gone');
    return found;
  };
  const answer = (id: string) => {
    const { row, revision } = find(id);
    return { value: switchesOf(row), tag: `"${revision}"` as ETag, at: revision };
  };
  const set = (id: string, part: Partial<Way>) => {
    const { row, revision } = find(id);
    held.set(id, { row: { ...row, ...part }, revision: revision + 1 });
  };
  let whole = true;
  return {
    log,
    set,
    partial: () => {
      whole = false;
    },
    remove: (id: string) => held.delete(id),
    rows: () => [...held.values()].map(({ row }) => row),
    /** What happens when it is asked this the next time; a throw is the answer. */
    once: (asked: string, happens: () => void) => {
      (on[asked] ??= []).push(happens);
    },
    /** An answer that is lost: it is carried out, and nobody hears of it. */
    ports: {
      wait: () => Promise.resolve(),
      list: async () => {
        heard('list');
        return { rows: [...held.values()].map(({ row }) => row), whole };
      },
      resource: (id: string) => ({
        read: async () => {
          heard(`read ${id}`);
          return answer(id);
        },
        write: async (body: unknown, tag: ETag) => {
          const on = isJsonObject(body) ? body : {};
          heard(`write ${id} ${JSON.stringify(body)}`);
          if (answer(id).tag !== tag) throw new Refusal('moved');
          set(id, on);
          heard(`wrote ${id}`);
          return answer(id);
        },
        fateOf: (error: unknown): Fate => (error instanceof Refusal ? error.fate : 'unknown'),
      }),
    },
  };
}
type Backend = ReturnType<typeof backend>;

const refuse = (fate: Fate) => () => {
  throw new Refusal(fate);
};
const off = (id: string): Wish => ({ id, set: { enabled_login: false } });
const on = (id: string): Wish => ({ id, set: { enabled_login: true } });

function runOn(server: Backend, ...wanted: Wish[]) {
  const run = createSwitchRun(planOf({ rows: server.rows(), whole: true }, wanted), server.ports);
  return run;
}
async function ran(server: Backend, ...wanted: Wish[]) {
  const run = runOn(server, ...wanted);
  run.start();
  await run.settled();
  return run;
}
const kinds = (run: ReturnType<typeof runOn>) => run.state().steps.map(({ state }) => state.kind);

test('changes are made one after another: what opens first, and what closes only after a look', async () => {
  const server = backend(way('a', true), way('b', false), way('c', true));
  const run = await ran(server, off('a'), on('b'));
  expect(server.log.filter((asked) => !asked.startsWith('wrote'))).toEqual([
    'read b',
    'write b {"enabled_login":true}',
    'read a',
    'list',
    'write a {"enabled_login":false}',
    'list',
  ]);
  expect(run.state()).toMatchObject({ phase: 'ended', stop: null, check: { kind: 'ok' } });
  expect(kinds(run)).toEqual(['done', 'done']);
  expect(writtenIn(run.state())).toEqual([
    { id: 'b', what: 'enabled_login', before: false, after: true },
    { id: 'a', what: 'enabled_login', before: true, after: false },
  ]);
});

test('a start while it runs, or after it, does nothing', async () => {
  const server = backend(way('a', true), way('b', true), way('c', true));
  const run = runOn(server, off('a'));
  for (let times = 0; times < 100; times += 1) run.start();
  await run.settled();
  run.start();
  run.retry();
  run.skip();
  run.confirm();
  run.force();
  await run.settled();
  expect(server.log.filter((asked) => asked.startsWith('write '))).toHaveLength(1);
});

test('one plan for a method that goes both ways is two writes, and half way nothing is asked', async () => {
  const server = backend(way('a', true), way('b', true), way('c', true));
  const run = await ran(server, { id: 'a', set: { enabled_login: false, featured: true } });
  expect(server.log.filter((asked) => asked.startsWith('write '))).toEqual([
    'write a {"featured":true}',
    'write a {"enabled_login":false}',
  ]);
  expect(run.state().phase).toBe('ended');
  expect(inverseOf(run.state())).toEqual([
    { id: 'a', set: { featured: false, enabled_login: true } },
  ]);
});

test('what somebody else did already is not done again, and not taken back', async () => {
  const server = backend(way('a', false), way('b', true));
  const run = runOn(server, on('a'));
  server.set('a', { enabled_login: true });
  run.start();
  await run.settled();
  expect(kinds(run)).toEqual(['same']);
  expect(inverseOf(run.state())).toEqual([]);
  expect(server.log).toEqual(['read a']);
});

test('what somebody else set otherwise is asked about: theirs is kept', async () => {
  const server = backend(way('a', false), way('b', true), way('c', false));
  const run = runOn(server, on('a'), on('c'));
  server.set('a', { enabled_login: null });
  run.start();
  await run.settled();
  expect(run.state()).toMatchObject({ phase: 'stopped', stop: { kind: 'step', at: 0 } });
  expect(run.state().steps[0]?.state).toEqual({
    kind: 'conflict',
    differs: [{ what: 'enabled_login', from: false, now: null }],
  });
  run.skip();
  await run.settled();
  expect(kinds(run)).toEqual(['left', 'done']);
  expect(server.rows().map((row) => row.enabled_login)).toEqual([null, true, true]);
});

test('what somebody else set otherwise is asked about: it is set all the same', async () => {
  const server = backend(way('a', false), way('b', true));
  const run = runOn(server, on('a'));
  server.set('a', { enabled_login: null });
  run.start();
  await run.settled();
  run.force();
  await run.settled();
  expect(kinds(run)).toEqual(['done']);
  // Unknown cannot be written.
  expect(inverseOf(run.state())).toEqual([]);
});

test('other switches of the same method, changed meanwhile, stay', async () => {
  const server = backend(way('a', true), way('b', true), way('c', true));
  server.once('write a {"enabled_login":false}', () => server.set('a', { enabled_signup: true }));
  const run = await ran(server, off('a'));
  expect(kinds(run)).toEqual(['done']);
  expect(server.rows()[0]).toMatchObject({ enabled_login: false, enabled_signup: true });
  // Sent twice, and looked at before each.
  expect(server.log.filter((asked) => asked === 'list')).toHaveLength(3);
});

test('what somebody makes of it between the look and the write is judged once more', async () => {
  const server = backend(way('a', true), way('b', true), way('c', true));
  server.once('write a {"enabled_login":false}', () => server.set('a', { featured: true }));
  const run = await ran(server, off('a'));
  expect(run.state().stop).toMatchObject({
    kind: 'changed',
    verdict: { level: 'warned', reasons: [{ kind: 'featured' }] },
  });
  run.confirm();
  await run.settled();
  expect(server.rows()[0]).toMatchObject({ enabled_login: false, featured: true });
});

test('a method that is gone stops it, and the rest goes on without', async () => {
  const server = backend(way('a', false), way('b', true), way('c', false));
  const run = runOn(server, on('a'), on('c'));
  server.remove('a');
  run.start();
  await run.settled();
  expect(kinds(run)).toEqual(['deleted', 'waiting']);
  // Nothing was written, so there is nothing to look at.
  expect(run.state().check.kind).toBe('none');
  run.skip();
  await run.settled();
  expect(kinds(run)).toEqual(['left', 'done']);
});

test('a refusal is known not to be written, and can be tried again', async () => {
  const server = backend(way('a', true), way('b', true), way('c', true));
  server.once('write a {"enabled_login":false}', refuse('refused'));
  const run = await ran(server, off('a'));
  expect(run.state().steps[0]?.state).toMatchObject({ kind: 'failed', settled: true });
  run.retry();
  await run.settled();
  expect(kinds(run)).toEqual(['done']);
});

test('an answer that is lost is settled by a read: it was written', async () => {
  const server = backend(way('a', true), way('b', true), way('c', true));
  server.once('wrote a', refuse('unknown'));
  const run = await ran(server, off('a'));
  expect(kinds(run)).toEqual(['done']);
  expect(inverseOf(run.state())).toEqual([on('a')]);
});

test('an answer that is lost, and no read: nobody knows, until it is tried again', async () => {
  const server = backend(way('a', true), way('b', true), way('c', true));
  server.once('read a', () => undefined);
  server.once('read a', refuse('unknown'));
  server.once('wrote a', refuse('unknown'));
  const run = await ran(server, off('a'));
  expect(run.state().steps[0]?.state).toMatchObject({ kind: 'failed', settled: false });
  // It may have been written.
  expect(run.state().check.kind).toBe('ok');
  run.retry();
  await run.settled();
  expect(kinds(run)).toEqual(['done']);
  expect(server.log.filter((asked) => asked.startsWith('write '))).toHaveLength(1);
});

test('a read that fails is a failure before anything was sent', async () => {
  const server = backend(way('a', true), way('b', true), way('c', true));
  server.once('read a', refuse('unknown'));
  const run = await ran(server, off('a'));
  expect(run.state().steps[0]?.state).toMatchObject({ kind: 'failed', settled: true });
  expect(run.state().check.kind).toBe('none');
});

test('what AuthPI took and did not keep is said, and is nothing to take back', async () => {
  const server = backend(way('a', false), way('b', true));
  server.once('wrote a', () => server.set('a', { enabled_login: false }));
  const run = await ran(server, on('a'));
  expect(run.state().steps[0]?.state).toEqual({
    kind: 'not-kept',
    names: ['enabled_login'],
    written: [],
  });
  expect(inverseOf(run.state())).toEqual([]);
  run.retry();
  await run.settled();
  expect(kinds(run)).toEqual(['done']);
});

test('the other way in was closed before: it stops, and asks with what comes of it now', async () => {
  const server = backend(way('a', true), way('b', true));
  const run = runOn(server, off('a'));
  expect(run.state().plan.verdict.level).toBe('warned');
  server.set('b', { enabled_login: false });
  run.start();
  await run.settled();
  expect(run.state()).toMatchObject({
    phase: 'stopped',
    stop: { kind: 'changed', at: 0, verdict: { level: 'blocked' } },
  });
  expect(server.rows()[0]?.enabled_login).toBe(true);
  run.confirm();
  await run.settled();
  expect(kinds(run)).toEqual(['done']);
  // It was confirmed that nobody can.
  expect(run.state().check.kind).toBe('ok');
});

test('what stops half way can be left: what was done stays', async () => {
  const server = backend(way('a', true), way('b', true), way('c', true), way('d', true));
  const run = runOn(server, off('a'), off('b'));
  server.once('wrote a', () => server.set('c', { enabled_login: false }));
  run.start();
  await run.settled();
  expect(run.state().stop).toMatchObject({ kind: 'changed', at: 1 });
  expect(run.state().check.kind).toBe('ok');
  run.leave();
  await run.settled();
  expect(kinds(run)).toEqual(['done', 'left']);
  expect(inverseOf(run.state())).toEqual([on('a')]);
});

test('a way in that was to be opened first, and was not, is missed when the next is closed', async () => {
  const server = backend(way('a', true), way('b', false));
  const run = runOn(server, off('a'), on('b'));
  server.remove('b');
  run.start();
  await run.settled();
  run.skip();
  await run.settled();
  expect(run.state()).toMatchObject({
    phase: 'stopped',
    stop: { kind: 'changed', at: 1, verdict: { level: 'blocked' } },
  });
  expect(server.rows()[0]?.enabled_login).toBe(true);
});

test('a list that cannot be read closes nothing', async () => {
  const server = backend(way('a', true), way('b', true), way('c', true));
  server.once('list', refuse('unknown'));
  const run = await ran(server, off('a'));
  expect(run.state()).toMatchObject({ phase: 'stopped', stop: { kind: 'unlooked', at: 0 } });
  expect(server.rows()[0]?.enabled_login).toBe(true);
  run.retry();
  await run.settled();
  expect(kinds(run)).toEqual(['done']);
});

test('the other way in was closed at the same moment: an alarm, with what to reopen', async () => {
  const server = backend(way('a', true), way('b', true), way('t', true, { method: 'totp' }));
  server.once('wrote a', () => server.set('b', { enabled_login: false }));
  const run = await ran(server, off('a'));
  expect(run.state().phase).toBe('ended');
  expect(run.state().check).toMatchObject({
    kind: 'alarm',
    certain: true,
    reopen: [{ id: 'a' }],
  });
});

test('an alarm about a method that is gone offers the others', async () => {
  const server = backend(way('a', true), way('b', true));
  server.once('list', () => undefined);
  server.once('list', () => {
    server.remove('a');
    server.set('b', { enabled_login: false });
  });
  const run = await ran(server, off('a'));
  expect(run.state().check).toMatchObject({ kind: 'alarm', reopen: [{ id: 'b' }] });
});

test('an alarm that is not certain says so', async () => {
  const server = backend(way('a', true), way('b', true));
  server.once('wrote a', () => {
    server.set('b', { enabled_login: false });
    server.partial();
  });
  const run = await ran(server, off('a'));
  expect(run.state().check).toMatchObject({ kind: 'alarm', certain: false });
});

test('a look that fails afterwards is said, and can be had again', async () => {
  const server = backend(way('a', true), way('b', true), way('c', true));
  server.once('list', () => undefined);
  server.once('list', refuse('unknown'));
  const run = await ran(server, off('a'));
  expect(run.state()).toMatchObject({ phase: 'ended', check: { kind: 'unknown' } });
  run.look();
  await run.settled();
  expect(run.state().check.kind).toBe('ok');
});

test('closed while it runs, it ends before the next step', async () => {
  const server = backend(way('a', false), way('b', false), way('c', true));
  const run = runOn(server, on('a'), on('b'));
  run.start();
  run.leave();
  await run.settled();
  expect(kinds(run)).toEqual(['done', 'left']);
  expect(run.state()).toMatchObject({ phase: 'ended', halting: false, check: { kind: 'ok' } });
});

test('taking back is a plan like any other', async () => {
  const server = backend(way('a', true, { featured: true }), way('b', true), way('c', true));
  const run = await ran(server, off('a'), { id: 'b', set: { featured: true } });
  const back = await ran(server, ...inverseOf(run.state()));
  expect(back.state().phase).toBe('ended');
  expect(server.rows()).toMatchObject([
    { enabled_login: true, featured: true },
    { enabled_login: true, featured: false },
    { enabled_login: true },
  ]);
});
