import { useId } from 'react';
import type { ReactNode } from 'react';
import { Button } from './button.tsx';

/** What sends the form around it; beside it why it cannot, or how it stands. */
export function SubmitButton({
  children,
  look = 'primary',
  reason,
  busy,
  doing,
  note,
}: {
  children: ReactNode;
  look?: 'primary' | 'danger';
  /** Why it cannot be pressed now: "1 field needs attention". */
  reason: string | null;
  /** It is being done; `doing` says so: "Saving…". */
  busy: boolean;
  doing: string;
  /** How it stands, where there is no reason: "2 changes not saved". */
  note?: ReactNode;
}) {
  const id = useId();
  return (
    <>
      <Button type="submit" look={look} reason={reason} reasonId={id} busy={busy}>
        {children}
      </Button>
      <span id={id} className="save-bar-note">
        {busy ? doing : (reason ?? note)}
      </span>
    </>
  );
}

/**
 * The foot of a form: save, and beside it why not, or how it stands; discard at the end. It stays in
 * view while the form is taller than the window.
 */
export function SaveBar({
  label,
  reason,
  busy = false,
  note,
  onDiscard,
}: {
  /** "Save branding". It sends the form around it. */
  label: string;
  /** Why it cannot be saved now: "1 field needs attention", "Nothing has changed". */
  reason: string | null;
  /** It is being saved. */
  busy?: boolean;
  /** How it stands, where there is no reason: "2 changes not saved". */
  note?: ReactNode;
  /** Null while there is nothing to discard. */
  onDiscard: (() => void) | null;
}) {
  return (
    <div className="save-bar">
      <SubmitButton reason={reason} busy={busy} doing="Saving…" note={note}>
        {label}
      </SubmitButton>
      <Button
        look="quiet"
        // In its place also when it has done its work: the focus is on it.
        reason={onDiscard === null ? 'Nothing has changed' : null}
        busy={busy}
        onClick={() => onDiscard?.()}
      >
        Discard changes
      </Button>
    </div>
  );
}
