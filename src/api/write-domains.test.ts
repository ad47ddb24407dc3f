import type { QueryClient } from '@tanstack/react-query';
import { afterEach, beforeEach, describe, expect, test, vi } from 'vitest';
import type { Domain } from '#contract/domain.ts';
import type { OperationId } from '#contract/operations.ts';
import { createFetch } from '#mocks/adapters/unit.ts';
import type { Fault } from '#mocks/faults.ts';
import { createHandlers } from '#mocks/handlers.ts';
import { FOREIGN_HOSTS } from '#mocks/seed/domains.ts';
import { letAct, startFault } from '#mocks/simulator.ts';
import { createWorld } from '#mocks/world.ts';
import type { World } from '#mocks/world.ts';
import { accountList, accountQuery } from './accounts.ts';
import { client } from './client.ts';
import { domainsQuery } from './domains.ts';
import { issuerList } from './issuers.ts';
import { createQueryClient } from './query-client.ts';
import { cursorListQuery } from './use-cursor-list.ts';
import { accountResource } from './write-accounts.ts';
import { readDomains } from './domain-caches.ts';
import { writeDomain } from './write-domains.ts';
import type { DomainAct } from './write-domains.ts';

vi.setConfig({ testTimeout: 20_000 });

let world: World;
let queryClient: QueryClient;
let accountId: string;
/** What was asked, such as `POST domains/verify`, with the account and the host left out. */
let asked: string[];
/** `If-Match` and `Idempotency-Key` of each write. */
let sentHeaders: { ifMatch: string | null; key: string | null }[];
/** What stands between the backend and the page. */
let between: (request: Request, answer: Response) => Promise<Response>;

beforeEach(async () => {
  world = createWorld({ settings: { strict: true } });
  queryClient = createQueryClient(() => 0);
  between = (_, answer) => Promise.resolve(answer);
  asked = [];
  sentHeaders = [];
  const answer = createFetch(createHandlers(world, { credential: 'person' }));
  vi.stubGlobal('fetch', async (path: string, init: RequestInit) => {
    const request = new Request(`http://backend.test${path}`, init);
    const [, rest = ''] = /^\/v1\/accounts\/[^/?]+\/?([^?]*)/.exec(path) ?? [];
    asked.push(`${request.method} ${rest.replace(/^domains\/[^/]+/, 'domain')}`.trim());
    if (request.method !== 'GET') {
      const { headers } = request;
      sentHeaders.push({ ifMatch: headers.get('if-match'), key: headers.get('idempotency-key') });
    }
    return between(request, await answer(request));
  });
  const { data } = await client.send('getCaller');
  accountId = data.accounts[0]?.account_id ?? '';
  asked = [];
});

afterEach(() => {
  vi.unstubAllGlobals();
});

const write = (host: string, act: DomainAct, seen: Domain | null = null) =>
  writeDomain(queryClient, accountId, host, act, seen);

/** Everything a page may hold of the domains, loaded. */
async function load(): Promise<void> {
  await queryClient.query(accountQuery(accountId));
  await queryClient.query(domainsQuery(accountId));
  await queryClient.query(cursorListQuery(accountList()));
  asked = [];
  sentHeaders = [];
}

const held = () => queryClient.getQueryData(accountQuery(accountId).queryKey);
const isDoubtful = () =>
  queryClient.getQueryState(accountQuery(accountId).queryKey)?.isInvalidated === true;
const listed = () => queryClient.getQueryData(domainsQuery(accountId).queryKey)?.data ?? [];
const inList = (host: string) => listed().find((row) => row.host === host);

/** The domains as the server has them. */
async function truth(): Promise<Domain[]> {
  return (await client.send('listDomains', { params: { account_id: accountId } })).data.data;
}

async function theirs(
  operation: OperationId,
  params: { [name: string]: string } = {},
  body?: unknown,
): Promise<void> {
  const { status } = await letAct(world, {
    operation,
    params: { account_id: accountId, ...params },
    ...(body !== undefined && { body }),
  });
  expect(status).toBeLessThan(300);
}

