import { literal, union } from 'zod/mini';
import {
  characters,
  flag,
  format,
  httpsUrl,
  nullish,
  oneOf,
  scopeToken,
  setOf,
  wholeNumber,
} from '../values.ts';
import { LIMITS } from './limits.ts';

/** One second-and-up duration. Unpublished maxima: 30 days keeps a typo from becoming a policy. */
const seconds = () => wholeNumber(1, 30 * 86_400);
const text = () => characters(1, LIMITS.setting);
const scopes = () => setOf(scopeToken(), LIMITS.scopes);

const country = () =>
  format((code) => /^[A-Z]{2}$/.test(code), 'A country is two capital letters, such as NL');

const otp = {
  digits: nullish(wholeNumber(4, 10)),
  ttl: nullish(seconds()),
  max_attempts: nullish(wholeNumber(1, 10)),
};

/** Ways a client may authenticate at a token endpoint with a secret (RFC 6749 §2.3.1, OIDC Core §9). */
const TOKEN_ENDPOINT_AUTH_METHODS = ['client_secret_basic', 'client_secret_post'] as const;

/**
 * Settings of each method beyond the published required ones (contract §9, "Other settings").
 * Null and absent mean the default. `defaults` are what absence means.
 */
export const OTHER_SETTINGS = {
  oauth2: { shape: { scopes: nullish(scopes()) }, defaults: {} },
  oidc: {
    shape: {
      scopes: nullish(scopes()),
      pkce: nullish(flag()),
      trust_email_verified: nullish(flag()),
    },
    defaults: { scopes: ['openid', 'email', 'profile'] },
  },
  apple: { shape: { scopes: nullish(scopes()) }, defaults: { scopes: ['name', 'email'] } },
  github: {
    shape: { scopes: nullish(scopes()), base_url: nullish(httpsUrl()) },
    defaults: { scopes: ['read:user', 'user:email'] },
  },
  oauth2_manual: {
    shape: {
      scopes: nullish(scopes()),
      token_endpoint_auth_method: nullish(oneOf(TOKEN_ENDPOINT_AUTH_METHODS)),
      subject_claim: nullish(text()),
    },
    defaults: {},
  },
  password: {
    shape: {
      min_length: nullish(wholeNumber(8, 128)),
      breach_check: nullish(flag()),
      history: nullish(wholeNumber(0, 24)),
      require_lowercase: nullish(flag()),
      require_uppercase: nullish(flag()),
      require_digit: nullish(flag()),
      require_symbol: nullish(flag()),
    },
    defaults: {
      min_length: 12,
      breach_check: true,
      history: 0,
      require_lowercase: false,
      require_uppercase: false,
      require_digit: false,
      require_symbol: false,
    },
  },
  temporary_password: {
    shape: { ttl: nullish(seconds()), length: nullish(wholeNumber(8, 64)) },
    defaults: { ttl: 86_400, length: 16 },
  },
  email_link: {
    shape: { ttl: nullish(seconds()), same_device: nullish(flag()) },
    defaults: { ttl: 900, same_device: true },
  },
  email_otp: { shape: otp, defaults: { digits: 6, ttl: 600, max_attempts: 5 } },
  sms_otp: {
    shape: { ...otp, allowed_countries: nullish(setOf(country())) },
    defaults: { digits: 6, ttl: 600, max_attempts: 5 },
  },
  passkey: {
    shape: {
      rp_id: nullish(characters(1, 253)),
      rp_name: nullish(text()),
      user_verification: nullish(oneOf(['required', 'preferred', 'discouraged'])),
      attestation: nullish(oneOf(['none', 'indirect', 'direct', 'enterprise'])),
      resident_key: nullish(oneOf(['discouraged', 'preferred', 'required'])),
      authenticator_attachment: nullish(oneOf(['platform', 'cross-platform'])),
    },
    defaults: {},
  },
  totp: {
    shape: {
      algorithm: nullish(oneOf(['SHA1', 'SHA256', 'SHA512'])),
      digits: nullish(union([literal(6), literal(8)])),
      period: nullish(wholeNumber(15, 120)),
      issuer_name: nullish(text()),
    },
    defaults: { period: 30 },
  },
  backup_codes: {
    shape: { count: nullish(wholeNumber(5, 20)), length: nullish(wholeNumber(8, 16)) },
    defaults: { count: 10, length: 10 },
  },
} as const;

/** The required settings of `oauth2_manual`: none are published. */
export const MANUAL_REQUIRED = {
  authorization_endpoint: httpsUrl(),
  token_endpoint: httpsUrl(),
  userinfo_endpoint: httpsUrl(),
} as const;

/** How many of a method one issuer may have, where no source says. The others are published. */
export const OUR_CARDINALITY = {
  oauth2_manual: 'many',
  temporary_password: 'one',
  sms_otp: 'one',
} as const;

/** What absence of a flag means on create; totp and backup codes do not start a signup. */
export function defaultFlags(method: string) {
  return {
    enabled_login: true,
    enabled_signup: method !== 'totp' && method !== 'backup_codes',
    featured: false,
  };
}
