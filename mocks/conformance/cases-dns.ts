import assert from 'node:assert/strict';
import { createHash } from 'node:crypto';

import type { Api, Case, Reply } from './api.ts';
import { fault, fresh, reset, settings } from './control.ts';
import { expectError } from './expect.ts';
import { at, numberAt, rowsAt, textAt } from './look.ts';
import { addHost, paths, post, remove } from './world.ts';

const TARGET = 'edge.authpi.example';
const NUMBERS: { readonly [type: string]: number } = {
  A: 1,
  CNAME: 5,
  TXT: 16,
  AAAA: 28,
  CAA: 257,
};
const [NOERROR, SERVFAIL, NXDOMAIN, REFUSED] = [0, 2, 3, 5];

type Asked = { name: string; type?: string; resolver?: 1 | 2; cd?: boolean };

function query({ name, type = 'A', resolver = 1, cd = false }: Asked): string {
  const asked = new URLSearchParams({ resolver: String(resolver), name, type });
  if (cd) asked.set('cd', '1');
  return `/dns-query?${asked}`;
}

/** Nobody needs a credential to ask the DNS. */
function ask(api: Api, asked: Asked): Promise<Reply> {
  return api.request({ method: 'GET', path: query(asked), as: 'nobody' });
}

/** An answer as both resolvers would have it: names in lower case, without a final dot. */
type Heard = { status: number; chain: string[]; values: string[]; seconds: number[]; tc: unknown };

function plain(name: string): string {
  return name.toLowerCase().replace(/\.$/, '');
}

async function hear(api: Api, asked: Asked): Promise<Heard> {
  const answer = await ask(api, asked);
  assert.equal(answer.status, 200, answer.text);
  assert.match(answer.headers['content-type'] ?? '', /^application\/json\b/);
  const body = answer.json;
  const records = at(body, 'Answer') === undefined ? [] : rowsAt(body, 'Answer');
  const wanted = NUMBERS[asked.type ?? 'A'];
  const heard: Heard = {
    status: numberAt(body, 'Status'),
    chain: [],
    values: [],
    seconds: [],
    tc: at(body, 'TC'),
  };
  let owner = plain(asked.name);
  for (const record of records) {
    assert.equal(plain(textAt(record, 'name')), owner, 'each record belongs to the one before');
    heard.seconds.push(numberAt(record, 'TTL'));
    const data = textAt(record, 'data');
    if (record['type'] === wanted) {
      heard.values.push(wanted === 5 ? plain(data) : data);
    } else {
      assert.equal(record['type'], 5, 'only an alias comes before what was asked for');
      owner = plain(data);
      heard.chain.push(owner);
    }
  }
  const authority = at(body, 'Authority') === undefined ? [] : rowsAt(body, 'Authority');
  const isNothing = heard.values.length === 0 && [NOERROR, NXDOMAIN].includes(heard.status);
  assert.equal(authority.length, isNothing && heard.tc !== true ? 1 : 0, answer.text);
  for (const record of authority) assert.equal(record['type'], 6, '"nothing" comes with the SOA');
  return heard;
}

async function setDns(api: Api, body: unknown): Promise<Reply> {
  return api.request({ method: 'POST', path: '/_simulator/dns', as: 'nobody', body });
}

async function situate(api: Api, host: string, situation: string, ttl?: number): Promise<void> {
  const answer = await setDns(api, { host, situation, ...(ttl !== undefined && { ttl }) });
  assert.equal(answer.status, 201, answer.text);
}

async function endDns(api: Api, host?: string): Promise<Reply> {
  const path = host === undefined ? '/_simulator/dns' : `/_simulator/dns/${host}`;
  return api.request({ method: 'DELETE', path, as: 'nobody' });
}

async function dnsState(api: Api): Promise<{ hosts: string[]; situations: string[] }> {
  const { json } = await api.request({ method: 'GET', path: '/_simulator', as: 'nobody' });
  return {
    hosts: rowsAt(json, 'dns', 'settings').map((row) => textAt(row, 'host')),
    situations: Object.keys(at(json, 'dns', 'situations') ?? {}),
  };
}

