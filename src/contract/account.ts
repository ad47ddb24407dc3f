import { array, boolean, looseObject, number, optional, string, union } from 'zod/mini';
import type { output } from 'zod/mini';
import { domain } from './domain.ts';
import type { Domain } from './domain.ts';
import {
  isJsonObject,
  jsonObject,
  maybeFlag,
  maybeNumber,
  maybeObject,
  maybeText,
  maybeTexts,
  nullish,
} from './values.ts';
import type { JsonObject } from './values.ts';

const address = looseObject({
  line1: maybeText,
  line2: maybeText,
  city: maybeText,
  state: maybeText,
  postal_code: maybeText,
  country: maybeText,
});

const businessDetails = looseObject({
  company_number: maybeText,
  sector: maybeText,
  tax_id: maybeText,
  vat_number: maybeText,
  charity_number: maybeText,
  legal_name: maybeText,
  legal_form: maybeText,
  registration_date: maybeText,
  registration_country: maybeText,
  registration_state: maybeText,
  registered_address: nullish(address),
});

const contact = looseObject({
  email: maybeText,
  phone: maybeText,
  website_url: maybeText,
});

/** Text, or the older `{content_type, value}` of it. */
const description = union([string(), looseObject({ content_type: maybeText, value: string() })]);

const shared = {
  name: maybeText,
  description: nullish(description),
  logo_url: maybeText,
  org_type: maybeText,
  issuer_id: maybeText,
  address: nullish(address),
  business_details: nullish(businessDetails),
  contact: nullish(contact),
  scopes: maybeTexts,
  custom_fields: maybeObject,
  stats: maybeObject,
  metadata: maybeObject,
  created_at: maybeNumber,
  updated_at: maybeNumber,
};

const organization = looseObject({
  ...shared,
  id: maybeText,
  status: maybeText,
  status_at: maybeNumber,
  status_reason: maybeText,
  status_by: maybeText,
  max_members: maybeNumber,
  default_member_scopes: maybeTexts,
  invitation_enabled: maybeFlag,
  invitation_message: maybeText,
  social_links: nullish(array(union([string(), jsonObject()]))),
  security: maybeObject,
  sso: maybeObject,
});

/**
 * An account as AuthPI answers it: the older flat shape, today's with `organization`, or both at
 * once (contract §7). Read it through {@link readAccount}; nobody else looks inside.
 */
export const accountAnswer = looseObject({
  ...shared,
  id: string(),
  // The older, flat shape.
  settings: nullish(
    looseObject({
      max_members: maybeNumber,
      invitation: nullish(
        looseObject({
          enabled: maybeFlag,
          display_name: maybeText,
          description: nullish(description),
          website_url: maybeText,
        }),
      ),
      enforce_2fa: maybeFlag,
    }),
  ),
  feature_flags: maybeTexts,
  // Today's shape.
  organization: nullish(organization),
  owner_user_id: maybeText,
  domains: nullish(array(domain)),
  features: optional(union([array(string()), jsonObject(), maybeText])),
  limits: maybeObject,
  billing_mode: maybeText,
  balance_μusd: maybeNumber,
  credits_run_out: nullish(union([boolean(), number(), string()])),
  payment_methods: nullish(array(jsonObject())),
});

/** See {@link accountAnswer}. */
export type AccountAnswer = output<typeof accountAnswer>;

/**
 * An account, whichever shape carried it. Null means the answer did not say. Times in Unix
 * milliseconds, the balance in micro-dollars.
 */
