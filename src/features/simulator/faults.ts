import { OPERATIONS } from '#contract/operations.ts';
import type { OperationId } from '#contract/operations.ts';
import type { JsonObject } from '#contract/values.ts';
import type { ActiveFault } from './simulator.ts';

/** A number or text that a kind of fault needs besides. */
type Detail = { label: string; initial: string; type: 'number' | 'text' };

type Kind = {
  /** What happens, for a list to choose from. */
  text: string;
  detail?: Detail;
  /** The fault as the simulator takes it, or what is wrong with the detail. */
  make: (detail: string, operation: OperationId | '*') => JsonObject | string;
};

/** What can go wrong here, in the order it is offered. */
export const FAULT_KINDS = {
  rate_limited: {
    text: 'Too many requests (429)',
    detail: { label: 'Seconds to wait', initial: '5', type: 'number' },
    make: (detail) =>
      withNumber(detail, 86_400, (retry_after) => ({ kind: 'status', status: 429, retry_after })),
  },
  server_error: {
    text: 'Server error with a reference (500)',
    make: () => ({ kind: 'status', status: 500 }),
  },
  unavailable: {
    text: 'Not available, answered in HTML (503)',
    make: () => ({ kind: 'status', status: 503, body: 'html' }),
  },
  forbidden: {
    text: 'No access (403)',
    make: () => ({ kind: 'status', status: 403 }),
  },
  not_found: {
    text: 'Not found (404)',
    make: () => ({ kind: 'status', status: 404 }),
  },
  expired: {
    text: 'Session expired (401)',
    make: () => ({ kind: 'expired' }),
  },
  offline: {
    text: 'Offline: the request is lost',
    make: () => ({ kind: 'offline' }),
  },
  answer_lost: {
    text: 'The answer is lost, what was asked is done',
    make: () => ({ kind: 'answer_lost' }),
  },
  latency: {
    text: 'The answer takes longer',
    detail: { label: 'Milliseconds longer', initial: '2000', type: 'number' },
    make: (detail) => withNumber(detail, 600_000, (ms) => ({ kind: 'latency', ms })),
  },
  act: {
    text: 'Someone else renames it right before',
    make: (_, operation) => ({
      kind: 'act',
      act: { operation: renaming(operation), body: { name: 'Renamed right before' } },
    }),
  },
  drop: {
    text: 'A field is not kept, without a word',
    detail: { label: 'Path of the field', initial: 'settings.access.mfa', type: 'text' },
    make: (detail) =>
      detail.trim() === '' ? 'Name a field.' : { kind: 'drop', path: detail.trim() },
  },
} as const satisfies { [kind: string]: Kind };

/** Name of a kind of fault. */
export type FaultKind = keyof typeof FAULT_KINDS;

/** Every kind's name, in the order they are offered. */
export const FAULT_NAMES = Object.keys(FAULT_KINDS) as FaultKind[];

/** What a kind needs besides; null where it needs nothing. */
export function detailOf(kind: FaultKind): Detail | null {
  const { detail }: Kind = FAULT_KINDS[kind];
  return detail ?? null;
}

/** How many requests a fault meets; `always`: every one until it is ended. */
export type HowOften = '1' | '3' | 'always';

/** Makes the fault that was described, or says what is wrong with the description. */
export function faultOf(
  kind: FaultKind,
  {
    detail,
    operation,
    howOften,
  }: {
    detail: string;
    operation: OperationId | '*';
    howOften: HowOften;
  },
): { ok: true; fault: JsonObject } | { ok: false; problem: string } {
  const { make }: Kind = FAULT_KINDS[kind];
  const made = make(detail, operation);
  if (typeof made === 'string') return { ok: false, problem: made };
  const times = howOften === 'always' ? null : Number(howOften);
  return { ok: true, fault: { ...made, operation, times } };
}

/** A fault in force in words: what happens, and to which requests. */
export function faultWords(fault: ActiveFault): { what: string; which: string } {
  const { operation = '*', times = 1 } = fault;
  const where = operation === '*' ? 'Every operation' : operation;
  const howOften =
    times === null ? 'until ended' : times === 1 ? 'next request' : `next ${times} requests`;
  return { what: whatHappens(fault), which: `${where}, ${howOften}` };
}

function whatHappens({ kind, status, retry_after, body, ms, path }: ActiveFault): string {
  switch (kind) {
    case 'status': {
      const form = body == null || body === 'json' ? '' : ` (${body === 'html' ? 'HTML' : body})`;
      const wait = retry_after == null ? '' : `, wait ${retry_after} s`;
      return `Answered ${status ?? 'an error'}${form}${wait}`;
    }
    case 'expired':
      return 'Session expired';
    case 'offline':
    case 'request_lost':
      return 'Request lost';
    case 'answer_lost':
      return 'Answer lost';
    case 'latency':
      return `${ms ?? '?'} ms longer`;
    case 'act':
      return 'Someone else acts right before';
    case 'drop':
      return `Not kept: ${path ?? 'a field'}`;
    default:
      return kind;
  }
}

/** The operation that renames what an operation is about. */
function renaming(operation: OperationId | '*'): OperationId {
  const path = operation === '*' ? '' : OPERATIONS[operation].path;
  if (path.includes('{method_id}')) return 'updateAuthMethod';
  return path.includes('{issuer_id}') ? 'updateIssuer' : 'updateAccount';
}

function withNumber(text: string, max: number, make: (value: number) => JsonObject) {
  const value = Number(text);
  return text.trim() !== '' && Number.isInteger(value) && value >= 0 && value <= max
    ? make(value)
    : `A whole number from 0 to ${max} is needed.`;
}
