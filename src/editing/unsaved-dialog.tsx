import { useRef } from 'react';
import { Button } from '#ui/button.tsx';
import { Dialog } from '#ui/dialog.tsx';
import { QUESTION_TITLE } from './leave-gate.ts';
import type { Question } from './leave-gate.ts';

/** Asks before unsaved work is left. Whatever closes it means to stay. Loaded when it is needed. */
export function UnsavedDialog({ question: { kind, text, stay, leave } }: { question: Question }) {
  const staying = useRef<HTMLButtonElement>(null);
  return (
    <Dialog
      open
      title={QUESTION_TITLE[kind]}
      onClose={stay}
      first={staying}
      // What is waited for may come to nothing, and then this says something else.
      description={<output className="block wrap-anywhere">{text}</output>}
    >
      <div className="flex flex-wrap items-center gap-2">
        <Button ref={staying} onClick={stay}>
          Stay
        </Button>
        {kind === 'unsaved' && (
          <Button look="danger" onClick={leave}>
            Discard and leave
          </Button>
        )}
      </div>
    </Dialog>
  );
}
