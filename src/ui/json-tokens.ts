/** A piece of JSON text. `plain` is everything between: brackets, commas, line breaks. */
export type JsonToken = {
  kind: 'key' | 'string' | 'number' | 'word' | 'plain';
  text: string;
  /** Where it starts in the text. */
  at: number;
};

// The repeated parts of a string are runs, not characters: a long one must not exhaust the matcher.
const PIECES = /("[^"\\]*(?:\\.[^"\\]*)*")(?=(:?))|(-?\d[\d.eE+-]*)|(true|false|null)/g;

/**
 * Cuts JSON text, as `JSON.stringify` writes it, into what is drawn differently. The tokens joined
 * are the text, whatever it is.
 *
 * @param maxLines what follows that many lines is one plain token: each piece costs an element
 */
export function jsonTokens(text: string, maxLines: number): JsonToken[] {
  const tokens: JsonToken[] = [];
  const end = endOfLine(text, maxLines);
  let from = 0;
  for (const piece of text.slice(0, end).matchAll(PIECES)) {
    const [whole, string, colon, number] = piece;
    if (piece.index > from) {
      tokens.push({ kind: 'plain', text: text.slice(from, piece.index), at: from });
    }
    const kind =
      string === undefined
        ? number === undefined
          ? 'word'
          : 'number'
        : colon === ''
          ? 'string'
          : 'key';
    tokens.push({ kind, text: whole, at: piece.index });
    from = piece.index + whole.length;
  }
  if (from < text.length) tokens.push({ kind: 'plain', text: text.slice(from), at: from });
  return tokens;
}

/** Where the given number of lines ends. */
function endOfLine(text: string, lines: number): number {
  let at = -1;
  for (let line = 0; line < lines; line += 1) {
    at = text.indexOf('\n', at + 1);
    if (at === -1) return text.length;
  }
  return at;
}
