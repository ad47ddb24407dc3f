import { act, fireEvent, render, screen, within } from '@testing-library/react';
import { useState } from 'react';
import type { ReactNode } from 'react';
import { afterEach, beforeEach, expect, test, vi } from 'vitest';
import { Announcer } from './announcer.tsx';
import { Picker } from './picker.tsx';
import type { PickerGroup, PickerOption } from './picker.tsx';

const GROUPS: readonly PickerGroup[] = [
  { label: 'Recent', options: ['Ash', 'Birch'].map(option) },
  { label: 'Nothing here', options: [] },
  { label: 'Trees', options: ['Cedar', 'Date palm', 'Elm'].map(option) },
];

function option(text: string): PickerOption {
  return { key: text, text, href: `/trees/${text}` };
}

const onPick = vi.fn<(option: PickerOption) => void>();
const opened = vi.fn<typeof globalThis.open>(() => null);

beforeEach(() => {
  onPick.mockClear();
  opened.mockClear();
  vi.stubGlobal('open', opened);
  // jsdom scrolls nothing.
  Element.prototype.scrollIntoView = vi.fn<() => void>();
  Element.prototype.scrollTo = vi.fn<() => void>();
});
afterEach(() => {
  vi.unstubAllGlobals();
  vi.useRealTimers();
});

function Trees({ groups = GROUPS }: { groups?: readonly PickerGroup[] }) {
  const [query, setQuery] = useState('');
  const found = groups.map((group) => ({
    ...group,
    options: group.options.filter(({ text }) => text.toLowerCase().includes(query)),
  }));
  return (
    <>
      <Announcer />
      <Picker
        label="Find a tree"
        placeholder=""
        query={query}
        onQuery={setQuery}
        groups={found}
        onPick={onPick}
        empty="No such tree"
        foot="Searched the whole wood"
      />
    </>
  );
}

const field = () => screen.getByRole('combobox', { name: 'Find a tree' });
const press = (key: string, held = {}) => fireEvent.keyDown(field(), { key, ...held });
const type = (value: string) => fireEvent.change(field(), { target: { value } });

function pass(ms: number) {
  act(() => {
    vi.advanceTimersByTime(ms);
  });
}

/** What the field says is active, and the list shows as selected: they must agree. */
function active(): string | undefined {
  const selected = screen.queryAllByRole('option', { selected: true });
  expect(selected.map(({ id }) => id)).toEqual([field().getAttribute('aria-activedescendant')]);
  return selected[0]?.textContent;
}

test('the field has the focus, and is tied to the list', () => {
  render(<Trees />);
  expect(field()).toHaveFocus();
  expect(field()).toHaveAttribute('aria-expanded', 'true');
  const list = screen.getByRole('listbox', { name: 'Find a tree' });
  expect(field()).toHaveAttribute('aria-controls', list.id);
  expect(
    within(list)
      .getAllByRole('group')
      .map((group) => group.getAttribute('aria-labelledby')),
  ).toHaveLength(2);
  expect(within(screen.getByRole('group', { name: 'Trees' })).getAllByRole('option')).toHaveLength(
    3,
  );
  expect(active()).toBe('Ash');
});

test.each([
  [['ArrowDown'], 'Birch'],
  [['ArrowDown', 'ArrowDown'], 'Cedar'],
  [['ArrowUp'], 'Elm'],
  [['ArrowUp', 'ArrowDown'], 'Ash'],
  [['End'], 'Elm'],
  [['End', 'Home'], 'Ash'],
  [['PageDown'], 'Elm'],
  [['PageDown', 'PageUp'], 'Ash'],
])('%s leads to %s', (keys, text) => {
  render(<Trees />);
  for (const key of keys) press(key);
  expect(active()).toBe(text);
  expect(field()).toHaveFocus();
  press('Enter');
  expect(onPick).toHaveBeenCalledExactlyOnceWith(expect.objectContaining({ text }));
});

