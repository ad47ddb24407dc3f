import type { UseFormReturn } from 'react-hook-form';
import type { EditSession } from './edit-session.ts';
import { nameOf } from './field.ts';
import type { FieldSpec, Reading } from './field.ts';
import { isSame, kindOf, valueAt } from './merge.ts';
import { keyOf, shownAt } from './session.ts';
import type { EditState } from './session.ts';

/** What the fields show, by their names, for a form to begin with. */
export function rawsOf(
  state: EditState,
  fields: readonly FieldSpec[],
): { [name: string]: unknown } {
  const raws: { [name: string]: unknown } = {};
  for (const spec of fields) {
    const raw = state.edits.get(keyOf(spec.path))?.raw ?? spec.show(shownAt(state, spec.path));
    put(raws, nameOf(spec).split('.'), raw);
  }
  return raws;
}

/** The form library keeps names with dots as objects in objects. */
function put(into: { [name: string]: unknown }, path: readonly string[], raw: unknown): void {
  const [key = '', ...rest] = path;
  if (rest.length === 0) {
    into[key] = raw;
    return;
  }
  const inner = (into[key] ??= {}) as { [name: string]: unknown };
  put(inner, rest, raw);
}

/** What the raw text of a field comes to, on what stood there when it was begun. */
export function readingOf(state: EditState, spec: FieldSpec, raw: unknown): Reading {
  const edit = state.edits.get(keyOf(spec.path));
  const was = edit === undefined ? valueAt(state.theirs.value, spec.path) : edit.base;
  return spec.read(raw, was);
}

/** Sessions that are being told of text in the form, which is not to flow back into it. */
const typing = new WeakSet<EditSession>();

/** Tells the session what the form holds for a field now. */
export function tellSession(session: EditSession, form: UseFormReturn, spec: FieldSpec): void {
  const raw: unknown = form.getValues(nameOf(spec));
  const { value, reason } = readingOf(session.state(), spec, raw);
  typing.add(session);
  session.dispatch({ type: 'typed', path: spec.path, mine: value, raw: copyOf(raw), reason });
  typing.delete(session);
}

/**
 * Brings the form to what the session says after a save, a draft or somebody else's change. A field
 * under the cursor keeps its text as long as that means the same.
 */
export function syncForm(
  session: EditSession,
  form: UseFormReturn,
  fields: readonly FieldSpec[],
): void {
  if (typing.has(session)) return;
  const state = session.state();
  for (const spec of fields) {
    const name = nameOf(spec);
    const edit = state.edits.get(keyOf(spec.path));
    const value = edit === undefined ? shownAt(state, spec.path) : edit.mine;
    const raw: unknown = edit?.raw ?? spec.show(value);
    const now: unknown = form.getValues(name);
    if (isEqual(now, raw)) continue;
    if (edit?.held === true && edit.raw === undefined) {
      const reading = readingOf(state, spec, now);
      if (reading.reason === null && isSame(kindOf(state.kind, spec.path), reading.value, value)) {
        continue;
      }
    }
    form.setValue(name, copyOf(raw));
    form.clearErrors(name);
  }
}

/** Raw values are text, or rows of texts. The form library changes rows in place. */
function copyOf(raw: unknown): unknown {
  return typeof raw === 'string' ? raw : structuredClone(raw);
}

function isEqual(a: unknown, b: unknown): boolean {
  return a === b || JSON.stringify(a) === JSON.stringify(b);
}
