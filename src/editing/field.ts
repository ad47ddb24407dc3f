import type { ComponentType } from 'react';
import type { ZodMiniType } from 'zod/mini';
import { check } from '#contract/check.ts';
import type { Checked } from '#contract/check.ts';
import { isJsonObject } from '#contract/values.ts';
import { durationText, parseDuration } from '#ui/duration-text.ts';
import type { FieldMark } from '#ui/field.tsx';
import { ATOMIC, isSame, valueAt } from './merge.ts';

/** What a field's text comes to: a value, or why it cannot be read. */
export type Reading =
  | { readonly value: unknown; readonly reason: null }
  | { readonly value: null; readonly reason: string };

/** How a field is drawn. What it shows (its raw value) is text but for `rows`. */
export type FieldInput =
  | { readonly type: 'text'; readonly mono: boolean }
  | { readonly type: 'markdown' | 'texts' | 'color' | 'flag' | 'duration' | 'number' | 'json' }
  | { readonly type: 'word'; readonly words: { readonly [word: string]: string } }
  | {
      readonly type: 'rows';
      /** Keys that always have a row. */
      readonly known: readonly { readonly key: string; readonly label: string }[];
      /** What a key and a value are called. */
      readonly keyLabel: string;
      readonly valueLabel: string;
      /** Draws them: see `EditRows`. Given, since few forms have rows, and should not bring it. */
      readonly Rows: ComponentType<RowsProps>;
    };

/** What draws rows is given. */
export type RowsProps = {
  readonly spec: FieldSpec;
  readonly input: Extract<FieldInput, { type: 'rows' }>;
  readonly name: string;
  readonly help: string | undefined;
  readonly error: string | undefined;
  readonly mark: FieldMark | null | undefined;
};

/** One row of a field of rows. */
export type Row = { readonly key: string; readonly value: string };

/** One field of a resource: all that a form, a conflict and a line about it need to know. */
export type FieldSpec = {
  /** Keys from the root of what can be edited. None holds a dot: the form's name is made of them. */
  readonly path: readonly [string, ...string[]];
  readonly label: string;
  readonly help?: string;
  readonly input: FieldInput;
  /** Whether AuthPI has published it; otherwise the name is ours (contract §8). */
  readonly published: boolean;
  /** @param was what stood there: nothing that is not touched is changed, such as null to '' */
  readonly read: (raw: unknown, was: unknown) => Reading;
  /** What the field shows for a value. */
  readonly show: (value: unknown) => unknown;
  /** A value in words, where it is compared with another. */
  readonly words: (value: unknown) => string;
};

type Common = {
  path: readonly [string, ...string[]];
  label: string;
  help?: string;
  published?: boolean;
  /** Of a value that is set. */
  schema: ZodMiniType;
  /** It cannot be left empty. */
  required?: boolean;
};

/**
 * The name of a field in the form. JSON has one of its own: by its path alone, it would hold the
 * fields that lie inside.
 */
export function nameOf({ path, input }: FieldSpec): string {
  return input.type === 'json' ? `json:${path.join(':')}` : dottedName({ path });
}

/** The name of the input that stands for a field: of rows, the first value. */
export function inputName(spec: FieldSpec): string {
  return spec.input.type === 'rows' ? `${nameOf(spec)}.0.value` : nameOf(spec);
}

/** The name of a field in what a server refuses (contract §4). */
export function dottedName({ path }: Pick<FieldSpec, 'path'>): string {
  return path.join('.');
}

/** Text; empty text is no value. */
export function textField({ mono = false, ...common }: Common & { mono?: boolean }): FieldSpec {
  return field(common, { type: 'text', mono });
}

/** Text with marks, which can be looked at as it will be read. */
export function markdownField(common: Common): FieldSpec {
  return field(common, { type: 'markdown' });
}

/** A colour as `#rrggbb`. */
export function colorField(common: Common): FieldSpec {
  return field(common, { type: 'color' });
}

