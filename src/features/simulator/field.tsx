import { useId } from 'react';
import type { ReactNode } from 'react';

/** A control with its name above it; it carries the id it is given. */
export function Field({ label, children }: { label: string; children: (id: string) => ReactNode }) {
  const id = useId();
  return (
    <div className="sim-field">
      <label htmlFor={id}>{label}</label>
      {children(id)}
    </div>
  );
}

/** One of a few, always chosen. A value that is none of them is shown as it came. */
export function Choice<Value extends string>({
  label,
  options,
  value,
  onChange,
}: {
  label: string;
  options: readonly { value: Value; text: string }[];
  value: string;
  onChange: (value: Value) => void;
}) {
  return (
    <Field label={label}>
      {(id) => (
        <select
          id={id}
          className="control select"
          value={value}
          onChange={(event) => {
            const chosen = options.find((option) => option.value === event.target.value);
            if (chosen !== undefined) onChange(chosen.value);
          }}
        >
          {options.every((option) => option.value !== value) && <option>{value}</option>}
          {options.map((option) => (
            <option key={option.value} value={option.value}>
              {option.text}
            </option>
          ))}
        </select>
      )}
    </Field>
  );
}
