import { readFileSync } from 'node:fs';
import * as fc from 'fast-check';
import { transformWithOxc } from 'vite';
import { describe, expect, test } from 'vitest';
import { PATCH_MODES, patched } from '#mocks/merge.ts';
import { runSchedule, schedule } from './session-model.ts';
import type { Session } from './session-model.ts';

// A proof that finds nothing proves nothing. Each of these is a fault that somebody could make; the
// model has to find it, in a given number of schedules that are the same each time.

/** The server under each mode of PATCH (contract §8). */
const PATCHES = PATCH_MODES.map(
  (mode) => (held: unknown, given: unknown) => patched(mode, held, given),
);

const SEED = 5;
const RUNS = 1_000;

const SOURCES = { merge: read('./merge.ts'), session: read('./session.ts') };

function read(file: string): string {
  return readFileSync(new URL(file, import.meta.url), 'utf8');
}

/** What is wrong, in which file, and how it comes about. */
type Mutant = {
  readonly fault: string;
  readonly file: 'session' | 'merge';
  readonly replace: string;
  readonly by: string;
};

const MUTANTS: readonly Mutant[] = [
  {
    fault: 'a changed path is left out of what is saved',
    file: 'session',
    replace: 'const changes = [...sent.values()].map(({ path, base, mine }): Change => {',
    by: 'const changes = [...sent.values()].slice(0, 1).map(({ path, base, mine }): Change => {',
  },
  {
    fault: 'a write is sent with the tag of the one before',
    file: 'session',
    replace: "return { ...state, writing: { ...writing, step: 'send', body, tag: theirs.tag } };",
    by: 'return { ...state, writing: { ...writing, step: \'send\', body, tag: `"${(theirs.at ?? 0) - (round > 1 ? 1 : 0)}"` } };',
  },
  {
    fault: 'the sides of a merge are swapped',
    file: 'session',
    replace: 'const merged = merge(kindOf(state.kind, path), base, mine, theirs);',
    by: 'const merged = merge(kindOf(state.kind, path), base, theirs, mine);',
  },
  {
    fault: 'what was chosen is the other side',
    file: 'session',
    replace: "if (pick === 'mine') return mine;",
    by: "if (pick === 'mine') return theirs;",
  },
  {
    fault: 'the base is sent, and what others changed is put back',
    file: 'session',
    replace: 'return { path, before: theirs, after: apply(picks, merged.value) };',
    by: 'return { path, before: theirs, after: isSame(kindOf(state.kind, path), mine, theirs) ? theirs : apply(picks, mine) };',
  },
  {
    fault: 'an unanswered conflict goes out as it is',
    file: 'session',
    replace: 'if (conflicts.some(({ pick }) => pick === null)) {',
    by: 'if (conflicts.some(({ pick }) => pick === null) && round === 1) {',
  },
  {
    fault: 'a choice is kept though theirs moved',
    file: 'session',
    replace: 'if (!isSame(kind, choice.theirs, theirs)) return null;',
    by: '',
  },
  {
    fault: 'a choice against my text is kept though I typed another',
    file: 'session',
    replace:
      "return choice.pick === 'mine' || isSame(kind, choice.mine, mine) ? choice.pick : null;",
    by: 'return choice.pick;',
  },
  {
    fault: 'what was typed while it was sent is dropped',
    file: 'session',
    replace: 'if (edit.reason === null && isSame(kind, edit.mine, was.base)) {',
    by: 'if (edit.reason === null) {',
  },
  {
    fault: 'text that cannot be read, typed while it was sent, is dropped',
    file: 'session',
    replace: 'if (edit.reason === null && isSame(kind, edit.mine, was.base)) {',
    by: 'if (edit.reason !== null || isSame(kind, edit.mine, was.base)) {',
  },
  {
    fault: 'an edit keeps its old base after a save',
    file: 'session',
    replace:
      'next = withEdit(next, { ...edit, base, mine: edit.reason === null ? edit.mine : base });',
    by: 'next = withEdit(next, edit);',
  },
  {
    fault: 'an edit takes what is held as its base after a save',
    file: 'session',
    replace:
      'next = withEdit(next, { ...edit, base, mine: edit.reason === null ? edit.mine : base });',
    by: 'next = withEdit(next, { ...edit, base: kept, mine: edit.reason === null ? edit.mine : kept });',
  },
  {
    fault: 'doubt is taken for success',
    file: 'session',
    replace: 'if (doubt !== null && holds(state, writing, revision)) {',
    by: 'if (doubt !== null) {',
  },
  {
    fault: 'doubt is taken for failure',
    file: 'session',
    replace: 'const isSettled = revision.tag === state.theirs.tag;',
    by: 'const isSettled = true;',
  },
  {
    fault: 'an older answer is taken',
    file: 'session',
    replace: 'if (revision.at !== null && now !== null && revision.at < now) return state;',
    by: '',
  },
  {
    fault: 'what someone else changed is not noted',
    file: 'session',
    replace: 'else moved.set(key, first);',
    by: 'else moved.delete(key);',
  },
  {
    fault: 'what was kept of others is not told',
    file: 'session',
    replace: 'const merged = movedSince(next).filter(',
    by: 'const merged = movedSince(state).filter(',
  },
  {
    fault: 'what was typed since goes along when a save goes on by itself',
    file: 'session',
    replace: 'return sent.size === 0 ? next : attempt(next, sent, 1);',
    by: 'return saved(next, [...sent.keys()]);',
  },
  {
    fault: 'an undo takes back what someone else changed since',
    file: 'session',
    replace: 'return { path, base: written, mine: value, raw: undefined, reason: null, held };',
    by: 'return { path, base: valueAt(state.theirs.value, path), mine: value, raw: undefined, reason: null, held };',
  },
  {
    fault: 'what another section has unsaved goes along',
    file: 'session',
    replace: 'const sent = pickEdits(state, keys);',
    by: 'const sent = pickEdits(state, keys.length === 0 ? keys : dirtyKeys(state));',
  },
  {
    fault: 'a 404 is taken for saved',
    file: 'session',
    replace: 'return { ...state, gone: true, writing: null, outcome: null };',
    by: "return state.writing === null ? state : settled(state, state.writing, state.theirs, 'read');",
  },
  {
    fault: 'a refusal is taken for saved',
    file: 'session',
    replace:
      ": { ...state, writing: null, outcome: { kind: 'failed', keys, error, settled: true, sent } };",
    by: ": settled(state, writing, state.theirs, 'read');",
  },
  {
    fault: 'what the server did not keep is not said',
    file: 'session',
    replace: 'notKept: notKept(state.notKept, sent, otherwise.filter(isRefused)),',
    by: 'notKept: state.notKept,',
  },
  {
    fault: 'what is typed back while it is sent is forgotten',
    file: 'session',
    replace:
      'edit.held || isDirty(state, edit) || sent.some((was) => doMeet(was, edit)) ? [] : [key],',
    by: 'edit.held || isDirty(state, edit) ? [] : [key],',
  },
  {
    fault: 'folding takes what others changed for mine',
    file: 'session',
    replace: "const [base, mine] = [side('base'), side('mine')];",
    by: "const [base, mine] = [valueAt(state.theirs.value, root), side('mine')];",
  },
  {
    fault: 'folding leaves what it folded',
    file: 'session',
    replace: 'for (const key of keys) edits.delete(key);',
    by: '',
  },
  {
    fault: 'absent is sent for null',
    file: 'merge',
    replace: 'if (wanted === undefined) return null;',
    by: 'if (wanted === undefined) return undefined;',
  },
  {
    fault: 'a merged set loses an entry of mine',
    file: 'merge',
    replace: '...[...added].filter((entry) => !kept.has(entry) && !was.has(entry)),',
    by: '...[...added].filter((entry) => !kept.has(entry) && !was.has(entry)).slice(1),',
  },
  {
    fault: 'a merged set loses an entry of theirs',
    file: 'merge',
    replace: '...[...kept].filter((entry) => added.has(entry) || !was.has(entry)),',
    by: '...[...kept].filter((entry) => added.has(entry)),',
  },
  {
    fault: 'a key that is a word of JavaScript is not there',
    file: 'merge',
    replace: 'return isJsonObject(value) && Object.hasOwn(value, key) ? value[key] : undefined;',
    by: "return isJsonObject(value) && key !== '__proto__' ? value[key] : undefined;",
  },
];

