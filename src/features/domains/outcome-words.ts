import type { DomainAct, DomainOutcome } from '#api/write-domains.ts';
import type { Look } from '#ui/status.tsx';

/** What an outcome says: its state, what happened and what to do about it (null: nothing to say). */
export type OutcomeWords = { look: Look; detail: string | null };

/** The words of an outcome of an act on a host. */
export function outcomeWords(host: string, act: DomainAct, outcome: DomainOutcome): OutcomeWords {
  return { look: { shape: 'off', text: outcome.kind }, detail: `${act.do} ${host}` };
}
