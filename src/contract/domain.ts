import { boolean, looseObject, string } from 'zod/mini';
import type { output } from 'zod/mini';
import { nullish, timestamp } from './values.ts';

/**
 * A custom domain of an account (contract §10), keyed by its host. `verified` is a mark an
 * administrator sets; `cf_status` is what Cloudflare says. They are two facts.
 */
export const domain = looseObject({
  host: string(),
  verified: nullish(boolean()),
  primary: nullish(boolean()),
  added_at: nullish(timestamp()),
  assigned_issuer_id: nullish(string()),
  assigned_at: nullish(timestamp()),
  cf_custom_hostname_id: nullish(string()),
  cf_status: nullish(string()),
});

/** See {@link domain}. */
export type Domain = output<typeof domain>;
