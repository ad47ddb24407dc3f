import type { ETag } from '#contract/etag.ts';
import { apply, at, diff, isSame, kindOf, merge, valueAt, writeOf } from './merge.ts';
import type { Change, Conflict, MergeKind, Path } from './merge.ts';

/**
 * One revision of a resource: what of it can be edited, as a JSON object. `at` is when it was made,
 * in Unix milliseconds, by which an older answer is told from a newer one; null where not told.
 */
export type Revision = {
  readonly value: unknown;
  readonly tag: ETag | null;
  readonly at: number | null;
};

/** What one field holds that is not saved. Edits never lie one inside another. */
export type Edit = {
  readonly path: Path;
  /** What was on screen when the editing began. */
  readonly base: unknown;
  /** What is wanted instead; `base` while the text cannot be read. */
  readonly mine: unknown;
  /** What the field shows, where that says more than the value: text that was typed. */
  readonly raw: unknown;
  /** Why `raw` cannot be read; null: it can. */
  readonly reason: string | null;
  /** The focus is in the field: it is not to change under the cursor. */
  readonly held: boolean;
};

/** What to take where both changed the same. `value` is a third thing. */
export type Taken = 'mine' | 'theirs' | { readonly value: unknown };

type Choice = {
  readonly path: Path;
  /** What stood on either side when it was chosen. */
  readonly mine: unknown;
  readonly theirs: unknown;
  readonly pick: Taken;
};

/** What a save set out to write: the edits as they were then, by key. */
type Sent = ReadonlyMap<string, Edit>;

/** What a save is to bring about. */
type Intent = {
  readonly sent: Sent;
  /** The whole value that is wanted, and the top-level fields of it that go out. */
  readonly wanted: unknown;
  readonly fields: readonly string[];
};

/** A write under way. A new object for each step, so that its driver sees one. */
export type Writing = Intent & {
  /** How often it was sent, from 1. */
  readonly round: number;
} & (
    | { readonly step: 'send'; readonly body: unknown; readonly tag: ETag }
    | {
        readonly step: 'read';
        /** Why it is not known whether it was written; null: it surely was not. */
        readonly doubt: { readonly error: unknown } | null;
      }
  );

/** What came of the last save, until the next. */
export type Outcome =
  | {
      readonly kind: 'saved';
      readonly keys: readonly string[];
      /** What someone else changed meanwhile and was kept. */
      readonly merged: readonly Change[];
      /** What stood there before, and what was written; empty when nothing had to be. */
      readonly undo: readonly {
        readonly path: Path;
        readonly value: unknown;
        readonly written: unknown;
      }[];
    }
  /** Both changed the same: see {@link conflictsOf}. */
  | { readonly kind: 'asked'; readonly keys: readonly string[] }
  /** `settled`: it is known that nothing was written. */
  | {
      readonly kind: 'failed';
      readonly keys: readonly string[];
      readonly error: unknown;
      readonly settled: boolean;
      /** What it was to write. */
      readonly sent: Sent;
    }
  /** Others wrote faster, {@link MAX_ROUNDS} times. */
  | { readonly kind: 'outrun'; readonly keys: readonly string[] };

/** The editing of one resource: everything there is to know of it, as plain data. */
export type EditState = {
  readonly kind: MergeKind;
  /** What the server holds, as far as is known. */
  readonly theirs: Revision;
  /** It was deleted under you; `theirs` is what it was. */
  readonly gone: boolean;
  readonly edits: ReadonlyMap<string, Edit>;
  /** What someone else changed since it was opened or saved: what it was before, by path. */
  readonly moved: ReadonlyMap<string, { readonly path: Path; readonly before: unknown }>;
  readonly choices: ReadonlyMap<string, Choice>;
  readonly writing: Writing | null;
  /** A write of which nobody knows whether it happened. */
  readonly unsure: Writing | null;
  readonly outcome: Outcome | null;
  /** What the server answered otherwise than it was sent: `before` was sent, `after` is kept. */
  readonly notKept: ReadonlyMap<string, Change>;
};

