import { diffWords } from '#ui/word-diff.ts';
import type { DiffPart } from '#ui/word-diff.ts';
import type { Description } from './describe.ts';
import type { FieldInput } from './field.ts';
import type { Path } from './merge.ts';

/** A value as it is put before somebody who compares it with another. */
export type ValueParts =
  /** Words for a value that would be nothing to see. */
  | { readonly kind: 'none'; readonly text: string }
  | { readonly kind: 'color'; readonly text: string }
  /** Each on a line of its own. */
  | { readonly kind: 'entries'; readonly parts: readonly DiffPart[] }
  | { readonly kind: 'text'; readonly parts: readonly DiffPart[]; readonly mono: boolean };

/** Longer than this a value is not read beside others, but below them (characters). */
const WIDE = 240;
/** Longer than this it is folded at first (characters, and entries). */
const LONG = 600;
const MANY = 12;
/** What is left of a stretch that is folded: around a change, and where there is none (characters). */
const AROUND = 60;
const HEAD = 300;
/** How many of the entries that did not change are left. */
const FIRST = 3;

/** The input of the field that a path leads to; null where it leads into one, or to none. */
export function inputAt({ spec }: Description, path: Path): FieldInput | null {
  return spec !== null && spec.path.length === path.length ? spec.input : null;
}

/**
 * What a value says, and what of it differs from another: `removed` is what is only in the other
 * one. Only text and entries are marked, and only where they have something in common.
 */
export function partsOf(
  description: Description,
  path: Path,
  value: unknown,
  against?: { readonly value: unknown },
): ValueParts {
  if (value == null) return { kind: 'none', text: 'Not set' };
  if (Array.isArray(value) && value.length === 0) return { kind: 'none', text: 'No entries' };
  const entries = textsOf(value);
  if (entries !== null) return { kind: 'entries', parts: entryParts(entries, against?.value) };
  const input = inputAt(description, path);
  const text = description.words(value);
  if (text === '') return { kind: 'none', text: 'Empty text' };
  if (text.trim() === '') return { kind: 'none', text: 'Only blanks' };
  if (input?.type === 'color' && isColor(text)) return { kind: 'color', text };
  const mono =
    typeof value !== 'string'
      ? input === null || input.type === 'json' || input.type === 'rows'
      : input?.type === 'color' || (input?.type === 'text' && input.mono);
  const other = against?.value == null ? null : description.words(against.value);
  const isMarked = input === null || ['text', 'markdown', 'json', 'rows'].includes(input.type);
  const parts = other !== null && isMarked ? diffWords(other, text) : [];
  // Two texts with no word in common: all of it differs, as anybody sees.
  const isAlike = parts.some((part) => part.kind === 'same' && /[\p{L}\p{N}]/u.test(part.text));
  return { kind: 'text', parts: isAlike ? parts : [{ kind: 'same', text }], mono };
}

/** Whether a value is too long to be read in a narrow column. */
export function isWide(value: ValueParts): boolean {
  if (value.kind !== 'text') return false;
  const isBlock = value.mono && value.parts.some(({ text }) => text.includes('\n'));
  return isBlock || lengthOf(value) > WIDE;
}

/** Whether a value is so long that it is folded at first. */
export function isLong(value: ValueParts): boolean {
  return value.kind === 'entries' ? value.parts.length > MANY : lengthOf(value) > LONG;
}

/** A long value without much of what did not change in it, said as "…" or as a number. */
export function folded(value: ValueParts): ValueParts {
  if (!isLong(value)) return value;
  if (value.kind === 'entries') {
    let left = FIRST;
    const parts = value.parts.filter(({ kind }) => kind !== 'same' || (left -= 1) >= 0);
    const more = value.parts.length - parts.length;
    if (more === 0) return value;
    return { ...value, parts: [...parts, { kind: 'same', text: `… and ${more} more` }] };
  }
  if (value.kind !== 'text') return value;
  const { parts } = value;
  const last = parts.length - 1;
  return {
    ...value,
    parts: parts.map(({ kind, text }, index): DiffPart => {
      if (kind !== 'same' || last === 0) {
        return { kind, text: text.length > HEAD + AROUND ? `${head(text, HEAD)}…` : text };
      }
      if (text.length <= 3 * AROUND) return { kind, text };
      const [before, after] = [index > 0, index < last];
      return {
        kind,
        text: [before && head(text, AROUND), '…', after && tail(text, AROUND)]
          .filter((one) => one !== false)
          .join(' '),
      };
    }),
  };
}

/** A value to be read out in a name: without what was removed, and not all of a long one. */
export function spoken(value: ValueParts): string {
  if (value.kind === 'none' || value.kind === 'color') return value.text;
  const texts = value.parts.flatMap(({ kind, text }) => (kind === 'removed' ? [] : text));
  const text = texts.join(value.kind === 'entries' ? ', ' : '');
  return text.length > WIDE ? `${head(text, WIDE)}…` : text;
}

/** Whether a text is a colour that can be shown: `#rrggbb`. */
function isColor(text: string): boolean {
  return /^#[0-9a-f]{6}$/i.test(text);
}

/** A list of texts; null for anything else. */
function textsOf(value: unknown): readonly string[] | null {
  if (!Array.isArray(value)) return null;
  const entries: unknown[] = value;
  const texts = entries.filter((entry) => typeof entry === 'string');
  return texts.length === entries.length ? texts : null;
}

function entryParts(entries: readonly string[], against: unknown): DiffPart[] {
  const before = textsOf(against);
  if (before === null) return entries.map((text) => ({ kind: 'same', text }));
  const [was, now] = [new Set(before), new Set(entries)];
  return [
    ...entries.map((text): DiffPart => ({ kind: was.has(text) ? 'same' : 'added', text })),
    ...before.flatMap((text): DiffPart[] => (now.has(text) ? [] : [{ kind: 'removed', text }])),
  ];
}

function lengthOf(value: ValueParts): number {
  if (value.kind !== 'text') return 0;
  return value.parts.reduce((length, { text }) => length + text.length, 0);
}

/** The start of a text, not cut inside a word where that is near, and never inside a character. */
function head(text: string, length: number): string {
  const cut = text.slice(0, length).replace(/[\uD800-\uDBFF]$/, '');
  const blank = cut.search(/\s\S*$/);
  return blank > length / 2 ? cut.slice(0, blank) : cut;
}

/** {@link head} of the end. */
function tail(text: string, length: number): string {
  const cut = text.slice(-length).replace(/^[\uDC00-\uDFFF]/, '');
  const blank = cut.search(/\s/);
  return blank >= 0 && blank < length / 2 ? cut.slice(blank + 1) : cut;
}
