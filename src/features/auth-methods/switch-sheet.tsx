import { useRef, useState } from 'react';
import type { ReactNode, SubmitEvent } from 'react';
import type { Verdict, Ways } from '#shared/doors.ts';
import { FailureLine } from '#shared/failure.tsx';
import { methodName } from '#shared/method-words.ts';
import { Button } from '#ui/button.tsx';
import { Field } from '#ui/field.tsx';
import { TextInput } from '#ui/inputs.tsx';
import { Notice } from '#ui/notice.tsx';
import { SubmitButton } from '#ui/save-bar.tsx';
import { Skeleton } from '#ui/skeleton.tsx';
import { Status } from '#ui/status.tsx';
import type { Look } from '#ui/status.tsx';
import { isTyped, reasonWords, TYPED } from './door-words.ts';
import { IssuerDialog } from './issuer-dialog.tsx';
import { MethodIcon } from './method-icon.tsx';
import { applyWords, changesWords, planOf, stateWords } from './switch-plan.ts';
import type { PlanLine, SwitchPlan, Wish } from './switch-plan.ts';
import type { RunState, Stop, SwitchRun } from './switch-run.ts';
import { SWITCH_WORDS } from './switch-state.ts';
import { doorsWords, endWords, lookOf, UNLOOKED, wishWords } from './switch-words.ts';

/**
 * Reviews changes of switches before they are made, and tells how they go. Loaded when it is asked
 * for.
 *
 * @param wanted what is to be reviewed; null: `run` is shown
 * @param ways the auth methods as the page knows them; undefined: not yet. `failure`: why not
 */
export function SwitchSheet({
  accountId,
  issuerId,
  wanted,
  ways,
  failure,
  onRetry,
  run,
  state,
  onApply,
  onUndo,
  onClose,
}: {
  accountId: string;
  issuerId: string;
  wanted: readonly Wish[] | null;
  ways: Ways | undefined;
  failure: unknown;
  onRetry: () => void;
  run: SwitchRun | null;
  state: RunState | null;
  onApply: (plan: SwitchPlan) => void;
  /** Null: there is nothing to take back. */
  onUndo: (() => void) | null;
  onClose: () => void;
}) {
  const cancel = useRef<HTMLButtonElement>(null);
  const plan =
    wanted === null ? (state?.plan ?? null) : ways === undefined ? null : planOf(ways, wanted);
  const count = plan?.lines.length ?? wanted?.length ?? 0;
  return (
    <IssuerDialog
      accountId={accountId}
      issuerId={issuerId}
      size="wide"
      title={titleOf(count, wanted === null ? (state?.phase ?? null) : null)}
      first={cancel}
      onClose={onClose}
    >
      {wanted !== null && plan === null && (
        <div className="ending">
          {failure == null ? (
            <p aria-busy="true">
              <span className="sr-only">Loading</span>
              <Skeleton width="16rem" />
            </p>
          ) : (
            <FailureLine
              what="It could not be looked at what comes of it. Nothing was switched."
              error={failure}
              onRetry={onRetry}
            />
          )}
          <div className="ending-acts">
            <Button ref={cancel} onClick={onClose}>
              Cancel
            </Button>
          </div>
        </div>
      )}
      {wanted !== null && plan !== null && (
        <Review plan={plan} cancel={cancel} onApply={() => onApply(plan)} onClose={onClose} />
      )}
      {wanted === null && run !== null && state !== null && (
        <Running run={run} state={state} onUndo={onUndo} onClose={onClose} />
      )}
    </IssuerDialog>
  );
}

function titleOf(count: number, phase: RunState['phase'] | null): string {
  switch (phase) {
    case null:
    case 'ready':
      return `Review ${changesWords(count)}`;
    case 'running':
      return count === 1 ? 'Making 1 change' : `Making ${count} changes`;
    case 'stopped':
      return 'It stopped here';
    case 'ended':
      return 'What was changed';
  }
}

function Review({
  plan,
  cancel,
  onApply,
  onClose,
}: {
  plan: SwitchPlan;
  cancel: React.RefObject<HTMLButtonElement | null>;
  onApply: () => void;
  onClose: () => void;
}) {
  const { lines } = plan;
  if (lines.length === 0) {
    return (
      <div className="ending">
        <p>It is all so already. There is nothing left to change.</p>
        <div className="ending-acts">
          <Button ref={cancel} onClick={onClose}>
            Close
          </Button>
        </div>
      </div>
    );
  }
  return (
    <div className="ending">
      <Lines lines={lines} lookOf={() => null} />
      <Confirmed verdict={plan.verdict} ways={plan.ways} label={applyWords(lines)} onGo={onApply}>
        <Button ref={cancel} onClick={onClose}>
          Cancel
        </Button>
      </Confirmed>
    </div>
  );
}

