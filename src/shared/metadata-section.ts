import { EditRows } from '#editing/edit-rows.tsx';
import { rowsField } from '#editing/field.ts';
import type { SectionSpec } from '#editing/section-state.ts';

/**
 * The metadata of a resource, as a section of its form.
 *
 * @param field its schema, and what else this resource says of it
 */
export function metadataSection(
  field: Pick<Parameters<typeof rowsField>[0], 'schema' | 'help' | 'known'>,
): SectionSpec {
  return {
    title: 'Metadata',
    noun: 'metadata',
    detail: 'Texts of your own, each under a key.',
    fields: [
      rowsField({
        Rows: EditRows,
        ...field,
        path: ['metadata'],
        published: true,
        label: 'Metadata',
        keyLabel: 'Key',
        valueLabel: 'Value',
      }),
    ],
  };
}
