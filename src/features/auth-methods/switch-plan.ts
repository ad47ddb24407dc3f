import type { AuthMethod } from '#contract/auth-method.ts';
import { isWhole } from '#contract/page.ts';
import type { Page } from '#contract/page.ts';
import { SWITCHES } from '#contract/auth-method.ts';
import { judge, rowsAfter, stepsOf } from '#shared/doors.ts';
import type { Switch } from '#contract/auth-method.ts';
import type { Switched, Verdict, Way, Ways } from '#shared/doors.ts';
import { methodName } from '#shared/method-words.ts';
import { featuredState, loginState, signupState } from './method-state.ts';
import { SWITCH_WORDS } from './switch-state.ts';

/** What the switches of one auth method are to become. */
export type Wish = { readonly id: string; readonly set: Switched };

/** One switch that changes. */
export type PlanLine = {
  readonly id: string;
  /** What the method is called, and its `method`. */
  readonly name: string;
  readonly method: string;
  readonly what: Switch;
  /** What it is now; null: AuthPI did not say. */
  readonly from: boolean | null;
  readonly to: boolean;
  /** What that means for people, in a sentence. */
  readonly meaning: string;
};

/** What is to be written, in which order, and what comes of it. */
export type SwitchPlan = {
  /** What it was made from. */
  readonly ways: Ways;
  readonly steps: readonly Wish[];
  /** In the order of the list, then of the switches. */
  readonly lines: readonly PlanLine[];
  readonly verdict: Verdict;
};

/**
 * The ways to sign in that a list of auth methods tells of.
 *
 * @param shown one that is known from elsewhere, where a list that is not whole may lack it
 */
export function waysOf(page: Page<AuthMethod>, shown?: Way): Ways {
  const { data } = page;
  const lacks = shown !== undefined && !data.some(({ id }) => id === shown.id);
  return { rows: lacks ? [...data, shown] : data, whole: isWhole(page) };
}

/**
 * What it takes to bring wishes about. What is so already, and methods that are not there, are left
 * out.
 *
 * @param wanted at most one wish for each method
 */
export function planOf(ways: Ways, wanted: readonly Wish[]): SwitchPlan {
  const steps = stepsOf(ways.rows, wanted);
  const lines = ways.rows.flatMap((row) =>
    SWITCHES.flatMap((what): PlanLine[] => {
      const to = steps.find(({ id, set }) => id === row.id && set[what] !== undefined)?.set[what];
      if (to === undefined) return [];
      const { id, method } = row;
      const [after = row] = rowsAfter([row], [{ id, set: { [what]: to } }]);
      const meaning = STATES[what](after).meaning;
      return [{ id, name: methodName(row), method, what, from: row[what] ?? null, to, meaning }];
    }),
  );
  return { ways, steps, lines, verdict: judge(ways, steps) };
}

const STATES = { enabled_login: loginState, enabled_signup: signupState, featured: featuredState };

/** A switch in a sentence: "Login off". */
export function stateWords(what: Switch, on: boolean | null): string {
  return `${SWITCH_WORDS[what]} ${on === null ? 'unknown' : on ? 'on' : 'off'}`;
}

/** What a button that makes one change, or several, says. */
export function applyWords(lines: readonly PlanLine[]): string {
  const [line, ...others] = lines;
  if (line === undefined || others.length > 0) return `Apply ${changesWords(lines.length)}`;
  return `Switch ${SWITCH_WORDS[line.what].toLowerCase()} ${line.to ? 'on' : 'off'}`;
}

/** "1 change", "3 changes". */
export function changesWords(count: number): string {
  return count === 1 ? '1 change' : `${count} changes`;
}

/** Switches that were set and not sent: what stood there then, and what is wanted, by method. */
export type Staged = ReadonlyMap<string, StagedSwitches>;

type StagedSwitches = {
  readonly [Name in Switch]?: { readonly from: boolean | null; readonly to: boolean };
};

/** With one more switch set; set back to what stood there, it is none. */
export function stage(staged: Staged, row: Way, what: Switch, to: boolean): Staged {
  const { [what]: known, ...others } = staged.get(row.id) ?? {};
  const from = known === undefined ? (row[what] ?? null) : known.from;
  const next = new Map(staged);
  const switches = (row[what] ?? null) === to ? others : { ...others, [what]: { from, to } };
  if (Object.keys(switches).length === 0) next.delete(row.id);
  else next.set(row.id, switches);
  return next;
}

/**
 * What is still to be done of what was set, after the list moved: without what is as wanted by now,
 * and without methods that are gone. The same object where that is all of it.
 */
export function stillStaged(staged: Staged, { rows, whole }: Ways): Staged {
  const next = new Map<string, StagedSwitches>();
  for (const [id, switches] of staged) {
    const row = rows.find((way) => way.id === id);
    // Of a list that does not tell of all, one that it lacks may be there.
    const left = SWITCHES.flatMap((what) => {
      const set = switches[what];
      const isOpen = row === undefined ? !whole : row[what] !== set?.to;
      return set !== undefined && isOpen ? [[what, set] as const] : [];
    });
    if (left.length > 0) next.set(id, Object.fromEntries(left));
  }
  return countStaged(next) === countStaged(staged) ? staged : next;
}

/** Whether someone else moved a switch to something else since it was set. */
export function hasMovedSince(staged: Staged, row: Way, what: Switch): boolean {
  const set = staged.get(row.id)?.[what];
  const now = row[what] ?? null;
  return set !== undefined && now !== set.from && now !== set.to;
}

/** How many switches are set. */
export function countStaged(staged: Staged): number {
  return [...staged.values()].reduce((sum, switches) => sum + Object.keys(switches).length, 0);
}

/** "3 changes of 2 methods". */
export function stagedWords(staged: Staged): string {
  const methods = staged.size === 1 ? '1 method' : `${staged.size} methods`;
  return `${changesWords(countStaged(staged))} of ${methods}`;
}

/** What was set, as wishes. */
export function wishesOf(staged: Staged): Wish[] {
  return [...staged].map(([id, switches]) => ({
    id,
    set: Object.fromEntries(
      SWITCHES.flatMap((what) => {
        const set = switches[what];
        return set === undefined ? [] : [[what, set.to]];
      }),
    ),
  }));
}
