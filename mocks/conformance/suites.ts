import type { Case, Target } from './api.ts';
import { accessCases } from './cases-access.ts';
import { accountCases, callerCases } from './cases-accounts.ts';
import { authMethodCases } from './cases-auth-methods.ts';
import { conditionalCases } from './cases-conditional.ts';
import { dnsCases } from './cases-dns.ts';
import { domainCases } from './cases-domains.ts';
import { idempotencyCases } from './cases-idempotency.ts';
import { issuerCases, patchCases } from './cases-issuers.ts';
import { listCases } from './cases-lists.ts';
import { orderCases } from './cases-order.ts';
import { actCases, faultCases, restartCases, seedCases } from './cases-simulator.ts';
import { wireCases } from './cases-wire.ts';

/** Every case, by what it is about. Each runs against every target unless it says why not. */
const SUITES: { readonly [about: string]: readonly Case[] } = {
  access: accessCases,
  wire: wireCases,
  order: orderCases,
  caller: callerCases,
  accounts: accountCases,
  issuers: issuerCases,
  patch: patchCases,
  lists: listCases,
  'auth methods': authMethodCases,
  domains: domainCases,
  DNS: dnsCases,
  conditional: conditionalCases,
  idempotency: idempotencyCases,
  faults: faultCases,
  acts: actCases,
  seed: seedCases,
  restart: restartCases,
};

/** The cases that can be seen at a target. */
export function suitesFor(target: Target): [about: string, cases: readonly Case[]][] {
  return Object.entries(SUITES).map(([about, cases]) => [
    about,
    cases.filter(({ only }) => only === undefined || only.targets.includes(target)),
  ]);
}
