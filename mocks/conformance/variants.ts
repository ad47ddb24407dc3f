/**
 * The 13 auth methods as contract §9 tables them, written out by hand: what a create may carry, what
 * it must carry, and what it must not.
 */
export type Variant = {
  method: string;
  /** What `first_factor_only` must be; both where the administrator chooses. */
  firstFactorOnly: readonly boolean[];
  /** Whether a create without `settings` is refused. */
  needsSettings: boolean;
  onePerIssuer: boolean;
  signupByDefault: boolean;
  /** The least settings a create may carry; undefined for none at all. */
  least: { [setting: string]: unknown } | undefined;
  /** Every known setting. */
  full: { [setting: string]: unknown };
  /** Settings no answer may carry, with the marker inside their value. */
  secrets: { [setting: string]: string };
  required: readonly string[];
  /** Another valid value for each core setting that is no secret: an update must refuse it. */
  core: { [setting: string]: string };
  /** A changeable setting and its new value. */
  change: { [setting: string]: unknown };
  /** One wrong value at a time. */
  wrong: readonly (readonly [setting: string, value: unknown, code: string, field?: string])[];
};

/** Stands in every secret of this suite, so that one search finds any of them. */
export const CANARY = 'c4n4ryS3cret';

const PEM = [
  '-----BEGIN PRIVATE KEY-----',
  `${CANARY}MIGTAgEAMBMGByqGSM49AgEGCCqGSM49AwEHBHkwdwIBAQQg`,
  'AAECAwQFBgcICQoLDA0ODxAREhMUFRYXGBkaGxwdHh8=',
  '-----END PRIVATE KEY-----',
  '',
].join('\n');

const MANUAL = {
  authorization_endpoint: 'https://sso.example.com/authorize',
  token_endpoint: 'https://sso.example.com/token',
  userinfo_endpoint: 'https://sso.example.com/userinfo',
  client_id: 'manual-client',
  client_secret: `${CANARY}-manual`,
  redirect_uri: 'https://idp.example.com/callback',
};

const OAUTH2 = {
  provider: 'gitlab',
  client_id: 'oauth2-client',
  client_secret: `${CANARY}-oauth2`,
  redirect_uri: 'https://idp.example.com/callback',
};

const OIDC = {
  issuer_url: 'https://accounts.example.com',
  client_id: 'oidc-client',
  client_secret: `${CANARY}-oidc`,
};

const APPLE = {
  client_id: 'com.example.signin',
  team_id: 'A1B2C3D4E5',
  key_id: 'Z9Y8X7W6V5',
  private_key: PEM,
};

const GITHUB = { client_id: 'Iv1.0123456789abcdef', client_secret: `${CANARY}-github` };

const OTP_WRONG: Variant['wrong'] = [
  ['digits', 3, 'too_small'],
  ['digits', 11, 'too_big'],
  ['digits', 6.5, 'invalid_type'],
  ['digits', '6', 'invalid_type'],
  ['ttl', 0, 'too_small'],
  ['max_attempts', 0, 'too_small'],
  ['max_attempts', 11, 'too_big'],
];

