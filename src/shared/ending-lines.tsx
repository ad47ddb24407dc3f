import { Icon } from '#ui/icon.tsx';

/** One thing that comes of an act: a sentence without its full stop, and names that follow a colon. */
export type Consequence = {
  readonly text: string;
  readonly names: readonly string[];
  /** It is what nobody may overlook. */
  readonly isWorst?: boolean;
};

/** What comes of an act, a line each. */
export function ConsequenceLines({ lines }: { lines: readonly Consequence[] }) {
  return (
    <ul className="consequences">
      {lines.map(({ text, names, isWorst }) => (
        <li key={text} data-worst={isWorst === true || undefined}>
          {isWorst === true && <Icon name="cross" className="tone-bad" />}
          {text}
          {names.length === 0 ? (
            '.'
          ) : (
            <>
              :{' '}
              {names.map((name, index) => (
                <span key={index}>
                  {index > 0 && ', '}
                  <bdi className="font-medium">{name}</bdi>
                </span>
              ))}
              .
            </>
          )}
        </li>
      ))}
    </ul>
  );
}
