import { useEffect } from 'react';
import { EditField } from '#editing/edit-field.tsx';
import { EditSection } from '#editing/edit-section.tsx';
import { ReadOnly, useEditing, useEditState } from '#editing/editing.tsx';
import { inputName, nameOf } from '#editing/field.ts';
import type { FieldSpec } from '#editing/field.ts';
import { isInside, keyOf, pathOf } from '#editing/session.ts';
import type { EditState } from '#editing/session.ts';
import { FieldGrid } from '#ui/field.tsx';
import { Notice } from '#ui/notice.tsx';
import { ColorNote } from './color-note.tsx';
import { ALL_SETTINGS, ISSUER, isFull, nameIn, sectionOf, SECTIONS } from './issuer-editable.ts';
import { NamesNote } from './names-note.tsx';
import { SECTION_TITLES } from './setting-sections.ts';
import type { SectionWord } from './setting-sections.ts';
import { StatusControl } from './status-control.tsx';

import { UnknownSettings } from './unknown-settings.tsx';

const WHOLE = keyOf(ALL_SETTINGS.path);

/** One section of the settings. */
export function IssuerSettingsSection({
  accountId,
  issuerId,
  section,
  unconfirmed,
  isLive,
  opened,
  onOpened,
}: {
  accountId: string;
  issuerId: string;
  section: SectionWord;
  /** Fields that AuthPI is not known to keep. */
  unconfirmed: ReadonlySet<FieldSpec>;
  isLive: boolean;
  /** The field that somebody asked to be brought to; null: none. */
  opened: FieldSpec | null;
  onOpened: () => void;
}) {
  useOneView(section === 'all');
  useOpened(section, opened, onOpened);
  switch (section) {
    case 'all':
      return <AllSettings />;
    case 'general':
      return (
        <>
          <EditSection section={SECTIONS.general} />
          <StatusControl accountId={accountId} issuerId={issuerId} />
        </>
      );
    case 'links':
    case 'scopes':
    case 'metadata':
      return <EditSection section={SECTIONS[section]} />;
    default:
      return <Settings section={section} unconfirmed={unconfirmed} isLive={isLive} />;
  }
}

/**
 * The settings are one draft with two views: fields, or all of it as JSON. What is typed in one is
 * carried over to the other as soon as that is shown; text that cannot be read stays where it is.
 */
function useOneView(isWhole: boolean): void {
  const { session } = useEditing();
  const hasWhole = useEditState(({ edits }) => edits.has(WHOLE));
  const hasParts = useEditState((state) => partsOf(state).length > 0);
  useEffect(() => {
    const root = ALL_SETTINGS.path;
    if (isWhole ? !hasParts : !hasWhole) return;
    // What came of a save was of some edits. Told of others, it would take those along.
    const { outcome, edits } = session.state();
    const isOfEdits = outcome?.keys.some((key) => edits.has(key) && isInside(pathOf(key), root));
    if (isOfEdits === true) session.dispatch({ type: 'seen', what: 'outcome' });
    if (isWhole) session.dispatch({ type: 'folded', root });
    else {
      const paths = ISSUER.fields.flatMap((spec) =>
        spec !== ALL_SETTINGS && isInside(spec.path, root) ? [spec.path] : [],
      );
      session.dispatch({ type: 'unfolded', root, paths });
    }
  }, [session, isWhole, hasWhole, hasParts]);
}

function partsOf({ edits }: EditState) {
  return [...edits].flatMap(([key, edit]) =>
    key !== WHOLE && isInside(edit.path, ALL_SETTINGS.path) ? [edit] : [],
  );
}

/** Puts the focus into a field whose section was opened for it. */
function useOpened(section: SectionWord, opened: FieldSpec | null, onOpened: () => void): void {
  const { form } = useEditing();
  useEffect(() => {
    if (opened === null || sectionOf(opened) !== section) return;
    form.setFocus(inputName(opened));
    onOpened();
  }, [form, section, opened, onOpened]);
}

/** Fields of `settings`. */
function Settings({
  section,
  unconfirmed,
  isLive,
}: {
  section: Exclude<SectionWord, 'all'>;
  unconfirmed: ReadonlySet<FieldSpec>;
  isLive: boolean;
}) {
  const { openField } = useEditing();
  const isUnread = useEditState(({ edits }) => (edits.get(WHOLE)?.reason ?? null) !== null);
  const { fields } = SECTIONS[section];
  const apart = fields.filter((spec) => unconfirmed.has(spec));
  const field = (spec: FieldSpec) => (
    <EditField
      key={nameOf(spec)}
      spec={spec}
      name={nameIn(section, spec)}
      full={isFull(section, spec)}
      note={spec.input.type === 'color' ? <ColorNote spec={spec} /> : undefined}
    />
  );
  return (
    <ReadOnly reason={isUnread ? 'Put the JSON of all settings right first' : null}>
      {isUnread && (
        <Notice
          tone="warn"
          actions={
            <button type="button" className="btn" onClick={() => openField(ALL_SETTINGS)}>
              Go to the JSON
            </button>
          }
        >
          “All settings” holds text that cannot be read. Until it can, the settings here are shown
          as they are saved.
        </Notice>
      )}
      <EditSection
        section={SECTIONS[section]}
        renderField={(spec) => (unconfirmed.has(spec) ? null : field(spec))}
      >
        {apart.length > 0 && (
          <div className="settings-apart">
            <h3>Not confirmed by AuthPI</h3>
            <p className="settings-note">
              AuthPI has not published these names, and its answers for this issuer do not hold
              them. It may take them, or leave them out without a word; what it did not keep is said
              after a save.
            </p>
            <FieldGrid>{apart.map(field)}</FieldGrid>
          </div>
        )}
        <NamesNote section={section} isLive={isLive} />
      </EditSection>
    </ReadOnly>
  );
}

/** All settings as JSON. */
function AllSettings() {
  const { openField } = useEditing();
  const unread = useEditState((state) => {
    const part = partsOf(state).find(({ reason }) => reason !== null);
    return part === undefined ? null : keyOf(part.path);
  });
  const spec = ISSUER.fields.find(({ path }) => keyOf(path) === unread) ?? null;
  const word = spec === null ? null : sectionOf(spec);
  return (
    <ReadOnly reason={spec === null ? null : `Put “${spec.label}” right first`}>
      {spec !== null && (
        <Notice
          tone="warn"
          actions={
            <button type="button" className="btn" onClick={() => openField(spec)}>
              Go to the field
            </button>
          }
        >
          “{spec.label}”{word !== null && ` in ${SECTION_TITLES[word]}`} holds text that cannot be
          read. Until it can, the JSON is shown without it.
        </Notice>
      )}
      <EditSection section={SECTIONS.all}>
        <UnknownSettings />
      </EditSection>
    </ReadOnly>
  );
}
