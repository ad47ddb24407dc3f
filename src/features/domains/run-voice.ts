import { announce } from '#ui/announcer.tsx';
import type { DomainRun } from './domain-run.ts';
import { startWords, STOP_WORDS, summaryWords } from './run-words.ts';

/** Runs from how many rows on tell that they are half way, so that a long silence is none. */
const LONG = 8;

/** Has a run say when it begins, pauses, is half way and ends, whatever page is on. */
export function giveVoice(run: DomainRun): void {
  let before = run.state();
  let isHalfSaid = false;
  run.subscribe(() => {
    const now = run.state();
    const { phase, until, rows, stop } = now;
    if (phase === 'running' && before.phase !== 'running') {
      announce(startWords(now));
      isHalfSaid = rows.filter(({ state }) => state.kind === 'waiting').length < LONG;
    } else if (phase === 'ended' && before.phase !== 'ended') {
      const why = stop === null ? '' : ` ${STOP_WORDS[stop]}`;
      announce(`${summaryWords(now)}.${why}`);
    } else if (until !== null && before.until === null) {
      announce('AuthPI asked for a pause. It goes on by itself.');
    } else if (!isHalfSaid && isHalfWay(rows)) {
      isHalfSaid = true;
      announce(summaryWords(now));
    }
    before = now;
  });
}

function isHalfWay(rows: ReturnType<DomainRun['state']>['rows']): boolean {
  return rows.filter(({ state }) => state.kind === 'ended').length * 2 >= rows.length;
}