/** What happens to a session. */
export type EditEvent =
  | {
      readonly type: 'typed';
      readonly path: Path;
      readonly mine: unknown;
      readonly raw?: unknown;
      readonly reason?: string | null;
    }
  /** The focus came into a field, or left it. */
  | { readonly type: 'held' | 'released'; readonly path: Path }
  /** Edits that are not wanted any more. */
  | { readonly type: 'discarded'; readonly keys: readonly string[] }
  /** Edits of an earlier visit; not those where something is typed by now. */
  | { readonly type: 'restored'; readonly edits: readonly Omit<Edit, 'held'>[] }
  /** The edits inside `root` become one at `root`, or one there becomes several at `paths`. */
  | { readonly type: 'folded'; readonly root: Path }
  | { readonly type: 'unfolded'; readonly root: Path; readonly paths: readonly Path[] }
  /** A read that nobody asked for brought this; or that it is gone. */
  | { readonly type: 'received'; readonly revision: Revision }
  | { readonly type: 'lost' }
  | { readonly type: 'save'; readonly keys: readonly string[] }
  | { readonly type: 'undo' }
  /** What kept the last save from happening is over. */
  | { readonly type: 'resume' }
  | { readonly type: 'chosen'; readonly path: Path; readonly pick: Taken | null }
  /** What became of the step of `writing`. */
  | { readonly type: 'answered'; readonly revision: Revision }
  | { readonly type: 'outdated' }
  | { readonly type: 'missing' }
  | { readonly type: 'failed'; readonly error: unknown; readonly written: 'no' | 'unknown' }
  /** What was said has been seen. */
  | { readonly type: 'seen'; readonly what: 'outcome' | 'notKept' };

/** How often a save is sent when others keep writing at the same time. */
export const MAX_ROUNDS = 5;

/** The name of a path, under which edits, conflicts and choices are kept. */
export function keyOf(path: Path): string {
  return JSON.stringify(path);
}

/** The path that {@link keyOf} made a name of. */
export function pathOf(key: string): Path {
  return JSON.parse(key) as string[];
}

/** Editing begins on a revision, which stays the base of whatever is typed on it. */
export function openSession(kind: MergeKind, theirs: Revision): EditState {
  return {
    kind,
    theirs,
    gone: false,
    edits: new Map(),
    moved: new Map(),
    choices: new Map(),
    writing: null,
    unsure: null,
    outcome: null,
    notKept: new Map(),
  };
}

/** Whether an edit changes anything. */
export function isDirty(state: EditState, edit: Edit): boolean {
  const { kind } = state;
  const known = compared.get(edit);
  if (known?.kind === kind) return known.isDirty;
  const isDirty = edit.reason !== null || !isSame(kindOf(kind, edit.path), edit.base, edit.mine);
  compared.set(edit, { kind, isDirty });
  return isDirty;
}

/** What {@link isDirty} found: it is asked ten times a key, and an edit never changes. */
const compared = new WeakMap<Edit, { readonly kind: MergeKind; readonly isDirty: boolean }>();

/** Keys of what is changed and not saved, at a path or inside it. */
export function dirtyKeys(state: EditState, within: Path = []): string[] {
  return [...state.edits].flatMap(([key, edit]) =>
    isInside(edit.path, within) && isDirty(state, edit) ? [key] : [],
  );
}

/** The value at a path as the page shows it: what is typed, else what the server holds. */
export function shownAt(state: EditState, path: Path): unknown {
  return valueAt(shown(state), path);
}

function shown(state: EditState): unknown {
  return apply(
    [...state.edits.values()].map(({ path, base, mine }) => ({ path, before: base, after: mine })),
    state.theirs.value,
  );
}

