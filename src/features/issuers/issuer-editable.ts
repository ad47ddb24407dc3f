import { EditRows } from '#editing/edit-rows.tsx';
import type { Body } from '#contract/bodies.ts';
import { schemaAt } from '#contract/check.ts';
import type { Issuer } from '#contract/issuer.ts';
import { LINKS } from '#contract/ours/setting-values.ts';
import { issuerUpdate } from '#contract/resource-bodies.ts';
import { isJsonObject } from '#contract/values.ts';
import { isWide } from '#editing/edit-field.tsx';
import {
  colorField,
  durationField,
  flagField,
  jsonField,
  markdownField,
  rowsField,
  textField,
  textsField,
  wordField,
} from '#editing/field.ts';
import type { FieldSpec } from '#editing/field.ts';
import { ATOMIC, mapOf, SET } from '#editing/merge.ts';
import type { SectionSpec } from '#editing/section-state.ts';
import { STATUS_WORDS } from '#shared/issuer-words.ts';
import { metadataSection } from '#shared/metadata-section.ts';
import type { Editable } from '#shared/resource-editing.tsx';
import { durationText } from '#ui/duration-text.ts';
import { LINK_LABELS } from './link-labels.ts';
import { SETTING_GROUPS } from './setting-fields.ts';
import type { SettingField } from './setting-fields.ts';
import { SECTION_TITLES } from './setting-sections.ts';
import type { SectionWord } from './setting-sections.ts';

/** Published fields of the issuer itself (contract §8). */
const common = (path: readonly [string, ...string[]]) => ({
  path,
  published: true,
  schema: schemaAt(issuerUpdate, path),
});

/** All settings at once, also those that no field stands for. */
export const ALL_SETTINGS = jsonField({
  ...common(['settings']),
  label: 'All settings',
  published: false,
  required: true,
});

/** Changed by itself, not with what else a section holds: see `status-control.tsx`. */
export const STATUS = wordField({ ...common(['status']), label: 'Status', words: STATUS_WORDS });

/** The fields of each section; each is saved on its own. */
export const SECTIONS: { readonly [word in SectionWord]: SectionSpec } = {
  general: {
    title: SECTION_TITLES.general,
    noun: 'general',
    fields: [
      textField({ ...common(['name']), label: 'Name', required: true }),
      markdownField({ ...common(['description']), label: 'Description', help: 'Markdown.' }),
    ],
  },
  ...settingSections(),
  links: {
    title: SECTION_TITLES.links,
    noun: 'links',
    detail: 'Pages about what people sign in to, such as help and privacy.',
    fields: [
      rowsField({
        Rows: EditRows,
        ...common(['links']),
        label: 'Links',
        help: 'The addresses of the first five start with https.',
        known: LINKS.map((key) => ({ key, label: LINK_LABELS[key] })),
        keyLabel: 'Key',
        valueLabel: 'Address',
      }),
    ],
  },
  scopes: {
    title: SECTION_TITLES.scopes,
    noun: 'scopes',
    detail: 'What clients may ask for.',
    fields: [
      textsField({
        ...common(['available_scopes']),
        label: 'Available scopes',
        help: 'One on each line.',
      }),
    ],
  },
  metadata: metadataSection({
    schema: schemaAt(issuerUpdate, ['metadata']),
    help: 'The environment is shown beside the name on every page and in dialogs.',
    known: [{ key: 'environment', label: 'Environment' }],
  }),
  all: {
    title: SECTION_TITLES.all,
    noun: 'all settings',
    detail: 'The same settings as JSON, with those that have no field of their own.',
    fields: [ALL_SETTINGS],
  },
};

const MAP = mapOf(ATOMIC);

/** How an issuer is edited (contract §8). */
export const ISSUER: Editable<Issuer, Body<'updateIssuer'>> = {
  noun: 'issuer',
  scope: 'issuers:write',
  kind: mapOf(ATOMIC, [
    ['links', MAP],
    ['metadata', MAP],
    ['available_scopes', SET],
    [
      'settings',
      mapOf(ATOMIC, [
        [
          'access',
          mapOf(ATOMIC, [
            ['allowed_email_domains', SET],
            ['sessions', MAP],
          ]),
        ],
        ['branding', MAP],
        ['portals', mapOf(MAP)],
        [
          'security',
          mapOf(ATOMIC, [
            ['cors_origins', SET],
            ['redirect_uris', MAP],
            ['tokens', MAP],
          ]),
        ],
      ]),
    ],
  ]),
  // The settings as a whole come last: a field inside of them is what a change is called by.
  fields: [
    ...Object.entries(SECTIONS).flatMap(([word, { fields }]) => (word === 'all' ? [] : fields)),
    STATUS,
    ALL_SETTINGS,
  ],
  valueOf: ({ name, description, links, available_scopes, status, settings, metadata }) => ({
    name,
    description,
    links,
    available_scopes,
    status,
    settings,
    metadata,
  }),
  patchOf: (body) => {
    const patch = isJsonObject(body) ? body : {};
    // No null is taken for it, as it is for the others.
    return patch['available_scopes'] === null ? { ...patch, available_scopes: [] } : patch;
  },
};

/** The section a field stands in; null for one that is in none. */
export function sectionOf(spec: FieldSpec): SectionWord | null {
  const words = Object.keys(SECTIONS) as SectionWord[];
  return words.find((word) => SECTIONS[word].fields.includes(spec)) ?? null;
}

/** The keys that the paths of all fields of a section begin with. */
export function prefixOf(section: SectionWord): readonly string[] {
  const [first = [], ...others] = SECTIONS[section].fields.map(({ path }) => path.slice(0, -1));
  const end = first.findIndex((key, index) => others.some((path) => path[index] !== key));
  return end === -1 ? first : first.slice(0, end);
}

/** The API's name of a field, as much of it as has to be said in its section. */
export function nameIn(section: SectionWord, { path }: FieldSpec): string {
  return path.slice(prefixOf(section).length).join('.');
}

/** Whether a field takes a line of its own. Of a portal, its address stands beside its switch. */
export function isFull(section: SectionWord, spec: FieldSpec): boolean {
  return section !== 'portals' && isWide(spec);
}

function settingSections() {
  const sections = SETTING_GROUPS.map(({ section, detail, fields }) => [
    section,
    {
      title: SECTION_TITLES[section],
      noun: SECTION_TITLES[section].toLowerCase(),
      ...(detail !== undefined && { detail }),
      fields: fields.map(settingSpec),
    } satisfies SectionSpec,
  ]);
  return Object.fromEntries(sections) as {
    [word in (typeof SETTING_GROUPS)[number]['section']]: SectionSpec;
  };
}

function settingSpec(field: SettingField): FieldSpec {
  const path = ['settings', ...field.path] as const;
  const { label, published = false } = field;
  const help = helpOf(field);
  const all = { ...common(path), label, published, ...(help !== '' && { help }) };
  switch (field.kind) {
    case 'word':
      return wordField({ ...all, words: field.words });
    case 'flag':
      return flagField(all);
    case 'seconds':
      return durationField(all);
    case 'texts':
      return textsField(all);
    case 'color':
      return colorField(all);
    case 'text':
      return textField(all);
    case 'url':
      return textField({ ...all, mono: true });
  }
}

function helpOf(field: SettingField): string {
  const { help = '' } = field;
  if (field.kind !== 'seconds') return help;
  const { max, fallback } = field;
  const sentences = [
    help,
    `At most ${durationText(max)}.`,
    fallback === undefined ? '' : `AuthPI’s default is ${durationText(fallback)}.`,
  ];
  return sentences.filter((sentence) => sentence !== '').join(' ');
}
