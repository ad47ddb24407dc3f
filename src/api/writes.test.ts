import { QueryObserver } from '@tanstack/react-query';
import type { QueryClient } from '@tanstack/react-query';
import * as fc from 'fast-check';
import { afterEach, beforeEach, describe, expect, test, vi } from 'vitest';
import { createFetch } from '#mocks/adapters/unit.ts';
import { createHandlers } from '#mocks/handlers.ts';
import { letAct, startFault } from '#mocks/simulator.ts';
import { createWorld } from '#mocks/world.ts';
import type { World } from '#mocks/world.ts';
import type { AuthMethod } from '#contract/auth-method.ts';
import type { IssuerRow } from '#contract/issuer.ts';
import type { OperationId } from '#contract/operations.ts';
import { isDoor } from '#contract/ours/rules.ts';
import { accountList, accountQuery } from './accounts.ts';
import { authMethodQuery, authMethodsQuery } from './auth-methods.ts';
import { client } from './client.ts';
import { FIRST_PAGE_ROWS, refresh, showFresh } from './cursor-list.ts';
import { domainsQuery } from './domains.ts';
import { ApiError } from './errors.ts';
import type { ErrorKind } from './errors.ts';
import { issuerList, issuerQuery, issuersToReviewQuery } from './issuers.ts';
import type { IssuerFilters } from './issuers.ts';
import { keys } from './keys.ts';
import { createQueryClient } from './query-client.ts';
import { cursorListQuery } from './use-cursor-list.ts';
import { accountResource } from './write-accounts.ts';
import { authMethodResource, createAuthMethod, readAuthMethods } from './write-auth-methods.ts';
import { createIssuer, issuerResource } from './write-issuers.ts';
import { fateOf } from './writes.ts';

vi.setConfig({ testTimeout: 20_000 });

let world: World;
let queryClient: QueryClient;
/** What was asked, such as `GET /v1/accounts/…`, without its query. */
let asked: string[];
/** Requests that wait at the door once they were answered; by what they ask. */
let heldBack: Map<string, Promise<void>>;
let accountId: string;

beforeEach(async () => {
  // A PATCH or DELETE without a tag is a 428 here.
  await enter(createWorld({ settings: { strict: true } }));
});

afterEach(() => {
  vi.unstubAllGlobals();
});

async function enter(entered: World): Promise<void> {
  world = entered;
  queryClient = createQueryClient(() => 0);
  asked = [];
  heldBack = new Map();
  const answer = createFetch(createHandlers(world, { credential: 'person' }));
  vi.stubGlobal('fetch', async (path: string, init: RequestInit) => {
    const what = `${init.method ?? ''} ${path.split('?')[0] ?? ''}`;
    asked.push(what);
    const response = await answer(new Request(`http://backend.test${path}`, init));
    const door = heldBack.get(what);
    if (door !== undefined) {
      heldBack.delete(what);
      await door;
    }
    init.signal?.throwIfAborted();
    return response;
  });
  const { data } = await client.send('getCaller');
  accountId = data.accounts[0]?.account_id ?? '';
  asked = [];
}

/** Keeps the answer of the next request for this on its way, as it was when the server gave it. */
function holdAnswer(what: string): () => void {
  let open = () => undefined as void;
  heldBack.set(
    what,
    new Promise<void>((resolve) => {
      open = resolve;
    }),
  );
  return () => open();
}

const SOON = { timeout: 10_000, interval: 5 };

/** A request that reached the server. */
async function sent(what: string): Promise<void> {
  await vi.waitFor(() => expect(asked).toContain(what), SOON);
}

/** A method that an issuer may have many of. */
const PASSKEY = {
  method: 'passkey',
  name: 'Keys',
  first_factor_only: false,
  settings: {},
} as const;

const account = () => `/v1/accounts/${accountId}`;
const issuerPath = (id: string) => `${account()}/issuers/${id}`;

/** The list with these filters, loaded as a page loads it. */
function load(filters: IssuerFilters = {}) {
  return queryClient.query(cursorListQuery(issuerList(accountId, filters)));
}

function listOf(filters: IssuerFilters = {}) {
  const list = queryClient.getQueryData(cursorListQuery(issuerList(accountId, filters)).queryKey);
  if (list === undefined) throw new Error('The list is not there');
  return list;
}

function rowOf(id: string, filters: IssuerFilters = {}): IssuerRow | undefined {
  return listOf(filters).rows.find((row) => row.id === id);
}

/** The first row of a list that has what is asked for. */
async function pick(wanted: (row: IssuerRow) => boolean = () => true) {
  const row = (await load()).rows.find(wanted);
  if (row === undefined) throw new Error('No such issuer in the seed');
  const resource = issuerResource(queryClient, accountId, row.id);
  const { tag } = await resource.read();
  if (tag === null) throw new Error('No tag');
  asked = [];
  return { id: row.id, row, resource, tag };
}

function held(id: string) {
  return queryClient.getQueryData(issuerQuery(accountId, id).queryKey);
}

const methodPath = (id: string, methodId: string) => `${issuerPath(id)}/auth-methods/${methodId}`;

/** All that is held of an issuer. */
const issuerKey = (id: string) => keys.ofIssuer(accountId, id);

function heldMethod(id: string, methodId: string) {
  return queryClient.getQueryData(authMethodQuery(accountId, id, methodId).queryKey);
}

function methodsState(id: string) {
  return queryClient.getQueryState(authMethodsQuery(accountId, id).queryKey);
}

function methodsOf(id: string) {
  return methodsState(id)?.data;
}

/** The auth methods of an issuer as its page shows them. */
function listed(id: string): readonly AuthMethod[] {
  return methodsOf(id)?.data ?? [];
}

/**
 * The only method that is on for login, of an issuer that is active; everything loaded as by somebody
 * who went there.
 */
async function pickMethod() {
  const { id } = await pick(
    ({ enabled_login_method_count: doors, readiness }) => doors === 1 && readiness === 'ready',
  );
  const { data } = await queryClient.query(authMethodsQuery(accountId, id));
  const door = data.find(isDoor);
  if (door === undefined) throw new Error('No door');
  const resource = authMethodResource(queryClient, accountId, id, door.id);
  const { tag } = await resource.read();
  const row = rowOf(id);
  if (tag === null || row === undefined) throw new Error('No tag');
  asked = [];
  return { id, methodId: door.id, row, resource, tag };
}

/** Somebody else changes an auth method. */
async function theirMethod(
  operation: 'updateAuthMethod' | 'deleteAuthMethod',
  id: string,
  methodId: string,
  body?: unknown,
): Promise<void> {
  const params = { account_id: accountId, issuer_id: id, method_id: methodId };
  const act = { operation, params, ...(body !== undefined && { body }) };
  expect((await letAct(world, act)).status).toBeLessThan(300);
}

/** Somebody else changes an issuer. */
async function theirs(operation: OperationId, id: string, body?: unknown): Promise<void> {
  const params = { account_id: accountId, issuer_id: id };
  const { status } = await letAct(world, {
    operation,
    params,
    ...(body !== undefined && { body }),
  });
  expect(status).toBeLessThan(300);
}

/** Watches a query as a page does, without asking by itself. */
function watch(options: { queryKey: readonly unknown[]; queryFn?: unknown }) {
  const observer = new QueryObserver(queryClient, {
    ...(options as Parameters<typeof queryClient.query>[0]),
    refetchOnMount: false,
  });
  return observer.subscribe(() => undefined);
}

/** Until what is loaded now is later than what was sent before, by the clock. */
async function later(): Promise<void> {
  const now = Date.now();
  await vi.waitUntil(() => Date.now() > now, SOON);
}

/** All that queries and writes hold. */
function inMemory(): string {
  const mutations = queryClient.getMutationCache().getAll();
  const queries = queryClient.getQueryCache().getAll();
  return JSON.stringify([...mutations, ...queries].map(({ state }) => state));
}

async function failureOf(writing: Promise<unknown>): Promise<unknown> {
  return writing.then(
    () => {
      throw new Error('It did not fail');
    },
    (error: unknown) => error,
  );
}

