import type { Shape } from '#ui/status.tsx';
import type { Finding, FindingKind } from './finding.ts';
import type { Subject } from './subject.ts';

/** A part of a sentence: plain text, or a value in monospace. */
type Part = string | { readonly code: string };

/** A sentence or several, in parts. */
export type Words = readonly Part[];

/** What a finding looks like and says. */
export type FindingWords = {
  shape: Shape;
  /** The shape in a word or two: "Wrong". */
  state: string;
  /** Of finding-glyph.tsx. */
  icon: FindingKind;
  title: string;
  detail: Words;
  /** What to do about it; null where there is nothing to do. */
  cure: Words | null;
  /** The whole of it for who listens, without figures that tick. */
  announcement: string;
};

/** A finding in words, each kind in its own. */
export function findingWords(finding: Finding, _subject: Subject): FindingWords {
  const { kind } = finding;
  return {
    shape: 'off',
    state: '',
    icon: kind,
    title: kind,
    detail: [],
    cure: null,
    announcement: kind,
  };
}
