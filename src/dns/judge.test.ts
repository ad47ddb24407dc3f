import * as fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { DNS_TYPES, RCODES } from '#contract/ours/dns.ts';
import type { DnsAnswer } from '#contract/ours/dns.ts';
import type { Ask, Asked } from './ask.ts';
import { examine } from './examine.ts';
import { readAnswer } from './ask.ts';
import type { Finding } from './finding.ts';
import { isGreen, judge, unproven } from './judge.ts';
import type { Subject } from './subject.ts';
import { failed, rcode, resolverOf } from './test-zones.ts';
import type { ZoneRecord, Zones } from './test-zones.ts';

const TARGET = 'edge.authpi.example';
const SUBJECT: Subject = {
  host: 'auth.example.com',
  zone: 'example.com',
  target: TARGET,
  authorities: ['ca.authpi.example', 'letsencrypt.org'],
  resolvers: ['one.dns.example', 'two.dns.example'],
  ownership: { name: '_authpi-challenge.auth.example.com', value: 'authpi=0123456789abcdef' },
};
const OWNERSHIP: ZoneRecord = {
  name: '_authpi-challenge.auth.example.com',
  type: 'TXT',
  data: '"authpi=0123456789abcdef"',
};
const EDGE: ZoneRecord[] = [
  { name: TARGET, type: 'A', data: '192.0.2.10' },
  { name: TARGET, type: 'A', data: '192.0.2.11' },
  { name: TARGET, type: 'AAAA', data: '2001:db8:a::10' },
];

function cname(data: string, name = SUBJECT.host, ttl = 300): ZoneRecord {
  return { name, type: 'CNAME', data, ttl };
}

function records(...own: ZoneRecord[]): Zones {
  return { records: [...EDGE, ...own] };
}

async function found(ask: Ask, subject = SUBJECT): Promise<Finding[]> {
  return judge(subject, await examine(subject, ask, new AbortController().signal));
}

async function kinds(zones: Zones, subject = SUBJECT, other = zones): Promise<string[]> {
  return (await found(resolverOf(zones, other), subject)).map(({ kind }) => kind);
}

const NO_CAA_NO_TXT = ['caa_allows', 'ownership_absent'];

