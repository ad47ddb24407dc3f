import type { FieldSpec } from './field.ts';
import type { Path } from './merge.ts';
import { isInside } from './session.ts';

/** What a path is called, and how a value there is put in words. */
export type Description = {
  readonly label: string;
  /** The API's name. */
  readonly name: string;
  readonly words: (value: unknown) => string;
  /** The field that stands for it, or for what it is in; null: the forms know none. */
  readonly spec: FieldSpec | null;
};

/** Describes a value that changed, by the field that stands for it or by its name alone. */
export function describeAt(fields: readonly FieldSpec[], path: Path): Description {
  const name = apiName(path);
  const spec = fields.find((field) => isInside(path, field.path)) ?? null;
  if (spec === null) return { label: name, name, words: jsonWords, spec };
  const rest = path.slice(spec.path.length);
  if (rest.length === 0) return { label: spec.label, name, words: spec.words, spec };
  return { label: `${spec.label}: ${rest.join(' › ')}`, name, words: jsonWords, spec };
}

/** How the API names a path: `settings.access.mode`, `metadata["a.b"]`. */
export function apiName(path: Path): string {
  return path.reduce((name, key) => {
    if (!/^[A-Za-z_][\w-]*$/.test(key)) return `${name}[${JSON.stringify(key)}]`;
    return name === '' ? key : `${name}.${key}`;
  }, '');
}

function jsonWords(value: unknown): string {
  if (value == null) return 'Not set';
  return typeof value === 'string' ? value : JSON.stringify(value, null, 2);
}
