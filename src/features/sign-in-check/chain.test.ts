import * as fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { ApiError } from '#api/errors.ts';
import type { ErrorKind } from '#api/errors.ts';
import { AUTH_METHOD_KINDS } from '#contract/auth-methods/registry.ts';
import type { AuthMethod } from '#contract/auth-method.ts';
import type { Domain } from '#contract/domain.ts';
import type { Issuer } from '#contract/issuer.ts';
import { findingWords } from '#dns/finding-words.ts';
import type { AliasFinding, Finding } from '#dns/finding.ts';
import type { Subject as DnsSubject } from '#dns/subject.ts';
import { chainOf, NOT_SEEN, summaryOf, textOf } from './chain.ts';
import type { ChainLink } from './chain.ts';
import { issuerIdOf, rowsOf } from './facts.ts';
import type { Fact, Facts } from './facts.ts';
import type { Verdict } from './links.ts';
import { plainText, quoted } from './words.ts';

const HOUR = 3_600_000;
const NOW = Date.UTC(2026, 10, 20, 9);
const LONG_AGO = NOW - 400 * 24 * HOUR;
const HOST = 'auth.example.com';
const ISSUER_ID = 'i_0000000000000000000000001';

const ALL = [
  'domain',
  'verified',
  'dns',
  'edge',
  'assigned',
  'issuer',
  'active',
  'doors',
  'access',
  'changed',
] as const;
type Id = (typeof ALL)[number];

/** Facts in pieces, so that a break changes one and two breaks can meet. */
type World = {
  subject: Facts['subject'];
  domains: 'asking' | ApiError | { listed: boolean; whole: boolean };
  domain: Domain;
  dns: Facts['dns'];
  issuer: 'asking' | 'missing' | ApiError | 'known';
  issuerValue: Issuer;
  methods: 'asking' | ApiError | { whole: boolean };
  methodRows: AuthMethod[];
};

const ABOUT: DnsSubject = {
  host: HOST,
  zone: 'example.com',
  target: 'edge.authpi.example',
  authorities: ['ca.authpi.example'],
  resolvers: ['one.dns.example', 'two.dns.example'],
  ownership: null,
};
const BOTH = { by: [1, 2], ttl: 300 } as const;
const PROXIED = { addresses: ['192.0.2.7'], compared: true } as const;
const RIGHT = { ...BOTH, kind: 'right', chain: ['edge.authpi.example'], silent: false } as const;
const NO_LIMIT = { by: [1, 2], kind: 'caa_allows', at: null } as const;
const UNASKED = { kind: 'could_not_ask', why: 'timeout', retryAfterMs: null } as const;

const RIGHT_TO_ONE = { ...RIGHT, by: [1] } as const;
const nothingTo = (by: 1 | 2): AliasFinding => ({
  by: [by],
  ttl: 300,
  kind: 'nothing',
  exists: false,
});
const elsewhereTo = (by: 1 | 2): AliasFinding => ({
  by: [by],
  ttl: 300,
  kind: 'elsewhere',
  chain: ['other.example'],
  end: 'name',
});

/** What makes a sign-in fail for whoever sees it, by what it is called here. */
const FAULTS: readonly (readonly [is: string, finding: AliasFinding])[] = [
  ['nothing there', { ...BOTH, kind: 'nothing', exists: false }],
  ['elsewhere', { ...BOTH, kind: 'elsewhere', chain: ['other.example'], end: 'name' }],
  ['other addresses', { ...BOTH, kind: 'addresses', ...PROXIED }],
  ['doubled', { ...BOTH, kind: 'doubled', name: `${HOST}.example.com` }],
  ['other addresses at the apex', { ...BOTH, kind: 'apex', ...PROXIED }],
  ['SERVFAIL', { by: [1, 2], kind: 'servfail', dnssec: true, chain: [], addresses: [], ttl: null }],
];

function dnsSaying(...findings: readonly Finding[]): Facts['dns'] {
  return { state: 'known', value: { findings, about: ABOUT } };
}

function soundWorld(): World {
  return {
    subject: { kind: 'host', host: HOST },
    domains: { listed: true, whole: true },
    domain: {
      host: HOST,
      verified: true,
      added_at: LONG_AGO,
      assigned_issuer_id: ISSUER_ID,
      assigned_at: LONG_AGO,
      cf_status: 'active',
    },
    dns: dnsSaying(RIGHT, NO_LIMIT),
    issuer: 'known',
    issuerValue: {
      id: ISSUER_ID,
      name: 'Storefront',
      status: 'active',
      settings: { access: { mode: 'open' } },
      created_at: LONG_AGO,
      updated_at: LONG_AGO + HOUR,
    },
    methods: { whole: true },
    methodRows: [
      method({ id: 'am_1', name: 'Google', method: 'oidc' }),
      method({ id: 'am_2', name: 'Codes', method: 'totp', enabled_signup: false }),
    ],
  };
}

function method(given: Partial<AuthMethod> & { id: string; method: string }): AuthMethod {
  return {
    name: given.method,
    enabled_login: true,
    enabled_signup: true,
    created_at: LONG_AGO,
    updated_at: null,
    ...given,
  };
}

