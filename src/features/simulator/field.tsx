import type { ReactNode } from 'react';

/** A control with its name above it. */
export function Field({ label, children }: { label: string; children: ReactNode }) {
  return (
    <label className="sim-field">
      <span>{label}</span>
      {children}
    </label>
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
      <select
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
    </Field>
  );
}