describe('a read', () => {
  test('asks the server though the cache is fresh, and the cache takes the answer', async () => {
    const { id, resource, tag } = await pick();
    await theirs('updateIssuer', id, { name: 'Theirs' });
    const revision = await resource.read();
    expect(asked).toEqual([`GET ${issuerPath(id)}`]);
    expect(revision).toMatchObject({ value: { id, name: 'Theirs' } });
    expect(revision.tag).not.toBe(tag);
    expect(revision.tag).toBe(`"${revision.at}"`);
    expect(held(id)).toEqual({ issuer: revision.value, tag: revision.tag });
    expect(rowOf(id)).toMatchObject({ name: 'Theirs', updated_at: revision.at });
  });

  test('is no read that was under way before it', async () => {
    const { id, resource } = await pick();
    const what = `GET ${issuerPath(id)}`;
    const open = holdAnswer(what);
    const early = queryClient.query({ ...issuerQuery(accountId, id), staleTime: 0 });
    await sent(what);
    await theirs('updateIssuer', id, { name: 'Theirs' });
    expect((await resource.read()).value.name).toBe('Theirs');
    open();
    expect((await early).issuer.name).toBe('Theirs');
    expect(held(id)?.issuer.name).toBe('Theirs');
  });

  test('that a write overtook is asked again', async () => {
    const { id, resource, tag } = await pick();
    const what = `GET ${issuerPath(id)}`;
    const open = holdAnswer(what);
    const reading = resource.read();
    await sent(what);
    const written = await resource.write({ name: 'Mine' }, tag);
    open();
    expect(await reading).toEqual(written);
    expect(held(id)?.tag).toBe(written.tag);
    expect(asked.filter((each) => each === what)).toHaveLength(2);
  });

  test('goes on when whoever looked at the issuer leaves', async () => {
    const { id, resource } = await pick();
    const stop = watch(issuerQuery(accountId, id));
    const what = `GET ${issuerPath(id)}`;
    const open = holdAnswer(what);
    await theirs('updateIssuer', id, { name: 'Theirs' });
    const reading = resource.read();
    await sent(what);
    stop();
    open();
    expect((await reading).value.name).toBe('Theirs');
  });

  test('that finds what is known already touches no list', async () => {
    const { resource } = await pick();
    const before = listOf();
    await resource.read();
    expect(listOf()).toBe(before);
  });

  test('of an issuer that is gone: it leaves the lists; what is on screen stays', async () => {
    const { id, resource } = await pick();
    const stop = watch(issuerQuery(accountId, id));
    await theirs('deleteIssuer', id);
    expect(fateOf(await failureOf(resource.read()))).toBe('gone');
    expect(rowOf(id)).toBeUndefined();
    expect(held(id)?.issuer.id).toBe(id);
    expect(queryClient.getQueryState(issuerQuery(accountId, id).queryKey)).toMatchObject({
      status: 'success',
      isInvalidated: true,
      fetchStatus: 'idle',
    });
    stop();
  });
});

describe('a write of an issuer', () => {
  test('costs one request: the page and every list have the answer', async () => {
    const { id, resource, tag } = await pick();
    await load({ q: id });
    asked = [];
    const age = () => queryClient.getQueryState(issuerList(accountId, {}).queryKey)?.dataUpdatedAt;
    const before = age();
    const revision = await resource.write({ description: 'New' }, tag);
    expect(asked).toEqual([`PATCH ${issuerPath(id)}`]);
    expect(held(id)).toEqual({ issuer: revision.value, tag: revision.tag });
    for (const filters of [{}, { q: id }]) {
      expect(rowOf(id, filters)).toMatchObject({ description: 'New', updated_at: revision.at });
      expect(listOf(filters).outdated).toBe(false);
    }
    // One row is not a look at the whole list.
    expect(age()).toBe(before);
  });

  test('the next one under the new tag is no conflict; under the old it is', async () => {
    const { resource, tag } = await pick();
    const { tag: next } = await resource.write({ name: 'One' }, tag);
    expect(fateOf(await failureOf(resource.write({ name: 'Two' }, tag)))).toBe('moved');
    expect((await resource.write({ name: 'Two' }, next ?? '')).value.name).toBe('Two');
  });

  test('one that waits carries the tag it was called with', async () => {
    const { id, resource, tag } = await pick();
    const what = `PATCH ${issuerPath(id)}`;
    const open = holdAnswer(what);
    const first = resource.write({ name: 'First' }, tag);
    // A second handle on the same issuer waits for the same turn.
    const other = issuerResource(queryClient, accountId, id);
    const second = failureOf(other.write({ name: 'Second' }, tag));
    await sent(what);
    expect(asked).toEqual([what]);
    open();
    expect((await first).value.name).toBe('First');
    expect(fateOf(await second)).toBe('moved');
    expect((await resource.read()).value.name).toBe('First');
  });

  test('calls a read of the page off that left before', async () => {
    const { id, resource, tag } = await pick();
    const what = `GET ${issuerPath(id)}`;
    const open = holdAnswer(what);
    const early = queryClient.query({ ...issuerQuery(accountId, id), staleTime: 0 });
    await sent(what);
    const { tag: mine } = await resource.write({ name: 'Mine' }, tag);
    open();
    expect((await early).tag).toBe(mine);
    expect(held(id)?.issuer.name).toBe('Mine');
  });

  test('makes a list that was on its way ask again', async () => {
    const { id, resource, tag } = await pick();
    const what = `GET ${account()}/issuers`;
    const open = holdAnswer(what);
    const loading = load({ q: id });
    await sent(what);
    await resource.write({ name: 'Mine' }, tag);
    open();
    expect((await loading).rows[0]?.name).toBe('Mine');
    expect(asked.filter((each) => each === what)).toHaveLength(2);
  });

  test('keeps what the cache knows to be later, and asks', async () => {
    const { id, resource, tag } = await pick();
    const stop = watch(issuerQuery(accountId, id));
    const what = `PATCH ${issuerPath(id)}`;
    const open = holdAnswer(what);
    const writing = resource.write({ name: 'Mine' }, tag);
    await sent(what);
    await vi.waitFor(async () => {
      const params = { account_id: accountId, issuer_id: id };
      expect((await client.send('getIssuer', { params })).data.name).toBe('Mine');
    }, SOON);
    await theirs('updateIssuer', id, { description: 'Theirs' });
    await queryClient.refetchQueries(issuerQuery(accountId, id));
    await load({ q: id });
    asked = [];
    open();
    const mine = await writing;
    expect(mine.value).toMatchObject({ name: 'Mine' });
    expect(mine.value.description).not.toBe('Theirs');
    const both = { name: 'Mine', description: 'Theirs' };
    expect(held(id)?.issuer).toMatchObject(both);
    expect(rowOf(id, { q: id })).toMatchObject(both);
    expect(rowOf(id)).toMatchObject({ name: 'Mine', description: mine.value.description });
    // Should the server's clock have gone back, what seems later is not: it is asked once more.
    await sent(`GET ${issuerPath(id)}`);
    stop();
  });

  test('a row leaves the list it does not match any more', async () => {
    const { id, resource, tag } = await pick(({ status }) => status === 'active');
    await load({ status: 'active' });
    await load({ status: 'disabled' });
    await load({ q: id });
    asked = [];
    const { tag: next } = await resource.write({ status: 'disabled' }, tag);
    expect(rowOf(id, { status: 'active' })).toBeUndefined();
    expect(rowOf(id, { q: id })).toMatchObject({ status: 'disabled', readiness: 'review' });
    // It may belong there now: the server says where.
    expect(listOf({ status: 'disabled' }).outdated).toBe(true);
    expect(listOf({ status: 'active' }).outdated).toBe(false);
    expect(asked).toEqual([`PATCH ${issuerPath(id)}`]);

    await resource.write({ status: 'active' }, next ?? '');
    expect(rowOf(id)).toMatchObject({ status: 'active', readiness: null });
    expect(listOf().outdated).toBe(true);
  });

  test('the auth methods that are known tell whether an issuer is ready', async () => {
    const { id, resource, tag } = await pick(({ readiness }) => readiness === 'ready');
    await queryClient.query(authMethodsQuery(accountId, id));
    const { tag: next } = await resource.write({ status: 'disabled' }, tag);
    await resource.write({ status: 'active' }, next ?? '');
    expect(rowOf(id)?.readiness).toBe('ready');
    expect(listOf().outdated).toBe(false);
  });

  test('asks anew for the issuers to review, when somebody looks at them', async () => {
    const { id, resource, tag } = await pick(({ status }) => status === 'active');
    const review = issuersToReviewQuery(accountId);
    await queryClient.query(review);
    asked = [];
    const { tag: next } = await resource.write({ name: 'Mine' }, tag);
    expect(asked).toEqual([`PATCH ${issuerPath(id)}`]);
    expect(queryClient.getQueryState(review.queryKey)?.isInvalidated).toBe(true);
    const stop = watch(review);
    asked = [];
    await resource.write({ name: 'Mine again' }, next ?? '');
    const isAsked = () => queryClient.getQueryState(review.queryKey)?.isInvalidated === false;
    await vi.waitUntil(isAsked, SOON);
    expect(asked).toEqual([`PATCH ${issuerPath(id)}`, `GET ${account()}/issuers`]);
    stop();
  });

  test('one that is refused changes nothing', async () => {
    const { id, resource, tag } = await pick();
    const before = [held(id), listOf()];
    expect(fateOf(await failureOf(resource.write({ name: '' }, tag)))).toBe('refused');
    await startFault(world, { kind: 'request_lost', operation: 'updateIssuer' });
    expect(fateOf(await failureOf(resource.write({ name: 'Lost' }, tag)))).toBe('unknown');
    expect([held(id), listOf()]).toEqual(before);
    expect((await resource.write({ name: 'Kept' }, tag)).value.name).toBe('Kept');
  });

  test('a lost answer is settled by a read', async () => {
    const { id, resource, tag } = await pick();
    await startFault(world, { kind: 'answer_lost', operation: 'updateIssuer' });
    expect(fateOf(await failureOf(resource.write({ name: 'Mine' }, tag)))).toBe('unknown');
    expect(asked).toEqual([`PATCH ${issuerPath(id)}`]);
    expect((await resource.read()).value.name).toBe('Mine');
    expect(rowOf(id)?.name).toBe('Mine');
  });

  test('what it sends is kept nowhere', async () => {
    const { resource, tag } = await pick();
    const writing = resource.write({ name: 'Mine' }, tag);
    expect(queryClient.isMutating()).toBe(1);
    await writing;
    expect(queryClient.getMutationCache().getAll()).toEqual([]);
  });
});

