import { useState } from 'react';
import type { Domain } from '#contract/domain.ts';
import { hasMoved } from './domain-moves.ts';
import type { DomainActing } from './use-domain-act.ts';

/** What others did to a domain since a dialog about it was opened. */
export type Moves = {
  /** As it was then. */
  readonly opened: Domain;
  /** Whether it is another one now, or what was sent met that it had been one. */
  readonly isMoved: boolean;
  /** The last try met it: nothing was written. */
  readonly isMet: boolean;
  /** How often: what was confirmed before the last time was about something else. */
  readonly count: number;
};

/** {@link Moves}, from the domain as it is now and what became of the last try. */
export function useMoves(now: Domain, outcome: DomainActing['outcome']): Moves {
  const [opened] = useState(now);
  const [last, setLast] = useState({ now, outcome, count: 0 });
  // A change that was taken back is one, too: what was sent met it.
  const isMet = outcome?.kind === 'moved';
  const moves = hasMoved(last.now, now);
  if (moves || outcome !== last.outcome) {
    const isAnother = moves || isMet;
    setLast({ now, outcome, count: isAnother ? last.count + 1 : last.count });
  }
  return { opened, isMoved: isMet || hasMoved(opened, now), isMet, count: last.count };
}

/** Whether it was confirmed that it is to be done all the same. */
export type Consent = {
  readonly isGiven: boolean;
  readonly give: (isGiven: boolean) => void;
  /** Why it cannot be done without; null: it can. */
  readonly reason: string | null;
};

/** {@link Consent}, which another move takes back. */
export function useConsent({ isMoved, count }: Moves): Consent {
  const [given, setGiven] = useState<number | null>(null);
  const isGiven = given === count;
  return {
    isGiven,
    give: (is) => setGiven(is ? count : null),
    reason: isMoved && !isGiven ? 'Someone else changed it: confirm it anew' : null,
  };
}
