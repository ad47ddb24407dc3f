import { useRouter } from '@tanstack/react-router';
import { createContext, use, useCallback, useEffect, useEffectEvent, useState } from 'react';
import type { ReactNode } from 'react';
import type { EditSession } from './edit-session.ts';
import { leaveGateOf, QUESTION_TITLE } from './leave-gate.ts';
import type { Question, Work } from './leave-gate.ts';
import type { UnsavedDialog } from './unsaved-dialog.tsx';

const LeaveContext = createContext((leave: () => void) => leave());

/**
 * Asks before work that is not saved is left: by a link, Back or Forward, from a dialog
 * ({@link useLeave}), or with the tab. Changes of the search or the fragment leave nothing. However
 * many there are, one question is asked.
 */
export function UnsavedGuard({
  unsaved,
  saving = () => null,
  keeps,
  words,
  onDiscard,
  drafted = () => false,
  children,
}: {
  /** How many things are not saved; 0: nothing is asked. Asked when it matters, not on each key. */
  unsaved: () => number;
  /**
   * A save under way, such as {@link writeUnderWay}: leaving waits for it, and goes on by itself when
   * nothing is unsaved after it. Null: there is none.
   */
  saving?: () => Promise<unknown> | null;
  /** Where one stays with one's work: paths of the same resource's forms. */
  keeps: (path: string) => boolean;
  /** What is lost, as text: "3 fields of Storefront production". */
  words: () => string;
  /** Gives the work up. Afterwards `unsaved` says 0. */
  onDiscard: () => void;
  /** Whether a draft brings the work back: then a reload that this page offers asks nothing. */
  drafted?: () => boolean;
  /** What {@link useLeave} is used in. */
  children?: ReactNode;
}) {
  const gate = leaveGateOf(useRouter());
  const [key] = useState(() => ({}));
  const [question, setQuestion] = useState<Question | null>(null);
  const [Dialog, setDialog] = useState<typeof UnsavedDialog | null>(null);

  const work = useEffectEvent((): Work => ({ unsaved, saving, keeps, words, onDiscard, drafted }));
  useEffect(() => gate.add(key, { work: () => work(), show: setQuestion }), [gate, key]);

  useEffect(() => {
    if (question === null || Dialog !== null) return;
    let current = true;
    import('./unsaved-dialog.tsx').then(
      (loaded) => setDialog(() => loaded.UnsavedDialog),
      () => {
        if (current) askPlainly(question);
      },
    );
    return () => {
      current = false;
    };
  }, [question, Dialog]);

  const leave = useCallback((leave: () => void) => gate.close(key, leave), [gate, key]);
  return (
    <LeaveContext value={leave}>
      {children}
      {question !== null && Dialog !== null && <Dialog question={question} />}
    </LeaveContext>
  );
}

/**
 * For what closes without a navigation, such as a dialog with a form.
 *
 * @returns runs `leave` at once, or after it was agreed to lose the work of the {@link UnsavedGuard}
 *   around this
 */
export function useLeave(): (leave: () => void) => void {
  return use(LeaveContext);
}

/** The write of a session, until its outcome is known; null: none is under way. */
export function writeUnderWay(session: EditSession): Promise<void> | null {
  if (session.state().writing === null) return null;
  return new Promise((done) => {
    const unsubscribe = session.subscribe(() => {
      if (session.state().writing !== null) return;
      unsubscribe();
      done();
    });
  });
}

/** The browser's own question, where the code of ours did not come. A save is waited for silently. */
function askPlainly({ kind, text, stay, leave }: Question) {
  if (kind === 'saving') return;
  if (window.confirm(`${QUESTION_TITLE[kind]} ${text}`)) leave();
  else stay();
}