describe('lists after any writes of one’s own', () => {
  const FILTERS: IssuerFilters[] = [
    {},
    { status: 'active' },
    { status: 'disabled' },
    { access_mode: 'closed' },
    { readiness: 'review' },
    { readiness: 'ready', status: 'active' },
    { q: 'mine' },
  ];
  const patch = fc.oneof(
    fc.record({ status: fc.constantFrom('active' as const, 'disabled' as const) }),
    fc.record({ name: fc.constantFrom('Mine', 'Yours') }),
    fc.record({ mode: fc.constantFrom('open' as const, 'closed' as const) }),
    fc.record({ color: fc.constantFrom('#112233', null) }),
    fc.constant({ remove: true }),
    fc.constant({ create: true }),
    fc.record({ method: fc.constantFrom('add', 'delete', 'login', 'signup', 'rename') }),
    fc.record({ look: fc.constantFrom('list', 'methods', 'read') }),
  );

  test(
    'hold what the server holds, or know that they are outdated',
    { timeout: 300_000 },
    async () => {
      await fc.assert(
        fc.asyncProperty(
          fc.array(fc.record({ at: fc.nat(60), patch }), { minLength: 1, maxLength: 6 }),
          async (writes) => {
            await enter(createWorld({ settings: { strict: true } }));
            for (const filters of FILTERS) await load(filters);
            for (const write of writes) {
              const { rows } = listOf();
              const id = rows[write.at % rows.length]?.id ?? '';
              await apply(id, write.patch);
            }
            for (const filters of FILTERS) {
              const facts = await shownAndTrue(filters);
              expect(facts.shown).toEqual(facts.true);
            }
          },
        ),
        { numRuns: Math.ceil((fc.readConfigureGlobal()?.numRuns ?? 100) / 8) },
      );
    },
  );

  async function apply(id: string, change: typeof patch extends fc.Arbitrary<infer T> ? T : never) {
    if ('create' in change) {
      await createIssuer(queryClient, accountId, { name: 'Mine' }, crypto.randomUUID());
      return;
    }
    if ('method' in change) {
      await applyToMethod(id, change.method);
      return;
    }
    if ('look' in change) {
      await look(id, change.look);
      return;
    }
    const resource = issuerResource(queryClient, accountId, id);
    const { tag, value } = await resource.read();
    if ('remove' in change) await resource.remove(tag ?? '');
    else if ('mode' in change) {
      const settings = { ...value.settings, access: { mode: change.mode } };
      await resource.write({ settings }, tag ?? '');
    } else if ('color' in change) {
      const settings = { ...value.settings, branding: { primary_color: change.color } };
      await resource.write({ settings }, tag ?? '');
    } else await resource.write(change, tag ?? '');
  }

  async function applyToMethod(id: string, change: string) {
    if (change === 'add') {
      const body = { ...PASSKEY, name: 'Mine' };
      await createAuthMethod(queryClient, accountId, id, body, crypto.randomUUID());
      return;
    }
    const params = { account_id: accountId, issuer_id: id };
    const [method] = (await client.send('listAuthMethods', { params })).data.data;
    if (method === undefined) return;
    const resource = authMethodResource(queryClient, accountId, id, method.id);
    const { tag, value } = await resource.read();
    if (change === 'delete') await resource.remove(tag ?? '');
    else if (change === 'rename') await resource.write({ name: 'Mine' }, tag ?? '');
    else {
      const name = change === 'login' ? 'enabled_login' : 'enabled_signup';
      await resource.write({ [name]: value[name] !== true }, tag ?? '');
    }
  }

  /** Something is loaded in between, so that now a row is the newer, now the page of methods. */
  async function look(id: string, what: string) {
    if (what === 'list') await load({ q: id });
    else if (what === 'read') await readAuthMethods(queryClient, accountId, id);
    else await queryClient.query(authMethodsQuery(accountId, id));
  }

  /**
   * What a list shows and the truth about it: as far as it says that it is up to date, and of all of
   * it once its first page was asked for again.
   */
  async function shownAndTrue(filters: IssuerFilters) {
    const { signal } = new AbortController();
    const request = { cursor: null, limit: FIRST_PAGE_ROWS, signal };
    const page = await issuerList(accountId, filters).load(request);
    const list = listOf(filters);
    const again = showFresh(refresh(list, page));
    // Below the last row that was known, the next page brings more.
    const whole = again.cursor === null ? page.data.length : again.rows.length;
    const both = Math.min(whole, page.data.length);
    const truth = new Map(page.data.map((row) => [row.id, row]));
    const ids = list.rows.map(({ id }) => id);
    const told = list.rows.filter(({ id }) => truth.has(id));
    return {
      shown: [list.outdated ? [] : ids, told.map(known), again.rows.slice(0, both)],
      true: [
        list.outdated ? [] : [...truth.keys()].slice(0, ids.length),
        told.map((row) => pickFrom(truth.get(row.id), known(row))),
        page.data.slice(0, both),
      ],
    };
  }

  /** The fields of a row that say something. */
  function known(row: IssuerRow) {
    return Object.fromEntries(Object.entries(row).filter(([, value]) => value !== null));
  }

  function pickFrom(row: IssuerRow | undefined, fields: { [name: string]: unknown }) {
    return Object.fromEntries(Object.keys(fields).map((name) => [name, row?.[name]]));
  }
});

