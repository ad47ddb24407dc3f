import { describeError } from '#api/error-words.ts';
import type { Idempotency } from '#api/idempotency.ts';
import { fateOf } from '#api/writes.ts';
import type { Body } from '#contract/bodies.ts';
import type { Issuer } from '#contract/issuer.ts';
import type { LeftMethod } from './created-issuers.ts';
import { notKept } from './new-issuer.ts';

/** An auth method that is made again. */
export type MethodCopy = {
  readonly name: string;
  readonly method: string;
  /** What cannot be changed once it is there. */
  readonly note: string | null;
  readonly body: Body<'createAuthMethod'>;
};

/** What is to be created. */
export type Order = {
  readonly body: Body<'createIssuer'>;
  readonly copies: readonly MethodCopy[];
  /** Auth methods that cannot be copied. */
  readonly left: readonly LeftMethod[];
};

/** How far the creation is. */
export type CreationState =
  /** Nothing is there yet. `failure`: why not, the last time; `error` is what was thrown. */
  | { readonly step: 'form'; readonly failure: { readonly error: unknown } | null }
  | { readonly step: 'creating' }
  /** The issuer is there; `done` of the copies are, or were left out. Stopped where one failed. */
  | (Made & {
      readonly step: 'copying';
      readonly copies: readonly MethodCopy[];
      readonly done: number;
      /** Places of those that were left out. */
      readonly leftOut: readonly number[];
      readonly failure: { readonly error: unknown } | null;
    })
  | (Made & { readonly step: 'created' });

type Made = {
  readonly issuer: Issuer;
  /** Auth methods that are still to do, should it end here. */
  readonly left: readonly LeftMethod[];
  /** The names of what AuthPI did not keep. */
  readonly notKept: readonly string[];
};

/** See {@link createCreation}. */
export type Creation = {
  /** The same object until something changes. */
  state: () => CreationState;
  /** For `useSyncExternalStore`. */
  subscribe: (listener: () => void) => () => void;
  /** Does nothing while one is under way, or done. */
  create: (order: () => Promise<Order>) => void;
  /** Goes on where it stopped: with the same copy, or without it. */
  retry: () => void;
  leaveOut: () => void;
  /** Ends it where it stopped. */
  finish: () => void;
  /** Settles when nothing is under way any more; null: nothing is. */
  running: () => Promise<void> | null;
};

/**
 * Creates an issuer and then its auth methods, one after another, each exactly once (contract §6):
 * whatever is pressed again, and however often an answer is lost, what was sent is sent with the
 * same key.
 *
 * @param send what carries the two requests out
 * @param idempotency keeps each request one, also over a reload where it remembers
 */
export function createCreation(
  send: {
    issuer: (body: Body<'createIssuer'>, key: string) => Promise<Issuer>;
    method: (issuerId: string, body: Body<'createAuthMethod'>, key: string) => Promise<unknown>;
  },
  { once }: Idempotency,
): Creation {
  let state: CreationState = { step: 'form', failure: null };
  let left: readonly LeftMethod[] = [];
  let leftOut: readonly number[] = [];
  let unkept: readonly string[] = [];
  let running: Promise<void> | null = null;
  const listeners = new Set<() => void>();
  const show = (next: CreationState) => {
    state = next;
    for (const listener of listeners) listener();
  };
  const run = (work: () => Promise<void>) => {
    if (running !== null) return;
    running = work().finally(() => {
      running = null;
    });
  };

  const showCopying = (
    issuer: Issuer,
    copies: readonly MethodCopy[],
    done: number,
    failure: { readonly error: unknown } | null,
  ) => {
    const [at, ...after] = copies.slice(done);
    const rest = [
      ...left,
      ...(at === undefined
        ? []
        : [leftOf(at, failure === null ? STOPPED : failedWords(failure.error))]),
      ...after.map((copy) => leftOf(copy, STOPPED)),
    ];
    show({ step: 'copying', issuer, copies, done, leftOut, failure, left: rest, notKept: unkept });
  };

  const copyRest = async (issuer: Issuer, copies: readonly MethodCopy[], from: number) => {
    for (const [index, { body }] of copies.entries()) {
      if (index < from) continue;
      showCopying(issuer, copies, index, null);
      try {
        // Two may be alike to the letter: their places tell them apart.
        await once([issuer.id, index, body], (key) => send.method(issuer.id, body, key));
      } catch (error) {
        showCopying(issuer, copies, index, { error });
        return;
      }
    }
    running = null;
    show({ step: 'created', issuer, left, notKept: unkept });
  };

  return {
    state: () => state,
    subscribe: (listener) => {
      listeners.add(listener);
      return () => listeners.delete(listener);
    },
    create: (order) => {
      if (state.step !== 'form') return;
      run(async () => {
        show({ step: 'creating' });
        try {
          const { body, copies, left: toDo } = await order();
          const issuer = await once(body, (key) => send.issuer(body, key));
          left = toDo;
          unkept = notKept(body, issuer);
          await copyRest(issuer, copies, 0);
        } catch (error) {
          show({ step: 'form', failure: { error } });
        }
      });
    },
    retry: () => {
      const now = state;
      if (now.step !== 'copying' || now.failure === null) return;
      run(() => copyRest(now.issuer, now.copies, now.done));
    },
    leaveOut: () => {
      const now = state;
      if (now.step !== 'copying' || now.failure === null) return;
      const at = now.copies[now.done];
      if (at !== undefined) left = [...left, leftOf(at, failedWords(now.failure.error))];
      leftOut = [...leftOut, now.done];
      run(() => copyRest(now.issuer, now.copies, now.done + 1));
    },
    finish: () => {
      const now = state;
      if (now.step !== 'copying' || now.failure === null) return;
      show({ step: 'created', issuer: now.issuer, left: now.left, notKept: now.notKept });
    },
    running: () => running,
  };
}

const STOPPED = 'Copying stopped before it.';

function failedWords(error: unknown): string {
  const isKnown = fateOf(error) !== 'unknown';
  return `${isKnown ? '' : 'It is not known whether it was copied. '}${describeError(error).title}.`;
}

function leftOf({ name, method }: MethodCopy, why: string): LeftMethod {
  return { name, method, why };
}
