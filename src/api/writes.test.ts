import { QueryObserver } from '@tanstack/react-query';
import type { QueryClient } from '@tanstack/react-query';
import * as fc from 'fast-check';
import { afterEach, beforeEach, describe, expect, test, vi } from 'vitest';
import { createFetch } from '#mocks/adapters/unit.ts';
import { createHandlers } from '#mocks/handlers.ts';
import { letAct, startFault } from '#mocks/simulator.ts';
import { createWorld } from '#mocks/world.ts';
import type { World } from '#mocks/world.ts';
import type { IssuerRow } from '#contract/issuer.ts';
import type { OperationId } from '#contract/operations.ts';
import { accountList, accountQuery } from './accounts.ts';
import { authMethodQuery, authMethodsQuery } from './auth-methods.ts';
import { client } from './client.ts';
import { FIRST_PAGE_ROWS, refresh, showFresh } from './cursor-list.ts';
import { domainsQuery } from './domains.ts';
import { ApiError } from './errors.ts';
import type { ErrorKind } from './errors.ts';
import { issuerList, issuerQuery, issuersToReviewQuery } from './issuers.ts';
import type { IssuerFilters } from './issuers.ts';
import { createQueryClient } from './query-client.ts';
import { cursorListQuery } from './use-cursor-list.ts';
import {
  accountResource,
  createAuthMethod,
  createIssuer,
  fateOf,
  issuerResource,
} from './writes.ts';

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

  test('is there at once; what the issuer’s row says of methods is unknown', async () => {
    const created = await createIssuer(queryClient, accountId, { name: 'Fresh' }, 'key');
    const { id } = created.value;
    await load();
    const methods = authMethodsQuery(accountId, id);
    await queryClient.query(methods);
    expect(rowOf(id)).toMatchObject({ auth_method_count: 0, readiness: 'review' });
    asked = [];
    const { value, tag } = await createAuthMethod(queryClient, accountId, id, password, 'key 2');
    const one = authMethodQuery(accountId, id, value.id);
    expect(await queryClient.query(one)).toEqual({ method: value, tag });
    expect(asked).toEqual([`POST ${issuerPath(id)}/auth-methods`]);
    expect(queryClient.getQueryState(methods.queryKey)?.isInvalidated).toBe(true);
    expect(rowOf(id)).toMatchObject({ auth_method_count: null, readiness: 'ready' });
    expect(listOf().outdated).toBe(true);
  });

  test('does not move the issuer’s tag', async () => {
    const { value, tag } = await createIssuer(queryClient, accountId, { name: 'Fresh' }, 'key');
    await createAuthMethod(queryClient, accountId, value.id, password, 'key 2');
    const resource = issuerResource(queryClient, accountId, value.id);
    expect((await resource.write({ name: 'Renamed' }, tag ?? '')).value.name).toBe('Renamed');
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
