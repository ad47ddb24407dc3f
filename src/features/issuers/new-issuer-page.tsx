import { useQuery, useQueryClient } from '@tanstack/react-query';
import { Link } from '@tanstack/react-router';
import { useEffect, useMemo, useState, useSyncExternalStore } from 'react';
import type { SubmitEvent } from 'react';
import { callerQuery } from '#api/caller.ts';
import { createIdempotency, unsettledOverReload } from '#api/idempotency.ts';
import { describeError } from '#api/error-words.ts';
import { ApiError } from '#api/errors.ts';
import { createAuthMethod } from '#api/write-auth-methods.ts';
import { createIssuer } from '#api/write-issuers.ts';
import { fateOf } from '#api/writes.ts';
import type { Issuer, IssuerRow } from '#contract/issuer.ts';
import { pathOf } from '#contract/operations.ts';
import { isJsonObject } from '#contract/values.ts';
import { EditField } from '#editing/edit-field.tsx';
import { createEditSession } from '#editing/edit-session.ts';
import type { EditedResource, EditSession } from '#editing/edit-session.ts';
import { EditingLines } from '#editing/editing-lines.tsx';
import { EditingProvider, showRefused, useEditing, useEditState } from '#editing/editing.tsx';
import type { Editing } from '#editing/editing.tsx';
import { nameOf } from '#editing/field.ts';
import type { FieldSpec } from '#editing/field.ts';
import { valueAt } from '#editing/merge.ts';
import type { Path } from '#editing/merge.ts';
import { placeRefused } from '#editing/refused.ts';
import { dirtyKeys, shownAt } from '#editing/session.ts';
import { UnsavedGuard } from '#editing/unsaved-guard.tsx';
import { FailureLine } from '#shared/failure.tsx';
import { issuerName } from '#shared/issuer-words.ts';
import { lacksScope } from '#shared/lacks-scope.ts';
import { useDrafts } from '#shared/use-drafts.ts';
import { announce } from '#ui/announcer.tsx';
import { CopyButton } from '#ui/copy-button.tsx';
import { ErrorSummary } from '#ui/error-summary.tsx';
import { SubmitButton } from '#ui/save-bar.tsx';
import { FieldGrid } from '#ui/field.tsx';
import { Notice } from '#ui/notice.tsx';
import { noteCreated } from './created-issuers.ts';
import { createCreation } from './new-issuer-creation.ts';
import type { Creation, CreationState, Order } from './new-issuer-creation.ts';
import { NewIssuerProgress } from './new-issuer-progress.tsx';
import { NewIssuerSource } from './new-issuer-source.tsx';
import { forgetHandedOver, handedOver } from './new-issuer-start.ts';
import {
  keptStart,
  NEW_ISSUER_FIELDS,
  NEW_ISSUER_KIND,
  newIssuerBody,
  START,
  startOf,
} from './new-issuer.ts';
import type { Start } from './new-issuer.ts';
import { useSource } from './use-source.ts';
import type { Source } from './use-source.ts';

