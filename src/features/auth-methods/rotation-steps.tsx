import { useQuery } from '@tanstack/react-query';
import { Link } from '@tanstack/react-router';
import { lazy, useEffect, useRef } from 'react';
import type { ReactNode } from 'react';
import { authMethodsQuery } from '#api/auth-methods.ts';
import type { AuthMethodKind } from '#contract/auth-methods/registry.ts';
import type { AuthMethod } from '#contract/auth-method.ts';
import { methodName } from '#shared/method-words.ts';
import { announce } from '#ui/announcer.tsx';
import { CopyButton } from '#ui/copy-button.tsx';
import { Later } from '#ui/later.tsx';
import { ShortId } from '#ui/short-id.tsx';
import { Skeleton } from '#ui/skeleton.tsx';
import { Status } from '#ui/status.tsx';
import type { Look } from '#ui/status.tsx';
import { Time, useNow } from '#ui/time.tsx';
import { MethodForm } from './method-form.tsx';
import { startBeside } from './rotate-start.ts';
import type { Rotations } from './rotation-store.ts';
import { rotationOf, STEPS } from './rotation.ts';
import type { Seen, Step, StepId, StepState } from './rotation.ts';

const RotationExisting = lazy(async () => ({
  default: (await import('./rotation-existing.tsx')).RotationExisting,
}));

/** What the guide is about. */
export type Guided = {
  accountId: string;
  issuerId: string;
  methodId: string;
  /** The old one. */
  method: AuthMethod;
  kind: AuthMethodKind;
  rotations: Rotations;
  /** The operator's template; null: none is set. */
  callbackUrl: string | null;
  /** Why nothing can be done here by this person; null: it can. */
  readOnly: string | null;
};

/** One step of the guide. */
export type AtStep = Guided & { state: StepState };

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

/**
 * The steps, each with how far it is, and what there is to do in it.
 *
 * @param steps null: how far it is is on its way
 * @param begun the new method was created a moment ago: the focus goes on to the second step
 */
export function RotationSteps({
  method,
  steps,
  begun,
  above,
  renderStep,
}: Guided & {
  steps: readonly Step[] | null;
  begun: boolean;
  above?: ReactNode;
  renderStep: (step: Step) => ReactNode;
}) {
  const second = useRef<HTMLHeadingElement>(null);
  useEffect(() => {
    // The form went away with the focus in it.
    if (begun) second.current?.focus();
  }, [begun]);
  return (
    <>
      <p className="rotation-about">
        AuthPI never changes the credentials of a method. So a new method takes the place of{' '}
        <bdi className="font-medium">“{methodName(method)}”</bdi>, and nobody is locked out
        meanwhile. You can leave at any time: this page knows where you were.
      </p>
      {above}
      <ol className="rotation-steps" aria-busy={steps === null || undefined}>
        {STEPS.map((id, index) => {
          const step = steps?.[index] ?? null;
          return (
            <li
              key={id}
              className="rotation-step"
              data-state={step?.state}
              aria-current={step?.state === 'now' ? 'step' : undefined}
            >
              <div className="rotation-head">
                <h2
                  ref={id === 'callback' ? second : undefined}
                  tabIndex={-1}
                  className="rotation-title text-section font-semibold"
                >
                  {index + 1}. {TITLES[id]}
                </h2>
                {step === null ? <Skeleton width="4rem" /> : <Status {...LOOKS[step.state]} />}
              </div>
              {step !== null && renderStep(step)}
            </li>
          );
        })}
      </ol>
    </>
  );
}

/** The first step. `fresh`: the new method, where there is one. */
export function Create(
  step: AtStep & {
    fresh: Seen;
    /** The new method is there. */
    onBegun: () => void;
  },
) {
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
  const list = useQuery({ ...authMethodsQuery(accountId, issuerId), throwOnError: false }).data;
  // Others of the same kind, made later: the new one may be there already.
  const later = (list?.data ?? []).filter(
    (row) =>
      row.id !== method.id && row.method === method.method && row.created_at > method.created_at,
  );
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
      {later.length > 0 && (
        <Later what="Whether the new one is there already did not load.">
          <RotationExisting later={later} onTake={begin} />
        </Later>
      )}
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

/** The way to the page of a method. */
export function MethodLink({
  accountId,
  issuerId,
  method,
}: Pick<Guided, 'accountId' | 'issuerId' | 'method'>) {
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
