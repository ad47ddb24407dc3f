import { useId, useMemo, useState } from 'react';
import type { ReactNode } from 'react';
import { Button } from '#ui/button.tsx';
import { breakable } from '#ui/facts.tsx';
import { Field, FieldGrid } from '#ui/field.tsx';
import type { FieldAria } from '#ui/field.tsx';
import { Icon } from '#ui/icon.tsx';
import { ColorInput, SelectInput, TextArea, TextInput, TriState } from '#ui/inputs.tsx';
import { anotherValue } from './another-value.ts';
import type { AnotherValue } from './another-value.ts';
import { describeAt } from './describe.ts';
import { useEditing } from './editing.tsx';
import { keyOf, pathOf } from './session.ts';
import type { OpenConflict, Taken } from './session.ts';
import { folded, isLong, isWide, partsOf, spoken } from './value-parts.ts';
import { ValueView } from './value-view.tsx';

/** Which of the radios is on. */
export type Checked = 'theirs' | 'mine' | 'another' | null;

/** Another value as it is typed. */
export type Typed = {
  readonly text: string;
  /** It is chosen though it cannot be read, against this value of theirs; null: it is not. */
  readonly unread: { readonly theirs: unknown } | null;
};

/**
 * One value that both changed: what it was, what it is on either side, and the choice between them.
 * Nothing is chosen until somebody does.
 */
export function ConflictField({
  conflict,
  checked,
  again,
  typed,
  onType,
}: {
  conflict: OpenConflict;
  checked: Checked;
  /** Who changed it since it was asked, or chosen for. */
  again: 'mine' | 'theirs' | undefined;
  typed: Typed | undefined;
  onType: (typed: Typed) => void;
}) {
  const { session, fields } = useEditing();
  const { base, mine, theirs, earlier } = conflict;
  const key = keyOf(conflict.path);
  const id = useId();
  const [isWhole, setWhole] = useState(false);
  const { path, description } = useMemo(() => {
    const path = pathOf(key);
    return { path, description: describeAt(fields, path) };
  }, [fields, key]);
  const values = useMemo(() => {
    const before = { value: base };
    return {
      before: partsOf(description, path, base),
      theirs: partsOf(description, path, theirs, before),
      mine: partsOf(description, path, mine, before),
    };
  }, [description, path, base, mine, theirs]);

  const another = anotherValue(fields, conflict, session.state().theirs.value);
  const last = typeof earlier === 'object' ? earlier : null;
  const text = typed?.text ?? (last === null ? another.start : another.show(last.value));
  const isAgain = again !== undefined && checked === null;
  // It was chosen until somebody changed theirs: it is not taken away from under the cursor.
  const was = last !== null || (earlier === null && typed?.unread != null);
  const isOpen = checked === 'another' || (isAgain && was);
  const reading = isOpen ? another.read(text) : null;

  const take = (pick: Taken | null) => session.dispatch({ type: 'chosen', path, pick });
  const takeAnother = (text: string) => {
    const { value, reason } = another.read(text);
    onType({ text, unread: reason === null ? null : { theirs } });
    take(reason === null ? { value } : null);
  };
  const type = (text: string) => {
    if (checked === 'another') takeAnother(text);
    else onType({ text, unread: typed?.unread ?? null });
  };

  const all = Object.values(values);
  const wide = all.some(isWide);
  const shown = (side: keyof typeof values) => (
    <ValueView value={isWhole ? values[side] : folded(values[side])} />
  );
  const about = [!wide && `${id}-before`, isAgain && `${id}-again`];
  const radio = (side: 'theirs' | 'mine', who: string) => (
    <label className="conflict-side">
      <span className="conflict-who">
        <input
          type="radio"
          name={id}
          aria-label={`${who}: ${spoken(values[side])}`}
          checked={checked === side}
          onChange={() => take(side)}
        />
        {who}
      </span>
      {shown(side)}
    </label>
  );
  return (
    <fieldset
      className="conflict-field"
      aria-describedby={about.filter((one) => one !== false).join(' ') || undefined}
    >
      <legend>
        <span className="font-semibold">{description.label}</span>{' '}
        <code>{breakable(description.name)}</code>
      </legend>
      {isAgain && (
        <p id={`${id}-again`} className="conflict-again">
          <Icon name="alert" />
          {again === 'theirs' ? 'Changed again by someone else' : 'You changed yours since'}
        </p>
      )}
      <div className="conflict-sides" data-wide={wide || undefined}>
        <div id={`${id}-before`} className="conflict-side conflict-before">
          <span className="conflict-who">
            Before<span className="sr-only">: </span>
          </span>
          {shown('before')}
        </div>
        {radio('theirs', 'Theirs')}
        {radio('mine', 'Yours')}
        <div className="conflict-another">
          <label>
            <input
              type="radio"
              name={id}
              checked={checked === 'another'}
              onChange={() => takeAnother(text)}
            />
            Another value
          </label>
          {isOpen && (
            <FieldGrid>
              <Field label="Value" error={reading?.reason} full={isTall(another)}>
                {(aria) => draw(another, aria, text, type)}
              </Field>
            </FieldGrid>
          )}
        </div>
      </div>
      {all.some(isLong) && (
        <Button look="quiet" onClick={() => setWhole(!isWhole)}>
          {isWhole ? 'Show less' : 'Show whole values'}
        </Button>
      )}
    </fieldset>
  );
}

function isTall({ input: { type } }: AnotherValue): boolean {
  return type === 'markdown' || type === 'texts' || type === 'json';
}

function draw(
  { input }: AnotherValue,
  aria: FieldAria,
  value: string,
  onType: (text: string) => void,
): ReactNode {
  const props = {
    ...aria,
    value,
    onChange: (event: { target: { value: string } }) => onType(event.target.value),
  };
  switch (input.type) {
    case 'text':
      return <TextInput {...props} mono={input.mono} placeholder="Not set" />;
    case 'duration':
    case 'number':
      return <TextInput {...props} width="short" placeholder="Not set" />;
    case 'color':
      return <ColorInput {...props} placeholder="Not set" />;
    case 'markdown':
      return <TextArea {...props} placeholder="Not set" />;
    case 'texts':
    case 'json':
      return <TextArea {...props} mono placeholder="Not set" />;
    case 'flag':
      return <TriState {...props} />;
    case 'word': {
      const words = Object.entries(input.words).map(([value, text]) => ({ value, text }));
      return <SelectInput {...props} options={[{ value: '', text: 'Not set' }, ...words]} />;
    }
  }
}
