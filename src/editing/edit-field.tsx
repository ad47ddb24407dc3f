import type { ReactNode } from 'react';
import { get, useController, useFormState } from 'react-hook-form';
import { Field } from '#ui/field.tsx';
import type { FieldAria, FieldMark } from '#ui/field.tsx';
import { ColorInput, SelectInput, TextArea, TextInput, TriState } from '#ui/inputs.tsx';
import { useEditing, useEditState } from './editing.tsx';
import { dottedName, nameOf } from './field.ts';
import type { FieldSpec } from './field.ts';
import { MarkdownInput } from './markdown-input.tsx';
import { hasMoved, isDirty, keyOf } from './session.ts';
import type { EditState } from './session.ts';
import { useFieldBinding } from './use-field-binding.ts';

/**
 * One field, with what is to be said about it. Typing draws it again only when that changes.
 *
 * @param note a sentence that depends on what is typed, below the input
 * @param name the API's name, as much of it as has to be said here
 * @param full whether it is as wide as both columns, where it is not as what it holds asks for
 */
export function EditField({
  spec,
  note,
  name: apiName = dottedName(spec),
  full = isWide(spec),
}: {
  spec: FieldSpec;
  note?: ReactNode;
  name?: string;
  full?: boolean;
}) {
  const { form, isNew } = useEditing();
  const { label, input } = spec;
  const name = nameOf(spec);
  // Of the errors alone: what else the library can tell changes at every key typed.
  const { errors } = useFormState({ control: form.control, name, exact: true });
  const refused: { message?: string } | undefined = get(errors, name);
  // Also of a text that another visit or another section left: nobody touched the field here yet.
  const unread = useEditState(({ edits }) => {
    const edit = edits.get(keyOf(spec.path));
    return edit === undefined || edit.held ? null : edit.reason;
  });
  const error = refused?.message ?? unread ?? undefined;
  const mark = useEditState((state) => markOf(state, spec));
  const around = { name: apiName, error, mark: isNew === true ? undefined : mark };
  if (input.type === 'rows') {
    const { Rows } = input;
    return <Rows spec={spec} input={input} help={spec.help} {...around} />;
  }
  const help =
    note == null ? (
      spec.help
    ) : (
      <>
        {spec.help} {note}
      </>
    );
  return (
    <Field label={label} help={help} full={full} {...around}>
      {(aria) =>
        input.type === 'word' || input.type === 'flag' || input.type === 'color' ? (
          <Chosen spec={spec} aria={aria} />
        ) : (
          <Typed spec={spec} aria={aria} />
        )
      }
    </Field>
  );
}

/** Whether a field is as wide as both columns by itself. */
export function isWide({ input }: FieldSpec): boolean {
  switch (input.type) {
    case 'markdown':
    case 'texts':
    case 'json':
      return true;
    case 'text':
      return input.mono;
    default:
      return false;
  }
}

function markOf(state: EditState, { path }: FieldSpec): FieldMark | null {
  const edit = state.edits.get(keyOf(path));
  if (edit !== undefined && isDirty(state, edit)) return 'changed';
  return hasMoved(state, path) ? 'theirs' : null;
}

/** Text. The element itself keeps it. */
function Typed({ spec, aria }: { spec: FieldSpec; aria: FieldAria }) {
  const { form, rules, tell, hold, release, readOnly } = useFieldBinding(spec);
  const { isNew } = useEditing();
  const { input } = spec;
  const props = {
    ...aria,
    ...form.register(nameOf(spec), { ...rules, onChange: tell, onBlur: release }),
    onFocus: hold,
    readOnly,
    placeholder: isNew === true ? undefined : 'Not set',
  };
  switch (input.type) {
    case 'markdown':
      return <MarkdownInput {...props} />;
    case 'texts':
      return <TextArea {...props} mono rows={3} />;
    case 'json':
      return <TextArea {...props} mono rows={16} />;
    case 'duration':
      return <TextInput {...props} width="short" />;
    case 'number':
      return <TextInput {...props} width="short" inputMode="numeric" />;
    default:
      return <TextInput {...props} mono={input.type === 'text' && input.mono} />;
  }
}

/** What is chosen, or seen as it is typed: drawn from the form's value. */
function Chosen({ spec, aria }: { spec: FieldSpec; aria: FieldAria }) {
  const { form, rules, tell, hold, release, readOnly } = useFieldBinding(spec);
  const { field } = useController({ control: form.control, name: nameOf(spec), rules });
  const value: unknown = field.value;
  const { input } = spec;
  const props = {
    ...aria,
    ...field,
    value: typeof value === 'string' ? value : '',
    onChange: (event: { target: { value: string } }) => {
      field.onChange(event.target.value);
      tell();
    },
    onFocus: hold,
    onBlur: () => {
      field.onBlur();
      release();
    },
    readOnly,
  };
  if (input.type === 'color') return <ColorInput {...props} placeholder="Not set" />;
  if (input.type === 'flag') return <TriState {...props} />;
  const words = input.type === 'word' ? Object.entries(input.words) : [];
  const options = words.map(([value, text]) => ({ value, text }));
  return <SelectInput {...props} options={[{ value: '', text: 'Not set' }, ...options]} />;
}