describe('a delete', () => {
  test.each(['here', 'by somebody else before'])('done %s: it is gone everywhere', async (who) => {
    const { id, resource, tag } = await pick();
    await queryClient.query(authMethodsQuery(accountId, id));
    await queryClient.query(domainsQuery(accountId));
    await queryClient.query(accountQuery(accountId));
    if (who !== 'here') await theirs('deleteIssuer', id);
    asked = [];
    await resource.remove(tag);
    expect(asked).toEqual([`DELETE ${issuerPath(id)}`]);
    expect(rowOf(id)).toBeUndefined();
    expect(held(id)).toBeUndefined();
    expect(queryClient.getQueryData(authMethodsQuery(accountId, id).queryKey)).toBeUndefined();
    for (const { queryKey } of [domainsQuery(accountId), accountQuery(accountId)]) {
      expect(queryClient.getQueryState(queryKey)?.isInvalidated).toBe(true);
    }
  });

  test('asks anew for the domains somebody looks at', async () => {
    const domains = domainsQuery(accountId);
    const { data } = await queryClient.query(domains);
    const assigned = data.find((domain) => domain.assigned_issuer_id != null);
    const id = assigned?.assigned_issuer_id ?? '';
    const stop = watch(domains);
    const resource = issuerResource(queryClient, accountId, id);
    await resource.remove((await resource.read()).tag ?? '');
    await vi.waitFor(() => {
      const now = queryClient.getQueryData(domains.queryKey)?.data ?? [];
      expect(now.map((domain) => domain.assigned_issuer_id)).not.toContain(id);
    }, SOON);
    stop();
  });

  test('a page that still shows the issuer asks nothing, and then it is forgotten', async () => {
    const { id, resource, tag } = await pick();
    const query = issuerQuery(accountId, id);
    const stops = [watch(query), watch(query)];
    const open = holdAnswer(`GET ${issuerPath(id)}`);
    const refetching = queryClient.refetchQueries(query);
    await sent(`GET ${issuerPath(id)}`);
    await resource.remove(tag);
    expect(queryClient.getQueryState(query.queryKey)?.fetchStatus).toBe('idle');
    open();
    await refetching;
    expect(held(id)?.issuer.id).toBe(id);
    expect(queryClient.getQueryState(query.queryKey)).toMatchObject({ status: 'success' });
    stops[0]?.();
    expect(held(id)?.issuer.id).toBe(id);
    stops[1]?.();
    expect(held(id)).toBeUndefined();
    expect(asked).toEqual([`GET ${issuerPath(id)}`, `DELETE ${issuerPath(id)}`]);
  });

  test('under an old tag deletes nothing', async () => {
    const { id, resource, tag } = await pick();
    await theirs('updateIssuer', id, { name: 'Theirs' });
    expect(fateOf(await failureOf(resource.remove(tag)))).toBe('moved');
    expect(rowOf(id)).toBeDefined();
    expect((await resource.read()).value.name).toBe('Theirs');
  });
});

describe('a create', () => {
  test('opening it costs no request; the lists it may be on ask for their top', async () => {
    await load();
    await load({ status: 'active' });
    await load({ status: 'disabled' });
    await load({ q: 'fresh' });
    await load({ q: 'nothing like it' });
    asked = [];
    const body = { name: 'Fresh shop' };
    const revision = await createIssuer(queryClient, accountId, body, 'key');
    const { id } = revision.value;
    expect(await queryClient.query(issuerQuery(accountId, id))).toEqual({
      issuer: revision.value,
      tag: revision.tag,
    });
    expect(asked).toEqual([`POST ${account()}/issuers`]);
    const outdated = (filters: IssuerFilters) => listOf(filters).outdated;
    expect([{}, { status: 'active' as const }, { q: 'fresh' }].map(outdated)).toEqual([
      true,
      true,
      true,
    ]);
    expect([{ status: 'disabled' as const }, { q: 'nothing like it' }].map(outdated)).toEqual([
      false,
      false,
    ]);
    expect(
      (await issuerResource(queryClient, accountId, id).write(body, revision.tag ?? '')).at,
    ).toBeGreaterThan(revision.at ?? Infinity);
  });

  test('one answered from memory is not taken for the present', async () => {
    await startFault(world, { kind: 'answer_lost', operation: 'createIssuer' });
    const create = () => createIssuer(queryClient, accountId, { name: 'Once' }, 'key');
    expect(fateOf(await failureOf(create()))).toBe('unknown');
    const { value } = await create();
    const { queryKey } = issuerQuery(accountId, value.id);
    expect(queryClient.getQueryState(queryKey)).toMatchObject({ isInvalidated: true });
    expect((await load({ q: 'Once' })).rows).toHaveLength(1);
  });

  test('two at once with one key make one issuer', async () => {
    const create = () => createIssuer(queryClient, accountId, { name: 'Once' }, 'key');
    const [one, other] = await Promise.all([create(), create()]);
    expect(other.value.id).toBe(one.value.id);
  });
});

describe('an auth method that is created', () => {
  const password = {
    method: 'password',
    name: 'Password',
    first_factor_only: true,
    settings: {},
  } as const;

  /** An issuer without methods, which every list shows. */
  async function bare() {
    const created = await createIssuer(queryClient, accountId, { name: 'Fresh' }, 'key');
    const { id } = created.value;
    await load();
    return { id, methods: authMethodsQuery(accountId, id) };
  }

  test('costs one request: its page, the list of methods and the issuer’s row have it', async () => {
    const { id, methods } = await bare();
    await queryClient.query(methods);
    expect(rowOf(id)).toMatchObject({ auth_method_count: 0, readiness: 'review' });
    asked = [];
    const { value, tag } = await createAuthMethod(queryClient, accountId, id, password, 'key 2');
    const one = authMethodQuery(accountId, id, value.id);
    expect(await queryClient.query(one)).toEqual({ method: value, tag });
    expect((await queryClient.query(methods)).data).toEqual([value]);
    expect(asked).toEqual([`POST ${issuerPath(id)}/auth-methods`]);
    expect(rowOf(id)).toMatchObject({
      auth_method_count: 1,
      enabled_login_method_count: 1,
      enabled_signup_method_count: 1,
      readiness: 'ready',
    });
    expect(listOf().outdated).toBe(false);
  });

  test('comes on top of the list, where the server has it', async () => {
    const { id } = await pick(({ auth_method_count: count }) => (count ?? 0) > 2);
    const methods = authMethodsQuery(accountId, id);
    await queryClient.query(methods);
    await createAuthMethod(queryClient, accountId, id, PASSKEY, 'key');
    const shown = queryClient.getQueryData(methods.queryKey);
    expect(shown).toEqual(await readAuthMethods(queryClient, accountId, id));
  });

  test('asks for the list anew where its place is not known', async () => {
    const { id, methods } = await bare();
    const row = { name: 'Odd', method: 'password' };
    const data = [1, 2].map((at) => ({ ...row, id: `am_${at}`, created_at: at }));
    queryClient.setQueryData(methods.queryKey, { data });
    await createAuthMethod(queryClient, accountId, id, password, 'key 2');
    expect(queryClient.getQueryData(methods.queryKey)?.data).toHaveLength(2);
    expect(queryClient.getQueryState(methods.queryKey)?.isInvalidated).toBe(true);
    // The list is not known, but that there is one more is.
    expect(rowOf(id)).toMatchObject({ auth_method_count: 1, readiness: 'ready' });
  });

  test('is on a list only once that was loaded meanwhile', async () => {
    const { id, methods } = await bare();
    const what = `POST ${issuerPath(id)}/auth-methods`;
    const open = holdAnswer(what);
    const creating = createAuthMethod(queryClient, accountId, id, password, 'key 2');
    await sent(what);
    await vi.waitFor(async () => {
      const page = await queryClient.query({ ...methods, staleTime: 0 });
      expect(page.data).toHaveLength(1);
    }, SOON);
    await later();
    const filters = { q: id };
    expect((await load(filters)).rows[0]?.auth_method_count).toBe(1);
    open();
    const { value } = await creating;
    expect(queryClient.getQueryData(methods.queryKey)?.data).toEqual([value]);
    // Loaded since, it may know of it already: the list counts, not one more.
    expect(rowOf(id)).toMatchObject({ auth_method_count: 1, readiness: 'ready' });
    expect(rowOf(id, filters)).toMatchObject({ auth_method_count: null, readiness: 'ready' });
    expect(listOf(filters).outdated).toBe(true);
  });

  test('one answered from memory is not taken for the present', async () => {
    const { id, methods } = await bare();
    await queryClient.query(methods);
    await startFault(world, { kind: 'answer_lost', operation: 'createAuthMethod' });
    const create = () => createAuthMethod(queryClient, accountId, id, password, 'key 2');
    expect(fateOf(await failureOf(create()))).toBe('unknown');
    expect(rowOf(id)?.auth_method_count).toBe(0);
    const { value } = await create();
    for (const { queryKey } of [methods, authMethodQuery(accountId, id, value.id)]) {
      expect(queryClient.getQueryState(queryKey)?.isInvalidated).toBe(true);
    }
    expect(rowOf(id)).toMatchObject({ auth_method_count: null, readiness: null });
    expect(listOf().outdated).toBe(true);
    expect((await queryClient.query(methods)).data).toHaveLength(1);
  });

  test('its secret is kept nowhere', async () => {
    const { id, methods } = await bare();
    await queryClient.query(methods);
    const body = {
      method: 'github',
      name: 'GitHub',
      first_factor_only: true,
      settings: { client_id: 'Iv1.0123456789abcdef', client_secret: 'canary-3f1c' },
    } as const;
    const creating = createAuthMethod(queryClient, accountId, id, body, 'key 2');
    expect(inMemory()).not.toContain('canary');
    const { value } = await creating;
    expect(value.settings).toHaveProperty('client_id');
    expect(inMemory()).not.toContain('canary');
    const again = failureOf(createAuthMethod(queryClient, accountId, 'i_none', body, 'key 3'));
    expect(fateOf(await again)).toBe('gone');
    expect(inMemory()).not.toContain('canary');
  });

  test('does not move the issuer’s tag', async () => {
    const { value, tag } = await createIssuer(queryClient, accountId, { name: 'Fresh' }, 'key');
    await createAuthMethod(queryClient, accountId, value.id, password, 'key 2');
    const resource = issuerResource(queryClient, accountId, value.id);
    expect((await resource.write({ name: 'Renamed' }, tag ?? '')).value.name).toBe('Renamed');
  });
});

