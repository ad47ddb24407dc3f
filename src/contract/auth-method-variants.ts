import { boolean, discriminatedUnion, literal, looseObject, optional } from 'zod/mini';
import type { output } from 'zod/mini';
import { authMethod } from './auth-method.ts';
import type { AuthMethod } from './auth-method.ts';
import { check } from './check.ts';
import { LIMITS } from './ours/limits.ts';
import { MANUAL_REQUIRED, OTHER_SETTINGS, OUR_CARDINALITY } from './ours/method-settings.ts';
import { characters, format, httpsUrl, jsonObject, nullish, webUrl } from './values.ts';

const text = () => characters(1, LIMITS.setting);
const tenCharacters = (words: string) => format((id) => /^[A-Z0-9]{10}$/.test(id), words);
const pem = () =>
  format(
    (key) =>
      /^-----BEGIN PRIVATE KEY-----\r?\n[A-Za-z0-9+/=\r\n]+\r?\n?-----END PRIVATE KEY-----\s*$/.test(
        key.trimStart(),
      ),
    'This must be a PKCS#8 private key, from -----BEGIN PRIVATE KEY----- on',
  );

const clientCredentials = { client_id: text(), client_secret: text() };

/**
 * The 13 auth methods (contract §9). Each entry says, for one `method`:
 *
 * - `firstFactorOnly`: what `first_factor_only` must be on create; `'either'` lets the administrator choose.
 * - `settings`: whether create needs the object at all (`{}` may be enough).
 * - `perIssuer`: how many one issuer may have.
 * - `required`: settings create must carry. They are *core*: fixed after creation.
 * - `alsoCore`: optional settings that are fixed after creation as well.
 * - `secrets`: settings no answer ever carries.
 * - `other`, `defaults`: the remaining settings and what their absence means (ours).
 */
export const AUTH_METHODS = {
  oauth2: {
    firstFactorOnly: true,
    settings: 'required',
    perIssuer: 'many',
    required: { provider: text(), ...clientCredentials, redirect_uri: webUrl() },
    alsoCore: [],
    secrets: ['client_secret'],
    other: OTHER_SETTINGS.oauth2,
  },
  oidc: {
    firstFactorOnly: true,
    settings: 'required',
    perIssuer: 'many',
    required: { issuer_url: httpsUrl(), ...clientCredentials },
    alsoCore: [],
    secrets: ['client_secret'],
    other: OTHER_SETTINGS.oidc,
  },
  apple: {
    firstFactorOnly: true,
    settings: 'required',
    perIssuer: 'many',
    required: {
      client_id: text(),
      team_id: tenCharacters('A team id has 10 capital letters and digits'),
      key_id: tenCharacters('A key id has 10 capital letters and digits'),
      private_key: pem(),
    },
    alsoCore: [],
    secrets: ['private_key'],
    other: OTHER_SETTINGS.apple,
  },
  github: {
    firstFactorOnly: true,
    settings: 'required',
    perIssuer: 'many',
    required: clientCredentials,
    alsoCore: [],
    secrets: ['client_secret'],
    other: OTHER_SETTINGS.github,
  },
  oauth2_manual: {
    firstFactorOnly: true,
    settings: 'required',
    perIssuer: OUR_CARDINALITY.oauth2_manual,
    required: { ...MANUAL_REQUIRED, ...clientCredentials, redirect_uri: webUrl() },
    alsoCore: [],
    secrets: ['client_secret'],
    other: OTHER_SETTINGS.oauth2_manual,
  },
  password: {
    firstFactorOnly: true,
    settings: 'required',
    perIssuer: 'one',
    required: {},
    alsoCore: [],
    secrets: [],
    other: OTHER_SETTINGS.password,
  },
  temporary_password: {
    firstFactorOnly: true,
    settings: 'optional',
    perIssuer: OUR_CARDINALITY.temporary_password,
    required: {},
    alsoCore: [],
    secrets: [],
    other: OTHER_SETTINGS.temporary_password,
  },
  email_link: {
    firstFactorOnly: true,
    settings: 'required',
    perIssuer: 'one',
    required: {},
    alsoCore: [],
    secrets: [],
    other: OTHER_SETTINGS.email_link,
  },
  email_otp: {
    firstFactorOnly: true,
    settings: 'optional',
    perIssuer: 'one',
    required: {},
    alsoCore: [],
    secrets: [],
    other: OTHER_SETTINGS.email_otp,
  },
  sms_otp: {
    firstFactorOnly: true,
    settings: 'optional',
    perIssuer: OUR_CARDINALITY.sms_otp,
    required: {},
    alsoCore: [],
    secrets: [],
    other: OTHER_SETTINGS.sms_otp,
  },
  passkey: {
    firstFactorOnly: 'either',
    settings: 'required',
    perIssuer: 'many',
    required: {},
    alsoCore: ['rp_id'],
    secrets: [],
    other: OTHER_SETTINGS.passkey,
  },
  totp: {
    firstFactorOnly: false,
    settings: 'optional',
    perIssuer: 'one',
    required: {},
    alsoCore: [],
    secrets: [],
    other: OTHER_SETTINGS.totp,
  },
  backup_codes: {
    firstFactorOnly: false,
    settings: 'optional',
    perIssuer: 'one',
    required: {},
    alsoCore: [],
    secrets: [],
    other: OTHER_SETTINGS.backup_codes,
  },
} as const satisfies { [method: string]: AuthMethodEntry };

