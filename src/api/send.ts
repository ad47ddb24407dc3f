import type { Body } from '#contract/bodies.ts';
import type { ZodMiniType } from 'zod/mini';
import { check } from '#contract/check.ts';
import { receivedTag } from '#contract/etag.ts';
import type { ETag } from '#contract/etag.ts';
import { IDEMPOTENCY_KEY, IDEMPOTENT_REPLAYED } from '#contract/idempotency.ts';
import { OPERATIONS, pathOf } from '#contract/operations.ts';
import type { Answer, Operation, OperationId, Params, Query } from '#contract/operations.ts';
import { isJsonObject } from '#contract/values.ts';
import { ApiError, refusalOf } from './errors.ts';
import type { ErrorDetails } from './errors.ts';
import { createRateGate } from './rate-gate.ts';
import type { RateGate } from './rate-gate.ts';
import { createSession } from './session.ts';
import type { Session } from './session.ts';
import { createTags, taggedPath } from './tags.ts';
import type { Tags } from './tags.ts';
import { uuid } from './uuid.ts';

/** How long an answer is waited for, in milliseconds. A write that runs is better left alone. */
export const TIMEOUT_MS = { read: 30_000, write: 120_000 } as const;

type Table = typeof OPERATIONS;

type Given<Name extends string, Value> = [Value] extends [never]
  ? { [N in Name]?: never }
  : undefined extends Value
    ? { [N in Name]?: Value }
    : { [N in Name]: Value };

/**
 * What one operation is sent with. From the table: `params`, `query` and `body` where it has them;
 * `ifMatch` is required wherever the operation carries a tag, and not accepted elsewhere (contract
 * §5: the dashboard never writes without one); `idempotencyKey` for a POST (a fresh one unless
 * given); `signal` for a read alone, because a write is never taken back by navigation.
 */
export type SendOptions<Id extends OperationId> = Given<
  'params',
  keyof Params<Id> extends never ? never : Params<Id>
> &
  Given<'query', [Query<Id>] extends [never] ? never : Query<Id> | undefined> &
  Given<'body', Body<Id>> &
  Given<'ifMatch', Table[Id]['ifMatch'] extends null ? never : ETag> &
  Given<'idempotencyKey', Table[Id]['method'] extends 'POST' ? string | undefined : never> &
  Given<'signal', Table[Id]['method'] extends 'GET' ? AbortSignal | undefined : never>;

/**
 * What a success holds: the resource inside `{data}`, a whole page with its `has_more`, or null for
 * an answer without a body.
 */
export type Data<Id extends OperationId> = Inner<Answer<Id>>;

type Inner<Whole> = Whole extends { data: readonly unknown[] }
  ? Whole
  : Whole extends { data: infer One }
    ? One
    : null;

/** A success. */
export type Sent<Id extends OperationId> = {
  data: Data<Id>;
  /** The revision the answer names, ready for `If-Match`. */
  tag: ETag | null;
  /** Whether this is the stored answer of an earlier request with the same idempotency key. */
  replayed: boolean;
  status: number;
};

type Arguments<Id extends OperationId> =
  object extends SendOptions<Id> ? [options?: SendOptions<Id>] : [options: SendOptions<Id>];

/**
 * Sends one operation.
 *
 * @throws {ApiError} whatever goes wrong on the wire
 * @throws {TypeError} when a parameter is no path segment: nothing is sent
 */
export type Send = <Id extends OperationId>(
  operation: Id,
  ...options: Arguments<Id>
) => Promise<Sent<Id>>;

/** One connection to a backend. */
export type Client = { send: Send; tags: Tags; gate: RateGate; session: Session };

/** What a client is made of; each part has a default. */
export type ClientOptions = {
  fetch?: (path: string, init: RequestInit) => Promise<Response>;
  /** Awaited before each request, so that it may be a worker that is still starting. */
  ready?: () => Promise<unknown>;
  /** Unix milliseconds. */
  now?: () => number;
  tags?: Tags;
  gate?: RateGate;
  session?: Session;
};

