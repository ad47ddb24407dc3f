import { looseObject, optional, string } from 'zod/mini';
import type { output } from 'zod/mini';
import { ACCESS_MODES, READINESS } from './ours/rules.ts';
import {
  maybeFlag,
  maybeNumber,
  maybeObject,
  maybeText,
  maybeTexts,
  oneOf,
  timestamp,
} from './values.ts';

/** Published statuses of an issuer [ref]. Another word is kept and shown. */
export const ISSUER_STATUSES = ['active', 'disabled', 'suspended', 'deleted'] as const;

/** The statuses a list can show: a deleted issuer leaves it. */
export const LISTED_STATUSES = ['active', 'disabled', 'suspended'] as const;

const fields = {
  id: string(),
  account_id: maybeText,
  name: maybeText,
  description: maybeText,
  links: maybeObject,
  available_scopes: maybeTexts,
  status: string(),
  status_at: maybeNumber,
  settings: maybeObject,
  metadata: maybeObject,
  created_at: timestamp,
  updated_at: maybeNumber,
};

/** An issuer as AuthPI answers it (contract §8). Times in Unix milliseconds. */
export const issuer = looseObject(fields);

/** A row of the issuer list: the issuer and seven facts computed for it [api]. */
export const issuerRow = looseObject({
  ...fields,
  access_mode: maybeText,
  auth_method_count: maybeNumber,
  enabled_login_method_count: maybeNumber,
  enabled_signup_method_count: maybeNumber,
  available_scope_count: maybeNumber,
  branding_configured: maybeFlag,
  readiness: maybeText,
});

/** See {@link issuer}. */
export type Issuer = output<typeof issuer>;

/** See {@link issuerRow}. */
export type IssuerRow = output<typeof issuerRow>;

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