type AuthMethodEntry = {
  firstFactorOnly: boolean | 'either';
  settings: 'required' | 'optional';
  perIssuer: 'one' | 'many';
  required: { [setting: string]: ReturnType<typeof text> };
  alsoCore: readonly string[];
  secrets: readonly string[];
  other: { shape: object; defaults: object };
};

/** The `method` of a known auth method. */
export type AuthMethodKind = keyof typeof AUTH_METHODS;

/** Every known `method`, in the order of the reference. */
export const AUTH_METHOD_KINDS = Object.keys(AUTH_METHODS) as AuthMethodKind[];

/** Whether `method` is one of the 13. */
export function isKnownMethod(method: string): method is AuthMethodKind {
  return Object.hasOwn(AUTH_METHODS, method);
}

/** Settings that cannot change after creation (contract §9, "core settings"); secrets included. */
export function coreSettings(method: AuthMethodKind): string[] {
  const entry: AuthMethodEntry = AUTH_METHODS[method];
  return [...Object.keys(entry.required), ...entry.alsoCore];
}

const flags = {
  enabled_login: optional(boolean()),
  enabled_signup: optional(boolean()),
  featured: optional(boolean()),
};

const name = characters(LIMITS.name.min, LIMITS.name.max);

/** Settings of a create: what is required, and what may be there. */
function createSettings<K extends AuthMethodKind>(kind: K) {
  const required: Required<K> = AUTH_METHODS[kind].required;
  const other: Other<K> = AUTH_METHODS[kind].other.shape;
  return looseObject({ ...required, ...other });
}

/** Settings of an update: core ones may be repeated unchanged, so only the others are checked. */
function updateSettings<K extends AuthMethodKind>(kind: K) {
  return looseObject(AUTH_METHODS[kind].other.shape as Other<K>);
}

type Required<K extends AuthMethodKind> = (typeof AUTH_METHODS)[K]['required'];
type Other<K extends AuthMethodKind> = (typeof AUTH_METHODS)[K]['other']['shape'];

const first = <K extends AuthMethodKind>(kind: K) => ({
  ...flags,
  name,
  method: literal(kind),
  first_factor_only: literal(true, 'This must be true'),
});

const second = <K extends AuthMethodKind>(kind: K) => ({
  ...flags,
  name,
  method: literal(kind),
  first_factor_only: literal(false, 'This must be false'),
});

