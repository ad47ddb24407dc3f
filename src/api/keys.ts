import type { IssuerFilters } from './issuers.ts';

/**
 * Every query key. An account's keys start alike, so that leaving an account drops all it held;
 * lists and single resources part right after, so that a list can be refreshed alone.
 */
export const keys = {
  caller: () => ['caller'] as const,
  // Apart from a single account's keys: an id is whatever the server says it is.
  accountList: () => ['account-list'] as const,
  account: (accountId: string) => ['accounts', accountId, 'account'] as const,
  issuerLists: (accountId: string) => ['accounts', accountId, 'issuer-lists'] as const,
  issuerList: (accountId: string, filters: IssuerFilters) =>
    [...keys.issuerLists(accountId), filters] as const,
  // Below the lists: whatever refreshes those is true of this one.
  issuersToReview: (accountId: string) => [...keys.issuerLists(accountId), 'to-review'] as const,
  // All that goes when the issuer does.
  ofIssuer: (accountId: string, issuerId: string) =>
    ['accounts', accountId, 'issuers', issuerId] as const,
  issuer: (accountId: string, issuerId: string) =>
    [...keys.ofIssuer(accountId, issuerId), 'issuer'] as const,
  authMethods: (accountId: string, issuerId: string) =>
    [...keys.ofIssuer(accountId, issuerId), 'auth-methods'] as const,
  authMethod: (accountId: string, issuerId: string, methodId: string) =>
    [...keys.ofIssuer(accountId, issuerId), 'auth-method', methodId] as const,
  domains: (accountId: string) => ['accounts', accountId, 'domains'] as const,
  // Not AuthPI's answer, but asked for on this account's behalf.
  dns: (accountId: string, host: string) => ['accounts', accountId, 'dns', host] as const,
};