describe('what is at the host', () => {
  it.each<[string, Zones, Partial<Finding>]>([
    ['the right CNAME', records(cname(TARGET)), { kind: 'right', chain: [TARGET], silent: false }],
    [
      'the right CNAME by way of another name',
      records(cname('login.example.com'), cname(TARGET, 'login.example.com')),
      { kind: 'right', chain: ['login.example.com', TARGET] },
    ],
    [
      'a target that is an alias itself',
      { records: [cname(TARGET), cname('lb.authpi.example', TARGET)] },
      { kind: 'right', chain: [TARGET], silent: true },
    ],
    ['no such name', records(), { kind: 'nothing', exists: false, ttl: 60 }],
    [
      'a name with other records only',
      records({ name: SUBJECT.host, type: 'TXT', data: '"hello"' }),
      { kind: 'nothing', exists: true, ttl: 60 },
    ],
    [
      'a name that only has names below it',
      records({ ...OWNERSHIP, data: 'other' }),
      { kind: 'nothing', exists: true },
    ],
    [
      'a CNAME elsewhere',
      records(cname('shops.example.net'), {
        name: 'shops.example.net',
        type: 'A',
        data: '203.0.113.4',
      }),
      { kind: 'elsewhere', chain: ['shops.example.net'], end: 'name', ttl: 300 },
    ],
    [
      'a CNAME to a name that is not there',
      records(cname('gone.example.net')),
      { kind: 'elsewhere', chain: ['gone.example.net'], end: 'dangling' },
    ],
    [
      'a CNAME to a name that has IPv6 only',
      records(cname('six.example.net'), {
        name: 'six.example.net',
        type: 'AAAA',
        data: '2001:db8::9',
      }),
      { kind: 'elsewhere', end: 'name' },
    ],
    [
      'two CNAMEs, one of them right',
      records(cname(TARGET), cname('shops.example.net')),
      { kind: 'elsewhere', chain: [TARGET, 'shops.example.net'], end: 'fork' },
    ],
    [
      'addresses of others',
      records({ name: SUBJECT.host, type: 'A', data: '198.51.100.24' }),
      { kind: 'addresses', addresses: ['198.51.100.24'], compared: true },
    ],
    [
      'an IPv6 address alone',
      records({ name: SUBJECT.host, type: 'AAAA', data: '2001:db8:c::24' }),
      { kind: 'addresses', addresses: ['2001:db8:c::24'], compared: true },
    ],
    [
      'one of the target’s addresses and one of others',
      records(
        { name: SUBJECT.host, type: 'A', data: '192.0.2.10' },
        { name: SUBJECT.host, type: 'A', data: '198.51.100.24' },
      ),
      { kind: 'addresses', compared: true },
    ],
    [
      'the target’s addresses, IPv6 written in full',
      records(
        { name: SUBJECT.host, type: 'A', data: '192.0.2.11' },
        { name: SUBJECT.host, type: 'AAAA', data: '2001:0DB8:000a:0:0:0:0:10' },
      ),
      { kind: 'flattened' },
    ],
    [
      'the record at the doubled name',
      records(cname(TARGET, 'auth.example.com.example.com')),
      { kind: 'doubled', name: 'auth.example.com.example.com' },
    ],
    [
      'another record at the doubled name, as of a wildcard',
      records(cname('shops.example.net', 'auth.example.com.example.com')),
      { kind: 'nothing' },
    ],
    [
      'signatures that do not hold',
      { ...records(cname(TARGET)), bogus: ['example.com'] },
      { kind: 'servfail', dnssec: true, chain: [TARGET] },
    ],
    [
      'name servers that do not answer',
      { records: [], instead: new Map([['example.com', rcode(RCODES.SERVFAIL)]]) },
      { kind: 'servfail', dnssec: false, chain: [] },
    ],
    [
      'CNAMEs in a circle',
      records(cname('a.example.com'), cname(SUBJECT.host, 'a.example.com')),
      { kind: 'servfail', dnssec: false },
    ],
  ])('%s', async (_, zones, expected) => {
    const [finding] = await found(resolverOf(zones));
    expect(finding).toMatchObject({ ...expected, by: [1, 2] });
  });

  it('asks no more than decides it', async () => {
    const right = resolverOf(records(cname(TARGET)));
    await found(right);
    expect(right.asked.filter((question) => question.startsWith('1'))).toEqual([
      '1 auth.example.com A',
      '1 auth.example.com CAA',
      '1 _authpi-challenge.auth.example.com TXT',
      '1 example.com CAA',
      '1 com CAA',
    ]);
    const slow = resolverOf({ records: [], instead: new Map([['com', failed('timeout')]]) });
    await found(slow);
    expect(slow.asked).toEqual(['1 auth.example.com A', '2 auth.example.com A']);
  });

  it('the top of a zone', async () => {
    const host = 'example.com';
    const apex = { ...SUBJECT, host, ownership: null };
    const at = (...own: ZoneRecord[]) => kinds(records(...own), apex);
    expect(await at({ name: host, type: 'TXT', data: 'x' })).toEqual(['apex', 'caa_allows']);
    expect(await at({ name: host, type: 'A', data: '198.51.100.1' })).toEqual([
      'apex',
      'caa_allows',
    ]);
    expect(await at({ name: host, type: 'A', data: '192.0.2.10' })).toEqual([
      'flattened',
      'caa_allows',
    ]);
    expect(await at(cname(TARGET, host))).toEqual(['right', 'caa_allows']);
  });

  it('without a target it is told and not judged', async () => {
    const subject = { ...SUBJECT, target: null, authorities: null };
    expect(await found(resolverOf(records(cname('shops.example.net'))), subject)).toEqual([
      {
        kind: 'seen',
        by: [1, 2],
        chain: ['shops.example.net'],
        end: 'dangling',
        addresses: [],
        ttl: 300,
      },
      { kind: 'caa_seen', by: [1, 2], at: null, allowed: null, critical: null },
      { kind: 'ownership_absent', by: [1, 2] },
    ]);
    expect(await kinds(records(), subject)).toEqual(['seen', 'caa_seen', 'ownership_absent']);
    expect(await kinds({ ...records(), bogus: ['com'] }, subject)).toEqual(['servfail']);
  });

  it('does not compare with what could not be asked', async () => {
    const zones = {
      ...records({ name: SUBJECT.host, type: 'A', data: '192.0.2.10' }),
      instead: new Map([[TARGET, failed('timeout')]]),
    };
    const [finding] = await found(resolverOf(zones));
    expect(finding).toMatchObject({ kind: 'addresses', compared: false });
  });
});

