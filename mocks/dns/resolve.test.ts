import {
  assert as fcAssert,
  array,
  boolean,
  constantFrom,
  integer,
  option,
  property,
  record,
  tuple,
} from 'fast-check';
import { describe, expect, test } from 'vitest';
import { DNS_TYPES, RCODES } from '#contract/ours/dns.ts';
import type { DnsType } from '#contract/ours/dns.ts';
import type { DnsQuestion } from '#contract/ours/dns-question.ts';
import { resolve } from './resolve.ts';
import { plainName } from './zones.ts';
import type { ZoneRecord, Zones } from './zones.ts';

/** One record to a line: name, type, seconds, data. */
function zones(text: string, more: Partial<Zones> = {}): Zones {
  const records = text
    .split('\n')
    .map((line) => line.trim())
    .filter((line) => line !== '')
    .map((line): ZoneRecord => {
      const [name = '', type = '', ttl = '', ...data] = line.split(' ');
      return { name, type: type as DnsType, ttl: Number(ttl), data: data.join(' ') };
    });
  return { apexes: ['example.com', 'edge.net'], records, troubles: [], ...more };
}

const NOW = Date.UTC(2026, 10, 20, 9);

function asked(
  from: Zones,
  name: string,
  type: DnsType,
  more: Partial<DnsQuestion & { now: number }> = {},
) {
  const { now = NOW, ...rest } = more;
  const said = resolve(from, { resolver: 1, name, type, cd: false, ...rest }, now);
  if (said.kind === 'failure') return said.failure;
  const words = Object.entries(RCODES).find(([, code]) => code === said.rcode)?.[0];
  return {
    rcode: words,
    answer: said.answer.map(({ name: owner, type: kind, data }) => `${owner} ${kind} ${data}`),
    zone: said.authority.map(({ name: owner }) => owner).join(),
  };
}

const PLAIN = zones(`
  auth.example.com CNAME 300 Alias.Example.com.
  alias.example.com CNAME 300 x.edge.net
  x.edge.net A 60 192.0.2.1
  x.edge.net A 60 192.0.2.2
  www.example.com A 60 192.0.2.3
  _authpi-challenge.auth.example.com TXT 300 authpi=1
  deep.down.example.com TXT 300 here
  gone.example.com CNAME 300 nothing.edge.net
  out.example.com CNAME 300 host.elsewhere.org
  self.example.com CNAME 300 self.example.com
  one.example.com CNAME 300 two.example.com
  two.example.com CNAME 300 one.example.com
  example.com CAA 300 0 issue "ca.example"
  *.wild.example.com CNAME 300 x.edge.net
  there.wild.example.com TXT 300 text
`);

