// What is expected of each auth method, by hand from the contract (§9) and not from the registry,
// which is what is tested. A method without an entry here fails in auth-methods.spec.ts.

/** What goes into a field, by its label: text, or the option that is chosen. */
type Filling = readonly [label: string, given: string | { readonly option: string }];

type Settings = { readonly [setting: string]: unknown };

/** One auth method as it is created, read and edited. */
export type MethodCase = {
  /** What it is called in the picker. */
  readonly link: string;
  readonly typed: readonly Filling[];
  /** The radio of the factor, where there is a choice. */
  readonly factor?: string;
  /** The body of the POST, exactly. */
  readonly post: { readonly name: string; readonly [field: string]: unknown };
  /** What then stands on its page: in fields, and of what is fixed, as text. */
  readonly fields: readonly (readonly [label: string, value: string])[];
  readonly facts: readonly string[];
  /** One setting that is changed, and the body of its PATCH, exactly: `settings` go out whole. */
  readonly edit: Filling;
  readonly patch: { readonly settings: Settings };
};

/** A PKCS#8 key of this test's own. */
export const PEM =
  '-----BEGIN PRIVATE KEY-----\nMIGHAgEAMBMGByqGSM49AgEGCCqGSM49AwEHBG0wawIBAQQgVGhpc0lzTm9LZXk=\n-----END PRIVATE KEY-----';

const FIRST_FACTOR = {
  first_factor_only: true,
  enabled_login: true,
  enabled_signup: true,
  featured: false,
};
const SECOND_FACTOR = { ...FIRST_FACTOR, first_factor_only: false, enabled_signup: false };

