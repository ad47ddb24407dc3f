import { array, looseObject, optional, string } from 'zod/mini';
import type { output } from 'zod/mini';
import { nullish } from './values.ts';

/**
 * Who is asking (contract §7, `GET /v1/me`). A key has exactly one account; a user has one per
 * membership, perhaps none. `type`: `api_key`, `user`, `personal_token`, or a later word.
 */
export const caller = looseObject({
  type: string(),
  key_id: nullish(string()),
  user_id: nullish(string()),
  issuer_id: nullish(string()),
  accounts: array(
    looseObject({
      account_id: string(),
      org_id: nullish(string()),
      scopes: optional(array(string())),
    }),
  ),
  organizations: optional(
    array(looseObject({ org_id: string(), scopes: optional(array(string())) })),
  ),
});

/** See {@link caller}. */
export type Caller = output<typeof caller>;
