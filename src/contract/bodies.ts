import { looseObject, optional, string } from 'zod/mini';
import type { output, ZodMiniType } from 'zod/mini';
import { authMethodCreate, authMethodUpdate } from './auth-methods/schemas.ts';
import type { OperationId } from './operations.ts';
import { accountUpdate, issuerCreate, issuerUpdate } from './resource-bodies.ts';

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