describe('two resolvers', () => {
  const right = records(cname(TARGET), OWNERSHIP);

  it('one has the new answer: the older one runs out', async () => {
    const old = records(cname('shops.example.net', SUBJECT.host, 240), OWNERSHIP);
    const [finding, ...rest] = await found(resolverOf(right, old));
    expect(finding).toMatchObject({
      kind: 'spreading',
      ttl: 240,
      sees: [
        { kind: 'right', by: [1] },
        { kind: 'elsewhere', by: [2] },
      ],
    });
    expect(rest.map(({ kind }) => kind)).toEqual(['caa_allows', 'ownership_right']);
    expect((await found(resolverOf(records(), right)))[0]).toMatchObject({
      kind: 'spreading',
      ttl: 60,
    });
  });

  it('two that are both wrong in their own ways differ for as long as the longer of them is kept', async () => {
    const old = records(cname('shops.example.net', SUBJECT.host, 240));
    const [finding] = await found(resolverOf(old, records()));
    expect(finding).toMatchObject({ kind: 'spreading', ttl: 240 });
  });

  it('other addresses for each are no difference', async () => {
    const at = (data: string) => records({ name: SUBJECT.host, type: 'A', data });
    const [finding] = await found(resolverOf(at('198.51.100.1'), at('198.51.100.2')));
    expect(finding).toMatchObject({
      kind: 'addresses',
      addresses: ['198.51.100.1', '198.51.100.2'],
    });
  });

  it('one that gets no answer is a finding of its own beside what the other sees', async () => {
    const broken = { ...right, bogus: ['example.com'] };
    expect(await kinds(right, SUBJECT, broken)).toEqual([
      'right',
      'servfail',
      'caa_allows',
      'ownership_right',
    ]);
  });

  it.each([
    'timeout',
    'network',
    'failed',
    'refused',
    'rate_limited',
    'truncated',
    'malformed',
  ] as const)(
    'one could not be asked (%s): that says nothing about what the other sees',
    async (why) => {
      const mute = { records: [], instead: new Map([['com', failed(why)]]) };
      expect(await found(resolverOf(right, mute))).toEqual([
        { kind: 'right', by: [1], chain: [TARGET], silent: false, ttl: 300 },
        { kind: 'caa_allows', by: [1], at: null },
        { kind: 'ownership_right', by: [1] },
        { kind: 'could_not_ask', by: [2], about: 'everything', why, retryAfterMs: null },
      ]);
      expect(await found(resolverOf(mute))).toEqual([
        { kind: 'could_not_ask', by: [1, 2], about: 'everything', why, retryAfterMs: null },
      ]);
    },
  );

  it('a part could not be asked', async () => {
    const zones = {
      ...right,
      instead: new Map([['_authpi-challenge.auth.example.com', failed('timeout')]]),
    };
    expect((await found(resolverOf(zones))).at(-1)).toMatchObject({
      kind: 'could_not_ask',
      about: 'ownership',
      by: [1, 2],
    });
    const noCaa: Ask = (resolver, name, type) =>
      type === 'CAA' ? Promise.resolve(failed('timeout')) : resolverOf(right)(resolver, name, type);
    const findings = await found(noCaa);
    expect(findings.at(-1)).toMatchObject({ kind: 'could_not_ask', about: 'caa' });
    expect(isGreen(findings)).toBe(false);
  });

  it('no IPv4 address and no answer about IPv6 is no nothing', async () => {
    const half: Ask = (resolver, name, type) =>
      type === 'AAAA'
        ? Promise.resolve(failed('timeout'))
        : resolverOf(records(OWNERSHIP))(resolver, name, type);
    const findings = await found(half);
    expect(findings.map(({ kind }) => kind)).toEqual([
      'caa_allows',
      'ownership_right',
      'could_not_ask',
    ]);
    expect(findings.at(-1)).toMatchObject({ about: 'alias' });
  });
});

