import { beforeEach, expect, test } from 'vitest';
import { OPERATION_IDS } from '#contract/operations.ts';
import { isJsonObject } from '#contract/values.ts';
import { answerSimulator } from '#mocks/simulator.ts';
import { createWorld } from '#mocks/world.ts';
import { answerWords, offersAt, placeOf } from './acts.ts';
import { dnsChoices, dnsChosen } from './dns-choices.ts';
import { FAULT_NAMES, detailOf, faultOf, faultWords } from './faults.ts';
import { createSimulator } from './simulator.ts';
import type { Act, Simulator } from './simulator.ts';

/** The simulator over a backend of its own, without a network between. */
function overWorld(): Simulator {
  const world = createWorld();
  return createSimulator(async (pathname, { method = 'GET', body }) => {
    const text = typeof body === 'string' ? body : '';
    const { status, body: said } = await answerSimulator(world, { method, pathname, text });
    return new Response(said, { status });
  });
}

let simulator = overWorld();
beforeEach(() => {
  simulator = overWorld();
});

const stateOf = () => {
  const { state } = simulator.snapshot();
  if (state === null) throw new Error('Nothing was read');
  return state;
};

async function perform(act: Act) {
  const answered = await simulator.act(act);
  expect(answered?.status).toBeLessThan(300);
  return isJsonObject(answered?.body) ? answered.body['data'] : null;
}

/** The id of what the first account lists first. */
async function firstId(act: Act): Promise<string> {
  const rows = await perform(act);
  const row: unknown = Array.isArray(rows) ? rows[0] : null;
  if (!isJsonObject(row) || typeof row['id'] !== 'string') throw new Error('Nothing is listed');
  return row['id'];
}

test('reads, changes and starts over', async () => {
  let heard = 0;
  simulator.subscribe(() => (heard += 1));
  await simulator.read();
  expect(stateOf().settings).toMatchObject({ scenario: 'default', strict: false, patch: 'merge' });
  await simulator.change({ strict: true, patch: 'replace', latency_ms: 300, dead_cursor: '404' });
  expect(stateOf().settings).toMatchObject({ strict: true, patch: 'replace', dead_cursor: '404' });
  await simulator.change({ clock_offset_ms: 86_400_000 });
  expect(stateOf().now).toBeGreaterThan(Date.now() + 80_000_000);
  expect(await simulator.startOver('empty')).toBe(true);
  expect(stateOf().settings).toMatchObject({ scenario: 'empty', strict: false, latency_ms: 0 });
  expect(heard).toBe(4);
});

test('says what was refused, and keeps what it knows', async () => {
  await simulator.read();
  expect(await simulator.startOver('unheard of')).toBe(false);
  expect(stateOf().settings.scenario).toBe('default');
  expect(simulator.snapshot().failure).toContain('scenario');
  await simulator.endFault('f_none');
  expect(simulator.snapshot().failure).toContain('not found');
  await simulator.read();
  expect(simulator.snapshot().failure).toBeNull();
});

test.each([
  ['no network', () => Promise.reject(new TypeError('Failed to fetch')), /could not be reached/],
  ['a page', () => Promise.resolve(new Response('<!doctype html>')), /cannot be read/],
  ['an error', () => Promise.resolve(new Response('', { status: 502 })), /answered 502/],
])('%s is said', async (_, fetch, words) => {
  const broken = createSimulator(fetch);
  await broken.read();
  expect(broken.snapshot().failure).toMatch(words);
  expect(broken.snapshot().state).toBeNull();
});

test('every kind of fault can be put in force, is worded, and ends', async () => {
  for (const kind of FAULT_NAMES) {
    const made = faultOf(kind, {
      detail: detailOf(kind)?.initial ?? '',
      operation: '*',
      howOften: 'always',
    });
    expect(made).toMatchObject({ ok: true });
    if (made.ok) await simulator.addFault(made.fault);
    expect(simulator.snapshot().failure).toBeNull();
  }
  const { faults } = stateOf();
  expect(faults).toHaveLength(FAULT_NAMES.length);
  expect(faults.map((fault) => faultWords(fault).what)).toEqual([
    'Answered 429, wait 5 s',
    'Answered 500',
    'Answered 503 (HTML)',
    'Answered 403',
    'Answered 404',
    'Session expired',
    'Request lost',
    'Answer lost',
    '2000 ms longer',
    'Someone else acts right before',
    'Not kept: settings.access.mfa',
  ]);
  await simulator.endFault(faults[0]?.id ?? '');
  expect(stateOf().faults).toHaveLength(FAULT_NAMES.length - 1);
  await simulator.endFaults();
  expect(stateOf().faults).toEqual([]);
});

