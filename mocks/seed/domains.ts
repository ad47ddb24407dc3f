import type { Domain } from '#contract/domain.ts';
import { random } from '../random.ts';

/** Held by an account the person is no member of, so nobody else can add it. */
export const FOREIGN_HOSTS = ['login.tailspin.example', 'id.tailspin.example'] as const;

/** 202 characters, far from the limit and still too long for any column. */
export const LONG_HOST = `${['single-sign-on', 'very-long-subsidiary-name', 'of-the-northern-trading-and-shipping-company', 'regional-office', 'of-the-province-of-north-holland', 'and-the-wadden-islands'].join('.')}.customers.northwind.example`;

type State = {
  host: string;
  verified: boolean;
  /** Position of the issuer it is assigned to, newest first. */
  issuer?: number;
  cf?: string;
};

/** One of each state: verified or not, assigned or not, in every combination, and what Cloudflare says. */
const FIRST_ACCOUNT: readonly State[] = [
  { host: 'login.northwind.example', verified: true, issuer: 0, cf: 'active' },
  { host: 'accounts.northwind.example', verified: true, issuer: 0, cf: 'pending' },
  { host: 'id.northwind.example', verified: true, issuer: 1, cf: 'moved' },
  // Unknown on purpose: a later word of Cloudflare's.
  { host: 'sso.northwind.example', verified: true, issuer: 2, cf: 'awaiting_attestation' },
  { host: 'old-login.northwind.example', verified: true, issuer: 3, cf: 'pending_deletion' },
  { host: 'auth.northwind-shop.example', verified: true, issuer: 4, cf: 'active_redeploying' },
  { host: 'auth.northwind-labs.example', verified: true, issuer: 5, cf: 'blocked' },
  // Assigned before it was verified, as the older reference describes (contract §10).
  { host: 'partners.northwind.example', verified: false, issuer: 6, cf: 'pending' },
  { host: 'careers.northwind.example', verified: false, issuer: 7 },
  { host: 'wholesale.northwind.example', verified: true, issuer: 8 },
  { host: 'staging.northwind.example', verified: true },
  { host: 'preview.northwind.example', verified: true, cf: 'deleted' },
  { host: 'returns.northwind.example', verified: false },
  // Müller-Großhandel, and a Japanese "sign in" below "example".
  { host: 'anmeldung.xn--mller-grohandel-yib89b.example', verified: true, issuer: 9 },
  { host: 'xn--ecka3czob.xn--r8jz45g.example', verified: false },
  { host: LONG_HOST, verified: false },
  // The top of its zone.
  { host: 'northwind-kiosk.example', verified: false },
];

const FULL_TOO: readonly State[] = ['a', 'b', 'c'].map((letter) => ({
  host: `campaign-${letter}.northwind-shop.example`,
  verified: letter === 'a',
}));

/**
 * The first account's domains, `count` of the 20 there can be. Added over the last weeks before `at` (Unix ms)
 * and assigned in its last hours, once the newest issuers were there.
 */
export function firstAccountDomains(
  issuerIds: readonly string[],
  at: number,
  count: number,
): Domain[] {
  return [...FIRST_ACCOUNT, ...FULL_TOO].slice(0, count).map((state, index): Domain => {
    const issuer = state.issuer === undefined ? undefined : issuerIds[state.issuer];
    return {
      ...newDomain(state.host, at - (60 - 3 * index) * 86_400_000),
      verified: state.verified,
      primary: index === 0,
      ...(issuer !== undefined && {
        assigned_issuer_id: issuer,
        assigned_at: at - 7_200_000 + index * 60_000,
      }),
      ...(state.cf !== undefined && {
        cf_custom_hostname_id: hostnameId(state.host),
        cf_status: state.cf,
      }),
    };
  });
}

/** A new domain, as addDomain stores it: neither verified nor assigned. */
export function newDomain(host: string, added_at: number): Domain {
  return {
    host,
    verified: false,
    primary: false,
    added_at,
    assigned_issuer_id: null,
    assigned_at: null,
  };
}

/** Cloudflare's id for a host: 32 hexadecimal digits. */
export function hostnameId(host: string): string {
  return random('cf', host).hex(32);
}
