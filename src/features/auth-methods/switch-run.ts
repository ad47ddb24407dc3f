import type { AuthMethod } from '#contract/auth-method.ts';
import { isDoor, mayBeDoor, startsLogin } from '#contract/ours/rules.ts';
import { createEditSession } from '#editing/edit-session.ts';
import type { EditedResource, EditSession } from '#editing/edit-session.ts';
import { ATOMIC, mapOf } from '#editing/merge.ts';
import { conflictsOf, keyOf } from '#editing/session.ts';
import { SWITCHES } from '#contract/auth-method.ts';
import { judge, rowsAfter } from '#shared/doors.ts';
import type { Switch } from '#contract/auth-method.ts';
import type { Verdict, Way, Ways } from '#shared/doors.ts';
import { isConfirmedBy } from './door-words.ts';
import type { SwitchPlan, Wish } from './switch-plan.ts';

/** A switch that was written: what it was right before, and is now. */
export type Written = {
  readonly what: Switch;
  readonly before: boolean | null;
  readonly after: boolean;
};

/** How far one step is. */
export type StepState =
  | { readonly kind: 'waiting' | 'reading' | 'writing' }
  | { readonly kind: 'done'; readonly written: readonly Written[] }
  /** Somebody else had done it. */
  | { readonly kind: 'same' }
  /** Somebody else set these to something else than was on screen. */
  | {
      readonly kind: 'conflict';
      readonly differs: readonly {
        readonly what: Switch;
        readonly from: boolean | null;
        readonly now: boolean | null;
      }[];
    }
  | { readonly kind: 'deleted' }
  /** `settled`: it surely was not written. Error null: others wrote faster, over and over. */
  | { readonly kind: 'failed'; readonly error: unknown; readonly settled: boolean }
  /** AuthPI took it, and answered other values. What it did keep is in `written`. */
  | {
      readonly kind: 'not-kept';
      readonly names: readonly Switch[];
      readonly written: readonly Written[];
    }
  /** Given up. `written`: what was written of it all the same. */
  | { readonly kind: 'left'; readonly written: readonly Written[] };

/** One write, and how far it is. */
export type RunStep = { readonly wish: Wish; readonly state: StepState };

/** Why it stopped at a step. */
export type Stop =
  /** The step says why. */
  | { readonly kind: 'step'; readonly at: number }
  /** What comes of the rest is not what was confirmed. */
  | {
      readonly kind: 'changed';
      readonly at: number;
      readonly ways: Ways;
      readonly verdict: Verdict;
    }
  /** The list could not be read, so nobody knows what comes of it. Nothing was written. */
  | { readonly kind: 'unlooked'; readonly at: number; readonly error: unknown };

/** Whether people can still sign in, looked at after the writes. */
export type Check =
  | { readonly kind: 'none' | 'looking' | 'ok' }
  /**
   * No way to sign in is known, although there should be one. `reopen`: what was just closed; where
   * that is gone, whatever could be switched on.
   */
  | {
      readonly kind: 'alarm';
      readonly certain: boolean;
      readonly ways: Ways;
      readonly reopen: readonly Way[];
    }
  | { readonly kind: 'unknown'; readonly error: unknown };

/** All there is to know of a run. */
export type RunState = {
  readonly phase: 'ready' | 'running' | 'stopped' | 'ended';
  readonly plan: SwitchPlan;
  readonly steps: readonly RunStep[];
  /** Null unless it stopped. */
  readonly stop: Stop | null;
  readonly check: Check;
  /** It is to end before the next step. */
  readonly halting: boolean;
};

/** What carries a run out. */
export type RunPorts = {
  /** One auth method; its values are its switches alone ({@link switchesOf}). */
  readonly resource: (id: string) => EditedResource;
  /** The auth methods as they are now: always asks the server. */
  readonly list: () => Promise<Ways>;
  /** For tests: see `createEditSession`. */
  readonly wait?: (ms: number) => Promise<void>;
};

/** See {@link createSwitchRun}. What does not fit the state does nothing. */
export type SwitchRun = {
  /** The same object until something changes. */
  state: () => RunState;
  /** For `useSyncExternalStore`. */
  subscribe: (listener: () => void) => () => void;
  /** Begins; a second time it does nothing. */
  start: () => void;
  /** Tries the step it stopped at again. */
  retry: () => void;
  /** Leaves what the step was to do as others have it, and goes on with the next. */
  skip: () => void;
  /** Sets what somebody else set otherwise all the same. */
  force: () => void;
  /** Goes on with the verdict that it stopped for. */
  confirm: () => void;
  /** Leaves the rest: at once where it stopped, else before the next step. */
  leave: () => void;
  /** Looks once more whether people can still sign in. */
  look: () => void;
  /** Settles when nothing is under way any more. */
  settled: () => Promise<void>;
};

