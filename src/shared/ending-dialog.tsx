import type { ReactNode, RefObject } from 'react';
import { CopyButton } from '#ui/copy-button.tsx';
import { Dialog } from '#ui/dialog.tsx';
import { ShortId } from '#ui/short-id.tsx';

/** Asks before something ends: it is named by its name, its id and its environment. */
export function EndingDialog({
  verb,
  what,
  name,
  id,
  environment,
  note,
  first,
  onClose,
  children,
}: {
  /** What is about to be done, such as "Delete". */
  verb: string;
  /** What kind of thing it is, such as "issuer". */
  what: string;
  name: string;
  id: string;
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
            <ShortId id={id} />
            <CopyButton text={id} what={`${what} id`} />
          </span>
          <p>{note}</p>
        </>
      }
    >
      {children}
    </Dialog>
  );
}