describe('an auth method that is read', () => {
  test('asks the server though the cache is fresh, and the caches take the answer', async () => {
    const { id, methodId, resource, tag } = await pickMethod();
    await theirMethod('updateAuthMethod', id, methodId, { name: 'Theirs' });
    const ids = listed(id).map((row) => row.id);
    const revision = await resource.read();
    expect(asked).toEqual([`GET ${methodPath(id, methodId)}`]);
    expect(revision.value).toMatchObject({ id: methodId, name: 'Theirs' });
    expect(revision.tag).not.toBe(tag);
    expect(revision.tag).toBe(`"${revision.at}"`);
    expect(heldMethod(id, methodId)).toEqual({ method: revision.value, tag: revision.tag });
    expect(listed(id).map((row) => row.id)).toEqual(ids);
    expect(listed(id)).toContainEqual(revision.value);
  });

  test('is no read that was under way before it', async () => {
    const { id, methodId, resource } = await pickMethod();
    const what = `GET ${methodPath(id, methodId)}`;
    const open = holdAnswer(what);
    const query = authMethodQuery(accountId, id, methodId);
    const early = queryClient.query({ ...query, staleTime: 0 });
    await sent(what);
    await theirMethod('updateAuthMethod', id, methodId, { name: 'Theirs' });
    expect((await resource.read()).value.name).toBe('Theirs');
    open();
    expect((await early).method.name).toBe('Theirs');
    expect(heldMethod(id, methodId)?.method.name).toBe('Theirs');
  });

  test('that a write overtook is asked again', async () => {
    const { id, methodId, resource, tag } = await pickMethod();
    const what = `GET ${methodPath(id, methodId)}`;
    const open = holdAnswer(what);
    const reading = resource.read();
    await sent(what);
    const written = await resource.write({ name: 'Mine' }, tag);
    open();
    expect(await reading).toEqual(written);
    expect(heldMethod(id, methodId)?.tag).toBe(written.tag);
    expect(asked.filter((each) => each === what)).toHaveLength(2);
  });

  test('that finds what is known already touches no list', async () => {
    const { id, resource } = await pickMethod();
    const before = [listOf(), methodsOf(id)];
    await resource.read();
    expect([listOf(), methodsOf(id)]).toEqual(before);
    expect(listOf()).toBe(before[0]);
    expect(methodsOf(id)).toBe(before[1]);
  });

  test('brings a list along that was behind the page of the method', async () => {
    const { id, methodId, resource } = await pickMethod();
    await theirMethod('updateAuthMethod', id, methodId, { name: 'Theirs' });
    await queryClient.query({ ...authMethodQuery(accountId, id, methodId), staleTime: 0 });
    expect(heldMethod(id, methodId)?.method.name).toBe('Theirs');
    expect(listed(id).map(({ name }) => name)).not.toContain('Theirs');
    await resource.read();
    expect(listed(id).map(({ name }) => name)).toContain('Theirs');
  });

  test('of one that no list has seen says nothing of the rows', async () => {
    const { id, methodId } = await pickMethod();
    queryClient.removeQueries({ queryKey: issuerKey(id) });
    const before = listOf();
    await authMethodResource(queryClient, accountId, id, methodId).read();
    expect(listOf()).toBe(before);
  });

  test('of one that the loaded list has not: that is asked for anew', async () => {
    const { id, resource, methodId } = await pickMethod();
    const query = authMethodsQuery(accountId, id);
    const rest = listed(id).filter((row) => row.id !== methodId);
    queryClient.setQueryData(query.queryKey, { data: rest });
    queryClient.removeQueries(authMethodQuery(accountId, id, methodId));
    await resource.read();
    expect(queryClient.getQueryState(query.queryKey)?.isInvalidated).toBe(true);
  });

  test('a switch that somebody else moved: the rows follow the list of methods', async () => {
    const { id, methodId, row, resource } = await pickMethod();
    await theirMethod('updateAuthMethod', id, methodId, { enabled_login: false });
    await resource.read();
    expect(rowOf(id)).toMatchObject({
      auth_method_count: row.auth_method_count,
      enabled_login_method_count: 0,
      readiness: 'review',
    });
    expect(listOf().outdated).toBe(false);
  });

  test('a switch that somebody else moved, no list of methods: the rows do not know', async () => {
    const { id, methodId, row, resource } = await pickMethod();
    queryClient.removeQueries(authMethodsQuery(accountId, id));
    await theirMethod('updateAuthMethod', id, methodId, { enabled_login: false });
    await resource.read();
    expect(rowOf(id)).toEqual({
      ...row,
      auth_method_count: null,
      enabled_login_method_count: null,
      enabled_signup_method_count: null,
      readiness: null,
    });
    expect(listOf().outdated).toBe(true);
  });

  test('that is gone: it leaves the lists; what is on screen stays', async () => {
    const { id, methodId, row, resource } = await pickMethod();
    const query = authMethodQuery(accountId, id, methodId);
    const stop = watch(query);
    await theirMethod('deleteAuthMethod', id, methodId);
    expect(fateOf(await failureOf(resource.read()))).toBe('gone');
    expect(listed(id).map((each) => each.id)).not.toContain(methodId);
    expect(rowOf(id)).toMatchObject({
      auth_method_count: (row.auth_method_count ?? 0) - 1,
      enabled_login_method_count: 0,
      readiness: 'review',
    });
    expect(heldMethod(id, methodId)?.method.id).toBe(methodId);
    expect(queryClient.getQueryState(query.queryKey)).toMatchObject({
      status: 'success',
      isInvalidated: true,
      fetchStatus: 'idle',
    });
    expect(asked).toEqual([`GET ${methodPath(id, methodId)}`]);
    stop();
  });

  test('that never was there, as far as is known: nothing changes', async () => {
    const { id } = await pickMethod();
    const before = [listOf(), methodsOf(id)];
    const resource = authMethodResource(queryClient, accountId, id, 'am_none');
    const what = `GET ${issuerPath(id)}/auth-methods`;
    const open = holdAnswer(what);
    const refetching = queryClient.query({ ...authMethodsQuery(accountId, id), staleTime: 0 });
    await sent(what);
    expect(fateOf(await failureOf(resource.read()))).toBe('gone');
    expect(listOf()).toBe(before[0]);
    expect(methodsOf(id)).toBe(before[1]);
    open();
    await refetching;
    expect(asked.filter((each) => each === what)).toHaveLength(1);

    queryClient.removeQueries({ queryKey: issuerKey(id) });
    expect(fateOf(await failureOf(resource.read()))).toBe('gone');
    expect(listOf()).toBe(before[0]);
  });
});

