import { useEffect, useId, useMemo, useRef, useState } from 'react';
import { announce } from '#ui/announcer.tsx';
import { Button } from '#ui/button.tsx';
import { copyText } from '#ui/copy-button.tsx';
import { JsonView } from '#ui/json-view.tsx';
import { Time, useNow } from '#ui/time.tsx';
import { ChangeList } from './change-list.tsx';
import { ConflictField } from './conflict-field.tsx';
import type { Checked, Typed } from './conflict-field.tsx';
import {
  conflictsInOrder,
  othersChanges,
  typedJson,
  watchFrom,
  watchNext,
} from './conflict-view.ts';
import { describeAt } from './describe.ts';
import type { EditSession } from './edit-session.ts';
import { useEditing, useEditState } from './editing.tsx';
import { isSame, kindOf } from './merge.ts';
import { isDirty, keyOf, pathOf } from './session.ts';
import type { EditState, OpenConflict } from './session.ts';

/** Other values as they are typed, by the keys of their conflicts. */
type Texts = ReadonlyMap<string, Typed>;

/** How long the button says that it has copied (ms). */
const SHOWN_MS = 2_000;

/** What was typed is there again when the panel is left and comes back. */
const typedTexts = new WeakMap<EditSession, Texts>();

/**
 * Asks what is to be kept where both changed the same, field by field. What moves meanwhile is shown,
 * and what was chosen for it is asked anew; all else stays as it was chosen. The focus comes to its
 * heading; where it goes from there is for whoever shows it.
 *
 * @param keys the edits that are to be saved
 */
export function ConflictPanel({ keys }: { keys: readonly string[] }) {
  const { session, fields, readOnly, noun } = useEditing();
  const state = useEditState((state) => state);
  const id = useId();
  const heading = useRef<HTMLHeadingElement>(null);
  const conflicts = useMemo(() => conflictsInOrder(state, keys, fields), [state, keys, fields]);
  const [watch, setWatch] = useState(() => watchFrom(state, conflicts));
  if (watch.conflicts !== conflicts) setWatch(watchNext(watch, state, conflicts));
  const [texts, setTexts] = useState<Texts>(() => typedTexts.get(session) ?? new Map());

  useEffect(() => {
    heading.current?.focus();
    announce('Not saved yet. Choose what to keep.');
  }, []);
  const { moved, added, isFewer } = watch;
  useEffect(() => {
    const names = (keys: readonly string[]) =>
      keys.map((key) => describeAt(fields, pathOf(key)).label).join(', ');
    const said = [
      moved.length > 0 && `Changed again by someone else: ${names(moved)}`,
      added.length > 0 && `You both changed this as well: ${names(added)}`,
    ].filter((one) => one !== false);
    if (said.length > 0) announce(said.join('. '));
    // The focus was in what is not asked any more.
    if (isFewer && document.activeElement === document.body) heading.current?.focus();
  }, [fields, moved, added, isFewer]);

  const takeAll = (pick: 'mine' | 'theirs') => {
    for (const { path } of conflicts) session.dispatch({ type: 'chosen', path, pick });
    announce(pick === 'mine' ? 'Yours chosen for all' : 'Theirs chosen for all');
  };
  const keep = (key: string, typed: Typed) => {
    const next = new Map(texts).set(key, typed);
    typedTexts.set(session, next);
    setTexts(next);
  };

  const checkedOf = (conflict: OpenConflict): Checked => {
    const { path, theirs, pick, earlier } = conflict;
    if (pick !== null) return typeof pick === 'string' ? pick : 'another';
    // Something was chosen after it.
    if (earlier !== null) return null;
    const unread = texts.get(keyOf(path))?.unread ?? null;
    if (unread === null) return null;
    return isSame(kindOf(state.kind, path), unread.theirs, theirs) ? 'another' : null;
  };
  const open = conflicts.find(({ pick }) => pick === null);
  const reason =
    readOnly ??
    blockOf(state, keys, noun) ??
    (open === undefined
      ? null
      : choiceWords(describeAt(fields, open.path).label, checkedOf(open) === 'another'));

  return (
    <section className="conflict" aria-labelledby={id}>
      <header>
        <h3 ref={heading} id={id} tabIndex={-1} className="text-section font-semibold">
          {titleOf(conflicts.length)}
        </h3>
        <Intro state={state} hasChoice={conflicts.length > 0} />
      </header>
      {conflicts.map((conflict) => {
        const key = keyOf(conflict.path);
        return (
          <ConflictField
            key={key}
            conflict={conflict}
            checked={checkedOf(conflict)}
            again={watch.again.get(key)}
            typed={texts.get(key)}
            onType={(typed) => keep(key, typed)}
          />
        );
      })}
      <div className="conflict-foot">
        {conflicts.length > 0 && (
          <>
            <Button onClick={() => takeAll('theirs')}>All theirs</Button>
            <Button onClick={() => takeAll('mine')}>All yours</Button>
          </>
        )}
        <Button look="quiet" onClick={() => session.dispatch({ type: 'seen', what: 'outcome' })}>
          Keep editing
        </Button>
        <CopyYours keys={keys} />
        <div className="conflict-save">
          <span id={`${id}-reason`}>{reason}</span>
          <Button
            look="primary"
            reason={reason}
            reasonId={`${id}-reason`}
            onClick={() => {
              typedTexts.delete(session);
              session.dispatch({ type: 'save', keys });
            }}
          >
            Save
          </Button>
        </div>
      </div>
    </section>
  );
}

