/** Letters that run from right to left, and what turns a text around by itself. */
const RIGHT_TO_LEFT =
  /[\u0590-\u08ff\u200f\ufb1d-\ufdff\ufe70-\ufeff\u{10800}-\u{10fff}\u{1e800}-\u{1efff}]/u;

/**
 * A name as it stands in a text without elements, such as a title or an announcement: one that runs
 * from right to left does not turn around what is beside it. A host reads from left to right, label by
 * label, whatever its letters are (RFC 3987 §4.1). Names of other letters stay as they are.
 */
export function isolated(name: string): string {
  if (!RIGHT_TO_LEFT.test(name)) return name;
  return `${isHostLike(name) ? '\u2066' : '\u2068'}${name}\u2069`;
}

/** The direction of a name in a `bdi` that may be a host or not. */
export function directionOf(name: string): 'ltr' | 'auto' {
  return isHostLike(name) ? 'ltr' : 'auto';
}

function isHostLike(name: string): boolean {
  return /^[^\s.]+(?:\.[^\s.]+)+$/u.test(name);
}
