import { unicodeHost } from '#contract/ours/hosts.ts';
import { MAX_DOMAINS } from '#contract/ours/limits.ts';
import { isolated } from '#ui/direction.ts';
import { mayRetry } from './domain-run.ts';
import type { DomainRunState, RowState, RunStep, RunStop } from './domain-run.ts';
import { ACT_WORDS, outcomeWords } from './outcome-words.ts';
import type { OutcomeWords } from './outcome-words.ts';

/** What a row of a run says: its state, and what to do about it. */
export function stepWords(
  { row, state }: RunStep,
  nameOf?: (issuerId: string) => string | null,
): OutcomeWords {
  switch (state.kind) {
    case 'waiting':
      return plain('Waiting');
    case 'writing':
      return plain(`${ACT_WORDS[row.act.do].doing}…`);
    case 'left':
      return plain('Not tried');
    case 'ended':
      return outcomeWords(row.host, row.act, state.outcome, nameOf);
  }
}

function plain(text: string): OutcomeWords {
  return { look: { shape: 'off', text }, detail: null, reference: null };
}

/** How far a run is, or what came of it, as one line. */
export function summaryWords(state: DomainRunState): string {
  const { rows, phase } = state;
  const [first] = rows;
  if (first === undefined) return 'Nothing to do';
  const words = ACT_WORDS[first.row.act.do];
  const isOneAct = rows.every(({ row }) => row.act.do === first.row.act.do);
  const done = isOneAct ? words.done : 'done';
  const count = (which: (state: RowState) => boolean) =>
    rows.filter((step) => which(step.state)).length;
  const made = count(isDone);
  if (phase !== 'ended') {
    const over = count(({ kind }) => kind === 'ended' || kind === 'left');
    return `${isOneAct ? words.doing : 'Under way'}: ${over} of ${rows.length}`;
  }
  if (made === rows.length) {
    return rows.length === 1 ? `1 domain ${done}` : `All ${rows.length} ${done}`;
  }
  const perhaps = count((step) => kindOf(step) === 'unknown');
  const left = count(({ kind }) => kind === 'left');
  const not = rows.length - made - perhaps - left;
  const parts = [`${made} of ${rows.length} ${done}`];
  if (not > 0) parts.push(`${not} not ${done}`);
  if (perhaps > 0) parts.push(`${perhaps} perhaps ${done}`);
  if (left > 0) parts.push(`${left} not tried`);
  return parts.join('. ');
}

function kindOf(state: RowState): string {
  return state.kind === 'ended' ? state.outcome.kind : state.kind;
}

function isDone(state: RowState): boolean {
  return kindOf(state) === 'done';
}

/** Why a run stopped before its end, and how it goes on. */
export const STOP_WORDS: { readonly [stop in RunStop]: string } = {
  asked: 'Stopped. What was not tried can be tried now.',
  full: `An account has at most ${MAX_DOMAINS} domains, and this one has all of them. Remove one, then try the rest again.`,
  unreachable: 'The server could not be reached, so the rest was not tried. Check the connection.',
  signed_out: 'The session has ended, so the rest was not tried. Sign in again, then go on.',
  forbidden:
    'The rest was not tried, because it would be refused as well. Whoever manages access to this account can grant the scope.',
  pause: 'AuthPI asked for a long pause, so the rest was not tried. Try again later.',
};

/** What the button that tries again says; null: there is nothing to try again. */
export function retryWords({ rows }: DomainRunState): string | null {
  const again = rows.filter(mayRetry);
  if (again.length === 0) return null;
  if (again.every(({ state }) => state.kind === 'left')) {
    return again.length === 1 ? 'Go on with the last one' : `Go on with the ${again.length} left`;
  }
  if (again.some(({ state }) => state.kind === 'left')) return `Try the other ${again.length}`;
  return again.length === 1 ? 'Try again' : `Try ${again.length} again`;
}

/** What a run says aloud when it begins. */
export function startWords({ rows }: DomainRunState): string {
  const waiting = rows.filter(({ state }) => state.kind === 'waiting');
  const [first] = waiting;
  if (first === undefined) return '';
  const { doing } = ACT_WORDS[first.row.act.do];
  return waiting.length === 1
    ? `${doing} ${isolated(unicodeHost(first.row.host))}`
    : `${doing} ${waiting.length} domains`;
}
