import { describe, expect, test } from 'vitest';
import { accountAnswer, readAccount } from '#contract/account.ts';
import { check } from '#contract/check.ts';
import { factGroups } from './account-facts.ts';
import type { Value } from './account-facts.ts';

function groupsOf(answer: unknown) {
  const found = check(accountAnswer, answer);
  if (!found.ok) throw new TypeError(JSON.stringify(found.issues));
  return factGroups(readAccount(found.value));
}

function factsOf(answer: unknown, title: string) {
  return groupsOf(answer).find((group) => group.title === title)?.facts ?? [];
}

function shownAs(value: Value): string {
  switch (value.kind) {
    case 'time':
      return `time ${value.at}`;
    case 'codes':
    case 'lines':
      return `${value.kind} ${value.texts.join(', ')}`;
    case 'json':
      return `json ${JSON.stringify(value.value)}`;
    default:
      return `${value.kind} ${value.text}`;
  }
}

const address = { line1: '1 Mill Street', city: 'Porto', country: 'PT' };

const FULL = {
  id: 'acc_1',
  organization: {
    id: 'org_1',
    issuer_id: 'i_1',
    status: 'active',
    status_at: 5,
    status_reason: 'Paid',
    status_by: 'usr_1',
    name: 'Acme',
    description: '**Acme**',
    logo_url: 'https://acme.example/logo.png',
    org_type: 'business',
    max_members: 50,
    default_member_scopes: ['issuers:read'],
    invitation_enabled: true,
    invitation_message: 'Welcome',
    address,
    business_details: { legal_name: 'Acme B.V.', registered_address: { ...address, floor: 3 } },
    contact: { email: 'it@acme.example', phone: null, website_url: 'https://acme.example', fax: 1 },
    social_links: ['https://social.example/acme', { kind: 'x' }],
    scopes: ['a'],
    security: { enforce_2fa: true, session: { ttl: 5 } },
    sso: { forced: false },
    custom_fields: { 'a.b': 'c', gone: null },
    stats: { n_members: 9, n_teams: 2 },
    metadata: { plan: 'team' },
    created_at: 10,
    updated_at: 21,
  },
  settings: { enforce_2fa: true },
  owner_user_id: 'usr_2',
  features: { webhooks: true, audit_log: false, seats: 'many' },
  limits: { domains: 20 },
  billing_mode: 'gated',
  balance_μusd: 12_500_000,
  credits_run_out: false,
  payment_methods: [{ brand: 'visa' }],
  metadata: JSON.parse('{"__proto__": "kept", "constructor": "too"}') as unknown,
  created_at: 10,
  updated_at: 20,
};

