import { act, render, screen } from '@testing-library/react';
import { useRef } from 'react';
import { afterEach, beforeEach, expect, test, vi } from 'vitest';
import { useRowWindow } from './use-row-window.ts';

const ROW = 40;
const VIEWPORT = 800;
let scrolled = 0;

// jsdom lays nothing out: rows are 40 px high, and the table starts at the top of the page.
beforeEach(() => {
  scrolled = 0;
  vi.useFakeTimers();
  vi.stubGlobal('innerHeight', VIEWPORT);
  vi.spyOn(Element.prototype, 'getBoundingClientRect').mockImplementation(function rect(
    this: Element,
  ) {
    return this.nodeName === 'TBODY' ? new DOMRect(0, -scrolled, 0, 0) : new DOMRect(0, 0, 0, ROW);
  });
});
afterEach(() => {
  vi.useRealTimers();
  vi.unstubAllGlobals();
  vi.restoreAllMocks();
});

function scrollTo(y: number) {
  scrolled = y;
  act(() => void dispatchEvent(new Event('scroll')));
}

type Row = { id: string };
const rowsOf = (count: number): Row[] =>
  Array.from({ length: count }, (_, index) => ({ id: `row-${index}` }));

function List({ rows, first = null }: { rows: Row[]; first?: string | null }) {
  const body = useRef<HTMLTableSectionElement>(null);
  const { spans, rowHeight, onFocus, onBlur } = useRowWindow(body, rows, first);
  return (
    <table>
      {/* oxlint-disable-next-line jsx-a11y/no-noninteractive-element-interactions -- as the real table does */}
      <tbody ref={body} onFocus={onFocus} onBlur={onBlur} data-row-height={rowHeight}>
        {spans.flatMap(({ start, end }) =>
          rows.slice(start, end).map((row, offset) => (
            <tr key={row.id} aria-rowindex={start + offset + 2}>
              <td>
                <button type="button" id={row.id}>
                  {row.id}
                </button>
              </td>
            </tr>
          )),
        )}
      </tbody>
    </table>
  );
}

// By id and tag: finding hundreds of rows by role takes jsdom seconds.
const drawn = () => Array.from(document.querySelectorAll('button'), (button) => button.id);
function button(id: string): HTMLElement {
  const found = document.getElementById(id);
  if (found === null) throw new Error(`${id} is not drawn`);
  return found;
}
const rest = () =>
  act(() => {
    vi.advanceTimersByTime(1_000);
  });

test('draws what is seen at once, and a short list whole when the page has come to rest', () => {
  render(<List rows={rowsOf(300)} />);
  expect(drawn().length).toBeLessThan(40);
  rest();
  expect(drawn()).toHaveLength(300);
});

test('draws a window of a long list, which follows the scroll position', () => {
  render(<List rows={rowsOf(10_000)} />);
  rest();
  expect(drawn()).toContain('row-0');
  expect(drawn().length).toBeLessThan(60);
  scrollTo(5_000 * ROW);
  expect(drawn()).not.toContain('row-0');
  expect(drawn()).toContain('row-5000');
  expect(drawn()).toContain('row-5019');
});

test('rows say their true place', () => {
  render(<List rows={rowsOf(1_000)} />);
  rest();
  scrollTo(500 * ROW);
  const row = button('row-500').closest('tr');
  expect(row).toHaveAttribute('aria-rowindex', '502');
});

test('a focused row stays, with its neighbours, and keeps the focus', () => {
  render(
    <>
      <List rows={rowsOf(10_000)} />
      <a href="#elsewhere">Elsewhere</a>
    </>,
  );
  rest();
  scrollTo(500 * ROW);
  act(() => button('row-505').focus());
  for (const y of [0, 9_000 * ROW, 0, 400 * ROW, 9_000 * ROW]) {
    scrollTo(y);
    expect(button('row-505')).toHaveFocus();
    expect(drawn()).toEqual(expect.arrayContaining(['row-504', 'row-506']));
  }
  // Once the focus has left the list there is no reason to keep it.
  act(() => screen.getByRole('link').focus());
  expect(drawn()).not.toContain('row-505');
});

test('a row that is about to be focused is drawn from the start', () => {
  render(<List rows={rowsOf(10_000)} first="row-7000" />);
  expect(drawn()).toEqual(expect.arrayContaining(['row-0', 'row-7000']));
});

test('rows that come in on top do not take the focused one away', () => {
  const rows = rowsOf(1_000);
  const { rerender } = render(<List rows={rows} />);
  rest();
  scrollTo(500 * ROW);
  act(() => button('row-505').focus());
  scrollTo(0);
  rerender(<List rows={[{ id: 'new-1' }, { id: 'new-2' }, ...rows]} />);
  const focused = button('row-505');
  expect(focused).toHaveFocus();
  expect(focused.closest('tr')).toHaveAttribute('aria-rowindex', '509');
});

test.each([
  ['near', 500, 'row-505', 'row-506'],
  ['far away', 0, 'row-505', 'row-506'],
  ['the last one', 990, 'row-999', 'row-998'],
])('when the focused row is deleted the one in its place takes over: %s', (_, at, id, next) => {
  const rows = rowsOf(1_000);
  const { rerender } = render(<List rows={rows} />);
  rest();
  scrollTo(id === 'row-999' ? 990 * ROW : 500 * ROW);
  act(() => button(id).focus());
  scrollTo(at * ROW);
  rerender(<List rows={rows.filter((row) => row.id !== id)} />);
  expect(button(next)).toHaveFocus();
});