/** What comes of it, the consequence to type where it is the worst, and the way on. */
function Confirmed({
  verdict,
  ways,
  label,
  onGo,
  children,
}: {
  verdict: Verdict;
  ways: Ways;
  label: string;
  onGo: () => void;
  /** The way back. */
  children: ReactNode;
}) {
  const [typed, setTyped] = useState('');
  const isBlocked = verdict.level === 'blocked';
  const reason = !isBlocked || isTyped(typed) ? null : 'Type the consequence to confirm';
  const submit = (event: SubmitEvent) => {
    event.preventDefault();
    if (reason === null) onGo();
  };
  return (
    <form className="ending" noValidate onSubmit={submit}>
      <div className="switch-reasons" aria-live="polite">
        <h3 className="font-semibold">What comes of it</h3>
        {verdict.reasons.map((each) => {
          const { text, names } = reasonWords(each);
          const isWorst = each.kind === 'no-door' || each.kind === 'no-door-known';
          return (
            <Notice key={each.kind} tone={isWorst ? 'bad' : 'warn'}>
              {text}
              {names.length > 0 && ': '}
              {names.map((name, index) => (
                <span key={index}>
                  {index > 0 && ', '}
                  <bdi className="font-medium">{name}</bdi>
                </span>
              ))}
              .
            </Notice>
          );
        })}
        {!isBlocked && <p>{doorsWords(verdict, ways)}.</p>}
      </div>
      {isBlocked && (
        <Field label="Type the consequence to confirm" help={<q>{TYPED}</q>} full>
          {(aria) => (
            <TextInput {...aria} value={typed} onChange={(event) => setTyped(event.target.value)} />
          )}
        </Field>
      )}
      <div className="ending-acts">
        {children}
        <SubmitButton
          look={verdict.level === 'fine' ? 'primary' : 'danger'}
          reason={reason}
          busy={false}
          doing=""
        >
          {label}
        </SubmitButton>
      </div>
    </form>
  );
}

/** The changes, a line each. */
function Lines({
  lines,
  lookOf: look,
}: {
  lines: readonly PlanLine[];
  /** How far one is; null: nothing was begun. */
  lookOf: (line: PlanLine) => Look | null;
}) {
  return (
    <ul className="switch-lines">
      {lines.map((line) => {
        const { id, name, method, what, from, to, meaning } = line;
        const now = look(line);
        return (
          <li key={`${id} ${what}`} className="switch-change">
            <span className="switch-change-who">
              <MethodIcon method={method} />
              <bdi>{name}</bdi>
            </span>
            <span className="switch-change-what">
              {SWITCH_WORDS[what]} {from === null ? 'unknown' : from ? 'on' : 'off'}{' '}
              <span aria-hidden="true">→</span>
              <span className="sr-only">becomes</span> <b>{to ? 'on' : 'off'}</b>
            </span>
            {now === null ? (
              <span className="switch-change-meaning">{meaning}</span>
            ) : (
              <Status {...now} />
            )}
          </li>
        );
      })}
    </ul>
  );
}

/** A run under way, stopped, or over. */
function Running({
  run,
  state,
  onUndo,
  onClose,
}: {
  run: SwitchRun;
  state: RunState;
  /** Null: there is nothing to take back. */
  onUndo: (() => void) | null;
  onClose: () => void;
}) {
  const { phase, stop, steps, plan, check } = state;
  const at = steps.findIndex(({ state: { kind } }) => kind === 'reading' || kind === 'writing');
  return (
    <div className="ending">
      <Lines lines={plan.lines} lookOf={(line) => lookOf(state, line)} />
      <output className="switch-progress">
        {phase === 'running' && state.halting && 'It ends after this change.'}
        {phase === 'running' && !state.halting && at !== -1 && `Step ${at + 1} of ${steps.length}`}
        {phase === 'ended' && check.kind !== 'looking' && endWords(state)}
        {check.kind === 'looking' && 'Looking whether people can sign in…'}
      </output>
      {phase === 'running' && !state.halting && at + 1 < steps.length && (
        <div className="ending-acts">
          <Button onClick={run.leave}>End after this change</Button>
        </div>
      )}
      {stop !== null && <Stopped key={stop.at} run={run} state={state} stop={stop} />}
      {check.kind === 'alarm' && (
        <Notice tone="bad">
          {check.certain ? 'Nobody can sign in any more.' : 'No way to sign in is known any more.'}
        </Notice>
      )}
      {check.kind === 'unknown' && (
        <FailureLine what={UNLOOKED} error={check.error} onRetry={run.look} />
      )}
      {phase === 'ended' && (
        <div className="ending-acts">
          {onUndo !== null && <Button onClick={onUndo}>Undo</Button>}
          <Button look="primary" ref={focusOn} onClick={onClose}>
            Done
          </Button>
        </div>
      )}
    </div>
  );
}