async function someIssuer(index = 0): Promise<string> {
  const { rows } = await queryClient.query(cursorListQuery(issuerList(accountId, {})));
  const id = rows.filter(({ status }) => status === 'active')[index]?.id ?? '';
  expect(id).not.toBe('');
  return id;
}

/** A domain of our own, as somebody who added it has it on screen. */
async function ours({ verified = false, issuerId = '' } = {}): Promise<Domain> {
  const host = 'auth.ours.example';
  await theirs('addDomain', {}, { host });
  if (verified) await theirs('verifyDomain', { domain: host });
  if (issuerId !== '') await theirs('assignDomain', { domain: host }, { issuer_id: issuerId });
  await load();
  const row = inList(host);
  if (row === undefined) throw new Error('Not added');
  return row;
}

const fault = (added: Fault) => startFault(world, added);

/** The cache says what the server says: list, account, and the account in its list. */
async function expectTruth(): Promise<void> {
  const domains = await truth();
  expect(listed()).toEqual(domains);
  expect(held()?.account.domains).toEqual(domains);
  const rows = queryClient.getQueryData(cursorListQuery(accountList()).queryKey)?.rows;
  expect(rows?.find(({ id }) => id === accountId)?.domains).toEqual(domains);
}

async function removeAll(): Promise<void> {
  for (const { host } of await truth()) await theirs('removeDomain', { domain: host });
}

async function fill(count: number): Promise<void> {
  await removeAll();
  for (let index = 0; index < count; index += 1) {
    await theirs('addDomain', {}, { host: `h${index}.filled.example` });
  }
}

describe('a write costs one request, and all that shows domains has it', () => {
  beforeEach(() => fill(3));

  test('add', async () => {
    await load();
    const outcome = await write('new.example.com', { do: 'add' });
    expect(outcome).toMatchObject({ kind: 'done', by: 'us', domain: { host: 'new.example.com' } });
    expect(asked).toEqual(['POST domains']);
    expect(sentHeaders[0]?.ifMatch).toBeNull();
    await expectTruth();
    expect(isDoubtful()).toBe(false);
  });

  test('verify, assign, reassign and unassign, each under the tag of the one before', async () => {
    let row = await ours();
    const first = await someIssuer(0);
    const second = await someIssuer(1);
    asked = [];
    for (const act of [
      { do: 'verify' },
      { do: 'assign', issuerId: first },
      { do: 'assign', issuerId: second },
      { do: 'unassign' },
    ] as const) {
      const tag = held()?.tag;
      const outcome = await write(row.host, act, row);
      expect(outcome).toMatchObject({ kind: 'done', by: 'us' });
      expect(sentHeaders.at(-1)?.ifMatch).toBe(tag);
      if (outcome.kind !== 'done' || outcome.domain === null) throw new Error('No domain');
      row = outcome.domain;
    }
    expect(asked).toEqual([
      'POST domain/verify',
      'POST domain/assign',
      'POST domain/assign',
      'POST domain/unassign',
    ]);
    expect(row).toMatchObject({ verified: true, assigned_issuer_id: null });
    await expectTruth();
  });

  test('remove: nobody tells the new tag, so the next write reads it', async () => {
    const row = await ours();
    expect(await write(row.host, { do: 'remove' }, row)).toEqual({
      kind: 'done',
      domain: null,
      by: 'us',
    });
    expect(asked).toEqual(['DELETE domain']);
    await expectTruth();
    expect(isDoubtful()).toBe(true);
    const other = inList('h0.filled.example') ?? null;
    asked = [];
    expect(await write('h0.filled.example', { do: 'verify' }, other)).toMatchObject({
      kind: 'done',
    });
    expect(asked).toEqual(['GET', 'POST domain/verify']);
  });

  test('without anything in the cache the account is read first', async () => {
    const row = await ours();
    queryClient.clear();
    asked = [];
    expect(await write(row.host, { do: 'verify' }, row)).toMatchObject({ kind: 'done', by: 'us' });
    expect(asked).toEqual(['GET', 'POST domain/verify']);
  });

  test('the tag that another write of ours moved meanwhile is not a conflict', async () => {
    const row = await ours();
    const tag = held()?.tag ?? '';
    const [, outcome] = await Promise.all([
      accountResource(queryClient, accountId).write({ name: 'Renamed' }, tag),
      write(row.host, { do: 'verify' }, row),
    ]);
    expect(outcome).toMatchObject({ kind: 'done', by: 'us' });
    expect(asked).toEqual(['PATCH', 'POST domain/verify']);
  });

  test('a host that is no path segment is sent nowhere', async () => {
    await load();
    expect(await write('', { do: 'verify' })).toMatchObject({ kind: 'refused' });
    expect(asked).toEqual([]);
  });
});