/** Body of createAuthMethod: one of the 13, told apart by `method`. */
export const authMethodCreate = discriminatedUnion('method', [
  looseObject({ ...first('oauth2'), settings: createSettings('oauth2') }),
  looseObject({ ...first('oidc'), settings: createSettings('oidc') }),
  looseObject({ ...first('apple'), settings: createSettings('apple') }),
  looseObject({ ...first('github'), settings: createSettings('github') }),
  looseObject({ ...first('oauth2_manual'), settings: createSettings('oauth2_manual') }),
  looseObject({ ...first('password'), settings: createSettings('password') }),
  looseObject({
    ...first('temporary_password'),
    settings: optional(createSettings('temporary_password')),
  }),
  looseObject({ ...first('email_link'), settings: createSettings('email_link') }),
  looseObject({ ...first('email_otp'), settings: optional(createSettings('email_otp')) }),
  looseObject({ ...first('sms_otp'), settings: optional(createSettings('sms_otp')) }),
  looseObject({
    ...first('passkey'),
    first_factor_only: boolean(),
    settings: createSettings('passkey'),
  }),
  looseObject({ ...second('totp'), settings: optional(createSettings('totp')) }),
  looseObject({ ...second('backup_codes'), settings: optional(createSettings('backup_codes')) }),
]);

const updateBody = { ...flags, name: optional(name) };

/**
 * Body of updateAuthMethod, for any method: the body does not say which, so `settings` is only an
 * object here; {@link authMethodUpdateOf} checks them for one.
 */
export const authMethodUpdate = looseObject({ ...updateBody, settings: optional(jsonObject()) });

/** Body of updateAuthMethod for one known method. That core settings stay is checked by the server. */
export function authMethodUpdateOf<K extends AuthMethodKind>(kind: K) {
  return looseObject({ ...updateBody, settings: optional(updateSettings(kind)) });
}

/** Settings of an answer: those of the method without its secrets, each perhaps absent. */
function answerOf<K extends AuthMethodKind>(kind: K) {
  const { required, other, secrets } = AUTH_METHODS[kind];
  const hidden: readonly string[] = secrets;
  const shown = Object.fromEntries(
    Object.entries(required)
      .filter(([setting]) => !hidden.includes(setting))
      .map(([setting, schema]) => [setting, nullish(schema)]),
  );
  return looseObject({
    ...authMethod.def.shape,
    method: literal(kind),
    settings: nullish(looseObject({ ...shown, ...other.shape } as Shown<K> & Other<K>)),
  });
}

type SecretOf<K extends AuthMethodKind> = (typeof AUTH_METHODS)[K]['secrets'][number];
type Shown<K extends AuthMethodKind> = {
  [S in Exclude<keyof Required<K>, SecretOf<K>>]: ReturnType<
    typeof nullish<Required<K>[S] & ReturnType<typeof text>>
  >;
};

const knownAuthMethod = discriminatedUnion('method', [
  answerOf('oauth2'),
  answerOf('oidc'),
  answerOf('apple'),
  answerOf('github'),
  answerOf('oauth2_manual'),
  answerOf('password'),
  answerOf('temporary_password'),
  answerOf('email_link'),
  answerOf('email_otp'),
  answerOf('sms_otp'),
  answerOf('passkey'),
  answerOf('totp'),
  answerOf('backup_codes'),
]);

/** An auth method this project knows, told apart by `method`. */
export type KnownAuthMethod = output<typeof knownAuthMethod>;

/**
 * Tells a method this project fully understands from one it must only keep and show: a `method` it
 * does not know, or a known one whose settings have a form it does not expect.
 */
export function readAuthMethod(
  answer: AuthMethod,
): { known: true; method: KnownAuthMethod } | { known: false; method: AuthMethod } {
  const found = check(knownAuthMethod, answer);
  return found.ok ? { known: true, method: found.value } : { known: false, method: answer };
}
