import { looseObject, string } from 'zod/mini';
import type { output } from 'zod/mini';
import { maybeFlag, maybeNumber, maybeObject, timestamp } from './values.ts';

/** What every auth method answers, whatever its `method` (contract §9). */
export const authMethod = looseObject({
  id: string(),
  name: string(),
  method: string(),
  first_factor_only: maybeFlag,
  enabled_login: maybeFlag,
  enabled_signup: maybeFlag,
  featured: maybeFlag,
  settings: maybeObject,
  created_at: timestamp,
  updated_at: maybeNumber,
});

/** See {@link authMethod}. */
export type AuthMethod = output<typeof authMethod>;
