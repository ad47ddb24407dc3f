const number = new Intl.NumberFormat('en');

/** What one, and what several, of a list's rows are called. */
export type Noun = { one: string; many: string };

/** A count with its noun: "1 issuer", "1,240 issuers". */
export function countOf(count: number, noun: Noun): string {
  return `${number.format(count)} ${count === 1 ? noun.one : noun.many}`;
}

/** What the foot of a list says. A total is said only where it is known. */
export function countWords(
  noun: Noun,
  {
    count,
    more,
    filtered,
    unreadable,
  }: { count: number; more: boolean; filtered: boolean; unreadable: number },
): string {
  // What could not be read was not loaded: then these are not all.
  const all = unreadable === 0 ? ', all loaded' : ' loaded';
  const loaded = more
    ? `${number.format(count)} loaded, more to come`
    : filtered
      ? `${number.format(count)} matching ${count === 1 ? noun.one : noun.many}${all}`
      : `${countOf(count, noun)}${all}`;
  return unreadable === 0
    ? loaded
    : `${loaded}. ${number.format(unreadable)} more could not be read`;
}

/** What came in on top: "3 new issuers", "50+ new issuers". */
export function freshWords(
  noun: Noun,
  { count, atLeast }: { count: number; atLeast: boolean },
): string {
  if (atLeast) return `${number.format(count)}+ new ${noun.many}`;
  return `${number.format(count)} new ${count === 1 ? noun.one : noun.many}`;
}
