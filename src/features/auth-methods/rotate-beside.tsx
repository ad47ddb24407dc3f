import { useQuery } from '@tanstack/react-query';
import { Link, useRouter } from '@tanstack/react-router';
import { useRef, useState } from 'react';
import { authMethodQuery, authMethodsQuery } from '#api/auth-methods.ts';
import { ApiError } from '#api/errors.ts';
import type { AuthMethodKind } from '#contract/auth-methods/registry.ts';
import type { AuthMethod } from '#contract/auth-method.ts';
import { CallbackUrl } from '#shared/callback-url.tsx';
import { FailureLine } from '#shared/failure.tsx';
import { listedOf } from '#shared/listed.ts';
import { methodName } from '#shared/method-words.ts';
import { announce } from '#ui/announcer.tsx';
import { Button } from '#ui/button.tsx';
import { CopyButton } from '#ui/copy-button.tsx';
import { Notice } from '#ui/notice.tsx';
import { ShortId } from '#ui/short-id.tsx';
import { Skeleton } from '#ui/skeleton.tsx';
import { Status } from '#ui/status.tsx';
import type { Look } from '#ui/status.tsx';
import { Time, useNow } from '#ui/time.tsx';
import { MethodForm } from './method-form.tsx';
import { startBeside } from './rotate-start.ts';
import type { Rotations } from './rotation-store.ts';
import { closingOf, openingOf, rotationOf, rotationSteps, stepNumber, STEPS } from './rotation.ts';
import type { Rotation, Seen, StepId, StepState } from './rotation.ts';
import { Switching, SwitchLine, useSwitching } from './switching.tsx';
import { useHosts } from './use-hosts.ts';

type Guided = {
  accountId: string;
  issuerId: string;
  methodId: string;
  /** The old one. */
  method: AuthMethod;
  kind: AuthMethodKind;
  record: Rotation | null;
  rotations: Rotations;
  /** The operator's template; null: none is set. */
  callbackUrl: string | null;
  /** Why nothing can be done here by this person; null: it can. */
  readOnly: string | null;
};

/**
 * Replaces the credentials of a method by a new method beside it. Each step shows how far it is, from
 * what AuthPI holds; it can be left and gone on with at any time.
 */
export function RotateBeside(guided: Guided) {
  const { accountId, issuerId, method } = guided;
  return (
    <Switching accountId={accountId} issuerId={issuerId} shown={method}>
      <Steps {...guided} />
    </Switching>
  );
}

const TITLES: { readonly [id in StepId]: string } = {
  create: 'Create the new method',
  callback: 'Register its callback URL',
  users: 'Know what is not known',
  open: 'Switch login on for the new method',
  close: 'Switch login off for the old method',
  delete: 'Delete the old method, later',
};

const LOOKS: { readonly [state in StepState]: Look } = {
  todo: { shape: 'off', text: 'To do' },
  now: { shape: 'warn', text: 'Now' },
  done: { shape: 'ok', text: 'Done' },
  unseen: { shape: 'off', text: 'Could not be looked at' },
};

function Steps(guided: Guided) {
  const { accountId, issuerId, method, record } = guided;
  const asked = useQuery({
    ...authMethodQuery(accountId, issuerId, record?.newId ?? ''),
    enabled: record !== null,
    throwOnError: false,
  });
  const fresh = seenBy(asked.data?.method, asked.error, record);
  const steps = rotationSteps({ old: method, fresh: fresh ?? 'unseen' }, record);
  const at = stepNumber(steps);
  const second = useRef<HTMLHeadingElement>(null);
  return (
    <>
      <p className="rotation-about">
        AuthPI never changes the credentials of a method. So a new method takes the place of{' '}
        <bdi className="font-medium">“{methodName(method)}”</bdi>, and nobody is locked out
        meanwhile. You can leave at any time: this page knows where you were.
      </p>
      {fresh === 'unseen' && (
        <div className="mb-4">
          <FailureLine
            what="The new method could not be looked at."
            error={asked.error}
            onRetry={() => void asked.refetch()}
          />
        </div>
      )}
      {fresh === 'gone' && record !== null && (
        <div className="mb-4" role="alert">
          <Notice tone="warn">
            Someone deleted the new method meanwhile. Create another one, or stop the rotation.
          </Notice>
        </div>
      )}
      <SwitchLine />
      <ol className="rotation-steps" aria-busy={fresh === null || undefined}>
        {steps.map(({ id, state }, index) => (
          <li
            key={id}
            className="rotation-step"
            data-state={state}
            aria-current={state === 'now' ? 'step' : undefined}
          >
            <div className="rotation-head">
              <h2
                ref={id === 'callback' ? second : undefined}
                tabIndex={-1}
                className="rotation-title text-section font-semibold"
              >
                {index + 1}. {TITLES[id]}
              </h2>
              {fresh === null ? <Skeleton width="4rem" /> : <Status {...LOOKS[state]} />}
            </div>
            {fresh !== null && (
              <StepBody
                {...guided}
                id={id}
                state={state}
                fresh={fresh}
                onBegun={() => second.current?.focus()}
              />
            )}
          </li>
        ))}
      </ol>
      {record !== null && <Stop {...guided} record={record} fresh={fresh ?? 'unseen'} at={at} />}
    </>
  );
}

