import * as fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import type { AuthMethod } from '#contract/auth-method.ts';
import { AUTH_METHOD_KINDS } from '#contract/auth-methods/registry.ts';
import type { Domain } from '#contract/domain.ts';
import { findingsOf } from './findings.ts';
import type { FindingFacts } from './findings.ts';
import type { Listed } from './listed.ts';

const NOW = Date.UTC(2026, 10, 20, 9);
const asking = { state: 'asking' } as const;
const failed = { state: 'failed', error: new Error('500') } as const;

function known<Row>(rows: readonly Row[], whole = true): Listed<Row> {
  return { state: 'known', rows, whole };
}

/** An auth method that is on, and called by its kind. */
function way(method: string, fields: Partial<AuthMethod> = {}): AuthMethod {
  const flags = { enabled_login: true, enabled_signup: true, featured: false };
  return {
    id: `am_${method}`,
    name: method,
    method,
    ...flags,
    settings: {},
    created_at: 0,
    ...fields,
  };
}

const OFF = { enabled_login: false, enabled_signup: false };
const UNSAID = { enabled_login: null };

type Given = {
  methods?: readonly AuthMethod[] | Listed<AuthMethod>;
  domains?: readonly Domain[] | Listed<Domain>;
  access?: object | null;
  metadata?: { [key: string]: unknown };
};

/** Facts of an issuer that is as it should be, but for what is given. */
function factsOf({ methods = [], domains = [], access, metadata = {} }: Given): FindingFacts {
  return {
    issuer: {
      id: 'i_1',
      settings: { access: access === undefined ? { mode: 'open' } : access },
      metadata,
    },
    methods: 'state' in methods ? methods : known(methods),
    domains: 'state' in domains ? domains : known(domains),
    now: NOW,
  };
}

const idsOf = (given: Given) => findingsOf(factsOf(given)).map(({ id }) => id);

/** The findings of a kind, which are not more than one here. */
function found(kind: string, given: Given) {
  const all = findingsOf(factsOf(given)).filter(({ id }) => id.split(' ')[0] === kind);
  expect(all.length).toBeLessThan(2);
  return all[0];
}

const password = way('password');
const totp = way('totp', { enabled_signup: false });
const codes = way('backup_codes', { enabled_signup: false });
const sms = way('sms_otp');
const given = way('temporary_password');

test('an issuer that is as it should be has none', () => {
  expect(findingsOf(factsOf({ methods: [password, totp, codes] }))).toEqual([]);
  expect(findingsOf(factsOf({ methods: [password], access: null }))).toEqual([]);
});

test('what is still asked is no finding', () => {
  expect(findingsOf(factsOf({ methods: asking, access: { mfa: 'required' } }))).toEqual([]);
});

describe('no way to sign in', () => {
  test('is a problem, with the way to one that could be', () => {
    const github = way('github', { ...OFF, name: 'Hub' });
    expect(found('no-door', { methods: [totp, github] })).toEqual({
      id: 'no-door',
      tone: 'bad',
      title: 'There is no way to sign in',
      why: '“Hub” could start a login and is off for it.',
      cure: { text: 'Auth methods', to: { page: 'auth-methods', issuerId: 'i_1' } },
    });
    const add = {
      text: 'Add an auth method',
      to: { page: 'new-auth-method', issuerId: 'i_1', method: null },
    };
    expect(found('no-door', { methods: [] })).toMatchObject({
      why: 'Nobody can sign in before there is an auth method.',
      cure: add,
    });
    expect(found('no-door', { methods: [totp, codes] })).toMatchObject({
      why: '“totp” and “backup_codes” are asked for after another method, and there is none.',
      cure: add,
    });
  });

  test('is not said of a method that is not known, nor of one that may be on', () => {
    expect(idsOf({ methods: [way('saml')] })).toEqual([]);
    expect(idsOf({ methods: [way('password', UNSAID)] })).toEqual(['unknown']);
    expect(idsOf({ methods: known<AuthMethod>([], false) })).toEqual(['unknown']);
  });
});

