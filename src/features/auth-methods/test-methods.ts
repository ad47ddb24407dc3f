// What tests of auth methods begin with.

const DAY_MS = 86_400_000;

/** When the tests run, in Unix ms. */
export const now = Date.now();

/** A day as a date, so many days from now. */
export const day = (days: number) => new Date(now + days * DAY_MS).toISOString().slice(0, 10);

/** Where the issuer of the tests is. */
export const ISSUER = '/v1/accounts/acc_1/issuers/i_1';

/** That issuer, as the backend answers it. */
export const issuer = {
  id: 'i_1',
  name: 'Storefront',
  status: 'active',
  metadata: {},
  created_at: 1,
};

/** One of its methods: credentials of old, a setting that is no flag, and one nobody knows. */
export const oidc = {
  id: 'am_1',
  name: 'Google',
  method: 'oidc',
  first_factor_only: true,
  enabled_login: true,
  enabled_signup: false,
  featured: true,
  settings: { issuer_url: 'https://id.example', client_id: 'web', pkce: 'yes', later: { a: 1 } },
  created_at: now - 400 * DAY_MS,
  updated_at: null,
};

/** A whole list, as the backend answers it. */
export const listOf = (...data: unknown[]) => ({ data, has_more: false, next_cursor: null });
