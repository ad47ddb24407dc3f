/* oxlint-disable jsx-a11y/prefer-tag-over-role, jsx-a11y/interactive-supports-focus, jsx-a11y/no-autofocus --
   no element is a combobox with groups of links; the field keeps the focus, and is what its dialog
   was opened for */
import { useEffect, useId, useLayoutEffect, useRef, useState } from 'react';
import type { KeyboardEvent, MouseEvent, ReactNode } from 'react';
import { announce } from './announcer.tsx';
import { Icon } from './icon.tsx';

/** One thing to pick. */
export type PickerOption = {
  /** Tells it from all others, and stays with it while the list around it changes. */
  key: string;
  /** What it is called. */
  text: string;
  /** What is told beside the name. */
  detail?: ReactNode;
  /** Where it leads, so that it opens in another tab too; absent for what only does something. */
  href?: string;
};

/** Options under a heading. */
export type PickerGroup = { label: string; options: readonly PickerOption[] };

type PickerProps = {
  /** What is looked for: the name of the field and of the list. */
  label: string;
  placeholder: string;
  query: string;
  onQuery: (query: string) => void;
  /** What the query found, best first. Groups without options are left out. */
  groups: readonly PickerGroup[];
  onPick: (option: PickerOption) => void;
  /** Stands where options would be. */
  empty: ReactNode;
  /** How far the search is, what it lacks, what can be done about it. */
  foot?: ReactNode;
  /** The same in words, for what is announced; empty for nothing. */
  status?: string;
};

/** Options passed by Page Up and Page Down. */
const PAGE = 8;

/** A result is announced when nothing has changed for this long (ms). */
const CALM_MS = 500;

/**
 * A field with a list under it: what is typed narrows the list, the arrows walk it, Enter picks. The
 * ARIA combobox with list autocomplete: the focus stays in the field. Escape is the dialog's.
 */
export function Picker({
  label,
  placeholder,
  query,
  onQuery,
  groups,
  onPick,
  empty,
  foot,
  status = '',
}: PickerProps) {
  const id = useId();
  const field = useRef<HTMLInputElement>(null);
  const list = useRef<HTMLDivElement>(null);
  const inFoot = useRef(false);
  const shown = groups.filter(({ options }) => options.length > 0);
  const options = shown.flatMap((group) => group.options);
  const keys = options.map(({ key }) => key);

  // The best is active until someone goes elsewhere. There it stays while more results come in, and
  // another question starts at the top again.
  const [at, setAt] = useState<{ query: string; key: string } | null>(null);
  const active = at?.query === query && keys.includes(at.key) ? at.key : keys[0];

  useCalmAnnouncement(resultWords(options.length, status), query);

  // A button in the foot goes away when it is pressed: on with what it was pressed for. No blur is
  // told of what is taken out of the page.
  useLayoutEffect(() => {
    if (inFoot.current && document.activeElement === document.body) field.current?.focus();
  });

  const optionId = (key: string) => `${id}-${encodeURIComponent(key)}`;
  const walk = (index: number) => {
    const key = keys[index];
    if (key === undefined) return;
    setAt({ query, key });
    // Above the first option is its heading.
    if (index === 0) list.current?.scrollTo({ top: 0 });
    document.getElementById(optionId(key))?.scrollIntoView({ block: 'nearest' });
  };
  const press = (event: KeyboardEvent<HTMLInputElement>) => {
    // While a word is being composed, the keys belong to the input method.
    if (event.nativeEvent.isComposing) return;
    const option = options.find(({ key }) => key === active);
    if (event.key === 'Enter') {
      event.preventDefault();
      if (option === undefined) return;
      if ((event.ctrlKey || event.metaKey) && option.href !== undefined) openTab(option.href);
      else onPick(option);
      return;
    }
    if (event.altKey || event.ctrlKey || event.metaKey || event.shiftKey) return;
    const to = stepOf(event.key, active === undefined ? -1 : keys.indexOf(active), keys.length);
    if (to === null) return;
    event.preventDefault();
    walk(to);
  };

  return (
    <div className="picker">
      <div className="search picker-search">
        <Icon name="search" />
        <input
          ref={field}
          autoFocus
          className="control"
          type="text"
          role="combobox"
          aria-label={label}
          aria-autocomplete="list"
          aria-expanded={options.length > 0}
          aria-controls={options.length > 0 ? `${id}-list` : undefined}
          aria-activedescendant={active === undefined ? undefined : optionId(active)}
          placeholder={placeholder}
          value={query}
          autoComplete="off"
          autoCapitalize="off"
          spellCheck={false}
          enterKeyHint="go"
          onChange={(event) => onQuery(event.target.value)}
          onKeyDown={press}
          onFocus={() => {
            inFoot.current = false;
          }}
        />
      </div>
      {options.length === 0 ? (
        <div className="picker-empty">{empty}</div>
      ) : (
        <div
          ref={list}
          className="picker-list"
          id={`${id}-list`}
          role="listbox"
          aria-label={label}
          // A press in here leaves the focus where it is.
          onMouseDown={(event) => event.preventDefault()}
        >
          {shown.map((group, index) => (
            <div key={group.label} role="group" aria-labelledby={`${id}-group-${index}`}>
              <div className="picker-label" id={`${id}-group-${index}`} role="presentation">
                {group.label}
              </div>
              {group.options.map((option) => (
                <OptionRow
                  key={option.key}
                  id={optionId(option.key)}
                  option={option}
                  active={option.key === active}
                  onHover={() => setAt({ query, key: option.key })}
                  onPick={onPick}
                />
              ))}
            </div>
          ))}
        </div>
      )}
      {foot !== undefined && (
        <div
          className="picker-foot"
          onFocus={() => {
            inFoot.current = true;
          }}
          onBlur={() => {
            inFoot.current = false;
          }}
        >
          {foot}
        </div>
      )}
    </div>
  );
}