describe('what could not be looked at', () => {
  test('is one finding, however much hangs on it', () => {
    const access = { mode: 'open', mfa: 'required' };
    const methods = known([way('sms_otp', { enabled_signup: false }), totp], false);
    expect(findingsOf(factsOf({ methods, access }))).toEqual([
      {
        id: 'unknown',
        tone: 'unknown',
        title: 'Not known whether SMS is the only way to sign in',
        why: 'Nor whether there are backup codes for those who lose their authenticator app or whether anybody can sign up. AuthPI did not list all of the auth methods.',
        cure: { text: 'Auth methods', to: { page: 'auth-methods', issuerId: 'i_1' } },
      },
    ]);
  });

  test('is said where the auth methods did not load, and nothing else', () => {
    expect(findingsOf(factsOf({ methods: failed, access: { mfa: 'required' } }))).toEqual([
      {
        id: 'unknown',
        tone: 'unknown',
        title: 'Not known whether there is a way to sign in',
        why: 'The auth methods did not load, so nothing about them could be looked at.',
        cure: null,
      },
    ]);
  });

  test('names the methods of which AuthPI does not say enough', () => {
    const methods = [way('password', UNSAID), way('passkey', UNSAID)];
    expect(found('unknown', { methods })?.why).toBe(
      'AuthPI does not say whether login is on for “password” and “passkey”.',
    );
  });
});

describe('a way to sign in that should not be the only one', () => {
  test.each([
    ['temporary_password', 'Temporary passwords are the only way to sign in'],
    ['sms_otp', 'SMS is the only way to sign in'],
  ])('%s', (kind, title) => {
    const only = way(kind);
    const id = `only-${kind}`;
    expect(found(id, { methods: [only, totp, codes] })).toMatchObject({
      tone: 'warn',
      title,
      cure: { text: 'Add an auth method' },
    });
    // Another one is there and off: that is the way out.
    const off = way('passkey', OFF);
    expect(found(id, { methods: [off, only] })).toMatchObject({
      cure: { text: 'passkey', to: { page: 'auth-method', methodId: 'am_passkey' } },
    });
    expect(idsOf({ methods: [only, password] })).toEqual([]);
    expect(idsOf({ methods: [only, way('saml')] })).toEqual([]);
    expect(idsOf({ methods: [way(kind, OFF), password] })).toEqual([]);
    // What is not known is not taken for off; another of its kind changes nothing.
    expect(idsOf({ methods: [only, way('passkey', UNSAID)] })).toEqual(['unknown']);
    expect(idsOf({ methods: known([only], false) })).toEqual(['unknown']);
    expect(idsOf({ methods: [only, way(kind, { ...UNSAID, id: 'am_2' })] })).toEqual([id]);
  });

  test('says how long a temporary password works: its default where nothing is set', () => {
    const why = (settings: AuthMethod['settings']) =>
      found('only-temporary_password', { methods: [{ ...given, settings }] })?.why;
    expect(why({ ttl: 3_600 })).toBe(
      'Whoever signs in needs a password given to them first, and it works for 1 hour.',
    );
    expect(why(null)).toMatch(/works for 1 day\.$/);
    expect(why({ ttl: null })).toMatch(/works for 1 day\.$/);
    expect(why({ ttl: 'long' })).toMatch(/given to them first\.$/);
  });

  test('two kinds that are weak by themselves are not one', () => {
    expect(idsOf({ methods: [sms, given] })).toEqual([]);
  });
});

describe('an authenticator app without backup codes', () => {
  test('is a warning, with the way to the codes', () => {
    expect(found('totp-without-backup', { methods: [password, totp] })).toEqual({
      id: 'totp-without-backup',
      tone: 'warn',
      title: 'An authenticator app without backup codes',
      why: '“totp” is on and there are no backup codes: whoever loses the phone has no code to enter in its place.',
      cure: {
        text: 'Add backup codes',
        to: { page: 'new-auth-method', issuerId: 'i_1', method: 'backup_codes' },
      },
    });
    const off = { ...codes, ...OFF };
    expect(found('totp-without-backup', { methods: [password, totp, off] })).toMatchObject({
      why: '“totp” is on and “backup_codes” is off: whoever loses the phone has no code to enter in its place.',
      cure: { to: { page: 'auth-method', methodId: 'am_backup_codes' } },
    });
  });

  test('is none where the app is off, nor where it is not known', () => {
    expect(idsOf({ methods: [password, { ...totp, ...OFF }] })).toEqual([]);
    expect(idsOf({ methods: [password, { ...totp, ...UNSAID }] })).toEqual([]);
    expect(idsOf({ methods: [password, totp, { ...codes, ...UNSAID }] })).toEqual(['unknown']);
    expect(idsOf({ methods: known([password, totp], false) })).toEqual(['unknown']);
    expect(idsOf({ methods: known([password, totp, { ...codes, ...OFF }], false) })).toEqual([
      'totp-without-backup',
    ]);
  });
});

