import { JsonView } from '#ui/json-view.tsx';

/** A value of a type that nobody expects there, as JSON. One that fits a line takes no more. */
export function JsonValue({ value, label }: { value: unknown; label: string }) {
  if (typeof value === 'object' && value !== null) return <JsonView value={value} label={label} />;
  return <code className="break-all">{JSON.stringify(value) ?? 'undefined'}</code>;
}
