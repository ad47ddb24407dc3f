import { fullTime, isoTime, timeWords } from '#ui/time-words.ts';

/**
 * A part of a sentence: plain text, a value in monospace, a time in Unix milliseconds, or the name
 * AuthPI's support knows a failure by.
 */
export type Part = string | { code: string } | { time: number } | { reference: string };

/** A sentence or several, in parts. */
export type Words = readonly Part[];

/** The words as plain text. A time carries its date, because a copied text outlives "an hour ago". */
export function plainText(words: Words, now: number): string {
  return words
    .map((part) => {
      if (typeof part === 'string') return part;
      if ('code' in part) return part.code;
      if ('reference' in part) return `Reference ${part.reference}`;
      return `${timeWords(part.time, now)} (${isoTime(part.time) ?? fullTime(part.time)})`;
    })
    .join('')
    .replace(/\s+/g, ' ')
    .trim();
}

/** What somebody typed, in quotes: a pasted page is told by how it starts. */
export function quoted(text: string): string {
  const characters = Array.from(text);
  return characters.length <= QUOTED ? `“${text}”` : `“${characters.slice(0, QUOTED).join('')}…”`;
}

const QUOTED = 80;

/** Names for a sentence: "Google", "Google and Passkey", "Google, Passkey, Apple and 2 more". */
export function nameList(names: readonly string[]): string {
  const shown = names.length <= SHOWN_NAMES + 1 ? names : names.slice(0, SHOWN_NAMES);
  const rest = names.length - shown.length;
  const all = rest === 0 ? shown : [...shown, `${rest} more`];
  const last = all.at(-1) ?? '';
  return all.length < 2 ? last : `${all.slice(0, -1).join(', ')} and ${last}`;
}

const SHOWN_NAMES = 3;