describe('a second factor that is required', () => {
  const access = { mode: 'open', mfa: 'required' };
  const id = 'no-second-factor';

  test('and cannot be enrolled is a problem', () => {
    expect(found(id, { access, methods: [password, codes] })).toEqual({
      id,
      tone: 'bad',
      title: 'A second factor is required, and there is none to enrol',
      why: 'None of its 2 auth methods can be one. What AuthPI does with somebody who has none is not published.',
      cure: {
        text: 'Add an authenticator app',
        to: { page: 'new-auth-method', issuerId: 'i_1', method: 'totp' },
      },
    });
    const firstOnly = way('passkey', { first_factor_only: true });
    expect(found(id, { access, methods: [firstOnly] })).toBeDefined();
    const offPasskey = way('passkey', { ...OFF, first_factor_only: false, name: 'Key' });
    expect(found(id, { access, methods: [password, offPasskey] })).toMatchObject({
      why: '“Key” could be one and is off for login. What AuthPI does with somebody who has none is not published.',
      cure: { text: 'Key', to: { page: 'auth-method', methodId: 'am_passkey' } },
    });
    expect(found(id, { access, methods: [] })?.why).toMatch(/^The issuer has no auth method\./);
  });

  test.each([
    ['an app', totp],
    ['an app of which AuthPI says strange things', { ...totp, first_factor_only: true }],
    ['a passkey that may be one', way('passkey', { first_factor_only: false })],
    ['what AuthPI says may be one', way('sms_otp', { first_factor_only: false })],
    ['a method that is not known and may be one', way('duo', { first_factor_only: false })],
  ])('and can be enrolled is fine: %s', (_, second) => {
    expect(found(id, { access, methods: [password, second] })).toBeUndefined();
    expect(found('unknown', { access, methods: [password, second, codes] })).toBeUndefined();
  });

  test.each([
    ['a passkey of which it is not said', way('passkey', { first_factor_only: null })],
    ['an app that may be on', { ...totp, ...UNSAID }],
    ['a method that is not known', way('duo')],
  ])('is not judged by %s', (_, second) => {
    expect(found(id, { access, methods: [password, second] })).toBeUndefined();
    expect(found('unknown', { access, methods: [password, second] })).toMatchObject({
      title: 'Not known whether there is a second factor to enrol',
      why: `AuthPI does not say whether “${second.name}” can be one.`,
    });
  });

  test('is not judged by a list that is not whole', () => {
    expect(idsOf({ access, methods: known([password], false) })).toEqual(['unknown']);
  });

  test.each([undefined, null, 'off', 'optional', 'Required', true, ['required']])(
    'is not asked for by %j',
    (mfa) => {
      expect(idsOf({ access: { mode: 'open', mfa }, methods: [password] })).toEqual([]);
    },
  );
});

describe('signup', () => {
  const noSignup = way('password', { enabled_signup: false });

  test('that is on while access is closed is a note', () => {
    expect(
      found('signup-closed', { access: { mode: 'closed' }, methods: [password, totp] }),
    ).toEqual({
      id: 'signup-closed',
      tone: 'note',
      title: 'Signup is on while access is closed',
      why: 'The access mode is Closed. “password” would let people in the moment that changes.',
      cure: { text: 'Access settings', to: { page: 'access-settings', issuerId: 'i_1' } },
    });
    expect(idsOf({ access: { mode: 'closed' }, methods: [noSignup] })).toEqual([]);
    const second = { ...totp, enabled_signup: true };
    expect(idsOf({ access: { mode: 'closed' }, methods: [noSignup, second, codes] })).toEqual([]);
    const unsaid = way('passkey', { enabled_signup: null });
    expect(idsOf({ access: { mode: 'closed' }, methods: [noSignup, unsaid] })).toEqual([]);
  });

  test.each([
    ['open', 'Open'],
    ['invite_only', 'Invite only'],
    ['approval', 'Approval'],
  ])('that is off for all while access is %s is a warning', (mode, word) => {
    expect(found('signup-off', { access: { mode }, methods: [noSignup] })).toEqual({
      id: 'signup-off',
      tone: 'warn',
      title: 'No auth method is on for signup',
      why: `The access mode is ${word}. “password” could let new people in.`,
      cure: { text: 'Auth methods', to: { page: 'auth-methods', issuerId: 'i_1' } },
    });
    expect(idsOf({ access: { mode }, methods: [noSignup, sms] })).toEqual([]);
    // Without a method there is more to do than that.
    expect(idsOf({ access: { mode }, methods: [] })).toEqual(['no-door']);
    const unsaid = way('passkey', { enabled_signup: undefined });
    expect(found('unknown', { access: { mode }, methods: [noSignup, unsaid] })).toMatchObject({
      title: 'Not known whether anybody can sign up',
      why: 'AuthPI does not say whether signup is on for “passkey”.',
    });
    expect(idsOf({ access: { mode }, methods: known([noSignup], false) })).toEqual(['unknown']);
  });

  test.each([null, undefined, '', 'secret', 7, 'constructor', '__proto__'])(
    'is not judged by a mode of %j',
    (mode) => {
      expect(idsOf({ access: { mode }, methods: [noSignup] })).toEqual([]);
      expect(idsOf({ access: { mode }, methods: [password] })).toEqual([]);
    },
  );
});

