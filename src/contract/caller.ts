import { array, looseObject, optional, string } from 'zod/mini';
import type { output } from 'zod/mini';
import { maybeText } from './values.ts';

/**
 * Who is asking (contract §7, `GET /v1/me`). A key has exactly one account; a user has one per
 * membership, perhaps none. `type`: `api_key`, `user`, `personal_token`, or a later word.
 */
export const caller = looseObject({
  type: string(),
  key_id: maybeText,
  user_id: maybeText,
  issuer_id: maybeText,
  accounts: array(
    looseObject({
      account_id: string(),
      org_id: maybeText,
      scopes: optional(array(string())),
    }),
  ),
  organizations: optional(
    array(looseObject({ org_id: string(), scopes: optional(array(string())) })),
  ),
});

/** See {@link caller}. */
export type Caller = output<typeof caller>;