describe('somebody else was faster', () => {
  test('elsewhere in the account: quietly once more', async () => {
    const row = await ours();
    await theirs('updateAccount', {}, { name: 'Theirs' });
    expect(await write(row.host, { do: 'verify' }, row)).toMatchObject({ kind: 'done', by: 'us' });
    expect(asked).toEqual(['POST domain/verify', 'GET', 'POST domain/verify']);
    expect(held()?.account.name).toBe('Theirs');
    await expectTruth();
  });

  test('twice, elsewhere: refused, and said to be not done', async () => {
    const row = await ours();
    const act = { operation: 'updateAccount' as const, body: { name: 'Theirs' } };
    await fault({ kind: 'act', act, operation: 'verifyDomain', times: 2 });
    expect(await write(row.host, { do: 'verify' }, row)).toMatchObject({
      kind: 'refused',
      error: { kind: 'precondition_failed' },
    });
    expect((await truth()).find(({ host }) => host === row.host)?.verified).not.toBe(true);
  });

  test('the very same: done by others', async () => {
    const row = await ours();
    await theirs('verifyDomain', { domain: row.host });
    expect(await write(row.host, { do: 'verify' }, row)).toMatchObject({
      kind: 'done',
      by: 'others',
      domain: { verified: true },
    });
    await expectTruth();
  });

  test('another issuer: moved, and nothing is written over it', async () => {
    const [first, second, third] = [await someIssuer(0), await someIssuer(1), await someIssuer(2)];
    const row = await ours({ verified: true, issuerId: first });
    await theirs('assignDomain', { domain: row.host }, { issuer_id: second });
    expect(await write(row.host, { do: 'assign', issuerId: third }, row)).toMatchObject({
      kind: 'moved',
      domain: { assigned_issuer_id: second },
    });
    expect(inList(row.host)?.assigned_issuer_id).toBe(second);
    await expectTruth();
  });

  test('the tag is new, but the person saw the domain before it changed', async () => {
    const [first, second] = [await someIssuer(0), await someIssuer(1)];
    const row = await ours({ verified: true, issuerId: first });
    await theirs('assignDomain', { domain: row.host }, { issuer_id: second });
    await accountResource(queryClient, accountId).read();
    asked = [];
    expect(await write(row.host, { do: 'remove' }, row)).toMatchObject({ kind: 'moved' });
    expect(asked.some((each) => each.startsWith('DELETE'))).toBe(false);
  });

  test('what is known is older than what the person saw: it is read first', async () => {
    const row = await ours();
    await theirs('verifyDomain', { domain: row.host });
    const seen = (await truth()).find(({ host }) => host === row.host) ?? null;
    const issuerId = await someIssuer();
    expect(await write(row.host, { do: 'assign', issuerId }, seen)).toMatchObject({
      kind: 'done',
      by: 'us',
    });
  });

  test.each(['verify', 'unassign'] as const)('%s of a domain that was removed', async (doing) => {
    const row = await ours();
    await theirs('removeDomain', { domain: row.host });
    expect(await write(row.host, { do: doing }, row)).toEqual({ kind: 'domain_gone' });
    expect(inList(row.host)).toBeUndefined();
    await expectTruth();
  });

  test('removing what is removed is done', async () => {
    const row = await ours();
    await theirs('removeDomain', { domain: row.host });
    expect(await write(row.host, { do: 'remove' }, row)).toEqual({
      kind: 'done',
      domain: null,
      by: 'others',
    });
  });

  test('an issuer that was deleted is told from a domain that is gone', async () => {
    const issuerId = await someIssuer();
    const row = await ours({ verified: true });
    await theirs('deleteIssuer', { issuer_id: issuerId });
    expect(await write(row.host, { do: 'assign', issuerId }, row)).toEqual({ kind: 'issuer_gone' });
    const list = queryClient.getQueryData(cursorListQuery(issuerList(accountId, {})).queryKey);
    expect(list?.rows.some(({ id }) => id === issuerId)).toBe(false);
  });
});

