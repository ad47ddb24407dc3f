import { assert, integer, option, property } from 'fast-check';
import { describe, expect, test } from 'vitest';
import { AT_FIRST, drawnSpans, SETTLED, STEP, viewOf } from './windowing.ts';

const view = (first: number, rows = 20) => ({ first, rows });

describe('viewOf', () => {
  test('moves a step at a time', () => {
    expect(viewOf(0, 800, 40)).toEqual({ first: -0, rows: 20 });
    expect(viewOf(-(STEP * 40 - 1), 800, 40).first).toBe(0);
    expect(viewOf(-STEP * 40, 800, 40).first).toBe(STEP);
  });

  test('is negative while the list starts below the edge', () => {
    expect(viewOf(170, 800, 40).first).toBe(-STEP);
  });
});

describe('drawnSpans', () => {
  test('draws a short list whole', () => {
    expect(drawnSpans(0, view(0), null)).toEqual([{ start: 0, end: 0 }]);
    expect(drawnSpans(300, view(0), 299)).toEqual([{ start: 0, end: 300 }]);
  });

  test('draws only what is seen while a page appears', () => {
    expect(drawnSpans(50, view(-STEP), null, AT_FIRST)).toEqual([{ start: 0, end: 20 }]);
  });

  test('draws a long list around the view', () => {
    expect(drawnSpans(10_000, view(400), null)).toEqual([{ start: 392, end: 436 }]);
    expect(drawnSpans(10_000, view(9_992), null)).toEqual([{ start: 9_984, end: 10_000 }]);
  });

  test('keeps the focused row and its neighbours, wherever they are', () => {
    expect(drawnSpans(10_000, view(400), 5_000)).toEqual([
      { start: 392, end: 436 },
      { start: 4_999, end: 5_002 },
    ]);
    expect(drawnSpans(10_000, view(400), 0)).toEqual([
      { start: 0, end: 2 },
      { start: 392, end: 436 },
    ]);
  });

  test('joins the focused row with a view it touches', () => {
    expect(drawnSpans(10_000, view(400), 436)).toEqual([{ start: 392, end: 438 }]);
    expect(drawnSpans(10_000, view(400), 390)).toEqual([{ start: 389, end: 436 }]);
  });

  test('ignores a focused row that is no longer there', () => {
    expect(drawnSpans(400, view(0), 400)).toHaveLength(1);
    expect(drawnSpans(400, view(0), -1)).toHaveLength(1);
  });

  test('holds for any list, view and focus', () => {
    assert(
      property(
        integer({ min: 0, max: 20_000 }),
        integer({ min: -3_000, max: 3_000 }),
        integer({ min: 1, max: 100 }),
        option(integer({ min: 0, max: 20_000 })),
        (count, step, rows, focused) => {
          const first = step * STEP;
          const spans = drawnSpans(count, { first, rows }, focused);
          const inOrder = spans.every(({ start, end }, index) => {
            const before = spans[index - 1]?.end ?? -1;
            return start > before && end <= count && (end > start || count === 0);
          });
          const inList = (row: number) => row >= 0 && row < count;
          const isDrawn = (row: number) =>
            spans.some(({ start, end }) => row >= start && row < end);
          const seen = Array.from({ length: rows }, (_, index) => first + index);
          const kept =
            focused !== null && inList(focused) ? [focused - 1, focused, focused + 1] : [];
          const total = spans.reduce((sum, { start, end }) => sum + end - start, 0);

          expect(inOrder).toBe(true);
          expect([...seen, ...kept].filter((row) => inList(row) && !isDrawn(row))).toEqual([]);
          expect(total).toBeLessThanOrEqual(
            Math.max(SETTLED.whole, rows + STEP + 2 * SETTLED.margin + 3),
          );
        },
      ),
    );
  });
});
