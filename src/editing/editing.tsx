import { createContext, use, useEffect, useMemo, useState, useSyncExternalStore } from 'react';
import type { ReactNode } from 'react';
import { useForm } from 'react-hook-form';
import type { UseFormReturn } from 'react-hook-form';
import type { Drafts } from './drafts.ts';
import type { EditSession } from './edit-session.ts';
import type { FieldSpec } from './field.ts';
import { rawsOf, syncForm } from './raw-form.ts';
import type { EditState } from './session.ts';
import { useDraft } from './use-draft.ts';
import type { DraftView } from './use-draft.ts';

/** What the forms of one resource are given. The same object as long as nothing of it changes. */
export type Editing = {
  readonly session: EditSession;
  /** Every field, also of sections that are not on screen. */
  readonly fields: readonly FieldSpec[];
  /** What it is, such as "issuer". */
  readonly noun: string;
  /** Why nothing can be changed here; null: it can. */
  readonly readOnly: string | null;
  /** Fields that a failed save names, by their dotted names (contract §4). */
  readonly refusedIn: (error: unknown) => readonly { field: string; message: string }[];
  /** Says what went wrong with a save, and offers to try again. */
  readonly renderFailure: (failure: {
    error: unknown;
    /** Whether it is known that nothing was written. */
    settled: boolean;
    onRetry: () => void;
  }) => ReactNode;
  /** Goes to the section a field is in. */
  readonly openField: (spec: FieldSpec) => void;
};

type Shared = Editing & {
  /** Holds what the fields show, under their dotted names. */
  readonly form: UseFormReturn;
  readonly draft: DraftView;
};

const EditingContext = createContext<Shared | null>(null);

/** The editing this is part of. @throws {Error} outside of one */
export function useEditing(): Shared {
  const editing = use(EditingContext);
  if (editing === null) throw new Error('There is no editing around this');
  return editing;
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
  const { session, fields } = editing;
  const [defaultValues] = useState(() => rawsOf(session.state(), fields));
  const form = useForm({ defaultValues, mode: 'onTouched' });
  useEffect(
    () => session.subscribe(() => syncForm(session, form, fields)),
    [session, form, fields],
  );
  const draft = useDraft(session, fields, drafts, resource);
  const shared = useMemo(() => ({ ...editing, form, draft }), [editing, form, draft]);
  return <EditingContext value={shared}>{children}</EditingContext>;
}