function factsOf(world: World): Facts {
  const { domains, dns, issuer, methods } = world;
  const other: Domain = { host: 'other.example.com', verified: true, cf_status: 'active' };
  return {
    subject: world.subject,
    domains: factOf(domains, ({ listed, whole }) => ({
      rows: listed ? [other, world.domain] : [other],
      whole,
    })),
    dns,
    issuer:
      issuer === 'missing' || issuer === 'known'
        ? { state: 'known', value: issuer === 'known' ? world.issuerValue : null }
        : factOf(issuer, () => null),
    methods: factOf(methods, ({ whole }) => ({ rows: world.methodRows, whole })),
    now: NOW,
  };
}

function factOf<Held, Value>(
  held: 'asking' | ApiError | Held,
  known: (held: Held) => Value,
): Fact<Value> {
  if (held === 'asking') return { state: 'asking' };
  if (held instanceof ApiError) return { state: 'failed', error: held };
  return { state: 'known', value: known(held) };
}

/** Kinds of failure that say nothing about the resource, each with the status it comes with. */
const FAILURES: readonly [ErrorKind, number | null][] = [
  ['network', null],
  ['unauthorized', 401],
  ['forbidden', 403],
  ['rate_limited', 429],
  ['server', 500],
  ['server', 503],
  ['malformed', 200],
  ['unexpected', 302],
];

type Break = {
  /** What is broken, and how. */
  is: string;
  link: Id;
  verdict: Verdict;
  apply: (world: World) => void;
  /** Links that have nothing to be judged by any more, and what they then are. */
  hides?: readonly Id[];
  as?: 'not_reached' | 'asking';
  /** Of a change: where its date stands, so that it is unknown when that is. */
  dated?: 'assignment' | 'issuer' | 'methods';
  /** Verdicts of other links that this break rightly changes, though it does not hide them. */
  shades?: { readonly [link in Id]?: Verdict };
};

/** The DNS is asked by itself. */
const BEHIND_DOMAIN: readonly Id[] = ALL.filter((id) => id !== 'domain' && id !== 'dns');
const BEHIND_ASSIGNED: readonly Id[] = ['issuer', 'active', 'doors', 'access', 'changed'];
const BEHIND_ISSUER: readonly Id[] = ['active', 'doors', 'access', 'changed'];

/** What the DNS says, and what that comes to. */
function dnsBreak(is: string, verdict: Verdict, ...findings: readonly Finding[]): Break {
  return { is, link: 'dns', verdict, apply: (world) => (world.dns = dnsSaying(...findings)) };
}

/** Changes the one method that is a door, where there is one. */
function changeDoor({ methodRows }: World, change: (door: AuthMethod) => void): void {
  for (const row of methodRows) if (row.id === 'am_1') change(row);
}

