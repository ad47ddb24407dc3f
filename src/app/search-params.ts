/**
 * Search parameters as plain texts, so that `?q=123` is the text it looks like. The router's own
 * way reads JSON into them and writes quotes around a text that looks like a number.
 */
export function parseSearch(search: string): { [name: string]: string } {
  return Object.fromEntries(new URLSearchParams(search));
}

/** The inverse of {@link parseSearch}; what is undefined or empty stays out of the address. */
export function stringifySearch(search: { [name: string]: unknown }): string {
  const params = new URLSearchParams();
  for (const [name, value] of Object.entries(search)) {
    if (typeof value === 'string' && value !== '') params.set(name, value);
  }
  const text = params.toString();
  return text === '' ? '' : `?${text}`;
}
