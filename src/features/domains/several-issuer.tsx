import type { IssuerRow } from '#contract/issuer.ts';
import { Dialog } from '#ui/dialog.tsx';
import { IssuerChoice } from './issuer-choice.tsx';

/** Chooses the issuer that several domains go to. Loaded when it is asked for. */
export function SeveralIssuer({
  accountId,
  onPick,
  onClose,
}: {
  accountId: string;
  onPick: (row: IssuerRow) => void;
  onClose: () => void;
}) {
  return (
    <Dialog open title="Choose an issuer for the domains" onClose={onClose}>
      <IssuerChoice accountId={accountId} assigned={null} onPick={onPick} />
    </Dialog>
  );
}
