import { describe, expect, test } from 'vitest';
import { OPERATION_IDS, OPERATIONS } from '#contract/operations.ts';
import type { ErrorKind } from './errors.ts';
import { BACKOFF_CAP_MS, MAX_RETRIES, PATIENCE_MS, retryDecision } from './retry.ts';
import type { Failure } from './retry.ts';

const METHODS = ['GET', 'POST', 'PATCH', 'DELETE'] as const;

/** Each kind with a status it comes with, and whether a read is asked again. */
const CELLS: readonly [ErrorKind, number | null, boolean][] = [
  ['network', null, true],
  ['aborted', null, false],
  ['invalid', 400, false],
  ['invalid', 422, false],
  ['idempotency_mismatch', 422, false],
  ['unauthorized', 401, false],
  ['forbidden', 403, false],
  ['not_found', 404, false],
  ['conflict', 409, false],
  ['in_flight', 409, false],
  ['precondition_failed', 412, false],
  ['unsupported_media_type', 415, false],
  ['precondition_required', 428, false],
  ['rate_limited', 429, true],
  ['server', 500, false],
  ['server', 502, true],
  ['server', 503, true],
  ['server', 504, true],
  ['server', 520, false],
  ['malformed', 200, false],
  ['unexpected', 0, false],
  ['unexpected', 405, false],
  ['unexpected', 501, false],
];

/** The upper bound of the wait before each retry, in milliseconds. */
const CEILINGS = [500, 1000, 2000];

describe.each(METHODS)('%s', (method) => {
  describe.each(CELLS)('%s %s', (kind, status, transient) => {
    test.each([0, 1, 2, 3, 4])('attempt %i', (attempt) => {
      const ceiling = CEILINGS[attempt];
      for (const retryAfterMs of [null, 0, 700, 30_000, PATIENCE_MS]) {
        for (const random of [0, 0.5, 0.999]) {
          const decision = retryDecision({ method, kind, status, attempt, retryAfterMs, random });
          const expected =
            method === 'GET' && transient && ceiling !== undefined
              ? { retry: true, delayMs: Math.max(retryAfterMs ?? 0, Math.round(random * ceiling)) }
              : { retry: false };
          expect(decision).toEqual(expected);
        }
      }
    });
  });
});

const once: Failure = {
  method: 'GET',
  kind: 'network',
  status: null,
  attempt: 0,
  retryAfterMs: null,
  random: 0.5,
};

test('a wait longer than anyone looks is told, not waited for', () => {
  const failure: Failure = { ...once, kind: 'rate_limited', status: 429 };
  expect(retryDecision({ ...failure, retryAfterMs: PATIENCE_MS }).retry).toBe(true);
  expect(retryDecision({ ...failure, retryAfterMs: PATIENCE_MS + 1 }).retry).toBe(false);
});

test('the jittered wait never passes its cap', () => {
  expect(Math.round(500 * 2 ** (MAX_RETRIES - 1))).toBeLessThanOrEqual(BACKOFF_CAP_MS);
});

test('the table above names every method in use', () => {
  const used = new Set(OPERATION_IDS.map((id) => OPERATIONS[id].method));
  expect([...used].every((method) => METHODS.includes(method))).toBe(true);
});
