import { useQuery, useQueryClient } from '@tanstack/react-query';
import { useRef, useState } from 'react';
import type { SubmitEvent } from 'react';
import { callerQuery } from '#api/caller.ts';
import { issuerResource } from '#api/write-issuers.ts';
import { fateOf } from '#api/writes.ts';
import type { ETag } from '#contract/etag.ts';
import { isJsonObject } from '#contract/values.ts';
import { ChangeList } from '#editing/change-list.tsx';
import { useEditing, useEditState } from '#editing/editing.tsx';
import { diff, valueAt } from '#editing/merge.ts';
import { dirtyKeys } from '#editing/session.ts';
import { EndingDialog } from '#shared/ending-dialog.tsx';
import { EndingConfirm, EndingFailed, EndingMoved, unconfirmed } from '#shared/ending-parts.tsx';
import type { FailedEnding } from '#shared/ending-parts.tsx';
import { confirmText } from '#shared/ending-text.ts';
import { environmentOf, issuerName } from '#shared/issuer-words.ts';
import { lacksScope } from '#shared/lacks-scope.ts';
import { countOf } from '#shared/list-words.ts';
import { Button } from '#ui/button.tsx';
import { Dialog } from '#ui/dialog.tsx';
import { Notice } from '#ui/notice.tsx';
import { SubmitButton } from '#ui/save-bar.tsx';
import { Consequences } from './consequences.tsx';
import { changeStatus } from './status-control.tsx';

/** What became of the last try. */
type Outcome =
  | null
  /** Somebody changed it meanwhile; nothing was deleted. */
  | { readonly kind: 'moved' }
  | ({ readonly kind: 'failed' } & FailedEnding);

/**
 * Deletes the issuer that is edited, after asking. A place of its own: whoever shows it says where
 * its ends lead to. Part of the issuer's editing.
 */
export function DeleteIssuer({
  accountId,
  issuerId,
  onClose,
  onDeleted,
}: {
  accountId: string;
  issuerId: string;
  onClose: () => void;
  /** It is gone. @param name what it was called */
  onDeleted: (name: string) => void;
}) {
  const queryClient = useQueryClient();
  const { session } = useEditing();
  const [resource] = useState(() => issuerResource(queryClient, accountId, issuerId));
  const theirs = useEditState((state) => state.theirs);
  const kind = useEditState((state) => state.kind);
  const isGone = useEditState((state) => state.gone);
  const unsaved = useEditState((state) => dirtyKeys(state).length);
  const saving = useEditState(({ writing }) => writing !== null);
  const [opened] = useState(theirs);
  const [outcome, setOutcome] = useState<Outcome>(null);
  const [busy, setBusy] = useState(false);
  const [typed, setTyped] = useState('');
  const cancel = useRef<HTMLButtonElement>(null);
  const caller = useQuery({ ...callerQuery(), throwOnError: false }).data;

  const given = valueAt(theirs.value, ['name']);
  const issuer = { id: issuerId, name: typeof given === 'string' ? given : null };
  const name = issuerName(issuer);
  const metadata = valueAt(theirs.value, ['metadata']);
  const environment = environmentOf({ metadata: isJsonObject(metadata) ? metadata : null });
  const wanted = confirmText(issuer);
  const isId = wanted === issuerId;
  const changes = diff(kind, opened.value, theirs.value);
  const status = valueAt(theirs.value, ['status']);

  const done = () => {
    // There is nothing any more that it could be saved to.
    session.dispatch({ type: 'discarded', keys: dirtyKeys(session.state()) });
    onDeleted(name);
  };
  const remove = async (tag: ETag | null) => {
    setBusy(true);
    setOutcome(null);
    try {
      // Without a tag it would delete what nobody has seen (contract §5).
      const shown = tag ?? (await resource.read()).tag;
      if (shown === null) throw new Error('AuthPI names no revision of this issuer');
      await resource.remove(shown);
      done();
    } catch (error) {
      await settle(error);
    } finally {
      setBusy(false);
    }
  };
  /** What came of it is asked for where that is not sure. */
  const settle = async (error: unknown) => {
    const fate = fateOf(error);
    if (fate === 'gone') done();
    else if (fate === 'refused') setOutcome({ kind: 'failed', error, stands: true });
    else {
      try {
        // What it is now comes into the editing by itself.
        await resource.read();
        setOutcome(fate === 'moved' ? { kind: 'moved' } : { kind: 'failed', error, stands: true });
      } catch (reading) {
        if (fateOf(reading) === 'gone') done();
        else setOutcome({ kind: 'failed', error, stands: fate === 'moved' });
      }
    }
  };

  const reason = lacksScope(caller, accountId, 'issuers:delete')
    ? 'You cannot delete this issuer: that takes the scope issuers:delete'
    : saving
      ? 'A section is being saved'
      : unconfirmed(typed, wanted, isId);
  const submit = (event: SubmitEvent) => {
    event.preventDefault();
    if (reason === null && !busy) void remove(theirs.tag);
  };

  if (isGone) {
    return (
      <Dialog open title="This issuer is deleted" onClose={onClose} first={cancel}>
        <div className="ending">
          <p>Someone else deleted it meanwhile. There is nothing left to do.</p>
          <div className="ending-acts">
            <Button ref={cancel} onClick={done}>
              Go to the issuers
            </Button>
          </div>
        </div>
      </Dialog>
    );
  }
  return (
    <EndingDialog
      verb="Delete"
      what="issuer"
      name={name}
      id={issuerId}
      environment={environment}
      note="Logins fail at once. AuthPI keeps it, and only AuthPI’s support can restore it."
      first={cancel}
      onClose={onClose}
    >
      <form className="ending" noValidate onSubmit={submit}>
        <Consequences
          accountId={accountId}
          issuerId={issuerId}
          status={typeof status === 'string' ? status : ''}
          act="delete"
        />
        <ul className="consequences">
          <li>The issuer and everything under it is not found any more.</li>
          {unsaved > 0 && (
            <li>
              {countOf(unsaved, { one: 'change', many: 'changes' })} typed here and not saved{' '}
              {unsaved === 1 ? 'is' : 'are'} lost.
            </li>
          )}
        </ul>
        {status === 'active' && (
          <Notice
            tone="info"
            actions={
              <Button
                reason={readOnlyReason()}
                onClick={() => {
                  changeStatus(session, 'disabled');
                  onClose();
                }}
              >
                Disable instead
              </Button>
            }
          >
            Disabled, nobody can sign in either, and you can take it back.
          </Notice>
        )}
        {(outcome?.kind === 'moved' || changes.length > 0) && (
          <EndingMoved title="Someone else changed this issuer after this was opened.">
            {changes.length > 0 ? (
              <ChangeList changes={changes} />
            ) : (
              <p>It is shown here as it stands now.</p>
            )}
          </EndingMoved>
        )}
        <EndingConfirm what="issuer" wanted={wanted} isId={isId} typed={typed} onType={setTyped} />
        {outcome?.kind === 'failed' && (
          <EndingFailed failed={outcome} onRetry={() => void remove(theirs.tag)} />
        )}
        <div className="ending-acts">
          <Button ref={cancel} onClick={onClose}>
            Cancel
          </Button>
          <SubmitButton look="danger" reason={reason} busy={busy} doing="Deleting…">
            Delete issuer
          </SubmitButton>
        </div>
      </form>
    </EndingDialog>
  );

  function readOnlyReason(): string | null {
    if (lacksScope(caller, accountId, 'issuers:write')) {
      return 'You cannot change this issuer: that takes the scope issuers:write';
    }
    return saving ? 'A section is being saved' : null;
  }
}
