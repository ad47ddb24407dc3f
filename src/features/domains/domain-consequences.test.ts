import { describe, expect, test } from 'vitest';
import type { AuthMethod } from '#contract/auth-method.ts';
import type { Domain } from '#contract/domain.ts';
import { consequencesOf, isLooking, issuersToLookAt, unknownsOf } from './domain-consequences.ts';
import type { DomainChange, DomainFacts, IssuerFacts } from './domain-consequences.ts';
import { isWithin, pathsOf, usesOf } from './host-uses.ts';
import { plainly, say } from './said.ts';

const HOST = 'auth.acme.com';

const on = (over: Partial<Domain> = {}): Domain => ({
  host: HOST,
  verified: true,
  assigned_issuer_id: 'i_p',
  cf_status: 'active',
  ...over,
});

const method = (kind: string, settings: AuthMethod['settings'] = {}, over = {}): AuthMethod => ({
  id: `am_${kind}`,
  name: kind,
  method: kind,
  enabled_login: true,
  settings,
  created_at: 1,
  ...over,
});

const issuer = (
  id: string,
  name: string,
  methods: readonly AuthMethod[] = [method('email_otp')],
  over: Partial<IssuerFacts> = {},
): IssuerFacts => ({
  id,
  name,
  own: { status: 'active', settings: {}, links: {} },
  methods: { state: 'known', rows: methods, whole: true },
  ...over,
});

const production = (...methods: AuthMethod[]) => issuer('i_p', 'Production', methods);
const staging = (...methods: AuthMethod[]) => issuer('i_s', 'Staging', methods);

const facts = (over: Partial<DomainFacts> = {}): DomainFacts => {
  const domain = over.domain ?? on();
  return {
    domain,
    domains: [domain],
    whole: true,
    issuers: [issuer('i_p', 'Production'), issuer('i_s', 'Staging')],
    ...over,
  };
};

const TO_STAGING: DomainChange = { do: 'assign', to: 'i_s' };
const UNASSIGN: DomainChange = { do: 'unassign' };
const REMOVE: DomainChange = { do: 'remove' };

const texts = (change: DomainChange, over: Partial<DomainFacts> = {}) =>
  consequencesOf(change, facts(over)).map(({ said }) => plainly(said));
const worst = (change: DomainChange, over: Partial<DomainFacts> = {}) =>
  consequencesOf(change, facts(over))
    .filter(({ isWorst }) => isWorst === true)
    .map(({ said }) => plainly(said));

describe('traffic', () => {
  test('reassigning says what moves, from where to where', () => {
    expect(worst(TO_STAGING)).toEqual([
      'Sign-ins at auth.acme.com move from Production to Staging at once',
    ]);
    expect(texts(TO_STAGING)).toEqual([
      'Sign-ins at auth.acme.com move from Production to Staging at once',
      'Users and applications belong to an issuer. Those of Production are not known at Staging, so whoever signs in at auth.acme.com needs to be there too',
      'Production has no other domain. People can still sign in at https://idp.authpi.com/i_p',
    ]);
  });

  test('the first assignment moves nothing; what is known of the edge is said', () => {
    const free = on({ assigned_issuer_id: null, cf_status: 'pending' });
    expect(texts(TO_STAGING, { domain: free, domains: [free] })).toEqual([
      'Sign-ins at auth.acme.com go to Staging at once',
      'The edge status of auth.acme.com is pending. Whether people reach it now is not known here',
    ]);
    const unreported = on({ assigned_issuer_id: '', cf_status: null });
    expect(texts(TO_STAGING, { domain: unreported })).toContain(
      'AuthPI reports no edge status of auth.acme.com. Whether people reach it is not known here',
    );
  });

  test('nothing comes of assigning it to where it is', () => {
    expect(texts({ do: 'assign', to: 'i_p' })).toEqual([]);
  });

  test('unassigning stops it, and keeps the domain and its mark', () => {
    expect(worst(UNASSIGN)).toEqual([
      'Sign-ins at auth.acme.com stop at once. Nothing that arrives there reaches Production any more',
    ]);
    expect(texts(UNASSIGN).at(-1)).toBe('auth.acme.com stays in this account, marked as verified');
    expect(texts(UNASSIGN, { domain: on({ verified: false }) }).at(-1)).toMatch(
      /needs one to be assigned again/,
    );
    expect(texts(UNASSIGN, { domain: on({ verified: null }) }).at(-1)).toBe(
      'auth.acme.com stays in this account',
    );
  });

  test('removing warns of the records that stay', () => {
    expect(texts(REMOVE, { domain: on({ primary: true }) })).toEqual([
      'Sign-ins at auth.acme.com stop at once. Nothing that arrives there reaches Production any more',
      'Production has no other domain. People can still sign in at https://idp.authpi.com/i_p',
      'auth.acme.com leaves this account, and its place is free. Added again, it has no verified mark',
      'It is the account’s primary domain. AuthPI has not published what becomes of that',
      'Its DNS records stay. Delete them too: while auth.acme.com leads to AuthPI, another account can add it',
    ]);
    expect(worst(REMOVE, { domain: on({ assigned_issuer_id: null }) })).toEqual([]);
  });

  test('an issuer that is off loses nothing', () => {
    const off = issuer('i_p', 'Production', [], {
      own: { status: 'suspended', settings: null, links: null },
    });
    expect(texts(UNASSIGN, { issuers: [off] })).toContain(
      'Production is not active: nobody can sign in there now either',
    );
  });

  test('an issuer nobody asked about is the one that loses it all the same', () => {
    expect(worst(UNASSIGN, { issuers: [] })[0]).toMatch(/reaches i_p any more/);
  });
});