/** What is typed, apart from all that is not: to copy, where it cannot be saved. */
export function typedOnly(state: EditState): unknown {
  return apply(
    dirtyKeys(state).flatMap((key) => {
      const edit = state.edits.get(key);
      if (edit === undefined) return [];
      const { path, base, mine, raw, reason } = edit;
      return { path, before: base, after: reason === null ? mine : raw };
    }),
    {},
  );
}

/** What someone else changed since: leaf by leaf, with what stands there now. */
export function movedSince({
  moved,
  theirs,
}: Pick<EditState, 'moved' | 'theirs'>): readonly Change[] {
  return [...moved.values()].map(({ path, before }) => ({
    path,
    before,
    after: valueAt(theirs.value, path),
  }));
}

/** Whether someone else changed what stands at a path, inside it or around it. */
export function hasMoved(state: EditState, path: Path): boolean {
  if (state.moved.size === 0) return false;
  return [...state.moved.values()].some((moved) => doMeet(moved, { path }));
}

/**
 * What both changed, each to something else, and what was chosen for it; null: nothing yet.
 * `earlier`: the last choice, also one that does not count any more because a side moved, so that a
 * text typed for it is not lost.
 */
export type OpenConflict = Conflict & {
  readonly pick: Taken | null;
  readonly earlier: Taken | null;
};

/** The conflicts among these edits. */
export function conflictsOf(state: EditState, keys: readonly string[]): readonly OpenConflict[] {
  return resolve(state, pickEdits(state, keys)).conflicts;
}

/** The next state. Pure; what is to be done stands in `writing`. */
export function step(state: EditState, event: EditEvent): EditState {
  return tidied(happened(state, event));
}

function happened(state: EditState, event: EditEvent): EditState {
  switch (event.type) {
    case 'typed':
      return typed(state, event);
    case 'held':
    case 'released':
      return withEdit(state, { ...editAt(state, event.path), held: event.type === 'held' });
    case 'discarded':
      return without(state, event.keys);
    case 'restored':
      return event.edits.reduce(restored, state);
    case 'folded':
      return folded(state, event.root);
    case 'unfolded':
      return unfolded(state, event.root, event.paths);
    case 'received':
      // What a write brings is newer, or about to be.
      return state.writing !== null ? state : received(state, event.revision);
    case 'lost':
      return state.writing !== null ? state : { ...state, gone: true };
    case 'save':
      return saved(state, event.keys);
    case 'undo':
      return undone(state);
    case 'resume':
      return resumed(state);
    case 'chosen':
      return chosen(state, event.path, event.pick);
    case 'answered':
      return answered(state, event.revision);
    case 'outdated':
      return state.writing === null ? state : { ...state, writing: reading(state.writing, null) };
    case 'missing':
      return { ...state, gone: true, writing: null, outcome: null };
    case 'failed':
      return failed(state, event);
    case 'seen':
      return seen(state, event.what);
  }
}

function typed(
  state: EditState,
  { path, mine, raw, reason = null }: Extract<EditEvent, { type: 'typed' }>,
): EditState {
  const edit = editAt(state, path);
  return withEdit(state, { ...edit, mine: reason === null ? mine : edit.base, raw, reason });
}

/** The edit at a path: the one there is, or one that changes nothing. */
function editAt(state: EditState, path: Path): Edit {
  const edit = state.edits.get(keyOf(path));
  if (edit !== undefined) return edit;
  const value = valueAt(state.theirs.value, path);
  return { path, base: value, mine: value, raw: undefined, reason: null, held: false };
}

function withEdit(state: EditState, edit: Edit): EditState {
  return { ...state, edits: new Map(state.edits).set(keyOf(edit.path), edit) };
}

/** Without the edits that mean nothing. */
function tidied(state: EditState): EditState {
  // What is typed back while it is sent, or may have been, is a change once that is written.
  const sent = [state.writing, state.unsure].flatMap((each) => [...(each?.sent.values() ?? [])]);
  return without(
    state,
    [...state.edits].flatMap(([key, edit]) =>
      edit.held || isDirty(state, edit) || sent.some((was) => doMeet(was, edit)) ? [] : [key],
    ),
  );
}