const KIND = mapOf(ATOMIC);

/** The part of an auth method that a run edits. */
export function switchesOf({
  enabled_login = null,
  enabled_signup = null,
  featured = null,
}: Pick<AuthMethod, Switch>): { readonly [name in Switch]: boolean | null } {
  return { enabled_login, enabled_signup, featured };
}

/** The guard stopped a write right before it was sent. */
class Stopped extends Error {
  readonly stop: (at: number) => Stop;
  constructor(stop: (at: number) => Stop) {
    super('Stopped by the guard');
    this.stop = stop;
  }
}

/**
 * Makes the changes of a plan, one write after another, each under the tag of a fresh read. It stops
 * at the first that is not done, and goes on as it is told.
 *
 * Right before a write that closes something the list is read anew and what is left of the plan is
 * judged by it: what was not confirmed is not done. After the last write, and wherever it stops
 * after one, the list is read once more. It goes on when the page is left.
 *
 * @param confirmed the plan as it was read, and confirmed
 */
export function createSwitchRun(confirmed: SwitchPlan, ports: RunPorts): SwitchRun {
  let state: RunState = {
    phase: 'ready',
    plan: confirmed,
    steps: confirmed.steps.map((wish) => ({ wish, state: { kind: 'waiting' } })),
    stop: null,
    check: { kind: 'none' },
    halting: false,
  };
  const sessions = new Map<number, EditSession>();
  const listeners = new Set<() => void>();
  const under = new Set<Promise<void>>();
  // What a step that is tried again had written before.
  const kept = new Map<number, readonly Written[]>();
  // From which step on the plan was confirmed last.
  let confirmedAt = 0;
  let looks = 0;
  let sent = false;

  const show = (next: Partial<RunState>) => {
    state = { ...state, ...next };
    for (const listener of listeners) listener();
  };
  const showStep = (at: number, next: StepState, rest: Partial<RunState> = {}) =>
    show({ ...rest, steps: state.steps.with(at, { ...stepAt(at), state: next }) });
  const stepAt = (at: number): RunStep => {
    const step = state.steps[at];
    if (step === undefined) throw new RangeError(`There is no step ${at}`);
    return step;
  };
  const track = (work: Promise<void>) => {
    const tracked = work.finally(() => under.delete(tracked));
    under.add(tracked);
  };

  /** What is still to be written, as one wish for each method and direction. */
  const rest = (): Wish[] =>
    state.steps.filter((step) => isAhead(step.state)).map(({ wish }) => wish);

  /**
   * What was confirmed, and what was to come of the rest had all gone as planned up to here: what a
   * plan highlights first, for one, is highlighted when it is closed.
   */
  const awaited = (): Verdict => {
    const { ways, verdict } = state.plan;
    const at = state.steps.findIndex((step) => isAhead(step.state));
    const before = state.steps.slice(confirmedAt, at).map(({ wish }) => wish);
    const halfWay = judge({ ...ways, rows: rowsAfter(ways.rows, before) }, rest());
    return { ...verdict, reasons: [...verdict.reasons, ...halfWay.reasons] };
  };

  /** Judges what is left by the list as it is now. @throws {Stopped} */
  const guard = async (wish: Wish) => {
    if (!mayClose(state.plan.ways, wish)) return;
    let ways: Ways;
    try {
      ways = await ports.list();
    } catch (error) {
      throw new Stopped((at) => ({ kind: 'unlooked', at, error }));
    }
    const verdict = judge(ways, rest());
    if (isConfirmedBy(verdict, awaited())) return;
    throw new Stopped((at) => ({ kind: 'changed', at, ways, verdict }));
  };

  const sessionOf = (at: number, wish: Wish): EditSession => {
    const known = sessions.get(at);
    if (known !== undefined) return known;
    const resource = ports.resource(wish.id);
    const row = confirmed.ways.rows.find(({ id }) => id === wish.id);
    const opened = {
      value: row === undefined ? {} : switchesOf(row),
      tag: null,
      at: null,
    };
    const session = createEditSession(
      KIND,
      // A method that is written twice is as the first write left it.
      { ...opened, value: { ...opened.value, ...wroteBefore(at, wish.id) } },
      {
        read: resource.read,
        write: async (body, tag) => {
          await guard(wish);
          sent = true;
          return resource.write(body, tag);
        },
        fateOf: (error) => (error instanceof Stopped ? 'refused' : resource.fateOf(error)),
      },
      ports.wait,
    );
    for (const what of SWITCHES) {
      const to = wish.set[what];
      if (to !== undefined) session.dispatch({ type: 'typed', path: [what], mine: to });
    }
    sessions.set(at, session);
    return session;
  };
  const wroteBefore = (at: number, id: string) =>
    Object.fromEntries(
      state.steps
        .slice(0, at)
        .filter(({ wish }) => wish.id === id)
        .flatMap((step) => writtenBy(step.state))
        .map(({ what, after }) => [what, after]),
    );

  /** Carries one step out. @returns why it stops there; null: it goes on */
  const carryOut = async (at: number, choose: boolean): Promise<Stop | null> => {
    const { wish } = stepAt(at);
    const session = sessionOf(at, wish);
    const resource = ports.resource(wish.id);
    const keys = SWITCHES.filter((what) => wish.set[what] !== undefined).map((w) => keyOf([w]));
    showStep(at, { kind: 'reading' });
    try {
      session.dispatch({ type: 'received', revision: await resource.read() });
    } catch (error) {
      const settled = session.state().unsure === null;
      const isGone = resource.fateOf(error) === 'gone';
      showStep(at, isGone ? { kind: 'deleted' } : { kind: 'failed', error, settled });
      return { kind: 'step', at };
    }
    if (choose) {
      for (const { path } of conflictsOf(session.state(), keys)) {
        session.dispatch({ type: 'chosen', path, pick: 'mine' });
      }
    }
    showStep(at, { kind: 'writing' });
    session.dispatch({ type: 'save', keys });
    await quiet(session);
    const { outcome } = session.state();
    if (outcome?.kind === 'failed' && outcome.error instanceof Stopped) {
      showStep(at, { kind: 'waiting' });
      return outcome.error.stop(at);
    }
    const became = withKept(cameOf(session, keys), kept.get(at) ?? []);
    showStep(at, became);
    return became.kind === 'done' || became.kind === 'same' ? null : { kind: 'step', at };
  };

  const goOn = async (choose: boolean) => {
    let chosen = choose;
    for (;;) {
      const at = state.steps.findIndex((step) => isAhead(step.state));
      if (at === -1 || state.halting) {
        end();
        break;
      }
      const stop = await carryOut(at, chosen);
      chosen = false;
      if (stop !== null && !state.halting) {
        show({ phase: 'stopped', stop });
        break;
      }
      if (stop !== null) {
        end();
        break;
      }
    }
    await look();
  };
  const end = () =>
    show({
      phase: 'ended',
      stop: null,
      halting: false,
      steps: state.steps.map((step) =>
        isOver(step.state) ? step : { ...step, state: left(step) },
      ),
    });
  const run = (next: Partial<RunState> = {}, choose = false) => {
    show({ ...next, phase: 'running', stop: null });
    track(goOn(choose));
  };

  /** Looks at the list, where anything may have been written. */
  const look = async () => {
    if (!sent) return;
    looks += 1;
    const mine = looks;
    show({ check: { kind: 'looking' } });
    let check: Check;
    try {
      check = checked(await ports.list(), state);
    } catch (error) {
      check = { kind: 'unknown', error };
    }
    // A later one tells of more.
    if (mine === looks) show({ check });
  };

  return {
    state: () => state,
    subscribe: (listener) => {
      listeners.add(listener);
      return () => listeners.delete(listener);
    },
    start: () => {
      if (state.phase === 'ready') run();
    },
    retry: () => {
      const { stop } = state;
      if (stop === null) return;
      const step = stepAt(stop.at);
      if (step.state.kind === 'not-kept') {
        // What is saved already, as a session sees it, it does not save again.
        kept.set(stop.at, step.state.written);
        sessions.delete(stop.at);
      }
      run({ steps: state.steps.with(stop.at, { ...step, state: { kind: 'waiting' } }) });
    },
    skip: () => {
      const { stop } = state;
      if (stop?.kind !== 'step') return;
      const step = stepAt(stop.at);
      run({ steps: state.steps.with(stop.at, { ...step, state: left(step) }) });
    },
    force: () => {
      const { stop } = state;
      if (stop === null || stepAt(stop.at).state.kind !== 'conflict') return;
      const waiting = { ...stepAt(stop.at), state: { kind: 'waiting' } as const };
      run({ steps: state.steps.with(stop.at, waiting) }, true);
    },
    confirm: () => {
      const { stop, plan } = state;
      if (stop?.kind !== 'changed') return;
      confirmedAt = stop.at;
      run({ plan: { ...plan, ways: stop.ways, verdict: stop.verdict } });
    },
    leave: () => {
      if (state.phase === 'stopped') end();
      else if (state.phase === 'running') show({ halting: true });
      else if (state.phase === 'ready') end();
    },
    look: () => {
      if (state.check.kind === 'unknown') track(look());
    },
    settled: async () => {
      while (under.size > 0) await Promise.all(under);
    },
  };
}