describe('CAA', () => {
  const hex = (flags: number, tag: string, value: string) => {
    const bytes = [flags, tag.length, ...new TextEncoder().encode(tag + value)];
    const digits = bytes.map((byte) => byte.toString(16).padStart(2, '0'));
    return `\\# ${bytes.length} ${digits.join(' ')}`;
  };
  const at = (name: string, ...data: string[]) =>
    records(cname(TARGET), ...data.map((each) => ({ name, type: 'CAA', data: each }) as const));

  it.each<[string, Zones, Partial<Finding>]>([
    ['none at all', at('example.com'), { kind: 'caa_allows', at: null }],
    [
      'what is needed, as one resolver writes it',
      at('example.com', '0 issue "letsencrypt.org"', '0 issue "ca.authpi.example; account=1"'),
      { kind: 'caa_allows', at: 'example.com' },
    ],
    [
      'what is needed, as the other writes it',
      at(
        'example.com',
        hex(0, 'issue', 'LetsEncrypt.org'),
        hex(0, 'ISSUE', 'ca.authpi.example;x=y'),
      ),
      { kind: 'caa_allows', at: 'example.com' },
    ],
    [
      'others only',
      at('example.com', '0 issue "digicert.com"'),
      {
        kind: 'caa_forbids',
        at: 'example.com',
        allowed: ['digicert.com'],
        missing: ['ca.authpi.example', 'letsencrypt.org'],
      },
    ],
    [
      'one of two that are needed',
      at('com', '0 issue "letsencrypt.org"'),
      { kind: 'caa_forbids', at: 'com', missing: ['ca.authpi.example'] },
    ],
    ['nobody', at('example.com', '0 issue ";"'), { kind: 'caa_forbids', allowed: [] }],
    [
      'nobody, as bytes',
      at('example.com', hex(0, 'issue', ';')),
      { kind: 'caa_forbids', allowed: [] },
    ],
    [
      'wildcards and reports only',
      at('example.com', '0 issuewild ";"', '0 iodef "mailto:a@example.com"'),
      { kind: 'caa_allows', at: 'example.com' },
    ],
    [
      'a critical property nobody knows',
      at('example.com', '0 issue "letsencrypt.org"', '0 issue "ca.authpi.example"', '128 tbs "x"'),
      { kind: 'caa_forbids', critical: 'tbs', missing: [] },
    ],
    [
      'the same without the flag',
      at(
        'example.com',
        '0 issue "letsencrypt.org"',
        '0 issue "ca.authpi.example"',
        hex(0, 'tbs', 'x'),
      ),
      { kind: 'caa_allows' },
    ],
    [
      'that of the name the host is an alias of, which is nearer',
      {
        records: [
          ...at('example.com', '0 issue "digicert.com"').records,
          { name: TARGET, type: 'CAA', data: '0 issue "letsencrypt.org"' },
          { name: TARGET, type: 'CAA', data: '0 issue "ca.authpi.example"' },
        ],
      },
      { kind: 'caa_allows', at: 'auth.example.com' },
    ],
    [
      'what cannot be read',
      at('example.com', '\\# 9 00 05'),
      { kind: 'could_not_ask', about: 'caa', why: 'malformed' },
    ],
    [
      'a question that fails',
      { ...at('example.com'), instead: new Map([['com', rcode(RCODES.SERVFAIL)]]) },
      { kind: 'servfail' },
    ],
  ])('%s', async (_, zones, expected) => {
    const findings = await found(resolverOf(zones));
    expect(findings.find(({ kind }) => kind === expected.kind)).toMatchObject({
      ...expected,
      by: [1, 2],
    });
  });

  it('a question for CAA that alone fails', async () => {
    const ask: Ask = (resolver, name, type) =>
      type === 'CAA'
        ? Promise.resolve(rcode(RCODES.SERVFAIL))
        : resolverOf(records(cname(TARGET)))(resolver, name, type);
    const findings = await found(ask);
    expect(findings.map(({ kind }) => kind)).toEqual(['right', 'caa_servfail', 'ownership_absent']);
    expect(isGreen(findings)).toBe(false);
  });

  it('without knowing who is needed it is told and not judged', async () => {
    const subject = { ...SUBJECT, authorities: null };
    const zones = at('example.com', '0 issue "digicert.com"');
    const findings = await found(resolverOf(zones), subject);
    expect(findings[1]).toEqual({
      kind: 'caa_seen',
      by: [1, 2],
      at: 'example.com',
      allowed: ['digicert.com'],
      critical: null,
    });
    expect(isGreen(findings)).toBe(false);
    expect(isGreen(await found(resolverOf(at('example.com')), subject))).toBe(true);
  });
});

