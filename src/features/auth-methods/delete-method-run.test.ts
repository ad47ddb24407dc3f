import { expect, test } from 'vitest';
import { ApiError } from '#api/errors.ts';
import type { ErrorKind } from '#api/errors.ts';
import type { AuthMethod } from '#contract/auth-method.ts';
import type { Ways } from '#shared/doors.ts';
import { judgeDeletion, movedWords, runDeletion } from './delete-method-run.ts';

const method = (id: string, over: Partial<AuthMethod> = {}): AuthMethod => ({
  id,
  name: id.toUpperCase(),
  method: 'oidc',
  enabled_login: true,
  enabled_signup: false,
  featured: false,
  settings: { client_id: 'web' },
  created_at: 1,
  ...over,
});
const [a, b, c] = [method('a'), method('b'), method('c')];
const off = method('b', { enabled_login: false });
const ways = (...rows: AuthMethod[]): Ways => ({ rows, whole: true });
const error = (kind: ErrorKind) => new ApiError(kind, 'deleteAuthMethod');

/** A run over answers in their order; an answer that is an error is thrown. */
async function run({
  shown = ways(a, b, c),
  tag = 't1',
  lists = [shown, ways(b, c)],
  reads = [],
  removal = null,
}: {
  /** What was on screen; null: the list had not loaded. */
  shown?: Ways | null;
  tag?: string | null;
  lists?: (Ways | null | ApiError)[];
  reads?: (AuthMethod | ApiError)[];
  removal?: ApiError | null;
}) {
  const asked: string[] = [];
  const next = async <T>(name: string, answers: (T | ApiError | null)[]): Promise<T> => {
    asked.push(name);
    const answer = await Promise.resolve(answers.shift() ?? error('network'));
    if (answer instanceof ApiError) throw answer;
    return answer;
  };
  const outcome = await runDeletion(
    {
      list: () => next('list', lists),
      read: async () => ({ value: await next('read', reads), tag: 't2', at: 2 }),
      remove: async (ifMatch) => {
        asked.push(`remove ${ifMatch}`);
        await Promise.resolve();
        if (removal !== null) throw removal;
      },
    },
    { method: a, tag, verdict: judgeDeletion(a, shown) },
  );
  return { outcome, asked: asked.join(', ') };
}

test('what was confirmed is deleted under the tag of what was shown, and looked at before and after', async () => {
  expect(await run({})).toEqual({
    outcome: { kind: 'deleted', check: { kind: 'ok' } },
    asked: 'list, remove t1, list',
  });
});

test('where only a list brought it, it is read first; what is not as it was shown is not deleted', async () => {
  expect(await run({ tag: null, reads: [a] })).toEqual({
    outcome: { kind: 'deleted', check: { kind: 'ok' } },
    asked: 'list, read, remove t2, list',
  });
  expect(await run({ tag: null, reads: [method('a', { name: 'Other' })] })).toEqual({
    outcome: { kind: 'moved', before: a },
    asked: 'list, read',
  });
  expect(
    await run({ tag: null, reads: [error('not_found')], lists: [ways(a, b, c), ways(b)] }),
  ).toEqual({
    outcome: { kind: 'deleted', check: { kind: 'ok' } },
    asked: 'list, read, list',
  });
  const down = error('server');
  expect(await run({ tag: null, reads: [down] })).toEqual({
    outcome: { kind: 'failed', error: down, stands: true },
    asked: 'list, read',
  });
});

test('a consequence that was not confirmed stops it; one that is less does not', async () => {
  // Both others were closed meanwhile.
  const closed = ways(a, off);
  expect(await run({ lists: [closed] })).toEqual({
    outcome: { kind: 'judged', ways: closed },
    asked: 'list',
  });
  // It had been the last, and is not any more: what is said is another thing all the same.
  expect((await run({ shown: ways(a), lists: [ways(a, b)] })).outcome.kind).toBe('judged');
  // One is left was confirmed, two are.
  expect((await run({ shown: ways(a, b), lists: [ways(a, b, c), ways(b, c)] })).outcome).toEqual({
    kind: 'deleted',
    check: { kind: 'ok' },
  });
});

test('a list that cannot be read is not taken for harmless', async () => {
  expect(await run({ lists: [error('server')] })).toEqual({
    outcome: { kind: 'judged', ways: { rows: [a], whole: false } },
    asked: 'list',
  });
  // Confirmed as not known, it may be done.
  const blind = await run({ shown: null, lists: [null, null] });
  expect(blind.asked).toBe('list, remove t1, list');
  expect(blind.outcome).toMatchObject({ kind: 'deleted', check: { kind: 'unknown' } });
});

test.each<[string, ErrorKind, (AuthMethod | ApiError)[], object]>([
  ['someone was faster', 'precondition_failed', [a], { kind: 'moved', before: a }],
  [
    'someone deleted it in between',
    'precondition_failed',
    [error('not_found')],
    { kind: 'deleted', check: { kind: 'ok' } },
  ],
  [
    'what they made of it is not to be had',
    'precondition_failed',
    [],
    { kind: 'failed', stands: true },
  ],
  ['it is gone already', 'not_found', [], { kind: 'deleted', check: { kind: 'ok' } }],
  ['it is refused', 'forbidden', [], { kind: 'failed', stands: true }],
  ['the answer is lost, and it is there', 'network', [a], { kind: 'failed', stands: true }],
  [
    'the answer is lost, and it is gone',
    'network',
    [error('not_found')],
    { kind: 'deleted', check: { kind: 'ok' } },
  ],
  ['the answer is lost, and nothing can be read', 'server', [], { kind: 'failed', stands: false }],
])('%s', async (_, kind, reads, wanted) => {
  expect((await run({ removal: error(kind), reads })).outcome).toMatchObject(wanted);
});

test('where the last way in went at the same moment, it alarms, and says what could be switched on', async () => {
  const totp = method('t', { method: 'totp', enabled_login: false });
  const after = ways(off, totp);
  expect((await run({ lists: [ways(a, b, c), after] })).outcome).toEqual({
    kind: 'deleted',
    check: { kind: 'alarm', certain: true, ways: after, reopen: [off] },
  });
  const unsaid = ways(method('b', { enabled_login: null }));
  expect((await run({ lists: [ways(a, b, c), unsaid] })).outcome).toMatchObject({
    check: { kind: 'alarm', certain: false },
  });
  // That nobody can sign in was confirmed.
  expect((await run({ shown: ways(a, off), lists: [ways(a, off), ways(off)] })).outcome).toEqual({
    kind: 'deleted',
    check: { kind: 'ok' },
  });
});

test('what someone else changed is said, each by its name', () => {
  const after = method('a', {
    name: ' ',
    enabled_login: false,
    featured: null,
    settings: { client_id: 'web', scopes: ['openid'], __proto: null },
  });
  expect(movedWords(a, a)).toEqual([]);
  expect(movedWords(a, after)).toEqual([
    'It is called “Unnamed auth method” now.',
    'Login off now.',
    'Featured unknown now.',
    'Settings that changed: scopes.',
  ]);
});
