import { useEffect, useState } from 'react';
import type { Draft, DraftEntry, Drafts } from './drafts.ts';
import type { EditSession } from './edit-session.ts';
import type { FieldSpec } from './field.ts';
import { keyOf, dirtyKeys } from './session.ts';

/** How long typing rests before it is kept for a reload, in milliseconds. */
const KEEP_AFTER_MS = 400;

/** The draft of a resource, as its page sees it. */
export type DraftView = {
  /** What an earlier visit of this tab left and was brought back; null: nothing. */
  broughtBack: Draft | null;
  /** What a closed tab left, newest first. */
  orphans: readonly { tab: string; draft: Draft }[];
  /** Puts an orphan's entries into the fields. */
  take: (tab: string) => void;
  drop: (tab: string) => void;
  /** The browser refuses to keep what is typed: a reload would lose it. */
  unkept: boolean;
};

/**
 * Keeps what is typed in this browser, and brings back what an earlier visit left.
 *
 * @param drafts null until it is known who is signed in
 */
export function useDraft(
  session: EditSession,
  fields: readonly FieldSpec[],
  drafts: Drafts | null,
  resource: string,
): DraftView {
  const [broughtBack, setBroughtBack] = useState<Draft | null>(null);
  const [orphans, setOrphans] = useState<DraftView['orphans']>([]);
  const [unkept, setUnkept] = useState(false);

  useEffect(() => {
    if (drafts === null) return undefined;
    let current = true;
    const draft = drafts.own(resource);
    if (draft !== null && dirtyKeys(session.state()).length === 0) {
      restore(session, fields, draft);
      if (dirtyKeys(session.state()).length > 0) setBroughtBack(draft);
    }
    void drafts.orphans(resource).then((found) => {
      if (current) setOrphans(found);
    });

    let kept = session.state().edits;
    let timer: ReturnType<typeof setTimeout> | undefined;
    const keep = () => {
      clearTimeout(timer);
      timer = undefined;
      const { edits } = session.state();
      if (edits === kept) return;
      kept = edits;
      const entries = entriesOf(session);
      setUnkept(!drafts.keep(resource, entries));
      if (entries.length === 0) setBroughtBack(null);
    };
    const unsubscribe = session.subscribe(() => {
      if (session.state().edits !== kept) timer ??= setTimeout(keep, KEEP_AFTER_MS);
    });
    addEventListener('pagehide', keep);
    return () => {
      current = false;
      keep();
      unsubscribe();
      removeEventListener('pagehide', keep);
    };
  }, [session, fields, drafts, resource]);

  const without = (tab: string) => setOrphans((left) => left.filter((one) => one.tab !== tab));
  return {
    broughtBack,
    orphans,
    unkept,
    take: (tab) => {
      const draft = drafts?.take(resource, tab) ?? null;
      without(tab);
      if (draft === null) return;
      restore(session, fields, draft);
      setBroughtBack(draft);
    },
    drop: (tab) => {
      drafts?.drop(resource, tab);
      without(tab);
    },
  };
}

function entriesOf(session: EditSession): DraftEntry[] {
  const state = session.state();
  return dirtyKeys(state).flatMap((key): DraftEntry[] => {
    const edit = state.edits.get(key);
    if (edit === undefined) return [];
    const { path, base, mine, raw } = edit;
    return [{ path, before: base, after: mine, ...(raw !== undefined && { raw }) }];
  });
}

function restore(session: EditSession, fields: readonly FieldSpec[], { entries }: Draft): void {
  const edits = entries.map(({ path, before, after, raw }) => {
    const spec = fields.find((one) => keyOf(one.path) === keyOf(path));
    const reading = raw === undefined ? undefined : spec?.read(raw, before);
    return {
      path,
      base: before,
      mine: reading?.reason === null ? reading.value : after,
      raw: spec === undefined ? undefined : raw,
      reason: reading?.reason ?? null,
    };
  });
  session.dispatch({ type: 'restored', edits });
}
