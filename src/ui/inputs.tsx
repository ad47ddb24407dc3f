import { useId, useImperativeHandle, useRef, useState } from 'react';
import type { ChangeEvent, ChangeEventHandler, ComponentProps, MouseEvent, ReactNode } from 'react';

/*
 * The browser's own inputs in this product's look. They take what a form hands them, controlled or
 * not, and are never `disabled`: what cannot be changed here can still be read, copied and reached
 * by keyboard. All of them go into a Field, whose `aria` they take.
 */

type InputProps = Omit<ComponentProps<'input'>, 'className' | 'disabled' | 'type' | 'width'>;

/** A line of text. */
export function TextInput({
  mono = false,
  width = 'full',
  ...input
}: InputProps & {
  /** For what is no language: ids, addresses, origins. */
  mono?: boolean;
  /** About as wide as what goes in: `short` for a number or a length of time. */
  width?: 'short' | 'full';
}) {
  return (
    <input
      // A form about others: what the browser knows of the person in front of it does not belong in.
      autoComplete="off"
      spellCheck={mono ? false : undefined}
      autoCapitalize={mono ? 'off' : undefined}
      {...input}
      type="text"
      className={`control ${mono ? 'control-mono' : ''} ${width === 'short' ? 'control-short' : ''}`}
    />
  );
}

/** Lines of text, as high as what is in it. */
export function TextArea({
  mono = false,
  rows = 4,
  ...area
}: Omit<ComponentProps<'textarea'>, 'className' | 'disabled'> & {
  /** For what is no language, such as JSON. */
  mono?: boolean;
  /** Lines it has room for when there is less in it. */
  rows?: number;
}) {
  return (
    <textarea
      rows={rows}
      // A box as high as its content takes no notice of `rows`.
      style={{ minHeight: `calc(${rows} * 1.25rem + 1rem)` }}
      autoComplete="off"
      spellCheck={mono ? false : undefined}
      autoCapitalize={mono ? 'off' : undefined}
      {...area}
      className={`control text-area ${mono ? 'control-mono' : ''}`}
    />
  );
}

/** One of the values to choose from, and its words. */
export type SelectOption = { readonly value: string; readonly text: string };

type SelectProps = Omit<
  ComponentProps<'select'>,
  'className' | 'disabled' | 'multiple' | 'children' | 'value' | 'defaultValue'
> & {
  readOnly?: boolean | undefined;
  value?: string | undefined;
  /**
   * What it starts with. Given also where the form writes the value by itself, or a value that is
   * none of the options would show as the first of them.
   */
  defaultValue?: string | undefined;
};

/**
 * One of a few values. A value that is none of them is one more, and stays one to go back to: what
 * AuthPI sent is never shown as something else.
 */
export function SelectInput({
  options,
  readOnly = false,
  onChange,
  ...select
}: SelectProps & { options: readonly SelectOption[] }) {
  const current = select.value ?? select.defaultValue;
  const [others, setOthers] = useState<readonly string[]>([]);
  const isNew = current !== undefined && !others.includes(current);
  if (isNew && options.every((option) => option.value !== current)) {
    setOthers([...others, current]);
  }
  const all = options.concat(
    others
      .filter((value) => options.every((option) => option.value !== value))
      .map((value) => ({ value, text: value === '' ? 'Not set' : `${value} (not known here)` })),
  );
  return (
    <select
      autoComplete="off"
      {...select}
      className="control select"
      aria-disabled={readOnly || undefined}
      onChange={readOnly ? ignore : onChange}
    >
      {all.map(({ value, text }) => (
        // A select has no `readonly`. Options that cannot be chosen do what it would, and can be read.
        <option key={value} value={value} disabled={readOnly}>
          {text}
        </option>
      ))}
    </select>
  );
}

/**
 * A setting that is on, off or not set, which is not the same as off. Its values are the texts
 * `true`, `false` and, for not set, the empty one.
 */
export function TriState(select: SelectProps) {
  return <SelectInput {...select} options={STATES} />;
}

const STATES = [
  { value: '', text: 'Not set' },
  { value: 'true', text: 'On' },
  { value: 'false', text: 'Off' },
];

/** One of several choices, a radio or a checkbox, with its label. Goes into a FieldGroup. */
export function ChoiceInput({
  type,
  label,
  help,
  readOnly = false,
  onClick,
  onChange,
  ...input
}: InputProps & {
  type: 'radio' | 'checkbox';
  label: string;
  /** What it means, in a sentence. */
  help?: ReactNode;
}) {
  const id = useId();
  return (
    <div className="choice">
      <input
        id={id}
        aria-describedby={help == null ? undefined : `${id}-help`}
        {...input}
        type={type}
        aria-disabled={readOnly || undefined}
        onClick={readOnly ? keepOthers : onClick}
        onChange={readOnly ? takeBack : onChange}
      />
      <label htmlFor={input.id ?? id}>{label}</label>
      {help != null && <p id={`${id}-help`}>{help}</p>}
    </div>
  );
}

/**
 * A colour as `#rrggbb`, typed, or picked by the swatch, which shows the typed one. Text that is no
 * colour stays as it is, and the swatch is struck out. Controlled: the swatch follows the value.
 */
export function ColorInput({
  value,
  onChange,
  readOnly = false,
  id,
  ref,
  ...input
}: Omit<InputProps, 'value' | 'defaultValue' | 'onChange'> & {
  value: string;
  onChange: ChangeEventHandler<HTMLInputElement>;
}) {
  const text = useRef<HTMLInputElement>(null);
  useImperativeHandle<HTMLInputElement | null, HTMLInputElement | null>(ref, () => text.current);
  const color = /^#[0-9a-f]{6}$/i.test(value) ? value.toLowerCase() : null;
  const pick = (picked: string) => {
    // As if typed, so that a form hears of it where it always does.
    text.current?.setRangeText(picked, 0, text.current.value.length, 'end');
    text.current?.dispatchEvent(new Event('input', { bubbles: true }));
  };
  return (
    <span className="color">
      {readOnly ? (
        <span
          className="color-swatch"
          data-none={color === null || undefined}
          style={{ background: color ?? undefined }}
        />
      ) : (
        <input
          type="color"
          className="color-swatch"
          aria-label="Pick a colour"
          // Which: a form has several. Not in its name, where it would be taken for the field itself.
          aria-describedby={id === undefined ? undefined : `${id}-label`}
          data-none={color === null || undefined}
          value={color ?? '#000000'}
          onChange={(event) => pick(event.target.value)}
        />
      )}
      <TextInput
        {...input}
        ref={text}
        id={id}
        mono
        value={value}
        onChange={onChange}
        readOnly={readOnly}
      />
    </span>
  );
}

/** Checkboxes and radios have no `readonly` of their own. */
function takeBack(event: ChangeEvent<HTMLInputElement>): void {
  event.target.checked = !event.target.checked;
}

/** The radio that was chosen was left by the press. Only the browser can bring it back. */
function keepOthers(event: MouseEvent<HTMLInputElement>): void {
  if (event.currentTarget.type === 'radio') event.preventDefault();
}

function ignore(): void {
  // Nothing to do: it cannot be changed.
}
