import { useWatch } from 'react-hook-form';
import { useEditing } from '#editing/editing.tsx';
import { nameOf } from '#editing/field.ts';
import type { FieldSpec } from '#editing/field.ts';
import { backgroundWords, primaryWords } from './color-words.ts';

const BACKGROUND = 'settings.branding.background_color';

/** How well a colour can be read on, as it is typed. Draws nothing but itself again. */
export function ColorNote({ spec }: { spec: FieldSpec }) {
  const { form } = useEditing();
  const name = nameOf(spec);
  const raws: unknown[] = useWatch({ control: form.control, name: [name, BACKGROUND] });
  const [color = '', background = ''] = raws.map((raw) => (typeof raw === 'string' ? raw : ''));
  return name === BACKGROUND ? backgroundWords(color) : primaryWords(color, background);
}