/** Whether one lies inside the other, or they are the same. */
function doMeet(a: { readonly path: Path }, b: { readonly path: Path }): boolean {
  return isInside(a.path, b.path) || isInside(b.path, a.path);
}

function without(state: EditState, keys: readonly string[]): EditState {
  const gone = keys.flatMap((key) => state.edits.get(key) ?? []);
  if (gone.length === 0) return state;
  const edits = new Map(state.edits);
  const choices = new Map(state.choices);
  for (const { path } of gone) {
    edits.delete(keyOf(path));
    for (const [key, choice] of choices) if (isInside(choice.path, path)) choices.delete(key);
  }
  return { ...state, edits, choices };
}

function restored(state: EditState, edit: Omit<Edit, 'held'>): EditState {
  const met = [...state.edits.values()].filter((each) => doMeet(each, edit));
  if (met.some((each) => isDirty(state, each))) return state;
  const next = withEdit(
    without(
      state,
      met.map(({ path }) => keyOf(path)),
    ),
    {
      ...edit,
      held: false,
    },
  );
  const now = valueAt(state.theirs.value, edit.path);
  return withMoved(next, diffAt(state.kind, edit.path, edit.base, now));
}

/**
 * The edits inside a root as one, for a view that shows all of it at once. What others changed in
 * it meanwhile is in neither of its sides, so it stays theirs.
 */
function folded(state: EditState, root: Path): EditState {
  const inside = [...state.edits.values()].filter(({ path }) => isInside(path, root));
  if (inside.length === 0 || state.edits.has(keyOf(root))) return state;
  // Text that cannot be read has no place in the one value.
  if (inside.some(({ reason }) => reason !== null)) return state;
  const side = (of: 'base' | 'mine') =>
    valueAt(
      apply(
        inside.map((edit) => ({ path: edit.path, before: undefined, after: edit[of] })),
        state.theirs.value,
      ),
      root,
    );
  const [base, mine] = [side('base'), side('mine')];
  const whole = { path: root, base, mine, raw: undefined, reason: null, held: false };
  return exchanged(
    state,
    inside.map(({ path }) => keyOf(path)),
    [whole],
  );
}

function unfolded(state: EditState, root: Path, paths: readonly Path[]): EditState {
  const whole = state.edits.get(keyOf(root));
  // Text that cannot be read stays whole.
  if (whole === undefined || whole.reason !== null) return state;
  const within = paths.filter((path) => isInside(path, root));
  const changed = diffAt(state.kind, root, whole.base, whole.mine).map(({ path }) => path);
  const homes = new Map(
    changed.map((path) => {
      const home = within.find((one) => isInside(path, one)) ?? path;
      return [keyOf(home), home];
    }),
  );
  const parts = [...homes.values()].map((path): Edit => {
    const inner = path.slice(root.length);
    return {
      path,
      base: valueAt(whole.base, inner),
      mine: valueAt(whole.mine, inner),
      raw: undefined,
      reason: null,
      held: false,
    };
  });
  return exchanged(state, [keyOf(root)], parts);
}

/** The same changes as other edits. What was chosen for them stays, by path. */
function exchanged(state: EditState, keys: readonly string[], by: readonly Edit[]): EditState {
  const edits = new Map(state.edits);
  for (const key of keys) edits.delete(key);
  for (const edit of by) edits.set(keyOf(edit.path), edit);
  const { outcome } = state;
  // What is asked is asked about the edits there are.
  if (outcome?.kind !== 'asked' || !outcome.keys.some((key) => keys.includes(key))) {
    return { ...state, edits };
  }
  const others = outcome.keys.filter((key) => !keys.includes(key));
  const now = [...others, ...by.map(({ path }) => keyOf(path))];
  return { ...state, edits, outcome: { ...outcome, keys: now } };
}

