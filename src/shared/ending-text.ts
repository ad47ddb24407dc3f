import { hasName } from './issuer-words.ts';

/**
 * What is typed to confirm that something is meant: its name; its id where it has none, or one that
 * cannot be typed as it is seen (line breaks, blanks at an end or in a row, signs without a shape).
 */
export function confirmText(thing: { id: string; name: string | null }): string {
  if (!hasName(thing)) return thing.id;
  const { name } = thing;
  return /^\s|\s$|\s{2}|[^\S ]|\p{C}/u.test(name) ? thing.id : name;
}

/** Whether a text is what was to be typed, however its accents are written (NFC). */
export function isConfirmed(typed: string, wanted: string): boolean {
  return typed.normalize('NFC') === wanted.normalize('NFC');
}
