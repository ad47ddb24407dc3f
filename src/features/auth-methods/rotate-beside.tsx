import { lazy, useState } from 'react';
import { Later } from '#ui/later.tsx';
import { Create, RotationSteps } from './rotation-steps.tsx';
import type { Guided } from './rotation-steps.tsx';
import { rotationSteps } from './rotation.ts';
import type { Rotation } from './rotation.ts';

const RotationUnderWay = lazy(async () => ({
  default: (await import('./rotation-under-way.tsx')).RotationUnderWay,
}));

/**
 * Replaces the credentials of a method by a new method beside it. Each step shows how far it is, from
 * what AuthPI holds; it can be left and gone on with at any time.
 */
export function RotateBeside({ record, ...guided }: Guided & { record: Rotation | null }) {
  const [begun, setBegun] = useState(false);
  const onBegun = () => setBegun(true);
  if (record !== null) {
    return (
      <Later what="The guide did not load. Nothing was changed." height="32rem">
        <RotationUnderWay {...guided} record={record} begun={begun} onBegun={onBegun} />
      </Later>
    );
  }
  const steps = rotationSteps({ old: guided.method, fresh: 'gone' }, null);
  return (
    <RotationSteps
      {...guided}
      steps={steps}
      begun={false}
      renderStep={({ id, state }) =>
        id === 'create' && <Create {...guided} state={state} fresh="gone" onBegun={onBegun} />
      }
    />
  );
}
