import { EXAMPLES } from '#contract/auth-methods/examples.ts';
import { AUTH_METHOD_KINDS, AUTH_METHODS } from '#contract/auth-methods/registry.ts';
import type { AuthMethodKind } from '#contract/auth-methods/registry.ts';
import { ACCESS_MODES, defaultSwitches } from '#contract/ours/rules.ts';
import { AUTH_METHOD_ID_PREFIX } from '#contract/ours/limits.ts';
import type { JsonObject } from '#contract/values.ts';
import { timeId } from '../ids.ts';
import { random } from '../random.ts';
import type { StoredIssuer, StoredMethod } from '../rows.ts';
import type { Company } from './accounts.ts';
import { seeded } from './seeded.ts';
import type { Seeded } from './seeded.ts';
import { ENVIRONMENTS, LONG_ISSUER, PRODUCTS, REGIONS, SPECIAL_ISSUERS } from './words.ts';

const MINUTE = 60_000;
const DAY = 86_400_000;

/** Which issuers to make: `count` of them, spread evenly over the time from `from` to `to` (ms). */
export type IssuerPlan = Company & {
  seed: number;
  account: string;
  count: number;
  from: number;
  to: number;
};

/** The seeded issuers of one account. */
export function seedIssuers(plan: IssuerPlan): Seeded<StoredIssuer> {
  const { seed, account, count } = plan;
  const ids = Array.from({ length: count }, (_, index) =>
    timeId('i_', createdAt(plan, index), seed, account),
  );
  return seeded(ids, (index, id) => issuer(plan, index, id));
}

function createdAt({ seed, account, count, from, to }: IssuerPlan, index: number): number {
  const slot = Math.floor((to - from) / Math.max(count, 1));
  const jitter = random(seed, account, 'created', index).below(Math.floor(slot * 0.8));
  return to - index * slot - jitter;
}

function issuer(plan: IssuerPlan, index: number, id: string): StoredIssuer {
  const { seed, account, site } = plan;
  const r = random(seed, account, 'issuer', index);
  const created_at = createdAt(plan, index);
  const settled = Math.min(90 * DAY, plan.to + 2 * 60 * MINUTE - created_at);
  const updated_at = index % 6 === 5 ? null : created_at + 1 + r.below(settled);
  const environment = index % 8 === 7 ? undefined : ENVIRONMENTS[index % 3];
  const name = issuerName(index, environment);
  const mode = ACCESS_MODES[index % 5];
  return {
    id,
    account_id: account,
    name,
    description: r.chance(0.6)
      ? `Sign-in for **${name ?? 'an unnamed service'}**${environment === undefined ? '' : ` (${environment})`}.`
      : null,
    links: r.chance(0.4)
      ? {
          website: `https://www.${site}`,
          support: `https://help.${site}`,
          ...(r.chance(0.5) && { privacy_policy: `https://www.${site}/privacy` }),
        }
      : null,
    available_scopes: ['openid', 'profile', 'email', 'offline_access'].slice(0, r.below(5)),
    status: statusAt(index),
    status_at: updated_at ?? created_at,
    settings: issuerSettings(plan, index, mode),
    metadata: {
      ...(environment !== undefined && { environment }),
      ...(r.chance(0.3) && { team: r.pick(['commerce', 'platform', 'growth', 'operations']) }),
      ...(r.chance(0.2) && { cost_center: `CC-${1000 + r.below(9000)}` }),
    },
    created_at,
    updated_at,
  };
}

/** Statuses, access modes and doors turn at different speeds, so every combination appears. */
function statusAt(index: number): string {
  const turn = Math.floor(index / 5) % 20;
  if (turn < 14) return 'active';
  return turn < 18 ? 'disabled' : 'suspended';
}

function hasDoor(index: number): boolean {
  return ![3, 9, 15].includes(Math.floor(index / 5) % 20);
}

function issuerName(index: number, environment: string | undefined): string | null {
  if (index % 41 === 20) return null;
  if (index % 59 === 30) return LONG_ISSUER;
  if (index % 31 === 12)
    return SPECIAL_ISSUERS[Math.floor(index / 31) % SPECIAL_ISSUERS.length] ?? null;
  const place = Math.floor(index / 3);
  const product = PRODUCTS[place % PRODUCTS.length] ?? '';
  const region = REGIONS[Math.floor(place / PRODUCTS.length) % REGIONS.length] ?? '';
  const round = Math.floor(place / (PRODUCTS.length * REGIONS.length));
  const suffix = round === 0 ? '' : ` ${round + 1}`;
  return `${product}${region}${environment === undefined ? '' : ` ${environment}`}${suffix}`;
}

