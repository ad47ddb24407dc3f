import { looseObject, optional, string } from 'zod/mini';
import type { output, ZodMiniType } from 'zod/mini';
import { authMethodCreate, authMethodUpdate } from './auth-method-variants.ts';
import { ISSUER_STATUSES } from './issuer.ts';
import type { OperationId } from './operations.ts';
import { links, settingsCreate, settingsUpdate } from './ours/issuer-settings.ts';
import { LIMITS } from './ours/limits.ts';
import { characters, metadata, nullish, oneOf, scopeToken, setOf, webUrl } from './values.ts';

/**
 * Body of updateAccount (contract §7). `domains` is published too, but would go around verify and
 * assign: the dashboard never sends it and our backend refuses it.
 */
const accountUpdate = looseObject({
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
const issuerCreate = looseObject({
  ...writable,
  name,
  status: optional(oneOf(ISSUER_STATUSES)),
  settings: optional(settingsCreate),
});

/** Body of updateIssuer: everything optional. `status: 'deleted'` does what DELETE does (ours). */
const issuerUpdate = looseObject({
  ...writable,
  name: optional(name),
  status: optional(oneOf(ISSUER_STATUSES)),
  settings: optional(settingsUpdate),
});

/** Body of addDomain. Whether the host may be held is for `ours/hosts.ts` to say. */
const domainCreate = looseObject({ host: string() });

/** Body of assignDomain. */
const domainAssign = looseObject({ issuer_id: string() });

/** Bodies of verifyDomain and unassignDomain: nothing is asked for, anything is ignored. */
const nothing = optional(looseObject({}));

/**
 * What each operation takes as its request body; one that is not here takes none. Apart from the
 * operation table, because a page that only reads should not have to build these.
 */
const BODIES = {
  updateAccount: accountUpdate,
  createIssuer: issuerCreate,
  updateIssuer: issuerUpdate,
  createAuthMethod: authMethodCreate,
  updateAuthMethod: authMethodUpdate,
  addDomain: domainCreate,
  verifyDomain: nothing,
  assignDomain: domainAssign,
  unassignDomain: nothing,
} as const satisfies { [Id in OperationId]?: ZodMiniType };

/** The request body of an operation; `never` where it takes none. */
export type Body<Id extends OperationId> = Id extends keyof typeof BODIES
  ? output<(typeof BODIES)[Id]>
  : never;

/** The schema of an operation's request body; undefined where it takes none. */
export function bodySchemaOf(id: OperationId): ZodMiniType | undefined {
  const bodies: { [Id in OperationId]?: ZodMiniType } = BODIES;
  return bodies[id];
}
