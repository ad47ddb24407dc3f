import { HOST_REFUSALS, parseHost } from '#contract/ours/hosts.ts';
import type { HostRefusal } from '#contract/ours/hosts.ts';

/** Why something pasted is no host to add: as {@link parseHost} says it, or for what is no host name at all. */
type PastedRefusal = HostRefusal | 'email' | 'zone_root' | 'directive';

/** What something pasted comes to. */
type PastedVerdict =
  | { readonly kind: 'host'; readonly host: string }
  | { readonly kind: 'refused'; readonly reason: PastedRefusal; readonly words: string }
  /** Nothing speaks against it so far; the public suffix list is not there yet. */
  | { readonly kind: 'unjudged' };

/** One thing of what was pasted. */
export type PastedHost = {
  /** As pasted, and where it stands in the text: from `start` until before `end`. */
  readonly text: string;
  readonly start: number;
  readonly end: number;
  /** What was left out to get at the host, as words: "https://", "the path". */
  readonly left: readonly string[];
  readonly verdict: PastedVerdict;
};

/** How many things of what was pasted are looked at. */
export const MAX_PASTED = 1_000;

const REFUSALS: { readonly [reason in PastedRefusal]: string } = {
  ...HOST_REFUSALS,
  email: 'This is an e-mail address, not a host name',
  zone_root: '@ stands for a zone, and does not say which',
  directive: 'This is a line for a zone file, not a host name',
};

/**
 * What a pasted text names, in its order: hosts parted by blanks, commas, semicolons or line breaks, in
 * addresses, quotes, lists, Markdown links or lines of a zone file. What is left is judged as the
 * backend judges it.
 *
 * @param isPublicSuffix see `parseHost`; null while the list is not there
 * @returns no more than {@link MAX_PASTED}; `isCut`: there was more
 */
export function pastedHosts(
  text: string,
  isPublicSuffix: ((host: string) => boolean) | null,
): { readonly rows: readonly PastedHost[]; readonly isCut: boolean } {
  const rows: PastedHost[] = [];
  for (const piece of piecesOf(text)) {
    if (rows.length === MAX_PASTED) return { rows, isCut: true };
    const { host, left, refused } = bare(piece);
    const verdict = refused === null ? judged(host, isPublicSuffix) : refusedFor(refused);
    rows.push({ text: piece.text, start: piece.start, end: piece.end, left, verdict });
  }
  return { rows, isCut: false };
}

/** The text without one of the things that it names; a line of its own goes with it. */
export function withoutPasted(text: string, { start, end }: PastedHost): string {
  const before = text.slice(0, start);
  const after = text.slice(end);
  const [line = ''] = /[^\n]*$/.exec(before) ?? [];
  const [rest = ''] = /^[^\n]*/.exec(after) ?? [];
  if (isOnlyMarks(line.replace(LIST_MARK, '')) && isOnlyMarks(rest)) {
    return before.slice(0, before.length - line.length) + after.slice(rest.length + 1);
  }
  // The separator behind it goes too, or that before it where it was the last.
  return /(?:^|[\s,;，；、])$/u.test(before)
    ? before + after.replace(/^[^\S\n]*[,;，；、]?[^\S\n]*/u, '')
    : before.trimEnd() + after;
}

function judged(text: string, isPublicSuffix: ((host: string) => boolean) | null): PastedVerdict {
  const parsed = parseHost(text, isPublicSuffix ?? (() => false));
  if (!parsed.ok) return refusedFor(parsed.reason);
  return isPublicSuffix === null ? { kind: 'unjudged' } : { kind: 'host', host: parsed.host };
}

function refusedFor(reason: PastedRefusal): PastedVerdict {
  return { kind: 'refused', reason, words: REFUSALS[reason] };
}

type Piece = {
  readonly text: string;
  readonly start: number;
  readonly end: number;
  /** What of it names the host, and what was left out for that. */
  readonly name: string;
  readonly left: readonly string[];
  readonly refused: PastedRefusal | null;
};

/** What comes before an entry of a list: a bullet, a number, a quote's mark, a box to tick. */
const LIST_MARK = /^\s*(?:(?:[-+*•·‣◦–—>]|\d{1,4}[.)])\s+)+(?:\[[ xX]?\]\s+)?/u;

/** A line of a zone file: owner, perhaps a TTL and a class, a type, data (RFC 1035 §5.1). */
const ZONE_LINE =
  /^\s*(\S+)(?:\s+\d+[smhdw]?)?(?:\s+IN)?(?:\s+\d+[smhdw]?)?\s+(?:A|AAAA|CAA|CNAME|DNAME|DS|HTTPS|MX|NS|PTR|SOA|SRV|SVCB|TXT)\s+\S/i;

/** As above, said by its class or by a type in capitals: prose has words such as "a" and "in". */
const SURELY_ZONE = /\s(?:IN\s|(?:A|AAAA|CAA|CNAME|DNAME|DS|HTTPS|MX|NS|PTR|SOA|SRV|SVCB|TXT)\s)/;

const DIRECTIVE = /^\s*\$(?:ORIGIN|TTL|INCLUDE|GENERATE)\b/i;

/** The same as a table of records has it: the type first. */
const TYPE_FIRST = /^\s*(?:A|AAAA|CNAME|DNAME|HTTPS|MX|NS|SRV|SVCB|TXT)\s+(\S+)\s+\S/;

/**
 * A Markdown link, whose address holds no blanks; or whatever has no separator in it. Bounded: an
 * unclosed bracket must not be looked for to the end of a large text, each time anew.
 */
const TOKEN =
  /!?\[[^\]\n]{0,300}\]\(\s*<?([^\s()<>]{0,2000})>?[^()\n]{0,300}\)|(?:[^\s,;，；、]|\ufeff)+/gu;