describe('the issuer that it goes to', () => {
  test.each(['disabled', 'suspended'])('%s is warned about', (status) => {
    const to = issuer('i_s', 'Staging', undefined, { own: { status, settings: {}, links: {} } });
    expect(worst(TO_STAGING, { issuers: [production(), to] })).toContain(
      `Staging is ${status}: nobody can sign in at auth.acme.com until it is active`,
    );
  });

  test('a status that is not known is not judged', () => {
    const to = issuer('i_s', 'Staging', undefined, {
      own: { status: 'hibernating', settings: {}, links: {} },
    });
    expect(worst(TO_STAGING, { issuers: [production(), to] })).toContain(
      'The status of Staging is hibernating. Whether people can sign in there is not known here',
    );
  });

  test('without a door nobody can sign in; where it is not sure, perhaps nobody', () => {
    const second = method('totp');
    expect(worst(TO_STAGING, { issuers: [production(), staging(second)] })).toContain(
      'Staging has no auth method that is on for login: nobody can sign in at auth.acme.com',
    );
    const unsaid = method('password', {}, { enabled_login: null });
    const perhaps =
      'No auth method of Staging is known to be on for login: perhaps nobody can sign in at auth.acme.com';
    expect(worst(TO_STAGING, { issuers: [production(), staging(unsaid)] })).toContain(perhaps);
    const partial = issuer('i_s', 'Staging', [], {
      methods: { state: 'known', rows: [], whole: false },
    });
    expect(worst(TO_STAGING, { issuers: [production(), partial] })).toContain(perhaps);
  });

  test('whose methods did not load is neither warned about nor called fine', () => {
    const failed = issuer('i_s', 'Staging', [], {
      own: 'failed',
      methods: { state: 'failed', error: new Error('x') },
    });
    const given = facts({ issuers: [issuer('i_p', 'Production'), failed] });
    expect(consequencesOf(TO_STAGING, given).map(({ said }) => plainly(said))).not.toContainEqual(
      expect.stringMatching(/door|login/),
    );
    expect(unknownsOf(given).map(plainly)).toEqual([
      'The auth methods of Staging could not be looked at',
      'The settings of Staging could not be looked at',
    ]);
  });

  test('its providers have to know the callback URLs there', () => {
    const to = staging(
      method('oidc'),
      method('github'),
      method('oauth2', { redirect_uri: 'https://elsewhere.example/cb' }),
      method('apple', {}, { enabled_login: false }),
    );
    expect(texts(TO_STAGING, { issuers: [production(), to] })).toContain(
      'Providers have to know the callback URLs at auth.acme.com of oidc, github. The domain’s page lists them afterwards',
    );
  });
});

