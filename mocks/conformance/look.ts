import assert from 'node:assert/strict';

/** Fails the case unless it holds. Words are made only then: of a page of rows they are long. */
function must(holds: boolean, words: () => string): asserts holds {
  if (!holds) assert.fail(words());
}

/** A JSON object under test. */
export type Row = { [key: string]: unknown };

/** The value under a path of keys; fails the case when a step on the way is no object or list. */
export function at(value: unknown, ...path: (string | number)[]): unknown {
  let current = value;
  for (const key of path) {
    must(
      typeof current === 'object' && current !== null,
      () => `nothing to look into for ${path.join('.')}: ${JSON.stringify(value)}`,
    );
    current = Object.hasOwn(current, key) ? (current as Row)[key] : undefined;
  }
  return current;
}

/** A text under a path. */
export function textAt(value: unknown, ...path: (string | number)[]): string {
  const found = at(value, ...path);
  must(typeof found === 'string', () => `${path.join('.')} is no text: ${JSON.stringify(found)}`);
  return found;
}

/** A number under a path. */
export function numberAt(value: unknown, ...path: (string | number)[]): number {
  const found = at(value, ...path);
  must(typeof found === 'number', () => `${path.join('.')} is no number: ${JSON.stringify(found)}`);
  return found;
}

/** An object under a path. */
export function rowAt(value: unknown, ...path: (string | number)[]): Row {
  const found = at(value, ...path);
  must(
    typeof found === 'object' && found !== null && !Array.isArray(found),
    () => `${path.join('.')} is no object: ${JSON.stringify(found)}`,
  );
  return found as Row;
}

/** A list of objects under a path. */
export function rowsAt(value: unknown, ...path: (string | number)[]): Row[] {
  const found = at(value, ...path);
  must(Array.isArray(found), () => `${path.join('.')} is no list: ${JSON.stringify(found)}`);
  return found.map((row) => rowAt(row));
}

/** A list of texts under a path. */
export function textsAt(value: unknown, ...path: (string | number)[]): string[] {
  const found = at(value, ...path);
  must(Array.isArray(found), () => `${path.join('.')} is no list: ${JSON.stringify(found)}`);
  return found.map((entry: unknown) => {
    assert.equal(typeof entry, 'string');
    return entry as string;
  });
}

/** The same value without null members, at any depth: "null as absent" (contract §8). */
export function withoutNulls(value: unknown): unknown {
  if (Array.isArray(value)) return value.map(withoutNulls);
  if (typeof value !== 'object' || value === null) return value;
  return Object.fromEntries(
    Object.entries(value)
      .filter(([, held]) => held !== null)
      .map(([key, held]) => [key, withoutNulls(held)]),
  );
}

/** Whether a text stands anywhere in a JSON value, as a key or inside a value. */
export function holds(value: unknown, wanted: string): boolean {
  if (typeof value === 'string') return value.includes(wanted);
  if (typeof value !== 'object' || value === null) return false;
  return Object.entries(value).some(([key, held]) => key.includes(wanted) || holds(held, wanted));
}