describe('a write of an auth method', () => {
  test('costs one request: its page, the list and the rows have the answer', async () => {
    const { id, methodId, row, resource, tag } = await pickMethod();
    await load({ readiness: 'ready' });
    await load({ readiness: 'review' });
    const stops = [
      watch(authMethodQuery(accountId, id, methodId)),
      watch(authMethodsQuery(accountId, id)),
    ];
    const ids = listed(id).map((each) => each.id);
    const { dataUpdatedAt: age } = methodsState(id) ?? {};
    asked = [];
    const revision = await resource.write({ enabled_login: false, featured: true }, tag);
    expect(asked).toEqual([`PATCH ${methodPath(id, methodId)}`]);
    expect(heldMethod(id, methodId)).toEqual({ method: revision.value, tag: revision.tag });
    expect(listed(id).map((each) => each.id)).toEqual(ids);
    expect(listed(id)).toContainEqual(revision.value);
    // One row is not a look at the whole list.
    expect(methodsState(id)).toMatchObject({ dataUpdatedAt: age, isInvalidated: false });
    expect(rowOf(id)).toEqual({ ...row, enabled_login_method_count: 0, readiness: 'review' });
    expect(listOf().outdated).toBe(false);
    expect(rowOf(id, { readiness: 'ready' })).toBeUndefined();
    expect(listOf({ readiness: 'ready' }).outdated).toBe(false);
    // It may belong there now: the server says where.
    expect(listOf({ readiness: 'review' }).outdated).toBe(true);

    await resource.write({ enabled_login: true }, revision.tag ?? '');
    expect(rowOf(id)).toEqual(row);
    expect(asked).toHaveLength(2);
    stops.forEach((stop) => stop());
  });

  test('without a list of methods the counts go along by the difference', async () => {
    const { id, row, resource, tag } = await pickMethod();
    queryClient.removeQueries(authMethodsQuery(accountId, id));
    const { tag: next } = await resource.write({ enabled_signup: false }, tag);
    const signups = (row.enabled_signup_method_count ?? 0) - 1;
    expect(rowOf(id)).toEqual({ ...row, enabled_signup_method_count: signups });
    expect(listOf().outdated).toBe(false);
    await resource.write({ enabled_login: false }, next ?? '');
    expect(rowOf(id)).toMatchObject({ enabled_login_method_count: 0, readiness: 'review' });
  });

  test('from a state that is not known makes the counts unknown', async () => {
    const { id, row, resource, tag } = await pickMethod();
    queryClient.removeQueries({ queryKey: issuerKey(id) });
    await resource.write({ enabled_signup: false }, tag);
    expect(rowOf(id)).toEqual({
      ...row,
      auth_method_count: null,
      enabled_login_method_count: null,
      enabled_signup_method_count: null,
    });
    expect(listOf().outdated).toBe(true);
  });

  test.each(['its page', 'the list'])(
    'from a state that is older than its tag in %s makes the counts unknown',
    async (where) => {
      const { id, methodId, resource } = await pickMethod();
      const { queryKey } = authMethodsQuery(accountId, id);
      await queryClient.invalidateQueries({ queryKey, refetchType: 'none' });
      if (where === 'its page') queryClient.removeQueries({ queryKey });
      else queryClient.removeQueries(authMethodQuery(accountId, id, methodId));
      await theirMethod('updateAuthMethod', id, methodId, { enabled_login: false });
      const params = { account_id: accountId, issuer_id: id, method_id: methodId };
      const { tag: theirs } = await client.send('getAuthMethod', { params });
      await resource.write({ enabled_login: false, name: 'Mine' }, theirs ?? '');
      // By the difference there would be one less than are told, whenever they were.
      expect(rowOf(id)).toMatchObject({ enabled_login_method_count: null, readiness: null });
      expect(listOf().outdated).toBe(true);
    },
  );

  test('a name touches no list of issuers', async () => {
    const { resource, tag } = await pickMethod();
    const review = issuersToReviewQuery(accountId);
    await queryClient.query(review);
    const before = listOf();
    await resource.write({ name: 'Mine', featured: true, settings: {} }, tag);
    expect(listOf()).toBe(before);
    expect(queryClient.getQueryState(review.queryKey)?.isInvalidated).toBe(false);
  });

  test('a row that was loaded meanwhile is not counted twice', async () => {
    const { id, methodId, resource, tag } = await pickMethod();
    const what = `PATCH ${methodPath(id, methodId)}`;
    const open = holdAnswer(what);
    const writing = resource.write({ enabled_login: false }, tag);
    await sent(what);
    await later();
    const params = { account_id: accountId, issuer_id: id, method_id: methodId };
    await vi.waitFor(async () => {
      const { data } = await client.send('getAuthMethod', { params });
      expect(data.enabled_login).toBe(false);
    }, SOON);
    const filters = { q: id };
    expect((await load(filters)).rows[0]?.enabled_login_method_count).toBe(0);
    open();
    await writing;
    expect(rowOf(id)).toMatchObject({ enabled_login_method_count: 0, readiness: 'review' });
    expect(rowOf(id, filters)).toMatchObject({ enabled_login_method_count: null, readiness: null });
    expect(listOf(filters).outdated).toBe(true);
  });

  test('the issuers to review are asked for anew, when somebody looks at them', async () => {
    const { id, methodId, resource, tag } = await pickMethod();
    const review = issuersToReviewQuery(accountId);
    await queryClient.query(review);
    const stop = watch(review);
    asked = [];
    await resource.write({ enabled_login: false }, tag);
    const isAsked = () => queryClient.getQueryState(review.queryKey)?.isInvalidated === false;
    await vi.waitUntil(isAsked, SOON);
    expect(asked).toEqual([`PATCH ${methodPath(id, methodId)}`, `GET ${account()}/issuers`]);
    stop();
  });

  test('does not move the issuer’s tag', async () => {
    const { id, resource, tag } = await pickMethod();
    const issuer = issuerResource(queryClient, accountId, id);
    const { tag: issuerTag } = await issuer.read();
    await resource.write({ enabled_login: false }, tag);
    expect(held(id)?.tag).toBe(issuerTag);
    expect((await issuer.write({ name: 'Renamed' }, issuerTag ?? '')).value.name).toBe('Renamed');
  });

  test('the next one under the new tag is no conflict; under the old it is', async () => {
    const { id, resource, tag } = await pickMethod();
    const { tag: next } = await resource.write({ name: 'One' }, tag);
    const before = [listOf(), methodsOf(id)];
    const late = failureOf(resource.write({ name: 'Two', enabled_login: false }, tag));
    expect(fateOf(await late)).toBe('moved');
    expect([listOf(), methodsOf(id)]).toEqual(before);
    expect((await resource.write({ name: 'Two' }, next ?? '')).value.name).toBe('Two');
  });

  test('two at once go one after another, each with the tag it was called with', async () => {
    const { id, methodId, resource, tag } = await pickMethod();
    const what = `PATCH ${methodPath(id, methodId)}`;
    const open = holdAnswer(what);
    const first = resource.write({ name: 'First' }, tag);
    const other = authMethodResource(queryClient, accountId, id, methodId);
    const second = failureOf(other.write({ name: 'Second' }, tag));
    const third = failureOf(other.remove(tag));
    await sent(what);
    expect(asked).toEqual([what]);
    open();
    expect((await first).value.name).toBe('First');
    expect(fateOf(await second)).toBe('moved');
    expect(fateOf(await third)).toBe('moved');
    expect(asked).toEqual([what, what, `DELETE ${methodPath(id, methodId)}`]);
    expect((await resource.read()).value.name).toBe('First');
  });

  test('of two methods at once both are in the rows', async () => {
    const { id } = await pick(({ enabled_login_method_count: count }) => (count ?? 0) > 2);
    const { data } = await readAuthMethods(queryClient, accountId, id);
    const on = data.filter((method) => method.enabled_login === true).slice(0, 2);
    const writes = on.map(async (method) => {
      const resource = authMethodResource(queryClient, accountId, id, method.id);
      const { tag } = await resource.read();
      return resource.write({ enabled_login: false }, tag ?? '');
    });
    const before = rowOf(id)?.enabled_login_method_count ?? 0;
    expect(await Promise.all(writes)).toHaveLength(2);
    expect(rowOf(id)?.enabled_login_method_count).toBe(before - 2);
    expect(listed(id).filter((method) => method.enabled_login === true)).toHaveLength(before - 2);
  });

  test('makes a list of methods that was on its way ask again', async () => {
    const { id, resource, tag } = await pickMethod();
    const query = authMethodsQuery(accountId, id);
    queryClient.removeQueries(query);
    const what = `GET ${issuerPath(id)}/auth-methods`;
    const open = holdAnswer(what);
    const loading = queryClient.query(query);
    await sent(what);
    const { value } = await resource.write({ name: 'Mine' }, tag);
    open();
    expect((await loading).data).toContainEqual(value);
    expect(asked.filter((each) => each === what)).toHaveLength(2);
  });

  test('a list that is asked for again on screen has the answer before', async () => {
    const { id, resource, tag } = await pickMethod();
    const query = authMethodsQuery(accountId, id);
    const stop = watch(query);
    const what = `GET ${issuerPath(id)}/auth-methods`;
    const open = holdAnswer(what);
    const refetching = queryClient.refetchQueries(query);
    await sent(what);
    const openAgain = holdAnswer(what);
    const { value } = await resource.write({ name: 'Mine' }, tag);
    open();
    expect(listed(id)).toContainEqual(value);
    openAgain();
    await refetching;
    expect(listed(id)).toContainEqual(value);
    stop();
  });

  test('a list that is doubtful stays doubtful', async () => {
    const { id, row, resource, tag } = await pickMethod();
    const { queryKey } = authMethodsQuery(accountId, id);
    await queryClient.invalidateQueries({ queryKey, refetchType: 'none' });
    const { value } = await resource.write({ enabled_login: false }, tag);
    expect(listed(id)).toContainEqual(value);
    expect(methodsState(id)?.isInvalidated).toBe(true);
    expect(rowOf(id)).toEqual({ ...row, enabled_login_method_count: 0, readiness: 'review' });
  });

  test('keeps what the cache knows to be later, and asks', async () => {
    const { id, methodId, resource, tag } = await pickMethod();
    const query = authMethodQuery(accountId, id, methodId);
    const stop = watch(query);
    const what = `PATCH ${methodPath(id, methodId)}`;
    const open = holdAnswer(what);
    const writing = resource.write({ enabled_login: false }, tag);
    await sent(what);
    await vi.waitFor(async () => {
      await queryClient.refetchQueries(query);
      expect(heldMethod(id, methodId)?.method.enabled_login).toBe(false);
    }, SOON);
    await theirMethod('updateAuthMethod', id, methodId, { name: 'Theirs', enabled_login: true });
    await queryClient.refetchQueries(query);
    asked = [];
    open();
    expect((await writing).value).toMatchObject({ enabled_login: false });
    const later = heldMethod(id, methodId)?.method;
    expect(later).toMatchObject({ name: 'Theirs', enabled_login: true });
    expect(listed(id)).toContainEqual(later);
    expect(rowOf(id)).toMatchObject({ enabled_login_method_count: 1, readiness: 'ready' });
    // Should the server's clock have gone back, what seems later is not: it is asked once more.
    await sent(`GET ${methodPath(id, methodId)}`);
    stop();
  });

  test('a later row of the list stays as well', async () => {
    const { id, methodId, resource, tag } = await pickMethod();
    const what = `PATCH ${methodPath(id, methodId)}`;
    const open = holdAnswer(what);
    const writing = resource.write({ name: 'Mine' }, tag);
    await sent(what);
    await vi.waitFor(async () => {
      const { data } = await readAuthMethods(queryClient, accountId, id);
      expect(data.map(({ name }) => name)).toContain('Mine');
    }, SOON);
    await theirMethod('updateAuthMethod', id, methodId, { name: 'Theirs' });
    await queryClient.refetchQueries(authMethodsQuery(accountId, id));
    open();
    expect((await writing).value.name).toBe('Mine');
    expect(listed(id).map(({ name }) => name)).toContain('Theirs');
  });

  test('one that is refused, or is lost on its way, changes nothing', async () => {
    const { id, methodId, resource, tag } = await pickMethod();
    const before = [heldMethod(id, methodId), listOf(), methodsOf(id)];
    expect(fateOf(await failureOf(resource.write({ name: '' }, tag)))).toBe('refused');
    await startFault(world, { kind: 'request_lost', operation: 'updateAuthMethod' });
    const lost = failureOf(resource.write({ enabled_login: false }, tag));
    expect(fateOf(await lost)).toBe('unknown');
    expect([heldMethod(id, methodId), listOf(), methodsOf(id)]).toEqual(before);
    expect((await resource.write({ name: 'Kept' }, tag)).value.name).toBe('Kept');
  });

  test('a lost answer is settled by a read', async () => {
    const { id, methodId, resource, tag } = await pickMethod();
    await startFault(world, { kind: 'answer_lost', operation: 'updateAuthMethod' });
    const lost = failureOf(resource.write({ enabled_login: false }, tag));
    expect(fateOf(await lost)).toBe('unknown');
    expect(asked).toEqual([`PATCH ${methodPath(id, methodId)}`]);
    const { value } = await resource.read();
    expect(value.enabled_login).toBe(false);
    expect(listed(id)).toContainEqual(value);
    expect(rowOf(id)).toMatchObject({ enabled_login_method_count: 0, readiness: 'review' });
  });

  test('of one that is gone: it leaves the lists; what is on screen stays', async () => {
    const { id, methodId, resource, tag } = await pickMethod();
    const query = authMethodQuery(accountId, id, methodId);
    const stop = watch(query);
    await theirMethod('deleteAuthMethod', id, methodId);
    const gone = failureOf(resource.write({ name: 'Mine' }, tag));
    expect(fateOf(await gone)).toBe('gone');
    expect(asked).toEqual([`PATCH ${methodPath(id, methodId)}`]);
    expect(listed(id).map((each) => each.id)).not.toContain(methodId);
    expect(rowOf(id)).toMatchObject({ enabled_login_method_count: 0, readiness: 'review' });
    expect(queryClient.getQueryState(query.queryKey)).toMatchObject({
      status: 'success',
      isInvalidated: true,
      fetchStatus: 'idle',
    });
    stop();
  });

  test('what it sends is kept nowhere', async () => {
    const { methodId, resource, tag } = await pickMethod();
    const settings = { client_secret: 'canary-3f1c' };
    const writing = failureOf(resource.write({ settings }, tag));
    expect(queryClient.isMutating()).toBe(1);
    expect(inMemory()).toContain(methodId);
    expect(inMemory()).not.toContain('canary');
    expect(fateOf(await writing)).toBe('refused');
    expect(queryClient.getMutationCache().getAll()).toEqual([]);
    expect(inMemory()).not.toContain('canary');
  });
});

