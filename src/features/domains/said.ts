/** A text with names in it, which may be written in any direction. */
export type Said = readonly (string | { readonly name: string })[];

/** Writes a {@link Said}: what is put in is a name, several with commas between them, or no name. */
export function say(
  { [0]: first = '', ...texts }: TemplateStringsArray,
  ...names: readonly (string | readonly string[] | { readonly text: string })[]
): Said {
  const said: (string | { name: string })[] = [first];
  for (const [index, given] of names.entries()) {
    if (typeof given === 'object' && 'text' in given) {
      said.push(given.text);
    } else {
      for (const [at, name] of [given].flat().entries()) {
        if (at > 0) said.push(', ');
        said.push({ name });
      }
    }
    said.push(texts[index + 1] ?? '');
  }
  return said.filter((part) => part !== '');
}

/** The same as text alone. */
export function plainly(said: Said): string {
  return said.map((part) => (typeof part === 'string' ? part : part.name)).join('');
}
