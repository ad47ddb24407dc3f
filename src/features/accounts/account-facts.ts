import type { Account } from '#contract/account.ts';
import { isJsonObject } from '#contract/values.ts';
import type { JsonObject } from '#contract/values.ts';
import { dollars, orgTypeWords } from './account-words.ts';

/**
 * How a value is shown: `copy` is a text somebody carries elsewhere, `link` one that may be an
 * address, `json` what has no form of its own here.
 */
export type Value =
  | { kind: 'text' | 'id' | 'copy' | 'link' | 'markdown'; text: string }
  | { kind: 'time'; at: number }
  | { kind: 'codes' | 'lines'; texts: readonly string[] }
  | { kind: 'json'; value: unknown };

/** One fact of an account, and the field of the API that says it, below the path of its group. */
export type AccountFact = { term: string; name: string | null; value: Value };

/** Facts that belong together; `path` is the object of the answer that holds them, where one does. */
type FactGroup = { title: string; path: string | null; facts: readonly AccountFact[] };

/**
 * Every published field of an account that is set, in groups; a group without any is left out.
 * Keys that are not known are shown under the API's own name, after those that are.
 */
export function factGroups(account: Account): readonly FactGroup[] {
  return GROUPS.map(({ title, path, facts }) => ({
    title,
    path: path?.(account) ?? null,
    facts: facts(account).filter(isSet),
  })).filter(({ facts }) => facts.length > 0);
}

type Maybe = Omit<AccountFact, 'value'> & { value: Value | null };

function isSet(fact: Maybe): fact is AccountFact {
  return fact.value !== null;
}

const GROUPS: readonly {
  title: string;
  path?: (account: Account) => string | null;
  facts: (account: Account) => Maybe[];
}[] = [
  { title: 'Account', facts: accountFacts },
  {
    title: 'Organisation',
    path: ({ has_organization: today }) => (today ? 'organization' : null),
    facts: organisationFacts,
  },
  { title: 'Membership and invitations', facts: membershipFacts },
  {
    title: 'Contact',
    path: (account) => at(account, 'contact'),
    facts: (account) =>
      knownAndRest(account.contact, {
        email: ['E-mail', copy],
        phone: ['Phone', copy],
        website_url: ['Website', link],
      }),
  },
  {
    title: 'Address',
    path: (account) => at(account, 'address'),
    facts: (account) =>
      knownAndRest(account.address, {
        line1: ['Line 1', text],
        line2: ['Line 2', text],
        city: ['City', text],
        state: ['State', text],
        postal_code: ['Postal code', text],
        country: ['Country', text],
      }),
  },
  {
    title: 'Business details',
    path: (account) => at(account, 'business_details'),
    facts: (account) =>
      knownAndRest(account.business_details, {
        legal_name: ['Legal name', text],
        legal_form: ['Legal form', text],
        sector: ['Sector', text],
        company_number: ['Company number', copy],
        tax_id: ['Tax id', copy],
        vat_number: ['VAT number', copy],
        charity_number: ['Charity number', copy],
        registration_date: ['Registered on', text],
        registration_country: ['Registered in', text],
        registration_state: ['State of registration', text],
        registered_address: ['Registered address', lines],
      }),
  },
  { title: 'Security and SSO', facts: securityFacts },
  { title: 'Billing', facts: billingFacts },
  { title: 'Limits and features', facts: limitFacts },
  {
    title: 'Links',
    facts: (account) =>
      account.social_links.map((value, index) => ({
        term: `Link ${index + 1}`,
        name: 'organization.social_links',
        value: typeof value === 'string' ? link(value) : asItCame(value),
      })),
  },
  {
    title: 'Custom fields',
    path: (account) => at(account, 'custom_fields'),
    facts: ({ custom_fields: fields }) => free(fields),
  },
  { title: 'Metadata', path: () => 'metadata', facts: ({ metadata }) => free(metadata) },
  {
    title: 'Metadata of the organisation',
    path: () => 'organization.metadata',
    facts: ({ metadata, organization_metadata: own }) =>
      JSON.stringify(own) === JSON.stringify(metadata) ? [] : free(own),
  },
  {
    title: 'Scopes',
    facts: (account) => [fact('Scopes', at(account, 'scopes'), codes(account.scopes))],
  },
];