describe('a resolver', () => {
  test.each<[string, string, DnsType, ReturnType<typeof asked>]>([
    [
      'follows aliases to the addresses, and gives the chain',
      'auth.example.com',
      'A',
      {
        rcode: 'NOERROR',
        answer: [
          'auth.example.com 5 Alias.Example.com.',
          'alias.example.com 5 x.edge.net',
          'x.edge.net 1 192.0.2.1',
          'x.edge.net 1 192.0.2.2',
        ],
        zone: '',
      },
    ],
    [
      'asked for the alias gives it and no more',
      'auth.example.com',
      'CNAME',
      { rcode: 'NOERROR', answer: ['auth.example.com 5 Alias.Example.com.'], zone: '' },
    ],
    [
      'gives the chain where it ends without such a record',
      'auth.example.com',
      'AAAA',
      {
        rcode: 'NOERROR',
        answer: ['auth.example.com 5 Alias.Example.com.', 'alias.example.com 5 x.edge.net'],
        zone: 'edge.net',
      },
    ],
    [
      'gives the chain where it ends at no name, with the code of that (RFC 6604)',
      'gone.example.com',
      'A',
      { rcode: 'NXDOMAIN', answer: ['gone.example.com 5 nothing.edge.net'], zone: 'edge.net' },
    ],
    [
      'leaves every known zone',
      'out.example.com',
      'CAA',
      { rcode: 'NXDOMAIN', answer: ['out.example.com 5 host.elsewhere.org'], zone: '' },
    ],
    ['says that there is no name', 'a.example.com', 'A', nothing('NXDOMAIN', 'example.com')],
    ['says that there is no record', 'www.example.com', 'AAAA', nothing('NOERROR', 'example.com')],
    ['knows names between', 'down.example.com', 'TXT', nothing('NOERROR', 'example.com')],
    ['knows a name by what is below', 'com', 'CAA', nothing('NOERROR', '')],
    ['knows the root', '.', 'A', nothing('NOERROR', '')],
    [
      'compares names without case',
      'WWW.eXample.COM.',
      'A',
      { rcode: 'NOERROR', answer: ['www.example.com 1 192.0.2.3'], zone: '' },
    ],
    ['does not go round for good', 'one.example.com', 'A', nothing('SERVFAIL')],
    ['does not follow a name to itself', 'self.example.com', 'TXT', nothing('SERVFAIL')],
    [
      'makes what a wildcard stands for',
      'any.thing.wild.example.com',
      'A',
      {
        rcode: 'NOERROR',
        answer: [
          'any.thing.wild.example.com 5 x.edge.net',
          'x.edge.net 1 192.0.2.1',
          'x.edge.net 1 192.0.2.2',
        ],
        zone: '',
      },
    ],
    [
      'lets no wildcard stand for a name that is there',
      'there.wild.example.com',
      'A',
      nothing('NOERROR', 'example.com'),
    ],
    [
      'lets no wildcard reach below a name that is there',
      'below.there.wild.example.com',
      'A',
      nothing('NXDOMAIN', 'example.com'),
    ],
    ['does not take half a label for a zone', 'notexample.com', 'CAA', nothing('NXDOMAIN')],
  ])('%s', (_, name, type, expected) => {
    expect(asked(PLAIN, name, type)).toEqual(expected);
  });

  function nothing(rcode: string, zone = '') {
    return { rcode, answer: [], zone };
  }

  test('gives up on a chain that is too long, and not before', () => {
    const chain = (length: number) =>
      zones(
        `${Array.from({ length }, (_, at) => `n${at}.example.com CNAME 9 n${at + 1}.example.com`).join('\n')}
         n${length}.example.com A 9 192.0.2.1`,
      );
    expect(asked(chain(16), 'n0.example.com', 'A')).toMatchObject({ rcode: 'NOERROR' });
    expect(asked(chain(17), 'n0.example.com', 'A')).toEqual(nothing('SERVFAIL'));
  });

  test('says SERVFAIL where signatures do not hold, unless it is not to check', () => {
    const bogus = { ...PLAIN, troubles: [{ below: 'Edge.net', kind: 'bogus' as const }] };
    expect(asked(bogus, 'auth.example.com', 'A')).toEqual(nothing('SERVFAIL'));
    expect(asked(bogus, 'www.example.com', 'A')).toMatchObject({ rcode: 'NOERROR' });
    expect(asked(bogus, 'auth.example.com', 'A', { cd: true })).toEqual(
      asked(PLAIN, 'auth.example.com', 'A'),
    );
  });

  test('has troubles of its own, with a name and all below it', () => {
    const troubled = (trouble: Zones['troubles'][number]) => ({ ...PLAIN, troubles: [trouble] });
    const slow = troubled({
      below: 'example.com',
      resolver: 2,
      kind: 'failure',
      failure: 'timeout',
    });
    expect(asked(slow, 'www.example.com', 'A', { resolver: 2 })).toBe('timeout');
    expect(asked(slow, 'www.example.com', 'A')).toMatchObject({ rcode: 'NOERROR' });
    expect(asked(slow, 'x.edge.net', 'A', { resolver: 2 })).toMatchObject({ rcode: 'NOERROR' });
    const refusing = troubled({ below: '', kind: 'rcode', rcode: RCODES.REFUSED });
    expect(asked(refusing, 'x.edge.net', 'A')).toEqual(nothing('REFUSED'));
    const large = troubled({ below: 'x.edge.net', kind: 'truncated' });
    const question = { resolver: 1, name: 'x.edge.net', type: 'A', cd: false } as const;
    expect(resolve(large, question, NOW)).toMatchObject({ truncated: true, answer: [] });
  });

  test('sees what it has cached, and no more', () => {
    const [old, next] = ['192.0.2.8', '192.0.2.9'];
    const base = { name: 'a.example.com', type: 'A', ttl: 60 } as const;
    const moving = zones('', {
      records: [
        { ...base, data: next, resolver: 1 },
        { ...base, data: old, resolver: 2, until: NOW + 30_000 },
        { ...base, data: next, resolver: 2, from: NOW + 30_000 },
      ],
    });
    const seen = (resolver: 1 | 2, now: number) => {
      const said = resolve(moving, { resolver, name: 'a.example.com', type: 'A', cd: false }, now);
      return said.kind === 'failure' ? said : said.answer.map(({ data, ttl }) => [data, ttl]);
    };
    expect(seen(1, NOW)).toEqual([[next, expect.any(Number)]]);
    expect(seen(2, NOW)).toEqual([[old, 30]]);
    expect(seen(2, NOW + 29_999)).toEqual([[old, 1]]);
    expect(seen(2, NOW + 30_000)).toEqual([[next, 60]]);
    expect(seen(2, NOW + 31_000)).toEqual([[next, 59]]);
    expect(seen(2, NOW + 89_999)).toEqual([[next, 1]]);
    expect(seen(2, NOW + 90_000)).toEqual([[next, 60]]);
  });

  test('says how long "nothing" is kept', () => {
    const coming = zones('', {
      records: [
        { name: 'a.example.com', type: 'A', ttl: 60, data: '192.0.2.9', from: NOW + 12_500 },
      ],
    });
    const soa = (name: string) => {
      const said = resolve(coming, { resolver: 1, name, type: 'A', cd: false }, NOW);
      return said.kind === 'failure' ? [] : said.authority;
    };
    expect(soa('a.example.com')).toMatchObject([{ name: 'example.com', type: 6, ttl: 13 }]);
    expect(soa('b.example.com')[0]?.ttl).toBeGreaterThan(0);
    expect(soa('b.example.com')[0]?.ttl).toBeLessThanOrEqual(300);
    expect(asked(coming, 'a.example.com', 'A')).toMatchObject({ rcode: 'NXDOMAIN' });
  });
});

