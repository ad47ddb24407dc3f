import { array, number, object, optional, string, unknown } from 'zod/mini';
import { check } from '#contract/check.ts';
import { tabOf } from './tab.ts';
import type { PageEvents } from './tab.ts';

/**
 * One unsaved value. `before` is the value that was on screen when the editing began, `after` what it
 * is to become; `undefined`: not there. `raw` is what the field shows, valid or not; left out where
 * the value itself says it. All of it is JSON.
 */
export type DraftEntry = {
  readonly path: readonly string[];
  readonly before: unknown;
  readonly after: unknown;
  readonly raw?: unknown;
};

/** What was unsaved of a resource. `at`: when it was last kept, Unix milliseconds. */
export type Draft = { readonly at: number; readonly entries: readonly DraftEntry[] };

/** A draft that a tab left behind. `tab`: its id. */
type Orphan = { readonly tab: string; readonly draft: Draft };

/** The drafts of one person, as one tab sees them. See {@link createDrafts}. */
export type Drafts = {
  /** This tab's draft of a resource, as after a reload. */
  own: (resource: string) => Draft | null;
  /**
   * Drafts of tabs that are gone, newest first. An offer ends with `take` or `drop`; null from `take`
   * says that another tab was quicker. Never rejects.
   */
  orphans: (resource: string) => Promise<readonly Orphan[]>;
  /** Makes a draft this tab's, in the place of what this tab had kept of the resource. */
  take: (resource: string, tab: string) => Draft | null;
  /** Removes a draft. */
  drop: (resource: string, tab: string) => void;
  /**
   * Keeps it, at once; no entries: removes it, as after a save or a discard. False when the browser
   * refused (full, blocked), so that the page can say that a reload would lose the changes; what was
   * kept before is still there then.
   */
  keep: (resource: string, entries: readonly DraftEntry[]) => boolean;
};

const PREFIX = 'authpi-draft-';

// The version is in the name: another shape is another name, and the old one is never misread.
const NAME = `${PREFIX}1 `;

/** How long a draft is kept, in milliseconds (7 days). */
const LIFE_MS = 7 * 24 * 60 * 60 * 1000;

/**
 * Unsaved work that survives a reload, a killed tab, a crash and a sign-in again: in this browser,
 * readable for whoever can use its profile. It holds what the entries hold and nothing else, so
 * **entries with secrets are never handed in**: that is the caller's to see to.
 *
 * Each tab writes under a name of its own, made of person, resource and tab, so no two overwrite each
 * other. A draft whose tab is gone is an orphan. Where the browser cannot tell which tabs are open
 * (no Web Locks: plain http, an old browser) the draft of every other tab is offered: an offer too
 * many is better than lost work. An open tab loses nothing by it, and its next change is kept again.
 *
 * What is stored is never trusted: what cannot be read, or is older than 7 days, is not there.
 *
 * @param options.person who is signed in
 * @param options.locks `undefined`: there are none
 * @param options.page the window; the tab's id, session and locks are those of the first call for it
 * @param options.newTab makes an id for a tab; random unless told
 */
export function createDrafts(options: {
  person: string;
  storage?: Storage;
  session?: Storage;
  locks?: LockManager | undefined;
  now?: () => number;
  newTab?: () => string;
  page?: PageEvents;
}): Drafts {
  const { person, now = Date.now, newTab = randomId, page = window } = options;
  const storage = options.storage ?? reach(() => localStorage);
  const tab = tabOf({
    page,
    session: options.session ?? reach(() => sessionStorage),
    locks: 'locks' in options ? options.locks : reach(() => navigator.locks),
    newTab,
  });
  const ownName = (resource: string) => nameOf({ person, resource, tab: tab.id() });
  const read = (name: string) => readDraft(storage, name, now());

  return {
    own: (resource) => read(ownName(resource)),

    orphans: async (resource) => {
      const open = (await tab.open()) ?? new Set<string>();
      const orphans: Orphan[] = [];
      for (const name of namesIn(storage)) {
        const of = parseName(name);
        if (of === null || of.person !== person || of.resource !== resource) continue;
        if (of.tab === tab.id() || open.has(of.tab)) continue;
        const draft = read(name);
        if (draft !== null) orphans.push({ tab: of.tab, draft });
      }
      return orphans.toSorted((a, b) => b.draft.at - a.draft.at);
    },

    take: (resource, from) => {
      const name = nameOf({ person, resource, tab: from });
      const draft = read(name);
      if (draft === null) return null;
      // Removed first: a full storage has no room for two. Refused all the same, it stays an orphan.
      remove(storage, name);
      if (!write(storage, ownName(resource), draft)) write(storage, name, draft);
      return draft;
    },

    drop: (resource, from) => {
      remove(storage, nameOf({ person, resource, tab: from }));
    },

    keep: (resource, entries) => {
      if (entries.length > 0) return write(storage, ownName(resource), { at: now(), entries });
      remove(storage, ownName(resource));
      return true;
    },
  };
}