/** The path of an organisation's field in the shape that carried it. */
function at({ has_organization: today }: Account, leaf: string, flat = leaf): string {
  return today ? `organization.${leaf}` : flat;
}

function accountFacts(account: Account): Maybe[] {
  const { description, logo_url: logo, owner_user_id: owner } = account;
  return [
    fact('Id', 'id', id(account.id)),
    fact('Description', 'description', markdown(description)),
    fact('Owner', 'owner_user_id', id(owner)),
    fact('Logo', 'logo_url', copy(logo)),
    fact('Created', 'created_at', time(account.created_at)),
    fact('Updated', 'updated_at', time(account.updated_at)),
  ];
}

function organisationFacts(account: Account): Maybe[] {
  const { org_type: type, organization_created_at: created } = account;
  const { organization_updated_at: updated } = account;
  return [
    fact('Type', 'org_type', text(type === null ? null : orgTypeWords(type))),
    fact('Id', 'id', id(account.organization_id)),
    fact('Issuer', 'issuer_id', id(account.issuer_id)),
    fact('Status', 'status', text(account.status)),
    fact('Status since', 'status_at', time(account.status_at)),
    fact('Reason', 'status_reason', text(account.status_reason)),
    fact('Status set by', 'status_by', id(account.status_by)),
    fact('Created', 'created_at', created === account.created_at ? null : time(created)),
    fact('Updated', 'updated_at', updated === account.updated_at ? null : time(updated)),
  ];
}

function membershipFacts(account: Account): Maybe[] {
  const { n_members: members, max_members: most } = account;
  return [
    fact('Members', at(account, 'stats.n_members'), text(members)),
    fact('At most', at(account, 'max_members', 'settings.max_members'), text(most)),
    fact(
      'Scopes of a new member',
      'organization.default_member_scopes',
      codes(account.default_member_scopes),
    ),
    fact(
      'Invitations',
      at(account, 'invitation_enabled', 'settings.invitation.enabled'),
      onOff(account.invitation_enabled),
    ),
    fact(
      'Invitation message',
      at(account, 'invitation_message', 'settings.invitation.description'),
      text(account.invitation_message),
    ),
    fact(
      'Name in invitations',
      'settings.invitation.display_name',
      text(account.invitation_display_name),
    ),
    fact(
      'Website in invitations',
      'settings.invitation.website_url',
      link(account.invitation_website_url),
    ),
    ...rest(account.stats, at(account, 'stats'), (key) => key === 'n_members' && members !== null),
  ];
}

function securityFacts(account: Account): Maybe[] {
  const { enforce_2fa: flat, security, sso } = account;
  const today = security?.['enforce_2fa'];
  const known = typeof today === 'boolean';
  return [
    fact(SECOND_FACTOR, 'organization.security.enforce_2fa', known ? onOff(today) : null),
    fact(SECOND_FACTOR, 'settings.enforce_2fa', flat === today ? null : onOff(flat)),
    ...rest(security, 'organization.security', (key) => known && key === 'enforce_2fa'),
    ...rest(sso, 'organization.sso'),
  ];
}

const SECOND_FACTOR = 'Second factor for all';

function billingFacts(account: Account): Maybe[] {
  const { balance_micro_usd: balance, credits_run_out: out } = account;
  return [
    fact('Mode', 'billing_mode', text(account.billing_mode)),
    fact('Balance', 'balance_μusd', text(balance === null ? null : dollars(balance))),
    fact('Credits run out', 'credits_run_out', typeof out === 'boolean' ? yesNo(out) : text(out)),
    ...account.payment_methods.map((method, index) =>
      fact(`Payment method ${index + 1}`, 'payment_methods', asItCame(method)),
    ),
  ];
}

