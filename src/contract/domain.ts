import { looseObject, string } from 'zod/mini';
import type { output } from 'zod/mini';
import { maybeFlag, maybeNumber, maybeText } from './values.ts';

/**
 * A custom domain of an account (contract §10), keyed by its host. `verified` is a mark an
 * administrator sets; `cf_status` is what Cloudflare says. They are two facts.
 */
export const domain = looseObject({
  host: string(),
  verified: maybeFlag,
  primary: maybeFlag,
  added_at: maybeNumber,
  assigned_issuer_id: maybeText,
  assigned_at: maybeNumber,
  cf_custom_hostname_id: maybeText,
  cf_status: maybeText,
});

/** See {@link domain}. */
export type Domain = output<typeof domain>;

/** The issuer a domain is assigned to; null where it is none. */
export function assignedIssuer({ assigned_issuer_id: id }: Domain): string | null {
  return id == null || id === '' ? null : id;
}
