import { useQuery, useQueryClient } from '@tanstack/react-query';
import { lazy, useRef, useState } from 'react';
import type { SubmitEvent } from 'react';
import { authMethodQuery, authMethodsQuery } from '#api/auth-methods.ts';
import { callerQuery } from '#api/caller.ts';
import { issuerQuery } from '#api/issuers.ts';
import { authMethodResource, readAuthMethods } from '#api/write-auth-methods.ts';
import type { AuthMethod } from '#contract/auth-method.ts';
import type { ETag } from '#contract/etag.ts';
import { startsLogin } from '#contract/ours/rules.ts';
import type { Verdict, Way, Ways } from '#shared/doors.ts';
import { useEditing, useEditState } from '#editing/editing.tsx';
import { dirtyKeys } from '#editing/session.ts';
import { EndingDialog } from '#shared/ending-dialog.tsx';
import { ConsequenceLines } from '#shared/ending-lines.tsx';
import type { Consequence } from '#shared/ending-lines.tsx';
import { EndingConfirm, EndingFailed, EndingMoved, unconfirmed } from '#shared/ending-parts.tsx';
import { confirmText } from '#shared/ending-text.ts';
import { FailureLine } from '#shared/failure.tsx';
import { environmentOf, statusLook } from '#shared/issuer-words.ts';
import { lacksScope } from '#shared/lacks-scope.ts';
import { listedOf } from '#shared/listed.ts';
import { countOf } from '#shared/list-words.ts';
import { methodName } from '#shared/method-words.ts';
import { Button } from '#ui/button.tsx';
import { Dialog } from '#ui/dialog.tsx';
import { copyText } from '#ui/copy-button.tsx';
import { Field } from '#ui/field.tsx';
import { TextInput } from '#ui/inputs.tsx';
import { LazyDialog } from '#ui/lazy-dialog.tsx';
import { Notice } from '#ui/notice.tsx';
import { SubmitButton } from '#ui/save-bar.tsx';
import { checkAgain, judgeDeletion, movedWords, runDeletion } from './delete-method-run.ts';
import type { DeleteOutcome } from './delete-method-run.ts';
import { configurationOf, doorLines } from './delete-method-words.ts';
import { isTyped, TYPED } from './door-words.ts';
import { useRotations } from './rotation-store.ts';
import { waysOf } from './switch-plan.ts';
import type { SwitchPlan } from './switch-plan.ts';
import type { Check } from './switch-run.ts';
import { tellOfSwitching } from './switching.tsx';
import { useListedMethod } from './use-auth-method.ts';

const loadRuns = () => import('./switch-runs.ts');
const SwitchSheet = lazy(async () => {
  // What is confirmed there can be begun.
  const [{ SwitchSheet: sheet }] = await Promise.all([import('./switch-sheet.tsx'), loadRuns()]);
  return { default: sheet };
});

type Place = { accountId: string; issuerId: string; methodId: string };

type Ends = {
  onClose: () => void;
  /** It is gone. `check`: whether people can still sign in; `look` looks once more. */
  onDeleted: (method: AuthMethod, check: Check, look: () => Promise<Check>) => void;
};

/**
 * Deletes the auth method that is edited, after asking. A place of its own: whoever shows it says
 * where its ends lead to. Part of the method's editing.
 */
export function DeleteMethod({ accountId, issuerId, methodId, ...ends }: Place & Ends) {
  const { data } = useQuery({
    ...authMethodQuery(accountId, issuerId, methodId),
    throwOnError: false,
  });
  const listed = useListedMethod(accountId, issuerId, methodId);
  const method = data?.method ?? listed;
  if (method === null) return null;
  return (
    <Deleting
      {...ends}
      place={{ accountId, issuerId, methodId }}
      method={method}
      tag={data?.tag ?? null}
    />
  );
}

