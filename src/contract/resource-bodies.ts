import { looseObject, optional } from 'zod/mini';
import { ISSUER_STATUSES } from './issuer.ts';
import { links, settingsCreate, settingsUpdate } from './ours/issuer-settings.ts';
import { LIMITS } from './ours/limits.ts';
import { characters, metadata, nullish, oneOf, scopeToken, setOf, webUrl } from './values.ts';

// Apart from the other bodies: a form of an issuer should not bring the 13 auth methods along.

/**
 * Body of updateAccount (contract §7). `domains` is published too, but would go around verify and
 * assign: the dashboard never sends it and our backend refuses it.
 */
export const accountUpdate = looseObject({
  name: nullish(characters(LIMITS.name.min, LIMITS.name.max)),
  description: nullish(characters(0, LIMITS.description)),
  logo_url: nullish(webUrl()),
  owner_user_id: optional(characters(1, LIMITS.setting)),
  metadata: optional(metadata()),
});

const writable = {
  description: nullish(characters(0, LIMITS.description)),
  links: nullish(links),
  available_scopes: optional(setOf(scopeToken(), LIMITS.scopes)),
  metadata: optional(metadata()),
};

const name = characters(LIMITS.name.min, LIMITS.name.max);

/** Body of createIssuer: only `name` is required. */
export const issuerCreate = looseObject({
  ...writable,
  name,
  status: optional(oneOf(ISSUER_STATUSES)),
  settings: optional(settingsCreate),
});

/** Body of updateIssuer: everything optional. `status: 'deleted'` does what DELETE does (ours). */
export const issuerUpdate = looseObject({
  ...writable,
  name: optional(name),
  status: optional(oneOf(ISSUER_STATUSES)),
  settings: optional(settingsUpdate),
});
