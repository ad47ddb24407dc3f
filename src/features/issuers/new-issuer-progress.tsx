import { useEffect, useRef } from 'react';
import { fateOf } from '#api/writes.ts';
import { FailureLine } from '#shared/failure.tsx';
import { issuerName } from '#shared/issuer-words.ts';
import { methodName } from '#shared/method-words.ts';
import { announce } from '#ui/announcer.tsx';
import { Button } from '#ui/button.tsx';
import { CopyButton } from '#ui/copy-button.tsx';
import { ShortId } from '#ui/short-id.tsx';
import { Status } from '#ui/status.tsx';
import type { Look } from '#ui/status.tsx';
import type { Creation, CreationState } from './new-issuer-creation.ts';

type Shown = Extract<CreationState, { step: 'copying' | 'created' }>;

/** The issuer is there, and its auth methods follow one by one. */
export function NewIssuerProgress({ state, creation }: { state: Shown; creation: Creation }) {
  const heading = useRef<HTMLHeadingElement>(null);
  const { issuer } = state;
  const title = `“${issuerName(issuer)}” is created`;
  // The form went away with what was pressed in it.
  useEffect(() => {
    heading.current?.focus({ preventScroll: true });
    announce(`${title}. Copying its auth methods.`);
  }, [title]);
  return (
    <section className="section copying" aria-labelledby="progress-title">
      <div className="section-head">
        <h2
          ref={heading}
          id="progress-title"
          tabIndex={-1}
          className="text-section font-semibold wrap-anywhere"
        >
          {title}
        </h2>
        <span className="page-id">
          <ShortId id={issuer.id} />
          <CopyButton text={issuer.id} what="issuer id" />
        </span>
      </div>
      {state.step === 'copying' && <Copies state={state} creation={creation} />}
    </section>
  );
}

function Copies({
  state: { copies, done, leftOut, failure },
  creation,
}: {
  state: Extract<Shown, { step: 'copying' }>;
  creation: Creation;
}) {
  const failed = failure === null ? undefined : copies[done];
  return (
    <>
      <p className="section-detail">
        {failure === null
          ? `Copying auth methods: ${done + 1} of ${copies.length}. Stay on this page until it is done.`
          : `${done} of ${copies.length} auth methods are seen to. Copying stopped.`}
      </p>
      <div className="card">
        <ul className="progress">
          {copies.map(({ name }, index) => (
            <li key={index}>
              <bdi className="wrap-anywhere">{methodName({ name })}</bdi>
              <Status
                {...(leftOut.includes(index)
                  ? { shape: 'warn', text: 'Left out' }
                  : lookOf(index, done, failure))}
              />
            </li>
          ))}
        </ul>
      </div>
      {failure !== null && failed !== undefined && (
        <div className="mt-3">
          <FailureLine
            what={
              fateOf(failure.error) === 'unknown'
                ? `Perhaps “${methodName(failed)}” was copied.`
                : `“${methodName(failed)}” was not copied.`
            }
            error={failure.error}
            onRetry={creation.retry}
          />
          <div className="mt-3 flex flex-wrap gap-2">
            <Button onClick={creation.leaveOut}>
              {done + 1 < copies.length ? 'Leave it out and go on' : 'Leave it out'}
            </Button>
            {done + 1 < copies.length && (
              <Button look="quiet" onClick={creation.finish}>
                Stop here and go to the issuer
              </Button>
            )}
          </div>
        </div>
      )}
    </>
  );
}

function lookOf(index: number, done: number, failure: { readonly error: unknown } | null): Look {
  if (index < done) return { shape: 'ok', text: 'Done' };
  if (index > done) return { shape: 'off', text: 'Waiting' };
  if (failure === null) return { shape: 'off', text: 'Copying…' };
  return fateOf(failure.error) === 'unknown'
    ? { shape: 'warn', text: 'Not known' }
    : { shape: 'bad', text: 'Not copied' };
}