/** One of some words, or none. A word that is not known stays until another is chosen. */
export function wordField({
  words,
  ...common
}: Common & { words: { readonly [word: string]: string } }): FieldSpec {
  const known = new Map(Object.entries(words));
  return field(
    common,
    { type: 'word', words },
    { words: (value) => known.get(plain(value)) ?? plain(value) },
  );
}

/** On, off, or not set, which is neither. */
export function flagField(common: Common): FieldSpec {
  return field(
    common,
    { type: 'flag' },
    {
      parse: (text) => ({ value: text === 'true' }),
      words: (value) => (value === true ? 'On' : value === false ? 'Off' : plain(value)),
    },
  );
}

/** Seconds, typed and read as `7 d` or `12 h`. */
export function durationField(common: Common): FieldSpec {
  const show = (value: unknown) => (typeof value === 'number' ? durationText(value) : plain(value));
  return field(
    common,
    { type: 'duration' },
    {
      parse: (text) => {
        const value = parseDuration(text);
        return value === null
          ? 'This is no length of time, such as 7 d, 12 h or 30 min'
          : { value };
      },
      show,
      words: show,
      // The schema counts in seconds; people do not.
      refuse: (issue) =>
        issue.code === 'too_big' && typeof issue.maximum === 'number'
          ? `This must be at most ${durationText(issue.maximum)}`
          : issue.message,
    },
  );
}

/** A number of something. */
export function numberField(common: Common): FieldSpec {
  return field(
    common,
    { type: 'number' },
    {
      // Of an empty text `Number` makes 0, and of others what nobody meant.
      parse: (text) =>
        /^-?\d+(\.\d+)?$/.test(text.trim()) ? { value: Number(text) } : 'This is no number',
    },
  );
}

/** A set of texts, one on each line. */
export function textsField(common: Common): FieldSpec {
  const show = (value: unknown) =>
    Array.isArray(value) ? value.map(plain).join('\n') : plain(value);
  return field(
    common,
    { type: 'texts' },
    {
      parse: (text) => ({ value: linesOf(text) }),
      show,
      words: show,
      where: ([index]) => (typeof index === 'number' ? `Entry ${index + 1}: ` : ''),
    },
  );
}

/** Hundreds of them, at every key typed: a loop calls less. */
function linesOf(text: string): string[] {
  const lines: string[] = [];
  for (const line of text.split('\n')) {
    const entry = line.trim();
    if (entry !== '') lines.push(entry);
  }
  return lines;
}

/** A JSON object as text. */
export function jsonField(common: Common): FieldSpec {
  const show = (value: unknown) => JSON.stringify(value ?? {}, null, 2);
  return field(
    common,
    { type: 'json' },
    {
      parse: (text) => {
        try {
          const value: unknown = JSON.parse(text);
          return isJsonObject(value) ? { value } : 'This must be a JSON object: { … }';
        } catch (error) {
          return `This is no JSON. ${error instanceof Error ? error.message : ''}`.trimEnd();
        }
      },
      show,
      words: show,
      where: (path) => (path.length === 0 ? '' : `${path.map(String).join('.')}: `),
    },
  );
}

/**
 * Texts under free keys, as rows. What is no text has no row, and stays as it is; an empty row is
 * none, and neither is an empty one of a known key.
 */
