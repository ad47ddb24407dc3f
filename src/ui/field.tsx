import { useId } from 'react';
import type { ReactNode } from 'react';
import { breakable } from './facts.tsx';
import { Icon } from './icon.tsx';

/** What ties an input to its {@link Field}: spread it on the input. */
export type FieldAria = {
  id: string;
  'aria-describedby': string | undefined;
  'aria-invalid': true | undefined;
};

/** Whose change a field shows that is not in what was opened: the person's own, or someone else's. */
export type FieldMark = 'changed' | 'theirs';

const MARKS: { readonly [mark in FieldMark]: string } = {
  changed: 'Changed',
  theirs: 'Changed by someone else',
};

type Around = {
  /** The field of the API, such as `display_name`. */
  name?: string | undefined;
  /** What it does or how to write it, in a sentence. */
  help?: ReactNode;
  /** What is wrong with what is in it, and how to put it right. */
  error?: string | null | undefined;
  /** Left out where nothing is compared. With null there is room for it, and nothing jumps. */
  mark?: FieldMark | null | undefined;
};

/**
 * One input with its label, the API's name for it, and what is to be said about it. Label, mark,
 * error and help are tied to the input, in this order. A line under it is kept free, so that an
 * error that comes or goes moves nothing.
 */
export function Field({
  label,
  full = false,
  children,
  ...around
}: Around & {
  label: string;
  /** As wide as both columns of the {@link FieldGrid}. */
  full?: boolean;
  children: (aria: FieldAria) => ReactNode;
}) {
  const id = useId();
  return (
    <div className={full ? 'field field-full' : 'field'}>
      <Head id={id} {...around}>
        <label htmlFor={id} id={`${id}-label`} className="field-label">
          {label}
        </label>
      </Head>
      {children({
        id,
        'aria-describedby': describedBy(id, around),
        'aria-invalid': hasText(around.error) || undefined,
      })}
      <Notes id={id} {...around} />
    </div>
  );
}

/** Several inputs that answer one question: radios, or checkboxes. As wide as both columns. */
export function FieldGroup({
  legend,
  children,
  ...around
}: Around & { legend: string; children: ReactNode }) {
  const id = useId();
  return (
    <fieldset
      className="field-group"
      aria-labelledby={`${id}-label`}
      aria-describedby={describedBy(id, around)}
    >
      <legend>
        <Head id={id} {...around}>
          <span id={`${id}-label`} className="field-label">
            {legend}
          </span>
        </Head>
      </legend>
      <div className="field-choices">{children}</div>
      <Notes id={id} {...around} />
    </fieldset>
  );
}

/** Fields side by side, two where there is room. What is no {@link Field} is as wide as both. */
export function FieldGrid({ children }: { children: ReactNode }) {
  return <div className="field-grid">{children}</div>;
}

function Head({ id, name, mark, children }: Around & { id: string; children: ReactNode }) {
  return (
    <span className="field-head">
      <span className="field-names">
        {children}
        {name !== undefined && <code>{breakable(name)}</code>}
      </span>
      {mark !== undefined && (
        <span id={`${id}-mark`} className="field-mark" data-mark={mark ?? undefined}>
          {mark !== null && MARKS[mark]}
        </span>
      )}
    </span>
  );
}

function Notes({ id, help, error }: Around & { id: string }) {
  return (
    <div className="field-notes">
      {hasText(error) && (
        <p id={`${id}-error`} className="field-error">
          <Icon name="cross" />
          <span>{error}</span>
        </p>
      )}
      {help != null && <p id={`${id}-help`}>{help}</p>}
    </div>
  );
}

function describedBy(id: string, { mark, error, help }: Around): string | undefined {
  const parts = [
    mark != null && `${id}-mark`,
    hasText(error) && `${id}-error`,
    help != null && `${id}-help`,
  ];
  return parts.filter((part) => part !== false).join(' ') || undefined;
}

function hasText(error: string | null | undefined): error is string {
  return error != null && error !== '';
}