describe('why a host is not added', () => {
  beforeEach(() => fill(3));

  test('it is here already', async () => {
    await load();
    await theirs('addDomain', {}, { host: 'new.example.com' });
    expect(await write('new.example.com', { do: 'add' })).toMatchObject({
      kind: 'done',
      by: 'others',
    });
    await expectTruth();
  });

  test('another account holds it', async () => {
    expect(await write(FOREIGN_HOSTS[0] ?? '', { do: 'add' })).toEqual({ kind: 'held' });
  });

  test('the account is full', async () => {
    await fill(20);
    expect(await write('new.example.com', { do: 'add' })).toEqual({ kind: 'full' });
  });

  test('the account is full, and the server says it by 429', async () => {
    await fill(20);
    await load();
    await fault({ kind: 'status', status: 429, retry_after: 0, operation: 'addDomain' });
    expect(await write('new.example.com', { do: 'add' })).toEqual({ kind: 'full' });
  });

  test('it is no host: the field says so', async () => {
    expect(await write('localhost', { do: 'add' })).toMatchObject({
      kind: 'refused',
      error: { kind: 'invalid', fields: [{ field: 'host' }] },
    });
    expect(asked.filter((each) => each.startsWith('POST'))).toHaveLength(1);
  });

  test.each([401, 403, 429] as const)('%i', async (status) => {
    await fault({ kind: 'status', status, retry_after: 0, operation: 'addDomain' });
    expect(await write('new.example.com', { do: 'add' })).toMatchObject({
      kind: 'refused',
      error: { status },
    });
    expect((await truth()).map(({ host }) => host)).not.toContain('new.example.com');
  });
});