describe('factGroups', () => {
  test('shows every published field, grouped', () => {
    const shown = groupsOf(FULL).map(({ title, path, facts }) => [
      path === null ? title : `${title} | ${path}`,
      ...facts.map(({ term, name, value }) => `${term} | ${name} | ${shownAs(value)}`),
    ]);
    expect(shown).toEqual([
      [
        'Account',
        'Id | id | id acc_1',
        'Description | description | markdown **Acme**',
        'Owner | owner_user_id | id usr_2',
        'Logo | logo_url | copy https://acme.example/logo.png',
        'Created | created_at | time 10',
        'Updated | updated_at | time 20',
      ],
      [
        'Organisation | organization',
        'Type | org_type | text Business',
        'Id | id | id org_1',
        'Issuer | issuer_id | id i_1',
        'Status | status | text active',
        'Status since | status_at | time 5',
        'Reason | status_reason | text Paid',
        'Status set by | status_by | id usr_1',
        'Updated | updated_at | time 21',
      ],
      [
        'Membership and invitations',
        'Members | organization.stats.n_members | text 9',
        'At most | organization.max_members | text 50',
        'Scopes of a new member | organization.default_member_scopes | codes issuers:read',
        'Invitations | organization.invitation_enabled | text On',
        'Invitation message | organization.invitation_message | text Welcome',
        'n_teams | organization.stats.n_teams | text 2',
      ],
      [
        'Contact | organization.contact',
        'E-mail | email | copy it@acme.example',
        'Website | website_url | link https://acme.example',
        'fax | null | text 1',
      ],
      [
        'Address | organization.address',
        'Line 1 | line1 | text 1 Mill Street',
        'City | city | text Porto',
        'Country | country | text PT',
      ],
      [
        'Business details | organization.business_details',
        'Legal name | legal_name | text Acme B.V.',
        'Registered address | registered_address | lines 1 Mill Street, Porto, PT, floor: 3',
      ],
      [
        'Security and SSO',
        'Second factor for all | organization.security.enforce_2fa | text On',
        'session | organization.security.session | json {"ttl":5}',
        'forced | organization.sso.forced | text false',
      ],
      [
        'Billing',
        'Mode | billing_mode | text gated',
        'Balance | balance_μusd | text $12.50',
        'Credits run out | credits_run_out | text No',
        'Payment method 1 | payment_methods | json {"brand":"visa"}',
      ],
      [
        'Limits and features',
        'domains | limits.domains | text 20',
        'webhooks | features.webhooks | text On',
        'audit_log | features.audit_log | text Off',
        'seats | features.seats | text many',
      ],
      [
        'Links',
        'Link 1 | organization.social_links | link https://social.example/acme',
        'Link 2 | organization.social_links | json {"kind":"x"}',
      ],
      ['Custom fields | organization.custom_fields', 'a.b | null | text c'],
      ['Metadata | metadata', '__proto__ | null | text kept', 'constructor | null | text too'],
      ['Metadata of the organisation | organization.metadata', 'plan | null | text team'],
      ['Scopes', 'Scopes | organization.scopes | codes a'],
    ]);
  });

  test('leaves out what is not set, and groups of which nothing is', () => {
    expect(groupsOf({ id: 'acc_1' })).toEqual([
      {
        title: 'Account',
        path: null,
        facts: [{ term: 'Id', name: 'id', value: { kind: 'id', text: 'acc_1' } }],
      },
    ]);
  });

  test('an empty text is not set', () => {
    expect(factsOf({ id: 'acc_1', contact: { email: ' ', phone: '' } }, 'Contact')).toEqual([]);
  });

  test('names the fields of the flat shape where that came', () => {
    const flat = {
      id: 'acc_1',
      settings: { max_members: 5, invitation: { enabled: false, display_name: 'Acme' } },
      stats: { n_members: 3 },
      feature_flags: ['beta'],
    };
    expect(factsOf(flat, 'Membership and invitations')).toEqual([
      { term: 'Members', name: 'stats.n_members', value: { kind: 'text', text: '3' } },
      { term: 'At most', name: 'settings.max_members', value: { kind: 'text', text: '5' } },
      {
        term: 'Invitations',
        name: 'settings.invitation.enabled',
        value: { kind: 'text', text: 'Off' },
      },
      {
        term: 'Name in invitations',
        name: 'settings.invitation.display_name',
        value: { kind: 'text', text: 'Acme' },
      },
    ]);
    expect(factsOf(flat, 'Limits and features')).toEqual([
      { term: 'Features', name: 'feature_flags', value: { kind: 'codes', texts: ['beta'] } },
    ]);
  });

  test('names such as __proto__ are data', () => {
    expect(factsOf(FULL, 'Metadata')).toEqual([
      { term: '__proto__', name: null, value: { kind: 'text', text: 'kept' } },
      { term: 'constructor', name: null, value: { kind: 'text', text: 'too' } },
    ]);
    const own = JSON.parse('{"constructor": {"x": 1}}') as object;
    expect(factsOf({ id: 'acc_1', contact: own }, 'Contact')).toEqual([
      {
        term: 'constructor',
        name: null,
        value: { kind: 'json', value: { x: 1 } },
      },
    ]);
  });

  test('a second factor that both shapes tell of alike is said once', () => {
    const both = (enforce_2fa: boolean) =>
      factsOf(
        {
          id: 'acc_1',
          settings: { enforce_2fa },
          organization: { security: { enforce_2fa: true } },
        },
        'Security and SSO',
      ).map(({ name, value }) => [name, shownAs(value)]);
    expect(both(true)).toEqual([['organization.security.enforce_2fa', 'text On']]);
    expect(both(false)).toEqual([
      ['organization.security.enforce_2fa', 'text On'],
      ['settings.enforce_2fa', 'text Off'],
    ]);
  });

  test('an empty object of a known field says nothing; an empty list came', () => {
    expect(factsOf({ id: 'acc_1', limits: { a: {}, b: [] } }, 'Limits and features')).toEqual([
      { term: 'b', name: 'limits.b', value: { kind: 'json', value: [] } },
    ]);
  });
});
