import { useLayoutEffect, useRef, useState } from 'react';
import type { FieldAria } from './field.tsx';

/**
 * A secret that is typed or pasted: hidden, until one asks to see it. What is in it is a property of
 * the element and never an attribute, and no browser is asked to remember it. Goes into a Field.
 *
 * @param what names it for people: "client secret"
 */
export function SecretInput({
  what,
  name,
  value,
  onChange,
  readOnly = false,
  ...aria
}: FieldAria & {
  what: string;
  /** The field of the API. */
  name: string;
  value: string;
  onChange: (text: string) => void;
  readOnly?: boolean;
}) {
  const input = useRef<HTMLInputElement>(null);
  const [shown, setShown] = useState(false);
  // React would write a controlled value into the attribute as well, where others can read it.
  useLayoutEffect(() => {
    const { current } = input;
    if (current !== null && current.value !== value) current.value = value;
  }, [value]);
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
        onChange={(event) => onChange(event.target.value)}
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
