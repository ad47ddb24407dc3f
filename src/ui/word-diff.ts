/** A stretch of text: in both, only in the later one, or only in the earlier one. */
export type DiffPart = {
  readonly text: string;
  readonly kind: 'same' | 'added' | 'removed';
};

/** Comparisons made at most: two texts of 3,000 characters that have nothing in common. */
const MOST = 1_000_000;

/**
 * What changed from one text to another, by words. What was removed stands before what was added in
 * its place. The parts that are the same or removed join to `before`, the same or added to `after`.
 * Between texts too long to compare, all that is between their common start and end has changed.
 */
export function diffWords(before: string, after: string): readonly DiffPart[] {
  if (before === after) return before === '' ? [] : [{ text: before, kind: 'same' }];
  const [old, now] = [words(before), words(after)];
  const shorter = Math.min(old.length, now.length);
  let start = 0;
  while (start < shorter && old[start] === now[start]) start += 1;
  let end = 0;
  while (end < shorter - start && old.at(-1 - end) === now.at(-1 - end)) end += 1;
  const middle = steps(old.slice(start, old.length - end), now.slice(start, now.length - end));
  return joined([
    ...same(old.slice(0, start)),
    ...middle,
    ...same(end === 0 ? [] : old.slice(-end)),
  ]);
}

/** Words, blanks and marks, nothing left out. Languages without blanks have words, too. */
function words(text: string): string[] {
  const segments = new Intl.Segmenter(undefined, { granularity: 'word' }).segment(text);
  return Array.from(segments, ({ segment }) => segment);
}

function same(words: readonly string[]): DiffPart[] {
  return words.map((text) => ({ text, kind: 'same' }));
}

/** The longest common subsequence of words, and what is beside it. */
function steps(old: readonly string[], now: readonly string[]): DiffPart[] {
  const removed = (text: string): DiffPart => ({ text, kind: 'removed' });
  const added = (text: string): DiffPart => ({ text, kind: 'added' });
  if (old.length * now.length > MOST) return [...old.map(removed), ...now.map(added)];
  // common[i * width + j]: how many words old from i on and now from j on have in common.
  const width = now.length + 1;
  const common = new Uint16Array((old.length + 1) * width);
  const at = (i: number, j: number) => common[i * width + j] ?? 0;
  for (let i = old.length - 1; i >= 0; i -= 1) {
    for (let j = now.length - 1; j >= 0; j -= 1) {
      common[i * width + j] =
        old[i] === now[j] ? at(i + 1, j + 1) + 1 : Math.max(at(i + 1, j), at(i, j + 1));
    }
  }
  const parts: DiffPart[] = [];
  let [i, j] = [0, 0];
  for (let word = old[i], other = now[j]; word !== undefined || other !== undefined;) {
    if (word !== undefined && word === other) {
      parts.push({ text: word, kind: 'same' });
      i += 1;
      j += 1;
    } else if (word !== undefined && (other === undefined || at(i + 1, j) >= at(i, j + 1))) {
      parts.push(removed(word));
      i += 1;
    } else if (other !== undefined) {
      parts.push(added(other));
      j += 1;
    }
    word = old[i];
    other = now[j];
  }
  return parts;
}

/**
 * Neighbours of one kind as one part. Blanks alone between two changes are part of the change, or
 * every other word of a sentence written anew would be removed and added by itself.
 */
function joined(parts: readonly DiffPart[]): readonly DiffPart[] {
  const result: DiffPart[] = [];
  const change = { removed: '', added: '' };
  let kept = '';
  const changed = () => change.removed !== '' || change.added !== '';
  const close = () => {
    if (change.removed !== '') result.push({ text: change.removed, kind: 'removed' });
    if (change.added !== '') result.push({ text: change.added, kind: 'added' });
    change.removed = '';
    change.added = '';
  };
  const keep = () => {
    if (kept !== '') result.push({ text: kept, kind: 'same' });
    kept = '';
  };
  for (const { text, kind } of parts) {
    if (kind === 'same') {
      kept += text;
      continue;
    }
    if (changed() && kept !== '') {
      if (/^\s+$/.test(kept)) {
        change.removed += kept;
        change.added += kept;
        kept = '';
      } else {
        close();
      }
    }
    if (!changed()) keep();
    change[kind] += text;
  }
  close();
  keep();
  return result;
}
