/** Repeatable randomness: the same key gives the same values for ever. */
export type Random = {
  /** A whole number from 0 up to, not including, `n`. */
  below: (n: number) => number;
  /** Whether something of probability `p` (0 to 1) happened. */
  chance: (p: number) => boolean;
  /** One entry of a list that has some. */
  pick: <T>(list: readonly [T, ...T[]]) => T;
  /** `digits` hexadecimal digits. */
  hex: (digits: number) => string;
};

/**
 * Randomness for one purpose, named by its key: rows made on their own, in any order, come out the
 * same.
 */
export function random(...key: (string | number)[]): Random {
  let state = hash(key.join('/'));
  // mulberry32: 32 bits of state are plenty for a row's worth of values.
  const next = () => {
    state = (state + 0x6d2b79f5) | 0;
    let mixed = Math.imul(state ^ (state >>> 15), 1 | state);
    mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed;
    return (mixed ^ (mixed >>> 14)) >>> 0;
  };
  const below = (n: number) => Math.floor((next() / 0x1_0000_0000) * n);
  return {
    below,
    chance: (p) => next() / 0x1_0000_0000 < p,
    pick: (list) => list[below(list.length)] ?? list[0],
    hex(digits) {
      let text = '';
      while (text.length < digits) text += next().toString(16).padStart(8, '0');
      return text.slice(0, digits);
    },
  };
}

/** FNV-1a with a final mix, so that keys that differ in their last digit differ everywhere. */
function hash(text: string): number {
  let h = 0x811c9dc5;
  for (let index = 0; index < text.length; index += 1) {
    h = Math.imul(h ^ text.charCodeAt(index), 0x01000193);
  }
  h = Math.imul(h ^ (h >>> 16), 0x85ebca6b);
  h = Math.imul(h ^ (h >>> 13), 0xc2b2ae35);
  return h ^ (h >>> 16);
}
