import { useQuery } from '@tanstack/react-query';
import type { QueryKey, UseQueryOptions } from '@tanstack/react-query';
import { useEffect, useMemo, useState } from 'react';
import type { ReactNode } from 'react';
import { callerQuery } from '#api/caller.ts';
import { ApiError } from '#api/errors.ts';
import { fateOf } from '#api/writes.ts';
import type { Resource } from '#api/writes.ts';
import type { RequiredScope } from '#contract/ours/scopes.ts';
import { createEditSession } from '#editing/edit-session.ts';
import { EditingProvider } from '#editing/editing.tsx';
import type { Editing } from '#editing/editing.tsx';
import type { FieldSpec } from '#editing/field.ts';
import type { MergeKind } from '#editing/merge.ts';
import { dirtyKeys } from '#editing/session.ts';
import type { Revision } from '#editing/session.ts';
import { UnsavedGuard, writeUnderWay } from '#editing/unsaved-guard.tsx';
import { FailureLine } from './failure.tsx';
import { lacksScope } from './lacks-scope.ts';
import { useDrafts } from './use-drafts.ts';

/** How a resource is edited: all that its pages have to say. */
export type Editable<T, Patch> = {
  /** What it is, such as "issuer". */
  readonly noun: string;
  readonly kind: MergeKind;
  /** Every field that a form of it shows. */
  readonly fields: readonly FieldSpec[];
  /** What of it can be edited: the top-level fields of a body that changes it, and no others. */
  readonly valueOf: (resource: T) => unknown;
  /** What is sent, from the fields that changed. */
  readonly patchOf: (body: unknown) => Patch;
  /** What it takes to change it. */
  readonly scope: RequiredScope;
};

/**
 * The forms of one resource. They open on the revision that the page loaded; what the page loads
 * later is theirs, and never comes into what is being edited.
 *
 * @param latest the newest revision the page knows; `failure`: why it could not be asked for again
 */
export function ResourceEditing<T, Patch>({
  editable,
  resource,
  path,
  accountId,
  name,
  latest,
  failure,
  keeps,
  onOpenField,
  children,
}: {
  editable: Editable<T, Patch>;
  resource: Resource<T, Patch>;
  /** Names the resource, for what is kept of it in this browser. */
  path: string;
  accountId: string;
  /** What it is called, where leaving it is asked about. */
  name: string;
  latest: Revision & { readonly value: T };
  failure: unknown;
  /** Addresses at which one stays in these forms. */
  keeps: (path: string) => boolean;
  onOpenField: (spec: FieldSpec) => void;
  children: ReactNode;
}) {
  const { noun, kind, fields, valueOf, patchOf, scope } = editable;
  const [session] = useState(() =>
    createEditSession(kind, edited(latest), {
      read: async () => edited(await resource.read()),
      write: async (body, tag) => edited(await resource.write(patchOf(body), tag)),
      fateOf,
    }),
  );
  const { value, tag, at } = latest;
  useEffect(() => {
    session.dispatch({ type: 'received', revision: { value: valueOf(value), tag, at } });
  }, [session, valueOf, value, tag, at]);
  const isGone = failure instanceof ApiError && failure.kind === 'not_found';
  useEffect(() => {
    if (isGone) session.dispatch({ type: 'lost' });
  }, [session, isGone]);

  const caller = useQuery({ ...callerQuery(), throwOnError: false }).data;
  const readOnly = lacksScope(caller, accountId, scope)
    ? `You can look at this ${noun}, and not change it: that takes the scope ${scope}`
    : null;
  const editing = useMemo(
    (): Editing => ({
      session,
      fields,
      noun,
      readOnly,
      refusedIn: (error) => (error instanceof ApiError ? error.fields : []),
      renderFailure: ({ error, settled, onRetry, onResume }) => (
        <FailureLine
          what={settled ? 'Not saved. What you typed is still here.' : 'Perhaps not saved.'}
          error={error}
          told={settled ? 'unsaved' : 'unsure'}
          onRetry={onRetry}
          onResume={onResume}
        />
      ),
      openField: onOpenField,
    }),
    [session, fields, noun, readOnly, onOpenField],
  );
  const drafts = useDrafts(caller);
  return (
    <EditingProvider editing={editing} drafts={drafts} resource={path}>
      <UnsavedGuard
        unsaved={() => dirtyKeys(session.state()).length}
        saving={() => writeUnderWay(session)}
        keeps={keeps}
        words={() => unsavedWords(dirtyKeys(session.state()).length, name)}
        onDiscard={() => session.dispatch({ type: 'discarded', keys: dirtyKeys(session.state()) })}
        drafted={() => drafts !== null}
      >
        {children}
      </UnsavedGuard>
    </EditingProvider>
  );

  function edited(revision: { value: T; tag: Revision['tag']; at: number | null }): Revision {
    return { ...revision, value: valueOf(revision.value) };
  }
}

function unsavedWords(count: number, name: string): string {
  return count === 1 ? `1 change of ${name}` : `${count} changes of ${name}`;
}

/** How often the page looks whether somebody else changed what is being edited, in milliseconds. */
const LOOK_EVERY_MS = 60_000;

/**
 * What is being edited, watched: asked for again now and then and on every return to the window, so
 * that somebody else's change is known before it is met. Its failures are not the page's.
 */
export function useWatched<Data, Key extends QueryKey>(
  query: UseQueryOptions<Data, Error, Data, Key>,
): { data: Data | undefined; error: Error | null } {
  return useQuery({
    ...query,
    throwOnError: false,
    refetchOnWindowFocus: 'always',
    refetchInterval: LOOK_EVERY_MS,
  });
}
