/** One choice out of a few, or none of them. The browser's own select: it works everywhere. */
export function Select<Value extends string>({
  label,
  any,
  options,
  value,
  onChange,
}: {
  label: string;
  /** Words for "no choice". */
  any: string;
  options: readonly { value: Value; text: string }[];
  value: Value | undefined;
  onChange: (value: Value | undefined) => void;
}) {
  return (
    <select
      className="control select"
      aria-label={label}
      value={value ?? ''}
      data-chosen={value !== undefined || undefined}
      onChange={(event) =>
        onChange(options.find((option) => option.value === event.target.value)?.value)
      }
    >
      <option value="">{any}</option>
      {options.map((option) => (
        <option key={option.value} value={option.value}>
          {option.text}
        </option>
      ))}
    </select>
  );
}