test('keys with another held, and while a word is composed, are left alone', () => {
  render(<Trees />);
  press('End', { shiftKey: true });
  press('ArrowDown', { altKey: true });
  press('ArrowDown', { isComposing: true });
  press('Enter', { isComposing: true });
  expect(active()).toBe('Ash');
  expect(onPick).not.toHaveBeenCalled();
});

test('the best is active; what was walked to stays while more results come in', () => {
  const { rerender } = render(<Trees />);
  press('End');
  type('e');
  expect(active()).toBe('Cedar');
  const more = [{ label: 'Late', options: [option('Alder')] }, ...GROUPS];
  rerender(<Trees groups={more} />);
  expect(active()).toBe('Alder');
  press('End');
  rerender(<Trees groups={[{ label: 'Later', options: [option('Beech')] }, ...more]} />);
  expect(screen.getAllByRole('option')[0]).toHaveTextContent('Beech');
  expect(active()).toBe('Elm');
});

test('what was active may go', () => {
  const { rerender } = render(<Trees />);
  press('End');
  rerender(<Trees groups={GROUPS.slice(0, 1)} />);
  expect(active()).toBe('Ash');
});

test('a button in the foot that goes away hands the focus back to the field', () => {
  const picker = (foot: ReactNode) => (
    <Picker
      label="Find a tree"
      placeholder=""
      query=""
      onQuery={() => undefined}
      groups={GROUPS}
      onPick={onPick}
      empty=""
      foot={foot}
    />
  );
  const { rerender } = render(picker(<button type="button">Load more</button>));
  act(() => screen.getByRole('button', { name: 'Load more' }).focus());
  rerender(picker('All loaded'));
  expect(field()).toHaveFocus();
});

test('nothing found: no list, and Enter does nothing', () => {
  render(<Trees />);
  type('zzz');
  expect(screen.getByText('No such tree')).toBeVisible();
  expect(screen.queryByRole('listbox')).toBeNull();
  expect(field()).toHaveAttribute('aria-expanded', 'false');
  expect(field()).not.toHaveAttribute('aria-activedescendant');
  press('ArrowDown');
  press('Enter');
  expect(onPick).not.toHaveBeenCalled();
});

test('a pointer that moves over an option makes it active, and a click picks it', () => {
  render(<Trees />);
  const cedar = screen.getByRole('option', { name: 'Cedar' });
  fireEvent.pointerMove(cedar);
  expect(active()).toBe('Cedar');
  expect(fireEvent.mouseDown(cedar)).toBe(false);
  expect(fireEvent.click(cedar)).toBe(false);
  expect(onPick).toHaveBeenCalledExactlyOnceWith(expect.objectContaining({ text: 'Cedar' }));
});

test('with Control or Command it opens in another tab', () => {
  render(<Trees />);
  press('Enter', { ctrlKey: true });
  press('Enter', { metaKey: true });
  expect(opened.mock.calls).toEqual([
    ['/trees/Ash', '_blank', 'noopener'],
    ['/trees/Ash', '_blank', 'noopener'],
  ]);
  // The click is left to the browser, as on any link.
  const cedar = screen.getByRole('option', { name: 'Cedar' });
  expect(cedar).toHaveAttribute('href', '/trees/Cedar');
  cedar.addEventListener('click', (event) => event.preventDefault());
  fireEvent.click(cedar, { ctrlKey: true });
  expect(onPick).not.toHaveBeenCalled();
});

test('results are announced when typing has stopped, not with every key', () => {
  vi.useFakeTimers();
  render(<Trees />);
  const said = screen.getByRole('status');
  type('e');
  pass(300);
  type('el');
  pass(499);
  expect(said).toBeEmptyDOMElement();
  pass(1);
  expect(said).toHaveTextContent('1 result');
  type('zzz');
  pass(500);
  expect(said).toHaveTextContent('No results');
});
