import { accessModeOf, matchesText } from '#contract/ours/rules.ts';
import { patched, patchedMetadata, withoutNulls } from '../merge.ts';
import { pageOfTable } from '../paging.ts';
import { exists, issuerRowOf, readinessFrom, unassigned } from '../rows.ts';
import type { StoredAccount, StoredIssuer } from '../rows.ts';
import type { Tx } from '../world.ts';
import type { Handlers } from './handler.ts';

/** Operations on issuers (contract §8). */
export const issuerHandlers: Pick<
  Handlers,
  'listIssuers' | 'createIssuer' | 'getIssuer' | 'updateIssuer' | 'deleteIssuer'
> = {
  listIssuers(tx, { account, query }) {
    const q = query.get('q');
    const status = query.get('status');
    const mode = query.get('access_mode');
    const readiness = query.get('readiness');
    const methods = (issuer: StoredIssuer) => [...tx.methods(issuer).rows()];
    return pageOfTable(tx, query, tx.issuers(account.id), {
      prefix: 'i_',
      listed: exists,
      // Readiness last: it alone needs the auth methods of rows that may not be shown.
      matches: (issuer) =>
        (!status || issuer.status === status) &&
        (!mode || accessModeOf(issuer.settings) === mode) &&
        (!q || matchesText(q, issuer)) &&
        (!readiness || readinessFrom(issuer, methods(issuer)) === readiness),
      show: (issuer) => issuerRowOf(issuer, methods(issuer)),
    });
  },

  createIssuer(tx, { account, body }) {
    const born = tx.born('i_');
    const issuer: StoredIssuer = {
      ...born,
      account_id: account.id,
      name: body.name,
      description: body.description ?? null,
      links: withoutNulls(body.links ?? null),
      available_scopes: body.available_scopes ?? [],
      status: body.status ?? 'active',
      status_at: born.created_at,
      settings: withoutNulls(body.settings ?? {}),
      metadata: withoutNulls(body.metadata ?? {}),
    };
    tx.issuers(account.id).put(issuer);
    return { data: issuer };
  },

  getIssuer(_, { issuer }) {
    return { data: issuer };
  },

  updateIssuer(tx, { account, issuer, body }) {
    const { name, description, links, available_scopes, status, settings } = body;
    const { patch } = tx.settings;
    const metadata = patchedMetadata(patch, issuer.metadata, body.metadata);
    const at = tx.tick();
    const next: StoredIssuer = {
      ...issuer,
      ...(name !== undefined && { name }),
      ...(description !== undefined && { description }),
      ...(links !== undefined && { links: links && patched(patch, issuer.links, links) }),
      ...(available_scopes !== undefined && { available_scopes }),
      ...(status !== undefined && status !== issuer.status && { status, status_at: at }),
      ...(settings !== undefined && { settings: patched(patch, issuer.settings, settings) }),
      metadata,
      updated_at: at,
    };
    store(tx, account, next);
    return { data: next };
  },

  deleteIssuer(tx, { account, issuer }) {
    const at = tx.tick();
    store(tx, account, { ...issuer, status: 'deleted', status_at: at, updated_at: at });
    return null;
  },
};

/** A deleted issuer's domains become unassigned, which moves the account's tag (contract §8). */
function store(tx: Tx, account: StoredAccount, issuer: StoredIssuer): void {
  tx.issuers(account.id).put(issuer);
  const holds = account.domains.some((domain) => domain.assigned_issuer_id === issuer.id);
  if (exists(issuer) || !holds) return;
  const domains = account.domains.map((domain) =>
    domain.assigned_issuer_id === issuer.id ? unassigned(domain) : domain,
  );
  tx.accounts.put({ ...account, domains, updated_at: tx.tick() });
}
