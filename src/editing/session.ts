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

type Choice = { readonly path: Path; readonly theirs: unknown; readonly pick: Taken };

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
      /** What stood there before; empty when nothing had to be written. */
      readonly undo: readonly { readonly path: Path; readonly value: unknown }[];
    }
  /** Both changed the same: see {@link conflictsOf}. */
  | { readonly kind: 'asked'; readonly keys: readonly string[] }
  /** `settled`: it is known that nothing was written. */
  | {
      readonly kind: 'failed';
      readonly keys: readonly string[];
      readonly error: unknown;
      readonly settled: boolean;
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
  /** Edits of an earlier visit. */
  | { readonly type: 'restored'; readonly edits: readonly Omit<Edit, 'held'>[] }
  /** The edits inside `root` become one at `root`, or one there becomes several at `paths`. */
  | { readonly type: 'folded'; readonly root: Path }
  | { readonly type: 'unfolded'; readonly root: Path; readonly paths: readonly Path[] }
  /** A read that nobody asked for brought this; or that it is gone. */
  | { readonly type: 'received'; readonly revision: Revision }
  | { readonly type: 'lost' }
  | { readonly type: 'save'; readonly keys: readonly string[] }
  | { readonly type: 'undo' }
  | { readonly type: 'chosen'; readonly path: Path; readonly pick: Taken | null }
  /** What became of the step of `writing`. */
  | { readonly type: 'answered'; readonly revision: Revision }
  | { readonly type: 'outdated' }
  | { readonly type: 'missing' }
  | { readonly type: 'failed'; readonly error: unknown; readonly written: 'no' | 'unknown' }
  /** What was said has been seen. */
  | { readonly type: 'seen'; readonly what: 'outcome' | 'moved' | 'notKept' };

/** How often a save is sent when others keep writing at the same time. */
export const MAX_ROUNDS = 5;

/** The name of a path, under which edits, conflicts and choices are kept. */
export function keyOf(path: Path): string {
  return JSON.stringify(path);
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
  return edit.reason !== null || !isSame(kindOf(state.kind, edit.path), edit.base, edit.mine);
}

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
export function movedSince(state: EditState): readonly Change[] {
  return [...state.moved.values()].map(({ path, before }) => ({
    path,
    before,
    after: valueAt(state.theirs.value, path),
  }));
}

/** Whether someone else changed what stands at a path, inside it or around it. */
export function hasMoved(state: EditState, path: Path): boolean {
  if (state.moved.size === 0) return false;
  return [...state.moved.values()].some(
    ({ path: moved }) => isInside(moved, path) || isInside(path, moved),
  );
}

/** What both changed, each to something else, and what was chosen for it; null: nothing yet. */
export type OpenConflict = Conflict & { readonly pick: Taken | null };

/** The conflicts among these edits. */
export function conflictsOf(state: EditState, keys: readonly string[]): readonly OpenConflict[] {
  return resolve(state, pickEdits(state, keys)).conflicts;
}

/** The next state. Pure; what is to be done stands in `writing`. */
export function step(state: EditState, event: EditEvent): EditState {
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

/** Puts an edit in its place, unless it means nothing. */
function withEdit(state: EditState, edit: Edit): EditState {
  const key = keyOf(edit.path);
  if (!edit.held && !isDirty(state, edit)) return without(state, [key]);
  return { ...state, edits: new Map(state.edits).set(key, edit) };
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
  const next = withEdit(state, { ...edit, held: false });
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
  const rest = without(
    state,
    inside.map(({ path }) => keyOf(path)),
  );
  return withEdit(rest, { path: root, base, mine, raw: undefined, reason: null, held: false });
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
  let next = without(state, [keyOf(root)]);
  for (const path of homes.values()) {
    const inner = path.slice(root.length);
    next = withEdit(next, {
      path,
      base: valueAt(whole.base, inner),
      mine: valueAt(whole.mine, inner),
      raw: undefined,
      reason: null,
      held: false,
    });
  }
  return next;
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

/** Sends what is wanted of these edits now; asks, where both changed the same. */
function attempt(state: EditState, sent: Sent, round: number): EditState {
  const keys = [...sent.keys()];
  const { wanted, conflicts } = resolve(state, sent);
  if (conflicts.some(({ pick }) => pick === null)) {
    return { ...state, writing: null, outcome: { kind: 'asked', keys } };
  }
  const { theirs } = state;
  const fields = topOf(sent).filter(
    (field) => !isSame(kindOf(state.kind, [field]), at(theirs.value, field), at(wanted, field)),
  );
  const writing = { sent, wanted, fields, round };
  if (fields.length === 0) return settled(state, writing, theirs, 'read');
  // Without a tag it would overwrite what nobody has seen (contract §5).
  if (theirs.tag === null) {
    return round > MAX_ROUNDS
      ? { ...state, writing: null, outcome: { kind: 'outrun', keys } }
      : { ...state, writing: { ...writing, step: 'read', doubt: null } };
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
  const { writing } = state;
  if (writing === null) return state;
  if (writing.step === 'send') return settled(state, writing, revision, 'answer');
  const { doubt, sent, round } = writing;
  const keys = [...sent.keys()];
  if (doubt !== null && holds(state, writing, revision)) {
    return settled(state, writing, revision, 'read');
  }
  const next = received({ ...state, writing: null, unsure: null }, revision);
  if (doubt !== null) {
    return { ...next, outcome: { kind: 'failed', keys, error: doubt.error, settled: true } };
  }
  if (round >= MAX_ROUNDS) return { ...next, outcome: { kind: 'outrun', keys } };
  return attempt(next, sent, round + 1);
}

/** Whether a revision holds all that a write was to bring. */
function holds(state: EditState, { sent, wanted }: Writing, revision: Revision): boolean {
  return [...sent.values()].every(({ path }) =>
    isSame(kindOf(state.kind, path), valueAt(wanted, path), valueAt(revision.value, path)),
  );
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
  for (const [key, was] of sent) {
    const edit = next.edits.get(key);
    if (edit === undefined) continue;
    const kind = kindOf(state.kind, edit.path);
    const kept = valueAt(revision.value, edit.path);
    next = without(next, [key]);
    if (edit.reason === null && isSame(kind, edit.mine, was.mine)) {
      if (edit.held) next = withEdit(next, { ...editAt(next, edit.path), held: true });
      continue;
    }
    const base = isSame(kind, valueAt(wanted, edit.path), kept) ? was.mine : kept;
    next = withEdit(next, { ...edit, base, mine: edit.reason === null ? edit.mine : base });
  }
  const undo =
    fields.length === 0
      ? []
      : [...sent.values()].map(({ path }) => ({ path, value: valueAt(state.theirs.value, path) }));
  return {
    ...next,
    moved: new Map(),
    outcome: { kind: 'saved', keys: [...sent.keys()], merged, undo },
  };
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
  const keys = [...writing.sent.keys()];
  if (writing.step === 'send') {
    return written === 'unknown'
      ? { ...state, writing: reading(writing, { error }) }
      : { ...state, writing: null, outcome: { kind: 'failed', keys, error, settled: true } };
  }
  const { doubt } = writing;
  return {
    ...state,
    writing: null,
    unsure: doubt === null ? state.unsure : writing,
    outcome: { kind: 'failed', keys, error: doubt?.error ?? error, settled: doubt === null },
  };
}

/** Writes back what the last save changed, unless something else is typed there by now. */
function undone(state: EditState): EditState {
  const { outcome } = state;
  if (outcome?.kind !== 'saved' || !canUndo(state)) return state;
  const next = outcome.undo.reduce(
    (state, { path, value }) => typed(state, { type: 'typed', path, mine: value }),
    state,
  );
  return saved(
    next,
    outcome.undo.map(({ path }) => keyOf(path)),
  );
}

/** Whether the last save can be taken back. */
export function canUndo(state: EditState): boolean {
  const { outcome, edits } = state;
  if (outcome?.kind !== 'saved' || outcome.undo.length === 0) return false;
  return outcome.undo.every(({ path }) =>
    [...edits.values()].every(
      (edit) => !isDirty(state, edit) || (!isInside(edit.path, path) && !isInside(path, edit.path)),
    ),
  );
}

function chosen(state: EditState, path: Path, pick: Taken | null): EditState {
  const choices = new Map(state.choices);
  if (pick === null) choices.delete(keyOf(path));
  else choices.set(keyOf(path), { path, theirs: valueAt(state.theirs.value, path), pick });
  return { ...state, choices };
}

function seen(state: EditState, what: 'outcome' | 'moved' | 'notKept'): EditState {
  if (what === 'outcome') return { ...state, outcome: null };
  return { ...state, [what]: new Map() };
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
      conflicts.push({ ...open, pick });
      return pick === null
        ? []
        : [{ path: conflict.path, before: conflict.base, after: valueOf(pick, conflict) }];
    });
    return { path, before: theirs, after: apply(picks, merged.value) };
  });
  return { wanted: apply(changes, state.theirs.value), conflicts };
}

/** What was chosen for a conflict; not any more, once what they have there moved. */
function pickFor(state: EditState, { path, theirs }: Conflict): Taken | null {
  const choice = state.choices.get(keyOf(path));
  if (choice === undefined) return null;
  return isSame(kindOf(state.kind, path), choice.theirs, theirs) ? choice.pick : null;
}

function valueOf(pick: Taken, { mine, theirs }: Conflict): unknown {
  if (pick === 'mine') return mine;
  return pick === 'theirs' ? theirs : pick.value;
}

function topOf(sent: Sent): string[] {
  return [...new Set([...sent.values()].flatMap(({ path }) => path.slice(0, 1)))];
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
  return root.length <= path.length && root.every((key, index) => key === path[index]);
}
