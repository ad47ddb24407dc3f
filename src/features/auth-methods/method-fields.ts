import type { output, ZodMiniType } from 'zod/mini';
import { AUTH_METHODS } from '#contract/auth-method-variants.ts';
import type { AuthMethodKind } from '#contract/auth-method-variants.ts';
import type { Noun } from '#shared/list-words.ts';

/**
 * What a setting is called and how its value is meant.
 *
 * - `text`: words for people. `code`: an identifier or address, to be copied.
 * - `secret`: goes in on create and never comes out.
 * - `seconds`: a length of time. `count`: a number of something.
 * - `codes`: identifiers. `countries`: ISO 3166-1 alpha-2 codes.
 * - `choice`: one of the words in `options`.
 */
export type SettingField =
  | Named<'text' | 'code' | 'secret' | 'flag' | 'seconds' | 'codes' | 'countries'>
  | CountField
  | ChoiceField<string>;

type Named<Kind extends string> = { kind: Kind; label: string };
type CountField = Named<'count'> & { unit: Noun };
type ChoiceField<Word extends string> = Named<'choice'> & {
  options: { readonly [Option in Word]: string };
};

const CLIENT = {
  client_id: { kind: 'code', label: 'Client id' },
  client_secret: { kind: 'secret', label: 'Client secret' },
} as const;

const REDIRECT = { redirect_uri: { kind: 'code', label: 'Redirect URI' } } as const;
const SCOPES = { scopes: { kind: 'codes', label: 'Scopes' } } as const;

const ATTEMPTS = { one: 'attempt', many: 'attempts' };
const CHARACTERS = { one: 'character', many: 'characters' };
const CODES = { one: 'code', many: 'codes' };
const DIGITS = { one: 'digit', many: 'digits' };
const PASSWORDS = { one: 'password', many: 'passwords' };

const OTP = {
  digits: { kind: 'count', label: 'Length of a code', unit: DIGITS },
  ttl: { kind: 'seconds', label: 'A code is valid for' },
  max_attempts: { kind: 'count', label: 'Wrong codes allowed', unit: ATTEMPTS },
} as const;

/** How much a WebAuthn relying party wants something. */
const WANTED = { required: 'Required', preferred: 'Preferred', discouraged: 'Discouraged' };

/**
 * Every setting of every auth method, in the order it is shown. The type follows `AUTH_METHODS`: a
 * setting without an entry here, an entry of the wrong kind, and a secret that is not called one do
 * not compile.
 */
