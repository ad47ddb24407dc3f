import { useId, useSyncExternalStore } from 'react';
import type { ReactNode } from 'react';
import { announce } from '#ui/announcer.tsx';
import { Button } from '#ui/button.tsx';
import { CopyButton } from '#ui/copy-button.tsx';
import { Notice } from '#ui/notice.tsx';
import { Time } from '#ui/time.tsx';
import { useNow } from '#ui/time.tsx';
import { isTypedOver } from './draft-keeper.ts';
import type { Draft } from './drafts.ts';
import { useEditing, useEditState } from './editing.tsx';
import { dirtyKeys, typedOnly } from './session.ts';

/**
 * What is to be said of a resource's forms as a whole: it was deleted; what an earlier visit left.
 *
 * @param createAnew a link that makes a new one of what is typed
 * @param never what is never kept for another visit, as a sentence
 */
export function EditingLines({ createAnew, never }: { createAnew?: ReactNode; never?: string }) {
  const { session, noun, keeper } = useEditing();
  const gone = useEditState((state) => state.gone);
  const dirty = useEditState((state) => dirtyKeys(state).length);
  const { broughtBack, orphans, unkept } = useSyncExternalStore(keeper.subscribe, keeper.view);
  const now = useNow();
  const discard = () => {
    session.dispatch({ type: 'discarded', keys: dirtyKeys(session.state()) });
    announce('Changes discarded');
  };
  return (
    <div className="section-lines">
      {gone && (
        <div role="alert">
          <Notice tone="bad" actions={createAnew}>
            <p className="font-medium">This {noun} was deleted by someone else.</p>
            <p>
              {dirty === 0
                ? 'There is nothing to save any more.'
                : 'It cannot be saved any more. What you typed is still here.'}
              {dirty > 0 && (
                <>
                  {' '}
                  Copy my changes as JSON{' '}
                  <CopyButton
                    text={JSON.stringify(typedOnly(session.state()), null, 2)}
                    what="changes as JSON"
                  />
                </>
              )}
            </p>
          </Notice>
        </div>
      )}
      {broughtBack !== null && dirty > 0 && (
        <Notice
          tone="info"
          actions={
            <Button look="quiet" onClick={discard}>
              Discard them
            </Button>
          }
        >
          Changes that were not saved are in the fields again, from{' '}
          <Time at={broughtBack.at} now={now} />.{never !== undefined && ` ${never}`}
        </Notice>
      )}
      {orphans.map(({ tab, draft }) => (
        <LeftBehind
          key={tab}
          draft={draft}
          now={now}
          onTake={() => keeper.take(tab)}
          onDrop={() => keeper.drop(tab)}
        />
      ))}
      {unkept && dirty > 0 && (
        <Notice tone="warn">
          This browser does not keep what you type: a reload would lose it. Save before you leave.
        </Notice>
      )}
    </div>
  );
}

/** What a closed tab left. Not brought back over what is typed in the same fields by now. */
function LeftBehind({
  draft,
  now,
  onTake,
  onDrop,
}: {
  draft: Draft;
  now: number;
  onTake: () => void;
  onDrop: () => void;
}) {
  const id = useId();
  const isOver = useEditState((state) => isTypedOver(state, draft));
  const reason = isOver ? 'Save or discard what is typed in the same fields first' : null;
  return (
    <Notice
      tone="info"
      actions={
        <>
          <Button reason={reason} reasonId={id} onClick={onTake}>
            Bring them back
          </Button>
          <Button look="quiet" onClick={onDrop}>
            Discard them
          </Button>
        </>
      }
    >
      A tab that was closed <Time at={draft.at} now={now} /> left{' '}
      {draft.entries.length === 1 ? '1 change' : `${draft.entries.length} changes`} not saved.
      <span id={id}>{reason !== null && ` ${reason}.`}</span>
    </Notice>
  );
}
