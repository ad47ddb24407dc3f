/** The parts of an issuer's settings, in the order of their menu: the word of each in addresses. */
export const SECTION_TITLES = {
  general: 'General',
  access: 'Access',
  sessions: 'Sessions',
  security: 'Security',
  branding: 'Branding',
  portals: 'Portals',
  links: 'Links',
  scopes: 'Scopes',
  metadata: 'Metadata',
  all: 'All settings',
} as const;

/** The word of a part of the settings. The first has the address of the settings themselves. */
export type SectionWord = keyof typeof SECTION_TITLES;

/** Whether something in an address is the word of a part of the settings. */
export function isSectionWord(word: unknown): word is SectionWord {
  return typeof word === 'string' && Object.hasOwn(SECTION_TITLES, word);
}
