import { boolean, looseObject, optional, string } from 'zod/mini';
import type { output } from 'zod/mini';
import { maybeNumber, maybeObject, timestamp } from './values.ts';

/** What every auth method answers, whatever its `method` (contract §9). */
export const authMethod = looseObject({
  id: string(),
  name: string(),
  method: string(),
  first_factor_only: optional(boolean()),
  enabled_login: optional(boolean()),
  enabled_signup: optional(boolean()),
  featured: optional(boolean()),
  settings: maybeObject,
  created_at: timestamp,
  updated_at: maybeNumber,
});

/** See {@link authMethod}. */
export type AuthMethod = output<typeof authMethod>;
