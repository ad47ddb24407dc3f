import { useId } from 'react';

/**
 * A switch that is on or off, and says so in a word. It shows what is, never what is hoped for: while
 * it is being switched it says "…" and keeps its place and its focus. One that cannot be switched
 * says why.
 */
export function Switch({
  label,
  of,
  on,
  busy = false,
  reason = null,
  mark = null,
  help,
  onSwitch,
}: {
  /** What it switches: "Login". */
  label: string;
  /** Whose it is, where several stand on a page. Read out, not shown. */
  of: string;
  /** Null: it is not known. Then it can be set either way. */
  on: boolean | null;
  busy?: boolean;
  /** Why it cannot be switched now. */
  reason?: string | null;
  /** What is to be known of what it shows: "Changed". */
  mark?: string | null;
  /** The element that says what it means. */
  help?: string;
  onSwitch: (on: boolean) => void;
}) {
  const id = useId();
  const off = busy || reason !== null;
  const about = [help, mark !== null && `${id}-mark`, reason !== null && `${id}-reason`]
    .filter((each) => typeof each === 'string')
    .join(' ');
  const shared = {
    'aria-disabled': off || undefined,
    'aria-describedby': about === '' ? undefined : about,
    'aria-busy': busy || undefined,
    title: reason ?? undefined,
  };
  const press = (to: boolean) => {
    if (!off) onSwitch(to);
  };
  return (
    <span className="switch" data-marked={mark !== null || undefined}>
      {on === null ? (
        // oxlint-disable-next-line jsx-a11y/prefer-tag-over-role -- a fieldset cannot stand in a line
        <span role="group" className="switch-unknown" aria-label={`${label} of ${of}: unknown`}>
          <span>
            {label} {busy ? '…' : 'unknown'}
          </span>
          {[true, false].map((to) => (
            <button
              type="button"
              key={String(to)}
              {...shared}
              className="switch-set"
              onClick={() => press(to)}
            >
              <span className="sr-only">
                Switch {label} of {of}
              </span>{' '}
              {to ? 'On' : 'Off'}
            </button>
          ))}
        </span>
      ) : (
        <button
          type="button"
          {...shared}
          role="switch"
          aria-checked={on}
          className="switch-button"
          onClick={() => press(!on)}
        >
          <span className="switch-track" aria-hidden="true" />
          <span>
            {label} <span className="sr-only">of {of}</span>
          </span>
          <span aria-hidden="true">{busy ? '…' : on ? 'on' : 'off'}</span>
        </button>
      )}
      {mark !== null && (
        <span id={`${id}-mark`} className="switch-mark">
          {mark}
        </span>
      )}
      {reason !== null && (
        <span id={`${id}-reason`} className="sr-only">
          {reason}
        </span>
      )}
    </span>
  );
}
