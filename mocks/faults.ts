import {
  discriminatedUnion,
  int,
  literal,
  maximum,
  minimum,
  nullable,
  optional,
  strictObject,
  string,
  unknown,
} from 'zod/mini';
import type { output, ZodMiniType } from 'zod/mini';
import { OPERATION_IDS } from '#contract/operations.ts';
import type { OperationId } from '#contract/operations.ts';
import { isJsonObject, jsonObject, oneOf } from '#contract/values.ts';
import { timeId } from './ids.ts';
import { codeOf, Refusal } from './refusal.ts';
import { failed, refusal } from './reply.ts';
import type { Reply } from './reply.ts';
import type { Tx } from './world.ts';

/** An operation somebody else runs, with all rights and whatever the tag. */
export const act = strictObject({
  operation: oneOf(OPERATION_IDS),
  /** Path parameters; in a fault, those left out are the matched request's. */
  params: optional(texts()),
  query: optional(texts()),
  body: optional(unknown()),
});

/** See {@link act}. */
export type Act = output<typeof act>;

const common = {
  /** Which requests it meets. Default: all. */
  operation: optional(oneOf<(OperationId | '*')[]>(['*', ...OPERATION_IDS])),
  /** How many requests it meets; null: every one until it is removed. Default: 1. */
  times: optional(nullable(int().check(minimum(1)))),
  /** Values of path parameters or query parameters a request must have. */
  match: optional(texts()),
};

/** Milliseconds, up to ten minutes. */
export const milliseconds = () => int().check(minimum(0), maximum(600_000));

/** What can go wrong, as data. */
export const fault = discriminatedUnion('kind', [
  /** Nothing happens; this status is answered. `retry_after` in seconds. */
  strictObject({
    ...common,
    kind: literal('status'),
    status: int().check(minimum(400), maximum(599)),
    body: optional(oneOf(['json', 'html', 'empty'])),
    retry_after: optional(int().check(minimum(0))),
  }),
  /** The answer takes longer. */
  strictObject({ ...common, kind: literal('latency'), ms: milliseconds() }),
  /** Nothing happens; the connection fails. */
  strictObject({ ...common, kind: literal('request_lost') }),
  /** It happens; the connection fails before anyone hears of it. */
  strictObject({ ...common, kind: literal('answer_lost') }),
  /** No network. As `request_lost`, under the name people look for. */
  strictObject({ ...common, kind: literal('offline') }),
  /** The credential has expired: 401 `session_expired`. */
  strictObject({ ...common, kind: literal('expired') }),
  /** Another administrator is faster by a moment. */
  strictObject({ ...common, kind: literal('act'), act }),
  /** The backend ignores one field of a body without a word: a dotted path. */
  strictObject({ ...common, kind: literal('drop'), path: string() }),
]);

/** See {@link fault}. */
export type Fault = output<typeof fault>;

/** A fault in force. `times` is what is left. */
export type ActiveFault = Fault & { id: string };

const FOLDER = 'faults';

/** Faults in force, in the order they were added. */
export function activeFaults(tx: Tx): ActiveFault[] {
  const faults = [...tx.records.all(FOLDER).values()] as ActiveFault[];
  return faults.toSorted((a, b) => (a.id < b.id ? -1 : 1));
}

/** Puts a fault in force. */
export function addFault(tx: Tx, added: Fault): ActiveFault {
  const { operation = '*', times = 1 } = added;
  const active: ActiveFault = { ...added, operation, times, id: timeId('f_', tx.tick()) };
  tx.records.set(FOLDER, active.id, active);
  return active;
}

/** Removes one fault, or all. @returns whether there was any. */
export function removeFaults(tx: Tx, id?: string): boolean {
  const removed = activeFaults(tx).filter((each) => id === undefined || each.id === id);
  for (const each of removed) tx.records.set(FOLDER, each.id, undefined);
  return removed.length > 0;
}

/** What the faults do to one request. */
export type Trouble = {
  latency_ms: number;
  acts: Act[];
  /** Dotted paths. */
  drops: string[];
  loseAnswer: boolean;
  /** Answered at once, with nothing done. */
  instead: Reply | undefined;
};

/**
 * Takes the faults that meet a request, and counts them. Of those that decide the outcome only the
 * first is taken; the next request meets the next.
 */
export function takeFaults(
  tx: Tx,
  asked: { operation: OperationId; params: Record<string, string>; query: URLSearchParams },
): Trouble {
  const trouble: Trouble = {
    latency_ms: 0,
    acts: [],
    drops: [],
    loseAnswer: false,
    instead: undefined,
  };
  const meets = ({ operation = '*', match = {} }: ActiveFault) =>
    (operation === '*' || operation === asked.operation) &&
    Object.entries(match).every(
      ([name, value]) => (asked.params[name] ?? asked.query.get(name)) === value,
    );
  for (const each of activeFaults(tx)) {
    if (!meets(each)) continue;
    const decided = trouble.loseAnswer || trouble.instead !== undefined;
    switch (each.kind) {
      case 'latency':
        trouble.latency_ms += each.ms;
        break;
      case 'act':
        trouble.acts.push({ ...each.act, params: { ...asked.params, ...each.act.params } });
        break;
      case 'drop':
        trouble.drops.push(each.path);
        break;
      case 'answer_lost':
        if (decided) continue;
        trouble.loseAnswer = true;
        break;
      default:
        if (decided) continue;
        trouble.instead = outcome(each);
    }
    count(tx, each);
  }
  return trouble;
}

function count(tx: Tx, { times = 1, ...rest }: ActiveFault): void {
  if (times === null) return;
  const left = times > 1 ? { ...rest, times: times - 1 } : undefined;
  tx.records.set(FOLDER, rest.id, left);
}

function outcome(
  decided: Extract<ActiveFault, { kind: 'status' | 'request_lost' | 'offline' | 'expired' }>,
): Reply {
  switch (decided.kind) {
    case 'request_lost':
    case 'offline':
      return failed;
    case 'expired':
      return refusal(
        new Refusal(401, 'session_expired', 'The session has expired. Sign in again.', {
          headers: { 'WWW-Authenticate': 'Bearer realm="AuthPI", error="invalid_token"' },
        }),
      );
    case 'status': {
      const { status, body = 'json', retry_after } = decided;
      const headers = retry_after === undefined ? {} : { 'Retry-After': String(retry_after) };
      if (body === 'empty') return { status, headers, body: null };
      if (body === 'html') {
        const html = `<!doctype html><title>${status}</title><h1>${status}</h1><p>This answer is no JSON.</p>\n`;
        return { status, headers: { ...headers, 'Content-Type': 'text/html' }, body: html };
      }
      const extra = retry_after === undefined ? {} : { body: { retry_after } };
      const words = `The simulator answers ${status} here.`;
      return refusal(new Refusal(status, codeOf(status), words, { headers, ...extra }));
    }
  }
}

/** An object whose values are all text. */
function texts() {
  return jsonObject().check((payload) => {
    for (const [name, value] of Object.entries(isJsonObject(payload.value) ? payload.value : {})) {
      if (typeof value === 'string') continue;
      payload.issues.push({ code: 'invalid_type', expected: 'string', input: value, path: [name] });
    }
  }) as unknown as ZodMiniType<{ [name: string]: string }>;
}
