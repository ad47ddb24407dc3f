/** What stands for each placeholder. */
const PLACEHOLDERS: ReadonlyMap<string, string> = new Map(
  Object.entries({
    tenant: 'the directory (tenant) id',
    domain: 'your domain there',
    host: 'the server’s host name',
    realm: 'the name of the realm',
  }),
);

/** Where the first placeholder of a text stands, both ends; null: there is none. */
export function placeholderIn(text: string): readonly [start: number, end: number] | null {
  const found = /\{[^{}]*\}/.exec(text);
  return found === null ? null : [found.index, found.index + found[0].length];
}

/** What is still to be put in the place of placeholders; null: nothing. */
export function placeholderWords(text: string): string | null {
  const left = [...text.matchAll(/\{([^{}]*)\}/g)].map(([whole, name = '']) => {
    const what = PLACEHOLDERS.get(name);
    return what === undefined ? whole : `${whole} with ${what}`;
  });
  return left.length === 0 ? null : `Replace ${left.join(', and ')}`;
}
