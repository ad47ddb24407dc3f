import { Link } from '@tanstack/react-router';
import { useLayoutEffect, useRef } from 'react';
import { useEditState } from '#editing/editing.tsx';
import { isDirty, isInside } from '#editing/session.ts';
import type { EditState } from '#editing/session.ts';
import { ALL_SETTINGS, SECTIONS } from './issuer-editable.ts';
import { SECTION_TITLES } from './setting-sections.ts';
import type { SectionWord } from './setting-sections.ts';

type Place = { accountId: string; issuerId: string; section: SectionWord };

const WORDS = Object.keys(SECTION_TITLES) as SectionWord[];

/** {@link SettingsNav} with a mark at each section that holds something not saved. */
export function UnsavedSettingsNav(place: Place) {
  const unsaved = useEditState((state) => unsavedSections(state).join(' '));
  return <SettingsNav {...place} unsaved={unsaved.split(' ')} />;
}

/** The sections of the settings. Links: each has an address of its own. */
export function SettingsNav({
  accountId,
  issuerId,
  section,
  unsaved = [],
}: Place & { unsaved?: readonly string[] }) {
  const params = { accountId, issuerId };
  const nav = useRef<HTMLElement>(null);
  // Narrow, it is a row that scrolls. Only the row is moved: the page keeps its place.
  useLayoutEffect(() => {
    const row = nav.current;
    const link = row?.querySelector<HTMLElement>(`[data-section="${section}"]`);
    if (row == null || link == null) return;
    row.scrollLeft = link.offsetLeft - row.offsetLeft + (link.offsetWidth - row.clientWidth) / 2;
  }, [section]);
  const link = (word: SectionWord) => {
    const words = (
      <>
        {SECTION_TITLES[word]}
        {unsaved.includes(word) && (
          <>
            <span className="settings-dot" aria-hidden="true" />
            <span className="sr-only">, not saved</span>
          </>
        )}
      </>
    );
    return word === 'general' ? (
      <Link
        to="/accounts/$accountId/issuers/$issuerId/settings"
        params={params}
        activeOptions={{ exact: true }}
        className="settings-link"
        data-section={word}
      >
        {words}
      </Link>
    ) : (
      <Link
        to="/accounts/$accountId/issuers/$issuerId/settings/$section"
        params={{ ...params, section: word }}
        className="settings-link"
        data-section={word}
      >
        {words}
      </Link>
    );
  };
  return (
    <nav aria-label="Settings" className="settings-nav" ref={nav}>
      <ul>
        {WORDS.map((word) => (
          <li key={word}>{link(word)}</li>
        ))}
        <li>
          <Link
            to="/accounts/$accountId/issuers/$issuerId/settings/delete"
            params={params}
            className="settings-link settings-delete"
          >
            Delete issuer
          </Link>
        </li>
      </ul>
    </nav>
  );
}

/** What is changed and in none of the other sections is in the settings as a whole. */
function unsavedSections(state: EditState): SectionWord[] {
  const dirty = [...state.edits.values()].filter((edit) => isDirty(state, edit));
  if (dirty.length === 0) return [];
  const words = dirty.flatMap((edit) => {
    const home = WORDS.find(
      (word) =>
        word !== 'all' && SECTIONS[word].fields.some(({ path }) => isInside(edit.path, path)),
    );
    if (home !== undefined) return home;
    return isInside(edit.path, ALL_SETTINGS.path) ? 'all' : [];
  });
  return [...new Set<SectionWord>(words)];
}
