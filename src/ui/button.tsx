import { useId } from 'react';
import type { MouseEvent, ReactNode, Ref } from 'react';

type ButtonProps = {
  children: ReactNode;
  /**
   * `quiet` has no border: for what is rarely pressed. `primary` is what a page or a form is for, once
   * on it. `danger` takes something away.
   */
  look?: 'plain' | 'quiet' | 'primary' | 'danger';
  /** Why it cannot be pressed now. The button keeps its place and its focus, and says so. */
  reason?: string | null;
  /** Its work is under way. Same size, same focus; pressing again does nothing. */
  busy?: boolean;
  /** The element that says the reason where everyone can read it. Without, it is a tooltip. */
  reasonId?: string | undefined;
  ref?: Ref<HTMLButtonElement>;
} & (
  | { type?: 'button'; onClick: () => void }
  /** Sends the form it is in, which then does what is to be done. */
  | { type: 'submit'; onClick?: undefined }
);

/**
 * A button. It is never `disabled`, which would drop the focus and hide the reason: one that cannot
 * be pressed carries `aria-disabled` and its reason as description.
 */
export function Button({
  children,
  type = 'button',
  onClick,
  look = 'plain',
  reason = null,
  busy = false,
  reasonId,
  ref,
}: ButtonProps) {
  const ownId = useId();
  const off = reason !== null;
  const isSaid = reasonId !== undefined;
  const press = (event: MouseEvent) => {
    // Enter in a form presses its submit button, too.
    if (type === 'button' || off || busy) event.preventDefault();
    if (!off && !busy) onClick?.();
  };
  return (
    <>
      <button
        ref={ref}
        type={type === 'submit' ? 'submit' : 'button'}
        className={look === 'plain' ? 'btn' : `btn btn-${look}`}
        aria-disabled={off || busy || undefined}
        aria-describedby={off ? (reasonId ?? ownId) : undefined}
        data-busy={busy || undefined}
        title={isSaid ? undefined : (reason ?? undefined)}
        onClick={press}
      >
        {children}
      </button>
      {off && !isSaid && (
        <span id={ownId} className="sr-only">
          {reason}
        </span>
      )}
    </>
  );
}