/** What a step wrote, whatever became of it. */
function writtenBy(state: StepState): readonly Written[] {
  return 'written' in state ? state.written : [];
}

/** A state with what was written before its step was tried again. */
function withKept(state: StepState, kept: readonly Written[]): StepState {
  if (kept.length === 0) return state;
  if (state.kind === 'same') return { kind: 'done', written: kept };
  return 'written' in state ? { ...state, written: [...kept, ...state.written] } : state;
}

/** All that a run really wrote, by method, in the order of the writes. */
export function writtenIn(
  state: Pick<RunState, 'steps'>,
): readonly (Written & { readonly id: string })[] {
  return state.steps.flatMap(({ wish: { id }, state: each }) =>
    writtenBy(each).map((written) => ({ ...written, id })),
  );
}

/** What takes back what a run wrote, and nothing that others did. "Unknown" cannot be written. */
export function inverseOf(state: Pick<RunState, 'steps'>): Wish[] {
  const byId = new Map<string, { [Name in Switch]?: boolean }>();
  for (const { id, what, before } of writtenIn(state)) {
    if (before !== null) byId.set(id, { ...byId.get(id), [what]: before });
  }
  return [...byId].map(([id, set]) => ({ id, set }));
}

/** Whether people can sign in, where what was written should have left a way. */
function checked(ways: Ways, { plan, steps }: RunState): Check {
  const changes = writtenIn({ steps }).map(({ id, what, after }) => ({
    id,
    set: { [what]: after },
  }));
  const isExpected = rowsAfter(plan.ways.rows, changes).some(isDoor);
  if (!isExpected || ways.rows.some(isDoor)) return { kind: 'ok' };
  const closed = new Set(
    writtenIn({ steps })
      .filter(({ what, after }) => what === 'enabled_login' && !after)
      .map(({ id }) => id),
  );
  const could = ways.rows.filter((way) => startsLogin(way) && way.enabled_login !== true);
  const own = could.filter(({ id }) => closed.has(id));
  return {
    kind: 'alarm',
    certain: ways.whole && !ways.rows.some(mayBeDoor),
    ways,
    reopen: own.length > 0 ? own : could,
  };
}