const BREAKS: readonly Break[] = [
  // domain
  {
    is: 'absent from the whole list',
    link: 'domain',
    verdict: 'wrong',
    apply: (world) => (world.domains = { listed: false, whole: true }),
    hides: BEHIND_DOMAIN,
  },
  {
    is: 'absent from a partial list',
    link: 'domain',
    verdict: 'doubtful',
    apply: (world) => (world.domains = { listed: false, whole: false }),
    hides: BEHIND_DOMAIN,
  },
  {
    is: 'still asked for',
    link: 'domain',
    verdict: 'asking',
    apply: (world) => (world.domains = 'asking'),
    hides: BEHIND_DOMAIN,
    as: 'asking',
  },
  ...FAILURES.map(([kind, status]): Break => ({
    is: `not answered (${kind} ${status})`,
    link: 'domain',
    verdict: 'could_not_ask',
    apply: (world) => (world.domains = new ApiError(kind, 'listDomains', { status })),
    hides: BEHIND_DOMAIN,
  })),
  // verified
  {
    is: 'false while assigned',
    link: 'verified',
    verdict: 'doubtful',
    apply: ({ domain }) => (domain.verified = false),
  },
  {
    is: 'null',
    link: 'verified',
    verdict: 'doubtful',
    apply: ({ domain }) => (domain.verified = null),
  },
  {
    is: 'absent',
    link: 'verified',
    verdict: 'doubtful',
    apply: ({ domain }) => delete domain.verified,
  },
  // dns
  ...FAULTS.map(([is, finding]) => dnsBreak(is, 'wrong', finding, NO_LIMIT)),
  ...FAULTS.map(([is, finding]) =>
    dnsBreak(
      `${is} for one, right for the other`,
      'doubtful',
      { ...finding, by: [2] },
      RIGHT_TO_ONE,
    ),
  ),
  ...FAULTS.map(([is, finding]) =>
    dnsBreak(
      `${is} for one, the other not asked`,
      'doubtful',
      { ...finding, by: [2] },
      { ...UNASKED, by: [1], about: 'everything' },
    ),
  ),
  dnsBreak('two faults', 'wrong', nothingTo(1), elsewhereTo(2)),
  dnsBreak('two faults, spreading', 'wrong', {
    ...BOTH,
    kind: 'spreading',
    sees: [nothingTo(1), elsewhereTo(2)],
  }),
  dnsBreak('spreading', 'doubtful', {
    ...BOTH,
    kind: 'spreading',
    sees: [RIGHT_TO_ONE, nothingTo(2)],
  }),
  dnsBreak('addresses not compared', 'doubtful', {
    ...BOTH,
    kind: 'addresses',
    addresses: ['192.0.2.7'],
    compared: false,
  }),
  dnsBreak('flattened', 'doubtful', { ...BOTH, kind: 'flattened', addresses: ['192.0.2.1'] }),
  dnsBreak('right, the target silent', 'doubtful', { ...RIGHT, silent: true }, NO_LIMIT),
  dnsBreak('right, CAA forbids', 'doubtful', RIGHT, {
    by: [1, 2],
    kind: 'caa_forbids',
    at: 'example.com',
    allowed: ['other.example'],
    missing: ['ca.authpi.example'],
    critical: null,
  }),
  dnsBreak('right, CAA fails', 'doubtful', RIGHT, { by: [1, 2], kind: 'caa_servfail', at: HOST }),
  ...(['everything', 'alias', 'caa'] as const).map((about) =>
    dnsBreak(`right for one, ${about} not asked of the other`, 'could_not_ask', RIGHT_TO_ONE, {
      ...UNASKED,
      by: [2],
      about,
    }),
  ),
  dnsBreak('not asked', 'could_not_ask', { ...UNASKED, by: [1, 2], about: 'everything' }),
  dnsBreak('nothing said', 'could_not_ask'),
  dnsBreak('no target', 'not_judged', {
    ...BOTH,
    kind: 'seen',
    chain: ['other.example'],
    end: 'name',
    addresses: [],
  }),
  dnsBreak('no target, and nothing there', 'not_judged', {
    ...BOTH,
    kind: 'seen',
    chain: [],
    end: 'name',
    addresses: [],
  }),
  {
    is: 'still asked for',
    link: 'dns',
    verdict: 'asking',
    apply: (world) => (world.dns = { state: 'asking' }),
  },
  {
    is: 'a defect',
    link: 'dns',
    verdict: 'could_not_ask',
    apply: (world) => (world.dns = { state: 'failed', error: new Error('The code did not load') }),
  },
  // edge
  ...(['blocked', 'moved', 'deleted', 'pending_deletion'] as const).map((status): Break => ({
    is: status,
    link: 'edge',
    verdict: 'wrong',
    apply: ({ domain }) => (domain.cf_status = status),
  })),
  ...['pending', 'active_redeploying', 'awaiting_attestation', '__proto__', 'constructor', ''].map(
    (status): Break => ({
      is: JSON.stringify(status),
      link: 'edge',
      verdict: 'doubtful',
      apply: ({ domain }) => (domain.cf_status = status),
    }),
  ),
  {
    is: 'null',
    link: 'edge',
    verdict: 'doubtful',
    apply: ({ domain }) => (domain.cf_status = null),
  },
  {
    is: 'absent',
    link: 'edge',
    verdict: 'doubtful',
    apply: ({ domain }) => delete domain.cf_status,
  },
  // assigned
  ...[null, undefined, ''].map((assigned): Break => ({
    is: `to ${JSON.stringify(assigned)}`,
    link: 'assigned',
    verdict: 'wrong',
    apply: ({ domain }) => (domain.assigned_issuer_id = assigned),
    hides: BEHIND_ASSIGNED,
  })),
  // issuer
  {
    is: 'not found',
    link: 'issuer',
    verdict: 'wrong',
    apply: (world) => {
      world.issuer = 'missing';
      // What hangs below it answers 404 with it.
      world.methods = new ApiError('not_found', 'listAuthMethods', { status: 404 });
    },
    hides: BEHIND_ISSUER,
  },
  {
    is: 'still asked for',
    link: 'issuer',
    verdict: 'asking',
    apply: (world) => (world.issuer = 'asking'),
    hides: ['active', 'access', 'changed'],
    as: 'asking',
  },
  ...FAILURES.map(([kind, status]): Break => ({
    is: `not answered (${kind} ${status})`,
    link: 'issuer',
    verdict: 'could_not_ask',
    apply: (world) => (world.issuer = new ApiError(kind, 'getIssuer', { status })),
    hides: ['active', 'access', 'changed'],
  })),
  // active
  ...['disabled', 'suspended', 'deleted'].map((status): Break => ({
    is: status,
    link: 'active',
    verdict: 'wrong',
    apply: ({ issuerValue }) => (issuerValue.status = status),
  })),
  ...['hibernating', '__proto__', ''].map((status): Break => ({
    is: JSON.stringify(status),
    link: 'active',
    verdict: 'doubtful',
    apply: ({ issuerValue }) => (issuerValue.status = status),
  })),
  // doors
  {
    is: 'off',
    link: 'doors',
    verdict: 'wrong',
    apply: (world) => {
      for (const row of world.methodRows) row.enabled_login = false;
    },
  },
  {
    is: 'second factors only',
    link: 'doors',
    verdict: 'wrong',
    apply: (world) => changeDoor(world, (door) => (door.enabled_login = false)),
  },
  {
    is: 'none at all',
    link: 'doors',
    verdict: 'wrong',
    apply: (world) => (world.methodRows = []),
    shades: { access: 'doubtful' },
  },
  {
    is: 'not said',
    link: 'doors',
    verdict: 'doubtful',
    apply: (world) => changeDoor(world, (door) => delete door.enabled_login),
  },
  {
    is: 'of an unknown kind only',
    link: 'doors',
    verdict: 'doubtful',
    apply: (world) => changeDoor(world, (door) => (door.method = 'telepathy')),
  },
  {
    is: 'none in a partial list',
    link: 'doors',
    verdict: 'doubtful',
    apply: (world) => {
      changeDoor(world, (door) => (door.enabled_login = false));
      world.methods = { whole: false };
    },
    shades: { changed: 'doubtful' },
  },
  {
    is: 'still asked for',
    link: 'doors',
    verdict: 'asking',
    apply: (world) => (world.methods = 'asking'),
    hides: ['access', 'changed'],
    as: 'asking',
  },
  ...([...FAILURES, ['not_found', 404]] as const).map(([kind, status]): Break => ({
    is: `not answered (${kind} ${status})`,
    link: 'doors',
    verdict: 'could_not_ask',
    apply: (world) => (world.methods = new ApiError(kind, 'listAuthMethods', { status })),
    hides: ['access', 'changed'],
  })),
  // access
  {
    is: 'open without a signup method',
    link: 'access',
    verdict: 'doubtful',
    apply: (world) => {
      for (const row of world.methodRows) row.enabled_signup = false;
    },
  },
  {
    is: 'open with a second factor for signup',
    link: 'access',
    verdict: 'doubtful',
    apply: (world) => {
      for (const row of world.methodRows) row.enabled_signup = row.method === 'totp';
    },
  },
  {
    is: 'open, signup not said',
    link: 'access',
    verdict: 'doubtful',
    apply: (world) => changeDoor(world, (door) => delete door.enabled_signup),
  },
  ...[{ access: { mode: 'by_telegram' } }, { access: { mode: 7 } }, { access: [] }, {}, null].map(
    (settings): Break => ({
      is: JSON.stringify(settings),
      link: 'access',
      verdict: 'doubtful',
      apply: ({ issuerValue }) => (issuerValue.settings = settings),
    }),
  ),
  // changed
  {
    is: 'domain added an hour ago',
    link: 'changed',
    verdict: 'doubtful',
    apply: ({ domain }) => (domain.added_at = NOW - HOUR),
  },
  {
    is: 'domain assigned an hour ago',
    link: 'changed',
    verdict: 'doubtful',
    apply: ({ domain }) => (domain.assigned_at = NOW - HOUR),
    dated: 'assignment',
  },
  {
    is: 'issuer changed an hour ago',
    link: 'changed',
    verdict: 'doubtful',
    apply: ({ issuerValue }) => (issuerValue.updated_at = NOW - HOUR),
    dated: 'issuer',
  },
  {
    is: 'auth method changed an hour ago',
    link: 'changed',
    verdict: 'doubtful',
    apply: (world) => {
      for (const row of world.methodRows) row.updated_at = NOW - HOUR;
    },
    dated: 'methods',
  },
];