/** Every variant, in the order of the reference. */
export const VARIANTS: readonly Variant[] = [
  {
    method: 'oauth2',
    firstFactorOnly: [true],
    needsSettings: true,
    onePerIssuer: false,
    signupByDefault: true,
    least: OAUTH2,
    full: { ...OAUTH2, scopes: ['read_user', 'email'] },
    secrets: { client_secret: CANARY },
    required: ['provider', 'client_id', 'client_secret', 'redirect_uri'],
    core: {
      provider: 'bitbucket',
      client_id: 'another-client',
      redirect_uri: 'https://other.example.com/callback',
    },
    change: { scopes: ['read_user'] },
    wrong: [
      ['provider', '', 'too_short'],
      ['client_id', 7, 'invalid_type'],
      ['client_secret', '', 'too_short'],
      ['redirect_uri', 'not an address', 'invalid_format'],
      ['redirect_uri', 'javascript:alert(1)', 'invalid_format'],
      ['scopes', 'email', 'invalid_type'],
      ['scopes', ['two words'], 'invalid_format', 'settings.scopes.0'],
      ['scopes', ['email', 'email'], 'duplicate'],
    ],
  },
  {
    method: 'oidc',
    firstFactorOnly: [true],
    needsSettings: true,
    onePerIssuer: false,
    signupByDefault: true,
    least: OIDC,
    full: { ...OIDC, scopes: ['openid', 'email'], pkce: true, trust_email_verified: false },
    secrets: { client_secret: CANARY },
    required: ['issuer_url', 'client_id', 'client_secret'],
    core: { issuer_url: 'https://login.example.com', client_id: 'another-client' },
    change: { pkce: false },
    wrong: [
      ['issuer_url', 'http://accounts.example.com', 'invalid_format'],
      ['issuer_url', null, 'invalid_type'],
      ['client_id', '', 'too_short'],
      ['client_secret', 12345, 'invalid_type'],
      ['scopes', [1], 'invalid_type', 'settings.scopes.0'],
      ['pkce', 'yes', 'invalid_type'],
      ['trust_email_verified', 1, 'invalid_type'],
    ],
  },
  {
    method: 'apple',
    firstFactorOnly: [true],
    needsSettings: true,
    onePerIssuer: false,
    signupByDefault: true,
    least: APPLE,
    full: { ...APPLE, scopes: ['name', 'email'] },
    secrets: { private_key: CANARY },
    required: ['client_id', 'team_id', 'key_id', 'private_key'],
    core: { client_id: 'com.example.other', team_id: 'AAAAAAAAAA', key_id: 'BBBBBBBBBB' },
    change: { scopes: ['email'] },
    wrong: [
      ['client_id', '', 'too_short'],
      ['team_id', 'A1B2C3D4E', 'invalid_format'],
      ['team_id', 'A1B2C3D4E56', 'invalid_format'],
      ['key_id', 'short', 'invalid_format'],
      ['private_key', 'not a key', 'invalid_format'],
      [
        'private_key',
        '-----BEGIN EC PRIVATE KEY-----\nAAAA\n-----END EC PRIVATE KEY-----\n',
        'invalid_format',
      ],
    ],
  },
  {
    method: 'github',
    firstFactorOnly: [true],
    needsSettings: true,
    onePerIssuer: false,
    signupByDefault: true,
    least: GITHUB,
    full: { ...GITHUB, scopes: ['read:user', 'user:email'], base_url: 'https://git.example.com' },
    secrets: { client_secret: CANARY },
    required: ['client_id', 'client_secret'],
    core: { client_id: 'Iv1.fedcba9876543210' },
    change: { base_url: 'https://github.example.com' },
    wrong: [
      ['client_id', '', 'too_short'],
      ['base_url', 'ftp://git.example.com', 'invalid_format'],
      ['base_url', 'git.example.com', 'invalid_format'],
    ],
  },
  {
    method: 'oauth2_manual',
    firstFactorOnly: [true],
    needsSettings: true,
    onePerIssuer: false,
    signupByDefault: true,
    least: MANUAL,
    full: {
      ...MANUAL,
      scopes: ['profile'],
      token_endpoint_auth_method: 'client_secret_post',
      subject_claim: 'sub',
    },
    secrets: { client_secret: CANARY },
    required: [
      'authorization_endpoint',
      'token_endpoint',
      'userinfo_endpoint',
      'client_id',
      'client_secret',
      'redirect_uri',
    ],
    core: {
      authorization_endpoint: 'https://other.example.com/authorize',
      token_endpoint: 'https://other.example.com/token',
      userinfo_endpoint: 'https://other.example.com/userinfo',
      client_id: 'another-client',
      redirect_uri: 'https://other.example.com/callback',
    },
    change: { subject_claim: 'user_id' },
    wrong: [
      ['authorization_endpoint', 'http://sso.example.com/authorize', 'invalid_format'],
      ['token_endpoint', '', 'invalid_format'],
      ['userinfo_endpoint', 5, 'invalid_type'],
      ['redirect_uri', '//idp.example.com', 'invalid_format'],
      ['subject_claim', '', 'too_short'],
    ],
  },
  {
    method: 'password',
    firstFactorOnly: [true],
    needsSettings: true,
    onePerIssuer: true,
    signupByDefault: true,
    least: {},
    full: {
      min_length: 16,
      breach_check: false,
      history: 5,
      require_lowercase: true,
      require_uppercase: true,
      require_digit: true,
      require_symbol: false,
    },
    secrets: {},
    required: [],
    core: {},
    change: { min_length: 20 },
    wrong: [
      ['min_length', 7, 'too_small'],
      ['min_length', 129, 'too_big'],
      ['min_length', 12.5, 'invalid_type'],
      ['min_length', '12', 'invalid_type'],
      ['history', -1, 'too_small'],
      ['history', 25, 'too_big'],
      ['breach_check', 'true', 'invalid_type'],
      ['require_digit', 1, 'invalid_type'],
    ],
  },
  {
    method: 'temporary_password',
    firstFactorOnly: [true],
    needsSettings: false,
    onePerIssuer: true,
    signupByDefault: true,
    least: undefined,
    full: { ttl: 3600, length: 24 },
    secrets: {},
    required: [],
    core: {},
    change: { length: 32 },
    wrong: [
      ['length', 7, 'too_small'],
      ['length', 65, 'too_big'],
      ['ttl', 0, 'too_small'],
      ['ttl', '3600', 'invalid_type'],
    ],
  },
  {
    method: 'email_link',
    firstFactorOnly: [true],
    needsSettings: true,
    onePerIssuer: true,
    signupByDefault: true,
    least: {},
    full: { ttl: 600, same_device: false },
    secrets: {},
    required: [],
    core: {},
    change: { same_device: true },
    wrong: [
      ['ttl', 0, 'too_small'],
      ['ttl', 1.5, 'invalid_type'],
      ['same_device', 'no', 'invalid_type'],
    ],
  },
  {
    method: 'email_otp',
    firstFactorOnly: [true],
    needsSettings: false,
    onePerIssuer: true,
    signupByDefault: true,
    least: undefined,
    full: { digits: 8, ttl: 300, max_attempts: 3 },
    secrets: {},
    required: [],
    core: {},
    change: { digits: 4 },
    wrong: OTP_WRONG,
  },
  {
    method: 'sms_otp',
    firstFactorOnly: [true],
    needsSettings: false,
    onePerIssuer: true,
    signupByDefault: true,
    least: undefined,
    full: { digits: 10, ttl: 120, max_attempts: 10, allowed_countries: ['NL', 'BE'] },
    secrets: {},
    required: [],
    core: {},
    change: { allowed_countries: ['DE'] },
    wrong: [
      ...OTP_WRONG,
      ['allowed_countries', ['nl'], 'invalid_format', 'settings.allowed_countries.0'],
      ['allowed_countries', ['NL', 'NLD'], 'invalid_format', 'settings.allowed_countries.1'],
      ['allowed_countries', ['NL', 'NL'], 'duplicate'],
      ['allowed_countries', 'NL', 'invalid_type'],
    ],
  },
  {
    method: 'passkey',
    firstFactorOnly: [true, false],
    needsSettings: true,
    onePerIssuer: false,
    signupByDefault: true,
    least: {},
    full: {
      rp_id: 'example.com',
      rp_name: 'Example',
      user_verification: 'required',
      attestation: 'none',
      resident_key: 'preferred',
      authenticator_attachment: 'cross-platform',
    },
    secrets: {},
    required: [],
    core: { rp_id: 'example.org' },
    change: { rp_name: 'Example Ltd' },
    wrong: [
      ['rp_id', '', 'too_short'],
      ['user_verification', 'always', 'invalid_value'],
      ['attestation', 'full', 'invalid_value'],
      ['resident_key', true, 'invalid_type'],
      ['authenticator_attachment', 'usb', 'invalid_value'],
    ],
  },
  {
    method: 'totp',
    firstFactorOnly: [false],
    needsSettings: false,
    onePerIssuer: true,
    signupByDefault: false,
    least: undefined,
    full: { algorithm: 'SHA256', digits: 8, period: 60, issuer_name: 'Example' },
    secrets: {},
    required: [],
    core: {},
    change: { period: 45 },
    wrong: [
      ['algorithm', 'MD5', 'invalid_value'],
      ['digits', 7, 'invalid_value'],
      ['period', 14, 'too_small'],
      ['period', 121, 'too_big'],
      ['issuer_name', '', 'too_short'],
    ],
  },
  {
    method: 'backup_codes',
    firstFactorOnly: [false],
    needsSettings: false,
    onePerIssuer: true,
    signupByDefault: false,
    least: undefined,
    full: { count: 20, length: 16 },
    secrets: {},
    required: [],
    core: {},
    change: { count: 12 },
    wrong: [
      ['count', 4, 'too_small'],
      ['count', 21, 'too_big'],
      ['length', 7, 'too_small'],
      ['length', 17, 'too_big'],
    ],
  },
];

/** A create body of a variant with these settings. */
export function createBody(
  variant: Variant,
  settings: { [setting: string]: unknown } | undefined,
): { [field: string]: unknown } {
  return {
    name: `A ${variant.method} method`,
    method: variant.method,
    first_factor_only: variant.firstFactorOnly[0],
    ...(settings === undefined ? {} : { settings }),
  };
}
