import { bodySchemaOf } from '#contract/bodies.ts';
import { check } from '#contract/check.ts';
import { refusedFields } from '#contract/error.ts';
import type { RefusedField } from '#contract/error.ts';
import { etagOf, ifMatchHolds } from '#contract/etag.ts';
import { OPERATIONS } from '#contract/operations.ts';
import type { Operation, OperationId } from '#contract/operations.ts';
import { isJsonObject } from '#contract/values.ts';
import { takeFaults } from './faults.ts';
import type { Act, Trouble } from './faults.ts';
import { claim, settle } from './idempotency.ts';
import type { Claim } from './idempotency.ts';
import { anotherAdministrator, authorize, identify } from './identities.ts';
import type { Identity } from './identities.ts';
import { without } from './merge.ts';
import { BODY_RULES, HANDLERS } from './operations/all.ts';
import type { Found } from './operations/handler.ts';
import { normalHost } from './operations/domains.ts';
import { Refusal, invalid, notFound, preconditionFailed } from './refusal.ts';
import { failed, json, refusal } from './reply.ts';
import type { Answered, Reply } from './reply.ts';
import { exists } from './rows.ts';
import type { Tx, World } from './world.ts';

/** One request for an operation of the table, as data. */
export type Asked = {
  operation: OperationId;
  params: Record<string, string>;
  query: URLSearchParams;
  body: AskedBody;
  authorization: string | null;
  ifMatch: string | null;
  idempotencyKey: string | null;
  /** SHA-256 of path and body, for a request with an idempotency key. */
  fingerprint: string;
};

/** A body: none, JSON, no JSON, or bytes that do not claim to be JSON. */
export type AskedBody = 'none' | 'malformed' | 'not json' | { value: unknown };

/**
 * Answers one request, in the contract's order of checks (§2).
 *
 * What happens, happens in one transaction. Only a latency comes between: a POST with an idempotency
 * key then claims the key before it and performs after it.
 *
 * @param ambient whether a request without a credential counts as the person's.
 */
export async function answer(world: World, asked: Asked, ambient: boolean): Promise<Reply> {
  try {
    const first = await world.transaction((tx) => {
      const trouble = takeFaults(tx, asked);
      const wait = tx.settings.latency_ms + trouble.latency_ms;
      const early = trouble.instead ?? claimed(tx, asked, ambient, wait);
      const reply =
        early === undefined && wait === 0 ? perform(tx, asked, ambient, trouble) : early;
      return { trouble, wait, reply };
    });
    if (first.wait === 0) return first.reply ?? failed;
    await new Promise((resolve) => setTimeout(resolve, first.wait));
    const { trouble, reply } = first;
    return reply ?? (await world.transaction((tx) => perform(tx, asked, ambient, trouble)));
  } catch (error) {
    // A mistake in this backend, or a store that cannot write: nothing happened.
    const words = error instanceof Error ? error.message : String(error);
    return refusal(new Refusal(500, 'internal_error', `The simulator failed: ${words}`));
  }
}

/** Runs an operation for another administrator: all rights, any tag. */
export function performAct(tx: Tx, { operation, params = {}, query = {}, body }: Act): Reply {
  return said(() => {
    const asked = { operation, params, query: new URLSearchParams(query), ifMatch: '*' };
    const by = anotherAdministrator(tx);
    const missing = paramsOf(operation).find((name) => params[name] === undefined);
    if (missing !== undefined) throw invalid(`${operation} needs the parameter ${missing}.`);
    const found = locate(tx, params, operation, by);
    return run(
      tx,
      { ...asked, body: body === undefined ? 'none' : { value: body } },
      by,
      found,
      [],
    );
  });
}

function paramsOf(operation: OperationId): string[] {
  return Array.from(OPERATIONS[operation].path.matchAll(/\{(\w+)\}/g), ([, name = '']) => name);
}

/** The early answer of a POST with an idempotency key; undefined when there is none. */
function claimed(tx: Tx, asked: Asked, ambient: boolean, wait: number): Reply | undefined {
  const wanted = claimOf(asked);
  if (wanted === undefined) return undefined;
  return said(() => {
    admit(tx, asked, ambient);
    return claim(tx, wanted, wait);
  });
}

function claimOf({ operation, params, idempotencyKey, fingerprint }: Asked): Claim | undefined {
  const account = params['account_id'];
  const applies = OPERATIONS[operation].method === 'POST' && idempotencyKey !== null;
  return applies && account !== undefined
    ? { account, key: idempotencyKey, fingerprint }
    : undefined;
}

function perform(tx: Tx, asked: Asked, ambient: boolean, trouble: Trouble): Reply {
  for (const each of trouble.acts) performAct(tx, each);
  const reply: Reply = said(() => {
    const { by, found } = admit(tx, asked, ambient);
    return run(tx, asked, by, found, trouble.drops);
  });
  const held = claimOf(asked);
  if (held !== undefined) settle(tx, held, reply);
  return trouble.loseAnswer ? failed : reply;
}