const byLink = (links: readonly ChainLink[]) =>
  Object.fromEntries(links.map(({ id, verdict }) => [id, verdict]));

const chainAfter = (...breaks: readonly Break[]) => {
  const world = soundWorld();
  for (const { apply } of breaks) apply(world);
  return byLink(chainOf(factsOf(world)));
};

const named = (broken: Break) => `${broken.link}: ${broken.is}`;

describe('a sound chain', () => {
  test('is right in every link', () => {
    expect(chainAfter()).toEqual(Object.fromEntries(ALL.map((id) => [id, 'right'])));
  });

  test('of an issuer has no links about domains, whatever is known of those', () => {
    for (const domains of [soundWorld().domains, 'asking', failure('listDomains')] as const) {
      const facts = factsOf({
        ...soundWorld(),
        subject: { kind: 'issuer', issuerId: ISSUER_ID },
        domains,
      });
      expect(byLink(chainOf(facts))).toEqual({
        issuer: 'right',
        active: 'right',
        doors: 'right',
        access: 'right',
        changed: 'right',
      });
    }
  });

  test.each(['open', 'invite_only', 'approval', 'closed'])('may have access %s', (mode) => {
    const world = soundWorld();
    world.issuerValue.settings = { access: { mode } };
    expect(byLink(chainOf(factsOf(world)))['access']).toBe('right');
  });

  test.each(AUTH_METHOD_KINDS.filter((kind) => kind !== 'totp' && kind !== 'backup_codes'))(
    'may stand on %s alone',
    (kind) => {
      const world = soundWorld();
      world.methodRows = [method({ id: 'am_1', method: kind })];
      expect(byLink(chainOf(factsOf(world)))['doors']).toBe('right');
    },
  );

  test('finds a host that is stored in another form', () => {
    const world = soundWorld();
    world.domain.host = 'Auth.Example.com.';
    expect(byLink(chainOf(factsOf(world)))['domain']).toBe('right');
  });
});