export function rowsField({
  known = [],
  keyLabel,
  valueLabel,
  Rows,
  ...common
}: Common & {
  known?: readonly { key: string; label: string }[];
  keyLabel: string;
  valueLabel: string;
  Rows: ComponentType<RowsProps>;
}): FieldSpec {
  const knownKeys = new Set(known.map(({ key }) => key));
  const parse = (rows: readonly Row[], was: unknown): Parsed => {
    const texts = new Map<string, string>();
    for (const { key, value } of rows) {
      if (value === '' && (key === '' || (knownKeys.has(key) && valueAt(was, [key]) !== '')))
        continue;
      if (key === '') return `${keyLabel} is missing beside “${value}”`;
      if (texts.has(key)) return `“${key}” stands here twice`;
      texts.set(key, value);
    }
    const others = Object.entries(isJsonObject(was) ? was : {}).filter(
      ([key, value]) => typeof value !== 'string' && value !== null && !texts.has(key),
    );
    return { value: Object.fromEntries([...others, ...texts]) };
  };
  return field(
    common,
    { type: 'rows', known, keyLabel, valueLabel, Rows },
    {
      parse: (raw, was) => parse(isRows(raw) ? raw : [], was),
      show: (value) => {
        const entries = Object.entries(isJsonObject(value) ? value : {});
        const texts = entries.flatMap(([key, text]) =>
          typeof text === 'string' ? { key, value: text } : [],
        );
        return [
          ...known.map(
            ({ key }): Row => texts.find((row) => row.key === key) ?? { key, value: '' },
          ),
          ...texts.filter(({ key }) => !knownKeys.has(key)),
        ];
      },
      words: (value) => JSON.stringify(value, null, 2),
      where: ([key]) => (key === undefined ? '' : `“${String(key)}”: `),
    },
  );
}

/** What a text comes to before it is checked: a value, or why it cannot be read. */
type Parsed = { value: unknown } | string;

function field(
  { path, label, help, published = false, schema, required = false }: Common,
  input: FieldInput,
  own: {
    parse?: (raw: string, was: unknown) => Parsed;
    show?: (value: unknown) => unknown;
    words?: (value: unknown) => string;
    where?: (path: readonly PropertyKey[]) => string;
    refuse?: (issue: Issue) => string;
  } = {},
): FieldSpec {
  const { parse = (value) => ({ value }), words = plain, where = () => '' } = own;
  const { refuse = ({ message }) => message } = own;
  const show = (value: unknown) => (own.show ?? plain)(value);
  return {
    path,
    label,
    ...(help !== undefined && { help }),
    input,
    published,
    show,
    words: (value) => (value == null ? 'Not set' : words(value)),
    read: (raw, was) => {
      // Whatever it is, it was there before: null is not turned into '', nor a strange value away.
      if (JSON.stringify(raw) === JSON.stringify(show(was))) return { value: was, reason: null };
      if (raw === '') {
        return required ? refused('This must not be empty') : { value: null, reason: null };
      }
      const parsed = parse(raw as string, was);
      if (typeof parsed === 'string') return refused(parsed);
      const checked = check(schema, parsed.value);
      if (checked.ok) return { value: parsed.value, reason: null };
      // What was there before is for the server to judge: other keys of it could not be changed else.
      const issue = checked.issues.find(({ path }) => !stood(path, was, parsed.value));
      if (issue === undefined) return { value: parsed.value, reason: null };
      return refused(`${where(issue.path)}${refuse(issue)}`);
    },
  };
}

type Issue = Extract<Checked<unknown>, { ok: false }>['issues'][number];

/** Whether what an issue is about stood there before, inside an object. */
function stood(path: readonly PropertyKey[], was: unknown, now: unknown): boolean {
  const keys = path.filter((key) => typeof key === 'string');
  if (keys.length === 0 || keys.length < path.length) return false;
  const value = valueAt(now, keys);
  return value !== undefined && isSame(ATOMIC, value, valueAt(was, keys));
}

function refused(reason: string): Reading {
  return { value: null, reason };
}

/** A value as text; nothing as none. */
function plain(value: unknown): string {
  if (value == null) return '';
  return typeof value === 'string' ? value : JSON.stringify(value);
}

function isRows(raw: unknown): raw is readonly Row[] {
  return (
    Array.isArray(raw) &&
    raw.every(
      (row: unknown) =>
        isJsonObject(row) && typeof row['key'] === 'string' && typeof row['value'] === 'string',
    )
  );
}
