import type { Draft, DraftEntry, Drafts } from './drafts.ts';
import type { EditSession } from './edit-session.ts';
import type { FieldSpec } from './field.ts';
import { dirtyKeys, isInside, keyOf, pathOf } from './session.ts';
import type { EditState } from './session.ts';

/** How long typing rests before it is kept for a reload, in milliseconds. */
const KEEP_AFTER_MS = 400;

/** What is known of drafts of one resource. */
export type DraftView = {
  /** What an earlier visit of this tab left, and is in the fields again; null: nothing. */
  readonly broughtBack: Draft | null;
  /** What closed tabs left, newest first: offered, not in the fields. */
  readonly orphans: readonly { readonly tab: string; readonly draft: Draft }[];
  /** The browser refuses to keep what is typed: a reload would lose it. */
  readonly unkept: boolean;
};

/** See {@link createDraftKeeper}. */
export type DraftKeeper = {
  /** For `useSyncExternalStore`. */
  view: () => DraftView;
  subscribe: (listener: () => void) => () => void;
  /** Brings back what there is and keeps what is typed from now on. @returns how to stop */
  start: () => () => void;
  /**
   * Puts what a closed tab left into the fields; or removes it. It stays an offer as long as
   * something else is typed there: see {@link isTypedOver}.
   */
  take: (tab: string) => void;
  drop: (tab: string) => void;
};

/**
 * Keeps what is typed into a session in this browser, and brings back what an earlier visit left.
 *
 * @param drafts null until it is known who is signed in: nothing is kept for nobody
 */
export function createDraftKeeper(
  session: EditSession,
  fields: readonly FieldSpec[],
  drafts: Drafts | null,
  resource: string,
): DraftKeeper {
  let view: DraftView = { broughtBack: null, orphans: [], unkept: false };
  const listeners = new Set<() => void>();
  const show = (change: Partial<DraftView>) => {
    view = { ...view, ...change };
    for (const listener of listeners) listener();
  };
  const without = (tab: string) =>
    show({ orphans: view.orphans.filter((orphan) => orphan.tab !== tab) });

  const start = () => {
    if (drafts === null) return () => {};
    let running = true;
    const draft = drafts.own(resource);
    if (draft !== null && dirtyKeys(session.state()).length === 0) {
      restore(session, fields, draft);
      if (dirtyKeys(session.state()).length > 0) show({ broughtBack: draft });
    }
    const offer = async () => {
      const orphans = await drafts.orphans(resource);
      if (running && orphans.length > 0) show({ orphans });
    };
    void offer();

    // What was brought back is looked at anew: it may have been saved since.
    let kept: unknown = null;
    let timer: ReturnType<typeof setTimeout> | undefined;
    const keep = () => {
      clearTimeout(timer);
      timer = undefined;
      const { edits } = session.state();
      if (edits === kept) return;
      kept = edits;
      const entries = entriesOf(session);
      const unkept = !drafts.keep(resource, entries);
      if (unkept !== view.unkept) show({ unkept });
      if (entries.length === 0 && view.broughtBack !== null) show({ broughtBack: null });
    };
    const unsubscribe = session.subscribe(() => {
      if (session.state().edits !== kept) timer ??= setTimeout(keep, KEEP_AFTER_MS);
    });
    addEventListener('pagehide', keep);
    return () => {
      running = false;
      keep();
      unsubscribe();
      removeEventListener('pagehide', keep);
    };
  };

  return {
    view: () => view,
    subscribe: (listener) => {
      listeners.add(listener);
      return () => listeners.delete(listener);
    },
    start,
    take: (tab) => {
      const offered = view.orphans.find((orphan) => orphan.tab === tab);
      if (offered !== undefined && isTypedOver(session.state(), offered.draft)) return;
      const draft = drafts?.take(resource, tab) ?? null;
      without(tab);
      if (draft === null) return;
      restore(session, fields, draft);
      show({ broughtBack: draft });
    },
    drop: (tab) => {
      drafts?.drop(resource, tab);
      without(tab);
    },
  };
}

/** Whether something is typed by now in a field of a draft: neither is to take the other's place. */
export function isTypedOver(state: EditState, { entries }: Draft): boolean {
  return dirtyKeys(state)
    .map(pathOf)
    .some((typed) => entries.some(({ path }) => isInside(path, typed) || isInside(typed, path)));
}

function entriesOf(session: EditSession): DraftEntry[] {
  const { edits } = session.state();
  return dirtyKeys(session.state()).flatMap((key): DraftEntry[] => {
    const edit = edits.get(key);
    if (edit === undefined) return [];
    const { path, base, mine, raw } = edit;
    return [{ path, before: base, after: mine, ...(raw !== undefined && { raw }) }];
  });
}

/** What was typed is read anew: the rules may have changed since. */
function restore(session: EditSession, fields: readonly FieldSpec[], { entries }: Draft): void {
  const edits = entries.map(({ path, before, after, raw }) => {
    const key = keyOf(path);
    const spec = fields.find((field) => keyOf(field.path) === key);
    const reading = raw === undefined ? undefined : spec?.read(raw, before);
    return {
      path,
      base: before,
      mine: reading?.reason === null ? reading.value : after,
      raw: reading === undefined ? undefined : raw,
      reason: reading?.reason ?? null,
    };
  });
  session.dispatch({ type: 'restored', edits });
}