function OptionRow({
  id,
  option,
  active,
  onHover,
  onPick,
}: {
  id: string;
  option: PickerOption;
  active: boolean;
  onHover: () => void;
  onPick: (option: PickerOption) => void;
}) {
  const { text, detail, href } = option;
  const Row = href === undefined ? 'div' : 'a';
  return (
    <Row
      id={id}
      className="picker-option"
      role="option"
      aria-selected={active}
      tabIndex={-1}
      {...(href !== undefined && { href })}
      // Not when it comes under a pointer that rests: a list that scrolls by keys would jump.
      onPointerMove={active ? undefined : onHover}
      onClick={(event: MouseEvent) => {
        // A link does what links do with a middle click, or with a key held.
        if (href !== undefined && (event.ctrlKey || event.metaKey || event.shiftKey)) return;
        event.preventDefault();
        onPick(option);
      }}
    >
      <span className="picker-text" title={text}>
        {text}
      </span>
      {detail !== undefined && <span className="picker-detail">{detail}</span>}
    </Row>
  );
}

function stepOf(key: string, at: number, count: number): number | null {
  switch (key) {
    case 'ArrowDown':
      return (at + 1) % count;
    case 'ArrowUp':
      return at <= 0 ? count - 1 : at - 1;
    case 'PageDown':
      return Math.min(at + PAGE, count - 1);
    case 'PageUp':
      return Math.max(at - PAGE, 0);
    case 'Home':
      return 0;
    case 'End':
      return count - 1;
    default:
      return null;
  }
}

function openTab(href: string) {
  open(href, '_blank', 'noopener');
}

function resultWords(count: number, status: string): string {
  const results = count === 0 ? 'No results' : count === 1 ? '1 result' : `${count} results`;
  return status === '' ? results : `${results}. ${status}`;
}

/**
 * Says a text when it has stopped changing: not with every key, and not what was there at first. The
 * same text is said again when it answers another question.
 */
function useCalmAnnouncement(text: string, query: string) {
  const said = useRef({ text, query });
  useEffect(() => {
    if (said.current.text === text && said.current.query === query) return undefined;
    const timer = setTimeout(() => {
      said.current = { text, query };
      announce(text);
    }, CALM_MS);
    return () => clearTimeout(timer);
  }, [text, query]);
}
