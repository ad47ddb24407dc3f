import { array, boolean, looseObject, number, optional, string } from 'zod/mini';
import type { output } from 'zod/mini';
import { ACCESS_MODES, links, settingsCreate, settingsUpdate } from './ours/issuer-settings.ts';
import { LIMITS } from './ours/limits.ts';
import { READINESS } from './ours/rules.ts';
import {
  characters,
  jsonObject,
  metadata,
  nullish,
  oneOf,
  scopeToken,
  setOf,
  timestamp,
} from './values.ts';
import type { Open } from './values.ts';

/** Published statuses of an issuer [ref]. Another word is kept and shown. */
export const ISSUER_STATUSES = ['active', 'disabled', 'suspended', 'deleted'] as const;

/** The statuses a list can show: a deleted issuer leaves it. */
export const LISTED_STATUSES = ['active', 'disabled', 'suspended'] as const;

const fields = {
  id: string(),
  account_id: nullish(string()),
  name: nullish(string()),
  description: nullish(string()),
  links: nullish(jsonObject()),
  available_scopes: nullish(array(string())),
  status: string(),
  status_at: nullish(timestamp()),
  settings: nullish(jsonObject()),
  metadata: nullish(jsonObject()),
  created_at: timestamp(),
  updated_at: nullish(timestamp()),
};

/** An issuer as AuthPI answers it (contract §8). Times in Unix milliseconds. */
export const issuer = looseObject(fields);

/** A row of the issuer list: the issuer and seven facts computed for it [api]. */
export const issuerRow = looseObject({
  ...fields,
  access_mode: nullish(string()),
  auth_method_count: nullish(number()),
  enabled_login_method_count: nullish(number()),
  enabled_signup_method_count: nullish(number()),
  available_scope_count: nullish(number()),
  branding_configured: nullish(boolean()),
  readiness: nullish(string()),
});

/** See {@link issuer}. */
export type Issuer = output<typeof issuer>;

/** See {@link issuerRow}. */
export type IssuerRow = output<typeof issuerRow>;

/** A status, known or not. */
export type IssuerStatus = Open<(typeof ISSUER_STATUSES)[number]>;

const writable = {
  description: nullish(characters(0, LIMITS.description)),
  links: nullish(links),
  available_scopes: optional(setOf(scopeToken(), LIMITS.scopes)),
  metadata: optional(metadata()),
};

const name = characters(LIMITS.name.min, LIMITS.name.max);

/** Body of createIssuer: only `name` is required. Nobody creates what is already deleted. */
export const issuerCreate = looseObject({
  ...writable,
  name,
  status: optional(oneOf(LISTED_STATUSES)),
  settings: optional(settingsCreate),
});

/** Body of updateIssuer: everything optional. `status: 'deleted'` does what DELETE does (ours). */
export const issuerUpdate = looseObject({
  ...writable,
  name: optional(name),
  status: optional(oneOf(ISSUER_STATUSES)),
  settings: optional(settingsUpdate),
});

/** See {@link issuerCreate}. */
export type IssuerCreate = output<typeof issuerCreate>;

/** See {@link issuerUpdate}. */
export type IssuerUpdate = output<typeof issuerUpdate>;

/**
 * Filters of the issuer list (contract §3). A strict writer sends only known words; the backend
 * answers an unknown one with no rows.
 */
export const issuerFilters = {
  q: optional(string()),
  status: optional(oneOf(LISTED_STATUSES)),
  access_mode: optional(oneOf(ACCESS_MODES)),
  readiness: optional(oneOf(READINESS)),
};