describe('rules of passwords', () => {
  const ruled = (settings: AuthMethod['settings']) => ({
    methods: [way('password', { settings })],
  });

  test('that take fewer than 8 characters', () => {
    expect(found('password-short', ruled({ min_length: 6 }))).toEqual({
      id: 'password-short am_password',
      tone: 'warn',
      title: '“password” takes passwords of fewer than 8 characters',
      why: 'The minimum is 6. NIST SP 800-63B-4, section 3.1.1.2, asks for at least 8 beside a second factor, and for 15 without one.',
      cure: {
        text: 'password',
        to: { page: 'auth-method', issuerId: 'i_1', methodId: 'am_password' },
      },
    });
    for (const min_length of [8, 12, null, undefined, '6', true]) {
      expect(idsOf(ruled({ min_length }))).toEqual([]);
    }
  });

  test('that ask for kinds of characters and look nothing up', () => {
    const rules = { require_digit: true, require_uppercase: true, require_symbol: false };
    expect(found('password-rules', ruled({ ...rules, breach_check: false }))).toMatchObject({
      id: 'password-rules am_password',
      tone: 'warn',
      title: '“password” has composition rules and no breach check',
      why: 'It asks for a capital letter and a digit and takes passwords known from breaches. NIST SP 800-63B-4, section 3.1.1.2, rules out both.',
    });
    // Not set, passwords are looked up.
    for (const breach_check of [true, null, undefined, 'no', 0]) {
      expect(idsOf(ruled({ ...rules, breach_check }))).toEqual([]);
    }
    expect(idsOf(ruled({ breach_check: false }))).toEqual([]);
    expect(idsOf(ruled({ breach_check: false, require_digit: 'yes' }))).toEqual([]);
  });

  test('are those of passwords alone, where these can be used', () => {
    const settings = { min_length: 6 };
    expect(idsOf({ methods: [sms, password, way('saml', { settings })] })).toEqual([]);
    expect(idsOf({ methods: [way('passkey'), way('password', { ...OFF, settings })] })).toEqual([]);
    expect(idsOf({ methods: [way('passkey'), way('password', { ...UNSAID, settings })] })).toEqual([
      'password-short am_password',
    ]);
  });
});

