import { describe, expect, test } from 'vitest';

import { accountAnswer, readAccount } from './account.ts';
import { check } from './check.ts';

/** The older, flat shape, every member of it [ref]. */
const FLAT = {
  id: 'acc_1',
  issuer_id: 'i_1',
  name: 'Acme',
  description: { content_type: 'plain', value: 'Words' },
  logo_url: 'https://example.com',
  org_type: 'business',
  settings: {
    max_members: 5,
    invitation: {
      enabled: true,
      display_name: 'Acme',
      description: { content_type: 'plain', value: 'Join us' },
      website_url: 'https://example.com',
    },
    enforce_2fa: true,
  },
  stats: { n_members: 3 },
  custom_fields: { anything: 'at all' },
  scopes: ['a'],
  contact: { email: 'a@example.com', phone: '1', website_url: 'https://example.com' },
  address: { line1: '1', line2: '2', city: 'c', state: 's', postal_code: 'p', country: 'NL' },
  business_details: { legal_name: 'Acme B.V.', registered_address: { city: 'c' } },
  metadata: { k: 'v' },
  created_at: 10,
  updated_at: 20,
  feature_flags: ['beta'],
};

/** Today's shape [api]. */
const TODAY = {
  id: 'acc_1',
  organization: {
    id: 'org_1',
    issuer_id: 'i_2',
    status: 'active',
    status_at: 5,
    status_reason: null,
    status_by: 'usr_1',
    name: 'Acme today',
    description: 'Markdown',
    logo_url: null,
    org_type: 'personal',
    max_members: 9,
    default_member_scopes: ['m'],
    invitation_enabled: false,
    invitation_message: 'Welcome',
    address: { city: 'today' },
    business_details: { legal_form: 'BV' },
    contact: { email: 'b@example.com' },
    social_links: ['https://social.example.com', { kind: 'x' }],
    scopes: ['b'],
    security: { mfa: true },
    sso: { on: false },
    custom_fields: { other: 1 },
    stats: { n_members: 7 },
    metadata: { org: 'yes' },
    created_at: 11,
    updated_at: 21,
  },
  owner_user_id: 'usr_2',
  domains: [{ host: 'a.example.com', verified: true }],
  features: ['sso'],
  limits: { domains: 20 },
  billing_mode: 'gated',
  balance_μusd: 1_500_000,
  credits_run_out: true,
  payment_methods: [{ brand: 'visa' }],
  metadata: { account: 'yes' },
  created_at: 12,
  updated_at: 22,
};

function read(answer: unknown) {
  const found = check(accountAnswer, answer);
  if (!found.ok) throw new TypeError(JSON.stringify(found.issues));
  expect(found.value).toBe(answer);
  return readAccount(found.value);
}

describe('readAccount', () => {
  test('reads the older shape', () => {
    expect(read(FLAT)).toEqual({
      id: 'acc_1',
      has_organization: false,
      name: 'Acme',
      description: 'Words',
      logo_url: 'https://example.com',
      org_type: 'business',
      status: null,
      status_at: null,
      status_reason: null,
      status_by: null,
      organization_id: null,
      issuer_id: 'i_1',
      owner_user_id: null,
      domains: null,
      max_members: 5,
      n_members: 3,
      default_member_scopes: [],
      invitation_enabled: true,
      invitation_message: 'Join us',
      invitation_display_name: 'Acme',
      invitation_website_url: 'https://example.com',
      enforce_2fa: true,
      contact: FLAT.contact,
      address: FLAT.address,
      business_details: FLAT.business_details,
      social_links: [],
      scopes: ['a'],
      custom_fields: { anything: 'at all' },
      security: null,
      sso: null,
      features: ['beta'],
      feature_values: null,
      limits: null,
      stats: { n_members: 3 },
      billing_mode: null,
      balance_micro_usd: null,
      credits_run_out: null,
      payment_methods: [],
      metadata: { k: 'v' },
      created_at: 10,
      updated_at: 20,
      organization_metadata: {},
      organization_created_at: null,
      organization_updated_at: null,
    });
  });

  test("reads today's shape", () => {
    expect(read(TODAY)).toEqual({
      id: 'acc_1',
      has_organization: true,
      name: 'Acme today',
      description: 'Markdown',
      logo_url: null,
      org_type: 'personal',
      status: 'active',
      status_at: 5,
      status_reason: null,
      status_by: 'usr_1',
      organization_id: 'org_1',
      issuer_id: 'i_2',
      owner_user_id: 'usr_2',
      domains: [{ host: 'a.example.com', verified: true }],
      max_members: 9,
      n_members: 7,
      default_member_scopes: ['m'],
      invitation_enabled: false,
      invitation_message: 'Welcome',
      invitation_display_name: null,
      invitation_website_url: null,
      enforce_2fa: null,
      contact: { email: 'b@example.com' },
      address: { city: 'today' },
      business_details: { legal_form: 'BV' },
      social_links: ['https://social.example.com', { kind: 'x' }],
      scopes: ['b'],
      custom_fields: { other: 1 },
      security: { mfa: true },
      sso: { on: false },
      features: ['sso'],
      feature_values: null,
      limits: { domains: 20 },
      stats: { n_members: 7 },
      billing_mode: 'gated',
      balance_micro_usd: 1_500_000,
      credits_run_out: true,
      payment_methods: [{ brand: 'visa' }],
      // What updateAccount writes.
      metadata: { account: 'yes' },
      created_at: 12,
      updated_at: 22,
      organization_metadata: { org: 'yes' },
      organization_created_at: 11,
      organization_updated_at: 21,
    });
  });

  test("reads both at once: today's wins, and what only the older one says stays", () => {
    const account = read({ ...FLAT, ...TODAY });
    expect(account).toMatchObject({
      name: 'Acme today',
      description: 'Markdown',
      org_type: 'personal',
      issuer_id: 'i_2',
      max_members: 9,
      enforce_2fa: true,
      features: ['sso'],
      updated_at: 22,
    });
  });

  test('reads as little as an id', () => {
    const account = read({ id: 'acc_1' });
    expect(account.id).toBe('acc_1');
    expect(account.name).toBeNull();
    expect(account.domains).toBeNull();
    expect(account.metadata).toEqual({});
  });

  test('a cleared name stays cleared when both shapes say so', () => {
    const cleared = { name: null, description: null, logo_url: null };
    const account = read({
      ...FLAT,
      ...TODAY,
      ...cleared,
      organization: { ...TODAY.organization, ...cleared },
    });
    expect(account).toMatchObject(cleared);
  });

  test('words nobody knows yet are kept', () => {
    const account = read({
      ...TODAY,
      billing_mode: 'prepaid',
      organization: { ...TODAY.organization, status: 'frozen', org_type: 'guild' },
      domains: [{ host: 'a.example.com', cf_status: 'dreaming', later: true }],
    });
    expect(account).toMatchObject({ billing_mode: 'prepaid', status: 'frozen', org_type: 'guild' });
    expect(account.domains).toEqual([
      { host: 'a.example.com', cf_status: 'dreaming', later: true },
    ]);
  });

  test('features may be an object of switches', () => {
    const features = { a: true, b: false, c: 'beta' };
    expect(read({ id: 'acc_1', features })).toMatchObject({
      features: ['a'],
      feature_values: features,
    });
  });

  test('a single feature may be a text', () => {
    expect(read({ id: 'acc_1', features: 'sso' }).features).toEqual(['sso']);
  });
});