/** By `method`. */
export const METHOD_CASES: { readonly [method: string]: readonly MethodCase[] | undefined } = {
  oauth2: [
    {
      link: 'OAuth 2.0',
      typed: [
        ['Name', 'Bluebird'],
        ['Provider', 'bluebird'],
        ['Client id', 'web-1'],
        ['Client secret', 'typed-secret-1'],
        ['Redirect URI', 'https://login.example.com/callback/bluebird'],
        ['Scopes', 'profile.read\nmail.read'],
      ],
      post: {
        name: 'Bluebird',
        method: 'oauth2',
        ...FIRST_FACTOR,
        settings: {
          provider: 'bluebird',
          client_id: 'web-1',
          client_secret: 'typed-secret-1',
          redirect_uri: 'https://login.example.com/callback/bluebird',
          scopes: ['profile.read', 'mail.read'],
        },
      },
      fields: [['Scopes', 'profile.read\nmail.read']],
      facts: ['bluebird', 'web-1', 'https://login.example.com/callback/bluebird'],
      edit: ['Scopes', 'profile.read'],
      patch: {
        settings: {
          provider: 'bluebird',
          client_id: 'web-1',
          redirect_uri: 'https://login.example.com/callback/bluebird',
          scopes: ['profile.read'],
        },
      },
    },
  ],
  oidc: [
    {
      link: 'OpenID Connect',
      typed: [
        ['Name', 'Workforce'],
        ['Issuer URL', 'https://login.example.com/tenant-1/v2.0'],
        ['Client id', 'client-2'],
        ['Client secret', 'typed-secret-2'],
        ['Use PKCE', { option: 'On' }],
      ],
      post: {
        name: 'Workforce',
        method: 'oidc',
        ...FIRST_FACTOR,
        settings: {
          issuer_url: 'https://login.example.com/tenant-1/v2.0',
          client_id: 'client-2',
          client_secret: 'typed-secret-2',
          pkce: true,
        },
      },
      fields: [
        ['Use PKCE', 'true'],
        ['Scopes', ''],
      ],
      facts: ['https://login.example.com/tenant-1/v2.0', 'client-2'],
      // What is taken away goes out as null: a merge would keep it otherwise.
      edit: ['Use PKCE', { option: 'Not set' }],
      patch: {
        settings: {
          issuer_url: 'https://login.example.com/tenant-1/v2.0',
          client_id: 'client-2',
          pkce: null,
        },
      },
    },
  ],
  apple: [
    {
      link: 'Apple',
      typed: [
        ['Name', 'Apple at home'],
        ['Services ID', 'com.example.signin'],
        ['Team id', 'TEAM7EXMPL'],
        ['Key id', 'K3Y1D5EED0'],
        ['Text of the .p8 file', PEM],
      ],
      post: {
        name: 'Apple at home',
        method: 'apple',
        ...FIRST_FACTOR,
        settings: {
          client_id: 'com.example.signin',
          team_id: 'TEAM7EXMPL',
          key_id: 'K3Y1D5EED0',
          private_key: PEM,
        },
      },
      fields: [['Scopes', '']],
      facts: ['com.example.signin', 'TEAM7EXMPL', 'K3Y1D5EED0'],
      edit: ['Scopes', 'email'],
      patch: {
        settings: {
          client_id: 'com.example.signin',
          team_id: 'TEAM7EXMPL',
          key_id: 'K3Y1D5EED0',
          scopes: ['email'],
        },
      },
    },
  ],
  github: [
    {
      link: 'GitHub',
      typed: [
        ['Name', 'GitHub of ours'],
        ['Client id', 'Iv1.1234'],
        ['Client secret', 'typed-secret-4'],
        ['Enterprise Server address', 'https://git.example.com'],
      ],
      post: {
        name: 'GitHub of ours',
        method: 'github',
        ...FIRST_FACTOR,
        settings: {
          client_id: 'Iv1.1234',
          client_secret: 'typed-secret-4',
          base_url: 'https://git.example.com',
        },
      },
      fields: [['Enterprise Server address', 'https://git.example.com']],
      facts: ['Iv1.1234'],
      edit: ['Enterprise Server address', 'https://code.example.com'],
      patch: { settings: { client_id: 'Iv1.1234', base_url: 'https://code.example.com' } },
    },
  ],
  oauth2_manual: [
    {
      link: 'OAuth 2.0, set up by hand',
      typed: [
        ['Name', 'Directory'],
        ['Authorization endpoint', 'https://dir.example.com/authorize'],
        ['Token endpoint', 'https://dir.example.com/token'],
        ['Userinfo endpoint', 'https://dir.example.com/me'],
        ['Client id', 'client-5'],
        ['Client secret', 'typed-secret-5'],
        ['Redirect URI', 'https://login.example.com/callback/dir'],
        ['The client proves itself by', { option: 'The request body (client_secret_post)' }],
      ],
      post: {
        name: 'Directory',
        method: 'oauth2_manual',
        ...FIRST_FACTOR,
        settings: {
          authorization_endpoint: 'https://dir.example.com/authorize',
          token_endpoint: 'https://dir.example.com/token',
          userinfo_endpoint: 'https://dir.example.com/me',
          client_id: 'client-5',
          client_secret: 'typed-secret-5',
          redirect_uri: 'https://login.example.com/callback/dir',
          token_endpoint_auth_method: 'client_secret_post',
        },
      },
      fields: [['The client proves itself by', 'client_secret_post']],
      facts: [
        'https://dir.example.com/authorize',
        'https://dir.example.com/token',
        'https://dir.example.com/me',
        'client-5',
        'https://login.example.com/callback/dir',
      ],
      edit: ['Claim that names the user', 'employee_number'],
      patch: {
        settings: {
          authorization_endpoint: 'https://dir.example.com/authorize',
          token_endpoint: 'https://dir.example.com/token',
          userinfo_endpoint: 'https://dir.example.com/me',
          client_id: 'client-5',
          redirect_uri: 'https://login.example.com/callback/dir',
          token_endpoint_auth_method: 'client_secret_post',
          subject_claim: 'employee_number',
        },
      },
    },
  ],
  password: [
    {
      link: 'Password',
      // Nothing is typed: required settings are there, and empty.
      typed: [],
      post: { name: 'Password', method: 'password', ...FIRST_FACTOR, settings: {} },
      fields: [
        ['Minimum length', ''],
        ['Require a digit', ''],
      ],
      facts: [],
      edit: ['Minimum length', '16'],
      patch: { settings: { min_length: 16 } },
    },
  ],
  temporary_password: [
    {
      link: 'Temporary password',
      // Optional settings that hold nothing are not there at all.
      typed: [],
      post: { name: 'Temporary password', method: 'temporary_password', ...FIRST_FACTOR },
      fields: [['A password is valid for', '']],
      facts: [],
      edit: ['A password is valid for', '2 d'],
      patch: { settings: { ttl: 172_800 } },
    },
  ],
  email_link: [
    {
      link: 'E-mail link',
      typed: [],
      post: { name: 'E-mail link', method: 'email_link', ...FIRST_FACTOR, settings: {} },
      fields: [['A link is valid for', '']],
      facts: [],
      edit: ['Only on the device that asked for it', { option: 'Off' }],
      patch: { settings: { same_device: false } },
    },
  ],
  email_otp: [
    {
      link: 'E-mail code',
      typed: [
        ['Name', 'Code by e-mail'],
        ['Length of a code', '8'],
        ['A code is valid for', '5 min'],
      ],
      post: {
        name: 'Code by e-mail',
        method: 'email_otp',
        ...FIRST_FACTOR,
        settings: { digits: 8, ttl: 300 },
      },
      fields: [
        ['Length of a code', '8'],
        ['A code is valid for', '5 min'],
      ],
      facts: [],
      edit: ['Wrong codes allowed', '3'],
      patch: { settings: { digits: 8, ttl: 300, max_attempts: 3 } },
    },
  ],
  sms_otp: [
    {
      link: 'SMS code',
      typed: [['Countries of phone numbers', 'NL\nBE']],
      post: {
        name: 'SMS code',
        method: 'sms_otp',
        ...FIRST_FACTOR,
        settings: { allowed_countries: ['NL', 'BE'] },
      },
      fields: [['Countries of phone numbers', 'NL\nBE']],
      facts: [],
      edit: ['Countries of phone numbers', 'NL\nBE\nDE'],
      patch: { settings: { allowed_countries: ['NL', 'BE', 'DE'] } },
    },
  ],
  passkey: [
    {
      link: 'Passkey',
      typed: [
        ['Name', 'Passkey alone'],
        ['Relying party name', 'Example'],
        ['Relying party id', 'example.com'],
      ],
      post: {
        name: 'Passkey alone',
        method: 'passkey',
        ...FIRST_FACTOR,
        settings: { rp_id: 'example.com', rp_name: 'Example' },
      },
      fields: [['Relying party name', 'Example']],
      facts: ['example.com', 'First factor only'],
      edit: ['User verification', { option: 'Required' }],
      patch: {
        settings: { rp_id: 'example.com', rp_name: 'Example', user_verification: 'required' },
      },
    },
    {
      link: 'Passkey',
      typed: [['Name', 'Passkey as both']],
      factor: 'Also a second factor',
      post: {
        name: 'Passkey as both',
        method: 'passkey',
        ...FIRST_FACTOR,
        first_factor_only: false,
        settings: {},
      },
      fields: [['Relying party name', '']],
      facts: ['Also a second factor'],
      edit: ['Authenticator attachment', { option: 'Separate from the device' }],
      patch: { settings: { authenticator_attachment: 'cross-platform' } },
    },
  ],
  totp: [
    {
      link: 'Authenticator app',
      typed: [],
      post: { name: 'Authenticator app', method: 'totp', ...SECOND_FACTOR },
      fields: [['A code changes every', '']],
      facts: ['Second factor'],
      edit: ['Algorithm', { option: 'SHA-256' }],
      patch: { settings: { algorithm: 'SHA256' } },
    },
  ],
  backup_codes: [
    {
      link: 'Backup codes',
      typed: [['Codes for one user', '8']],
      post: {
        name: 'Backup codes',
        method: 'backup_codes',
        ...SECOND_FACTOR,
        settings: { count: 8 },
      },
      fields: [['Codes for one user', '8']],
      facts: ['Second factor'],
      edit: ['Length of a code', '12'],
      patch: { settings: { count: 8, length: 12 } },
    },
  ],
};

