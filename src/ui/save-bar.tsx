import { useId } from 'react';
import type { ReactNode } from 'react';
import { Button } from './button.tsx';

/**
 * The foot of a form: save, and beside it why not, or how it stands; discard at the end. It stays in
 * view while the form is taller than the window.
 */
export function SaveBar({
  label,
  onSave,
  reason,
  busy = false,
  note,
  onDiscard,
}: {
  /** "Save branding". */
  label: string;
  /** Without it, the button sends the form around it. */
  onSave?: (() => void) | undefined;
  /** Why it cannot be saved now: "1 field needs attention", "Nothing has changed". */
  reason: string | null;
  /** It is being saved. */
  busy?: boolean;
  /** How it stands, where there is no reason: "2 changes not saved". */
  note?: ReactNode;
  /** Null while there is nothing to discard. Left out where nothing can be changed at all. */
  onDiscard?: (() => void) | null;
}) {
  const id = useId();
  const save = { look: 'primary', reason, busy, reasonId: id } as const;
  return (
    <div className="save-bar">
      {onSave === undefined ? (
        <Button {...save} type="submit">
          {label}
        </Button>
      ) : (
        <Button {...save} onClick={onSave}>
          {label}
        </Button>
      )}
      <span id={id} className="save-bar-note">
        {busy ? 'Saving…' : (reason ?? note)}
      </span>
      {onDiscard !== undefined && (
        <Button
          look="quiet"
          // In its place also when it has done its work: the focus is on it.
          reason={onDiscard === null ? 'Nothing has changed' : null}
          busy={busy}
          onClick={() => onDiscard?.()}
        >
          Discard changes
        </Button>
      )}
    </div>
  );
}
