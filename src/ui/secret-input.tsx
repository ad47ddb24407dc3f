import { useLayoutEffect, useRef, useState } from 'react';
import type { FieldAria } from './field.tsx';

/** Where a secret is held, which is not in the page. The same object as long as it is the same. */
type HeldSecret = {
  readonly read: () => string;
  readonly write: (text: string) => void;
  /** Tells of every change. @returns how to unsubscribe */
  readonly subscribe: (listener: () => void) => () => void;
};

/**
 * A secret that is typed or pasted: hidden, until one asks to see it. What is in it is a property of
 * the element and never an attribute, and no browser is asked to remember it. Goes into a Field.
 *
 * @param what names it for people: "client secret"
 */
export function SecretInput({
  what,
  name,
  held,
  readOnly = false,
  ...aria
}: FieldAria & {
  what: string;
  /** The field of the API. */
  name: string;
  held: HeldSecret;
  readOnly?: boolean;
}) {
  const input = useRef<HTMLInputElement>(null);
  const [shown, setShown] = useState(false);
  // React would write a controlled value into the attribute as well, where others can read it; and
  // a key that is typed draws nothing.
  useLayoutEffect(() => {
    const sync = () => {
      const { current } = input;
      if (current !== null && current.value !== held.read()) current.value = held.read();
    };
    sync();
    return held.subscribe(sync);
  }, [held]);
  return (
    <span className="secret">
      <input
        {...aria}
        ref={input}
        type={shown ? 'text' : 'password'}
        name={name}
        className="control control-mono"
        // What the browser knows of the person in front of it is no secret of a provider.
        autoComplete="new-password"
        autoCapitalize="off"
        autoCorrect="off"
        spellCheck={false}
        readOnly={readOnly}
        onChange={(event) => held.write(event.target.value)}
      />
      <button
        type="button"
        className="secret-show"
        aria-pressed={shown}
        aria-label={`Show ${what}`}
        onClick={() => setShown(!shown)}
      >
        Show
      </button>
    </span>
  );
}