/**
 * Removes every draft of anybody else, of another version, or older than 7 days. Called when it is
 * known who is signed in; null: nobody is any more, and nothing stays.
 */
export function clearOthers(options: {
  person: string | null;
  storage?: Storage;
  now?: () => number;
}): void {
  const { person, now = Date.now } = options;
  const storage = options.storage ?? reach(() => localStorage);
  for (const name of namesIn(storage)) {
    const isOurs = parseName(name)?.person === person;
    if (!isOurs || readDraft(storage, name, now()) === null) remove(storage, name);
  }
}

type Name = { readonly person: string; readonly resource: string; readonly tab: string };

function nameOf({ person, resource, tab }: Name): string {
  // As JSON, since each of the three may hold whatever could part them.
  return NAME + JSON.stringify([person, resource, tab]);
}

function parseName(name: string): Name | null {
  if (!name.startsWith(NAME)) return null;
  const checked = check(array(string()), parseJson(name.slice(NAME.length)));
  if (!checked.ok) return null;
  const [person, resource, tab] = checked.value;
  if (person === undefined || resource === undefined || tab === undefined) return null;
  // Whatever else would be taken for it cannot be reached by its name.
  return nameOf({ person, resource, tab }) === name ? { person, resource, tab } : null;
}

/** The names of all drafts, whoever's and of whatever version. */
function namesIn(storage: Storage | undefined): readonly string[] {
  const names: string[] = [];
  try {
    for (let index = 0; index < (storage?.length ?? 0); index += 1) {
      const name = storage?.key(index) ?? '';
      if (name.startsWith(PREFIX)) names.push(name);
    }
  } catch {
    // Storage is switched off, and holds nothing for us.
  }
  return names;
}

function readDraft(storage: Storage | undefined, name: string, now: number): Draft | null {
  let text: string | null = null;
  try {
    text = storage?.getItem(name) ?? null;
  } catch {
    // Storage is switched off.
  }
  const draft = text === null ? null : parseDraft(text);
  // A clock that was far ahead, and was set right, must not keep a draft for years.
  return draft === null || Math.abs(now - draft.at) > LIFE_MS ? null : draft;
}

/** JSON leaves out what is `undefined`, and what is left out reads as `undefined`. */
function parseDraft(text: string): Draft | null {
  const checked = check(object({ at: number(), entries: array(unknown()) }), parseJson(text));
  if (!checked.ok) return null;
  const entries = checked.value.entries.flatMap((value) => parseEntry(value) ?? []);
  return entries.length === 0 ? null : { at: checked.value.at, entries };
}

const storedEntry = object({
  path: array(string()),
  before: optional(unknown()),
  after: optional(unknown()),
  raw: optional(unknown()),
});

function parseEntry(value: unknown): DraftEntry | null {
  const checked = check(storedEntry, value);
  if (!checked.ok) return null;
  const { path, before, after, raw } = checked.value;
  return raw === undefined ? { path, before, after } : { path, before, after, raw };
}

function parseJson(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return null;
  }
}

function write(storage: Storage | undefined, name: string, { at, entries }: Draft): boolean {
  if (storage === undefined) return false;
  try {
    // Field by field: what else an entry carries is not for here.
    const stored = entries.map(({ path, before, after, raw }) => ({ path, before, after, raw }));
    storage.setItem(name, JSON.stringify({ at, entries: stored }));
    return true;
  } catch {
    return false;
  }
}

function remove(storage: Storage | undefined, name: string) {
  try {
    storage?.removeItem(name);
  } catch {
    // Storage is switched off, and held nothing.
  }
}

/** What the browser has, or undefined where it forbids even the asking (cookies blocked). */
function reach<T>(get: () => T): T | undefined {
  try {
    return get();
  } catch {
    return undefined;
  }
}

/** 128 random bits. `randomUUID` is missing on plain http. */
function randomId(): string {
  return Array.from(crypto.getRandomValues(new Uint32Array(4)), (word) => word.toString(36)).join(
    '-',
  );
}