/** A module of its own for some source in TypeScript. */
async function moduleOf(source: string, name: string): Promise<string> {
  const { code } = await transformWithOxc(source, name, { lang: 'ts', sourcemap: false });
  return `data:text/javascript,${encodeURIComponent(code)}`;
}

/** The text with another in it, where it says what it is to say once. */
function replaced(source: string, text: string, by: string): string {
  expect(source.split(text), `once in the source: ${text}`).toHaveLength(2);
  return source.replace(text, () => by);
}

/** The session made of these sources. */
async function load(sources: { merge: string; session: string }): Promise<Session> {
  const values = await moduleOf(
    `export const isJsonObject = (value: unknown) =>
      typeof value === 'object' && value !== null && !Array.isArray(value);`,
    'values.ts',
  );
  const merge = await moduleOf(
    replaced(sources.merge, "from '#contract/values.ts'", `from '${values}'`),
    'merge.ts',
  );
  const redirected = replaced(
    sources.session,
    "writeOf } from './merge.ts'",
    `writeOf } from '${merge}'`,
  );
  return (await import(/* @vite-ignore */ await moduleOf(redirected, 'session.ts'))) as Session;
}

/** What the model finds; null: nothing. */
function findIn(session: Session): string | null {
  const { failed, errorInstance } = fc.check(
    fc.property(schedule, (given) => runSchedule(session, PATCHES, given)),
    { numRuns: RUNS, seed: SEED, endOnFailure: true },
  );
  return failed ? String(errorInstance) : null;
}

describe('the model finds', { timeout: 120_000 }, () => {
  test('nothing where there is no fault', async () => {
    expect(findIn(await load(SOURCES))).toBeNull();
  });

  test.each(MUTANTS)('$file: $fault', async ({ file, replace, by }) => {
    const found = findIn(await load({ ...SOURCES, [file]: replaced(SOURCES[file], replace, by) }));
    // A rule that is broken, and no accident of the replacement.
    expect(found).toMatch(/^Error: /);
  });
});