describe('methods with one client id', () => {
  const google = { issuer_url: 'https://accounts.google.com', client_id: 'web' };
  const pair = (method: string, ...settings: object[]) => ({
    methods: settings.map((each, at) =>
      way(method, { id: `am_${at}`, name: `Number ${at}`, settings: { ...each } }),
    ),
  });

  test('are a warning where people see both', () => {
    expect(found('same-client', pair('oidc', google, google))).toEqual({
      id: 'same-client am_0',
      tone: 'warn',
      title: '2 auth methods have one client id',
      why: '“Number 0” and “Number 1” (OpenID Connect) use web at the same provider. The login page offers them side by side. Whether a user is the same one through each is not published.',
      cure: { text: 'Auth methods', to: { page: 'auth-methods', issuerId: 'i_1' } },
    });
  });

  test('are a note where one is off, as while credentials are rotated', () => {
    const { methods } = pair('oidc', google, google);
    const [first, second] = methods.map((method, at) => ({ ...method, enabled_login: at === 0 }));
    const rows = [first, second].filter((row) => row !== undefined);
    expect(found('same-client', { methods: rows })).toMatchObject({ tone: 'note' });
  });

  test('are counted and named, up to three of them', () => {
    const five = Array.from({ length: 5 }, () => google);
    expect(found('same-client', pair('oidc', ...five))).toMatchObject({
      title: '5 auth methods have one client id',
      why: '“Number 0”, “Number 1”, “Number 2” and 2 more (OpenID Connect) use web at the same provider. The login page offers them side by side. Whether a user is the same one through each is not published.',
    });
  });

  test.each([
    ['github', { client_id: 'a' }, { client_id: 'a' }],
    ['github', { client_id: 'a', base_url: 'https://git.example' }, null],
    ['apple', { client_id: 'a', team_id: 'TEAM7EXMPL' }, null],
    ['oauth2', { client_id: 'a', provider: 'bluebird' }, null],
    ['oauth2_manual', { client_id: 'a', token_endpoint: 'https://a.example/token' }, null],
  ])('of %s', (method, one, other) => {
    expect(found('same-client', pair(method, one, other ?? one))).toBeDefined();
  });

  test('are none at two providers, or of two methods, or where it is not known', () => {
    const none = (given: Given) => expect(found('same-client', given)).toBeUndefined();
    none(pair('oidc', google, { ...google, issuer_url: 'https://login.example' }));
    none(pair('oidc', google, { ...google, client_id: 'app' }));
    none(pair('oidc', { client_id: 'web' }, { client_id: 'web' }));
    none(pair('oidc', { ...google, client_id: ' ' }, { ...google, client_id: ' ' }));
    none(pair('oidc', { ...google, client_id: 7 }, { ...google, client_id: 7 }));
    none(pair('oauth2', { client_id: 'a', provider: 'x' }, { client_id: 'a', provider: 'y' }));
    none(pair('github', { client_id: 'a' }, { client_id: 'a', base_url: 'https://git.example' }));
    none(pair('saml', google, google));
    none({ methods: [way('oidc', { settings: google }), way('oauth2', { settings: google })] });
  });
});

describe('where a provider sends people back to', () => {
  const back = (redirect_uri: unknown, domains: Given['domains'] = [], fields = {}) => ({
    methods: [way('oauth2', { name: 'Bird', settings: { redirect_uri }, ...fields })],
    domains,
  });
  const mine = { host: 'login.a.example', assigned_issuer_id: 'i_1' };

  test('is fine at this issuer, over https', () => {
    expect(idsOf(back('https://login.a.example/cb', [mine]))).toEqual([]);
    expect(idsOf(back('https://LOGIN.a.example./cb', [mine]))).toEqual([]);
    expect(idsOf(back('https://idp.authpi.com/i_1/callback'))).toEqual([]);
  });

  test.each(['http://login.a.example/cb', 'app.example:/cb'])(
    'is a problem without https: %s',
    (uri) => {
      expect(findingsOf(factsOf(back(uri, [mine])))).toEqual([
        {
          id: 'redirect-http am_oauth2',
          tone: 'bad',
          title: 'The redirect URI of “Bird” is not https',
          why: `It is ${uri}: what the provider sends back can be read and changed on its way.`,
          cure: {
            text: 'Bird',
            to: { page: 'auth-method', issuerId: 'i_1', methodId: 'am_oauth2' },
          },
        },
      ]);
    },
  );

  test.each([
    'http://localhost:3000/cb',
    'https://localhost/cb',
    'http://app.localhost/cb',
    'http://127.0.0.1:8080/',
    'http://[::1]/cb',
  ])('is a note on one computer alone: %s', (uri) => {
    expect(findingsOf(factsOf(back(uri)))).toMatchObject([
      {
        id: 'redirect-local am_oauth2',
        tone: 'note',
        title: '“Bird” sends people back to their own computer',
      },
    ]);
  });

  test.each([
    [[], 'It is login.a.example, which is none of this account’s domains.'],
    [
      [{ host: 'login.a.example', assigned_issuer_id: null }],
      'It is login.a.example, a domain of this account that is assigned to no issuer.',
    ],
    [
      [{ host: 'login.a.example', assigned_issuer_id: 'i_2' }],
      'It is login.a.example, which is assigned to another issuer of this account.',
    ],
  ])('is a warning at a host of nobody, or of others', (domains, why) => {
    expect(findingsOf(factsOf(back('https://login.a.example/cb', domains)))).toEqual([
      {
        id: 'redirect-host am_oauth2',
        tone: 'warn',
        title: '“Bird” sends people back to a host that is not assigned to this issuer',
        why,
        cure: { text: 'Domains', to: { page: 'issuer-domains', issuerId: 'i_1' } },
      },
    ]);
  });

  test('is not known without the domains, or with a part of them', () => {
    const uri = 'https://login.a.example/cb';
    const other = { host: 'b.example', assigned_issuer_id: 'i_1' };
    expect(idsOf(back(uri, asking))).toEqual([]);
    expect(found('unknown', back(uri, failed))).toMatchObject({
      title: 'Not known whether “Bird” sends people back to this issuer',
      why: 'The domains did not load.',
      cure: null,
    });
    expect(found('unknown', back(uri, known<Domain>([other], false)))).toMatchObject({
      why: 'AuthPI did not list all domains of the account.',
    });
    // A domain that is listed is known.
    expect(idsOf(back(uri, known<Domain>([mine], false)))).toEqual([]);
    const theirs = known<Domain>([{ ...mine, assigned_issuer_id: 'i_2' }], false);
    expect(idsOf(back(uri, theirs))).toEqual(['redirect-host am_oauth2']);
  });

  test.each([null, 7, '', 'no address', {}])('is not judged by %j', (uri) => {
    expect(idsOf(back(uri))).toEqual([]);
  });

  test('counts for methods that have one, and are not off', () => {
    const uri = 'http://login.a.example/cb';
    const off = back(uri, [], OFF).methods;
    expect(idsOf({ methods: [...off, password] })).toEqual([]);
    const settings = { redirect_uri: uri };
    expect(idsOf({ methods: [way('oidc', { settings })] })).toEqual([]);
    expect(idsOf({ methods: [way('saml', { settings })] })).toEqual([]);
    expect(idsOf({ methods: [way('oauth2_manual', { settings })], domains: [mine] })).toEqual([
      'redirect-http am_oauth2_manual',
    ]);
  });

  test('a host is shown in the letters people read', () => {
    expect(found('redirect-host', back('https://bücher.example/'))?.why).toMatch(/bücher\.example/);
  });
});