describe('one broken link', () => {
  test.each(BREAKS.map((broken) => [named(broken), broken] as const))('%s', (_, broken) => {
    const found = chainAfter(broken);
    expect(found[broken.link]).toBe(broken.verdict);
    const others = ALL.filter((id) => id !== broken.link);
    expect(Object.fromEntries(others.map((id) => [id, found[id]]))).toEqual(
      Object.fromEntries(
        others.map((id) => [
          id,
          broken.hides?.includes(id) === true
            ? (broken.as ?? 'not_reached')
            : (broken.shades?.[id] ?? 'right'),
        ]),
      ),
    );
  });
});

/** Breaks of the access mode itself. */
const SETTINGS = new Set(
  BREAKS.filter(({ link, is }) => link === 'access' && !is.startsWith('open')),
);

/** Pairs whose facts speak to each other: what is then true, written by hand. */
function exception(first: Break, second: Break): { [link in Id]?: Verdict } | null {
  // Unverified is doubtful only for what is assigned all the same.
  if (first.link === 'verified' && first.is.startsWith('false') && second.link === 'assigned') {
    return { verified: 'wrong' };
  }
  // Settings alone say these, methods or not.
  if (first.link === 'doors' && SETTINGS.has(second)) return { access: 'doubtful' };
  // What is not there was not changed.
  if (first.is === 'none at all' && second.dated === 'methods') return { changed: 'right' };
  return null;
}

/** Whether the first break takes away what the second is judged by. */
function isHidden(first: Break, second: Break): boolean {
  if (first.hides?.includes(second.link) !== true) return false;
  if (second.link !== 'changed' || first.as === 'asking') return true;
  if (first.link === 'domain') return true;
  // A recent change that is known is worth a look, whatever else is not known.
  switch (second.dated) {
    case 'assignment':
      return first.link === 'assigned';
    case 'issuer':
      return first.link !== 'doors';
    case 'methods':
      return first.link !== 'issuer' || first.verdict === 'wrong';
    default:
      return false;
  }
}

describe('two broken links', () => {
  test.each(BREAKS.map((broken) => [named(broken), broken] as const))(
    '%s, and another',
    (_, first) => {
      for (const second of BREAKS) {
        if (ALL.indexOf(second.link) <= ALL.indexOf(first.link)) continue;
        const found = chainAfter(first, second);
        const hidden = isHidden(first, second);
        const expected = {
          [first.link]: first.verdict,
          [second.link]: hidden ? (first.as ?? 'not_reached') : second.verdict,
          ...exception(first, second),
        };
        expect({ and: named(second), ...pick(found, Object.keys(expected)) }).toEqual({
          and: named(second),
          ...expected,
        });
        // Two breaks never make a third link wrong.
        const wrongs = ALL.filter((id) => found[id] === 'wrong');
        expect(wrongs.filter((id) => id !== first.link && id !== second.link)).toEqual([]);
      }
    },
  );
});

describe('what could not be asked', () => {
  const behind = {
    domains: ['domain', ...BEHIND_DOMAIN],
    issuer: ['issuer', 'active', 'access', 'changed'],
  } as const;

  test.each(FAILURES)('%s %s makes nothing wrong that depends on it', (kind, status) => {
    for (const second of [null, ...BREAKS]) {
      const world = soundWorld();
      second?.apply(world);
      const domains = factsOf({ ...world, domains: failure('listDomains', kind, status) });
      expect(wrongOf(domains, behind.domains)).toEqual([]);
      const dns = factsOf({
        ...world,
        dns: { state: 'failed', error: new ApiError(kind, 'listDomains', { status }) },
      });
      expect(wrongOf(dns, ['dns'])).toEqual([]);
      const issuer = factsOf({ ...world, issuer: failure('getIssuer', kind, status) });
      expect(wrongOf(issuer, behind.issuer)).toEqual([]);
      const methods = factsOf({ ...world, methods: failure('listAuthMethods', kind, status) });
      expect(wrongOf(methods, ['doors', 'access', 'changed'])).toEqual([]);
    }
  });

  test('says why, with the reference of the answer', () => {
    const world = soundWorld();
    world.methods = new ApiError('server', 'listAuthMethods', { status: 500, reference: 'ref_7' });
    const doors = chainOf(factsOf(world)).find(({ id }) => id === 'doors');
    expect(plainText(doors?.detail ?? [], NOW)).toBe(
      'AuthPI met an error. This says nothing about sign-in. Reference ref_7',
    );
  });

  test('leaves what can be judged without it', () => {
    const world = soundWorld();
    world.issuer = failure('getIssuer');
    for (const row of world.methodRows) row.enabled_login = false;
    expect(byLink(chainOf(factsOf(world)))).toMatchObject({
      issuer: 'could_not_ask',
      active: 'not_reached',
      doors: 'wrong',
      access: 'not_reached',
    });
  });
});

function failure(
  operation: ApiError['operation'],
  kind: ErrorKind = 'server',
  status: number | null = 500,
) {
  return new ApiError(kind, operation, { status });
}

function wrongOf(facts: Facts, among: readonly string[]): string[] {
  return chainOf(facts)
    .filter(({ id, verdict }) => verdict === 'wrong' && among.includes(id))
    .map(({ id }) => id);
}

