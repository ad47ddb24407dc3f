import { createContext, use, useEffect, useMemo, useState, useSyncExternalStore } from 'react';
import type { ReactNode } from 'react';
import { useForm } from 'react-hook-form';
import type { UseFormReturn } from 'react-hook-form';
import { announce } from '#ui/announcer.tsx';
import { createDraftKeeper } from './draft-keeper.ts';
import type { DraftKeeper } from './draft-keeper.ts';
import type { Drafts } from './drafts.ts';
import type { EditSession } from './edit-session.ts';
import { inputName, nameOf } from './field.ts';
import type { FieldSpec } from './field.ts';
import { rawsOf, syncForm } from './raw-form.ts';
import { placeRefused } from './refused.ts';
import type { RefusedName } from './refused.ts';
import { savedWords } from './saved-words.ts';
import type { EditState } from './session.ts';

/** What the forms of one resource are given. The same object as long as nothing of it changes. */
export type Editing = {
  readonly session: EditSession;
  /** Every field, also of sections that are not on screen. */
  readonly fields: readonly FieldSpec[];
  /** What it is, such as "issuer". */
  readonly noun: string;
  /** It is not there yet: nothing typed is a change of anything. */
  readonly isNew?: true;
  /** Why nothing can be changed here; null: it can. */
  readonly readOnly: string | null;
  /** Fields that a failed save names, by their dotted names (contract §4). */
  readonly refusedIn: (error: unknown) => readonly RefusedName[];
  /** Says what went wrong with a save, and offers to try again. */
  readonly renderFailure: (failure: {
    error: unknown;
    /** Whether it is known that nothing was written. */
    settled: boolean;
    /** Saves what is there now. */
    onRetry: () => void;
    /** Saves what was to be saved, once what was in the way is over. */
    onResume: () => void;
  }) => ReactNode;
  /** Goes to the section a field is in. */
  readonly openField: (spec: FieldSpec) => void;
};

type Shared = Editing & {
  /** Holds what the fields show, under their dotted names. */
  readonly form: UseFormReturn;
  readonly keeper: DraftKeeper;
};

const EditingContext = createContext<Shared | null>(null);

/** The editing this is part of. @throws {Error} outside of one */
export function useEditing(): Shared {
  const editing = use(EditingContext);
  if (editing === null) throw new Error('There is no editing around this');
  return editing;
}

/** Editing in which some fields cannot be changed for now, and why. Null: they can, as all can. */
export function ReadOnly({ reason, children }: { reason: string | null; children: ReactNode }) {
  const editing = useEditing();
  const shared = useMemo(
    () => ({ ...editing, readOnly: editing.readOnly ?? reason }),
    [editing, reason],
  );
  return <EditingContext value={shared}>{children}</EditingContext>;
}

/** Something of the session's state: text, a number, or the same object until it changes. */
export function useEditState<T>(select: (state: EditState) => T): T {
  const { session } = useEditing();
  return useSyncExternalStore(session.subscribe, () => select(session.state()));
}

/**
 * All forms of one resource: one session, and one form of the form library, which holds the raw text
 * of every field, also of those that are not on screen. Text flows into the session as it is typed;
 * back flows what a save, a draft or someone else changed, never under the cursor.
 */
export function EditingProvider({
  editing,
  drafts,
  resource,
  children,
}: {
  editing: Editing;
  /** Null until it is known who is signed in. */
  drafts: Drafts | null;
  /** Names the resource, for its draft. */
  resource: string;
  children: ReactNode;
}) {
  const { session, fields, refusedIn } = editing;
  const [defaultValues] = useState(() => rawsOf(session.state(), fields));
  const form = useForm({ defaultValues, mode: 'onTouched' });
  useEffect(() => {
    let heard = session.state().outcome;
    return session.subscribe(() => {
      syncForm(session, form, fields);
      const { outcome } = session.state();
      if (outcome === heard) return;
      heard = outcome;
      if (outcome?.kind === 'saved') announce(savedWords(outcome));
      if (outcome?.kind === 'failed') showRefused(form, fields, refusedIn(outcome.error));
    });
  }, [session, form, fields, refusedIn]);
  const keeper = useMemo(
    () => createDraftKeeper(session, fields, drafts, resource),
    [session, fields, drafts, resource],
  );
  // After the form listens: what is brought back goes into its fields.
  useEffect(() => keeper.start(), [keeper]);
  const shared = useMemo(() => ({ ...editing, form, keeper }), [editing, form, keeper]);
  return <EditingContext value={shared}>{children}</EditingContext>;
}

/** Says at each field why it was refused, and puts the focus into the first that is on screen. */
export function showRefused(
  form: UseFormReturn,
  fields: readonly FieldSpec[],
  refused: readonly RefusedName[],
): void {
  const names = placeRefused(fields, refused).flatMap(({ spec, words }) => {
    if (spec === null) return [];
    form.setError(nameOf(spec), { type: 'server', message: words });
    return document.getElementsByName(inputName(spec)).length > 0 ? [inputName(spec)] : [];
  });
  if (names[0] !== undefined) form.setFocus(names[0]);
}