/** Makes a client: `send`, with the tags, the pause and the end of the session it learns of. */
export function createClient({
  // Looked up for each request: a test may stub the global.
  fetch = (path, init) => globalThis.fetch(path, init),
  ready = () => Promise.resolve(),
  now = Date.now,
  tags = createTags(),
  gate = createRateGate(now),
  session = createSession(),
}: ClientOptions = {}): Client {
  async function send(id: OperationId, options: Loose = {}): Promise<Sent<OperationId>> {
    const operation: Operation = OPERATIONS[id];
    const { params = {}, signal } = options;
    const path = pathOf(id, params as Params<typeof id>);
    const answer = await exchange(id, path + queryOf(options.query), {
      ...(signal && { signal }),
      ...requestOf(operation, options),
    });
    const resource = (data?: unknown) =>
      taggedPath(id, params as { account_id: string }, path, data);

    if (!answer.ok) {
      const refusal = refusalOf(id, answer, answer.text, now());
      if (refusal.kind === 'rate_limited') gate.close(refusal.retryAfterMs);
      if (refusal.kind === 'unauthorized') session.end(refusal);
      const moved = resource();
      if (refusal.currentTag !== null && moved !== null) tags.set(moved, refusal.currentTag);
      throw refusal;
    }

    session.resume();
    const data = dataOf(id, answer);
    const tag = operation.tag === null ? null : receivedTag(answer.headers.get('etag'));
    const moved = resource(data);
    // An answer that names no tag leaves a read's as it was, and makes a write's unknown.
    if (moved !== null && (tag !== null || operation.method !== 'GET')) tags.set(moved, tag);
    return {
      data: data as Data<OperationId>,
      tag,
      replayed: answer.headers.get(IDEMPOTENT_REPLAYED) === 'true',
      status: answer.status,
    };
  }

  /** One request and its whole answer, whatever the status. */
  async function exchange(id: OperationId, url: string, init: RequestInit): Promise<Exchange> {
    const reads = OPERATIONS[id].method === 'GET';
    const wanted = init.signal ?? undefined;
    const patience = new AbortController();
    let timer: ReturnType<typeof setTimeout> | undefined;
    try {
      await ready();
      if (reads) await gate.pass(wanted);
      timer = setTimeout(() => patience.abort(), reads ? TIMEOUT_MS.read : TIMEOUT_MS.write);
      const signal = wanted ? AbortSignal.any([wanted, patience.signal]) : patience.signal;
      const response = await fetch(url, { ...init, signal });
      const { ok, status, headers } = response;
      const text = await response.text().catch((error: unknown) => {
        // A refusal speaks by its status, even when its body never arrives.
        if (ok) throw error;
        return '';
      });
      return { ok, status, headers, text };
    } catch (cause) {
      if (wanted?.aborted === true) throw new ApiError('aborted', id, { cause });
      throw new ApiError('network', id, { cause, timedOut: patience.signal.aborted });
    } finally {
      clearTimeout(timer);
    }
  }

  // The signature speaks for each operation; the code is the same for all of them.
  return { send, tags, gate, session };
}

/** Any operation's options, for the code that treats them alike. */
type Loose = {
  params?: { [name: string]: string };
  query?: { [name: string]: unknown } | undefined;
  body?: unknown;
  ifMatch?: ETag;
  idempotencyKey?: string | undefined;
  signal?: AbortSignal | undefined;
};

type Exchange = { ok: boolean; status: number; headers: Headers; text: string };

function requestOf({ method }: Operation, options: Loose): RequestInit {
  const { body, ifMatch, idempotencyKey } = options;
  const headers: { [name: string]: string } = { Accept: 'application/json' };
  if (body !== undefined) headers['Content-Type'] = 'application/json';
  if (ifMatch !== undefined) headers['If-Match'] = ifMatch;
  if (method === 'POST') headers[IDEMPOTENCY_KEY] = idempotencyKey ?? uuid();
  return {
    method,
    headers,
    ...(body !== undefined && { body: JSON.stringify(body) }),
    cache: 'no-store',
    // The page's own session, where a sign-in stands before the gateway; it goes no further.
    credentials: 'same-origin',
    // A redirect would lead to a sign-in page, and a followed write could land elsewhere.
    redirect: 'manual',
  };
}

function queryOf(query: Loose['query']): string {
  const pairs = Object.entries(query ?? {}).flatMap(([name, value]) =>
    typeof value === 'string' || typeof value === 'number' ? [[name, String(value)]] : [],
  );
  return pairs.length === 0 ? '' : `?${new URLSearchParams(pairs).toString()}`;
}

/**
 * The checked data of a success (contract §1); what is unknown to us stays in it. A row that cannot
 * be read does not take its page with it: it is left out, and counted in `invalid_count`.
 */
function dataOf(id: OperationId, { status, text }: Exchange): unknown {
  const { answer, row }: Operation = OPERATIONS[id];
  if (answer === null) return null;
  const malformed = (details: ErrorDetails) =>
    new ApiError('malformed', id, { status, ...details });
  let body: unknown;
  try {
    // By its content, whatever its type says.
    body = JSON.parse(text);
  } catch (cause) {
    throw malformed({ cause });
  }
  let checked = check(answer, body);
  if (!checked.ok && row !== undefined) checked = check(answer, readableRows(row, body));
  if (!checked.ok) {
    const where = checked.issues.map((issue) => issue.path.join('.')).join(', ');
    throw malformed({ cause: new TypeError(`Not what the contract says: ${where}`) });
  }
  const { value } = checked;
  if (row !== undefined || !isJsonObject(value)) return value;
  return value['data'];
}

function readableRows(row: ZodMiniType, page: unknown): unknown {
  if (!isJsonObject(page) || !Array.isArray(page['data'])) return page;
  const rows: unknown[] = page['data'];
  const data = rows.filter((one) => check(row, one).ok);
  const told = page['invalid_count'];
  const before = typeof told === 'number' ? told : 0;
  return { ...page, data, invalid_count: before + rows.length - data.length };
}
