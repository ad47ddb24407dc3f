import { useMemo } from 'react';
import { CopyButton } from './copy-button.tsx';
import { jsonTokens } from './json-tokens.ts';

/** Beyond it text is not coloured: a span per value is what makes a long one slow. */
const COLOURED_LINES = 2_000;

/**
 * A value as JSON, to read and to copy. Nothing in it scrolls: long lines wrap. `undefined` is no
 * JSON, and is shown as that word.
 *
 * @param label names the region: "Issuer as JSON"
 */
export function JsonView({ value, label }: { value: unknown; label: string }) {
  const { text, tokens } = useMemo(() => {
    const text = value === undefined ? 'undefined' : JSON.stringify(value, null, 2);
    return { text, tokens: jsonTokens(text, COLOURED_LINES) };
  }, [value]);
  return (
    <section aria-label={label} className="json">
      <CopyButton text={text} what="JSON" />
      <pre>
        <code>
          {tokens.map(({ kind, text, at }) =>
            kind === 'plain' ? (
              text
            ) : (
              <span key={at} className={`json-${kind}`}>
                {text}
              </span>
            ),
          )}
        </code>
      </pre>
    </section>
  );
}
