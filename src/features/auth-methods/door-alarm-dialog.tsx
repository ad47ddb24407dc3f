import { useQueryClient } from '@tanstack/react-query';
import { useRef, useState, useSyncExternalStore } from 'react';
import type { Way } from '#shared/doors.ts';
import { FailureLine } from '#shared/failure.tsx';
import { methodLabel, methodName } from '#shared/method-words.ts';
import { Button } from '#ui/button.tsx';
import { Notice } from '#ui/notice.tsx';
import { closeAlarm, raiseAlarm } from './door-alarm.ts';
import type { DoorAlarm } from './door-alarm.ts';
import { IssuerDialog } from './issuer-dialog.tsx';
import { MethodIcon } from './method-icon.tsx';
import { planOf } from './switch-plan.ts';
import { createSwitchRun } from './switch-run.ts';
import type { RunState, SwitchRun } from './switch-run.ts';
import { portsOf, runsOf } from './switch-runs.ts';
import { endWords, UNLOOKED } from './switch-words.ts';

/** Breaks in where nobody can sign in any more, and offers to reopen a way at once. */
export function DoorAlarmDialog({ alarm }: { alarm: DoorAlarm }) {
  const { accountId, issuerId, check } = alarm;
  const queryClient = useQueryClient();
  const first = useRef<HTMLButtonElement>(null);
  const [run, setRun] = useState<SwitchRun | null>(null);
  const reopening = useSyncExternalStore(run?.subscribe ?? never, () => run?.state() ?? null);
  const isOver = reopening?.phase === 'ended' && reopening.check.kind === 'ok';
  const close = () => closeAlarm(alarm);
  const lookAgain = async () => {
    const now = await alarm.look();
    if (now.kind === 'alarm' || now.kind === 'unknown') raiseAlarm({ ...alarm, check: now });
    else close();
  };
  const reopen = ({ id }: Way) => {
    if (check.kind !== 'alarm') return;
    const plan = planOf(check.ways, [{ id, set: { enabled_login: true } }]);
    const next = createSwitchRun(plan, portsOf(queryClient, accountId, issuerId));
    setRun(next);
    // What it says of the last change is not so any more.
    runsOf(queryClient, accountId, issuerId).dismiss();
    next.start();
  };
  return (
    <IssuerDialog
      accountId={accountId}
      issuerId={issuerId}
      alert
      title={isOver ? 'People can sign in again' : titleOf(check)}
      first={first}
      onClose={close}
    >
      <div className="ending">
        {check.kind === 'unknown' ? (
          <FailureLine what={UNLOOKED} error={check.error} onRetry={() => void lookAgain()} />
        ) : (
          <>
            {!isOver && (
              <p>
                {check.certain
                  ? 'After your change no way to sign in is on: someone else changed the auth methods at the same time.'
                  : 'After your change none is known to be on: someone else changed the auth methods at the same time.'}
              </p>
            )}
            {check.reopen.length === 0 && (
              <p>None of its auth methods can be switched on for login.</p>
            )}
            {run === null && check.reopen.length > 0 && (
              <ul className="alarm-ways">
                {check.reopen.map((way, index) => (
                  <li key={way.id}>
                    <MethodIcon method={way.method} />
                    <bdi className="font-medium">{methodName(way)}</bdi>
                    <span className="text-text-2">{methodLabel(way.method)}</span>
                    <Button
                      look={index === 0 ? 'primary' : 'plain'}
                      {...(index === 0 && { ref: first })}
                      onClick={() => reopen(way)}
                    >
                      Switch login on <span className="sr-only">for {methodName(way)}</span>
                    </Button>
                  </li>
                ))}
              </ul>
            )}
            {run !== null && reopening !== null && (
              <Reopening run={run} state={reopening} onOther={() => setRun(null)} />
            )}
          </>
        )}
        <div className="ending-acts">
          <Button onClick={close}>Close</Button>
        </div>
      </div>
    </IssuerDialog>
  );
}

/** Nothing to hear of yet. */
function never(): () => void {
  return () => undefined;
}

function titleOf(check: DoorAlarm['check']): string {
  if (check.kind === 'unknown') return 'Perhaps nobody can sign in';
  return check.certain ? 'Nobody can sign in any more' : 'Perhaps nobody can sign in any more';
}

/** How the reopening goes. */
function Reopening({
  run,
  state,
  onOther,
}: {
  run: SwitchRun;
  state: RunState;
  onOther: () => void;
}) {
  const { phase, stop, steps, check } = state;
  const became = stop === null ? null : steps[stop.at]?.state;
  if (phase === 'running' || check.kind === 'looking') {
    return <output>Switching login on…</output>;
  }
  if (became?.kind === 'failed' && became.error !== null) {
    return (
      <FailureLine
        what={became.settled ? 'It was not switched on.' : 'Perhaps it was not switched on.'}
        error={became.error}
        told={became.settled ? 'unsaved' : 'unsure'}
        onRetry={run.retry}
      />
    );
  }
  if (stop !== null || check.kind === 'alarm') {
    return (
      <div role="alert">
        <Notice tone="bad" actions={<Button onClick={onOther}>Choose again</Button>}>
          {stop === null
            ? 'It was switched on, and still no way to sign in is on.'
            : 'It could not be switched on: someone else changed or deleted it.'}
        </Notice>
      </div>
    );
  }
  return (
    <>
      <output>
        <Notice tone="ok">{endWords(state)}</Notice>
      </output>
      {check.kind === 'unknown' && (
        <FailureLine what={UNLOOKED} error={check.error} onRetry={run.look} />
      )}
    </>
  );
}
