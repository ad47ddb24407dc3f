import { prefixOf, SECTIONS } from './issuer-editable.ts';
import type { SectionWord } from './setting-sections.ts';

/** Where the short names of a section's fields stand, and whose names they are. */
export function NamesNote({ section, isLive }: { section: SectionWord; isLive: boolean }) {
  const prefix = prefixOf(section);
  if (prefix.length === 0) return null;
  return (
    <p className="settings-note">
      All below <code>{prefix.join('.')}</code>.
      {/* Live, those that are not confirmed stand apart, and say so. */}
      {!isLive && ` ${whoseNames(section)}`}
    </p>
  );
}

function whoseNames(section: SectionWord): string {
  const published = SECTIONS[section].fields.filter((spec) => spec.published);
  const others = 'this dashboard’s own, until AuthPI publishes them.';
  if (published.length === 0) return `The names of these settings are ${others}`;
  const labels = published.map(({ label }) => `“${label}”`).join(' and ');
  return `AuthPI has published the names of ${labels}. The other names are ${others}`;
}