function Deleting({
  place,
  method,
  tag,
  onClose,
  onDeleted,
}: Ends & { place: Place; method: AuthMethod; tag: ETag | null }) {
  const { accountId, issuerId, methodId } = place;
  const queryClient = useQueryClient();
  const [resource] = useState(() => authMethodResource(queryClient, accountId, issuerId, methodId));
  const [outcome, setOutcome] = useState<DeleteOutcome | null>(null);
  const [busy, setBusy] = useState(false);
  const [disabling, setDisabling] = useState(false);
  const running = useRef(false);
  const { session } = useEditing();
  const isGone = useEditState((state) => state.gone);
  const unsaved = useEditState((state) => dirtyKeys(state).length);
  const saving = useEditState(({ writing }) => writing !== null);
  const [typed, setTyped] = useState('');
  const [consequence, setConsequence] = useState('');
  const cancel = useRef<HTMLButtonElement>(null);
  const rotations = useRotations(accountId, issuerId)?.rotations;
  const caller = useQuery({ ...callerQuery(), throwOnError: false }).data;
  const issuer = useQuery({ ...issuerQuery(accountId, issuerId), throwOnError: false }).data
    ?.issuer;
  const asked = useQuery({ ...authMethodsQuery(accountId, issuerId), throwOnError: false });
  const list = listedOf(asked);

  const name = methodName(method);
  const thing = { id: methodId, name: method.name };
  const wanted = confirmText(thing);
  const isId = wanted === methodId;
  const known = asked.data === undefined ? null : waysOf(asked.data, method);
  // What it stopped for is what is asked about; it may be less than was known before.
  const ways = outcome?.kind === 'judged' ? outcome.ways : known;
  const verdict = judgeDeletion(method, ways);
  const blocked = verdict.level === 'blocked';
  const moved = outcome?.kind === 'moved' ? movedWords(outcome.before, method) : null;

  const done = (check: Check) => {
    // There is nothing any more that it could be saved to.
    session.dispatch({ type: 'discarded', keys: dirtyKeys(session.state()) });
    rotations?.forget(methodId);
    onDeleted(method, check, () => checkAgain(readWays, verdict));
  };
  const readWays = async (shown?: Way) =>
    waysOf(await readAuthMethods(queryClient, accountId, issuerId), shown);
  const remove = async () => {
    // A second press in the same moment comes before the button shows that it is busy.
    if (running.current) return;
    running.current = true;
    setBusy(true);
    setOutcome(null);
    const next = await runDeletion(
      {
        list: readWays,
        read: resource.read,
        remove: resource.remove,
      },
      { method, tag, verdict },
    );
    running.current = false;
    setBusy(false);
    if (next.kind === 'deleted') {
      done(next.check);
      return;
    }
    setOutcome(next);
    // What was typed was about what was shown before.
    if (next.kind !== 'failed') setConsequence('');
  };
  const reason = lacksScope(caller, accountId, 'issuers.auth-methods:delete')
    ? 'You cannot delete this auth method: that takes the scope issuers.auth-methods:delete'
    : saving
      ? 'A section is being saved'
      : list.state === 'asking'
        ? 'What comes of it is being looked at'
        : (unconfirmed(typed, wanted, isId) ??
          (blocked && !isTyped(consequence) ? 'Type the consequence to confirm' : null));
  const submit = (event: SubmitEvent) => {
    event.preventDefault();
    if (reason === null) void remove();
  };

  if (isGone) {
    return (
      <Dialog open title="This auth method is deleted" onClose={onClose} first={cancel}>
        <div className="ending">
          <p>Someone else deleted it meanwhile. There is nothing left to do.</p>
          <div className="ending-acts">
            <Button
              ref={cancel}
              onClick={() => {
                done({ kind: 'none' });
                // It leads to the list, which may show it still. That list says itself if it fails.
                readWays().catch(() => undefined);
              }}
            >
              Go to the auth methods
            </Button>
          </div>
        </div>
      </Dialog>
    );
  }
  const begin = async (plan: SwitchPlan) => {
    const { runsOf } = await loadRuns();
    runsOf(queryClient, accountId, issuerId).begin(plan);
  };
  if (disabling) {
    return (
      <LazyDialog what="The review did not open. Nothing was switched.">
        <SwitchSheet
          accountId={accountId}
          issuerId={issuerId}
          wanted={[{ id: methodId, set: { enabled_login: false } }]}
          ways={known ?? undefined}
          failure={asked.error}
          onRetry={() => void asked.refetch()}
          run={null}
          state={null}
          onApply={(plan) => {
            // The page under this tells how it goes.
            onClose();
            void begin(plan);
          }}
          onUndo={() => undefined}
          onClose={() => setDisabling(false)}
        />
      </LazyDialog>
    );
  }
  return (
    <EndingDialog
      verb="Delete"
      what="auth method"
      name={name}
      id={methodId}
      environment={issuer === undefined ? null : environmentOf(issuer)}
      note="It is deleted for good, and cannot be brought back."
      first={cancel}
      onClose={onClose}
    >
      <form className="ending" noValidate onSubmit={submit}>
        {method.enabled_login !== false && (
          <Notice
            tone="info"
            actions={
              <Button
                reason={
                  lacksScope(caller, accountId, 'issuers.auth-methods:write')
                    ? 'You cannot change this auth method: that takes the scope issuers.auth-methods:write'
                    : null
                }
                onClick={() => {
                  tellOfSwitching();
                  setDisabling(true);
                }}
              >
                Disable instead
              </Button>
            }
          >
            {startsLogin(method)
              ? 'With login off, nobody can sign in with it either, and you can take it back.'
              : 'With login off, nobody is asked for it either, and you can take it back.'}
          </Notice>
        )}
        {list.state === 'asking' ? (
          <p aria-busy="true">Looking at what comes of it…</p>
        ) : (
          <>
            {list.state === 'failed' && (
              <FailureLine
                what="It is not known which other ways to sign in there are."
                error={list.error}
                onRetry={() => void asked.refetch()}
              />
            )}
            <ConsequenceLines
              lines={consequences(method, verdict, { status: issuer?.status, unsaved })}
            />
          </>
        )}
        <Configuration method={method} />
        {outcome?.kind === 'judged' && <Judged ways={outcome.ways} />}
        {moved !== null && (
          <EndingMoved title="Someone else changed this auth method after this was opened.">
            {moved.length === 0 ? (
              <p>It is shown here as it stands now.</p>
            ) : (
              <ul className="consequences">
                {moved.map((sentence) => (
                  <li key={sentence}>{sentence}</li>
                ))}
              </ul>
            )}
          </EndingMoved>
        )}
        <EndingConfirm
          what="auth method"
          wanted={wanted}
          isId={isId}
          typed={typed}
          onType={setTyped}
        />
        {blocked && list.state !== 'asking' && (
          <Field label="Type the consequence to confirm" help={<q>{TYPED}</q>} full>
            {(aria) => (
              <TextInput
                {...aria}
                value={consequence}
                onChange={(event) => setConsequence(event.target.value)}
              />
            )}
          </Field>
        )}
        {outcome?.kind === 'failed' && (
          <EndingFailed failed={outcome} onRetry={() => void remove()} />
        )}
        <div className="ending-acts">
          <Button ref={cancel} onClick={onClose}>
            Cancel
          </Button>
          <SubmitButton look="danger" reason={reason} busy={busy} doing="Deleting…">
            Delete auth method
          </SubmitButton>
        </div>
      </form>
    </EndingDialog>
  );
}