describe('credentials that expire', () => {
  const apple = way('apple', { name: 'Apple' });
  const on = (day: unknown, method = apple) => ({
    methods: [method, password],
    metadata: { [`expires.${method.id}`]: day },
  });

  test.each([
    ['2026-11-19', 'bad', 'The credentials of “Apple” have expired'],
    ['2026-11-20', 'warn', 'The credentials of “Apple” expire today'],
    ['2026-11-21', 'warn', 'The credentials of “Apple” expire tomorrow'],
    ['2026-12-20', 'warn', 'The credentials of “Apple” expire in 30 days'],
  ])('%s', (day, tone, title) => {
    expect(found('expiry', on(day))).toMatchObject({
      id: 'expiry am_apple',
      tone,
      title,
      cure: { text: 'Apple', to: { page: 'auth-method', methodId: 'am_apple' } },
    });
  });

  test('are nothing to be said of in time', () => {
    expect(idsOf(on('2026-12-21'))).toEqual([]);
    expect(idsOf(on(null))).toEqual([]);
  });

  test('on what is no day is not known', () => {
    expect(found('expiry', on('soon'))).toMatchObject({
      tone: 'unknown',
      title: 'Not known when the credentials of “Apple” expire',
      why: 'The issuer’s metadata says “soon” under expires.am_apple. A day is written like 2027-03-31.',
    });
  });

  test('are those of methods that have some, and are not off', () => {
    expect(idsOf(on('2026-11-19', way('apple', OFF)))).toEqual([]);
    expect(idsOf(on('2026-11-19', sms))).toEqual([]);
    expect(idsOf(on('2026-11-19', way('saml')))).toEqual(['expiry am_saml']);
  });
});

test('the worst comes first', () => {
  const facts = factsOf({
    access: { mode: 'closed', mfa: 'required' },
    methods: [
      way('password', { settings: { min_length: 6 } }),
      way('passkey', { first_factor_only: null }),
      way('apple'),
    ],
    metadata: { 'expires.am_apple': '2020-01-01' },
  });
  expect(findingsOf(facts).map(({ id, tone }) => `${tone} ${id}`)).toEqual([
    'bad expiry am_apple',
    'warn password-short am_password',
    'unknown unknown',
    'note signup-closed',
  ]);
});

