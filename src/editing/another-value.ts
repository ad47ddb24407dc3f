import { describeAt } from './describe.ts';
import type { FieldInput, FieldSpec, Reading } from './field.ts';
import { apply, valueAt } from './merge.ts';
import { inputAt } from './value-parts.ts';
import type { OpenConflict } from './session.ts';

/** How a third value is typed where two are in conflict. */
export type AnotherValue = {
  /** Rows and what is in them are typed as text, or as JSON where they hold something else. */
  readonly input: Exclude<FieldInput, { type: 'rows' }>;
  /** What it begins with: text as it was typed, to be put right; of a choice, what was before. */
  readonly start: string;
  readonly read: (text: string) => Reading;
  /** A value that was typed before, as text. */
  readonly show: (value: unknown) => string;
};

/**
 * How to type another value for a conflict. What a single field's text is read by reads it here, too.
 *
 * @param theirs the whole resource: a value inside a field is checked in what stands around it
 */
export function anotherValue(
  fields: readonly FieldSpec[],
  { path, base, mine, theirs: theirsHere }: OpenConflict,
  theirs: unknown,
): AnotherValue {
  const description = describeAt(fields, path);
  const { spec } = description;
  const own = inputAt(description, path);
  if (spec !== null && own !== null && own.type !== 'rows') {
    const isTyped = ['text', 'markdown', 'texts', 'json'].includes(own.type);
    const was = isTyped ? mine : base;
    const show = (value: unknown) => String(spec.show(value));
    return { input: own, start: show(was), read: (text) => spec.read(text, was), show };
  }

  const sides = [base, mine, theirsHere];
  const isText = sides.every((side) => side == null || typeof side === 'string');
  const hasLines = sides.some((side) => typeof side === 'string' && side.includes('\n'));
  const show = (value: unknown) => {
    if (value == null) return '';
    return isText && typeof value === 'string' ? value : JSON.stringify(value, null, 2);
  };
  const checked = (value: unknown): Reading => {
    if (spec === null) return { value, reason: null };
    const whole = valueAt(theirs, spec.path);
    const wanted = apply(
      [{ path: path.slice(spec.path.length), before: undefined, after: value }],
      whole,
    );
    const { reason } = spec.read(spec.show(wanted), whole);
    return reason === null ? { value, reason } : { value: null, reason };
  };
  return {
    input: !isText
      ? { type: 'json' }
      : hasLines
        ? { type: 'markdown' }
        : { type: 'text', mono: false },
    start: show(mine),
    show,
    read: (text) => {
      // As in the rows themselves: what is emptied is taken out.
      if (text === '') return checked(undefined);
      if (isText) return checked(text);
      try {
        const value: unknown = JSON.parse(text);
        return checked(value);
      } catch (error) {
        const why = error instanceof Error ? error.message : '';
        return { value: null, reason: `This is no JSON. ${why}`.trimEnd() };
      }
    },
  };
}
