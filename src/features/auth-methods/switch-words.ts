import { countOf } from '#shared/list-words.ts';
import type { Verdict, Ways } from '#shared/doors.ts';
import type { Look } from '#ui/status.tsx';
import { changesWords, stateWords } from './switch-plan.ts';
import type { PlanLine } from './switch-plan.ts';
import { writtenIn } from './switch-run.ts';
import type { RunState, RunStep } from './switch-run.ts';
import { SWITCH_WORDS } from './switch-state.ts';

/** What is said where the list could not be read after a write. */
export const UNLOOKED = 'It could not be looked at whether people can still sign in.';

const WAYS = { one: 'way to sign in is on', many: 'ways to sign in are on' };

/** How many ways there are after a change. */
export function doorsWords({ doors }: Verdict, { whole }: Ways): string {
  if (doors.length === 0) return whole ? 'Then no way to sign in is on' : 'Then none is known';
  return `Then ${whole ? '' : 'at least '}${countOf(doors.length, WAYS)}`;
}

/** What became of a run that is over, in sentences. */
export function endWords(state: RunState): string {
  const { lines } = state.plan;
  const [line, ...others] = lines;
  const done = writtenIn(state).length;
  const same = lines.filter((each) => lookOf(state, each).text === SAME.text).length;
  if (line !== undefined && others.length === 0) {
    const what = `${SWITCH_WORDS[line.what]} of “${line.name}”`;
    const on = line.to ? 'on' : 'off';
    if (done === 1) return `${what} is ${on}.`;
    return same === 1 ? `${what} was ${on} already.` : `${what} was not changed.`;
  }
  if (done + same < lines.length) {
    if (done === 0) return 'Nothing was changed.';
    return `${done} of ${changesWords(lines.length)} ${done === 1 ? 'is' : 'are'} made. The rest is left as it is.`;
  }
  if (done === 0) return 'All of it was so already.';
  const made = `${changesWords(done)} ${done === 1 ? 'is' : 'are'} made`;
  return same === 0 ? `${made}.` : `${made}, ${same} ${same === 1 ? 'was' : 'were'} so already.`;
}

const SAME: Look = { shape: 'ok', text: 'Was so already' };

/** The step that makes a change of a plan, where there is one. */
function stepOf({ steps }: Pick<RunState, 'steps'>, line: PlanLine): RunStep | undefined {
  return steps.find(({ wish }) => wish.id === line.id && wish.set[line.what] === line.to);
}

/** How far one change of a run is. */
export function lookOf(run: Pick<RunState, 'steps'>, line: PlanLine): Look {
  const state = stepOf(run, line)?.state;
  switch (state?.kind) {
    case undefined:
    case 'waiting':
      return { shape: 'off', text: 'Waiting' };
    case 'reading':
      return { shape: 'off', text: 'Looking…' };
    case 'writing':
      return { shape: 'off', text: 'Switching…' };
    case 'done':
      return state.written.some(({ what }) => what === line.what)
        ? { shape: 'ok', text: 'Done' }
        : SAME;
    case 'same':
      return SAME;
    case 'conflict':
      return { shape: 'warn', text: 'Changed by someone else' };
    case 'deleted':
      return { shape: 'bad', text: 'Deleted by someone else' };
    case 'failed':
      return { shape: 'bad', text: state.settled ? 'Not changed' : 'Perhaps not changed' };
    case 'not-kept':
      return state.names.includes(line.what)
        ? { shape: 'warn', text: 'AuthPI did not keep it' }
        : { shape: 'ok', text: 'Done' };
    case 'left':
      return state.written.some(({ what }) => what === line.what)
        ? { shape: 'ok', text: 'Done' }
        : { shape: 'off', text: 'Left as it is' };
  }
}

/** What a step was to do, for a sentence: "Login off, Featured off". */
export function wishWords({ wish: { set } }: RunStep): string {
  return Object.entries(set)
    .map(([what, on]) => {
      const name = what === 'enabled_login' || what === 'enabled_signup' ? what : 'featured';
      return stateWords(name, on);
    })
    .join(', ');
}