function received(state: EditState, revision: Revision): EditState {
  const { at: now } = state.theirs;
  // An answer that was overtaken on its way.
  if (revision.at !== null && now !== null && revision.at < now) return state;
  if (state.unsure !== null && holds(state, state.unsure, revision)) {
    return settled(state, state.unsure, revision, 'read');
  }
  // Another revision than the one it was sent for: it cannot happen any more.
  const unsure = revision.tag === state.theirs.tag ? state.unsure : null;
  return withMoved(
    { ...state, theirs: revision, gone: false, unsure },
    diff(state.kind, state.theirs.value, revision.value),
  );
}

/** Notes what someone else changed; a change that was taken back is none. */
function withMoved(state: EditState, changes: readonly Change[]): EditState {
  if (changes.length === 0) return state;
  const moved = new Map(state.moved);
  for (const { path, before } of changes) {
    const key = keyOf(path);
    const first = moved.get(key) ?? { path, before };
    const now = valueAt(state.theirs.value, path);
    if (isSame(kindOf(state.kind, path), first.before, now)) moved.delete(key);
    else moved.set(key, first);
  }
  return { ...state, moved };
}

function saved(state: EditState, keys: readonly string[]): EditState {
  if (state.writing !== null || state.gone) return state;
  const sent = pickEdits(state, keys);
  // The page says which field it is.
  if ([...sent.values()].some(({ reason }) => reason !== null)) return state;
  if (sent.size === 0) return state;
  return attempt({ ...state, outcome: null }, sent, 1);
}

/**
 * Saves once more what the last save was to write, without what was typed since: nobody asked for
 * that to be sent. What was given up since is not sent either.
 */
function resumed(state: EditState): EditState {
  const { outcome, writing, gone } = state;
  if (writing !== null || gone || outcome?.kind !== 'failed') return state;
  const sent = new Map(
    [...outcome.sent].filter(([, was]) =>
      [...state.edits.values()].some((edit) => doMeet(was, edit)),
    ),
  );
  const next = { ...state, outcome: null };
  return sent.size === 0 ? next : attempt(next, sent, 1);
}

/** Sends what is wanted of these edits now; asks, where both changed the same. */
function attempt(state: EditState, sent: Sent, round: number): EditState {
  const { wanted, conflicts } = resolve(state, sent);
  if (conflicts.some(({ pick }) => pick === null)) {
    // The edits may have been folded or unfolded while it was sent.
    const now = [...state.edits].filter(([, edit]) =>
      [...sent.values()].some((was) => doMeet(was, edit)),
    );
    const keys = now.map(([key]) => key);
    return { ...state, writing: null, outcome: keys.length === 0 ? null : { kind: 'asked', keys } };
  }
  const { theirs } = state;
  const changed = diff(state.kind, theirs.value, wanted);
  const fields = [...new Set(changed.flatMap(({ path }) => path.slice(0, 1)))];
  const writing = { sent, wanted, fields, round };
  if (fields.length === 0) return settled(state, writing, theirs, 'read');
  // Without a tag it would overwrite what nobody has seen (contract §5).
  if (theirs.tag === null) {
    return { ...state, writing: { ...writing, step: 'read', doubt: null } };
  }
  const body = apply(
    fields.map((field) => ({
      path: [field],
      before: undefined,
      after: writeOf(at(theirs.value, field), at(wanted, field)),
    })),
    {},
  );
  return { ...state, writing: { ...writing, step: 'send', body, tag: theirs.tag } };
}

function reading(writing: Writing, doubt: { error: unknown } | null): Writing {
  const { sent, wanted, fields, round } = writing;
  return { sent, wanted, fields, round, step: 'read', doubt };
}

