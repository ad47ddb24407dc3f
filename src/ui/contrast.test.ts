import * as fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { bestTextOn, contrastRatio } from './contrast.ts';

const color = fc.nat({ max: 0xffffff }).map((number) => `#${number.toString(16).padStart(6, '0')}`);

describe('contrastRatio', () => {
  test.each([
    ['#000000', '#ffffff', 21],
    ['#FFFFFF', '#ffffff', 1],
    ['#777777', '#ffffff', 4.48],
    ['#767676', '#ffffff', 4.54],
    ['#0000ff', '#ffffff', 8.59],
    ['#ff0000', '#ffffff', 4.0],
    ['#808080', '#ffffff', 3.95],
  ])('of %s and %s is %d', (one, other, ratio) => {
    expect(contrastRatio(one, other)).toBeCloseTo(ratio, 2);
  });

  test.each([
    [''],
    ['#fff'],
    ['ffd54f'],
    ['#ffd54'],
    ['#ffd54ff0'],
    ['#ggd54f'],
    ['red'],
    ['#ffd54f '],
  ])('"%s" is no colour', (text) => {
    expect(contrastRatio(text, '#ffffff')).toBeNull();
    expect(contrastRatio('#ffffff', text)).toBeNull();
    expect(bestTextOn(text)).toBeNull();
  });

  test('is the same both ways, and from 1 to 21', () => {
    fc.assert(
      fc.property(color, color, (one, other) => {
        const ratio = contrastRatio(one, other) ?? Number.NaN;
        expect(ratio).toBe(contrastRatio(other, one));
        expect(ratio).toBeGreaterThanOrEqual(1);
        expect(ratio).toBeLessThanOrEqual(21);
      }),
    );
  });
});

describe('bestTextOn', () => {
  test.each([
    ['#ffd54f', 'black'],
    ['#10151c', 'white'],
    ['#3b4fd8', 'white'],
    ['#ffffff', 'black'],
  ])('%s asks for %s', (ground, text) => {
    expect(bestTextOn(ground)?.text).toBe(text);
  });

  test('can always be read', () => {
    fc.assert(
      fc.property(color, (ground) => {
        expect(bestTextOn(ground)?.ratio).toBeGreaterThanOrEqual(4.5);
      }),
    );
  });
});
