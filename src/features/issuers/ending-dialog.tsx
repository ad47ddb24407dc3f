import type { ReactNode, RefObject } from 'react';
import { CopyButton } from '#ui/copy-button.tsx';
import { Dialog } from '#ui/dialog.tsx';
import { ShortId } from '#ui/short-id.tsx';

/** Asks before something of an issuer ends: named by its name, its id and its environment. */
export function EndingDialog({
  verb,
  name,
  issuerId,
  environment,
  note,
  first,
  onClose,
  children,
}: {
  /** What is about to be done, such as "Delete". */
  verb: string;
  name: string;
  issuerId: string;
  environment: string | null;
  /** What comes of it, in general. */
  note: string;
  /** What takes the focus: the way back. */
  first: RefObject<HTMLButtonElement | null>;
  onClose: () => void;
  children: ReactNode;
}) {
  return (
    <Dialog
      open
      title={`${verb} “${name}”?`}
      badge={environment}
      first={first}
      onClose={onClose}
      description={
        <>
          <span className="dialog-id">
            <ShortId id={issuerId} />
            <CopyButton text={issuerId} what="issuer id" />
          </span>
          <p>{note}</p>
        </>
      }
    >
      {children}
    </Dialog>
  );
}