function pick<Value>(from: { [name: string]: Value }, names: readonly string[]) {
  return Object.fromEntries(names.map((name) => [name, from[name]]));
}

// Words that are known, words that are not, and names that are traps.
const word = fc.oneof(
  fc.constantFrom('active', 'pending', 'blocked', 'moved', 'disabled', 'deleted', '', '__proto__'),
  fc.string(),
);
const maybe = <T>(arbitrary: fc.Arbitrary<T>) => fc.option(arbitrary, { nil: undefined });
const time = fc.oneof(
  fc.integer({ min: LONG_AGO, max: NOW + HOUR }),
  fc.constantFrom(0, -1, 8.64e15 + 1, Number.MAX_VALUE),
);
const error = fc
  .constantFrom(...FAILURES)
  .map(([kind, status]): unknown => new ApiError(kind, 'getIssuer', { status }));

function factArbitrary<T>(value: fc.Arbitrary<T>): fc.Arbitrary<Fact<T>> {
  return fc.oneof(
    fc.constant<Fact<T>>({ state: 'asking' }),
    fc.oneof(error, fc.constant<unknown>(new Error('a defect'))).map((held): Fact<T> => ({
      state: 'failed',
      error: held,
    })),
    value.map((held): Fact<T> => ({ state: 'known', value: held })),
  );
}

const domainArbitrary: fc.Arbitrary<Domain> = fc.record({
  host: fc.constantFrom(HOST, 'other.example.com', 'not a host'),
  verified: maybe(fc.option(fc.boolean())),
  added_at: maybe(fc.option(time)),
  assigned_at: maybe(fc.option(time)),
  assigned_issuer_id: maybe(fc.option(fc.constantFrom(ISSUER_ID, '', 'a/b'))),
  cf_status: maybe(fc.option(word)),
});
const issuerArbitrary: fc.Arbitrary<Issuer> = fc.record({
  id: fc.constant(ISSUER_ID),
  name: maybe(fc.option(fc.string())),
  status: word,
  status_at: maybe(time),
  settings: maybe(
    fc.option(
      fc.record({
        access: fc.oneof(
          fc.anything(),
          fc.record({
            mode: fc.oneof(fc.constantFrom('open', 'closed', 'approval', 'invite_only'), word),
            allowed_email_domains: fc.anything(),
          }),
        ),
      }),
    ),
  ),
  created_at: time,
  updated_at: maybe(fc.option(time)),
});
const methodArbitrary: fc.Arbitrary<AuthMethod> = fc.record({
  id: fc.string(),
  name: fc.string(),
  method: fc.oneof(fc.constantFrom(...AUTH_METHOD_KINDS), word),
  enabled_login: maybe(fc.boolean()),
  enabled_signup: maybe(fc.boolean()),
  created_at: time,
  updated_at: maybe(fc.option(time)),
});
const rowsArbitrary = <T>(row: fc.Arbitrary<T>) =>
  fc.record({ rows: fc.array(row, { maxLength: 6 }), whole: fc.boolean() });
/** Any findings together, each seen by anybody, whether a doctor would put them so or not. */
const findingsArbitrary: fc.Arbitrary<Finding[]> = fc.array(
  fc
    .tuple(
      fc.constantFrom<Finding[]>(
        RIGHT,
        NO_LIMIT,
        ...FAULTS.map(([, finding]) => finding),
        { ...UNASKED, by: [1], about: 'everything' },
        { ...UNASKED, by: [1], about: 'ownership' },
        { ...BOTH, kind: 'spreading', sees: [RIGHT_TO_ONE, nothingTo(2)] },
        { ...BOTH, kind: 'flattened', addresses: [] },
        { ...BOTH, kind: 'seen', chain: [], end: 'name', addresses: [] },
        { by: [1], kind: 'caa_seen', at: HOST, allowed: [], critical: null },
        { by: [1], kind: 'ownership_absent' },
        { by: [1], kind: 'ownership_wrong', values: ['__proto__'] },
      ),
      fc.constantFrom<(1 | 2)[][]>([1], [2], [1, 2]),
    )
    .map(([finding, by]) => ({ ...finding, by })),
  { maxLength: 4 },
);
const factsArbitrary: fc.Arbitrary<Facts> = fc.record({
  subject: fc.constantFrom<Facts['subject'][]>(
    { kind: 'host', host: HOST },
    { kind: 'issuer', issuerId: ISSUER_ID },
  ),
  domains: factArbitrary(rowsArbitrary(domainArbitrary)),
  dns: factArbitrary(findingsArbitrary.map((findings) => ({ findings, about: ABOUT }))),
  issuer: factArbitrary(fc.option(issuerArbitrary)),
  methods: factArbitrary(rowsArbitrary(methodArbitrary)),
  now: fc.constant(NOW),
});