function isAhead({ kind }: StepState): boolean {
  return kind === 'waiting' || kind === 'reading' || kind === 'writing';
}

/** Whether nothing is to be decided about it any more. */
function isOver({ kind }: StepState): boolean {
  return kind === 'done' || kind === 'same' || kind === 'left';
}

function left({ state }: RunStep): StepState {
  return { kind: 'left', written: writtenBy(state) };
}

/** Whether a write may take away a way in or up. */
function mayClose({ rows }: Ways, { id, set }: Wish): boolean {
  const row = rows.find((way) => way.id === id);
  const closes = set.enabled_login === false || set.enabled_signup === false;
  return closes && (row === undefined || startsLogin(row));
}

/** Settles when nothing of a session is on its way. */
function quiet(session: EditSession): Promise<void> {
  if (session.state().writing === null) return Promise.resolve();
  return new Promise((done) => {
    const unsubscribe = session.subscribe(() => {
      if (session.state().writing !== null) return;
      unsubscribe();
      done();
    });
  });
}

/** What a session made of its save. */
function cameOf(session: EditSession, keys: readonly string[]): StepState {
  const state = session.state();
  const { outcome } = state;
  if (state.gone) return { kind: 'deleted' };
  switch (outcome?.kind) {
    case 'saved': {
      const names = SWITCHES.filter((what) => state.notKept.has(keyOf([what])));
      const written = outcome.undo.flatMap(({ path, value, written: now }): Written[] => {
        const what = SWITCHES.find((name) => name === path[0]);
        if (what === undefined || typeof now !== 'boolean' || now === value) return [];
        return [{ what, before: typeof value === 'boolean' ? value : null, after: now }];
      });
      if (names.length > 0) return { kind: 'not-kept', names, written };
      return written.length > 0 ? { kind: 'done', written } : { kind: 'same' };
    }
    case 'asked':
      return {
        kind: 'conflict',
        differs: conflictsOf(state, keys).flatMap(({ path, base, theirs }) => {
          const what = SWITCHES.find((name) => name === path[0]);
          return what === undefined ? [] : [{ what, from: flagOf(base), now: flagOf(theirs) }];
        }),
      };
    case 'failed':
      return { kind: 'failed', error: outcome.error, settled: outcome.settled };
    case 'outrun':
    case undefined:
      return { kind: 'failed', error: null, settled: true };
  }
}

function flagOf(value: unknown): boolean | null {
  return typeof value === 'boolean' ? value : null;
}
