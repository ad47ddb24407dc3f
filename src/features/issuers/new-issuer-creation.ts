import { describeError } from '#api/error-words.ts';
import { createIdempotency } from '#api/idempotency.ts';
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
  | {
      readonly step: 'copying';
      readonly issuer: Issuer;
      readonly copies: readonly MethodCopy[];
      readonly done: number;
      /** Places of those that were left out. */
      readonly leftOut: readonly number[];
      readonly failure: { readonly error: unknown } | null;
    }
  | Finished;

type Finished = {
  readonly step: 'created';
  readonly issuer: Issuer;
  /** Auth methods that are still to do. */
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
 */
export function createCreation(send: {
  issuer: (body: Body<'createIssuer'>, key: string) => Promise<Issuer>;
  method: (issuerId: string, body: Body<'createAuthMethod'>, key: string) => Promise<unknown>;
}): Creation {
  const { once } = createIdempotency();
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

  const copyRest = async (issuer: Issuer, copies: readonly MethodCopy[], from: number) => {
    for (const [index, { body }] of copies.entries()) {
      if (index < from) continue;
      show({ step: 'copying', issuer, copies, done: index, leftOut, failure: null });
      try {
        // Two may be alike to the letter: their places tell them apart.
        await once([issuer.id, index, body], (key) => send.method(issuer.id, body, key));
      } catch (error) {
        show({ step: 'copying', issuer, copies, done: index, leftOut, failure: { error } });
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
      left = [...left, ...failed(now.copies.slice(now.done, now.done + 1), now.failure.error)];
      leftOut = [...leftOut, now.done];
      run(() => copyRest(now.issuer, now.copies, now.done + 1));
    },
    finish: () => {
      const now = state;
      if (now.step !== 'copying' || now.failure === null) return;
      const rest = now.copies.slice(now.done);
      left = [
        ...left,
        ...failed(rest.slice(0, 1), now.failure.error),
        ...rest.slice(1).map((copy) => leftOf(copy, 'Copying stopped before it.')),
      ];
      show({ step: 'created', issuer: now.issuer, left, notKept: unkept });
    },
    running: () => running,
  };
}

function failed(copies: readonly MethodCopy[], error: unknown): LeftMethod[] {
  const { title } = describeError(error);
  return copies.map((copy) => leftOf(copy, `It was not copied. ${title}.`));
}

function leftOf({ name, method }: MethodCopy, why: string): LeftMethod {
  return { name, method, why };
}
