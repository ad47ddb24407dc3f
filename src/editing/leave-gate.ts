import type { RegisteredRouter, RouterHistory } from '@tanstack/react-router';
import { takeReload } from '#ui/reload.ts';

/** Work that is not saved, as who holds it tells of it at the moment it matters. */
export type Work = {
  /** How many things are not saved. */
  unsaved: () => number;
  /** A save under way: settles once its outcome is known. Null: there is none. */
  saving: () => Promise<unknown> | null;
  /** Whether one is still with the work at this path. */
  keeps: (path: string) => boolean;
  /** What is not saved, as text: "3 fields of Storefront production". */
  words: () => string;
  /** The work is given up: from now on nothing of it is unsaved. */
  onDiscard: () => void;
  /** Whether a reload would bring it back. */
  drafted: () => boolean;
};

/** What is asked before work is left. `saving`: it is waited for, and left by itself afterwards. */
export type Question = {
  readonly kind: 'unsaved' | 'saving';
  readonly text: string;
  readonly stay: () => void;
  readonly leave: () => void;
};

/** The heading of a question. */
export const QUESTION_TITLE = {
  unsaved: 'Leave without saving?',
  saving: 'Saving is under way',
} as const satisfies Record<Question['kind'], string>;

type Guard = {
  readonly work: () => Work;
  /** Draws the question; null: it is answered. */
  readonly show: (question: Question | null) => void;
};

/** A way out that was stopped. One of the two is called, once. */
type Leaving = { readonly go: () => void; readonly stay: () => void };

/** The one gate of a router, which every way out of unsaved work leads through. */
export type LeaveGate = {
  /** @returns how to take the work away again */
  add: (key: object, guard: Guard) => () => void;
  /** Leaves the work of one guard without a navigation: at once, or after it was agreed to. */
  close: (key: object, leave: () => void) => void;
};

type Router = Pick<RegisteredRouter, 'history' | 'parseLocation'>;
type Block = Parameters<RouterHistory['block']>[0];
type Attempt = Parameters<Block['blockerFn']>[0];

/** How long a save may take before it is said that it is waited for, in milliseconds. */
const QUIET_MS = 300;

/** How long Back and Forward rest before they are turned back, in milliseconds. */
const TURN_MS = 40;

const gates = new WeakMap<RouterHistory, LeaveGate>();

/** The gate of a router; the same for all that is guarded in it. */
export function leaveGateOf(router: Router): LeaveGate {
  const known = gates.get(router.history);
  if (known !== undefined) return known;
  const gate = createLeaveGate(router);
  gates.set(router.history, gate);
  return gate;
}

/**
 * Registers with the history itself, as the router's `useBlocker` does, and not through that hook:
 * its resolver leaves the address of a stopped Back on the other page until there is an answer. A
 * Forward then reloads the document, a reload shows the other page, and of two Backs the first is
 * never answered. Here a stopped Back is turned back before anything is asked, and done again when it
 * was agreed to.
 *
 * `beforeunload` has its listener from the router, always; here it is answered only while something
 * is not saved.
 */