/** A value that cannot stand in a field, and what is said of it there. */
type Bad = readonly [label: string, value: string, words: string];

const over = (most: number) => 'x'.repeat(most + 1);
const TOO_LONG = 'This is longer than 2048 characters';
const NO_HTTPS = 'This must be an https address';
const NO_NUMBER = 'This is no number';
const NOT_WHOLE = 'This must be a whole number';

const NAME: readonly Bad[] = [
  ['Name', '', 'This must not be empty'],
  ['Name', '   ', 'This must not be empty'],
  ['Name', over(100), 'This is longer than 100 characters'],
];
const SECRET: readonly Bad[] = [['Client secret', over(2048), TOO_LONG]];
const CLIENT_ID: readonly Bad[] = [['Client id', over(2048), TOO_LONG]];
const REDIRECT_URI: readonly Bad[] = [
  ['Redirect URI', 'login.example.com/callback', 'This must be a full web address'],
  ['Redirect URI', 'com.example.app:/callback', 'This must be a full web address'],
  ['Redirect URI', 'https:login.example.com', 'This must be a full web address'],
];
const SCOPES: readonly Bad[] = [
  ['Scopes', 'openid\nread write', 'Entry 2: A scope has no spaces or quotes'],
  ['Scopes', 'openid\nopenid', 'An entry stands here twice'],
];
const https = (label: string): readonly Bad[] => [
  [label, 'http://example.com', NO_HTTPS],
  [label, 'example.com', NO_HTTPS],
  [label, 'https://exam ple.com', NO_HTTPS],
];
const whole = (label: string, least: number, most: number): readonly Bad[] => [
  [label, String(least - 1), `This must be at least ${least}`],
  [label, String(most + 1), `This must be at most ${most}`],
  [label, `${least}.5`, NOT_WHOLE],
  [label, 'many', NO_NUMBER],
];
const length = (label: string): readonly Bad[] => [
  [label, '0 s', 'This must be at least 1'],
  [label, '31 d', 'This must be at most 30 d'],
  [label, 'a while', 'This is no length of time, such as 7 d, 12 h or 30 min'],
];
const OTP: readonly Bad[] = [
  ...whole('Length of a code', 4, 10),
  ...length('A code is valid for'),
  ...whole('Wrong codes allowed', 1, 10),
];
const ten = (label: string, words: string): readonly Bad[] =>
  ['TEAM7', 'TEAM7EXMPL1', 'team7exmpl', 'TEAM-EXMPL'].map((value) => [label, value, words]);

