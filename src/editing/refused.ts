import { dottedName } from './field.ts';
import type { FieldSpec } from './field.ts';

/** A field that the server refused, by its dotted name (contract §4), and why. */
export type RefusedName = { readonly field: string; readonly message: string };

/** Finds the field that a refusal is about. `spec` null: the forms know none. */
export function placeRefused(
  fields: readonly FieldSpec[],
  refused: readonly RefusedName[],
): readonly { readonly spec: FieldSpec | null; readonly words: string }[] {
  return refused.map(({ field, message }) => {
    const spec = fields.find((one) => `${field}.`.startsWith(`${dottedName(one)}.`));
    const rest = spec === undefined ? field : field.slice(dottedName(spec).length + 1);
    return { spec: spec ?? null, words: rest === '' ? message : `${rest}: ${message}` };
  });
}