function createLeaveGate(router: Router): LeaveGate {
  const { history } = router;
  const guards = new Map<object, Guard>();
  let unblock: (() => void) | null = null;
  let pending: { leaving: Leaving; asker: Guard } | null = null;
  // Agreed to already: what its `leave` does is not asked about.
  let agreed: Guard | null = null;
  // A stopped Back or Forward that is about to be turned back.
  let turning: ReturnType<typeof setTimeout> | null = null;

  const blockerFn = (attempt: Attempt): boolean | Promise<boolean> => {
    const left = leftBy(attempt);
    if (isTraversal(attempt) && turning !== null) {
      clearTimeout(turning);
      turning = null;
      // Taken back by whoever did it.
      if (left.length === 0) drop();
    }
    if (left.length === 0) return false;
    return new Promise((answer) => {
      if (isTraversal(attempt)) {
        const target = attempt.nextLocation.state.__TSR_index;
        const leaving = { go: () => traverse(history, target), stay: () => undefined };
        take(left, leaving);
        const askWhenBack = () => {
          const turned = () => {
            if (pending?.leaving !== leaving) return;
            if (realign(history)) askWhenBack();
            else void ask(left, leaving);
          };
          addEventListener('popstate', turned, { once: true });
        };
        // Of several quick Backs only the last is answered: turned back one by one, they and their
        // turns would cross.
        turning = setTimeout(() => {
          turning = null;
          askWhenBack();
          answer(true);
        }, TURN_MS);
        return;
      }
      const leaving = { go: () => answer(false), stay: () => answer(true) };
      take(left, leaving);
      void ask(left, leaving);
    });
  };

  /** Whose work would be left, of those that have any. */
  const leftBy = ({ currentLocation, nextLocation, action }: Attempt): Guard[] => {
    // A foreign address is none the router has a location for: it gives the one it is at.
    const isForeign = currentLocation === nextLocation && !isTraversal({ action });
    if (!isForeign && currentLocation.pathname === nextLocation.pathname) return [];
    const path = router.parseLocation(nextLocation).pathname;
    return [...guards.values()].filter(
      (guard) =>
        guard !== agreed && isAtRisk(guard.work()) && (isForeign || !guard.work().keeps(path)),
    );
  };

  /** From now on this is the way out in question. */
  const take = (left: readonly Guard[], leaving: Leaving) => {
    const before = pending;
    // The innermost: a form in a dialog, rather than the page under it.
    const asker = left.at(-1);
    if (asker === undefined) return;
    pending = { leaving, asker };
    if (before === null) return;
    before.leaving.stay();
    if (before.asker !== asker) before.asker.show(null);
  };

  /** Forgets the question, as if one had stayed. */
  const drop = () => {
    const before = pending;
    pending = null;
    before?.asker.show(null);
    before?.leaving.stay();
  };

  const ask = async (left: readonly Guard[], leaving: Leaving) => {
    const isCurrent = () => pending?.leaving === leaving;
    const show = (question: Question | null) => pending?.asker.show(question);
    const answer = (go: boolean) => {
      if (!isCurrent()) return;
      show(null);
      pending = null;
      if (go) leaving.go();
      else leaving.stay();
      if (!go) realign(history);
    };
    const stay = () => answer(false);

    for (;;) {
      const saves = left.flatMap((guard) => guard.work().saving() ?? []);
      if (!isCurrent() || saves.length === 0) break;
      const text = 'You leave as soon as it is saved.';
      const timer = setTimeout(() => {
        if (isCurrent()) show({ kind: 'saving', text, stay, leave: stay });
      }, QUIET_MS);
      // Once more: another may have begun meanwhile.
      await Promise.allSettled(saves);
      clearTimeout(timer);
    }
    if (!isCurrent()) return;

    const works = left.map((guard) => guard.work()).filter((work) => work.unsaved() > 0);
    if (works.length === 0) {
      answer(true);
      return;
    }
    show({
      kind: 'unsaved',
      text: textOf(works),
      stay,
      leave: () => {
        if (!isCurrent()) return;
        for (const work of works) work.onDiscard();
        answer(true);
      },
    });
  };

  const enableBeforeUnload = () => {
    const reloads = takeReload();
    return [...guards.values()].some((guard) => {
      const work = guard.work();
      return isAtRisk(work) && !(reloads && work.drafted());
    });
  };

  return {
    add: (key, guard) => {
      guards.set(key, guard);
      unblock ??= history.block({ blockerFn, enableBeforeUnload });
      return () => {
        guards.delete(key);
        // What asks is gone from the page, and the question with it.
        if (pending?.asker === guard) drop();
        if (guards.size > 0) return;
        unblock?.();
        unblock = null;
      };
    },
    close: (key, leave) => {
      const guard = guards.get(key);
      if (guard === undefined || !isAtRisk(guard.work())) {
        leave();
        return;
      }
      const go = () => {
        agreed = guard;
        try {
          leave();
        } finally {
          agreed = null;
        }
      };
      const leaving = { go, stay: () => undefined };
      take([guard], leaving);
      void ask([guard], leaving);
    },
  };
}

function isAtRisk(work: Work): boolean {
  return work.unsaved() > 0 || work.saving() !== null;
}

function isTraversal({ action }: Pick<Attempt, 'action'>): boolean {
  return action === 'BACK' || action === 'FORWARD' || action === 'GO';
}

function textOf(works: readonly Work[]): string {
  const count = works.reduce((sum, work) => sum + work.unsaved(), 0);
  const what = works.map((work) => work.words()).join(' and ');
  return `${what} ${count === 1 ? 'is' : 'are'} not saved. If you leave, what you typed is discarded.`;
}

/** Goes to the entry that a stopped Back or Forward led to. */
function traverse(history: RouterHistory, target: number): void {
  const steps = target - entryNow(history);
  // There already, after more Backs than could be turned back: the router is yet to hear of it.
  if (steps === 0) dispatchEvent(new PopStateEvent('popstate'));
  else if (steps === -1) history.back({ ignoreBlocker: true });
  else if (steps === 1) history.forward({ ignoreBlocker: true });
  else history.go(steps, { ignoreBlocker: true });
}

/**
 * Brings the browser back to the page's own entry, where several quick Backs left it elsewhere.
 *
 * @returns whether they did
 */
function realign(history: RouterHistory): boolean {
  const steps = history.location.state.__TSR_index - entryNow(history);
  if (steps === 0) return false;
  window.history.go(steps);
  return true;
}

/** The number of the entry that the browser is on. */
function entryNow(history: RouterHistory): number {
  const state: unknown = window.history.state;
  const own = history.location.state.__TSR_index;
  if (typeof state !== 'object' || state === null || !('__TSR_index' in state)) return own;
  return typeof state.__TSR_index === 'number' ? state.__TSR_index : own;
}
