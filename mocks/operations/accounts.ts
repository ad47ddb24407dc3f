import { pageOfTable } from '../paging.ts';
import { patchedMetadata } from '../merge.ts';
import { accountAnswerOf } from '../rows.ts';
import type { BodyRule, Handlers } from './handler.ts';

/** Operations on the caller and its accounts (contract §7). */
export const accountHandlers: Pick<
  Handlers,
  'getCaller' | 'listAccounts' | 'getAccount' | 'updateAccount'
> = {
  getCaller(tx, { by }) {
    const scopes = [...by.scopes];
    const accounts = by.memberships.flatMap((id) => {
      const org_id = tx.accounts.get(id)?.profile.org_id;
      return org_id === undefined ? [] : [{ account_id: id, org_id, scopes }];
    });
    const who =
      by.type === 'api_key' ? { key_id: by.id } : { user_id: by.id, issuer_id: tx.seed.platform };
    const organizations = accounts.map(({ org_id }) => ({ org_id, scopes }));
    return { data: { type: by.type, ...who, accounts, organizations } };
  },

  listAccounts(tx, { by, query }) {
    const mine = new Set(by.memberships);
    return pageOfTable(tx, query, tx.accounts, {
      prefix: 'acc_',
      listed: ({ id }) => mine.has(id),
      show: accountAnswerOf,
    });
  },

  getAccount(_, { account }) {
    return { data: accountAnswerOf(account) };
  },

  updateAccount(tx, { account, body }) {
    const { name, description, logo_url, owner_user_id } = body;
    const next = {
      ...account,
      ...(name !== undefined && { name }),
      ...(description !== undefined && { description }),
      ...(logo_url !== undefined && { logo_url }),
      ...(owner_user_id !== undefined && { owner_user_id }),
      metadata: patchedMetadata(tx.settings.patch, account.metadata, body.metadata),
      updated_at: tx.tick(),
    };
    tx.accounts.put(next);
    return { data: accountAnswerOf(next) };
  },
};

/** `domains` is published, but would go around verify and assign (contract §7). */
export const refuseAccountDomains: BodyRule = (body) =>
  body['domains'] === undefined
    ? []
    : [
        {
          field: 'domains',
          code: 'not_allowed',
          message: 'Domains are added, verified and assigned through their own operations',
        },
      ];
