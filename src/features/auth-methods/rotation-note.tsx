import { useQuery } from '@tanstack/react-query';
import { Link } from '@tanstack/react-router';
import { useEffect } from 'react';
import { authMethodsQuery } from '#api/auth-methods.ts';
import { listedOf } from '#shared/listed.ts';
import type { Listed } from '#shared/listed.ts';
import { Notice } from '#ui/notice.tsx';
import type { AuthMethod } from '#contract/auth-method.ts';
import { useRotations } from './rotation-store.ts';
import type { Rotations } from './rotation-store.ts';
import { rotationSteps, stepNumber, STEPS } from './rotation.ts';
import type { Rotation, Seen } from './rotation.ts';

type Place = { accountId: string; issuerId: string };

/**
 * Says on the page of a method that a rotation is under way in which it is the old one or the new
 * one, and leads there. Nothing where there is none, or where the old one is gone.
 */
export function RotationNote({ accountId, issuerId, methodId }: Place & { methodId: string }) {
  const known = useRotations(accountId, issuerId);
  const record = known?.all.find(({ oldId, newId }) => oldId === methodId || newId === methodId);
  return known === null || record === undefined ? null : (
    <Note
      accountId={accountId}
      issuerId={issuerId}
      methodId={methodId}
      record={record}
      rotations={known.rotations}
    />
  );
}

function Note({
  accountId,
  issuerId,
  methodId,
  record,
  rotations,
}: Place & { methodId: string; record: Rotation; rotations: Rotations }) {
  const list = listedOf(
    useQuery({ ...authMethodsQuery(accountId, issuerId), throwOnError: false }),
  );
  const old = list.state === 'asking' ? null : seenIn(list, record.oldId);
  useEffect(() => {
    // Whoever deleted it: nothing is left to go on with.
    if (old === 'gone') rotations.forget(record.oldId);
  }, [old, rotations, record.oldId]);
  if (old === null || old === 'gone') return null;
  const at = stepNumber(rotationSteps({ old, fresh: seenIn(list, record.newId) }, record));
  return (
    <div className="mb-4">
      <Notice
        tone="info"
        actions={
          <Link
            className="btn"
            to="/accounts/$accountId/issuers/$issuerId/auth-methods/$methodId/rotate"
            params={{ accountId, issuerId, methodId: record.oldId }}
          >
            Go on
          </Link>
        }
      >
        {list.state === 'failed' || at === null
          ? 'Rotation under way.'
          : `Rotation under way: step ${at} of ${STEPS.length}.`}{' '}
        {record.oldId === methodId
          ? 'A new method takes the place of this one.'
          : 'This method takes the place of an older one.'}
      </Notice>
    </div>
  );
}

function seenIn(list: Listed<AuthMethod>, id: string): Seen {
  if (list.state !== 'known') return 'unseen';
  return list.rows.find((row) => row.id === id) ?? (list.whole ? 'gone' : 'unseen');
}