function issuerSettings(
  { seed, account, site, brand }: IssuerPlan,
  index: number,
  mode: string | undefined,
): JsonObject {
  const r = random(seed, account, 'settings', index);
  return {
    ...(mode !== undefined && {
      access: {
        mode,
        ...(r.chance(0.3) && { allowed_email_domains: [site, 'partner.example'] }),
        ...(r.chance(0.7) && { verify_email: r.chance(0.8) }),
        ...(r.chance(0.6) && { mfa: r.pick(['off', 'optional', 'required']) }),
        ...(r.chance(0.5) && {
          sessions: {
            max_age: r.pick([86_400, 604_800, 2_592_000]),
            idle_timeout: r.pick([1_800, 43_200]),
            device_fingerprinting: r.chance(0.2),
          },
        }),
      },
    }),
    ...(r.chance(0.6) && {
      security: {
        cors_origins: [`https://www.${site}`],
        redirect_uris: { require_https: true, allow_localhost: index % 3 === 2 },
        tokens: { access_token_ttl: r.pick([300, 900, 3_600]), refresh_token_ttl: 1_209_600 },
      },
    }),
    ...(r.chance(0.4) && {
      branding: {
        display_name: brand,
        primary_color: `#${r.hex(6)}`,
        dark_mode: r.pick(['auto', 'light', 'dark']),
      },
    }),
    ...(r.chance(0.2) && { portals: { signup: { enabled: r.chance(0.5) } } }),
  };
}

/** A method this project does not know, as AuthPI may add one any day. */
const UNKNOWN_METHOD = {
  method: 'saml',
  name: 'Corporate SAML',
  settings: { metadata_url: 'https://sso.northwind.example/metadata.xml', sign_requests: true },
} as const;

type MethodPlan = { kind: AuthMethodKind | 'unknown'; enabled_login?: boolean };

/**
 * The seeded auth methods of one issuer. `index` is its position in the account, newest first.
 * `shown` sets aside what chance would give: `all` makes the newest issuers show what there can be,
 * `one` gives each a single method.
 */
export function seedMethods({
  seed,
  company,
  issuer: { id, created_at },
  index,
  shown,
}: {
  seed: number;
  company: Company;
  issuer: StoredIssuer;
  index: number;
  shown: 'all' | 'one' | null;
}): Seeded<StoredMethod> {
  const plans = showpieces(shown, index) ?? methodPlans(seed, id, index);
  // The first planned is the oldest: methods were added minute by minute after the issuer.
  const newest = plans.toReversed();
  const at = (position: number) => created_at + (plans.length - position) * MINUTE;
  const ids = newest.map((_, position) => timeId(AUTH_METHOD_ID_PREFIX, at(position), seed, id));
  return seeded(ids, (position, methodId) => {
    const { kind, enabled_login } = newest[position] ?? { kind: 'password' };
    const unknown = kind === 'unknown';
    const { name, settings } = unknown ? UNKNOWN_METHOD : EXAMPLES[kind](company);
    const method = unknown ? UNKNOWN_METHOD.method : kind;
    const r = random(seed, 'method', methodId);
    return {
      id: methodId,
      name,
      method,
      first_factor_only: unknown || AUTH_METHODS[kind].firstFactorOnly === true,
      ...defaultSwitches(method),
      ...(enabled_login !== undefined && { enabled_login }),
      featured: kind === 'passkey',
      settings,
      created_at: at(position),
      updated_at: r.chance(0.5) ? at(position) + r.below(30 * MINUTE) : null,
    };
  });
}

const SHOWPIECES: readonly (readonly MethodPlan[])[] = [
  AUTH_METHOD_KINDS.map((kind) => ({ kind, enabled_login: kind !== 'sms_otp' })),
  [{ kind: 'password' }, { kind: 'unknown' }, { kind: 'totp' }],
];

function showpieces(shown: 'all' | 'one' | null, index: number): readonly MethodPlan[] | undefined {
  if (shown === 'one') return [{ kind: 'password' }];
  return shown === 'all' ? SHOWPIECES[index] : undefined;
}

function methodPlans(seed: number, issuer: string, index: number): MethodPlan[] {
  const r = random(seed, 'methods', issuer);
  if (!hasDoor(index)) {
    return r.pick<MethodPlan[]>([
      [],
      [{ kind: 'totp' }, { kind: 'backup_codes' }],
      [{ kind: 'password', enabled_login: false }],
    ]);
  }
  const chosen: MethodPlan[] = [{ kind: r.pick(['password', 'email_link', 'email_otp']) }];
  if (r.chance(0.5)) chosen.push({ kind: 'passkey' });
  if (r.chance(0.35)) chosen.push({ kind: 'oidc' });
  if (r.chance(0.15)) chosen.push({ kind: 'github', enabled_login: r.chance(0.7) });
  if (r.chance(0.15)) chosen.push({ kind: 'apple' });
  if (r.chance(0.3)) chosen.push({ kind: 'totp' });
  return chosen;
}