describe('an auth method that is deleted', () => {
  test.each(['here', 'by somebody else before'])('done %s: it is gone everywhere', async (who) => {
    const { id, methodId, row, resource, tag } = await pickMethod();
    const ids = listed(id).map((each) => each.id);
    if (who !== 'here') await theirMethod('deleteAuthMethod', id, methodId);
    await resource.remove(tag);
    expect(asked).toEqual([`DELETE ${methodPath(id, methodId)}`]);
    expect(heldMethod(id, methodId)).toBeUndefined();
    expect(listed(id).map((each) => each.id)).toEqual(ids.filter((each) => each !== methodId));
    expect(rowOf(id)).toMatchObject({
      auth_method_count: (row.auth_method_count ?? 0) - 1,
      enabled_login_method_count: 0,
      readiness: 'review',
    });
    expect(listOf().outdated).toBe(false);
    expect(held(id)).toBeDefined();
  });

  test('without a list of methods: by the difference, or not known', async () => {
    const one = await pickMethod();
    queryClient.removeQueries(authMethodsQuery(accountId, one.id));
    await one.resource.remove(one.tag);
    expect(rowOf(one.id)).toMatchObject({
      auth_method_count: (one.row.auth_method_count ?? 0) - 1,
      enabled_login_method_count: 0,
      readiness: 'review',
    });
    expect(listOf().outdated).toBe(false);

    await enter(createWorld({ settings: { strict: true } }));
    const other = await pickMethod();
    queryClient.removeQueries(authMethodsQuery(accountId, other.id));
    await theirMethod('deleteAuthMethod', other.id, other.methodId);
    await other.resource.remove(other.tag);
    // When that was is not known, so neither is whether the row has it already.
    expect(rowOf(other.id)).toMatchObject({ auth_method_count: null, readiness: null });
    expect(listOf().outdated).toBe(true);
  });

  test('a page that still shows it asks nothing, and then it is forgotten', async () => {
    const { id, methodId, resource, tag } = await pickMethod();
    const query = authMethodQuery(accountId, id, methodId);
    const stop = watch(query);
    await resource.remove(tag);
    expect(heldMethod(id, methodId)?.method.id).toBe(methodId);
    expect(queryClient.getQueryState(query.queryKey)).toMatchObject({
      status: 'success',
      fetchStatus: 'idle',
    });
    stop();
    expect(heldMethod(id, methodId)).toBeUndefined();
    expect(asked).toEqual([`DELETE ${methodPath(id, methodId)}`]);
  });

  test('under an old tag deletes nothing', async () => {
    const { id, methodId, resource, tag } = await pickMethod();
    await theirMethod('updateAuthMethod', id, methodId, { name: 'Theirs' });
    expect(fateOf(await failureOf(resource.remove(tag)))).toBe('moved');
    expect(listed(id).map((each) => each.id)).toContain(methodId);
    expect((await resource.read()).value.name).toBe('Theirs');
  });

  test('a lost answer: it is still there as far as is known, and the next try resolves', async () => {
    const { id, methodId, resource, tag } = await pickMethod();
    await startFault(world, { kind: 'answer_lost', operation: 'deleteAuthMethod' });
    expect(fateOf(await failureOf(resource.remove(tag)))).toBe('unknown');
    expect(listed(id).map((each) => each.id)).toContain(methodId);
    await resource.remove(tag);
    expect(listed(id).map((each) => each.id)).not.toContain(methodId);
    expect(rowOf(id)).toMatchObject({ enabled_login_method_count: 0, readiness: 'review' });
  });
});

