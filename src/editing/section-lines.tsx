import { useRef } from 'react';
import { Button } from '#ui/button.tsx';
import { ErrorSummary } from '#ui/error-summary.tsx';
import { Notice } from '#ui/notice.tsx';
import { describeAt } from './describe.ts';
import { useEditing, useEditState } from './editing.tsx';
import { Changes } from './later.tsx';
import { placeRefused } from './refused.ts';
import { savedWords } from './saved-words.ts';
import { isIn, keysIn, outcomeOf } from './section-state.ts';
import type { SectionSpec } from './section-state.ts';
import { canUndo, keyOf, movedSince } from './session.ts';
import type { Outcome } from './session.ts';

/** What someone else changed in a section since it was opened. */
export function SectionNews({ section }: { section: SectionSpec }) {
  const { fields } = useEditing();
  const moved = useEditState((state) => state.moved);
  const theirs = useEditState((state) => state.theirs);
  const isAsked = useEditState((state) => outcomeOf(state, section)?.kind === 'asked');
  const changes = movedSince({ moved, theirs }).filter(({ path }) => isIn(section, path));
  if (changes.length === 0 || isAsked) return null;
  return (
    <div className="section-lines">
      <Notice tone="info">
        <details>
          <summary>
            Changed by someone else:{' '}
            {changes.map(({ path }) => describeAt(fields, path).label).join(', ')}
          </summary>
          <Changes changes={changes} />
        </details>
      </Notice>
    </div>
  );
}

/** What became of the last save of a section: beside what saves it. */
export function SectionOutcome({ section }: { section: SectionSpec }) {
  const { session, fields } = useEditing();
  const outcome = useEditState((state) => outcomeOf(state, section));
  const refused = useEditState((state) => state.notKept);
  const notKept = [...refused.values()].filter(({ path }) => isIn(section, path));
  const save = () => session.dispatch({ type: 'save', keys: keysIn(session.state(), section) });
  const lines = useRef<HTMLDivElement>(null);
  // What is pressed goes away with its line: one goes on from here, and not from the page's top.
  const stay = () => lines.current?.focus({ preventScroll: true });
  return (
    <div ref={lines} tabIndex={-1} className="section-lines">
      {outcome?.kind === 'saved' && <Saved outcome={outcome} section={section} onUndo={stay} />}
      {outcome?.kind === 'failed' && <Failed outcome={outcome} section={section} onRetry={save} />}
      {outcome?.kind === 'outrun' && (
        <div role="alert">
          <Notice
            tone="warn"
            actions={
              <Button
                onClick={() => {
                  stay();
                  save();
                }}
              >
                Try again
              </Button>
            }
          >
            Not saved. Others keep changing this at the same moment. What you typed is still here.
          </Notice>
        </div>
      )}
      {notKept.length > 0 && (
        <div role="alert">
          <Notice
            tone="bad"
            actions={
              <Button
                onClick={() => {
                  stay();
                  session.dispatch({ type: 'seen', what: 'notKept' });
                }}
              >
                Dismiss
              </Button>
            }
          >
            <p>
              AuthPI did not keep{' '}
              {notKept.map(({ path }, index) => (
                <span key={keyOf(path)}>
                  {index > 0 && ', '}
                  <code>{describeAt(fields, path).name}</code>
                </span>
              ))}
              . It answered with something else than was sent.
            </p>
            <Changes changes={notKept} />
          </Notice>
        </div>
      )}
    </div>
  );
}

/** It is saved; what was kept of others along with it; and the way back. */
function Saved({
  outcome,
  section,
  onUndo,
}: {
  outcome: Extract<Outcome, { kind: 'saved' }>;
  section: SectionSpec;
  /** Right before it is undone. */
  onUndo: () => void;
}) {
  const { session } = useEditing();
  const isUnsaved = useEditState((state) => keysIn(state, section).length > 0);
  const undoes = useEditState(canUndo);
  const { merged } = outcome;
  // Beside "1 change not saved" it would be read as if it were about that.
  if (merged.length === 0 && isUnsaved) return null;
  return (
    <Notice
      tone="ok"
      actions={
        undoes ? (
          <Button
            look="quiet"
            onClick={() => {
              onUndo();
              session.dispatch({ type: 'undo' });
            }}
          >
            Undo
          </Button>
        ) : undefined
      }
    >
      {merged.length === 0 ? (
        savedWords(outcome)
      ) : (
        <details>
          <summary>{savedWords(outcome)}</summary>
          <Changes changes={merged} />
        </details>
      )}
    </Notice>
  );
}

/** Why it was not saved: at the field; as a list, where that is elsewhere; or as a line. */
function Failed({
  outcome,
  section,
  onRetry,
}: {
  outcome: Extract<Outcome, { kind: 'failed' }>;
  section: SectionSpec;
  onRetry: () => void;
}) {
  const { session, fields, refusedIn, renderFailure, openField } = useEditing();
  const { error, settled } = outcome;
  const onResume = () => session.dispatch({ type: 'resume' });
  const refused = placeRefused(fields, refusedIn(error));
  if (refused.length === 0) return renderFailure({ error, settled, onRetry, onResume });
  const elsewhere = refused.filter(({ spec }) => spec === null || !section.fields.includes(spec));
  if (elsewhere.length === 0) return null;
  return (
    <ErrorSummary
      title="Not saved. What you typed is still here."
      items={elsewhere.map(({ spec, words }) =>
        spec === null
          ? { text: words }
          : { text: `${spec.label}: ${words}`, onGo: () => openField(spec) },
      )}
    />
  );
}
