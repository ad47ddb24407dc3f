import { paths } from './world.ts';
import type { World } from './world.ts';

/** One row of contract §2, copied by hand, with a request that succeeds in a {@link World}. */
export type Route = {
  id: string;
  method: 'GET' | 'POST' | 'PATCH' | 'DELETE';
  success: 200 | 201 | 204;
  page: boolean;
  /** What of the path can be missing. */
  below: 'nothing' | 'account' | 'issuer' | 'method' | 'domain';
  ifMatch: 'own' | 'account' | null;
  write: boolean;
  path(world: World): string;
  /** A body that is taken; absent where none is asked for. */
  body?(world: World): unknown;
};

const read = { method: 'GET', success: 200, page: false, ifMatch: null, write: false } as const;
const list = { ...read, page: true } as const;

/** The 20 operations. */
export const ROUTES: readonly Route[] = [
  { id: 'getCaller', ...read, below: 'nothing', path: () => '/v1/me' },
  { id: 'listAccounts', ...list, below: 'nothing', path: () => '/v1/accounts' },
  { id: 'getAccount', ...read, below: 'account', path: (w) => paths.account(w.account) },
  {
    id: 'updateAccount',
    method: 'PATCH',
    success: 200,
    page: false,
    below: 'account',
    ifMatch: 'own',
    write: true,
    path: (w) => paths.account(w.account),
    body: () => ({ name: 'Renamed' }),
  },
  { id: 'listIssuers', ...list, below: 'account', path: (w) => paths.issuers(w.account) },
  {
    id: 'createIssuer',
    method: 'POST',
    success: 201,
    page: false,
    below: 'account',
    ifMatch: null,
    write: true,
    path: (w) => paths.issuers(w.account),
    body: () => ({ name: 'Another issuer' }),
  },
  { id: 'getIssuer', ...read, below: 'issuer', path: (w) => paths.issuer(w.account, w.issuer) },
  {
    id: 'updateIssuer',
    method: 'PATCH',
    success: 200,
    page: false,
    below: 'issuer',
    ifMatch: 'own',
    write: true,
    path: (w) => paths.issuer(w.account, w.issuer),
    body: () => ({ name: 'Renamed' }),
  },
  {
    id: 'deleteIssuer',
    method: 'DELETE',
    success: 204,
    page: false,
    below: 'issuer',
    ifMatch: 'own',
    write: true,
    path: (w) => paths.issuer(w.account, w.issuer),
  },
  {
    id: 'listAuthMethods',
    ...list,
    below: 'issuer',
    path: (w) => paths.methods(w.account, w.issuer),
  },
  {
    id: 'createAuthMethod',
    method: 'POST',
    success: 201,
    page: false,
    below: 'issuer',
    ifMatch: null,
    write: true,
    path: (w) => paths.methods(w.account, w.issuer),
    body: () => ({ name: 'One-time code', method: 'email_otp', first_factor_only: true }),
  },
  {
    id: 'getAuthMethod',
    ...read,
    below: 'method',
    path: (w) => paths.method(w.account, w.issuer, w.method),
  },
  {
    id: 'updateAuthMethod',
    method: 'PATCH',
    success: 200,
    page: false,
    below: 'method',
    ifMatch: 'own',
    write: true,
    path: (w) => paths.method(w.account, w.issuer, w.method),
    body: () => ({ name: 'Renamed' }),
  },
  {
    id: 'deleteAuthMethod',
    method: 'DELETE',
    success: 204,
    page: false,
    below: 'method',
    ifMatch: 'own',
    write: true,
    path: (w) => paths.method(w.account, w.issuer, w.method),
  },
  { id: 'listDomains', ...list, below: 'account', path: (w) => paths.domains(w.account) },
  {
    id: 'addDomain',
    method: 'POST',
    success: 201,
    page: false,
    below: 'account',
    ifMatch: null,
    write: true,
    path: (w) => paths.domains(w.account),
    body: () => ({ host: 'second.conformance-suite.com' }),
  },
  {
    id: 'removeDomain',
    method: 'DELETE',
    success: 204,
    page: false,
    below: 'domain',
    ifMatch: 'account',
    write: true,
    path: (w) => paths.domain(w.account, w.host),
  },
  {
    id: 'verifyDomain',
    method: 'POST',
    success: 200,
    page: false,
    below: 'domain',
    ifMatch: 'account',
    write: true,
    path: (w) => `${paths.domain(w.account, w.host)}/verify`,
  },
  {
    id: 'assignDomain',
    method: 'POST',
    success: 200,
    page: false,
    below: 'domain',
    ifMatch: 'account',
    write: true,
    path: (w) => `${paths.domain(w.account, w.host)}/assign`,
    body: (w) => ({ issuer_id: w.issuer }),
  },
  {
    id: 'unassignDomain',
    method: 'POST',
    success: 200,
    page: false,
    below: 'domain',
    ifMatch: 'account',
    write: true,
    path: (w) => `${paths.domain(w.account, w.host)}/unassign`,
  },
];

/** The tag a conditional operation goes by, as it was when the world was made. */
export function tagFor(candidate: Route, world: World): string {
  if (candidate.ifMatch === 'account') return world.accountTag;
  if (candidate.below === 'account') return world.accountTag;
  return candidate.below === 'issuer' ? world.issuerTag : world.methodTag;
}
