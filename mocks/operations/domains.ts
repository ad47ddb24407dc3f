import type { Domain } from '#contract/domain.ts';
import { HOST_REFUSALS, parseHost } from '#contract/ours/hosts.ts';
import type { ParsedHost } from '#contract/ours/hosts.ts';
import { MAX_DOMAINS } from '#contract/ours/limits.ts';
import { isPublicSuffix } from '#contract/ours/public-suffix.ts';
import { conflict, invalid, notFound } from '../refusal.ts';
import { accountAnswerOf, exists, unassigned } from '../rows.ts';
import type { StoredAccount } from '../rows.ts';
import { hostnameId, newDomain } from '../seed/domains.ts';
import type { Tx } from '../world.ts';
import type { BodyRule, Handlers } from './handler.ts';

/**
 * Operations on an account's domains (contract §10). They live in the account: a write that changes
 * something moves the account's tag, and answers the account.
 */
export const domainHandlers: Pick<
  Handlers,
  'listDomains' | 'addDomain' | 'removeDomain' | 'verifyDomain' | 'assignDomain' | 'unassignDomain'
> = {
  listDomains(_, { account }) {
    return { data: account.domains, has_more: false, next_cursor: null };
  },

  addDomain(tx, { account, body }) {
    const parsed = normalHost(body.host);
    const host = parsed.ok ? parsed.host : body.host;
    for (const { domains } of tx.accounts.rows()) {
      if (domains.some((domain) => domain.host === host)) {
        throw conflict(`${host} has already been added, to this account or another.`);
      }
    }
    if (account.domains.length >= MAX_DOMAINS) {
      throw invalid(`An account has at most ${MAX_DOMAINS} domains.`);
    }
    return changed(tx, account, (at) => [...account.domains, newDomain(host, at)]);
  },

  removeDomain(tx, { account, domain }) {
    changed(tx, account, () => account.domains.filter(({ host }) => host !== domain.host));
    return null;
  },

  verifyDomain(tx, { account, domain }) {
    if (domain.verified === true) return { data: accountAnswerOf(account) };
    return replaced(tx, account, { ...domain, verified: true });
  },

  assignDomain(tx, { account, domain, body }) {
    const issuer = tx.issuers(account.id).get(body.issuer_id);
    if (issuer === undefined || !exists(issuer)) throw notFound('Issuer');
    if (domain.verified !== true) {
      throw invalid(`${domain.host} must be verified before it can be assigned.`);
    }
    if (domain.assigned_issuer_id === issuer.id) return { data: accountAnswerOf(account) };
    return replaced(tx, account, {
      ...domain,
      assigned_issuer_id: issuer.id,
      assigned_at: tx.now(),
      // Cloudflare hears of a host when it is first assigned.
      cf_custom_hostname_id: domain.cf_custom_hostname_id ?? hostnameId(domain.host),
      cf_status: domain.cf_status ?? 'pending',
    });
  },

  unassignDomain(tx, { account, domain }) {
    if (domain.assigned_issuer_id == null) return { data: accountAnswerOf(account) };
    return replaced(tx, account, unassigned(domain));
  },
};

/** A host nobody may hold is the body's fault, so it is said before the state of the account. */
export const refuseHost: BodyRule = ({ host }) => {
  if (typeof host !== 'string') return [];
  const parsed = normalHost(host);
  if (parsed.ok) return [];
  return [{ field: 'host', code: parsed.reason, message: HOST_REFUSALS[parsed.reason] }];
};

/** A host as stored, or why it cannot be. */
export function normalHost(text: string): ParsedHost {
  return parseHost(text, isPublicSuffix);
}

function replaced(tx: Tx, account: StoredAccount, domain: Domain) {
  return changed(tx, account, () =>
    account.domains.map((each) => (each.host === domain.host ? domain : each)),
  );
}

function changed(tx: Tx, account: StoredAccount, domains: (at: number) => Domain[]) {
  const at = tx.tick();
  const next = { ...account, domains: domains(at), updated_at: at };
  tx.accounts.put(next);
  return { data: accountAnswerOf(next) };
}