const odd = fc.oneof(
  fc.constantFrom(null, undefined, true, false, '', 'closed', 'required', '__proto__', 6, -1, 1e21),
  fc.constantFrom('http://localhost', 'https://a.example/cb', 'http://[', 'https://b.example./'),
  fc.jsonValue(),
);
const flag = fc.constantFrom(true, false, null, undefined);
const names = ['min_length', 'breach_check', 'require_digit', 'redirect_uri', 'client_id', 'ttl'];
const places = ['provider', 'issuer_url', 'team_id', 'base_url', 'token_endpoint', 'constructor'];
const someMethod = fc.record({
  id: fc.constantFrom('am_1', 'am_2', 'am_3', '__proto__', ''),
  name: fc.constantFrom('', 'Google', '__proto__', '“x”'),
  method: fc.constantFrom(...AUTH_METHOD_KINDS, 'saml', 'constructor', '__proto__', ''),
  first_factor_only: flag,
  enabled_login: flag,
  enabled_signup: flag,
  featured: flag,
  settings: fc.option(fc.dictionary(fc.constantFrom(...names, ...places), odd)),
  created_at: fc.constant(0),
});
const someDomain = fc.record({
  host: fc.constantFrom('a.example', 'B.example', ''),
  assigned_issuer_id: fc.constantFrom('i_1', 'i_2', '', null, undefined),
});
const someFacts = fc.record({
  issuer: fc.record({
    id: fc.constantFrom('i_1', '', '__proto__'),
    settings: fc.option(
      fc.record(
        { access: fc.oneof(odd, fc.dictionary(fc.constantFrom('mode', 'mfa'), odd)) },
        { requiredKeys: [] },
      ),
    ),
    metadata: fc.option(
      fc.dictionary(fc.constantFrom('expires.am_1', 'expires.', 'expires.__proto__'), odd),
    ),
  }),
  methods: listOf(someMethod),
  domains: listOf(someDomain),
  now: fc.constantFrom(NOW, 0, -1, Number.NaN, 9e15),
});

function listOf<Row>(row: fc.Arbitrary<Row>): fc.Arbitrary<Listed<Row>> {
  return fc.oneof(
    { weight: 1, arbitrary: fc.constant(asking) },
    { weight: 1, arbitrary: fc.constant(failed) },
    {
      weight: 8,
      arbitrary: fc.record({
        state: fc.constant('known' as const),
        rows: fc.array(row, { maxLength: 6 }),
        whole: fc.boolean(),
      }),
    },
  );
}

/** What can be found only where all auth methods are known. */
const BY_ABSENCE: readonly string[] = [
  'no-door',
  'only-temporary_password',
  'only-sms_otp',
  'no-second-factor',
  'signup-off',
];

const RUNS = (fc.readConfigureGlobal().numRuns ?? 100) >= 1_000 ? 20_000 : 500;

/** For a machine that has other things to do. */
const patience = { timeout: 120_000 };

test(
  'whatever AuthPI answers, each finding is there once, and none is made of what is not known',
  patience,
  () => {
    fc.assert(
      fc.property(someFacts, (facts) => {
        const findings = findingsOf(facts);
        const ids = findings.map(({ id }) => id);
        expect(new Set(ids).size).toBe(ids.length);
        const whole = facts.methods.state === 'known' && facts.methods.whole;
        expect(ids.filter((id) => !whole && BY_ABSENCE.includes(id))).toEqual([]);
        const nothing = findings.filter(
          ({ id, title, why }) =>
            title === '' || (!id.startsWith('expiry') && /undefined|null|NaN/.test(why)),
        );
        expect(nothing).toEqual([]);
      }),
      { numRuns: RUNS },
    );
  },
);

test('a finding about one method holds, whatever other methods there are', patience, () => {
  fc.assert(
    fc.property(someFacts, fc.array(someMethod, { maxLength: 3 }), (facts, more) => {
      const rows = facts.methods.state === 'known' ? facts.methods.rows : [];
      const part = findingsOf({ ...facts, methods: known(rows, false) });
      const all = findingsOf({ ...facts, methods: known([...rows, ...more]) });
      const own = part.filter(({ id }) => /^(redirect|password|expiry)/.test(id));
      expect(all.map(({ id }) => id)).toEqual(expect.arrayContaining(own.map(({ id }) => id)));
    }),
    { numRuns: RUNS },
  );
});