/** What is known of the new method; null: it is on its way. */
function seenBy(
  data: AuthMethod | undefined,
  error: unknown,
  record: Rotation | null,
): Seen | null {
  if (record === null) return 'gone';
  if (error instanceof ApiError && error.kind === 'not_found') return 'gone';
  if (data !== undefined) return data;
  return error === null ? null : 'unseen';
}

type AtStep = Guided & {
  state: StepState;
  /** The new method is there. */
  onBegun: () => void;
};

function StepBody({ id, ...step }: AtStep & { id: StepId; fresh: Seen }) {
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

function Create(step: AtStep & { fresh: Seen }) {
  const {
    accountId,
    issuerId,
    method,
    kind,
    callbackUrl,
    rotations,
    fresh,
    state,
    readOnly,
    onBegun,
  } = step;
  const now = useNow();
  if (typeof fresh === 'object') {
    return (
      <p>
        <MethodLink accountId={accountId} issuerId={issuerId} method={fresh} />{' '}
        <ShortId id={fresh.id} />
        <CopyButton text={fresh.id} what="id of the new method" /> was created{' '}
        <Time at={fresh.created_at} now={now} />.
      </p>
    );
  }
  if (state !== 'now' || readOnly !== null) return null;
  const begin = ({ id, name }: AuthMethod) => {
    rotations.put(rotationOf(method.id, id, Date.now()));
    // The form goes away with the focus in it.
    onBegun();
    announce(`Step 1 done: ${methodName({ name })}`);
  };
  return (
    <>
      <p>
        It begins as the old one is. The secret has to be typed: AuthPI never shows the old one. A
        new secret often comes with a new client id. Users and administrators see the name while
        both are there.
      </p>
      <Existing {...step} onTake={begin} />
      <MethodForm
        accountId={accountId}
        issuerId={issuerId}
        kind={kind}
        start={startBeside(issuerId, kind, method)}
        draft={`rotate ${method.id}`}
        switchesNote="It is created with login, signup and featured off: nobody meets it yet. Step 4 switches them."
        template={callbackUrl}
        submitLabel="Create the new method"
        cancel={
          <Link
            className="btn"
            to="/accounts/$accountId/issuers/$issuerId/auth-methods/$methodId"
            params={{ accountId, issuerId, methodId: method.id }}
          >
            Cancel
          </Link>
        }
        onCreated={begin}
      />
    </>
  );
}

/** Others of the same kind, made later: the new one may be there already. */
function Existing({
  accountId,
  issuerId,
  method,
  onTake,
}: AtStep & { onTake: (method: AuthMethod) => void }) {
  const now = useNow();
  const list = listedOf(
    useQuery({ ...authMethodsQuery(accountId, issuerId), throwOnError: false }),
  );
  const later =
    list.state === 'known'
      ? list.rows.filter(
          (row) =>
            row.id !== method.id &&
            row.method === method.method &&
            row.created_at > method.created_at,
        )
      : [];
  if (later.length === 0) return null;
  return (
    <div className="rotation-existing">
      <p>Is the new one there already?</p>
      <ul>
        {later.map((row) => (
          <li key={row.id}>
            <span>
              <bdi className="font-medium">{methodName(row)}</bdi> <ShortId id={row.id} />, created{' '}
              <Time at={row.created_at} now={now} />
            </span>
            <Button onClick={() => onTake(row)}>Go on with this one</Button>
          </li>
        ))}
      </ul>
    </div>
  );
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
}: AtStep) {
  const hosts = useHosts(accountId, issuerId, callbackUrl?.includes('{issuer}') === true);
  if (record === null || state === 'todo') return null;
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

function Users({ method, record, rotations, readOnly, state }: AtStep) {
  if (record === null || state === 'todo') return null;
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
}: Guided & { record: Rotation; fresh: Seen; at: number | null }) {
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

function MethodLink({
  accountId,
  issuerId,
  method,
}: {
  accountId: string;
  issuerId: string;
  method: AuthMethod;
}) {
  return (
    <Link
      className="rotation-link"
      to="/accounts/$accountId/issuers/$issuerId/auth-methods/$methodId"
      params={{ accountId, issuerId, methodId: method.id }}
    >
      <bdi>{methodName(method)}</bdi>
    </Link>
  );
}

function capital(text: string): string {
  return text.charAt(0).toUpperCase() + text.slice(1);
}
