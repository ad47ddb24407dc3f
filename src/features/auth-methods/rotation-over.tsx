import { useQuery } from '@tanstack/react-query';
import { Link } from '@tanstack/react-router';
import { useEffect } from 'react';
import { authMethodQuery } from '#api/auth-methods.ts';
import { methodName } from '#shared/method-words.ts';
import { Blank } from '#ui/notice.tsx';
import type { Rotations } from './rotation-store.ts';
import type { Rotation } from './rotation.ts';

type Place = { accountId: string; issuerId: string; methodId: string };

/** The old method is deleted: nothing is left of the rotation to remember. */
export function RotationOver({
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
