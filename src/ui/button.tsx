import { useId } from 'react';
import type { MouseEvent, ReactNode, Ref } from 'react';

type ButtonProps = {
  children: ReactNode;
  onClick: () => void;
  /** `quiet` has no border: for what is rarely pressed. */
  look?: 'plain' | 'quiet';
  /** Why it cannot be pressed now. The button keeps its place and its focus, and says so. */
  reason?: string | null;
  /** Its work is under way. Same size, same focus; pressing again does nothing. */
  busy?: boolean;
  ref?: Ref<HTMLButtonElement>;
};

/**
 * A button. It is never `disabled`, which would drop the focus and hide the reason: one that cannot
 * be pressed carries `aria-disabled` and its reason as description.
 */
export function Button({
  children,
  onClick,
  look = 'plain',
  reason = null,
  busy = false,
  ref,
}: ButtonProps) {
  const reasonId = useId();
  const off = reason !== null;
  const press = (event: MouseEvent) => {
    event.preventDefault();
    if (!off && !busy) onClick();
  };
  return (
    <>
      <button
        ref={ref}
        type="button"
        className={look === 'quiet' ? 'btn btn-quiet' : 'btn'}
        aria-disabled={off || busy || undefined}
        aria-describedby={off ? reasonId : undefined}
        data-busy={busy || undefined}
        title={reason ?? undefined}
        onClick={press}
      >
        {children}
      </button>
      {off && (
        <span id={reasonId} className="sr-only">
          {reason}
        </span>
      )}
    </>
  );
}