describe('the auth methods that are read anew', () => {
  test('are asked for though they are fresh, and the page shows the answer', async () => {
    const { id, methodId } = await pickMethod();
    await theirMethod('updateAuthMethod', id, methodId, { enabled_login: false });
    const page = await readAuthMethods(queryClient, accountId, id);
    expect(asked).toEqual([`GET ${issuerPath(id)}/auth-methods`]);
    expect(page.data).toContainEqual(
      expect.objectContaining({ id: methodId, enabled_login: false }),
    );
    expect(methodsOf(id)).toBe(page);
    expect(rowOf(id)).toMatchObject({ enabled_login_method_count: 0, readiness: 'review' });
  });

  test('are no read that was under way before', async () => {
    const { id, methodId } = await pickMethod();
    const what = `GET ${issuerPath(id)}/auth-methods`;
    const open = holdAnswer(what);
    const early = queryClient.query({ ...authMethodsQuery(accountId, id), staleTime: 0 });
    await sent(what);
    await theirMethod('updateAuthMethod', id, methodId, { name: 'Theirs' });
    const page = await readAuthMethods(queryClient, accountId, id);
    open();
    expect(await early).toEqual(page);
    expect(listed(id).map(({ name }) => name)).toContain('Theirs');
  });

  test('that a write overtook are asked for again', async () => {
    const { id, resource, tag } = await pickMethod();
    const what = `GET ${issuerPath(id)}/auth-methods`;
    const open = holdAnswer(what);
    const reading = readAuthMethods(queryClient, accountId, id);
    await sent(what);
    const { value } = await resource.write({ enabled_login: false }, tag);
    open();
    expect((await reading).data).toContainEqual(value);
    expect(listed(id)).toContainEqual(value);
    expect(asked.filter((each) => each === what)).toHaveLength(2);
  });

  test.each(['its page', 'the list'])('a row that %s knows to be later stays', async (where) => {
    const { id, methodId, resource, tag } = await pickMethod();
    const { value } = await resource.write({ enabled_login: false }, tag);
    const ahead = { ...value, name: 'Ahead', updated_at: (value.updated_at ?? 0) + 1 };
    if (where === 'its page') {
      const { queryKey } = authMethodQuery(accountId, id, methodId);
      queryClient.setQueryData(queryKey, { method: ahead, tag: null });
    } else {
      const { queryKey } = authMethodsQuery(accountId, id);
      const data = listed(id).map((row) => (row.id === methodId ? ahead : row));
      queryClient.setQueryData(queryKey, { data });
    }
    const page = await readAuthMethods(queryClient, accountId, id);
    expect(page.data).toContainEqual(ahead);
    expect(listed(id)).toContainEqual(ahead);
  });

  test('make the page of a method ask that is behind', async () => {
    const { id, methodId } = await pickMethod();
    const query = authMethodQuery(accountId, id, methodId);
    await theirMethod('updateAuthMethod', id, methodId, { name: 'Theirs' });
    await readAuthMethods(queryClient, accountId, id);
    expect(heldMethod(id, methodId)?.method.name).not.toBe('Theirs');
    expect(queryClient.getQueryState(query.queryKey)?.isInvalidated).toBe(true);
    const stop = watch(query);
    await readAuthMethods(queryClient, accountId, id);
    await vi.waitFor(() => {
      expect(heldMethod(id, methodId)?.method.name).toBe('Theirs');
    }, SOON);
    stop();
  });

  test('that hold nothing new touch nothing', async () => {
    const { id, methodId } = await pickMethod();
    const before = [listOf(), heldMethod(id, methodId)];
    await readAuthMethods(queryClient, accountId, id);
    expect(listOf()).toBe(before[0]);
    expect(heldMethod(id, methodId)).toBe(before[1]);
    const { queryKey } = authMethodQuery(accountId, id, methodId);
    expect(queryClient.getQueryState(queryKey)?.isInvalidated).toBe(false);
    expect(asked).toHaveLength(1);
  });

  test('fill in what a row does not know', async () => {
    const { id, row, resource, tag } = await pickMethod();
    queryClient.removeQueries({ queryKey: issuerKey(id) });
    await resource.write({ enabled_signup: false }, tag);
    expect(rowOf(id)?.auth_method_count).toBeNull();
    await readAuthMethods(queryClient, accountId, id);
    expect(rowOf(id)).toEqual({
      ...row,
      enabled_signup_method_count: (row.enabled_signup_method_count ?? 0) - 1,
    });
  });

  test('a failure is told, and changes nothing', async () => {
    const { id } = await pickMethod();
    const before = methodsOf(id);
    await startFault(world, { kind: 'status', status: 403, operation: 'listAuthMethods' });
    const failure = await failureOf(readAuthMethods(queryClient, accountId, id));
    expect(failure).toMatchObject({ kind: 'forbidden' });
    expect(methodsOf(id)).toBe(before);
  });
});

describe('an account', () => {
  test('a write costs one request: the page and the list have the answer', async () => {
    const source = cursorListQuery(accountList());
    await queryClient.query(source);
    const resource = accountResource(queryClient, accountId);
    const { tag, value } = await resource.read();
    asked = [];
    const revision = await resource.write({ name: 'Renamed' }, tag ?? '');
    expect(asked).toEqual([`PATCH ${account()}`]);
    expect(revision.value).toMatchObject({ name: 'Renamed', domains: value.domains });
    expect(revision.tag).toBe(`"${revision.at}"`);
    expect(queryClient.getQueryData(accountQuery(accountId).queryKey)).toEqual({
      account: revision.value,
      tag: revision.tag,
    });
    const row = queryClient.getQueryData(source.queryKey)?.rows.find(({ id }) => id === accountId);
    expect(row).toEqual(revision.value);
    expect(fateOf(await failureOf(resource.write({ name: 'Late' }, tag ?? '')))).toBe('moved');
    expect((await resource.write({ name: 'Next' }, revision.tag ?? '')).value.name).toBe('Next');
  });

  test('a read brings what somebody else wrote, to the list as well', async () => {
    const source = cursorListQuery(accountList());
    await queryClient.query(source);
    const resource = accountResource(queryClient, accountId);
    await resource.read();
    const params = { account_id: accountId };
    await letAct(world, { operation: 'updateAccount', params, body: { name: 'Theirs' } });
    expect((await resource.read()).value.name).toBe('Theirs');
    const row = queryClient.getQueryData(source.queryKey)?.rows.find(({ id }) => id === accountId);
    expect(row?.name).toBe('Theirs');
  });
});

describe('what a failed write means', () => {
  const FATES = {
    precondition_failed: 'moved',
    not_found: 'gone',
    invalid: 'refused',
    idempotency_mismatch: 'refused',
    unauthorized: 'refused',
    forbidden: 'refused',
    conflict: 'refused',
    unsupported_media_type: 'refused',
    precondition_required: 'refused',
    rate_limited: 'refused',
    network: 'unknown',
    aborted: 'unknown',
    in_flight: 'unknown',
    server: 'unknown',
    malformed: 'unknown',
    unexpected: 'unknown',
  } as const satisfies { [kind in ErrorKind]: string };

  test.each(Object.entries(FATES))('%s: %s', (kind, fate) => {
    expect(fateOf(new ApiError(kind as ErrorKind, 'updateIssuer'))).toBe(fate);
  });

  test('what nobody classified is unknown', () => {
    expect(fateOf(new TypeError('?'))).toBe('unknown');
    expect(fateOf(undefined)).toBe('unknown');
  });

  test.each([
    ['an id that is no path segment', 'a/b'],
    ['no id', ''],
  ])('%s: nothing is sent', async (_, id) => {
    const resource = issuerResource(queryClient, accountId, id);
    expect(await failureOf(resource.write({ name: 'x' }, '"1"'))).toBeInstanceOf(TypeError);
    expect(asked).toEqual([]);
  });
});
