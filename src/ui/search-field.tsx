import type { KeyboardEvent, Ref } from 'react';
import { Icon } from './icon.tsx';

/** A text to search by. Escape empties it. */
export function SearchField({
  label,
  placeholder,
  value,
  onChange,
  ref,
}: {
  label: string;
  placeholder: string;
  value: string;
  onChange: (text: string) => void;
  ref?: Ref<HTMLInputElement>;
}) {
  const clearOnEscape = (event: KeyboardEvent) => {
    // While a word is being composed, Escape belongs to the input method.
    if (event.key !== 'Escape' || event.nativeEvent.isComposing || value === '') return;
    event.preventDefault();
    onChange('');
  };
  return (
    <div className="search">
      <Icon name="search" />
      <input
        ref={ref}
        className="control"
        type="search"
        aria-label={label}
        placeholder={placeholder}
        value={value}
        autoComplete="off"
        spellCheck={false}
        enterKeyHint="search"
        onChange={(event) => onChange(event.target.value)}
        onKeyDown={clearOnEscape}
      />
    </div>
  );
}