describe('ownership', () => {
  const say = (...data: string[]) =>
    kinds(records(cname(TARGET), ...data.map((each) => ({ ...OWNERSHIP, data: each }))));

  it.each([
    ['"authpi=0123456789abcdef"', 'ownership_right'],
    ['authpi=0123456789abcdef', 'ownership_right'],
    ['"authpi=01234567" "89abcdef"', 'ownership_right'],
    ['"authpi=01234567""89abcdef"', 'ownership_right'],
    ['"authpi=012345678\\057abcdef"', 'ownership_right'],
    ['"authpi\\=0123456789abcdef"', 'ownership_right'],
    ['\\# 24 17 617574687069 3d30313233343536373839616263646566', 'ownership_right'],
    ['"AUTHPI=0123456789ABCDEF"', 'ownership_wrong'],
    ['"authpi=0123456789abcdef', 'ownership_wrong'],
    ['""', 'ownership_wrong'],
  ])('%s', async (data, kind) => {
    expect(await say(data)).toEqual(['right', 'caa_allows', kind]);
  });

  it('one of several is enough, and none is none', async () => {
    expect(await say('"v=spf1 -all"', '"authpi=0123456789abcdef"')).toContain('ownership_right');
    expect(await say()).toEqual(['right', ...NO_CAA_NO_TXT]);
  });
});

describe('answers as resolvers write them', () => {
  const NAME = 'auth.example.com';
  const say = async (text: string) => {
    const asked = readAnswer(text);
    const nothing: Asked = { ok: true, answer: { Status: 0 } };
    const [finding] = await found((_, __, type) => Promise.resolve(type === 'A' ? asked : nothing));
    return finding;
  };

  it('Cloudflare', async () => {
    const text = `{"Status":0,"TC":false,"RD":true,"RA":true,"AD":false,"CD":false,"Question":[{"name":"${NAME}","type":1}],"Answer":[{"name":"${NAME}","type":5,"TTL":270,"data":"${TARGET}."},{"name":"${TARGET}","type":1,"TTL":60,"data":"192.0.2.10"}]}`;
    expect(await say(text)).toMatchObject({ kind: 'right', ttl: 270 });
    expect(
      await say(
        `{"Status":3,"TC":false,"RD":true,"RA":true,"AD":true,"CD":false,"Question":[{"name":"${NAME}","type":1}],"Authority":[{"name":"example.com","type":6,"TTL":1800,"data":"ns.icann.org. noc.dns.icann.org. 2025011688 7200 3600 1209600 3600"}]}`,
      ),
    ).toMatchObject({ kind: 'nothing', exists: false, ttl: 1800 });
    expect(
      await say(
        '{"Status":2,"TC":false,"RD":true,"RA":true,"AD":false,"CD":false,"Question":[],"Comment":["EDE(9): DNSKEY Missing"]}',
      ),
    ).toMatchObject({ kind: 'servfail' });
  });

  it('Google', async () => {
    const text = `{"Status":0,"TC":false,"RD":true,"RA":true,"AD":false,"CD":false,"Question":[{"name":"${NAME}.","type":1}],"Answer":[{"name":"${NAME}.","type":5,"TTL":21600,"data":"Edge.AuthPI.Example."},{"name":"edge.authpi.example.","type":1,"TTL":60,"data":"192.0.2.10"}],"edns_client_subnet":"0.0.0.0/0"}`;
    expect(await say(text)).toMatchObject({ kind: 'right', chain: [TARGET] });
    expect(
      await say(
        `{"Status":0,"TC":false,"RD":true,"RA":true,"AD":false,"CD":false,"Question":[{"name":"${NAME}.","type":1}],"Authority":[{"name":"example.com.","type":6,"TTL":90,"data":"ns1. dns-admin. 1 900 900 1800 60"}],"Comment":"Response from 192.0.2.1."}`,
      ),
    ).toMatchObject({ kind: 'nothing', exists: true, ttl: 60 });
  });

  it.each([
    ['<html>', 'malformed'],
    ['null', 'malformed'],
    ['{"Answer":[]}', 'malformed'],
    ['{"Status":0,"Answer":[{"name":1}]}', 'malformed'],
    ['{"Status":0,"TC":true}', 'truncated'],
    ['{"Status":5}', 'refused'],
    ['{"Status":4}', 'refused'],
  ])('%s is none', async (text, why) => {
    expect(await say(text)).toMatchObject({ kind: 'could_not_ask', why });
  });

  it('what is in the answer and not on the way counts for nothing', async () => {
    expect(
      await say(
        `{"Status":0,"Answer":[{"name":"other.example.com","type":5,"TTL":1,"data":"${TARGET}."},{"name":"${TARGET}","type":1,"TTL":1,"data":"192.0.2.10"},{"name":"${NAME}","type":5,"TTL":1,"data":""},{"name":"${NAME}","type":46,"TTL":1,"data":"CNAME 8 3 300 …"}]}`,
      ),
    ).toMatchObject({ kind: 'nothing' });
  });
});