/** Turns a refusal into its answer. Anything else that is thrown undoes the transaction. */
function said<T>(work: () => T): T | Answered {
  try {
    return work();
  } catch (error) {
    if (error instanceof Refusal) return refusal(error);
    throw error;
  }
}

/** 401, 403, 404, 415. */
function admit(tx: Tx, { operation, params, body, authorization }: Asked, ambient: boolean) {
  const by = identify(tx, authorization, ambient);
  const found = locate(tx, params, operation, by);
  if (body === 'not json') {
    throw new Refusal(415, 'invalid_content_type', 'Send the body as application/json.');
  }
  return { by, found };
}

/** Finds what the path names: 403, then 404. */
function locate(
  tx: Tx,
  params: Record<string, string>,
  operation: OperationId,
  by: Identity,
): Partial<Found> {
  const { account_id, issuer_id, method_id, domain: host } = params;
  authorize(by, account_id, OPERATIONS[operation].scope);
  const found: Partial<Found> = {};
  if (account_id === undefined) return found;
  const account = tx.accounts.get(account_id);
  if (account === undefined) throw notFound('Account');
  found.account = account;
  if (issuer_id !== undefined) {
    const issuer = tx.issuers(account_id).get(issuer_id);
    if (issuer === undefined || !exists(issuer)) throw notFound('Issuer');
    found.issuer = issuer;
    if (method_id !== undefined) {
      const method = tx.methods(issuer).get(method_id);
      if (method === undefined) throw notFound('Auth method');
      found.method = method;
    }
  }
  if (host !== undefined) {
    const parsed = normalHost(host);
    const domain = account.domains.find((each) => parsed.ok && each.host === parsed.host);
    if (domain === undefined) throw notFound('Domain');
    found.domain = domain;
  }
  return found;
}

/** 400 of the body, 428, 412; then the operation itself. */
function run(
  tx: Tx,
  asked: Pick<Asked, 'operation' | 'query' | 'body' | 'ifMatch'>,
  by: Identity,
  found: Partial<Found>,
  drops: readonly string[],
): Reply {
  const operation: Operation = OPERATIONS[asked.operation];
  const given = readBody(asked, found);
  if (operation.ifMatch !== null) checkTag(tx, operation, asked.ifMatch, found);
  const body = drops.reduce((left, path) => without(left, path), given);
  // The table of handlers guarantees that each gets what its operation's path and body promise.
  const handler = HANDLERS[asked.operation] as (tx: Tx, call: unknown) => unknown;
  const value = handler(tx, { ...found, by, query: asked.query, body });
  if (value === null) return { status: operation.success, headers: {}, body: null };
  const tag = operation.tag === null ? {} : { ETag: tagOf(value) };
  return json(operation.success, value, tag);
}

function readBody(
  { operation: id, body }: Pick<Asked, 'operation' | 'body'>,
  found: Partial<Found>,
) {
  const schema = bodySchemaOf(id);
  if (schema === undefined) return undefined;
  if (body === 'malformed') throw invalid('The body is not valid JSON.');
  const value = typeof body === 'object' ? body.value : undefined;
  const checked = check(schema, value);
  const refused = checked.ok ? [] : refusedFields(checked.issues);
  const rule = BODY_RULES[id];
  if (rule !== undefined && isJsonObject(value)) refused.push(...rule(value, found));
  if (checked.ok && refused.length === 0) return value;
  throw invalid(
    refused.length > 0 ? 'Some fields were refused.' : 'The body must be a JSON object.',
    onePerField(refused),
  );
}

function onePerField(fields: RefusedField[]): RefusedField[] {
  return [...new Map(fields.toReversed().map((each) => [each.field, each])).values()].toReversed();
}

function checkTag(tx: Tx, operation: Operation, ifMatch: string | null, found: Partial<Found>) {
  if (ifMatch === null) {
    if (operation.ifMatch !== 'required' || !tx.settings.strict) return;
    throw new Refusal(428, 'precondition_required', 'Send If-Match with the ETag you last read.');
  }
  const [what, resource] =
    operation.ifMatch === 'account' ? ['Account', found.account] : deepest(found);
  if (resource === undefined) return;
  const current = etagOf(resource);
  if (!ifMatchHolds(ifMatch, current)) throw preconditionFailed(what, current);
}

function deepest({ account, issuer, method }: Partial<Found>) {
  if (method !== undefined) return ['Auth method', method] as const;
  return issuer === undefined ? (['Account', account] as const) : (['Issuer', issuer] as const);
}

function tagOf(value: unknown): string {
  return etagOf((value as { data: { created_at: number; updated_at?: number | null } }).data);
}
