import { useQuery } from '@tanstack/react-query';
import { Link, useRouter } from '@tanstack/react-router';
import { useRef, useState } from 'react';
import { authMethodQuery } from '#api/auth-methods.ts';
import { ApiError } from '#api/errors.ts';
import type { AuthMethod } from '#contract/auth-method.ts';
import { CallbackUrl } from '#shared/callback-url.tsx';
import { FailureLine } from '#shared/failure.tsx';
import { methodName } from '#shared/method-words.ts';
import { announce } from '#ui/announcer.tsx';
import { Button } from '#ui/button.tsx';
import { Notice } from '#ui/notice.tsx';
import { Time, useNow } from '#ui/time.tsx';
import { Create, MethodLink, RotationSteps } from './rotation-steps.tsx';
import type { AtStep, Guided } from './rotation-steps.tsx';
import { closingOf, openingOf, rotationSteps, stepNumber, STEPS } from './rotation.ts';
import type { Rotation, Seen, StepId } from './rotation.ts';
import { Switching, SwitchLine, useSwitching } from './switching.tsx';
import { useHosts } from './use-hosts.ts';

type UnderWay = Guided & {
  record: Rotation;
  begun: boolean;
  /** Another new method was created, where the first is gone. */
  onBegun: () => void;
};

/** A rotation whose new method was created. */
export function RotationUnderWay(underWay: UnderWay) {
  const { accountId, issuerId, method } = underWay;
  return (
    <Switching accountId={accountId} issuerId={issuerId} shown={method}>
      <Steps {...underWay} />
    </Switching>
  );
}

function Steps(underWay: UnderWay) {
  const { accountId, issuerId, method, record } = underWay;
  const asked = useQuery({
    ...authMethodQuery(accountId, issuerId, record.newId),
    throwOnError: false,
  });
  const fresh = seenBy(asked.data?.method, asked.error);
  const steps = rotationSteps({ old: method, fresh: fresh ?? 'unseen' }, record);
  return (
    <>
      <RotationSteps
        {...underWay}
        steps={fresh === null ? null : steps}
        above={
          <>
            {fresh === 'unseen' && (
              <div className="mb-4">
                <FailureLine
                  what="The new method could not be looked at."
                  error={asked.error}
                  onRetry={() => void asked.refetch()}
                />
              </div>
            )}
            {fresh === 'gone' && (
              <div className="mb-4" role="alert">
                <Notice tone="warn">
                  Someone deleted the new method meanwhile. Create another one, or stop the
                  rotation.
                </Notice>
              </div>
            )}
            <SwitchLine />
          </>
        }
        renderStep={({ id, state }) => (
          <StepBody {...underWay} id={id} state={state} fresh={fresh ?? 'unseen'} />
        )}
      />
      <Stop {...underWay} fresh={fresh ?? 'unseen'} at={stepNumber(steps)} />
    </>
  );
}

/** What is known of the new method; null: it is on its way. */
function seenBy(data: AuthMethod | undefined, error: unknown): Seen | null {
  if (error instanceof ApiError && error.kind === 'not_found') return 'gone';
  if (data !== undefined) return data;
  return error === null ? null : 'unseen';
}

type Remembered = AtStep & { record: Rotation; onBegun: () => void };

function StepBody({ id, ...step }: Remembered & { id: StepId; fresh: Seen }) {
  switch (id) {
    case 'create':
      return <Create {...step} />;
    case 'callback':
      return <Callback {...step} />;
    case 'users':
      return <Users {...step} />;
    case 'open':
      return <Open {...step} />;
    case 'close':
      return <Close {...step} />;
    case 'delete':
      return <Delete {...step} />;
  }
}

function Callback({
  accountId,
  issuerId,
  kind,
  record,
  rotations,
  callbackUrl,
  readOnly,
  state,
}: Remembered) {
  const hosts = useHosts(accountId, issuerId, callbackUrl?.includes('{issuer}') === true);
  if (state === 'todo') return null;
  const isSame = callbackUrl !== null && !callbackUrl.includes('{method_id}');
  return (
    <>
      {!record.callbackDone && (
        <>
          <CallbackUrl
            template={callbackUrl}
            issuerId={issuerId}
            method={kind}
            methodId={record.newId}
            hosts={hosts.list.state === 'known' ? hosts.list.rows : null}
          />
          {isSame && (
            <p>
              It is the same as for the old method. Where the new credentials are of the same
              application at the provider, it is registered already.
            </p>
          )}
        </>
      )}
      <Mark
        done={record.callbackDone}
        said="You noted that it is registered."
        verb="It is registered"
        readOnly={readOnly}
        onMark={(callbackDone) => rotations.put({ ...record, callbackDone })}
      />
    </>
  );
}

function Users({ method, record, rotations, readOnly, state }: Remembered) {
  if (state === 'todo') return null;
  return (
    <>
      {!record.toldUsers && (
        <>
          <p>
            AuthPI has not published whether users who are linked to{' '}
            <bdi className="font-medium">“{methodName(method)}”</bdi> find their account through the
            new method. They may find it, get a second account, or be turned away.
          </p>
          <p>
            Try it with one account before the old method is switched off: after step 4, sign in
            with the new one as somebody who so far used the old one, and look whether the same
            account opens.
          </p>
        </>
      )}
      <Mark
        done={record.toldUsers}
        said="You noted that you know: whether users find their account through the new method is not published."
        verb="I know"
        readOnly={readOnly}
        onMark={(toldUsers) => rotations.put({ ...record, toldUsers })}
      />
    </>
  );
}