describe('any facts', { timeout: 60_000 }, () => {
  /** Whether what a link would be called wrong by is known for certain. */
  function isKnown(id: string, facts: Facts): boolean {
    const { domains, issuer, methods } = facts;
    switch (id) {
      case 'domain':
        return domains.state === 'known' && domains.value.whole;
      case 'dns':
        return facts.dns.state === 'known';
      case 'verified':
      case 'edge':
      case 'assigned':
        return domains.state === 'known';
      case 'issuer':
      case 'active':
        return issuerIdOf(facts) !== null && issuer.state === 'known';
      case 'doors':
        return issuerIdOf(facts) !== null && methods.state === 'known' && methods.value.whole;
      default:
        return false;
    }
  }

  test('wrong is only what was loaded, and never access or the last change', () => {
    fc.assert(
      fc.property(factsArbitrary, (facts) => {
        const wrong = chainOf(facts).filter(({ verdict }) => verdict === 'wrong');
        expect(wrong.filter(({ id }) => !isKnown(id, facts))).toEqual([]);
      }),
    );
  });

  test('a link that could not be judged stands behind one that is not right', () => {
    fc.assert(
      fc.property(factsArbitrary, (facts) => {
        const verdicts = chainOf(facts).map(({ verdict }) => verdict);
        const first = verdicts.findIndex((verdict) => verdict !== 'right');
        expect(verdicts[first]).not.toBe('not_reached');
      }),
    );
  });

  test('every verdict but asking has its reason, and what is wrong has a cure', () => {
    fc.assert(
      fc.property(factsArbitrary, (facts) => {
        const links = chainOf(facts);
        const mute = links.filter(({ detail }) => plainText(detail, NOW) === '');
        expect(mute).toEqual(links.filter(({ verdict }) => verdict === 'asking'));
        const cured = links.filter(({ cure }) => cure !== null).map(({ verdict }) => verdict);
        expect(cured.filter((verdict) => verdict !== 'wrong' && verdict !== 'doubtful')).toEqual(
          [],
        );
        const helpless = links.filter(({ verdict, cure }) => verdict === 'wrong' && cure === null);
        expect(helpless).toEqual([]);
      }),
    );
  });

  test('the summary is as bad as the worst link', () => {
    const worst = ['asking', 'wrong', 'could_not_ask', 'doubtful', 'right'] as const;
    fc.assert(
      fc.property(factsArbitrary, (facts) => {
        const links = chainOf(facts);
        const met = new Set(links.map(({ verdict }) => verdict));
        expect(summaryOf(links).verdict).toBe(worst.find((verdict) => met.has(verdict)));
      }),
    );
  });
});

test('what was typed is quoted, a long text by its start', () => {
  expect(quoted('Shop')).toBe('“Shop”');
  expect(quoted('😀'.repeat(80))).toBe(`“${'😀'.repeat(80)}”`);
  expect(quoted('😀'.repeat(10_000))).toBe(`“${'😀'.repeat(80)}…”`);
});