export type Account = {
  id: string;
  /** Whether today's `organization` carried the organisation's fields, or the flat shape did. */
  has_organization: boolean;
  name: string | null;
  /** Markdown. */
  description: string | null;
  logo_url: string | null;
  org_type: string | null;
  status: string | null;
  status_at: number | null;
  status_reason: string | null;
  status_by: string | null;
  organization_id: string | null;
  issuer_id: string | null;
  owner_user_id: string | null;
  /** Null when this answer does not carry domains: ask for the list. */
  domains: Domain[] | null;
  max_members: number | null;
  n_members: number | null;
  default_member_scopes: string[];
  invitation_enabled: boolean | null;
  invitation_message: string | null;
  /** Of the flat shape only, as is `invitation_website_url`. */
  invitation_display_name: string | null;
  invitation_website_url: string | null;
  enforce_2fa: boolean | null;
  contact: output<typeof contact> | null;
  address: output<typeof address> | null;
  business_details: output<typeof businessDetails> | null;
  social_links: (string | JsonObject)[];
  scopes: string[];
  custom_fields: JsonObject;
  security: JsonObject | null;
  sso: JsonObject | null;
  /** Features that are on. */
  features: string[];
  /** Every feature with its value, where the answer carries more than names. */
  feature_values: JsonObject | null;
  limits: JsonObject | null;
  /** Counts such as `n_members`. */
  stats: JsonObject;
  billing_mode: string | null;
  balance_micro_usd: number | null;
  credits_run_out: boolean | number | string | null;
  payment_methods: JsonObject[];
  metadata: JsonObject;
  created_at: number | null;
  updated_at: number | null;
  /** The organisation's own, which nothing here writes. */
  organization_metadata: JsonObject;
  organization_created_at: number | null;
  organization_updated_at: number | null;
};

/** Reads either published shape of an account, or both at once. Today's wins where they differ. */
export function readAccount(answer: AccountAnswer): Account {
  const today = answer.organization ?? undefined;
  const flat = answer.settings ?? undefined;
  const stats = today?.stats ?? answer.stats;
  const members = stats?.['n_members'];
  return {
    id: answer.id,
    has_organization: today !== undefined,
    name: today?.name ?? answer.name ?? null,
    description: plain(today?.description ?? answer.description),
    logo_url: today?.logo_url ?? answer.logo_url ?? null,
    org_type: today?.org_type ?? answer.org_type ?? null,
    status: today?.status ?? null,
    status_at: today?.status_at ?? null,
    status_reason: today?.status_reason ?? null,
    status_by: today?.status_by ?? null,
    organization_id: today?.id ?? null,
    issuer_id: today?.issuer_id ?? answer.issuer_id ?? null,
    owner_user_id: answer.owner_user_id ?? null,
    domains: answer.domains ?? null,
    max_members: today?.max_members ?? flat?.max_members ?? null,
    n_members: typeof members === 'number' ? members : null,
    default_member_scopes: today?.default_member_scopes ?? [],
    invitation_enabled: today?.invitation_enabled ?? flat?.invitation?.enabled ?? null,
    invitation_message: today?.invitation_message ?? plain(flat?.invitation?.description),
    invitation_display_name: flat?.invitation?.display_name ?? null,
    invitation_website_url: flat?.invitation?.website_url ?? null,
    enforce_2fa: flat?.enforce_2fa ?? null,
    contact: today?.contact ?? answer.contact ?? null,
    address: today?.address ?? answer.address ?? null,
    business_details: today?.business_details ?? answer.business_details ?? null,
    social_links: today?.social_links ?? [],
    scopes: today?.scopes ?? answer.scopes ?? [],
    custom_fields: today?.custom_fields ?? answer.custom_fields ?? {},
    security: today?.security ?? null,
    sso: today?.sso ?? null,
    features: featureNames(answer),
    feature_values: isJsonObject(answer.features) ? answer.features : null,
    limits: answer.limits ?? null,
    stats: stats ?? {},
    billing_mode: answer.billing_mode ?? null,
    balance_micro_usd: answer.balance_μusd ?? null,
    credits_run_out: answer.credits_run_out ?? null,
    payment_methods: answer.payment_methods ?? [],
    metadata: answer.metadata ?? today?.metadata ?? {},
    created_at: answer.created_at ?? today?.created_at ?? null,
    updated_at: answer.updated_at ?? today?.updated_at ?? null,
    organization_metadata: today?.metadata ?? {},
    organization_created_at: today?.created_at ?? null,
    organization_updated_at: today?.updated_at ?? null,
  };
}

function plain(value: AccountAnswer['description']): string | null {
  if (value === null || value === undefined) return null;
  return typeof value === 'string' ? value : value.value;
}

function featureNames(answer: AccountAnswer): string[] {
  const { features } = answer;
  if (Array.isArray(features)) return features;
  if (typeof features === 'string' && features !== '') return [features];
  if (isJsonObject(features))
    return Object.keys(features).filter((name) => features[name] === true);
  return answer.feature_flags ?? [];
}
