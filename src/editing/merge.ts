import { isJsonObject } from '#contract/values.ts';

/**
 * How the value at a path is merged. Declared by whoever knows the resource; this room knows none.
 *
 * - `atomic`: as a whole. What is not declared is atomic: a question is better than a wrong merge.
 * - `set`: a list of texts whose order means nothing; each entry by itself.
 * - `map`: an object, each key by itself: by `fields` where it is named there, else as `rest`.
 */
export type MergeKind =
  | { readonly kind: 'atomic' }
  | { readonly kind: 'set' }
  | {
      readonly kind: 'map';
      /** A Map, since `__proto__` and `constructor` are names like any other. */
      readonly fields: ReadonlyMap<string, MergeKind>;
      readonly rest: MergeKind;
    };

/** See {@link MergeKind}. */
export const ATOMIC: MergeKind = { kind: 'atomic' };

/** See {@link MergeKind}. */
export const SET: MergeKind = { kind: 'set' };

/** A map whose keys are all merged alike, but for those named in `fields`. */
export function mapOf(
  rest: MergeKind,
  fields: Iterable<readonly [string, MergeKind]> = [],
): MergeKind {
  return { kind: 'map', fields: new Map(fields), rest };
}

/** Keys from the root to a value. Never a dotted text: a key may hold dots and brackets itself. */
export type Path = readonly string[];

/** One value that differs between two revisions. `undefined`: it is not there. */
export type Change = { readonly path: Path; readonly before: unknown; readonly after: unknown };

/** One value that both sides changed, each to something else. */
export type Conflict = {
  readonly path: Path;
  readonly base: unknown;
  readonly mine: unknown;
  readonly theirs: unknown;
};

/**
 * Whether two values mean the same to AuthPI. Null and absent do (contract §8), and so does an object
 * or a set with nothing in it; the order of a set and of keys means nothing.
 */
export function isSame(kind: MergeKind, a: unknown, b: unknown): boolean {
  if (a === b) return true;
  if (isNothing(a) || isNothing(b)) return isNothing(a) && isNothing(b);
  if (kind.kind === 'set') {
    const [these, those] = [entriesOf(a), entriesOf(b)];
    if (these !== null && those !== null) {
      return these.size === those.size && holdsAll(those, these);
    }
  }
  if (isJsonObject(a) && isJsonObject(b)) {
    // Most are the very same, and this is asked at every key typed: a loop calls less.
    for (const key of keysOf(a, b)) {
      const [one, other] = [at(a, key), at(b, key)];
      if (one !== other && !isSame(kindAt(kind, key), one, other)) return false;
    }
    return true;
  }
  if (Array.isArray(a) && Array.isArray(b)) {
    const others: unknown[] = b;
    return a.length === b.length && a.every((entry, index) => isSame(ATOMIC, entry, others[index]));
  }
  return false;
}

/**
 * Three-way merge. A value that one side changed is taken from that side; one that both changed alike
 * is taken as it is; one that both changed differently is a conflict, and stays as in `base` until
 * somebody chooses.
 */
export function merge(
  kind: MergeKind,
  base: unknown,
  mine: unknown,
  theirs: unknown,
): { value: unknown; conflicts: readonly Conflict[] } {
  const conflicts: Conflict[] = [];
  const value = mergeAt(kind, [], { base, mine, theirs }, conflicts);
  return { value, conflicts };
}

type Sides = { base: unknown; mine: unknown; theirs: unknown };

function mergeAt(kind: MergeKind, path: Path, sides: Sides, conflicts: Conflict[]): unknown {
  const { base, mine, theirs } = sides;
  if (isSame(kind, mine, theirs) || isSame(kind, mine, base)) return theirs;
  if (isSame(kind, theirs, base)) return mine;
  if (kind.kind === 'set') {
    const [was, added, kept] = [entriesOf(base), entriesOf(mine), entriesOf(theirs)];
    if (was !== null && added !== null && kept !== null) {
      // In their order, with mine at the end.
      return [
        ...[...kept].filter((entry) => added.has(entry) || !was.has(entry)),
        ...[...added].filter((entry) => !kept.has(entry) && !was.has(entry)),
      ];
    }
  }
  if (kind.kind === 'map' && isMap(base) && isMap(mine) && isMap(theirs)) {
    const merged = keysOf(theirs, mine, base).map((key): [string, unknown] => [
      key,
      mergeAt(
        kindAt(kind, key),
        [...path, key],
        { base: at(base, key), mine: at(mine, key), theirs: at(theirs, key) },
        conflicts,
      ),
    ]);
    return objectOf(merged);
  }
  conflicts.push({ path, ...sides });
  return base;
}

