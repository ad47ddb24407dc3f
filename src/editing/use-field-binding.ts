import type { UseFormReturn } from 'react-hook-form';
import { useEditing } from './editing.tsx';
import type { FieldSpec } from './field.ts';
import { readingOf, tellSession } from './raw-form.ts';

/** What an input of a field does as it is entered, typed in and left. */
export type FieldBinding = {
  form: UseFormReturn;
  readOnly: boolean;
  rules: { validate: (raw: unknown) => string | true };
  /** The form holds something else now. */
  tell: () => void;
  hold: () => void;
  release: () => void;
};

/** Ties an input to its field in the form and in the session. */
export function useFieldBinding(spec: FieldSpec): FieldBinding {
  const { form, session, readOnly } = useEditing();
  return {
    form,
    readOnly: readOnly !== null,
    rules: { validate: (raw) => readingOf(session.state(), spec, raw).reason ?? true },
    tell: () => tellSession(session, form, spec),
    hold: () => session.dispatch({ type: 'held', path: spec.path }),
    release: () => session.dispatch({ type: 'released', path: spec.path }),
  };
}