/** Kept outside, so that it is called once for each element. */
function focusOn(element: HTMLElement | null) {
  element?.focus();
}

/** Why it stopped, and the ways on. */
function Stopped({ run, state, stop }: { run: SwitchRun; state: RunState; stop: Stop }) {
  const step = state.steps[stop.at];
  const row = state.plan.ways.rows.find(({ id }) => id === step?.wish.id);
  if (step === undefined || row === undefined) return null;
  const name = <bdi className="font-medium">{methodName(row)}</bdi>;
  const isLast = stop.at + 1 >= state.steps.length;
  const leave = isLast ? null : <Button onClick={run.leave}>Leave the rest</Button>;
  const leaveAll = (
    <Button onClick={run.leave}>{isLast ? 'Leave it as it is' : 'Leave the rest'}</Button>
  );
  const without = (
    <>
      <Button onClick={run.skip}>{isLast ? 'Leave it as it is' : 'Go on without it'}</Button>
      {leave}
    </>
  );
  const retry = <Button onClick={run.retry}>Try again</Button>;

  if (stop.kind === 'changed') {
    return (
      <div role="alert" tabIndex={-1} ref={focusOn} className="ending">
        <Notice tone="warn">
          <p className="font-medium">
            Someone else changed the auth methods meanwhile. {name} was not switched.
          </p>
          <p>What comes of it is now another thing. Read it, then decide again.</p>
        </Notice>
        <Confirmed
          verdict={stop.verdict}
          ways={stop.ways}
          label="Switch it all the same"
          onGo={run.confirm}
        >
          {leaveAll}
        </Confirmed>
      </div>
    );
  }
  if (stop.kind === 'unlooked') {
    return (
      <div tabIndex={-1} ref={focusOn} className="ending">
        <FailureLine
          what="It could not be looked at whether people can still sign in afterwards. Nothing more was switched."
          error={stop.error}
          told="unsaved"
          onRetry={run.retry}
        />
        <div className="ending-acts">{leaveAll}</div>
      </div>
    );
  }
  const became = step.state;
  const alert = (words: ReactNode, actions: ReactNode) => (
    <div role="alert" tabIndex={-1} ref={focusOn} className="ending">
      <Notice tone="warn">{words}</Notice>
      <div className="ending-acts">{actions}</div>
    </div>
  );
  switch (became.kind) {
    case 'conflict':
      return alert(
        <>
          Someone else changed {name} meanwhile:{' '}
          {became.differs
            .map(({ what, from, now }) => `${stateWords(what, from)} became ${onWord(now)}`)
            .join(', ')}
          .
        </>,
        <>
          <Button onClick={run.skip}>{isLast ? 'Keep theirs' : 'Keep theirs and go on'}</Button>
          <Button onClick={run.force}>Set it all the same</Button>
          {leave}
        </>,
      );
    case 'deleted':
      return alert(<>Someone else deleted {name}.</>, without);
    case 'not-kept':
      return alert(
        <>
          AuthPI took the change of {name}, and did not keep:{' '}
          {became.names.map((what) => SWITCH_WORDS[what]).join(', ')}.
        </>,
        <>
          {retry}
          {without}
        </>,
      );
    case 'failed':
      return became.error === null ? (
        alert(
          <>Others kept changing {name}. It was not switched.</>,
          <>
            {retry}
            {without}
          </>,
        )
      ) : (
        <div tabIndex={-1} ref={focusOn} className="ending">
          <FailureLine
            what={`${methodName(row)}: ${became.settled ? 'not switched' : 'perhaps not switched'} (${wishWords(step)}).`}
            error={became.error}
            told={became.settled ? 'unsaved' : 'unsure'}
            onRetry={run.retry}
          />
          <div className="ending-acts">{without}</div>
        </div>
      );
    default:
      return null;
  }
}

function onWord(on: boolean | null): string {
  return on === null ? 'unknown' : on ? 'on' : 'off';
}
