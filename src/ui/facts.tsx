import { Fragment } from 'react';
import type { ReactNode } from 'react';

/** Facts about one thing, a line each. Holds {@link Fact}s. */
export function Facts({ children }: { children: ReactNode }) {
  return <dl className="facts">{children}</dl>;
}

/** One fact: what it is, under which name the API knows it, and what it says. */
export function Fact({
  term,
  name,
  help,
  children,
}: {
  term: ReactNode;
  /** The field of the API, such as `settings.access.mode`. */
  name?: string;
  /** What it does, in a sentence. */
  help?: string | undefined;
  children: ReactNode;
}) {
  return (
    <div className="fact">
      <dt>
        {term}
        {name !== undefined && <code className="fact-name">{breakable(name)}</code>}
        {help !== undefined && <span className="fact-help">{help}</span>}
      </dt>
      <dd>{children}</dd>
    </div>
  );
}

/** A field's name or a host, which goes on in the next line after its dots and underscores first. */
export function breakable(name: string): ReactNode {
  return name.split(/(?<=[._])/).map((part, index) => (
    <Fragment key={index}>
      {index > 0 && <wbr />}
      {part}
    </Fragment>
  ));
}

/** Stands for a value that is not there: "None", "Not set", "Unknown". */
export function NoValue({ children }: { children: string }) {
  return <span className="text-text-3">{children}</span>;
}