function limitFacts(account: Account): Maybe[] {
  const { feature_values: values, features } = account;
  return [
    ...rest(account.limits, 'limits'),
    ...(values === null
      ? [fact('Features', account.has_organization ? 'features' : 'feature_flags', codes(features))]
      : Object.entries(values).map(([key, value]) =>
          fact(key, `features.${key}`, typeof value === 'boolean' ? onOff(value) : asItCame(value)),
        )),
  ];
}

function fact(term: string, name: string | null, value: Value | null): Maybe {
  return { term, name, value };
}

type Form = (value: unknown) => Value | null;

/** The fields of an object that have words here, in this order, then all others. */
function knownAndRest(
  object: JsonObject | null,
  words: { readonly [key: string]: readonly [term: string, form: Form] },
): Maybe[] {
  if (object === null) return [];
  return [
    ...Object.entries(words).map(([key, [term, form]]) =>
      fact(term, key, Object.hasOwn(object, key) ? form(object[key]) : null),
    ),
    ...free(object, (key) => Object.hasOwn(words, key)),
  ];
}

/** Fields that have no words here, under their own names. */
function rest(
  object: JsonObject | null,
  path: string,
  isKnown: (key: string) => boolean = () => false,
): Maybe[] {
  return Object.entries(object ?? {})
    .filter(([key]) => !isKnown(key))
    .map(([key, value]) => fact(key, `${path}.${key}`, asItCame(value)));
}

/** The same, where the path of the group says where they stand. */
function free(object: JsonObject, isKnown: (key: string) => boolean = () => false): Maybe[] {
  return Object.entries(object)
    .filter(([key]) => !isKnown(key))
    .map(([key, value]) => fact(key, null, asItCame(value)));
}

function isFilled(value: unknown): value is string | number {
  return (typeof value === 'string' && value.trim() !== '') || typeof value === 'number';
}

function text(value: unknown): Value | null {
  return isFilled(value) ? { kind: 'text', text: String(value) } : null;
}

function id(value: string | null): Value | null {
  return isFilled(value) ? { kind: 'id', text: value } : null;
}

function copy(value: unknown): Value | null {
  return isFilled(value) ? { kind: 'copy', text: String(value) } : null;
}

function link(value: unknown): Value | null {
  return isFilled(value) ? { kind: 'link', text: String(value) } : null;
}

function markdown(value: string | null): Value | null {
  return isFilled(value) ? { kind: 'markdown', text: value } : null;
}

function time(at: number | null): Value | null {
  return at === null ? null : { kind: 'time', at };
}

function codes(texts: readonly string[]): Value | null {
  return texts.length === 0 ? null : { kind: 'codes', texts };
}

function onOff(on: boolean | null): Value | null {
  return on === null ? null : { kind: 'text', text: on ? 'On' : 'Off' };
}

function yesNo(yes: boolean): Value {
  return { kind: 'text', text: yes ? 'Yes' : 'No' };
}

/** An address as it is written on an envelope; what has no line of its own says what it is. */
function lines(value: unknown): Value | null {
  if (!isJsonObject(value)) return asItCame(value);
  const known = ['line1', 'line2', 'city', 'state', 'postal_code', 'country'];
  const texts = [
    ...known.map((key) => (Object.hasOwn(value, key) ? value[key] : null)),
    ...Object.entries(value)
      .filter(([key, held]) => !known.includes(key) && held !== null)
      .map(([key, held]) => `${key}: ${isFilled(held) ? held : JSON.stringify(held)}`),
  ]
    .filter(isFilled)
    .map(String);
  return texts.length === 0 ? null : { kind: 'lines', texts };
}

/** A value nobody here knows the meaning of. Null is absent. */
function asItCame(value: unknown): Value | null {
  if (value === null || value === undefined || value === '') return null;
  if (isJsonObject(value) && Object.keys(value).length === 0) return null;
  if (typeof value === 'string') return { kind: 'text', text: value };
  if (typeof value === 'object') return { kind: 'json', value };
  return { kind: 'text', text: JSON.stringify(value) };
}
