/** Above it a text is not parsed: time grows faster than length. Twice what a description may hold. */
const MAX_PARSED = 4_000;

/** A line that opens so many quotes and lists is no text: the parser takes seconds for a thousand. */
const TOO_DEEP = /^(?:[ \t]*(?:>|(?:[-+*]|\d{1,9}[.)])(?=[ \t]))){64}/m;

/** Rare punctuation, since the parser asks what stands beside an asterisk. */
const MARKS = '⸺⸻⁂⁑⁜⸎⸙⸛';

const NAMED = new Map<string, string>(
  Object.entries({
    amp: '&',
    lt: '<',
    gt: '>',
    quot: '"',
    apos: "'",
    nbsp: '\u00a0',
    shy: '\u00ad',
    copy: '©',
    reg: '®',
    trade: '™',
    hellip: '…',
    ndash: '–',
    mdash: '—',
    lsquo: '‘',
    rsquo: '’',
    ldquo: '“',
    rdquo: '”',
    laquo: '«',
    raquo: '»',
    bull: '•',
    middot: '·',
    larr: '←',
    rarr: '→',
    times: '×',
    deg: '°',
    sect: '§',
    euro: '€',
    pound: '£',
    auml: 'ä',
    ouml: 'ö',
    uuml: 'ü',
    Auml: 'Ä',
    Ouml: 'Ö',
    Uuml: 'Ü',
    szlig: 'ß',
    eacute: 'é',
  }),
);

/**
 * A Markdown text, made ready for the parser.
 *
 * In a browser the parser decodes `&copy;` by setting innerHTML, which our Content Security Policy
 * forbids: one such reference would fail the whole text. So the ampersand of each is hidden behind
 * a character of the same length, and decoded afterwards: the common names, others stay as written.
 */
export type MarkdownSource = {
  /** As it was written, without what is left over. Places in the tree are places in it. */
  text: string;
  /** What the parser gets. */
  hidden: string;
  /** What is too much to parse, to be shown as it is. */
  rest: string;
  /** Undoes the hiding: for code and HTML, where references mean themselves. */
  restore: (value: string) => string;
  /** Undoes the hiding and decodes. */
  decode: (value: string) => string;
};

/** Null for what nobody writes, to be shown as it is: nested too deep, or with every mark in it. */
export function markdownSource(written: string): MarkdownSource | null {
  // The parser drops a byte order mark, which would move all places.
  const whole = written.replace(/^\uFEFF/, '');
  const cut = cutAt(whole);
  const text = whole.slice(0, cut);
  if (TOO_DEEP.test(text)) return null;
  const mark = Array.from(MARKS).find((mark) => !text.includes(mark));
  if (mark === undefined) return null;
  const reference = new RegExp(`${mark}([\\da-z]{1,31});`, 'gi');
  return {
    text,
    // A backslash takes the meaning from the ampersand behind it, so the pair is left alone.
    hidden: text.replace(/\\.|&(?=[\da-z]{1,31};)/gis, (found) => (found === '&' ? mark : found)),
    rest: whole.slice(cut),
    restore: (value) => value.replaceAll(mark, '&'),
    decode: (value) =>
      value.replace(reference, (_, name: string) => NAMED.get(name) ?? `&${name};`),
  };
}

/** The last line break that is early enough, or else any place that is not inside a character. */
function cutAt(text: string): number {
  if (text.length <= MAX_PARSED) return text.length;
  const line = text.lastIndexOf('\n', MAX_PARSED - 1);
  if (line > 0) return line + 1;
  return /[\uD800-\uDBFF]/.test(text.charAt(MAX_PARSED - 1)) ? MAX_PARSED - 1 : MAX_PARSED;
}
