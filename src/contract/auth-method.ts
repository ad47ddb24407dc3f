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

/** What of an auth method is on or off at any time, by its name in the API, in the order it is shown. */
export const SWITCHES = ['enabled_login', 'enabled_signup', 'featured'] as const;

/** See {@link SWITCHES}. */
export type Switch = (typeof SWITCHES)[number];

/** See {@link authMethod}. */
export type AuthMethod = output<typeof authMethod>;
