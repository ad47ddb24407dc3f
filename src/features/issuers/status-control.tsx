import { lazy, useEffect, useRef, useState } from 'react';
import { isJsonObject } from '#contract/values.ts';
import { useEditing, useEditState } from '#editing/editing.tsx';
import type { EditSession } from '#editing/edit-session.ts';
import { Conflict } from '#editing/later.tsx';
import { valueAt } from '#editing/merge.ts';
import { SectionNews, SectionOutcome } from '#editing/section-lines.tsx';
import { isOf, outcomeOf } from '#editing/section-state.ts';
import type { SectionSpec } from '#editing/section-state.ts';
import { canUndo, keyOf } from '#editing/session.ts';
import { FailureLine } from '#shared/failure.tsx';
import { environmentOf, issuerName, statusLook } from '#shared/issuer-words.ts';
import { announce } from '#ui/announcer.tsx';
import { Button } from '#ui/button.tsx';
import { LazyDialog } from '#ui/lazy-dialog.tsx';
import { Notice } from '#ui/notice.tsx';
import { Section } from '#ui/section.tsx';
import { Status } from '#ui/status.tsx';
import { STATUS } from './issuer-editable.ts';

const loadDialog = () => import('./status-dialog.tsx');
const StatusDialog = lazy(() => loadDialog().then((module) => ({ default: module.StatusDialog })));

/** Fetches the code ahead. Where that fails, opening says so. */
function preloadDialog() {
  loadDialog().catch(() => undefined);
}

/** Saved by itself: what else is typed stays where it is. */
const SECTION: SectionSpec = { title: 'Status', noun: 'status', fields: [STATUS] };
const KEY = keyOf(STATUS.path);

const CHANGES = [
  { status: 'active', verb: 'Activate', asks: null },
  { status: 'disabled', verb: 'Disable', asks: 'disable' },
  { status: 'suspended', verb: 'Suspend', asks: 'suspend' },
] as const;

/** Changes the status of the issuer that is edited, and nothing else of it. */
export function changeStatus(session: EditSession, status: 'active' | 'disabled' | 'suspended') {
  session.dispatch({ type: 'typed', path: STATUS.path, mine: status });
  session.dispatch({ type: 'save', keys: [KEY] });
}

/** Whether the issuer is in use, and the ways to change that. Part of its editing. */
export function StatusControl({ accountId, issuerId }: { accountId: string; issuerId: string }) {
  const { session } = useEditing();
  const theirs = useEditState((state) => state.theirs.value);
  const status = textOf(valueAt(theirs, STATUS.path));
  const outcome = useEditState((state) => outcomeOf(state, SECTION));
  const busy = useEditState(
    ({ writing }) => writing !== null && isOf(SECTION, writing.sent.keys()),
  );
  const reason = useReason();
  const [asking, setAsking] = useState<'disable' | 'suspend' | null>(null);
  const part = useRef<HTMLDivElement>(null);

  const isKept = useEditState(({ notKept }) => !notKept.has(KEY));
  const isDone = outcome?.kind === 'saved' && isKept;
  useEffect(() => {
    if (isDone) announce(`Status: ${statusLook(status).text}`);
    // What was pressed may be gone with the status it led to.
    if (isDone && document.activeElement === document.body) part.current?.focus();
  }, [isDone, status]);
  const leave = () => {
    session.dispatch({ type: 'discarded', keys: [KEY] });
    session.dispatch({ type: 'seen', what: 'outcome' });
  };
  return (
    <Section title="Status" detail={wordsOf(status)}>
      <div className="status-control" ref={part} tabIndex={-1}>
        <Status {...statusLook(status === '' ? 'Unknown' : status)} />
        <div className="status-acts" onPointerEnter={preloadDialog} onFocus={preloadDialog}>
          {CHANGES.filter((change) => change.status !== status).map((change) => (
            <Button
              key={change.status}
              reason={reason}
              busy={busy}
              onClick={() => {
                if (change.asks === null) changeStatus(session, change.status);
                else setAsking(change.asks);
              }}
            >
              {change.verb}
            </Button>
          ))}
        </div>
      </div>
      <div className="status-lines">
        <SectionNews section={SECTION} />
        <Lines isDone={isDone} status={status} onLeave={leave} />
      </div>
      {asking !== null && (
        <LazyDialog what="The question did not open.">
          <StatusDialog
            accountId={accountId}
            issuerId={issuerId}
            name={issuerName({ name: textOf(valueAt(theirs, ['name'])) })}
            environment={environmentOf({ metadata: objectOf(valueAt(theirs, ['metadata'])) })}
            status={status}
            act={asking}
            onClose={() => setAsking(null)}
            onAct={() => {
              setAsking(null);
              changeStatus(session, asking === 'disable' ? 'disabled' : 'suspended');
            }}
          />
        </LazyDialog>
      )}
    </Section>
  );
}

/** What became of the last change. */
function Lines({
  isDone,
  status,
  onLeave,
}: {
  isDone: boolean;
  status: string;
  onLeave: () => void;
}) {
  const { session } = useEditing();
  const outcome = useEditState((state) => outcomeOf(state, SECTION));
  const undoes = useEditState(canUndo);
  if (outcome?.kind === 'asked') return <Conflict keys={outcome.keys} />;
  if (isDone) {
    return (
      <Notice
        tone="ok"
        actions={
          undoes && (
            <Button look="quiet" onClick={() => session.dispatch({ type: 'undo' })}>
              Undo
            </Button>
          )
        }
      >
        {statusLook(status).text}.
      </Notice>
    );
  }
  if (outcome?.kind === 'failed') {
    return (
      <>
        <FailureLine
          what={
            outcome.settled ? 'The status was not changed.' : 'Perhaps the status was not changed.'
          }
          error={outcome.error}
          told={outcome.settled ? 'unsaved' : 'unsure'}
          onRetry={() => session.dispatch({ type: 'save', keys: [KEY] })}
          onResume={() => session.dispatch({ type: 'resume' })}
        />
        <Button look="quiet" onClick={onLeave}>
          Leave it as it is
        </Button>
      </>
    );
  }
  return <SectionOutcome section={SECTION} />;
}

/** Why the status cannot be changed now; null: it can. */
function useReason(): string | null {
  const { readOnly } = useEditing();
  const why = useEditState((state): string | null => {
    if (state.gone) return 'This issuer was deleted';
    return state.writing !== null && !isOf(SECTION, state.writing.sent.keys())
      ? 'Another section is being saved'
      : null;
  });
  return readOnly ?? why;
}

function wordsOf(status: string): string {
  switch (status) {
    case 'active':
      return 'It is in use. Switched off, nobody can sign in through it; its settings, auth methods and domains stay as they are.';
    case 'disabled':
    case 'suspended':
      return 'Nobody can sign in until it is active. AuthPI has not published what tells disabled from suspended.';
    case 'deleted':
      return 'Only AuthPI’s support can restore it.';
    default:
      return 'This dashboard does not know the word, nor what it means for sign-in.';
  }
}

function textOf(value: unknown): string {
  return typeof value === 'string' ? value : '';
}

function objectOf(value: unknown) {
  return isJsonObject(value) ? value : null;
}