function titleOf(count: number): string {
  if (count === 0) return 'Nothing is left to choose';
  return count === 1 ? 'You both changed this field' : `You both changed these ${count} fields`;
}

/** What is left to do before it can be saved. */
function choiceWords(label: string, isUnread: boolean): string {
  return isUnread ? `Put the value for “${label}” right first` : `Choose for “${label}” first`;
}

/** Why these edits cannot be saved, whatever is chosen. */
function blockOf(state: EditState, keys: readonly string[], noun: string): string | null {
  if (state.gone) return `This ${noun} was deleted`;
  if (state.writing !== null) return 'Another section is being saved';
  const edits = keys.flatMap((key) => state.edits.get(key) ?? []);
  if (edits.every((edit) => !isDirty(state, edit))) return 'Nothing has changed';
  const unread = edits.filter((edit) => edit.reason !== null).length;
  if (unread === 0) return null;
  return unread === 1 ? '1 field below needs attention' : `${unread} fields below need attention`;
}

/** Who changed what else, and when; the changes nobody has to choose for can be looked at. */
function Intro({ state, hasChoice }: { state: EditState; hasChoice: boolean }) {
  const { noun } = useEditing();
  const now = useNow();
  const id = useId();
  const [isOpen, setOpen] = useState(false);
  const others = useMemo(() => othersChanges(state), [state]);
  const { theirs, moved } = state;
  // After a save of one's own that is when the revision was made.
  const isTheirs = moved.size > 0 && theirs.at !== null;
  const one = others.length === 1;
  return (
    <>
      <p>
        Someone else {isTheirs ? 'last changed' : 'changed'} this {noun}
        {isTheirs && (
          <>
            {' '}
            <Time at={theirs.at} now={now} />
          </>
        )}
        . {hasChoice && 'Choose what to keep. '}
        {others.length > 0 && (
          <>
            {one
              ? 'One more change of theirs does not touch yours and is already in. '
              : `${others.length} more changes of theirs do not touch yours and are already in. `}
            <button
              type="button"
              className="link"
              aria-expanded={isOpen}
              aria-controls={isOpen ? id : undefined}
              onClick={() => setOpen(!isOpen)}
            >
              {isOpen ? 'Hide' : 'See'} {one ? 'it' : 'them'}
            </button>
          </>
        )}
      </p>
      {isOpen && others.length > 0 && (
        <div id={id}>
          <ChangeList changes={others} />
        </div>
      )}
    </>
  );
}

/** For whoever wants to take what was typed elsewhere. Where it cannot be copied it can be read. */
function CopyYours({ keys }: { keys: readonly string[] }) {
  const { session } = useEditing();
  const [copied, setCopied] = useState<boolean | null>(null);
  const copy = async () => {
    const done = await copyText(typedJson(session.state(), keys));
    setCopied(done);
    if (done) setTimeout(() => setCopied(null), SHOWN_MS);
  };
  return (
    <>
      <Button look="quiet" onClick={() => void copy()}>
        {copied === true ? 'Copied' : 'Copy yours as JSON'}
      </Button>
      {copied === false && (
        <JsonView value={JSON.parse(typedJson(session.state(), keys))} label="Yours as JSON" />
      )}
    </>
  );
}
