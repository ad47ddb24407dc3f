import { useRef } from 'react';
import { EndingDialog } from '#shared/ending-dialog.tsx';
import { Button } from '#ui/button.tsx';
import { Consequences } from './consequences.tsx';

/** Asks before an issuer is switched off. Loaded when it is asked for. */
export function StatusDialog({
  accountId,
  issuerId,
  name,
  environment,
  status,
  act,
  onAct,
  onClose,
}: {
  accountId: string;
  issuerId: string;
  name: string;
  environment: string | null;
  status: string;
  act: 'disable' | 'suspend';
  onAct: () => void;
  onClose: () => void;
}) {
  const cancel = useRef<HTMLButtonElement>(null);
  const verb = act === 'disable' ? 'Disable' : 'Suspend';
  return (
    <EndingDialog
      verb={verb}
      what="issuer"
      name={name}
      id={issuerId}
      environment={environment}
      note="Nobody can sign in through it until it is active again. Nothing else of it changes."
      first={cancel}
      onClose={onClose}
    >
      <div className="ending">
        <Consequences accountId={accountId} issuerId={issuerId} status={status} act={act} />
        <div className="ending-acts">
          <Button ref={cancel} onClick={onClose}>
            Cancel
          </Button>
          <Button look="danger" onClick={onAct}>
            {verb} issuer
          </Button>
        </div>
      </div>
    </EndingDialog>
  );
}