/** What is lost for good, to be kept. */
function Configuration({ method }: { method: AuthMethod }) {
  return (
    <p className="ending-copy">
      <Button onClick={() => void copyText(configurationOf(method))}>Copy configuration</Button>
      <span>As JSON, without secrets.</span>
    </p>
  );
}

/** The list that was read right before said something else than what was confirmed. */
function Judged({ ways }: { ways: Ways }) {
  return (
    <div role="alert">
      <Notice tone="warn">
        <p className="font-medium">
          {ways.whole
            ? 'Meanwhile something else comes of it. Nothing was deleted.'
            : 'It could not be looked at whether this still comes of it. Nothing was deleted.'}
        </p>
        <p>Read what is said above, then decide again.</p>
      </Notice>
    </div>
  );
}

/** What comes of it, as far as it is known. */
function consequences(
  method: AuthMethod,
  verdict: Verdict,
  { status, unsaved }: { status: string | undefined; unsaved: number },
): Consequence[] {
  const lines: Consequence[] = startsLogin(method)
    ? [
        {
          text: 'Users who can sign in with nothing else lose access. How many that are is not known here',
          names: [],
        },
        ...doorLines(verdict),
      ]
    : [{ text: 'Nobody is asked for it any more. Users who set it up lose it', names: [] }];
  if (status !== undefined && status !== 'active') {
    lines.push({
      text: `The issuer is not active. Its status is ${statusLook(status).text}`,
      names: [],
    });
  }
  if (unsaved > 0) {
    const verb = unsaved === 1 ? 'is' : 'are';
    const changes = countOf(unsaved, { one: 'change', many: 'changes' });
    lines.push({ text: `${changes} typed here and not saved ${verb} lost`, names: [] });
  }
  return lines;
}