/** What is to be done to `from` so that it means the same as `to`. */
export function diff(kind: MergeKind, from: unknown, to: unknown): readonly Change[] {
  const changes: Change[] = [];
  const visit = (at_: MergeKind, path: Path, before: unknown, after: unknown): void => {
    if (isSame(at_, before, after)) return;
    if (at_.kind === 'map' && isMap(before) && isMap(after)) {
      for (const key of keysOf(before, after)) {
        visit(kindAt(at_, key), [...path, key], at(before, key), at(after, key));
      }
    } else {
      changes.push({ path, before, after });
    }
  };
  visit(kind, [], from, to);
  return changes;
}

/** A copy of a value with changes made to it; what they do not name is the very same. */
export function apply(changes: readonly Change[], value: unknown): unknown {
  return changes.reduce((result, { path, after }) => withValue(result, path, after), value);
}

function withValue(value: unknown, [key, ...rest]: Path, after: unknown): unknown {
  if (key === undefined) return after;
  const entries = new Map(isJsonObject(value) ? Object.entries(value) : []);
  entries.set(key, withValue(entries.get(key), rest, after));
  return objectOf(entries);
}

/**
 * What to send so that a resource that holds `theirs` comes to mean `wanted`, whether the server
 * merges a given object into what it has or puts it in its place (contract §8: not published). An
 * object is sent whole, with null for what is no longer in it, at every depth.
 */
export function writeOf(theirs: unknown, wanted: unknown): unknown {
  if (wanted === undefined) return null;
  if (!isJsonObject(wanted)) return wanted;
  const before = isJsonObject(theirs) ? theirs : {};
  return objectOf(
    keysOf(wanted, before).map((key): [string, unknown] => [
      key,
      writeOf(at(before, key), at(wanted, key)),
    ]),
  );
}

/** An object without its keys that are not there; null stays. */
function objectOf(entries: Iterable<readonly [string, unknown]>): unknown {
  // Defines each key rather than assigning it, so that `__proto__` is one like any other.
  return Object.fromEntries([...entries].filter(([, value]) => value !== undefined));
}

function isNothing(value: unknown): boolean {
  if (value === undefined || value === null) return true;
  if (Array.isArray(value)) return value.length === 0;
  return isJsonObject(value) && Object.values(value).every(isNothing);
}

/** An object, or nothing where one could be. */
function isMap(value: unknown): boolean {
  return value === undefined || value === null || isJsonObject(value);
}

/** The entries of a set, each once; null for what is no list of texts. */
function entriesOf(value: unknown): ReadonlySet<string> | null {
  if (value === undefined || value === null) return new Set();
  if (!Array.isArray(value)) return null;
  const entries: unknown[] = value;
  const texts = new Set<string>();
  for (const entry of entries) {
    if (typeof entry !== 'string') return null;
    texts.add(entry);
  }
  return texts;
}

function holdsAll(set: ReadonlySet<string>, entries: ReadonlySet<string>): boolean {
  for (const entry of entries) if (!set.has(entry)) return false;
  return true;
}

/** How the value at a path is merged. */
export function kindOf(kind: MergeKind, path: Path): MergeKind {
  return path.reduce(kindAt, kind);
}

/** The value at a path; undefined where there is none. */
export function valueAt(value: unknown, path: Path): unknown {
  return path.reduce(at, value);
}

function kindAt(kind: MergeKind, key: string): MergeKind {
  return kind.kind === 'map' ? (kind.fields.get(key) ?? kind.rest) : ATOMIC;
}

/** What an object holds under a key of its own; undefined where it is none. */
export function at(value: unknown, key: string): unknown {
  return isJsonObject(value) && Object.hasOwn(value, key) ? value[key] : undefined;
}

function keysOf(...values: readonly unknown[]): string[] {
  return [...new Set(values.flatMap((value) => (isJsonObject(value) ? Object.keys(value) : [])))];
}