function answered(state: EditState, revision: Revision): EditState {
  const { writing, unsure } = state;
  if (writing === null) return state;
  if (writing.step === 'send') return settled(state, writing, revision, 'answer');
  const { doubt, round } = writing;
  const keys = [...writing.sent.keys()];
  if (doubt !== null && holds(state, writing, revision)) {
    return settled(state, writing, revision, 'read');
  }
  const read = received({ ...state, writing: null, outcome: null }, revision);
  // What moved it was an earlier write of one's own, of which nobody knew: no outcome of this save.
  const own = unsure !== null && read.outcome?.kind === 'saved' ? read.outcome : null;
  const next = own === null ? read : { ...read, outcome: null, moved: movedBy(own.merged) };
  if (doubt !== null) {
    // Another tag: it may have been written, and changed since.
    const isSettled = revision.tag === state.theirs.tag;
    const { sent } = writing;
    const outcome = { kind: 'failed', keys, error: doubt.error, settled: isSettled, sent } as const;
    return { ...next, outcome };
  }
  if (round >= MAX_ROUNDS) return { ...next, outcome: { kind: 'outrun', keys } };
  const sent =
    own === null || unsure === null
      ? writing.sent
      : rebasedAll(state.kind, writing.sent, unsure.sent);
  return attempt(next, sent, round + 1);
}

function movedBy(changes: readonly Change[]): EditState['moved'] {
  return new Map(changes.map(({ path, before }) => [keyOf(path), { path, before }]));
}

/** Whether a revision holds all that a write was to change in what `state` knows. */
function holds(state: EditState, { sent, wanted }: Intent, revision: Revision): boolean {
  return [...sent.values()].every(({ path }) => {
    const kind = kindOf(state.kind, path);
    const [before, after, now] = [state.theirs.value, wanted, revision.value].map((value) =>
      valueAt(value, path),
    );
    const { value, conflicts } = merge(kind, before, after, now);
    return conflicts.length === 0 && isSame(kind, value, now);
  });
}

/**
 * It is written, and `revision` is what the server holds now. What was typed since stays, on what
 * was sent as its base.
 *
 * @param by `answer`: of the write itself, so what differs in what was sent was not kept. `read`:
 *   what differs is someone else's.
 */
function settled(
  state: EditState,
  { sent, wanted, fields }: Intent,
  revision: Revision,
  by: 'answer' | 'read',
): EditState {
  const otherwise = diff(state.kind, wanted, revision.value);
  const isRefused = ({ path: [field = ''] }: Change) => by === 'answer' && fields.includes(field);
  let next: EditState = withMoved(
    {
      ...state,
      theirs: revision,
      gone: false,
      writing: null,
      unsure: null,
      notKept: notKept(state.notKept, sent, otherwise.filter(isRefused)),
    },
    otherwise.filter((change) => !isRefused(change)),
  );
  const merged = movedSince(next).filter(({ path }) => !isMine(state.kind, sent, path));
  const decided = resolve(state, sent).conflicts;
  for (const [key, edit] of state.edits) {
    const kind = kindOf(state.kind, edit.path);
    const was = rebased(state.kind, edit, sent);
    if (was === edit) continue;
    next = without(next, [key]);
    if (edit.reason === null && isSame(kind, edit.mine, was.base)) {
      if (edit.held) next = withEdit(next, { ...editAt(next, edit.path), held: true });
      continue;
    }
    const kept = valueAt(revision.value, edit.path);
    // What the server made of it is nobody else's change; what others changed stays theirs.
    const known =
      by === 'answer'
        ? taking('theirs', kind, valueAt(wanted, edit.path), was.base, kept)
        : was.base;
    const base = apply(
      decided.flatMap(({ path, mine }): Change[] => {
        if (!isInside(path, edit.path)) return [];
        const inner = path.slice(edit.path.length);
        // Typed anew after a choice: over what was chosen.
        return isSame(kindOf(state.kind, path), valueAt(edit.mine, inner), mine)
          ? []
          : [{ path: inner, before: mine, after: valueAt(kept, inner) }];
      }),
      known,
    );
    next = withEdit(next, { ...edit, base, mine: edit.reason === null ? edit.mine : base });
  }
  const written = by === 'answer' ? revision.value : wanted;
  const undo =
    fields.length === 0
      ? []
      : [...sent.values()].map(({ path }) => ({
          path,
          value: valueAt(state.theirs.value, path),
          written: valueAt(written, path),
        }));
  return {
    ...next,
    moved: new Map(),
    outcome: { kind: 'saved', keys: [...sent.keys()], merged, undo },
  };
}

