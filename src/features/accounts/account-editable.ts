import type { Account } from '#contract/account.ts';
import type { Body } from '#contract/bodies.ts';
import { schemaAt } from '#contract/check.ts';
import { accountUpdate } from '#contract/resource-bodies.ts';
import { isJsonObject } from '#contract/values.ts';
import { markdownField, textField } from '#editing/field.ts';
import { ATOMIC, mapOf } from '#editing/merge.ts';
import type { SectionSpec } from '#editing/section-state.ts';
import { metadataSection } from '#shared/metadata-section.ts';
import type { Editable } from '#shared/resource-editing.tsx';

const common = (path: readonly [string, ...string[]]) => ({
  path,
  published: true,
  schema: schemaAt(accountUpdate, path),
});

/** The parts of an account that can be changed here, each saved on its own. */
export const ACCOUNT_SECTIONS = {
  general: {
    title: 'General',
    noun: 'general',
    fields: [
      textField({ ...common(['name']), label: 'Name' }),
      textField({
        ...common(['owner_user_id']),
        label: 'Owner',
        help: 'The id of a user. It is not checked here whether there is one.',
        required: true,
        mono: true,
      }),
      textField({
        ...common(['logo_url']),
        label: 'Logo address',
        help: 'A full web address. Not loaded here.',
        mono: true,
      }),
      markdownField({ ...common(['description']), label: 'Description', help: 'Markdown.' }),
    ],
  },
  metadata: metadataSection({ schema: schemaAt(accountUpdate, ['metadata']) }),
} as const satisfies { [section: string]: SectionSpec };

/** How an account is edited (contract §7). Its domains are not: that would go around verifying. */
export const ACCOUNT: Editable<Account, Body<'updateAccount'>> = {
  noun: 'account',
  scope: 'accounts:write',
  kind: mapOf(ATOMIC, [['metadata', mapOf(ATOMIC)]]),
  fields: Object.values(ACCOUNT_SECTIONS).flatMap(({ fields }) => fields),
  valueOf: ({ name, description, logo_url, owner_user_id, metadata }) => ({
    name,
    description,
    logo_url,
    owner_user_id,
    metadata,
  }),
  patchOf: (body) => (isJsonObject(body) ? body : {}),
};
