/** How well a text answers a search; less is better. */
const EXACT = 0;
const PREFIX = 1;
const WORD_STARTS = 2;
const CONTAINS = 3;

/** Letters whose stroke or ligature Unicode does not take apart; and the sigma at a word's end. */
const LETTERS: ReadonlyMap<string, string> = new Map(
  Object.entries({
    ß: 'ss',
    æ: 'ae',
    œ: 'oe',
    ø: 'o',
    đ: 'd',
    ł: 'l',
    ı: 'i',
    þ: 'th',
    ð: 'd',
    ς: 'σ',
  }),
);

/** A text as it is compared: without case, accents and repeated blanks. */
function fold(text: string): string {
  return text
    .normalize('NFKD')
    .replace(/\p{M}/gu, '')
    .toLowerCase()
    .replace(/[ßæœøđłıþðς]/g, (letter) => LETTERS.get(letter) ?? letter)
    .trim()
    .replace(/\s+/g, ' ');
}

/**
 * The rows a search finds, best first; equals stay in the order they came. Every word of the query
 * must be somewhere in a row's texts, in any order, whatever the case and the accents.
 *
 * @param textsOf what a row is found by, its name first. Null is no text.
 * @returns all rows for a query without a word.
 */
export function searchRows<Row>(
  query: string,
  rows: readonly Row[],
  textsOf: (row: Row) => readonly (string | null | undefined)[],
): Row[] {
  const wanted = fold(query);
  if (wanted === '') return [...rows];
  const words = wanted.split(' ');
  const found: Row[][] = [[], [], [], []];
  for (const row of rows) {
    const texts = textsOf(row).flatMap((text) => (text == null ? [] : [fold(text)]));
    const rank = rankOf(wanted, words, texts);
    if (rank !== null) found[rank]?.push(row);
  }
  return found.flat();
}

function rankOf(wanted: string, words: readonly string[], texts: readonly string[]): number | null {
  if (!words.every((word) => texts.some((text) => text.includes(word)))) return null;
  if (texts.includes(wanted)) return EXACT;
  if (texts.some((text) => text.startsWith(wanted))) return PREFIX;
  return texts.some((text) => words.every((word) => startsAWord(text, word)))
    ? WORD_STARTS
    : CONTAINS;
}

function startsAWord(text: string, word: string): boolean {
  for (let at = text.indexOf(word); at >= 0; at = text.indexOf(word, at + 1)) {
    if (at === 0 || !/[\p{L}\p{N}]/u.test(text.charAt(at - 1))) return true;
  }
  return false;
}