/**
 * An edit as if what was sent of its place had been its base; the very same where nothing was. Edits
 * may have been folded or unfolded since.
 */
function rebased(kind: MergeKind, edit: Edit, sent: Sent): Edit {
  return [...sent.values()].reduce((edit, was) => {
    if (!doMeet(was, edit)) return edit;
    const path = was.path.length > edit.path.length ? was.path : edit.path;
    const [inEdit, inWas] = [path.slice(edit.path.length), path.slice(was.path.length)];
    const before = valueAt(edit.base, inEdit);
    const [base, mine] = [valueAt(was.base, inWas), valueAt(was.mine, inWas)];
    const after = taking('mine', kindOf(kind, path), base, mine, before);
    return { ...edit, base: apply([{ path: inEdit, before, after }], edit.base) };
  }, edit);
}

function rebasedAll(kind: MergeKind, edits: Sent, sent: Sent): Sent {
  return new Map([...edits].map(([key, edit]) => [key, rebased(kind, edit, sent)]));
}

/** {@link merge} with one side taken where both changed the same. */
function taking(
  side: 'mine' | 'theirs',
  kind: MergeKind,
  base: unknown,
  mine: unknown,
  theirs: unknown,
): unknown {
  const { value, conflicts } = merge(kind, base, mine, theirs);
  return apply(
    conflicts.map((each) => ({ path: each.path, before: each.base, after: each[side] })),
    value,
  );
}

/** Whether a value that someone else changed was mine to decide: what I made of it stands there. */
function isMine(kind: MergeKind, sent: Sent, path: Path): boolean {
  // Of a set each side's entries are kept.
  if (kindOf(kind, path).kind === 'set') return false;
  return [...sent.values()].some(
    (edit) =>
      isInside(path, edit.path) &&
      diffAt(kind, edit.path, edit.base, edit.mine).some(
        (change) => isInside(path, change.path) || isInside(change.path, path),
      ),
  );
}

/** What was not kept until now, without what was sent again, and what is not kept now. */
function notKept(
  before: EditState['notKept'],
  sent: Sent,
  refused: readonly Change[],
): EditState['notKept'] {
  const again = (path: Path) => [...sent.values()].some((edit) => isInside(path, edit.path));
  return new Map([
    ...[...before].filter(([, { path }]) => !again(path)),
    ...refused.map((change): [string, Change] => [keyOf(change.path), change]),
  ]);
}

function failed(
  state: EditState,
  { error, written }: Extract<EditEvent, { type: 'failed' }>,
): EditState {
  const { writing } = state;
  if (writing === null) return state;
  const { sent } = writing;
  const keys = [...sent.keys()];
  if (writing.step === 'send') {
    return written === 'unknown'
      ? { ...state, writing: reading(writing, { error }) }
      : { ...state, writing: null, outcome: { kind: 'failed', keys, error, settled: true, sent } };
  }
  const { doubt } = writing;
  return {
    ...state,
    writing: null,
    unsure: doubt === null ? state.unsure : writing,
    outcome: { kind: 'failed', keys, error: doubt?.error ?? error, settled: doubt === null, sent },
  };
}