describe('passkeys', () => {
  const passkey = (rp: string | null, over = {}) => method('passkey', { rp_id: rp }, over);

  test('bound to the host, they work nowhere once it is gone', () => {
    expect(
      worst(TO_STAGING, { issuers: [production(passkey(HOST)), staging(method('password'))] }),
    ).toEqual([
      'Sign-ins at auth.acme.com move from Production to Staging at once',
      'Passkeys of Production (passkey) work at auth.acme.com and below it alone, and no other address of Production is there. They work nowhere any more',
    ]);
    expect(
      texts(TO_STAGING, { issuers: [production(passkey(HOST)), staging(method('password'))] }),
    ).toContain('Staging has no passkeys on: at auth.acme.com nobody is asked for one');
    expect(worst(UNASSIGN, { issuers: [production(passkey('acme.com'))] })).toContain(
      'Passkeys of Production (passkey) work at acme.com and below it alone, and no other address of Production is there. They work nowhere until one is',
    );
  });

  test('bound above it, they go on working at the issuer’s other hosts there', () => {
    const domains = [on(), on({ host: 'id.acme.com' }), on({ host: 'login.other.com' })];
    expect(
      worst(TO_STAGING, { domains, issuers: [production(passkey('ACME.com')), staging()] }),
    ).toContain(
      'Passkeys of Production (passkey) no longer work at auth.acme.com. They go on working at id.acme.com',
    );
  });

  test('of a list that is not whole it is not said that no address is left', () => {
    expect(
      worst(UNASSIGN, { whole: false, issuers: [production(passkey('acme.com'))] }).at(-1),
    ).toMatch(/no other address of Production that AuthPI listed is there/);
  });

  test('bound elsewhere, they lose nothing', () => {
    expect(
      worst(UNASSIGN, { issuers: [production(passkey('other.com'), passkey('cme.com'))] }),
    ).toHaveLength(1);
  });

  test('without a relying party id it is not known what they are bound to', () => {
    expect(worst(UNASSIGN, { issuers: [production(passkey(null))] }).at(-1)).toMatch(
      /names no relying party id.*may work nowhere else/,
    );
  });

  test('those of the other issuer: bound elsewhere, or offered and refused', () => {
    const given = {
      issuers: [production(passkey('acme.com')), staging(passkey('staging.acme.com'))],
    };
    expect(worst(TO_STAGING, given)).toContain(
      'Passkeys of Staging (passkey) do not work at auth.acme.com: they are bound to staging.acme.com, and browsers refuse them elsewhere',
    );
    expect(
      texts(TO_STAGING, {
        issuers: [production(passkey('acme.com')), staging(passkey('acme.com'))],
      }),
    ).toContain(
      'A browser may still offer passkeys of Production at auth.acme.com. Staging does not know them and refuses them',
    );
  });
});