// Any zones: names of a small set, so that ways cross, in the host's zone and elsewhere.
const NAMES = [
  SUBJECT.host,
  'login.example.com',
  'a.example.net',
  'b.example.net',
  TARGET,
  'lb.authpi.example',
];
const anyName = fc.constantFrom(...NAMES);
const anyZone = fc.uniqueArray(
  fc.record({
    name: anyName,
    leads: fc.oneof(
      { weight: 6, arbitrary: fc.uniqueArray(anyName, { minLength: 1, maxLength: 1 }) },
      { weight: 1, arbitrary: fc.uniqueArray(anyName, { maxLength: 2 }) },
    ),
    address: fc.boolean(),
  }),
  { selector: ({ name }) => name, minLength: 3, maxLength: NAMES.length },
);

/** Walks the zone itself, never an answer. */
function reaches(zone: readonly { name: string; leads: readonly string[] }[]): boolean {
  let at = SUBJECT.host;
  for (let steps = 0; steps <= NAMES.length; steps += 1) {
    const { leads = [] } = zone.find(({ name }) => name === at) ?? {};
    const [only, ...others] = leads;
    if (only === undefined || others.length > 0) return false;
    if (only === TARGET) return true;
    at = only;
  }
  return false;
}

describe('properties', { timeout: 30_000 }, () => {
  /** As odd as an answer may be: everything in it, in any order, case and form, some of it twice. */
  const anyAnswer = fc
    .tuple(anyZone, fc.array(fc.nat(99), { minLength: 30, maxLength: 60 }))
    .map(([zone, dice]) => {
      let rolled = 0;
      const roll = (sides: number) => {
        rolled += 1;
        return (dice[rolled % dice.length] ?? 0) % sides;
      };
      const oddly = (name: string) =>
        `${roll(2) === 0 ? name : name.toUpperCase()}${roll(2) === 0 ? '' : '.'}`;
      const all = zone.flatMap(({ name, leads, address }) => [
        ...leads.map((data) => ({
          name: oddly(name),
          type: DNS_TYPES.CNAME,
          TTL: roll(99),
          data: oddly(data),
        })),
        ...(address
          ? [{ name: oddly(name), type: DNS_TYPES.A, TTL: roll(99), data: '192.0.2.10' }]
          : []),
        { name: oddly(name), type: DNS_TYPES.TXT, TTL: 1, data: TARGET },
      ]);
      const doubled = [...all, ...all.filter(() => roll(3) === 0)];
      const Answer = doubled
        .map((record) => [roll(99), record] as const)
        .toSorted(([a], [b]) => a - b);
      const answer: DnsAnswer = {
        Status: roll(5) === 0 ? RCODES.NXDOMAIN : RCODES.NOERROR,
        Answer: Answer.map(([, record]) => record),
      };
      return { zone, answer };
    });

  it('right if and only if the CNAMEs lead to the target', async () => {
    let [rights, others] = [0, 0];
    await fc.assert(
      fc.asyncProperty(anyAnswer, async ({ zone, answer }) => {
        const findings = await found(() => Promise.resolve({ ok: true, answer }));
        const isRight = findings.some(({ kind }) => kind === 'right');
        expect(isRight).toBe(reaches(zone));
        if (isRight) rights += 1;
        else others += 1;
      }),
      { numRuns: 600 },
    );
    // Both sides were seen, and often.
    expect(Math.min(rights, others)).toBeGreaterThan(50);
  });

  it('the same, asked as a resolver answers', async () => {
    await fc.assert(
      fc.asyncProperty(anyZone, anyZone, async (one, two) => {
        const zonesOf = (zone: typeof one): Zones => ({
          records: zone.flatMap(({ name, leads, address }) => [
            ...leads.map((data) => cname(data, name)),
            ...(address && leads.length === 0
              ? [{ name, type: 'A', data: '192.0.2.7' } as const]
              : []),
          ]),
        });
        const ask = resolverOf(zonesOf(one), zonesOf(two));
        const findings = await found(ask);
        const [first, second] = [one, two].map(reaches);
        const right = findings.find(({ kind }) => kind === 'right');
        const isSeen = right === undefined || right.by.every((by) => (by === 1 ? first : second));
        expect(isSeen).toBe(true);
        expect(!isGreen(findings) || (first === true && second === true)).toBe(true);
        expect(isGreen(findings)).toBe(unproven(findings).length === 0);
      }),
      { numRuns: 400 },
    );
  });

  it('no answer makes it throw, and none that failed makes anything right or wrong', async () => {
    const anyRecord = fc.record({
      name: fc.oneof(anyName, fc.string()),
      type: fc.oneof(fc.constantFrom(1, 5, 6, 16, 28, 257), fc.nat(300)),
      TTL: fc.integer(),
      data: fc.oneof(anyName, fc.string(), fc.constantFrom('\\# 4 00', '"', '\\', '0 issue', '.')),
    });
    const answer = fc.record({
      Status: fc.constantFrom(0, 2, 3),
      Answer: fc.array(anyRecord),
      Authority: fc.array(anyRecord),
    });
    const asked: fc.Arbitrary<Asked> = fc.oneof(
      answer.map((each) => ({ ok: true as const, answer: each })),
      fc.constant(failed('timeout')),
    );
    await fc.assert(
      fc.asyncProperty(fc.array(asked, { minLength: 1, maxLength: 20 }), async (all) => {
        let next = 0;
        const findings = await found(() => {
          next += 1;
          return Promise.resolve(all[next % all.length] ?? failed('timeout'));
        });
        expect(findings.length).toBeGreaterThan(0);
      }),
    );
    expect(isGreen([])).toBe(false);
    expect(unproven(null)).toEqual(['The DNS has not been asked yet.']);
  });
});

it('green is what both resolvers see, with certificates allowed', async () => {
  const right = records(cname(TARGET), OWNERSHIP);
  expect(isGreen(await found(resolverOf(right)))).toBe(true);
  expect(isGreen(await found(resolverOf(records(cname(TARGET)))))).toBe(true);
  expect(isGreen(await found(resolverOf(right, records())))).toBe(false);
  const mute = { records: [], instead: new Map([['com', failed('timeout')]]) };
  expect(unproven(await found(resolverOf(right, mute)))).toEqual([
    'Only one of two resolvers sees the host lead to its target.',
    'One of two resolvers could not be asked.',
  ]);
});
