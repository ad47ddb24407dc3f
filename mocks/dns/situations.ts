import { SAMPLE_DNS } from '#contract/ours/dns-settings.ts';
import { RCODES } from '#contract/ours/dns.ts';
import type { DnsType, Resolver } from '#contract/ours/dns.ts';
import type { NameTrouble, ZoneRecord, Zones } from './zones.ts';

/** The host that something is published for. */
export type HostAt = {
  host: string;
  /** The registrable domain; the host itself where there is none. */
  zone: string;
  /** What its ownership record is to be; null where nobody holds the host, or the name is too long. */
  ownership: { name: string; value: string } | null;
  /** Unix ms since when it is so. */
  since: number;
  /** Seconds that records may be kept. */
  ttl: number;
};

/** What may be found of a host. */
export type Situation = {
  /** For people, in few: they stand in a list to choose from. */
  words: string;
  zones: (at: HostAt) => Zones;
};

const TARGET = SAMPLE_DNS.target ?? '';
const OTHER = 'customers.other-idp.example';

type Address = { type: 'A' | 'AAAA'; data: string };

const TARGET_ADDRESSES: readonly Address[] = [
  { type: 'A', data: '192.0.2.10' },
  { type: 'A', data: '192.0.2.11' },
  { type: 'AAAA', data: '2001:db8:a::10' },
  { type: 'AAAA', data: '2001:db8:a::11' },
];

/** A proxy in front of a web server. */
const PROXY_ADDRESSES: readonly Address[] = [
  { type: 'A', data: '198.51.100.24' },
  { type: 'A', data: '198.51.100.25' },
  { type: 'AAAA', data: '2001:db8:c::24' },
];

/** Where aliases lead: the edge, and another provider. */
export const COMMON_ZONES: Zones = {
  apexes: ['authpi.example', 'other-idp.example'],
  records: [
    ...TARGET_ADDRESSES.map((address) => ({ ...address, name: TARGET, ttl: 300 })),
    { name: OTHER, type: 'A', ttl: 300, data: '203.0.113.40' },
  ],
  troubles: [],
};

/** Milliseconds after a host was added until each resolver sees its records. */
const WAKING_MS: { readonly [resolver in Resolver]: number } = { 1: 20_000, 2: 40_000 };

/**
 * As if someone published the records after the host was added: nothing at first, then one resolver
 * sees them, then both. `since` is when it was added.
 */
export function waking(at: HostAt): Zones {
  const records = [...aliasTo(at), ...ownershipOf(at)];
  return publish(at, [
    ...records.map((each) => ({ ...each, resolver: 1, from: at.since + WAKING_MS[1] }) as const),
    ...records.map((each) => ({ ...each, resolver: 2, from: at.since + WAKING_MS[2] }) as const),
  ]);
}

