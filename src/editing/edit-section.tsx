import { useEffect, useId, useRef } from 'react';
import type { ReactNode, SubmitEvent } from 'react';
import { announce } from '#ui/announcer.tsx';
import { FieldGrid } from '#ui/field.tsx';
import { SaveBar } from '#ui/save-bar.tsx';
import { EditField } from './edit-field.tsx';
import { useEditing, useEditState } from './editing.tsx';
import { nameOf } from './field.ts';
import type { FieldSpec } from './field.ts';
import { Conflict, preloadChanges } from './later.tsx';
import { SectionNews, SectionOutcome } from './section-lines.tsx';
import { isOf, keysIn, outcomeOf } from './section-state.ts';
import type { SectionSpec } from './section-state.ts';
import { keyOf } from './session.ts';

/**
 * A section of a resource's form. It saves its own fields and sends no others; what came of that is
 * said here.
 *
 * @param renderField draws a field otherwise than {@link EditField} does by itself
 */
export function EditSection({
  section,
  renderField = (spec) => <EditField key={nameOf(spec)} spec={spec} />,
  children,
}: {
  section: SectionSpec;
  renderField?: (spec: FieldSpec) => ReactNode;
  /** Below the fields. */
  children?: ReactNode;
}) {
  const { session, form } = useEditing();
  const { title, detail, fields, noun } = section;
  const id = useId();
  const heading = useRef<HTMLHeadingElement>(null);
  const asked = useEditState((state) => {
    const outcome = outcomeOf(state, section);
    return outcome?.kind === 'asked' ? outcome.keys : null;
  });
  const reason = useReason(section);
  const busy = useEditState(
    ({ writing }) => writing !== null && isOf(section, writing.sent.keys()),
  );
  const dirty = useEditState((state) => keysIn(state, section).length);
  // The panel goes away with what was pressed in it: one goes on from the section's start.
  const wasAsked = useRef(false);
  useEffect(() => {
    if (wasAsked.current && asked === null && document.activeElement === document.body) {
      heading.current?.focus();
    }
    wasAsked.current = asked !== null;
  }, [asked]);
  const isDirty = dirty > 0;
  useEffect(() => {
    if (isDirty) preloadChanges();
  }, [isDirty]);
  // A field that goes away with the focus in it is not told that it lost it.
  useEffect(
    () => () => {
      for (const { path } of fields) {
        if (session.state().edits.get(keyOf(path))?.held === true) {
          session.dispatch({ type: 'released', path });
        }
      }
    },
    [session, fields],
  );

  const submit = (event: SubmitEvent) => {
    event.preventDefault();
    // Enter in a field comes here whatever the button says.
    if (reason !== null) {
      void form.trigger(fields.map(nameOf), { shouldFocus: true });
      return;
    }
    session.dispatch({ type: 'save', keys: keysIn(session.state(), section) });
  };
  return (
    <section className="section edit-section" aria-labelledby={id}>
      <div className="section-head">
        <h2 ref={heading} id={id} tabIndex={-1} className="text-section font-semibold">
          {title}
        </h2>
      </div>
      {detail !== undefined && <p className="section-detail">{detail}</p>}
      <SectionNews section={section} />
      {asked !== null && <Conflict keys={asked} />}
      <form noValidate onSubmit={submit} aria-labelledby={id}>
        <FieldGrid>{fields.map(renderField)}</FieldGrid>
        {children}
        <SectionOutcome section={section} />
        <SaveBar
          label={`Save ${noun}`}
          reason={reason}
          busy={busy}
          note={dirty === 1 ? '1 change not saved' : `${dirty} changes not saved`}
          onDiscard={dirty === 0 ? null : () => discard()}
        />
      </form>
    </section>
  );

  function discard() {
    session.dispatch({ type: 'discarded', keys: keysIn(session.state(), section) });
    announce('Changes discarded');
  }
}

/** Why a section cannot be saved now. */
function useReason(section: SectionSpec): string | null {
  const { readOnly, noun } = useEditing();
  const why = useEditState((state): string | null => {
    if (state.gone) return `This ${noun} was deleted`;
    if (state.writing !== null && !isOf(section, state.writing.sent.keys())) {
      return 'Another section is being saved';
    }
    const keys = keysIn(state, section);
    if (keys.length === 0) return 'Nothing has changed';
    const unread = keys.filter((key) => (state.edits.get(key)?.reason ?? null) !== null).length;
    if (unread > 0)
      return unread === 1 ? '1 field needs attention' : `${unread} fields need attention`;
    return outcomeOf(state, section)?.kind === 'asked' ? 'Choose above what to keep' : null;
  });
  return readOnly ?? why;
}