/** Creates an issuer: blank, or from what another one is set to. */
export function NewIssuerPage({
  accountId,
  onCreated,
}: {
  accountId: string;
  /** It is there, and all that was to be made with it. */
  onCreated: (issuer: Issuer) => void;
}) {
  const queryClient = useQueryClient();
  const [session] = useState(openNew);
  const [creation] = useState(() =>
    createCreation(
      {
        issuer: async (body, key) => (await createIssuer(queryClient, accountId, body, key)).value,
        method: (issuerId, body, key) =>
          createAuthMethod(queryClient, accountId, issuerId, body, key),
      },
      // An answer that was lost, and then a reload: the draft is back, and is still the same issuer.
      createIdempotency({ unsettled: unsettledOverReload(`issuers of ${accountId}`) }),
    ),
  );
  const caller = useQuery({ ...callerQuery(), throwOnError: false }).data;
  const readOnly = lacksScope(caller, accountId, 'issuers:write')
    ? 'You cannot create issuers in this account: that takes the scope issuers:write'
    : null;
  const editing = useMemo(
    (): Editing => ({
      session,
      fields: NEW_ISSUER_FIELDS,
      noun: 'issuer',
      isNew: true,
      readOnly,
      refusedIn,
      // Nothing is saved: it is created, and what comes of that is said by the form.
      renderFailure: () => null,
      openField: () => undefined,
    }),
    [session, readOnly],
  );
  useEffect(
    () =>
      creation.subscribe(() => {
        const now = creation.state();
        if (now.step !== 'copying' && now.step !== 'created') return;
        const { issuer, left, notKept } = now;
        // From here on it is there, whatever becomes of the rest, or if one leaves meanwhile.
        giveUp(session);
        noteCreated(issuer.id, { left, notKept });
        if (now.step === 'created') onCreated(issuer);
      }),
    [creation, session, onCreated],
  );
  const drafts = useDrafts(caller);
  return (
    <EditingProvider
      editing={editing}
      drafts={drafts}
      resource={`${pathOf('createIssuer', { account_id: accountId })}/new`}
    >
      <UnsavedGuard
        unsaved={() => Math.min(1, dirtyKeys(session.state()).length)}
        saving={creation.running}
        keeps={() => false}
        words={() => 'The new issuer'}
        onDiscard={() => giveUp(session)}
        drafted={() => drafts !== null}
      >
        <NewIssuer accountId={accountId} creation={creation} />
      </UnsavedGuard>
    </EditingProvider>
  );
}

/** A session that is only typed in: there is nothing yet to read or to write. */
function openNew(): EditSession {
  const nothing = () => Promise.reject(new Error('There is no issuer yet'));
  const resource: EditedResource = { read: nothing, write: nothing, fateOf: () => 'refused' };
  const session = createEditSession(NEW_ISSUER_KIND, { value: {}, tag: null, at: null }, resource);
  const start = handedOver();
  if (start !== null && isJsonObject(start.values)) {
    type(session, START, { ...startOf(null), from: 'values', values: start.values });
    prefill(session, NEW_ISSUER_FIELDS, {}, start.values);
  }
  return session;
}

function giveUp(session: EditSession): void {
  forgetHandedOver();
  session.dispatch({ type: 'discarded', keys: dirtyKeys(session.state()) });
}

function type(session: EditSession, path: Path, mine: unknown): void {
  session.dispatch({ type: 'typed', path, mine });
}

/** Fills fields with what is copied; not those in which somebody typed something else. */
function prefill(
  session: EditSession,
  fields: readonly FieldSpec[],
  before: unknown,
  now: unknown,
): void {
  for (const { path } of fields) {
    const shown = shownAt(session.state(), path) ?? null;
    const given = valueAt(before, path) ?? null;
    if (shown === null || shown === given) type(session, path, valueAt(now, path) ?? undefined);
  }
}

/** What a copy brings into the fields: two issuers of one name nobody could tell apart. */
const COPIED_FIELDS = NEW_ISSUER_FIELDS.filter(({ path: [key] }) => key !== 'name');

function refusedIn(error: unknown) {
  return error instanceof ApiError ? error.fields : [];
}

function NewIssuer({ accountId, creation }: { accountId: string; creation: Creation }) {
  const state = useSyncExternalStore(creation.subscribe, creation.state);
  return state.step === 'copying' || state.step === 'created' ? (
    <NewIssuerProgress state={state} creation={creation} />
  ) : (
    <NewIssuerForm accountId={accountId} state={state} creation={creation} />
  );
}