describe('no clear answer', () => {
  beforeEach(() => fill(3));

  test.each(['add', 'verify', 'remove'] as const)('%s: the answer was lost', async (doing) => {
    const row = await ours();
    const host = doing === 'add' ? 'new.example.com' : row.host;
    await fault({ kind: 'answer_lost', operation: `${doing}Domain` as OperationId });
    expect(await write(host, { do: doing }, doing === 'add' ? null : row)).toMatchObject({
      kind: 'done',
      by: 'us',
    });
    // It was looked at, and not sent again.
    expect(asked).toHaveLength(2);
    await expectTruth();
  });

  test.each(['add', 'verify', 'remove'] as const)('%s: the request was lost', async (doing) => {
    const row = await ours();
    const host = doing === 'add' ? 'new.example.com' : row.host;
    await fault({ kind: 'request_lost', operation: `${doing}Domain` as OperationId });
    expect(await write(host, { do: doing }, doing === 'add' ? null : row)).toMatchObject({
      kind: 'done',
      by: 'us',
    });
    expect(asked).toHaveLength(3);
    const [first, second] = sentHeaders;
    expect(second?.key).toBe(first?.key);
    await expectTruth();
  });

  test('a 500 twice, and it is not there: not done', async () => {
    await fault({ kind: 'status', status: 500, operation: 'addDomain', times: 2 });
    expect(await write('new.example.com', { do: 'add' })).toMatchObject({
      kind: 'refused',
      error: { status: 500 },
    });
  });

  test('it cannot be looked at: unknown; tried again it looks first', async () => {
    const host = 'new.example.com';
    await fault({ kind: 'answer_lost', operation: 'addDomain' });
    await fault({ kind: 'status', status: 500, operation: 'listDomains' });
    expect(await write(host, { do: 'add' })).toMatchObject({
      kind: 'unknown',
      error: { operation: 'listDomains' },
    });
    asked = [];
    expect(await write(host, { do: 'add' })).toMatchObject({ kind: 'done', by: 'us' });
    expect(asked).toEqual(['GET domains']);
  });

  test('lost twice: unknown; tried again it is the same request', async () => {
    const host = 'new.example.com';
    await fault({ kind: 'request_lost', operation: 'addDomain', times: 2 });
    expect(await write(host, { do: 'add' })).toMatchObject({
      kind: 'unknown',
      error: { kind: 'network' },
    });
    asked = [];
    expect(await write(host, { do: 'add' })).toMatchObject({ kind: 'done', by: 'us' });
    expect(asked).toEqual(['GET domains', 'POST domains']);
    expect(new Set(sentHeaders.map(({ key }) => key)).size).toBe(1);
    sentHeaders = [];
    await theirs('removeDomain', { domain: host });
    expect(await write(host, { do: 'add' })).toMatchObject({ kind: 'done', by: 'us' });
    expect((await truth()).map((row) => row.host)).toContain(host);
  });

  test('it landed late, and somebody removed it: said, and addable again', async () => {
    const host = 'new.example.com';
    await load();
    // The first look is answered as if it had not landed yet.
    let isFirst = true;
    between = async (request, answer) => {
      const { pathname } = new URL(request.url);
      if (request.method !== 'GET' || !pathname.endsWith('/domains') || !isFirst) return answer;
      isFirst = false;
      const page = (await answer.json()) as { data: Domain[] };
      const data = page.data.filter((row) => row.host !== host);
      await theirs('removeDomain', { domain: host });
      return Response.json({ ...page, data });
    };
    await fault({ kind: 'answer_lost', operation: 'addDomain' });
    expect(await write(host, { do: 'add' })).toEqual({ kind: 'domain_gone' });
    expect(await write(host, { do: 'add' })).toMatchObject({ kind: 'done', by: 'us' });
    expect((await truth()).map((row) => row.host)).toContain(host);
  });

  test('an answer that cannot be read', async () => {
    const row = await ours();
    between = (request, answer) =>
      Promise.resolve(request.method === 'POST' ? new Response('<h1>Hello</h1>') : answer);
    expect(await write(row.host, { do: 'verify' }, row)).toMatchObject({ kind: 'done', by: 'us' });
  });

  test('the same is still running: it waits, and looks', async () => {
    const row = await ours();
    await fault({ kind: 'status', status: 409, retry_after: 0, operation: 'verifyDomain' });
    expect(await write(row.host, { do: 'verify' }, row)).toMatchObject({ kind: 'done', by: 'us' });
    expect(asked).toEqual(['POST domain/verify', 'GET', 'POST domain/verify']);
  });
});

