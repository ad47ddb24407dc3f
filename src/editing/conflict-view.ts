import { describeAt } from './describe.ts';
import type { FieldSpec } from './field.ts';
import { isSame, kindOf } from './merge.ts';
import type { Change } from './merge.ts';
import { conflictsOf, dirtyKeys, isInside, keyOf, movedSince, typedOnly } from './session.ts';
import type { EditState, OpenConflict } from './session.ts';

/** The conflicts among these edits, in the order of the fields: typing does not move them about. */
export function conflictsInOrder(
  state: EditState,
  keys: readonly string[],
  fields: readonly FieldSpec[],
): readonly OpenConflict[] {
  const place = ({ path }: OpenConflict) => {
    const { spec } = describeAt(fields, path);
    return spec === null ? fields.length : fields.indexOf(spec);
  };
  return conflictsOf(state, keys).toSorted((a, b) => place(a) - place(b));
}

/** What someone else changed and nothing that is typed is in the way of. */
export function othersChanges(state: EditState): readonly Change[] {
  const moved = movedSince(state);
  if (moved.length === 0) return moved;
  const conflicts = conflictsOf(state, dirtyKeys(state));
  return moved.filter(({ path }) =>
    conflicts.every((each) => !isInside(path, each.path) && !isInside(each.path, path)),
  );
}

/** What is typed in these edits alone, as JSON. */
export function typedJson(state: EditState, keys: readonly string[]): string {
  const edits = new Map([...state.edits].filter(([key]) => keys.includes(key)));
  return JSON.stringify(typedOnly({ ...state, edits }), null, 2);
}

/** Which conflicts moved while they were on screen, and by whom; what came just now. */
export type Watch = {
  readonly conflicts: readonly OpenConflict[];
  /** By key. Not those that were chosen for since. */
  readonly again: ReadonlyMap<string, 'mine' | 'theirs'>;
  /** What the last step made to be said: keys of what moved again, and of what was not there. */
  readonly moved: readonly string[];
  readonly added: readonly string[];
  /** It is not asked any more: what was pressed in it may be gone. */
  readonly isFewer: boolean;
};

/** What there is to watch at first: choices of before may not count any more. */
export function watchFrom(state: EditState, conflicts: readonly OpenConflict[]): Watch {
  return {
    conflicts,
    again: againOf(state, conflicts, null),
    moved: [],
    added: [],
    isFewer: false,
  };
}

/** The next step, when the state moved. */
export function watchNext(
  before: Watch,
  state: EditState,
  conflicts: readonly OpenConflict[],
): Watch {
  const old = new Set(before.conflicts.map(keyAt));
  const now = new Set(conflicts.map(keyAt));
  return {
    conflicts,
    again: againOf(state, conflicts, before),
    moved: conflicts.filter((each) => isMoved(state, each, before)).map(keyAt),
    added: [...now].filter((key) => !old.has(key)),
    isFewer: [...old].some((key) => !now.has(key)),
  };
}

function againOf(
  state: EditState,
  conflicts: readonly OpenConflict[],
  before: Watch | null,
): Watch['again'] {
  return new Map(
    conflicts.flatMap((conflict): [string, 'mine' | 'theirs'][] => {
      const key = keyAt(conflict);
      if (conflict.pick !== null) return [];
      if (before !== null && isMoved(state, conflict, before)) return [[key, 'theirs']];
      const choice = state.choices.get(key);
      if (choice !== undefined) {
        const kind = kindOf(state.kind, conflict.path);
        return [[key, isSame(kind, choice.theirs, conflict.theirs) ? 'mine' : 'theirs']];
      }
      const known = before?.again.get(key);
      return known === undefined ? [] : [[key, known]];
    }),
  );
}

/** Whether what they have there is not what it was a step before. */
function isMoved(state: EditState, conflict: OpenConflict, before: Watch): boolean {
  const key = keyAt(conflict);
  const was = before.conflicts.find((each) => keyAt(each) === key);
  if (was === undefined) return false;
  return !isSame(kindOf(state.kind, conflict.path), was.theirs, conflict.theirs);
}

function keyAt({ path }: OpenConflict): string {
  return keyOf(path);
}