function* piecesOf(text: string): Generator<Piece> {
  let at = 0;
  // A field holds no other line breaks (HTML, API value of a textarea); elsewhere they are blanks.
  for (const line of text.split('\n')) {
    yield* piecesOfLine(line, at);
    at += line.length + 1;
  }
}

function* piecesOfLine(line: string, at: number): Generator<Piece> {
  const mark = LIST_MARK.exec(line)?.[0].length ?? 0;
  const rest = line.slice(mark);
  const piece = (from: number, length: number, more: Partial<Piece> = {}): Piece => {
    const text = line.slice(from, from + length);
    return {
      text,
      start: at + from,
      end: at + from + length,
      name: text,
      left: [],
      refused: null,
      ...more,
    };
  };
  const whole = () => piece(mark + leading(rest), rest.trim().length);
  if (DIRECTIVE.test(rest)) {
    yield { ...whole(), refused: 'directive' };
    return;
  }
  const record = TYPE_FIRST.exec(rest) ?? (SURELY_ZONE.test(rest) ? ZONE_LINE.exec(rest) : null);
  const owner = record?.[1];
  if (owner !== undefined && !/[,;]/.test(owner)) {
    yield { ...whole(), name: owner, left: ['the rest of the line'] };
    return;
  }
  for (const match of rest.matchAll(TOKEN)) {
    const [token, link] = match;
    if (isOnlyMarks(token)) continue;
    const from = mark + match.index;
    yield link === undefined || link === ''
      ? piece(from, token.length)
      : piece(from, token.length, { name: link, left: ['the Markdown around it'] });
  }
}

function leading(text: string): number {
  return text.length - text.trimStart().length;
}

/** Bullets, bars and the like between hosts. `@` and `*` alone stand for something. */
function isOnlyMarks(text: string): boolean {
  return /^[\s\u200b\-+•·‣◦–—>|,;，；、"'`()[\]{}]*$/u.test(text);
}

/** Dropped wherever they stand, as UTS 46 drops them: nobody sees them, and nobody means them. */
const UNSEEN = /[\u00ad\u180e\u200b\u2060\ufeff]|\u034f/gu;

/** Marks of direction, that come along from a text around a host. Inside of one they are refused. */
const DIRECTION = /[\u061c\u200e\u200f\u202a-\u202e\u2066-\u2069]/u;

const AROUND = /["'`“”„‟‘’‚‛«»‹›「」『』《》〈〉<>()[\]{}|]/u;

/** An IPv6 address, whose brackets are its own. */
const BRACKETED = /^\[[0-9a-f:.%]*\](?::\d*)?$/i;

const SCHEME = /^([a-z][a-z0-9+.-]{0,30}:)?\/\//i;

/** A piece down to what names its host. */
function bare(piece: Piece): {
  host: string;
  left: readonly string[];
  refused: PastedRefusal | null;
} {
  const left = [...piece.left];
  let name = piece.name;
  const drop = (shorter: string, what: string) => {
    if (shorter !== name) left.push(what);
    name = shorter;
  };
  const out = (refused: PastedRefusal | null) => ({ host: name, left, refused });
  if (piece.refused !== null) return out(piece.refused);

  drop(trimmed(name.replace(UNSEEN, ''), DIRECTION), 'characters that cannot be seen');
  if (!BRACKETED.test(name)) drop(trimmed(name, AROUND), 'the marks around it');
  const [, emphasis, emphasised] = /^(\*{1,3}|_{1,3}|~~)([^*_~].*)\1$/u.exec(name) ?? [];
  if (emphasis !== undefined && emphasised !== undefined) drop(emphasised, 'the marks around it');
  if (name === '@') return out('zone_root');

  const scheme = SCHEME.exec(name)?.[0];
  if (scheme === undefined && isEmail(name)) return out('email');
  if (scheme !== undefined) drop(name.slice(scheme.length), scheme.toLowerCase());
  const [authority = ''] = /^[^/?#\\]*/.exec(name) ?? [];
  // `and/or` is no host with a path, and `/login` is only a path.
  if (authority !== name && (scheme !== undefined || /[.。．｡]/u.test(authority))) {
    const rest = name.slice(authority.length);
    // Nobody means the slash at the end of an address.
    if (rest === '/') name = authority;
    else drop(authority, wordsForRest(rest));
  }
  if (scheme !== undefined) {
    drop(name.slice(name.lastIndexOf('@') + 1), 'the user');
    // Browsers copy an address with its letters encoded.
    if (name.includes('%')) name = decoded(name);
  }
  const port = /^[^:]+(:\d*)$/.exec(name)?.[1];
  if (port !== undefined)
    drop(name.slice(0, -port.length), port === ':' ? 'a colon' : `port ${port.slice(1)}`);
  return out(null);
}

/**
 * Without what stands at both its ends; dots between such marks at the end go with them: "(see
 * auth.example.com)." By hand, since a pattern for an end is slow on a long run of marks elsewhere.
 */
function trimmed(text: string, around: RegExp): string {
  let start = 0;
  while (start < text.length && around.test(text.charAt(start))) start += 1;
  let end = text.length;
  for (let at = end - 1; at >= start; at -= 1) {
    const character = text.charAt(at);
    if (around.test(character)) end = at;
    else if (character !== '.') break;
  }
  return text.slice(start, end);
}

function wordsForRest(rest: string): string {
  if (rest.startsWith('?')) return 'the query';
  return rest.startsWith('#') ? 'the fragment' : 'the path';
}

function isEmail(text: string): boolean {
  return /^mailto:/i.test(text) || /^[^\s@/]+@[^\s@]+$/.test(text);
}

function decoded(text: string): string {
  try {
    return decodeURIComponent(text);
  } catch {
    return text;
  }
}