/** Writes back what the last save changed, unless something else is typed there by now. */
function undone(state: EditState): EditState {
  const { outcome } = state;
  if (outcome?.kind !== 'saved' || !canUndo(state)) return state;
  // On what was written as its base, so that a change that someone else made since is asked about.
  const edits = outcome.undo.map(({ path, value, written }): Edit => {
    const { held } = editAt(state, path);
    return { path, base: written, mine: value, raw: undefined, reason: null, held };
  });
  const met = [...state.edits].flatMap(([key, edit]) =>
    edits.some((each) => doMeet(each, edit)) ? [key] : [],
  );
  return saved(
    edits.reduce(withEdit, without(state, met)),
    edits.map(({ path }) => keyOf(path)),
  );
}

/** Whether the last save can be taken back. */
export function canUndo(state: EditState): boolean {
  const { outcome, edits, gone, writing } = state;
  if (outcome?.kind !== 'saved' || outcome.undo.length === 0) return false;
  if (gone || writing !== null) return false;
  return outcome.undo.every((undo) =>
    [...edits.values()].every((edit) => !isDirty(state, edit) || !doMeet(edit, undo)),
  );
}

function chosen(state: EditState, path: Path, pick: Taken | null): EditState {
  const choices = new Map(state.choices);
  const [mine, theirs] = [shownAt(state, path), valueAt(state.theirs.value, path)];
  if (pick === null) choices.delete(keyOf(path));
  else choices.set(keyOf(path), { path, mine, theirs, pick });
  return { ...state, choices };
}

function seen(state: EditState, what: 'outcome' | 'notKept'): EditState {
  return what === 'outcome' ? { ...state, outcome: null } : { ...state, notKept: new Map() };
}

function pickEdits(state: EditState, keys: readonly string[]): Sent {
  return new Map(
    keys.flatMap((key): [string, Edit][] => {
      const edit = state.edits.get(key);
      return edit !== undefined && isDirty(state, edit) ? [[key, edit]] : [];
    }),
  );
}

/** What the whole comes to with these edits and what was chosen; a conflict stays as in its base. */
function resolve(
  state: EditState,
  sent: Sent,
): { wanted: unknown; conflicts: readonly OpenConflict[] } {
  const conflicts: OpenConflict[] = [];
  const changes = [...sent.values()].map(({ path, base, mine }): Change => {
    const theirs = valueAt(state.theirs.value, path);
    const merged = merge(kindOf(state.kind, path), base, mine, theirs);
    const picks = merged.conflicts.flatMap((conflict): Change[] => {
      const open = { ...conflict, path: [...path, ...conflict.path] };
      const pick = pickFor(state, open);
      const earlier = state.choices.get(keyOf(open.path))?.pick ?? null;
      conflicts.push({ ...open, pick, earlier });
      return pick === null
        ? []
        : [{ path: conflict.path, before: conflict.base, after: valueOf(pick, conflict) }];
    });
    return { path, before: theirs, after: apply(picks, merged.value) };
  });
  return { wanted: apply(changes, state.theirs.value), conflicts };
}

/** What was chosen for a conflict; not any more, once a side that it sets aside moved. */
function pickFor(state: EditState, { path, mine, theirs }: Conflict): Taken | null {
  const choice = state.choices.get(keyOf(path));
  if (choice === undefined) return null;
  const kind = kindOf(state.kind, path);
  if (!isSame(kind, choice.theirs, theirs)) return null;
  return choice.pick === 'mine' || isSame(kind, choice.mine, mine) ? choice.pick : null;
}

function valueOf(pick: Taken, { mine, theirs }: Conflict): unknown {
  if (pick === 'mine') return mine;
  return pick === 'theirs' ? theirs : pick.value;
}

/** {@link diff} of what stands at a path, with paths from the root. */
function diffAt(kind: MergeKind, path: Path, before: unknown, after: unknown): Change[] {
  return diff(kindOf(kind, path), before, after).map((change) => ({
    ...change,
    path: [...path, ...change.path],
  }));
}

/** Whether a path is `root` or leads through it. */
export function isInside(path: Path, root: Path): boolean {
  for (let index = 0; index < root.length; index += 1) {
    if (path[index] !== root[index]) return false;
  }
  return true;
}