test('a fault of one operation, for some requests', async () => {
  for (const operation of OPERATION_IDS) {
    const made = faultOf('act', { detail: '', operation, howOften: '3' });
    if (made.ok) await simulator.addFault(made.fault);
  }
  expect(stateOf().faults.map((fault) => faultWords(fault).which)).toEqual(
    OPERATION_IDS.map((operation) => `${operation}, next 3 requests`),
  );
});

test.each([
  ['rate_limited', 'soon'],
  ['rate_limited', '-1'],
  ['rate_limited', ''],
  ['latency', '0.5'],
  ['latency', '600001'],
  ['drop', ' '],
] as const)('%s does not take %j', (kind, detail) => {
  expect(faultOf(kind, { detail, operation: '*', howOften: '1' }).ok).toBe(false);
});

test('a fault nobody here knows is shown as it came', () => {
  const fault = { id: 'f_1', kind: 'constructor', operation: 'listUsers', times: 1 };
  expect(faultWords(fault)).toEqual({ what: 'constructor', which: 'listUsers, next request' });
});

test('everything that is offered on a page is done', async () => {
  await simulator.read();
  const account_id = stateOf().credentials.account_id;
  const params = { account_id };
  const issuer_id = await firstId({ operation: 'listIssuers', params });
  const method_id = await firstId({
    operation: 'listAuthMethods',
    params: { ...params, issuer_id },
  });
  const known = { account: 'Northwind', issuer: null };
  const pages = [
    { accountId: account_id },
    { accountId: account_id, issuerId: issuer_id, methodId: method_id },
  ];
  const said: string[] = [];
  for (const page of pages) {
    for (const { offers } of offersAt(placeOf(page, '/', 'acc_home'), known)) {
      for (const { field, act, done } of offers) {
        const typed = field?.initial(1) ?? '';
        const answered = await simulator.act(act(typed));
        said.push(answered === null ? '' : answerWords(answered, done(typed)));
      }
    }
  }
  expect(said).toEqual([
    'Done: added “Added by someone else”.',
    'Done: renamed to “Northwind (renamed)”.',
    'Done: its login is off.',
    'Done: its login is on.',
    'Done: deleted the auth method.',
    'Done: renamed to “Issuer (renamed)”.',
    'Done: its status is disabled.',
    'Done: its status is active.',
    'Done: deleted the issuer.',
  ]);
});

test('what the DNS says of a host is chosen, told, and left to itself again', async () => {
  await simulator.read();
  const choices = dnsChoices(stateOf().dns);
  expect(choices.length).toBeGreaterThan(20);
  expect(new Set(choices.map(({ text }) => text)).size).toBe(choices.length);
  const host = 'auth.example.com';
  for (const { value } of choices.slice(1)) {
    await simulator.setDns(host, value);
    expect(simulator.snapshot().failure).toBeNull();
    expect(dnsChosen(stateOf().dns, host)).toBe(value);
  }
  expect(dnsChosen(stateOf().dns, 'other.example.com')).toBe('');
  await simulator.setDns(host, null);
  expect(dnsChosen(stateOf().dns, host)).toBe('');
  expect(dnsChosen({ settings: [{ host }], situations: {} }, host)).toBe('Records of its own');
});

test('a refusal is told in the words it came with', async () => {
  const act = {
    operation: 'getIssuer',
    params: { account_id: 'acc_none', issuer_id: 'i_x' },
  } as const;
  const answered = await simulator.act(act);
  expect(answered === null ? null : answerWords(answered, 'never')).toMatch(
    /^Refused with 40[34]: /,
  );
  expect(answerWords({ status: 500, body: null }, 'never')).toBe('Refused with 500.');
});

test('a name that is as long as may be can be renamed', () => {
  const [group] = offersAt(placeOf({ accountId: 'a' }, '/', 'a'), {
    account: '内'.repeat(100),
    issuer: null,
  });
  const typed = group?.offers[1]?.field?.initial(12) ?? '';
  expect(Array.from(typed).length).toBeLessThanOrEqual(100);
});

test.each([
  [{}, '/accounts', { accountId: 'home', issuerId: null, domains: false }],
  [{ accountId: 'a' }, '/accounts/a/domains', { accountId: 'a', domains: true }],
  [{ accountId: 'a', issuerId: 'i' }, '/accounts/a/issuers/i/domains/', { domains: true }],
  [{ accountId: 'domains' }, '/accounts/domains/issuers', { domains: false }],
  [
    { accountId: 'a', host: 'auth.example.com' },
    '/accounts/a/domains/auth.example.com/assign',
    { domains: true, host: 'auth.example.com' },
  ],
  [{ accountId: 'a' }, '/accounts/a/domains/new', { domains: true, host: null }],
  [{ accountId: 'a' }, '/accounts/a/domains/several', { domains: true, host: null }],
  [{ accountId: 'a' }, '/accounts/a/domainsoon', { domains: false }],
])('what a page is about: %j', (params, pathname, place) => {
  expect(placeOf(params, pathname, 'home')).toMatchObject(place);
});