const HOST = 'auth.journey-suite.com';
const ZONE = 'journey-suite.com';
const OWNERSHIP = `_authpi-challenge.${HOST}`;

/** A world in which the account holds the host, and its DNS has long woken up. */
function awake(api: Api): Promise<void> {
  return api.start('dns awake', async () => {
    await reset(api);
    await addHost(api, HOST);
    await settings(api, { clock_offset_ms: 60_000 });
  });
}

function ownershipOf(account: string, host: string): string {
  const digest = createHash('sha256').update(`${account}\n${host}`).digest('hex');
  return `authpi=${digest.slice(0, 16)}`;
}

/** What each resolver says of the host: to A, then to what is asked besides. */
type Story = {
  a: (Partial<Heard> | number)[];
  more?: readonly [asked: Omit<Asked, 'resolver'>, said: Partial<Heard>][];
};

const V4 = ['192.0.2.10', '192.0.2.11'];
const RIGHT: Partial<Heard> = { status: NOERROR, chain: [TARGET], values: V4 };
const ELSEWHERE: Partial<Heard> = {
  status: NOERROR,
  chain: ['customers.other-idp.example'],
  values: ['203.0.113.40'],
};
const NOTHING: Partial<Heard> = { status: NXDOMAIN, chain: [], values: [] };
const BROKEN: Partial<Heard> = { status: SERVFAIL, chain: [], values: [] };

/** Every situation, with what a resolver says then. A number is the status of an answer that is none. */
const STORIES: { readonly [situation: string]: Story } = {
  right: {
    a: [RIGHT, RIGHT],
    more: [
      [
        { name: HOST, type: 'CNAME' },
        { status: NOERROR, chain: [], values: [TARGET] },
      ],
      [
        { name: HOST, type: 'CAA' },
        { status: NOERROR, chain: [TARGET], values: [] },
      ],
      [
        { name: ZONE, type: 'CAA' },
        { status: NOERROR, values: [] },
      ],
    ],
  },
  chained: {
    a: [
      { ...RIGHT, chain: [`via-edge.${ZONE}`, TARGET] },
      { ...RIGHT, chain: [`via-edge.${ZONE}`, TARGET] },
    ],
  },
  mixed_case: { a: [RIGHT, RIGHT] },
  nothing: { a: [NOTHING, NOTHING], more: [[{ name: OWNERSHIP, type: 'TXT' }, NOTHING]] },
  nodata: {
    a: [
      { status: NOERROR, values: [] },
      { status: NOERROR, values: [] },
    ],
  },
  spreading: { a: [RIGHT, ELSEWHERE] },
  split: { a: [RIGHT, ELSEWHERE] },
  elsewhere: { a: [ELSEWHERE, ELSEWHERE] },
  dangling: {
    a: [
      { status: NXDOMAIN, chain: ['gone.other-idp.example'], values: [] },
      { status: NXDOMAIN, chain: ['gone.other-idp.example'], values: [] },
    ],
  },
  addresses: {
    a: [
      { status: NOERROR, chain: [], values: ['198.51.100.24', '198.51.100.25'] },
      { status: NOERROR, chain: [], values: ['198.51.100.24', '198.51.100.25'] },
    ],
    more: [
      [
        { name: HOST, type: 'CNAME' },
        { status: NOERROR, values: [] },
      ],
    ],
  },
  flattened: {
    a: [
      { status: NOERROR, chain: [], values: V4 },
      { status: NOERROR, chain: [], values: V4 },
    ],
    more: [
      [{ name: HOST, type: 'AAAA' }, { values: ['2001:db8:a::10', '2001:db8:a::11'] }],
      [{ name: TARGET, type: 'AAAA' }, { values: ['2001:db8:a::10', '2001:db8:a::11'] }],
    ],
  },
  doubled: {
    a: [NOTHING, NOTHING],
    more: [
      [{ name: `${HOST}.${ZONE}` }, RIGHT],
      [{ name: ZONE }, { status: NOERROR, values: [] }],
    ],
  },
  caa_forbids: { a: [RIGHT, RIGHT] },
  caa_nobody: { a: [RIGHT, RIGHT] },
  caa_critical: { a: [RIGHT, RIGHT] },
  caa_allows: { a: [RIGHT, RIGHT] },
  ownership_wrong: { a: [RIGHT, RIGHT] },
  ownership_absent: { a: [RIGHT, RIGHT], more: [[{ name: OWNERSHIP, type: 'TXT' }, NOTHING]] },
  servfail: {
    a: [BROKEN, BROKEN],
    more: [
      [{ name: HOST, cd: true }, RIGHT],
      [{ name: OWNERSHIP, type: 'TXT' }, BROKEN],
    ],
  },
  broken: { a: [BROKEN, BROKEN], more: [[{ name: HOST, cd: true }, BROKEN]] },
  loop: {
    a: [BROKEN, BROKEN],
    more: [
      [{ name: HOST, cd: true }, BROKEN],
      [
        { name: HOST, type: 'CNAME' },
        { status: NOERROR, values: [`loop.${HOST}`] },
      ],
    ],
  },
  could_not_ask: { a: [RIGHT, 504] },
  unreachable: { a: [504, 504] },
  failing: { a: [502, 502] },
  rate_limited: { a: [429, 429] },
  refused: {
    a: [
      { status: REFUSED, values: [] },
      { status: REFUSED, values: [] },
    ],
  },
  truncated: {
    a: [
      { status: NOERROR, tc: true, values: [] },
      { status: NOERROR, tc: true, values: [] },
    ],
  },
};

