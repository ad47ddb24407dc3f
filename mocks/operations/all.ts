import type { OperationId } from '#contract/operations.ts';
import { accountHandlers, refuseAccountDomains } from './accounts.ts';
import { authMethodHandlers, refuseFixedFields } from './auth-methods.ts';
import { domainHandlers, refuseHost } from './domains.ts';
import type { BodyRule, Handlers } from './handler.ts';
import { issuerHandlers } from './issuers.ts';

/** A handler for each operation: one missing does not compile. */
export const HANDLERS: Handlers = {
  ...accountHandlers,
  ...issuerHandlers,
  ...authMethodHandlers,
  ...domainHandlers,
};

/** Refusals of a body beyond its schema. */
export const BODY_RULES: { readonly [Id in OperationId]?: BodyRule } = {
  updateAccount: refuseAccountDomains,
  updateAuthMethod: refuseFixedFields,
  addDomain: refuseHost,
};
