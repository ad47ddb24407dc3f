import type { FieldSpec } from './field.ts';
import type { Path } from './merge.ts';
import { dirtyKeys, isInside, pathOf } from './session.ts';
import type { EditState, Outcome } from './session.ts';

/** Fields that are saved together. */
export type SectionSpec = {
  readonly title: string;
  readonly detail?: string;
  /** What the button saves: "Save {noun}". */
  readonly noun: string;
  readonly fields: readonly FieldSpec[];
};

/** Keys of what is changed in a section and not saved. */
export function keysIn(state: EditState, { fields }: SectionSpec): string[] {
  return fields.flatMap(({ path }) => dirtyKeys(state, path));
}

/** Whether a path is a section's to save. */
export function isIn({ fields }: SectionSpec, path: Path): boolean {
  return fields.some((spec) => isInside(path, spec.path));
}

/** Whether a save of these keys is one of a section. */
export function isOf(section: SectionSpec, keys: Iterable<string>): boolean {
  return [...keys].some((key) => isIn(section, pathOf(key)));
}

/** What came of the last save, if it was of this section. */
export function outcomeOf(state: EditState, section: SectionSpec): Outcome | null {
  return state.outcome !== null && isOf(section, state.outcome.keys) ? state.outcome : null;
}
