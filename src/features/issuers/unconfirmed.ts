import type { Issuer } from '#contract/issuer.ts';
import type { FieldSpec } from '#editing/field.ts';
import { valueAt } from '#editing/merge.ts';

/**
 * Fields that AuthPI is not known to keep: it has not published their names, and its answer for this
 * issuer does not hold them (contract §8). One that it holds as null it knows.
 */
export function unconfirmedOf(
  fields: readonly FieldSpec[],
  issuer: Issuer,
): ReadonlySet<FieldSpec> {
  return new Set(
    fields.filter(
      ({ published, input, path }) =>
        !published && input.type !== 'json' && valueAt(issuer, path) === undefined,
    ),
  );
}
