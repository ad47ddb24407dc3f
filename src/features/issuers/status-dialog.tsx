import { useRef } from 'react';
import { Button } from '#ui/button.tsx';
import { CopyButton } from '#ui/copy-button.tsx';
import { Dialog } from '#ui/dialog.tsx';
import { ShortId } from '#ui/short-id.tsx';
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
    <Dialog
      open
      title={`${verb} “${name}”?`}
      badge={environment}
      first={cancel}
      onClose={onClose}
      description={
        <>
          <span className="dialog-id">
            <ShortId id={issuerId} />
            <CopyButton text={issuerId} what="issuer id" />
          </span>
          <p>Nobody can sign in through it until it is active again. Nothing else of it changes.</p>
        </>
      }
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
    </Dialog>
  );
}
