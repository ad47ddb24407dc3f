import { useQuery } from '@tanstack/react-query';
import { Link } from '@tanstack/react-router';
import { lazy, useEffect, useState } from 'react';
import { authMethodQuery } from '#api/auth-methods.ts';
import { callerQuery } from '#api/caller.ts';
import { ApiError } from '#api/errors.ts';
import { isKnownMethod } from '#contract/auth-methods/registry.ts';
import type { AuthMethod } from '#contract/auth-method.ts';
import { lacksScope } from '#shared/lacks-scope.ts';
import { Load } from '#shared/load.tsx';
import { methodName } from '#shared/method-words.ts';
import { Later } from '#ui/later.tsx';
import { Blank, Notice } from '#ui/notice.tsx';
import { Skeleton } from '#ui/skeleton.tsx';
import { RotateBeside } from './rotate-beside.tsx';
import { useRotations } from './rotation-store.ts';
import type { Rotations } from './rotation-store.ts';
import { rotationWay } from './rotation.ts';
import type { Rotation } from './rotation.ts';

const RotateInstead = lazy(async () => ({
  default: (await import('./rotate-instead.tsx')).RotateInstead,
}));

type Place = { accountId: string; issuerId: string; methodId: string };

/**
 * A guide through replacing the credentials of an auth method, which cannot change (contract §9).
 *
 * @param callbackUrl the operator's template; null: none is set
 */
export function RotatePage({ callbackUrl, ...place }: Place & { callbackUrl: string | null }) {
  const { accountId, issuerId, methodId } = place;
  const query = authMethodQuery(accountId, issuerId, methodId);
  const { error } = useQuery({ ...query, throwOnError: false });
  const known = useRotations(accountId, issuerId);
  const record = known?.all.find(({ oldId }) => oldId === methodId) ?? null;
  const [over, setOver] = useState<Rotation | null>(null);
  const isGone = error instanceof ApiError && error.kind === 'not_found';
  if (isGone && record !== null && over === null) setOver(record);
  if (over !== null && known !== null) {
    return <Over {...place} record={over} rotations={known.rotations} />;
  }
  return (
    <Load query={query} loading={<RotateSkeleton />} missing="There is no such auth method">
      {({ method }) =>
        known === null ? (
          <RotateSkeleton />
        ) : (
          <Guide
            // What stands in its form is of one method.
            key={method.id}
            {...place}
            method={method}
            record={record}
            rotations={known.rotations}
            callbackUrl={callbackUrl}
          />
        )
      }
    </Load>
  );
}

function Guide({
  method,
  record,
  rotations,
  callbackUrl,
  ...place
}: Place & {
  method: AuthMethod;
  record: Rotation | null;
  rotations: Rotations;
  callbackUrl: string | null;
}) {
  const { accountId } = place;
  const caller = useQuery({ ...callerQuery(), throwOnError: false }).data;
  const { method: kind } = method;
  const way = rotationWay(method);
  if (way === 'unknown' || !isKnownMethod(kind)) {
    return (
      <div className="card">
        <Blank
          title="Not possible here"
          detail={
            <>
              This dashboard does not know the method <code>{kind}</code>, so it does not know which
              of its settings are credentials, nor what a new one needs.{' '}
              <MethodLink {...place}>Its page</MethodLink> shows what AuthPI sent.
            </>
          }
        />
      </div>
    );
  }
  if (way === 'nothing') {
    return (
      <div className="card">
        <Blank
          title="There is nothing to rotate"
          detail={
            <>
              “{methodName(method)}” has no credentials. Its settings are changed on{' '}
              <MethodLink {...place}>its page</MethodLink>.
            </>
          }
        />
      </div>
    );
  }
  const readOnly = lacksScope(caller, accountId, 'issuers.auth-methods:write')
    ? 'You can look at auth methods, and not create or change them: that takes the scope issuers.auth-methods:write'
    : null;
  return (
    <div className="rotation">
      {readOnly !== null && (
        <div className="mb-4">
          <Notice tone="info">{readOnly}.</Notice>
        </div>
      )}
      {way === 'instead' ? (
        <Later what="The guide did not load. Nothing was changed." height="24rem">
          <RotateInstead {...place} method={method} kind={kind} />
        </Later>
      ) : (
        <RotateBeside
          {...place}
          method={method}
          kind={kind}
          record={record}
          rotations={rotations}
          callbackUrl={callbackUrl}
          readOnly={readOnly}
        />
      )}
    </div>
  );
}

function MethodLink({ children, ...params }: Place & { children: string }) {
  return (
    <Link
      className="text-accent underline"
      to="/accounts/$accountId/issuers/$issuerId/auth-methods/$methodId"
      params={params}
    >
      {children}
    </Link>
  );
}

/** The old method is deleted: nothing is left of the rotation to remember. */
function Over({
  accountId,
  issuerId,
  methodId,
  record,
  rotations,
}: Place & { record: Rotation; rotations: Rotations }) {
  useEffect(() => {
    rotations.forget(methodId);
  }, [rotations, methodId]);
  const fresh = useQuery({
    ...authMethodQuery(accountId, issuerId, record.newId),
    throwOnError: false,
  });
  const method = fresh.error === null ? fresh.data?.method : undefined;
  return (
    <div className="card">
      <Blank
        tone={method?.enabled_login === true ? 'ok' : 'info'}
        title={
          method?.enabled_login === true ? 'The rotation is done' : 'The old method is deleted'
        }
        detail={
          method === undefined
            ? 'What took its place is not known here. Look at the auth methods of the issuer.'
            : method.enabled_login === true
              ? `The old method is deleted. Login is on for “${methodName(method)}”.`
              : `Login is not on for “${methodName(method)}”. Switch it on where people are to sign in with it.`
        }
        actions={
          method === undefined ? (
            <Link
              className="btn"
              to="/accounts/$accountId/issuers/$issuerId/auth-methods"
              params={{ accountId, issuerId }}
            >
              Go to the auth methods
            </Link>
          ) : (
            <Link
              className="btn"
              to="/accounts/$accountId/issuers/$issuerId/auth-methods/$methodId"
              params={{ accountId, issuerId, methodId: method.id }}
            >
              Go to the new method
            </Link>
          )
        }
      />
    </div>
  );
}

function RotateSkeleton() {
  return (
    <div className="rotation" aria-busy="true">
      <p className="mb-4">
        <Skeleton width="24rem" />
      </p>
      <ol className="rotation-steps">
        {Array.from({ length: 6 }, (_, index) => (
          <li key={index} className="rotation-step">
            <Skeleton width="14rem" />
          </li>
        ))}
      </ol>
    </div>
  );
}