/** A mark somebody sets, of what nobody can look up. */
function Mark({
  done,
  said,
  verb,
  readOnly,
  onMark,
}: {
  done: boolean;
  said: string;
  verb: string;
  readOnly: string | null;
  onMark: (done: boolean) => void;
}) {
  // One button, which keeps its focus as it changes.
  return (
    <p className="rotation-acts">
      <Button look={done ? 'quiet' : 'primary'} reason={readOnly} onClick={() => onMark(!done)}>
        {done ? 'Take it back' : verb}
      </Button>
      {done && <span>{said}</span>}
    </p>
  );
}

function Open({ method, fresh, state, readOnly }: AtStep & { fresh: Seen }) {
  const { review, run, preload } = useSwitching();
  if (typeof fresh !== 'object') return null;
  if (state === 'todo') return null;
  if (state === 'done') {
    return (
      <p>
        People can sign in with <bdi className="font-medium">“{methodName(fresh)}”</bdi>. Try it
        once: a wrong secret shows only then.
      </p>
    );
  }
  const set = openingOf(method, fresh);
  const others = [
    set.enabled_signup === true && 'signup',
    set.featured === true && 'featured',
  ].filter((word) => word !== false);
  return (
    <>
      <p>
        Then people are offered both.
        {others.length > 0 &&
          ` ${capital(others.join(' and '))} ${others.length === 1 ? 'goes' : 'go'} on too, as the old one has it.`}
      </p>
      <div className="rotation-acts" onPointerEnter={preload} onFocus={preload}>
        <Button
          look="primary"
          reason={readOnly ?? busyReason(run?.phase)}
          onClick={() => review([{ id: fresh.id, set }])}
        >
          Switch it on
        </Button>
      </div>
    </>
  );
}

function Close({ method, state, readOnly }: AtStep) {
  const { review, run, preload } = useSwitching();
  if (state === 'done') {
    return (
      <p>
        Nobody signs in with <bdi className="font-medium">“{methodName(method)}”</bdi> any more.
        Nothing of it is lost: it can be switched on again.
      </p>
    );
  }
  if (state !== 'now') return null;
  return (
    <>
      <p>
        Do it once the new one is known to work. From then on nobody signs in with the old
        credentials, and you can take it back.
      </p>
      <div className="rotation-acts" onPointerEnter={preload} onFocus={preload}>
        <Button
          look="primary"
          reason={readOnly ?? busyReason(run?.phase)}
          onClick={() => review([{ id: method.id, set: closingOf(method) }])}
        >
          Switch it off
        </Button>
      </div>
    </>
  );
}

function Delete({ accountId, issuerId, method, fresh, state }: AtStep & { fresh: Seen }) {
  const now = useNow();
  if (state !== 'now') return null;
  const isMarked = typeof fresh === 'object' && fresh.name.endsWith('(new)');
  return (
    <>
      <p>
        {method.updated_at == null ? (
          'Its login is off.'
        ) : (
          <>
            Its login is off, at least since <Time at={method.updated_at} now={now} />.
          </>
        )}{' '}
        Leave it so until you are sure that nobody misses it: deleted, it cannot be brought back.
        There is no date by which it has to go.
      </p>
      {isMarked && (
        <p>
          Users see the name of the new one:{' '}
          <MethodLink accountId={accountId} issuerId={issuerId} method={fresh} />. Rename it there.
        </p>
      )}
      <p className="rotation-acts">
        <Link
          className="btn btn-danger"
          to="/accounts/$accountId/issuers/$issuerId/auth-methods/$methodId/delete"
          params={{ accountId, issuerId, methodId: method.id }}
        >
          Delete the old method
        </Link>
      </p>
    </>
  );
}

function busyReason(phase: string | undefined): string | null {
  return phase === 'running' || phase === 'stopped' ? 'A change is being made' : null;
}

/** Gives the rotation up. Nothing is undone by it. */
function Stop({
  accountId,
  issuerId,
  method,
  record,
  rotations,
  fresh,
  at,
}: UnderWay & { fresh: Seen; at: number | null }) {
  const router = useRouter();
  const [asking, setAsking] = useState(false);
  const open = useRef<HTMLButtonElement>(null);
  const stop = async () => {
    rotations.forget(record.oldId);
    await router.navigate({
      to: '/accounts/$accountId/issuers/$issuerId/auth-methods/$methodId',
      params: { accountId, issuerId, methodId: record.oldId },
    });
    announce('Rotation stopped');
  };
  return (
    <div className="rotation-foot">
      <p className="rotation-acts">
        <Button
          ref={open}
          look="quiet"
          reason={asking ? 'It is asked below' : null}
          onClick={() => setAsking(true)}
        >
          Stop the rotation
        </Button>
        <span>
          {at === null ? 'All steps are done.' : `Step ${at} of ${STEPS.length}.`} Remembered in
          this browser, without any secret.
        </span>
      </p>
      {asking && (
        <div role="alert">
          <Notice tone="info">
            <p>
              Nothing is undone by it. <bdi>“{methodName(method)}”</bdi> stays, {loginWords(method)}
              .{' '}
              {typeof fresh === 'object' ? (
                <>
                  <bdi>“{methodName(fresh)}”</bdi> stays, {loginWords(fresh)}.
                </>
              ) : (
                fresh === 'unseen' && 'The new method stays as it is.'
              )}
            </p>
            <p className="rotation-acts mt-2">
              <Button onClick={() => void stop()}>Stop it</Button>
              <Button
                look="quiet"
                onClick={() => {
                  setAsking(false);
                  open.current?.focus();
                }}
              >
                Go on
              </Button>
            </p>
          </Notice>
        </div>
      )}
    </div>
  );
}

function loginWords({ enabled_login: on }: AuthMethod): string {
  if (on == null) return 'and AuthPI does not say whether its login is on';
  return on ? 'with login on' : 'with login off';
}

function capital(text: string): string {
  return text.charAt(0).toUpperCase() + text.slice(1);
}