/** Every situation that can be chosen. */
export const SITUATIONS = {
  right: {
    words: 'The right records',
    zones: (at) => publish(at, rightly(at)),
  },
  chained: {
    words: 'Right, by way of another name',
    zones: (at) => {
      const name = `via-edge.${at.zone}`;
      const cname = { type: 'CNAME', ttl: at.ttl } as const;
      return publish(at, [
        { ...cname, name: at.host, data: name },
        { ...cname, name, data: TARGET },
        ...ownershipOf(at),
      ]);
    },
  },
  mixed_case: {
    words: 'Right, written in capitals',
    zones: (at) =>
      publish(
        at,
        rightly(at).map((each) => ({
          ...each,
          name: each.name.toUpperCase(),
          data: each.type === 'CNAME' ? each.data.toUpperCase() : each.data,
        })),
      ),
  },
  nothing: { words: 'Nothing: no such name', zones: (at) => publish(at, []) },
  nodata: {
    words: 'The name, with another record only',
    zones: (at) => publish(at, [record(at, 'TXT', 'hello=world')]),
  },
  spreading: {
    words: 'Right, one resolver still sees the old',
    zones: (at) => {
      const changed = at.since + at.ttl * 1000;
      return publish(at, [
        ...rightly(at).map((each) => ({ ...each, resolver: 1 }) as const),
        ...rightly(at).map((each) => ({ ...each, resolver: 2, from: changed }) as const),
        ...formerly(at).map((each) => ({ ...each, resolver: 2, until: changed }) as const),
      ]);
    },
  },
  split: {
    words: 'The two resolvers differ for good',
    zones: (at) =>
      publish(at, [
        ...aliasTo(at).map((each) => ({ ...each, resolver: 1 }) as const),
        ...formerly(at).map((each) => ({ ...each, resolver: 2 }) as const),
        ...ownershipOf(at),
      ]),
  },
  elsewhere: {
    words: 'CNAME to another provider',
    zones: (at) => publish(at, [record(at, 'CNAME', OTHER), ...ownershipOf(at)]),
  },
  dangling: {
    words: 'CNAME to a name that is not there',
    zones: (at) => publish(at, [record(at, 'CNAME', 'gone.other-idp.example')]),
  },
  addresses: {
    words: 'Addresses of a proxy',
    zones: (at) => publish(at, [...addressed(at, PROXY_ADDRESSES), ...ownershipOf(at)]),
  },
  flattened: {
    words: 'Addresses of the target',
    zones: (at) => publish(at, [...addressed(at, TARGET_ADDRESSES), ...ownershipOf(at)]),
  },
  doubled: {
    words: 'The zone twice in the name',
    zones: (at) =>
      publish(
        at,
        rightly(at).map((each) => ({ ...each, name: `${each.name}.${at.zone}` })),
      ),
  },
  caa_forbids: {
    words: 'CAA allows another authority only',
    zones: (at) => publish(at, [...rightly(at), ...caa(at, ['0 issue "pki.example"'])]),
  },
  caa_nobody: {
    words: 'CAA allows no authority',
    zones: (at) => publish(at, [...rightly(at), ...caa(at, ['0 issue ";"'])]),
  },
  caa_critical: {
    words: 'CAA with a critical record nobody knows',
    zones: (at) =>
      publish(at, [
        ...rightly(at),
        ...caa(at, ['0 issue "letsencrypt.org"', '128 tbs "unknown property"']),
      ]),
  },
  caa_allows: {
    words: 'CAA allows what is needed',
    zones: (at) =>
      publish(at, [
        ...rightly(at),
        ...caa(
          at,
          (SAMPLE_DNS.authorities ?? []).map((name) => `0 issue "${name}"`),
        ),
        ...caa(at, ['0 iodef "mailto:security@example.com"']),
      ]),
  },
  ownership_wrong: {
    words: 'Ownership record of another account',
    zones: (at) =>
      publish(at, [
        ...aliasTo(at),
        ...ownershipOf(at).map((each) => ({ ...each, data: 'authpi=0000000000000000' })),
      ]),
  },
  ownership_absent: {
    words: 'No ownership record',
    zones: (at) => publish(at, aliasTo(at)),
  },
  servfail: {
    words: 'SERVFAIL: DNSSEC does not hold',
    zones: (at) => publish(at, rightly(at), [{ below: at.host, kind: 'bogus' }]),
  },
  broken: {
    words: 'SERVFAIL: its name servers fail',
    zones: (at) => publish(at, [], [{ below: at.host, kind: 'rcode', rcode: RCODES.SERVFAIL }]),
  },
  loop: {
    words: 'SERVFAIL: CNAMEs in a circle',
    zones: (at) => {
      const name = `loop.${at.host}`;
      const cname = { type: 'CNAME', ttl: at.ttl } as const;
      return publish(at, [
        { ...cname, name: at.host, data: name },
        { ...cname, name, data: at.host },
      ]);
    },
  },
  could_not_ask: {
    words: 'One resolver does not answer in time',
    zones: (at) =>
      publish(at, rightly(at), [
        { below: at.host, resolver: 2, kind: 'failure', failure: 'timeout' },
      ]),
  },
  unreachable: {
    words: 'Neither resolver answers in time',
    zones: (at) => publish(at, rightly(at), failing(at, 'timeout')),
  },
  failing: {
    words: 'Both resolvers fail',
    zones: (at) => publish(at, rightly(at), failing(at, 'failed')),
  },
  rate_limited: {
    words: 'Both resolvers are asked too often',
    zones: (at) => publish(at, rightly(at), failing(at, 'rate_limited')),
  },
  malformed: {
    words: 'Answers that cannot be read',
    zones: (at) => publish(at, rightly(at), failing(at, 'malformed')),
  },
  lost: {
    words: 'The connection fails',
    zones: (at) => publish(at, rightly(at), failing(at, 'lost')),
  },
  refused: {
    words: 'Both resolvers refuse',
    zones: (at) => publish(at, [], [{ below: at.host, kind: 'rcode', rcode: RCODES.REFUSED }]),
  },
  truncated: {
    words: 'Answers that are cut off',
    zones: (at) => publish(at, rightly(at), [{ below: at.host, kind: 'truncated' }]),
  },
} as const satisfies { readonly [id: string]: Situation };

/** See {@link SITUATIONS}. */
export type SituationId = keyof typeof SITUATIONS;

/** Their ids. */
export const SITUATION_IDS = Object.keys(SITUATIONS) as SituationId[];

function publish(
  { zone }: HostAt,
  records: readonly ZoneRecord[],
  troubles: readonly NameTrouble[] = [],
): Zones {
  return { apexes: [zone], records, troubles };
}

function record({ host, ttl }: HostAt, type: DnsType, data: string): ZoneRecord {
  return { name: host, type, ttl, data };
}

function rightly(at: HostAt): ZoneRecord[] {
  return [...aliasTo(at), ...ownershipOf(at)];
}

/** At the top of a zone a provider answers with the target's addresses: no CNAME can stand there. */
function aliasTo(at: HostAt): ZoneRecord[] {
  return at.host === at.zone ? addressed(at, TARGET_ADDRESSES) : [record(at, 'CNAME', TARGET)];
}

/** What was there before. */
function formerly(at: HostAt): ZoneRecord[] {
  return at.host === at.zone ? addressed(at, PROXY_ADDRESSES) : [record(at, 'CNAME', OTHER)];
}

function addressed(at: HostAt, addresses: readonly Address[]): ZoneRecord[] {
  return addresses.map(({ type, data }) => record(at, type, data));
}

function ownershipOf({ ownership, ttl }: HostAt): ZoneRecord[] {
  return ownership === null
    ? []
    : [{ name: ownership.name, type: 'TXT', ttl, data: ownership.value }];
}

/** At the zone, where people put it, and for all of its hosts. */
function caa({ zone, ttl }: HostAt, data: readonly string[]): ZoneRecord[] {
  return data.map((each) => ({ name: zone, type: 'CAA', ttl, data: each }));
}

function failing(
  { host }: HostAt,
  failure: Extract<NameTrouble, { kind: 'failure' }>['failure'],
): NameTrouble[] {
  return [{ below: host, kind: 'failure', failure }];
}
