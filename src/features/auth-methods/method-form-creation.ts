import { createIdempotency, isVerdict } from '#api/idempotency.ts';
import { fateOf } from '#api/writes.ts';
import type { AuthMethod } from '#contract/auth-method.ts';
import type { Body } from '#contract/bodies.ts';
import type { CreatingMarker } from './creating-marker.ts';

/** How far creating an auth method is. */
export type MethodCreationState =
  | {
      readonly step: 'form';
      /** Why it was not created the last time; `unsure`: perhaps it was, by this or an earlier try. */
      readonly failure: { readonly error: unknown; readonly unsure: boolean } | null;
      /** Perhaps it was: the answer is missing, and something else was to be sent after it. */
      readonly inDoubt: boolean;
    }
  | { readonly step: 'creating' }
  | { readonly step: 'created'; readonly method: AuthMethod; readonly sent: CreateBody };

/** See {@link createMethodCreation}. */
export type MethodCreation = {
  /** The same object until something changes. */
  state: () => MethodCreationState;
  /** For `useSyncExternalStore`. */
  subscribe: (listener: () => void) => () => void;
  /**
   * Creates it, or goes on with the same request after a lost answer. Does nothing while one is
   * under way, or done. What is not the request whose answer was lost is not sent: `inDoubt`.
   */
  create: (body: CreateBody) => void;
  /** It is known by now that what was in doubt is not there, or is another's. */
  settle: () => void;
  /** Settles when nothing is under way any more; null: nothing is. */
  running: () => Promise<void> | null;
  /** What is noted of the request whose answer is missing; null: none is. */
  marker: () => CreatingMarker | null;
  /** Forgets what was sent, which may hold a secret. */
  forget: () => void;
};

type CreateBody = Body<'createAuthMethod'>;

/** What is noted of a request for as long as its answer is missing. */
type Note = {
  readonly begin: (body: CreateBody) => void;
  readonly settled: () => void;
  /** What is noted; null: nothing is. */
  readonly marker: () => CreatingMarker | null;
};

/**
 * Creates one auth method exactly once (contract §6), whatever is pressed again and however often an
 * answer is lost. The lock is taken in the same tick.
 *
 * @param send carries the request out
 * @param note is told before it goes out, and when it is known what became of it
 */
export function createMethodCreation(
  send: (body: CreateBody, key: string) => Promise<AuthMethod>,
  note: Note,
): MethodCreation {
  // In memory: a fingerprint of a payload with a secret is kept nowhere else.
  let idempotency = createIdempotency();
  let state: MethodCreationState = { step: 'form', failure: null, inDoubt: false };
  let running: Promise<void> | null = null;
  let lost: CreateBody | null = null;
  const listeners = new Set<() => void>();
  const show = (next: MethodCreationState) => {
    state = next;
    for (const listener of listeners) listener();
  };

  const carryOut = async (body: CreateBody) => {
    note.begin(body);
    show({ step: 'creating' });
    try {
      const method = await idempotency.once(body, (key) => send(body, key));
      lost = null;
      note.settled();
      running = null;
      show({ step: 'created', method, sent: body });
    } catch (error) {
      const isLost = fateOf(error) === 'unknown';
      if (isLost) lost = body;
      // Of an earlier try, an ended session or a limit tells nothing.
      else if (lost === null || isVerdict(error)) {
        lost = null;
        note.settled();
      }
      running = null;
      show({ step: 'form', failure: { error, unsure: lost !== null }, inDoubt: false });
    }
  };

  return {
    state: () => state,
    subscribe: (listener) => {
      listeners.add(listener);
      return () => listeners.delete(listener);
    },
    create: (body) => {
      if (running !== null || state.step !== 'form') return;
      if (lost !== null && JSON.stringify(lost) !== JSON.stringify(body)) {
        show({ ...state, inDoubt: true });
        return;
      }
      running = carryOut(body);
    },
    settle: () => {
      lost = null;
      note.settled();
      idempotency = createIdempotency();
      if (state.step === 'form') show({ step: 'form', failure: null, inDoubt: false });
    },
    running: () => running,
    marker: note.marker,
    forget: () => {
      lost = null;
      idempotency = createIdempotency();
    },
  };
}
