import { useRef } from 'react';
import { useFieldArray } from 'react-hook-form';
import { Button } from '#ui/button.tsx';
import { FieldGroup } from '#ui/field.tsx';
import { TextInput } from '#ui/inputs.tsx';
import { useEditState } from './editing.tsx';
import { nameOf } from './field.ts';
import type { Row, RowsProps } from './field.ts';
import { keyOf } from './session.ts';
import { useFieldBinding } from './use-field-binding.ts';

/** Texts under free keys. Rows of known keys come first and stay; the others come and go. */
export function EditRows({
  spec,
  input: { known, keyLabel, valueLabel },
  error,
  ...around
}: RowsProps) {
  const { form, tell, hold, release, readOnly } = useFieldBinding(spec);
  const name = nameOf(spec);
  const rows = useFieldArray<{ [name: string]: Row[] }>({ control: form.control as never, name });
  const add = useRef<HTMLButtonElement>(null);
  // What is half typed is not complained of: a key comes before its value.
  const reason = useEditState(({ edits }) => {
    const edit = edits.get(keyOf(spec.path));
    return edit === undefined || edit.held ? null : edit.reason;
  });
  const labelOf = new Map(known.map(({ key, label }) => [key, label]));
  return (
    <div
      className="field-full"
      onFocus={hold}
      onBlur={({ currentTarget, relatedTarget }) => {
        if (!currentTarget.contains(relatedTarget)) release();
      }}
    >
      <FieldGroup legend={spec.label} {...around} error={error ?? reason}>
        <ul className="rows">
          {rows.fields.map((row, index) => {
            const label = index < known.length ? labelOf.get(row.key) : undefined;
            const at = `${name}.${index}`;
            return (
              <li key={row.id}>
                {label === undefined ? (
                  <TextInput
                    {...form.register(`${at}.key`, { onChange: tell })}
                    mono
                    aria-label={`${keyLabel} ${index + 1 - known.length}`}
                    placeholder={keyLabel}
                    readOnly={readOnly}
                  />
                ) : (
                  <span className="row-label">
                    {label} <code>{row.key}</code>
                  </span>
                )}
                <TextInput
                  {...form.register(`${at}.value`, { onChange: tell })}
                  aria-label={label ?? `${valueLabel} ${index + 1 - known.length}`}
                  placeholder={label === undefined ? valueLabel : 'Not set'}
                  readOnly={readOnly}
                />
                {label === undefined && !readOnly && (
                  <Button
                    look="quiet"
                    onClick={() => {
                      rows.remove(index);
                      tell();
                      add.current?.focus();
                    }}
                  >
                    Remove<span className="sr-only"> row {index + 1 - known.length}</span>
                  </Button>
                )}
              </li>
            );
          })}
        </ul>
        {!readOnly && (
          <div>
            <Button
              ref={add}
              onClick={() => {
                rows.append(
                  { key: '', value: '' },
                  { focusName: `${name}.${rows.fields.length}.key` },
                );
                // Or it would go away again with the next thing that happens.
                tell();
              }}
            >
              Add a row
            </Button>
          </div>
        )}
      </FieldGroup>
    </div>
  );
}
