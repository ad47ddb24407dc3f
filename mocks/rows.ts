import type { AccountAnswer } from '#contract/account.ts';
import type { Domain } from '#contract/domain.ts';
import type { Issuer, IssuerRow } from '#contract/issuer.ts';
import { MAX_DOMAINS } from '#contract/ours/limits.ts';
import { accessModeOf, isBranded, isDoor, readinessOf } from '#contract/ours/rules.ts';
import type { JsonObject } from '#contract/values.ts';

/** What every stored resource has. Times in Unix milliseconds; `updated_at` null: never changed. */
type Revised = { id: string; created_at: number; updated_at: number | null };

/** A stored account: what can change, and a profile that no operation writes. */
export type StoredAccount = Revised & {
  name: string | null;
  description: string | null;
  logo_url: string | null;
  owner_user_id: string;
  metadata: JsonObject;
  domains: Domain[];
  profile: AccountProfile;
};

/** The part of an account that no operation writes. */
export type AccountProfile = {
  org_id: string;
  issuer_id: string;
  org_type: 'business' | 'personal';
  status: string;
  max_members: number | null;
  n_members: number;
  invitation_enabled: boolean;
  invitation_message: string | null;
  enforce_2fa: boolean;
  email: string;
  phone: string | null;
  website_url: string | null;
  address: JsonObject;
  business_details: JsonObject;
  features: Record<string, boolean>;
  billing_mode: 'ungated' | 'gated';
  balance_micro_usd: number;
};

/** A stored issuer; a deleted one stays, with `status: 'deleted'`. */
export type StoredIssuer = Revised & {
  account_id: string;
  name: string | null;
  description: string | null;
  links: JsonObject | null;
  available_scopes: string[];
  status: string;
  status_at: number;
  settings: JsonObject;
  metadata: JsonObject;
};

/** A stored auth method. Secrets are dropped before anything is stored. */
export type StoredMethod = Revised & {
  name: string;
  method: string;
  first_factor_only: boolean;
  enabled_login: boolean;
  enabled_signup: boolean;
  featured: boolean;
  settings: JsonObject;
};

/** An account in both published shapes at once (contract §7): a reader of either is served. */
export function accountAnswerOf(account: StoredAccount): AccountAnswer {
  const { id, name, description, logo_url, metadata, created_at, updated_at, profile } = account;
  const { org_type, issuer_id, address, business_details } = profile;
  const { email, phone, website_url } = profile;
  const shared = {
    name,
    logo_url,
    org_type,
    issuer_id,
    address,
    business_details,
    contact: { email, phone, website_url },
    scopes: [],
    custom_fields: {},
    stats: { n_members: profile.n_members },
    metadata,
    created_at,
    updated_at,
  };
  return {
    ...shared,
    id,
    description: markdown(description),
    settings: {
      max_members: profile.max_members,
      invitation: {
        enabled: profile.invitation_enabled,
        // Of its own, so renaming the account does not change it.
        display_name: null,
        description: markdown(profile.invitation_message),
        website_url,
      },
      enforce_2fa: profile.enforce_2fa,
    },
    feature_flags: Object.keys(profile.features).filter((feature) => profile.features[feature]),
    organization: {
      ...shared,
      id: profile.org_id,
      description,
      status: profile.status,
      status_at: created_at,
      status_reason: null,
      status_by: null,
      max_members: profile.max_members,
      default_member_scopes: ['accounts:read', 'issuers:read'],
      invitation_enabled: profile.invitation_enabled,
      invitation_message: profile.invitation_message,
      social_links: [],
      security: { enforce_2fa: profile.enforce_2fa },
      sso: null,
    },
    owner_user_id: account.owner_user_id,
    domains: account.domains,
    features: profile.features,
    limits: { domains: MAX_DOMAINS },
    billing_mode: profile.billing_mode,
    balance_μusd: profile.balance_micro_usd,
    credits_run_out: profile.balance_micro_usd <= 0 && profile.billing_mode === 'gated',
    payment_methods: [],
  };
}

function markdown(value: string | null) {
  return value === null ? null : { content_type: 'markdown', value };
}

/** A row of the issuer list: the issuer with the facts computed from its auth methods [api]. */
export function issuerRowOf(issuer: Issuer, methods: readonly StoredMethod[]): IssuerRow {
  return {
    ...issuer,
    access_mode: accessModeOf(issuer.settings),
    auth_method_count: methods.length,
    enabled_login_method_count: methods.filter((method) => method.enabled_login).length,
    enabled_signup_method_count: methods.filter((method) => method.enabled_signup).length,
    available_scope_count: issuer.available_scopes?.length ?? 0,
    branding_configured: isBranded(issuer.settings),
    readiness: readinessFrom(issuer, methods),
  };
}

/** `readiness` of a list row. */
export function readinessFrom(issuer: Issuer, methods: readonly StoredMethod[]): string {
  return readinessOf(issuer.status, methods.filter(isDoor).length);
}

/** Whether an issuer is there for anyone but support. */
export function exists(issuer: StoredIssuer): boolean {
  return issuer.status !== 'deleted';
}

/** A domain that no issuer answers for; Cloudflare forgets the host. */
export function unassigned(domain: Domain): Domain {
  const { cf_custom_hostname_id: _, cf_status: __, ...kept } = domain;
  return { ...kept, assigned_issuer_id: null, assigned_at: null };
}
