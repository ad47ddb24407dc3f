import { NoValue } from '#ui/facts.tsx';
import type { DiffPart } from '#ui/word-diff.ts';
import type { ValueParts } from './value-parts.ts';

/** A value that is compared with another, with what differs marked. */
export function ValueView({
  value,
  removed = 'seen',
}: {
  value: ValueParts;
  /**
   * Words that are only in the other text: `seen` beside this one's own, where they would be taken
   * for a part of it when read out; or `read`, where the text is theirs.
   */
  removed?: 'seen' | 'read';
}) {
  switch (value.kind) {
    case 'none':
      return <NoValue>{value.text}</NoValue>;
    case 'color':
      return (
        <span className="value value-mono">
          <span className="value-swatch" style={{ background: value.text }} />
          {value.text}
        </span>
      );
    case 'entries':
      return (
        <ul className="value value-mono">
          {value.parts.map((part, index) => (
            <li key={index} data-change={part.kind === 'same' ? undefined : part.kind}>
              <Entry part={part} />
            </li>
          ))}
        </ul>
      );
    case 'text':
      return (
        // As its own language runs: a name in Arabic reads from the right.
        <span className={value.mono ? 'value value-mono' : 'value'} dir="auto">
          {value.parts.map(({ kind, text }, index) => {
            if (kind === 'added') return <ins key={index}>{text}</ins>;
            if (kind === 'same') return text;
            return (
              <del key={index} aria-hidden={removed === 'seen' || undefined}>
                {text}
              </del>
            );
          })}
        </span>
      );
  }
}

function Entry({ part: { kind, text } }: { part: DiffPart }) {
  const words = text.trim() === '' ? <NoValue>Empty text</NoValue> : text;
  if (kind === 'same') return words;
  return (
    <span>
      <span className="sr-only">{kind === 'added' ? 'Added: ' : 'Removed: '}</span>
      {kind === 'added' ? <ins>{words}</ins> : <del>{words}</del>}
    </span>
  );
}
