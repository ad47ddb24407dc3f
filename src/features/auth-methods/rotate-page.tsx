import { useQuery } from '@tanstack/react-query';
import { lazy, useState } from 'react';
import { authMethodQuery } from '#api/auth-methods.ts';
import { callerQuery } from '#api/caller.ts';
import { ApiError } from '#api/errors.ts';
import { isKnownMethod } from '#contract/auth-methods/registry.ts';
import type { AuthMethod } from '#contract/auth-method.ts';
import { lacksScope } from '#shared/lacks-scope.ts';
import { Load } from '#shared/load.tsx';
import { Later } from '#ui/later.tsx';
import { Notice } from '#ui/notice.tsx';
import { Skeleton } from '#ui/skeleton.tsx';
import { RotateBeside } from './rotate-beside.tsx';
import { useRotations } from './rotation-store.ts';
import type { Rotations } from './rotation-store.ts';
import { rotationWay } from './rotation.ts';
import type { Rotation } from './rotation.ts';

const RotateInstead = lazy(async () => ({
  default: (await import('./rotate-instead.tsx')).RotateInstead,
}));

const RotateNone = lazy(async () => ({
  default: (await import('./rotate-none.tsx')).RotateNone,
}));
const RotationOver = lazy(async () => ({
  default: (await import('./rotation-over.tsx')).RotationOver,
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
    return (
      <Later what="What became of the rotation did not load." height="12rem">
        <RotationOver {...place} record={over} rotations={known.rotations} />
      </Later>
    );
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
  if (way === 'unknown' || way === 'nothing' || !isKnownMethod(kind)) {
    return (
      <Later what="Why nothing can be rotated here did not load." height="12rem">
        <RotateNone {...place} method={method} />
      </Later>
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