describe('the words', () => {
  const summaryAfter = (...names: readonly string[]) => {
    const world = soundWorld();
    for (const name of names) {
      const broken = BREAKS.find((found) => named(found) === name);
      if (broken === undefined) throw new Error(`No such break: ${name}`);
      broken.apply(world);
    }
    return summaryOf(chainOf(factsOf(world)));
  };

  test.each([
    [[], 'Everything this dashboard can see is right', null],
    [['edge: moved'], 'Sign-in is broken at 1 point: edge status', null],
    // It says nothing of sign-in: the host may belong to another account.
    [
      ['domain: absent from the whole list'],
      'This account has no such domain',
      '8 links could not be judged because of that.',
    ],
    [
      ['edge: moved', 'active: disabled', 'verified: null'],
      'Sign-in is broken at 2 points: edge status, issuer status',
      '1 point to look at.',
    ],
    [
      ['edge: moved', 'issuer: not answered (server 500)'],
      'Sign-in is broken at 1 point: edge status',
      '1 question could not be asked. 3 links could not be judged because of that.',
    ],
    [
      ['domain: not answered (network null)'],
      'Nothing wrong was found, but 1 question could not be asked',
      '8 links could not be judged because of that.',
    ],
    [['edge: "pending"'], 'Nothing is certainly wrong. 1 point to look at', null],
    [
      ['edge: "pending"', 'verified: null'],
      'Nothing is certainly wrong. 2 points to look at',
      null,
    ],
    [['domain: still asked for'], 'Asking AuthPI', null],
    [['dns: still asked for'], 'Asking the DNS', null],
    [['dns: elsewhere', 'edge: moved'], 'Sign-in is broken at 2 points: DNS, edge status', null],
    [['dns: not asked'], 'Nothing wrong was found, but 1 question could not be asked', null],
    [['dns: no target'], 'Everything this dashboard can see is right', 'The DNS was not judged.'],
  ] as const)('after %j', (names, title, detail) => {
    expect(summaryAfter(...names)).toMatchObject({ title, detail });
  });

  const dnsAfter = (name: string) => {
    const broken = BREAKS.find((found) => named(found) === name);
    const world = soundWorld();
    broken?.apply(world);
    return chainOf(factsOf(world)).find(({ id }) => id === 'dns');
  };

  test('of the DNS are the doctor’s, of all that speak of the verdict', () => {
    const said = (finding: Finding) => {
      const { title, detail } = findingWords(finding, ABOUT);
      return { title, detail: plainText(detail, NOW) };
    };
    const wordsOf = (name: string) => plainText(dnsAfter(name)?.detail ?? [], NOW);
    const right = said(RIGHT_TO_ONE);
    const unasked = said({ ...UNASKED, by: [2], about: 'everything' });
    expect(wordsOf('dns: right for one, everything not asked of the other')).toBe(
      `${right.detail} ${unasked.title}. ${unasked.detail}`,
    );
    for (const [is, finding] of FAULTS) {
      const { title, detail } = said(finding);
      expect(wordsOf(`dns: ${is}`)).toBe(`${title}. ${detail}`);
    }
    expect(wordsOf('dns: a defect')).toBe(
      'Something went wrong in this page. This says nothing about sign-in.',
    );
  });

  test('the way out of what is wrong with the records is where they stand', () => {
    const { cure } = dnsAfter('dns: elsewhere') ?? {};
    expect(cure?.to).toEqual({ page: 'domain', host: HOST, step: 'records' });
    expect(dnsAfter('dns: right, the target silent')?.cure).toBeNull();

    // A domain that the account does not have has no page to see to it.
    const world = soundWorld();
    world.domains = { listed: false, whole: true };
    world.dns = dnsSaying(nothingTo(1), nothingTo(2));
    const unlisted = chainOf(factsOf(world)).find(({ id }) => id === 'dns');
    expect(unlisted).toMatchObject({ verdict: 'wrong', cure: { to: { page: 'domains' } } });
  });

  test('a method that counts is called by its name', () => {
    const world = soundWorld();
    world.methodRows = ['Google', 'Passkey', 'Password', ' ', 'Apple'].map((name, index) =>
      method({ id: `am_${index}`, name, method: 'github' }),
    );
    const doors = chainOf(factsOf(world)).find(({ id }) => id === 'doors');
    expect(plainText(doors?.detail ?? [], NOW)).toBe(
      '5 auth methods can start a login: Google, Passkey, Password and 2 more.',
    );
  });

  test('signup that has no effect is said', () => {
    const world = soundWorld();
    world.issuerValue.settings = { access: { mode: 'closed' } };
    const access = chainOf(factsOf(world)).find(({ id }) => id === 'access');
    expect(plainText(access?.detail ?? [], NOW)).toBe(
      'Existing users may sign in. Nobody new can sign up. Signup is on for Google, without effect while access is closed.',
    );
  });

  test('the newest change is the one that is named', () => {
    const world = soundWorld();
    world.issuerValue.updated_at = NOW - 3 * HOUR;
    changeDoor(world, (door) => (door.updated_at = NOW - 2 * HOUR));
    const changed = chainOf(factsOf(world)).find(({ id }) => id === 'changed');
    expect(plainText(changed?.detail ?? [], NOW)).toBe(
      'Auth method Google was changed 2 hours ago (2026-11-20T07:00:00.000Z). If it worked before, look here first.',
    );
    expect(changed?.cure?.to).toEqual({ page: 'auth-methods', issuerId: ISSUER_ID });
  });

  test('the text says what was asked, when, every verdict, and what is not seen', () => {
    const world = soundWorld();
    world.domain.cf_status = 'moved';
    const facts = factsOf(world);
    expect(textOf(facts.subject, chainOf(facts), NOW)).toBe(
      [
        'Sign-in check of auth.example.com',
        'Checked 2026-11-20T09:00:00.000Z',
        '',
        'Sign-in is broken at 1 point: edge status.',
        '',
        '1. Right: Is the domain known to this account?',
        '   auth.example.com is a domain of this account.',
        '2. Right: Is the domain marked as verified?',
        '   It is marked as verified. The mark is set by hand.',
        '3. Right: Does the DNS lead to AuthPI?',
        `   ${plainText(findingWords(RIGHT, ABOUT).detail, NOW)}`,
        '4. Wrong: Does the edge serve the domain?',
        '   AuthPI says moved: its DNS leads elsewhere.',
        '5. Right: Is the domain assigned to an issuer?',
        `   It is assigned to ${ISSUER_ID}.`,
        '6. Right: Does the issuer exist?',
        `   Storefront, ${ISSUER_ID}.`,
        '7. Right: Is the issuer active?',
        '   It is active.',
        '8. Right: Can an auth method start a login?',
        '   Google can start a login.',
        '9. Right: Who can sign in, and who can sign up?',
        '   Existing users may sign in. New people can sign up with Google.',
        '10. Right: What changed last?',
        '   Issuer Storefront was changed 16 Oct 2025 (2025-10-16T10:00:00.000Z). What was removed leaves no date.',
        '',
        NOT_SEEN,
        '',
      ].join('\n'),
    );
  });
});

test('a list is whole unless it says otherwise', () => {
  expect(rowsOf({ data: [1] })).toEqual({ rows: [1], whole: true });
  expect(rowsOf({ data: [1], has_more: false, invalid_count: 0 }).whole).toBe(true);
  expect(rowsOf({ data: [1], has_more: true }).whole).toBe(false);
  expect(rowsOf({ data: [1], invalid_count: 2 }).whole).toBe(false);
});
