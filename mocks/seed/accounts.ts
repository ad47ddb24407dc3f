import { random } from '../random.ts';
import type { StoredAccount } from '../rows.ts';
import { COMPANY_FIRST, COMPANY_SECOND, FIRST_ACCOUNT, SPECIAL_ACCOUNTS } from './words.ts';

/** A company: its plain name, and a site below a name reserved for examples (RFC 2606). */
export type Company = { brand: string; site: string };

/** The company behind the account at a position, newest first. */
export function companyAt(index: number): Company {
  if (index === 0) return { brand: 'Northwind', site: 'northwind.example' };
  const first = COMPANY_FIRST[(index * 5) % COMPANY_FIRST.length] ?? '';
  const brand = `${first} ${COMPANY_SECOND[(index * 7) % COMPANY_SECOND.length] ?? ''}`;
  return { brand, site: `${brand.replace(' ', '-').toLowerCase()}.example` };
}

function accountName(index: number): string | null {
  if (index === 0) return FIRST_ACCOUNT;
  const special = SPECIAL_ACCOUNTS.get(index);
  return special === undefined ? companyAt(index).brand : special;
}

/** One seeded account without its domains. `owner` owns it; `platform` is AuthPI's own issuer. */
export function seedAccount(
  seed: number,
  {
    index,
    id,
    created_at,
    settled_at,
  }: { index: number; id: string; created_at: number; settled_at: number },
  { owner, platform }: { owner: string; platform: string },
): Omit<StoredAccount, 'domains'> {
  const r = random(seed, 'account', index);
  const name = accountName(index);
  const { site } = companyAt(index);
  const address = {
    line1: `${1 + r.below(240)} ${r.pick(['Harbour', 'Mill', 'Station', 'Church'])} Street`,
    line2: null,
    city: r.pick(['Rotterdam', 'Leeds', 'Porto', 'Lyon', 'Gdańsk', 'Osaka']),
    state: null,
    postal_code: String(10_000 + r.below(90_000)),
    country: r.pick(['NL', 'GB', 'PT', 'FR', 'PL', 'JP']),
  };
  const gated = index % 9 === 4;
  const updatedAt = () => {
    // The first account's domains were assigned in the last hours.
    if (index === 0) return settled_at;
    return index % 5 === 2 ? null : created_at + 1 + r.below(settled_at - created_at);
  };
  return {
    id,
    name,
    description: index % 3 === 0 ? `Accounts and sign-in of **${name ?? 'this company'}**.` : null,
    logo_url: index % 4 === 0 ? `https://www.${site}/logo.png` : null,
    owner_user_id: owner,
    metadata: index % 2 === 0 ? { plan: r.pick(['team', 'business', 'enterprise']) } : {},
    created_at,
    updated_at: updatedAt(),
    profile: {
      org_id: `org_${r.hex(25)}`,
      issuer_id: platform,
      org_type: index % 11 === 6 ? 'personal' : 'business',
      status: 'active',
      max_members: index % 3 === 1 ? null : 50,
      n_members: 1 + r.below(40),
      invitation_enabled: r.chance(0.7),
      invitation_message: r.chance(0.3) ? 'Welcome aboard.' : null,
      enforce_2fa: r.chance(0.4),
      email: `it@${site}`,
      phone: r.chance(0.5) ? `+3110${1_000_000 + r.below(9_000_000)}` : null,
      website_url: `https://www.${site}`,
      address,
      business_details: {
        company_number: String(10_000_000 + r.below(90_000_000)),
        sector: r.pick(['retail', 'finance', 'education', 'health', 'logistics']),
        tax_id: null,
        vat_number: null,
        charity_number: null,
        legal_name: name,
        legal_form: null,
        registration_date: null,
        registration_country: address.country,
        registration_state: null,
        registered_address: address,
      },
      features: { custom_domains: true, webhooks: r.chance(0.6), audit_log: r.chance(0.4) },
      billing_mode: gated ? 'gated' : 'ungated',
      balance_micro_usd: gated ? r.below(3) * 12_500_000 : 0,
    },
  };
}