describe('a server that answers otherwise', () => {
  const rewrite = (change: (account: { [name: string]: unknown }, url: URL) => unknown) => {
    between = async (request, answer) => {
      if (request.method !== 'POST' || !answer.ok) return answer;
      const { data } = (await answer.json()) as { data: { [name: string]: unknown } };
      const { status, headers } = answer;
      return Response.json({ data: change(data, new URL(request.url)) }, { status, headers });
    };
  };
  const bare = (account: { [name: string]: unknown }) =>
    (account['domains'] as Domain[]).find(({ host }) => host === 'auth.ours.example');

  test('with the bare domain', async () => {
    const row = await ours();
    rewrite(bare);
    expect(await write(row.host, { do: 'verify' }, row)).toMatchObject({
      kind: 'done',
      domain: { verified: true },
    });
    expect(asked).toEqual(['POST domain/verify']);
    await expectTruth();
    expect(isDoubtful()).toBe(true);
  });

  test('with nothing of it: the list is asked for', async () => {
    const row = await ours();
    rewrite(() => ({ ok: true }));
    expect(await write(row.host, { do: 'verify' }, row)).toMatchObject({
      kind: 'done',
      domain: { verified: true },
    });
    expect(asked).toEqual(['POST domain/verify', 'GET domains']);
    await expectTruth();
  });

  test('with nothing of it, and the list does not come: done all the same', async () => {
    const row = await ours();
    rewrite(() => ({ ok: true }));
    await fault({ kind: 'status', status: 500, operation: 'listDomains' });
    expect(await write(row.host, { do: 'verify' }, row)).toMatchObject({
      kind: 'done',
      domain: { verified: true },
    });
    expect(inList(row.host)?.verified).toBe(true);
  });

  test('with an account that names no domains', async () => {
    const row = await ours();
    rewrite((account) => ({ ...account, domains: null }));
    expect(await write(row.host, { do: 'verify' }, row)).toMatchObject({ kind: 'done' });
    expect(asked).toEqual(['POST domain/verify', 'GET domains']);
    expect(inList(row.host)?.verified).toBe(true);
  });

  test('with the domain as it was: that is not called done', async () => {
    const row = await ours();
    rewrite(({ domains, ...rest }) => ({
      ...rest,
      domains: (domains as Domain[]).map((each) => (each.host === row.host ? row : each)),
    }));
    expect(await write(row.host, { do: 'verify' }, row)).toMatchObject({
      kind: 'refused',
      error: { kind: 'unexpected' },
    });
  });

  test('ignoring If-Match', async () => {
    const row = await ours();
    const answer = createFetch(createHandlers(world, { credential: 'person' }));
    vi.stubGlobal('fetch', (path: string, init: RequestInit) => {
      const request = new Request(`http://backend.test${path}`, init);
      request.headers.delete('If-Match');
      return answer(request);
    });
    await theirs('updateAccount', {}, { name: 'Theirs' });
    expect(await write(row.host, { do: 'verify' }, row)).toMatchObject({ kind: 'done', by: 'us' });
    expect(await write(row.host, { do: 'remove' }, { ...row, verified: true })).toMatchObject({
      kind: 'done',
      by: 'us',
    });
  });

  test('fields that only the list tells survive a write', async () => {
    const row = await ours();
    queryClient.setQueryData(domainsQuery(accountId).queryKey, (page) => {
      const data = (page?.data ?? []).map((each) => ({ ...each, note: 'kept' }));
      return { ...page, data, extra: 'kept' };
    });
    await write(row.host, { do: 'verify' }, row);
    expect(inList(row.host)).toMatchObject({ verified: true, note: 'kept' });
    expect(queryClient.getQueryData(domainsQuery(accountId).queryKey)).toMatchObject({
      extra: 'kept',
    });
  });
});

test('a list that was read before a write does not overwrite it', async () => {
  const row = await ours();
  let open = () => undefined as void;
  const door = new Promise<void>((resolve) => {
    open = resolve;
  });
  let isFirst = true;
  between = async (request, answer) => {
    if (request.method === 'GET' && request.url.endsWith('/domains') && isFirst) {
      isFirst = false;
      await door;
    }
    return answer;
  };
  const early = readDomains(queryClient, accountId);
  await vi.waitFor(() => expect(asked).toContain('GET domains'));
  await write(row.host, { do: 'verify' }, row);
  open();
  await early;
  expect(inList(row.host)?.verified).toBe(true);
});