/** What each field refuses as it is typed, by `method`; where nothing is typed, on creating: `needed`. */
export const BAD_VALUES: {
  readonly [method: string]:
    | {
        readonly needed: readonly string[];
        readonly bad: readonly Bad[];
        /** Of secrets: they are read as a whole. */
        readonly secret?: readonly Bad[];
      }
    | undefined;
} = {
  oauth2: {
    needed: ['Provider', 'Client id', 'Client secret', 'Redirect URI'],
    bad: [...NAME, ['Provider', over(2048), TOO_LONG], ...CLIENT_ID, ...REDIRECT_URI, ...SCOPES],
    secret: SECRET,
  },
  oidc: {
    needed: ['Issuer URL', 'Client id', 'Client secret'],
    bad: [
      ...https('Issuer URL'),
      ['Issuer URL', 'https://{domain}', 'Replace {domain}'],
      ...CLIENT_ID,
      ...SCOPES,
    ],
    secret: SECRET,
  },
  apple: {
    needed: ['Services ID', 'Team id', 'Key id', 'Text of the .p8 file'],
    bad: [
      ['Services ID', over(2048), TOO_LONG],
      ...ten('Team id', 'A team id has 10 capital letters and digits'),
      ...ten('Key id', 'A key id has 10 capital letters and digits'),
      ...SCOPES,
    ],
    secret: [
      ['Text of the .p8 file', 'typed by hand', 'This is no private key'],
      [
        'Text of the .p8 file',
        PEM.replaceAll('PRIVATE KEY', 'PUBLIC KEY'),
        'This is a public key.',
      ],
      [
        'Text of the .p8 file',
        PEM.replaceAll('PRIVATE KEY', 'RSA PRIVATE KEY'),
        'This is an RSA key.',
      ],
      ['Text of the .p8 file', PEM.slice(0, -40), 'This private key is damaged'],
    ],
  },
  github: {
    needed: ['Client id', 'Client secret'],
    bad: [...CLIENT_ID, ...https('Enterprise Server address'), ...SCOPES],
    secret: SECRET,
  },
  oauth2_manual: {
    needed: [
      'Authorization endpoint',
      'Token endpoint',
      'Userinfo endpoint',
      'Client id',
      'Client secret',
      'Redirect URI',
    ],
    bad: [
      ...https('Authorization endpoint'),
      ...https('Token endpoint'),
      ...https('Userinfo endpoint'),
      ...CLIENT_ID,
      ...REDIRECT_URI,
      ...SCOPES,
      ['Claim that names the user', over(2048), TOO_LONG],
    ],
    secret: SECRET,
  },
  password: {
    needed: [],
    bad: [
      ...NAME,
      ...whole('Minimum length', 8, 128),
      ...whole('Earlier passwords that cannot be reused', 0, 24),
    ],
  },
  temporary_password: {
    needed: [],
    bad: [...length('A password is valid for'), ...whole('Length of a password', 8, 64)],
  },
  email_link: { needed: [], bad: [...length('A link is valid for')] },
  email_otp: { needed: [], bad: OTP },
  sms_otp: {
    needed: [],
    bad: [
      ...OTP,
      [
        'Countries of phone numbers',
        'NL\nBelgium',
        'Entry 2: A country is two capital letters, such as NL',
      ],
      ['Countries of phone numbers', 'nl', 'Entry 1: A country is two capital letters, such as NL'],
      ['Countries of phone numbers', 'NL\nNL', 'An entry stands here twice'],
    ],
  },
  passkey: {
    needed: [],
    bad: [
      ['Relying party id', over(253), 'This is longer than 253 characters'],
      ['Relying party name', over(2048), TOO_LONG],
    ],
  },
  totp: {
    needed: [],
    bad: [
      ['Length of a code', '7', 'A code has 6 or 8 digits'],
      ['Length of a code', 'six', NO_NUMBER],
      ['A code changes every', '14 s', 'This must be at least 15'],
      ['A code changes every', '121 s', 'This must be at most 2 min'],
      ['Name shown in the app', over(2048), TOO_LONG],
    ],
  },
  backup_codes: {
    needed: [],
    bad: [...whole('Codes for one user', 5, 20), ...whole('Length of a code', 8, 16)],
  },
};