function NewIssuerForm({
  accountId,
  state,
  creation,
}: {
  accountId: string;
  state: Extract<CreationState, { step: 'form' | 'creating' }>;
  creation: Creation;
}) {
  const { session, form, readOnly } = useEditing();
  const kept = useEditState((now) => shownAt(now, START));
  const start = useMemo(() => startOf(kept), [kept]);
  const source = useSource(accountId, start);
  const reason = useReason(source);
  const busy = state.step === 'creating';

  const create = () => creation.create(() => orderOf(session, start, source));
  const submit = (event: SubmitEvent) => {
    event.preventDefault();
    // Enter in a field does what the button does, and no more.
    if (reason === null && !busy) create();
  };
  useEffect(
    () =>
      creation.subscribe(() => {
        const now = creation.state();
        if (now.step !== 'form' || now.failure === null) return;
        showRefused(form, NEW_ISSUER_FIELDS, refusedIn(now.failure.error));
      }),
    [creation, form],
  );
  const setStart = (next: Start) => type(session, START, keptStart(next));
  const pick = (row: IssuerRow) => {
    setStart({ ...start, from: 'copy', copy: row.id });
    prefill(session, COPIED_FIELDS, source.issuer ?? {}, row);
    announce(`Chosen: ${issuerName(row)}`);
  };
  return (
    <form noValidate onSubmit={submit} className="new-issuer">
      {readOnly !== null && <Notice tone="info">{readOnly}.</Notice>}
      <EditingLines />
      <FieldGrid>
        {NEW_ISSUER_FIELDS.map((spec) => (
          <EditField key={nameOf(spec)} spec={spec} />
        ))}
      </FieldGrid>
      <NewIssuerSource
        accountId={accountId}
        start={start}
        source={source}
        readOnly={readOnly !== null}
        onStart={setStart}
        onPick={pick}
      />
      {state.step === 'form' && state.failure !== null && (
        <Failed error={state.failure.error} onRetry={create} />
      )}
      <div className="save-bar">
        <SubmitButton reason={reason} busy={busy} doing="Creating…">
          Create issuer
        </SubmitButton>
        <Link
          to="/accounts/$accountId/issuers"
          params={{ accountId }}
          activeOptions={{ exact: true }}
          className="btn btn-quiet"
        >
          Cancel
        </Link>
      </div>
    </form>
  );
}

/** Why it cannot be created now; null: it can. */
function useReason(source: Source): string | null {
  const { readOnly } = useEditing();
  const why = useEditState((state): string | null => {
    const unread = [...state.edits.values()].filter(({ reason }) => reason !== null).length;
    if (unread > 0) {
      return unread === 1 ? '1 field needs attention' : `${unread} fields need attention`;
    }
    return shownAt(state, ['name']) == null ? 'Give it a name' : null;
  });
  return readOnly ?? why ?? source.reason;
}

async function orderOf(session: EditSession, start: Start, source: Source): Promise<Order> {
  const body = newIssuerBody(shownAt(session.state(), []), source.carried, start.leave);
  const { methods } = source;
  if (methods === null || start.leave.includes('methods') || methods.list.state !== 'known') {
    return { body, copies: [], left: [] };
  }
  const { planMethods } = await import('./new-issuer-methods.ts');
  return { body, ...planMethods(methods.list.rows) };
}

/** Why it was not created: at the field, as a list where it has none, or as a line. */
function Failed({ error, onRetry }: { error: unknown; onRetry: () => void }) {
  const refused = placeRefused(NEW_ISSUER_FIELDS, refusedIn(error));
  if (refused.length === 0) {
    const what =
      fateOf(error) === 'unknown'
        ? 'Perhaps created. Before you change anything here, try again or look at the issuers.'
        : 'Not created. What you typed is still here.';
    return <FailureLine what={what} error={error} onRetry={onRetry} />;
  }
  const elsewhere = refused.filter(({ spec }) => spec === null);
  if (elsewhere.length === 0) return null;
  const reference = error instanceof ApiError ? error.reference : null;
  return (
    <ErrorSummary
      title={`Not created. ${describeError(error).title}. What you typed is still here.`}
      items={elsewhere.map(({ words }) => ({ text: words }))}
    >
      <p>These are taken along. Leave out the part that they are in, or change it where it is.</p>
      {reference !== null && (
        <p className="text-meta">
          Reference <code>{reference}</code>
          <CopyButton text={reference} what="reference" />
        </p>
      )}
    </ErrorSummary>
  );
}