/** What else there is: no answer that can be read, no connection. */
const OTHER_STORIES = ['malformed', 'lost'];

async function tells(api: Api, asked: Asked, said: Partial<Heard> | number): Promise<void> {
  if (typeof said === 'number') {
    expectError(await ask(api, asked), said);
    return;
  }
  const heard = await hear(api, asked);
  const picked = Object.fromEntries(Object.keys(said).map((key) => [key, at(heard, key)]));
  assert.deepEqual(picked, said, `${asked.resolver}: ${asked.name} ${asked.type ?? 'A'}`);
}

/** The resolver of the sample, and how it is made to say what a test needs. */
export const dnsCases: readonly Case[] = [
  {
    name: 'a question is one resolver, one name and one type; anything else is a 400',
    async run(api) {
      await fresh(api);
      for (const wrong of [
        '',
        'name=a.example&type=A',
        'resolver=3&name=a.example&type=A',
        'resolver=0&name=a.example&type=A',
        'resolver=1&type=A',
        'resolver=1&name=&type=A',
        'resolver=1&name=a..example&type=A',
        'resolver=1&name=.example&type=A',
        'resolver=1&name=a%20b.example&type=A',
        'resolver=1&name=m%C3%BCller.example&type=A',
        `resolver=1&name=${'a'.repeat(64)}.example&type=A`,
        `resolver=1&name=${'a.'.repeat(126)}ab&type=A`,
        'resolver=1&name=a.example',
        'resolver=1&name=a.example&type=MX',
        'resolver=1&name=a.example&type=1',
        'resolver=1&name=a.example&type=constructor',
        'resolver=1&name=a.example&type=A&cd=yes',
        'resolver=1&name=a.example&type=A&do=1',
        'resolver=1&name=a.example&type=A&name=b.example',
        'resolver=1&resolver=1&name=a.example&type=A',
      ]) {
        const path = `/dns-query?${wrong}`;
        const answer = await api.request({ method: 'GET', path, as: 'nobody' });
        expectError(answer, 400, 'invalid_request');
      }
      for (const name of ['a', '.', 'a.example.', '_dmarc.example', '-a-.example', '1.2.3.4']) {
        assert.equal((await ask(api, { name })).status, 200, name);
      }
    },
  },
  {
    name: 'only GET asks',
    async run(api) {
      await fresh(api);
      for (const method of ['POST', 'PUT', 'PATCH', 'DELETE']) {
        const path = query({ name: 'a.example' });
        const answer = await api.request({ method, path, as: 'nobody' });
        expectError(answer, 405, 'method_not_allowed');
        assert.equal(answer.headers['allow'], 'GET');
      }
    },
  },
  {
    name: 'no fault of an operation concerns the DNS',
    async run(api) {
      await reset(api);
      await fault(api, { kind: 'status', operation: '*', times: null, status: 500, body: 'json' });
      assert.equal((await hear(api, { name: TARGET })).status, NOERROR);
    },
  },
  {
    name: 'the target has addresses, whatever the case it is asked in',
    async run(api) {
      await fresh(api);
      for (const resolver of [1, 2] as const) {
        for (const name of [TARGET, TARGET.toUpperCase(), `${TARGET}.`]) {
          await tells(api, { resolver, name }, { status: NOERROR, values: V4 });
        }
      }
    },
  },
  {
    name: 'the two write their answers differently, as the real ones do',
    async run(api) {
      await awake(api);
      await situate(api, HOST, 'caa_forbids');
      const first = (await ask(api, { name: HOST.toUpperCase() })).json;
      assert.equal(textAt(rowsAt(first, 'Answer')[0], 'name'), HOST);
      const second = (await ask(api, { name: HOST.toUpperCase(), resolver: 2 })).json;
      assert.equal(textAt(rowsAt(second, 'Answer')[0], 'name'), `${HOST.toUpperCase()}.`);
      const caa = { name: ZONE, type: 'CAA' } as const;
      const octets = Buffer.concat([Buffer.from([0, 5]), Buffer.from('issuepki.example')]);
      const hex = octets.toString('hex').match(/../g) ?? [];
      await tells(api, caa, { values: [`\\# ${octets.length} ${hex.join(' ')}`] });
      await tells(api, { ...caa, resolver: 2 }, { values: ['0 issue "pki.example"'] });
      const value = ownershipOf(api.credentials.account_id, HOST);
      const txt = { name: OWNERSHIP, type: 'TXT' } as const;
      await tells(api, txt, { values: [`"${value}"`] });
      await tells(api, { ...txt, resolver: 2 }, { values: [value] });
    },
  },
  {
    name: 'a host nobody holds is not there; one that is added wakes up, first for one resolver',
    async run(api) {
      await reset(api);
      const both = async (first: Partial<Heard>, second: Partial<Heard>) => {
        await tells(api, { name: HOST }, first);
        await tells(api, { name: HOST, resolver: 2 }, second);
      };
      await both(NOTHING, NOTHING);
      await addHost(api, HOST);
      await both(NOTHING, NOTHING);
      await settings(api, { clock_offset_ms: 21_000 });
      await both(RIGHT, NOTHING);
      const value = ownershipOf(api.credentials.account_id, HOST);
      const txt = { name: OWNERSHIP, type: 'TXT' } as const;
      await tells(api, txt, { values: [`"${value}"`] });
      await tells(api, { ...txt, resolver: 2 }, NOTHING);
      await settings(api, { clock_offset_ms: 41_000 });
      await both(RIGHT, RIGHT);
      await tells(api, { ...txt, resolver: 2 }, { values: [value] });
      // At the top of a zone no CNAME can stand, so its provider answers with addresses.
      await addHost(api, ZONE);
      await settings(api, { clock_offset_ms: 120_000 });
      await tells(api, { name: ZONE }, { status: NOERROR, chain: [], values: V4 });
      const path = paths.domain(api.credentials.account_id, HOST);
      assert.equal((await remove(api, path)).status, 204);
      await both(NOTHING, NOTHING);
    },
  },
  {
    name: '"nothing" says when it is worth another look',
    async run(api) {
      await reset(api);
      await addHost(api, HOST);
      const { json } = await ask(api, { name: HOST, resolver: 2 });
      const [soa] = rowsAt(json, 'Authority');
      const seconds = numberAt(soa, 'TTL');
      assert.ok(seconds > 0 && seconds <= 40, `${seconds} s`);
      assert.equal(plain(textAt(soa, 'name')), ZONE);
    },
  },
  ...Object.entries(STORIES).map(([situation, { a, more = [] }]): Case => ({
    name: `situation ${situation}`,
    async run(api) {
      await awake(api);
      await situate(api, HOST, situation);
      for (const resolver of [1, 2] as const) {
        const said = a[resolver - 1];
        assert.ok(said !== undefined);
        await tells(api, { name: HOST, resolver }, said);
        for (const [asked, told] of more) await tells(api, { ...asked, resolver }, told);
      }
      // Of other hosts nothing else is said than before.
      await tells(api, { name: 'login.northwind.example' }, RIGHT);
      const ended = await endDns(api, HOST);
      assert.equal(ended.status, 204);
      for (const resolver of [1, 2] as const) await tells(api, { name: HOST, resolver }, RIGHT);
    },
  })),
  {
    name: 'situation malformed: an answer that is none',
    async run(api) {
      await awake(api);
      await situate(api, HOST, 'malformed');
      const answer = await ask(api, { name: HOST });
      assert.equal(answer.status, 200);
      assert.notEqual(typeof at(answer.json, 'Status'), 'number');
    },
  },
  {
    name: 'situation lost: no answer at all',
    async run(api) {
      await awake(api);
      await situate(api, HOST, 'lost');
      await assert.rejects(ask(api, { name: HOST }));
      await tells(api, { name: TARGET }, { status: NOERROR });
    },
  },
  {
    name: 'a resolver that is asked too often says how long to wait',
    async run(api) {
      await awake(api);
      await situate(api, HOST, 'rate_limited');
      const answer = await ask(api, { name: HOST });
      const body = expectError(answer, 429, 'rate_limited');
      assert.equal(answer.headers['retry-after'], String(numberAt(body, 'retry_after')));
    },
  },
  {
    name: 'CAA and ownership records say what their situation says',
    async run(api) {
      await awake(api);
      const second = { name: ZONE, type: 'CAA', resolver: 2 } as const;
      for (const [situation, values] of [
        ['caa_forbids', ['0 issue "pki.example"']],
        ['caa_nobody', ['0 issue ";"']],
        ['caa_critical', ['0 issue "letsencrypt.org"', '128 tbs "unknown property"']],
        [
          'caa_allows',
          [
            '0 issue "ca.authpi.example"',
            '0 issue "letsencrypt.org"',
            '0 iodef "mailto:security@example.com"',
          ],
        ],
      ] as const) {
        await situate(api, HOST, situation);
        await tells(api, second, { values: [...values] });
      }
      await situate(api, HOST, 'ownership_wrong');
      const { values } = await hear(api, { name: OWNERSHIP, type: 'TXT', resolver: 2 });
      assert.match(values[0] ?? '', /^authpi=[0-9a-f]{16}$/);
      assert.notEqual(values[0], ownershipOf(api.credentials.account_id, HOST));
    },
  },
  {
    name: 'what spreads has arrived once its seconds are over, and counts them down',
    async run(api) {
      await awake(api);
      await situate(api, HOST, 'spreading', 600);
      const second = { name: HOST, resolver: 2 } as const;
      const before = await hear(api, second);
      assert.ok((before.seconds[0] ?? 0) > 500 && (before.seconds[0] ?? 0) <= 600);
      await settings(api, { clock_offset_ms: 60_000 + 300_000 });
      const later = await hear(api, second);
      assert.ok((later.seconds[0] ?? 0) > 200 && (later.seconds[0] ?? 0) <= 300);
      await tells(api, second, ELSEWHERE);
      await settings(api, { clock_offset_ms: 60_000 + 601_000 });
      await tells(api, second, RIGHT);
    },
  },
  {
    name: 'exactly these records, for one resolver or both',
    async run(api) {
      await awake(api);
      const records = [
        { name: 'Auth.Journey-Suite.com', type: 'CNAME', ttl: 9, data: 'a.journey-suite.com' },
        { name: 'a.journey-suite.com.', type: 'A', data: '192.0.2.77', resolver: 1 },
        { name: '*.journey-suite.com', type: 'TXT', data: 'any' },
      ];
      assert.equal((await setDns(api, { host: HOST, records })).status, 201);
      const chain = ['a.journey-suite.com'];
      await tells(api, { name: HOST }, { status: NOERROR, chain, values: ['192.0.2.77'] });
      // The wildcard stands for it, and has no address.
      await tells(api, { name: HOST, resolver: 2 }, { status: NOERROR, chain, values: [] });
      await tells(api, { name: `b.${ZONE}`, type: 'TXT', resolver: 2 }, { values: ['any'] });
      const [seconds = 0] = (await hear(api, { name: HOST, type: 'CNAME' })).seconds;
      assert.ok(seconds > 0 && seconds <= 9);
      assert.equal((await setDns(api, { host: HOST, records: [] })).status, 201);
      await tells(api, { name: HOST }, NOTHING);
    },
  },
  {
    name: 'exactly this code or failure, for one resolver or both',
    async run(api) {
      await awake(api);
      const say = async (body: object) => {
        const answer = await setDns(api, { host: HOST, ...body });
        assert.equal(answer.status, 201, answer.text);
      };
      await say({ rcode: 'REFUSED', resolver: 2 });
      await tells(api, { name: HOST }, NOTHING);
      await tells(api, { name: HOST, resolver: 2 }, { status: REFUSED });
      await say({ rcode: 'SERVFAIL' });
      await tells(api, { name: OWNERSHIP, type: 'TXT' }, BROKEN);
      await say({
        failure: 'failed',
        resolver: 1,
        records: [{ name: HOST, type: 'CNAME', data: TARGET }],
      });
      await tells(api, { name: HOST }, 502);
      await tells(api, { name: HOST, resolver: 2 }, RIGHT);
    },
  },
  {
    name: 'a setting is a host with a situation or with what it is to say',
    async run(api) {
      await fresh(api);
      for (const body of [
        {},
        { host: HOST },
        { situation: 'right' },
        { host: 'https://auth.example.com', situation: 'right' },
        { host: 'Auth.Example.com', situation: 'right' },
        { host: 'com', situation: 'right' },
        { host: HOST, situation: 'unheard of' },
        { host: HOST, situation: 'constructor' },
        { host: HOST, situation: 'right', records: [] },
        { host: HOST, situation: 'right', rcode: 'SERVFAIL' },
        { host: HOST, situation: 'spreading', ttl: -1 },
        { host: HOST, records: [], ttl: 5 },
        { host: HOST, records: [{ name: HOST, type: 'MX', data: 'x' }] },
        { host: HOST, records: [{ name: 'a b', type: 'A', data: 'x' }] },
        { host: HOST, records: [{ name: HOST, type: 'A' }] },
        { host: HOST, records: [{ name: HOST, type: 'A', data: 'x', resolver: 3 }] },
        { host: HOST, rcode: 'YES' },
        { host: HOST, failure: 'sometimes' },
        { host: HOST, situation: 'right', extra: true },
      ]) {
        expectError(await setDns(api, body), 400, 'invalid_request');
      }
      assert.deepEqual((await dnsState(api)).hosts, []);
    },
  },
  {
    name: 'settings are told, replaced, ended one by one or at once, and by a reset',
    async run(api) {
      await reset(api);
      const { situations } = await dnsState(api);
      assert.deepEqual(
        situations.toSorted(),
        [...Object.keys(STORIES), ...OTHER_STORIES].toSorted(),
        'every situation has its case here',
      );
      await situate(api, HOST, 'right');
      await situate(api, 'b.example.com', 'elsewhere');
      await situate(api, HOST, 'elsewhere');
      assert.deepEqual((await dnsState(api)).hosts, ['b.example.com', HOST]);
      // Whoever holds the host: nobody, here.
      await tells(api, { name: HOST }, ELSEWHERE);
      expectError(await endDns(api, 'c.example.com'), 404, 'not_found');
      assert.equal((await endDns(api, HOST)).status, 204);
      assert.deepEqual((await dnsState(api)).hosts, ['b.example.com']);
      assert.equal((await endDns(api)).status, 204);
      assert.equal((await endDns(api)).status, 204);
      assert.deepEqual((await dnsState(api)).hosts, []);
      await situate(api, HOST, 'right');
      await reset(api);
      assert.deepEqual((await dnsState(api)).hosts, []);
    },
  },
  {
    name: 'settings outlast a restart',
    async run(api) {
      await reset(api);
      await situate(api, HOST, 'elsewhere');
      await api.restart();
      await tells(api, { name: HOST }, ELSEWHERE);
      await reset(api);
    },
  },
  {
    name: 'the seed has a host of each kind, in keeping with its edge status',
    async run(api) {
      await fresh(api);
      const zone = 'northwind.example';
      for (const [name, first, second = first] of [
        [`login.${zone}`, RIGHT],
        [`accounts.${zone}`, RIGHT],
        // moved
        [`id.${zone}`, ELSEWHERE],
        // pending_deletion
        [`old-login.${zone}`, { chain: [], values: ['198.51.100.24', '198.51.100.25'] }],
        // blocked
        ['auth.northwind-labs.example', RIGHT],
        // deleted
        [`preview.${zone}`, NOTHING],
        [`returns.${zone}`, NOTHING],
        [`returns.${zone}.${zone}`, RIGHT],
        ['xn--ecka3czob.xn--r8jz45g.example', BROKEN],
        ['northwind-kiosk.example', { chain: [], values: ['198.51.100.24', '198.51.100.25'] }],
        ['login.tailspin.example', RIGHT],
      ] as const satisfies readonly (readonly [string, Partial<Heard>, Partial<Heard>?])[]) {
        await tells(api, { name }, first);
        await tells(api, { name, resolver: 2 }, second);
      }
      const rows = rowsAt(
        (await api.request({ method: 'GET', path: paths.domains(api.credentials.account_id) }))
          .json,
        'data',
      );
      const long = rows.map((row) => textAt(row, 'host')).find((host) => host.length > 100) ?? '';
      await tells(api, { name: long }, RIGHT);
      await tells(api, { name: long, resolver: 2 }, ELSEWHERE);
      const caa = { name: 'northwind-labs.example', type: 'CAA', resolver: 2 } as const;
      await tells(api, caa, { values: ['0 issue "pki.example"'] });
      await tells(api, { ...caa, name: zone }, { values: [] });
    },
  },
  {
    name: 'the ownership record is of the account that holds the host',
    async run(api) {
      await awake(api);
      const { account_id } = api.credentials;
      const txt = { name: OWNERSHIP, type: 'TXT', resolver: 2 } as const;
      await tells(api, txt, { values: [ownershipOf(account_id, HOST)] });
      assert.equal((await remove(api, paths.domain(account_id, HOST))).status, 204);
      await tells(api, txt, NOTHING);
      const { json } = await api.request({
        method: 'GET',
        path: '/v1/accounts?limit=2',
        as: 'person',
      });
      const other = rowsAt(json, 'data')
        .map((row) => textAt(row, 'id'))
        .find((id) => id !== account_id);
      assert.ok(other !== undefined);
      const theirs = await api.request({
        method: 'POST',
        path: paths.domains(other),
        as: 'person',
        body: { host: HOST },
      });
      assert.equal(theirs.status, 201, theirs.text);
      await settings(api, { clock_offset_ms: 180_000 });
      await tells(api, txt, { values: [ownershipOf(other, HOST)] });
      // Nobody else can have it meanwhile.
      expectError(await post(api, paths.domains(account_id), { host: HOST }), 409);
    },
  },
];