describe('over any zones', () => {
  const name = constantFrom(
    ...['a', 'b', 'c', 'a.b', 'b.c', '*', '*.b', '@'].flatMap((label) =>
      ['example.com', 'edge.net'].map((zone) => (label === '@' ? zone : `${label}.${zone}`)),
    ),
  );
  const spelled = tuple(name, boolean(), boolean()).map(([text, upper, dot]) => {
    const cased = upper ? text.toUpperCase() : text;
    return dot ? `${cased}.` : cased;
  });
  const types = Object.keys(DNS_TYPES) as DnsType[];
  const records = array(
    tuple(
      spelled,
      constantFrom<DnsType>('CNAME', 'CNAME', 'A', 'TXT', 'CAA'),
      spelled,
      integer({ min: 0, max: 600 }),
      option(integer({ min: -100_000, max: 100_000 }), { nil: undefined }),
      option(constantFrom<1 | 2>(1, 2), { nil: undefined }),
    ).map(([owner, type, target, ttl, from, resolver]): ZoneRecord => ({
      name: owner,
      type,
      ttl,
      data: type === 'CNAME' ? target : 'data',
      ...(from !== undefined && { from: NOW + from }),
      ...(resolver !== undefined && { resolver }),
    })),
    { maxLength: 24 },
  );
  const questions = record({
    resolver: constantFrom<1 | 2>(1, 2),
    name: spelled,
    type: constantFrom(...types),
    cd: boolean(),
  });
  const over = (check: (from: Zones, question: DnsQuestion) => void) =>
    fcAssert(
      property(records, questions, (made, question) =>
        check(zones('', { records: made }), question),
      ),
    );

  test('an answer ends, and its records connect', () => {
    over((from, question) => {
      const said = resolve(from, question, NOW);
      if (said.kind === 'failure') throw new Error('No trouble was made');
      const wanted = DNS_TYPES[question.type];
      let at = plainName(question.name);
      const visited = new Set<string>();
      for (const { name: owner, type, data } of said.answer) {
        expect(owner).toBe(at);
        if (type === wanted) continue;
        // Only an alias may come before what was asked for, and no name twice.
        expect(type).toBe(DNS_TYPES.CNAME);
        expect(visited).not.toContain(owner);
        visited.add(owner);
        at = plainName(data);
      }
      const last = said.answer.at(-1)?.type;
      // Either what was asked for is there, or what says that it is not, or it failed.
      expect(said.authority.length).toBe(last === wanted || said.rcode === RCODES.SERVFAIL ? 0 : 1);
    });
  });

  test('only what is published there is seen', () => {
    over((from, question) => {
      const said = resolve(from, question, NOW);
      if (said.kind === 'failure') throw new Error('No trouble was made');
      for (const { type, data, ttl } of said.answer) {
        const origin = from.records.filter(
          (each) =>
            DNS_TYPES[each.type] === type &&
            each.data === data &&
            (each.resolver ?? question.resolver) === question.resolver &&
            (each.from ?? NOW) <= NOW,
        );
        expect(origin).not.toEqual([]);
        expect(ttl).toBeGreaterThanOrEqual(0);
        expect(ttl).toBeLessThanOrEqual(Math.max(...origin.map((each) => each.ttl)));
      }
    });
  });

  test('the same is said whatever the case, with a final dot and without', () => {
    over((from, question) => {
      const said = resolve(from, question, NOW);
      const { name: text } = question;
      for (const other of [text.toUpperCase(), text.toLowerCase(), plainName(text)]) {
        expect(resolve(from, { ...question, name: other }, NOW)).toEqual(said);
      }
      const lower = from.records.map((each) => ({ ...each, name: plainName(each.name) }));
      expect(resolve({ ...from, records: lower }, question, NOW)).toEqual(said);
    });
  });
});
