import type { ETag } from '#contract/etag.ts';
import type { MergeKind } from './merge.ts';
import { openSession, step } from './session.ts';
import type { EditEvent, EditState, Revision, Writing } from './session.ts';

/** Where a resource is read and written. */
export type EditedResource = {
  /** Asks the server, whatever is remembered. */
  read: () => Promise<Revision>;
  /** Writes top-level fields under a tag. @returns the new revision */
  write: (body: unknown, tag: ETag) => Promise<Revision>;
  /**
   * What a failure means: `moved` another revision is there (412), `gone` (404), `refused` surely
   * nothing was written, `unknown` perhaps it was.
   */
  fateOf: (error: unknown) => 'moved' | 'gone' | 'refused' | 'unknown';
};

/** One session and what carries its writes out. */
export type EditSession = {
  /** The same object until something changes. */
  state: () => EditState;
  /** For `useSyncExternalStore`. @returns how to unsubscribe */
  subscribe: (listener: () => void) => () => void;
  dispatch: (event: EditEvent) => void;
};

/** The longest wait before a write is sent again that others were faster than, in milliseconds. */
const JITTER_MS = 400;

/**
 * Begins to edit a resource. What the reducer wants done it does: sends, and reads where a write
 * was outdated or its outcome is not known. It goes on when the page is left: a write is never
 * taken back.
 *
 * @param wait waits for some milliseconds; for tests
 */
export function createEditSession(
  kind: MergeKind,
  opened: Revision,
  resource: EditedResource,
  wait: (ms: number) => Promise<void> = (ms) => new Promise((done) => setTimeout(done, ms)),
): EditSession {
  let state = openSession(kind, opened);
  const listeners = new Set<() => void>();

  const dispatch = (event: EditEvent) => {
    const next = step(state, event);
    if (next === state) return;
    const { writing } = next;
    const isNew = writing !== null && writing !== state.writing;
    state = next;
    for (const listener of listeners) listener();
    if (isNew) void carryOut(writing);
  };

  async function carryOut(writing: Writing): Promise<void> {
    if (writing.step === 'send' && writing.round > 1) {
      await wait(Math.random() * JITTER_MS * (writing.round - 1));
    }
    let event: EditEvent;
    try {
      const revision =
        writing.step === 'send'
          ? await resource.write(writing.body, writing.tag)
          : await resource.read();
      event = { type: 'answered', revision };
    } catch (error) {
      event = eventOf(resource.fateOf(error), error);
    }
    if (state.writing === writing) dispatch(event);
  }

  return {
    state: () => state,
    subscribe: (listener) => {
      listeners.add(listener);
      return () => listeners.delete(listener);
    },
    dispatch,
  };
}

function eventOf(fate: ReturnType<EditedResource['fateOf']>, error: unknown): EditEvent {
  switch (fate) {
    case 'moved':
      return { type: 'outdated' };
    case 'gone':
      return { type: 'missing' };
    case 'refused':
      return { type: 'failed', error, written: 'no' };
    case 'unknown':
      return { type: 'failed', error, written: 'unknown' };
  }
}