describe('addresses in settings', () => {
  const back = method('oauth2', { redirect_uri: `https://AUTH.acme.com./cb` });

  test('a redirect URI at the host fails once the host leads elsewhere', () => {
    const lost =
      'Signing in with oauth2 of Production fails: its provider sends people back to auth.acme.com, which then leads to Staging. Its redirect URI cannot be changed, so it takes a new auth method';
    expect(
      worst(TO_STAGING, { issuers: [production(back), staging(method('password'))] }),
    ).toContain(lost);
    expect(worst(REMOVE, { issuers: [production(back)] })).toContain(
      lost.replace('to Staging', 'to no issuer'),
    );
  });

  test('one of an issuer that does not have the host comes back elsewhere already', () => {
    const third = issuer('i_3', 'Partners', [back]);
    expect(worst(UNASSIGN, { issuers: [production(), third] })).toHaveLength(1);
    expect(texts(UNASSIGN, { issuers: [production(), third] })).toContain(
      'oauth2 of Partners sends people back to auth.acme.com, which leads to no issuer, not to Partners',
    );
  });

  test('several are one line', () => {
    const more = { ...back, id: 'am_2', name: 'Directory' };
    expect(worst(UNASSIGN, { issuers: [production(back, more)] })).toContain(
      'Signing in with oauth2, Directory of Production fails: their providers send people back to auth.acme.com, which then leads to no issuer. Their redirect URIs cannot be changed, so they take new auth methods',
    );
  });

  test('one that is off is said more quietly', () => {
    const off = { ...back, enabled_login: false };
    expect(worst(UNASSIGN, { issuers: [production(off)] })).toHaveLength(1);
    expect(texts(UNASSIGN, { issuers: [production(off)] })).toContainEqual(
      expect.stringMatching(/Signing in with oauth2 of Production fails/),
    );
  });

  test('one of the issuer it goes to comes home', () => {
    expect(texts(TO_STAGING, { issuers: [production(), staging(back)] })).toContain(
      'oauth2 of Staging sends people back to auth.acme.com. From then on that is an address of Staging',
    );
  });

  test('an issuer that uses another one as its provider meets someone else', () => {
    const third = issuer('i_3', 'Partners', [method('oidc', { issuer_url: `https://${HOST}` })]);
    expect(
      worst(TO_STAGING, { issuers: [production(), staging(method('password')), third] }),
    ).toContain(
      'oidc of Partners has an address at auth.acme.com in issuer_url. It then leads to Staging',
    );
  });

  test('an issuer’s own settings and links', () => {
    const named = issuer('i_p', 'Production', [], {
      own: {
        status: 'active',
        settings: {
          access: { allowed_email_domains: [HOST] },
          security: { cors_origins: ['https://app.acme.com', `https://${HOST}`] },
          portals: { login: { url: `https://${HOST}:8443/x` } },
        },
        links: { support: `https://${HOST}/help`, website: 'https://acme.com' },
      },
    });
    expect(texts(UNASSIGN, { issuers: [named] })).toContain(
      'Production names auth.acme.com in settings.security.cors_origins, settings.portals.login.url, links.support. This stays as it is, and then leads to no issuer',
    );
  });

  test('of names like any other', () => {
    const odd = Object.fromEntries<unknown>([
      ['__proto__', `https://${HOST}`],
      ['constructor', [HOST]],
    ]);
    expect(pathsOf(odd, HOST)).toEqual(['__proto__', 'constructor']);
    expect(usesOf(method('__proto__', odd), HOST)).toEqual([
      { kind: 'named', settings: ['__proto__', 'constructor'] },
    ]);
    expect(pathsOf(`mailto:x@${HOST}`, HOST)).toEqual([]);
    expect(pathsOf(`x${HOST}`, HOST)).toEqual([]);
    expect(isWithin('auth.xn--mller-kva.example', 'müller.example')).toBe(true);
    expect(isWithin(HOST, 'com')).toBe(true);
    expect(isWithin(HOST, '')).toBe(false);
  });
});

test('what is looked at: the issuers of the account’s domains, and where it goes', () => {
  const domains = [
    on(),
    on({ host: 'b.example', assigned_issuer_id: 'i_3' }),
    on({ assigned_issuer_id: null }),
  ];
  expect(issuersToLookAt(TO_STAGING, domains)).toEqual(['i_s', 'i_p', 'i_3']);
  expect(issuersToLookAt(UNASSIGN, domains)).toEqual(['i_p', 'i_3']);
});

test('what is not there is not called unknown, and what is on its way is not ready', () => {
  const gone = issuer('i_p', 'i_p', [], {
    own: 'missing',
    methods: { state: 'failed', error: new Error('404') },
  });
  expect(unknownsOf(facts({ issuers: [gone] }))).toEqual([]);
  expect(isLooking(facts())).toBe(false);
  expect(isLooking(facts({ issuers: [issuer('i_p', 'P', [], { own: 'asking' })] }))).toBe(true);
  expect(unknownsOf(facts({ whole: false })).map(plainly)).toEqual([
    'AuthPI did not list all domains. Issuers that have others were not looked at',
  ]);
});

test('say keeps names apart from the text around them', () => {
  expect(say`Of ${['a', 'b']} to ${'c'}`).toEqual([
    'Of ',
    { name: 'a' },
    ', ',
    { name: 'b' },
    ' to ',
    { name: 'c' },
  ]);
});
