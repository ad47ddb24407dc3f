import { array, boolean, looseObject, number, optional, string } from 'zod/mini';
import type { output } from 'zod/mini';
import { ACCESS_MODES, READINESS } from './ours/rules.ts';
import { jsonObject, nullish, oneOf, timestamp } from './values.ts';
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