export const METHOD_FIELDS = {
  oauth2: {
    provider: { kind: 'code', label: 'Provider' },
    ...CLIENT,
    ...REDIRECT,
    ...SCOPES,
  },
  oidc: {
    issuer_url: { kind: 'code', label: 'Issuer URL' },
    ...CLIENT,
    ...SCOPES,
    pkce: { kind: 'flag', label: 'Use PKCE' },
    trust_email_verified: { kind: 'flag', label: 'Trust a verified e-mail of the provider' },
  },
  apple: {
    client_id: { kind: 'code', label: 'Services ID' },
    team_id: { kind: 'code', label: 'Team id' },
    key_id: { kind: 'code', label: 'Key id' },
    private_key: { kind: 'secret', label: 'Private key' },
    ...SCOPES,
  },
  github: {
    ...CLIENT,
    ...SCOPES,
    base_url: { kind: 'code', label: 'Enterprise Server address' },
  },
  oauth2_manual: {
    authorization_endpoint: { kind: 'code', label: 'Authorization endpoint' },
    token_endpoint: { kind: 'code', label: 'Token endpoint' },
    userinfo_endpoint: { kind: 'code', label: 'Userinfo endpoint' },
    ...CLIENT,
    ...REDIRECT,
    ...SCOPES,
    token_endpoint_auth_method: {
      kind: 'choice',
      label: 'The client proves itself by',
      options: {
        client_secret_basic: 'HTTP Basic (client_secret_basic)',
        client_secret_post: 'The request body (client_secret_post)',
      },
    },
    subject_claim: { kind: 'code', label: 'Claim that names the user' },
  },
  password: {
    min_length: { kind: 'count', label: 'Minimum length', unit: CHARACTERS },
    breach_check: { kind: 'flag', label: 'Refuse passwords known from breaches' },
    history: { kind: 'count', label: 'Earlier passwords that cannot be reused', unit: PASSWORDS },
    require_lowercase: { kind: 'flag', label: 'Require a lower-case letter' },
    require_uppercase: { kind: 'flag', label: 'Require a capital letter' },
    require_digit: { kind: 'flag', label: 'Require a digit' },
    require_symbol: { kind: 'flag', label: 'Require a symbol' },
  },
  temporary_password: {
    ttl: { kind: 'seconds', label: 'A password is valid for' },
    length: { kind: 'count', label: 'Length of a password', unit: CHARACTERS },
  },
  email_link: {
    ttl: { kind: 'seconds', label: 'A link is valid for' },
    same_device: { kind: 'flag', label: 'Only on the device that asked for it' },
  },
  email_otp: OTP,
  sms_otp: {
    ...OTP,
    allowed_countries: { kind: 'countries', label: 'Countries of phone numbers' },
  },
  passkey: {
    rp_id: { kind: 'code', label: 'Relying party id' },
    rp_name: { kind: 'text', label: 'Relying party name' },
    user_verification: { kind: 'choice', label: 'User verification', options: WANTED },
    attestation: {
      kind: 'choice',
      label: 'Attestation',
      options: {
        none: 'None',
        indirect: 'Indirect',
        direct: 'Direct',
        enterprise: 'Enterprise',
      },
    },
    resident_key: { kind: 'choice', label: 'Resident key', options: WANTED },
    authenticator_attachment: {
      kind: 'choice',
      label: 'Authenticator attachment',
      options: { platform: 'Built into the device', 'cross-platform': 'Separate from the device' },
    },
  },
  totp: {
    algorithm: {
      kind: 'choice',
      label: 'Algorithm',
      options: { SHA1: 'SHA-1', SHA256: 'SHA-256', SHA512: 'SHA-512' },
    },
    digits: { kind: 'count', label: 'Length of a code', unit: DIGITS },
    period: { kind: 'seconds', label: 'A code changes every' },
    issuer_name: { kind: 'text', label: 'Name shown in the app' },
  },
  backup_codes: {
    count: { kind: 'count', label: 'Codes for one user', unit: CODES },
    length: { kind: 'count', label: 'Length of a code', unit: CHARACTERS },
  },
} as const satisfies {
  [Kind in AuthMethodKind]: {
    [Setting in keyof Settings<Kind>]: Setting extends Secret<Kind>
      ? Named<'secret'>
      : FieldOf<Settings<Kind>[Setting]>;
  };
};

type Entry<Kind extends AuthMethodKind> = (typeof AUTH_METHODS)[Kind];
type Secret<Kind extends AuthMethodKind> = Entry<Kind>['secrets'][number];
type Settings<Kind extends AuthMethodKind> = Entry<Kind>['required'] &
  Entry<Kind>['other']['shape'];

/** Which fields can stand for the values of a schema. */
type FieldOf<Schema> = Schema extends ZodMiniType ? FieldFor<NonNullable<output<Schema>>> : never;

type FieldFor<Value> = [Value] extends [boolean]
  ? Named<'flag'>
  : [Value] extends [number]
    ? Named<'seconds'> | CountField
    : [Value] extends [string]
      ? string extends Value
        ? Named<'text' | 'code'>
        : ChoiceField<Value>
      : Named<'codes' | 'countries'>;

/** One setting of a method: its name in the API, and its field. */
export type NamedField = readonly [name: string, field: SettingField];

/** The settings of a method that are fixed once it exists, and those that are not. */
export function fieldsOf(kind: AuthMethodKind): { core: NamedField[]; other: NamedField[] } {
  const { required, alsoCore }: { required: object; alsoCore: readonly string[] } =
    AUTH_METHODS[kind];
  const isCore = (name: string) => Object.hasOwn(required, name) || alsoCore.includes(name);
  const fields: NamedField[] = Object.entries(METHOD_FIELDS[kind]);
  return {
    core: fields.filter(([name]) => isCore(name)),
    other: fields.filter(([name]) => !isCore(name)),
  };
}

/** Whether a method holds something that is never shown again. */
export function hasSecrets(kind: AuthMethodKind): boolean {
  return AUTH_METHODS[kind].secrets.length > 0;
}
