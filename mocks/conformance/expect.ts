import assert from 'node:assert/strict';

import type { Reply } from './api.ts';
import { at, rowAt, rowsAt, textAt } from './look.ts';
import type { Row } from './look.ts';

/** The published code of each error status (contract §4), as far as a status has one code. */
const CODES: { [status: number]: readonly string[] } = {
  400: ['invalid_request'],
  401: ['unauthorized', 'session_expired'],
  403: ['insufficient_scope', 'access_denied'],
  404: ['not_found'],
  405: ['method_not_allowed'],
  409: ['conflict'],
  412: ['precondition_failed'],
  415: ['invalid_content_type'],
  422: ['invalid_request'],
  428: ['precondition_required'],
  429: ['rate_limited'],
  500: ['internal_error'],
  501: ['not_implemented'],
};

function said(answer: Reply): string {
  return `answered ${answer.status}: ${answer.text.slice(0, 600)}`;
}

/** Every JSON answer says that it is JSON. */
function expectJson(answer: Reply): void {
  assert.match(answer.headers['content-type'] ?? '', /^application\/json\b/, said(answer));
}

/** An error in the published envelope, with the published code of its status. */
export function expectError(answer: Reply, status: number, code?: string): Row {
  assert.equal(answer.status, status, said(answer));
  expectJson(answer);
  const body = rowAt(answer.json);
  const allowed = code === undefined ? CODES[status] : [code];
  if (allowed !== undefined) {
    assert.ok(allowed.includes(textAt(body, 'error')), `error is ${JSON.stringify(body['error'])}`);
  }
  assert.ok(textAt(body, 'error').length > 0);
  assert.ok(textAt(body, 'error_description').length > 0, 'error_description is for people');
  assert.equal(typeof body['retryable'], 'boolean', said(answer));
  for (const [key, value] of Object.entries(body)) {
    switch (key) {
      case 'error':
      case 'error_description':
      case 'retryable':
        break;
      case 'reference':
        assert.equal(typeof value, 'string');
        break;
      case 'retry_after':
        assert.equal(typeof value, 'number');
        break;
      case 'fields':
        for (const refused of rowsAt(value)) {
          assert.deepEqual(Object.keys(refused).toSorted(), ['code', 'field', 'message']);
          assert.ok(textAt(refused, 'message').length > 0, 'a refused field has words for people');
        }
        break;
      case 'current_etag':
      case 'currentETag':
        assert.equal(status, 412);
        break;
      default:
        assert.fail(`unknown member ${key} in an error body: ${answer.text}`);
    }
  }
  return body;
}

/** `field code` pairs, for reading in a failure. */
export type Refused = readonly (readonly [field: string, code: string])[];

/** A 400 that refuses exactly these fields, in any order. */
export function expectRefused(answer: Reply, refused: Refused): void {
  const body = expectError(answer, 400, 'invalid_request');
  const found = rowsAt(body, 'fields').map((row) => [textAt(row, 'field'), textAt(row, 'code')]);
  assert.deepEqual(
    found.toSorted(byText),
    refused.map((pair) => [...pair]).toSorted(byText),
    said(answer),
  );
}

/** A 400 that names exactly this field, whatever the code. */
export function expectNamed(answer: Reply, field: string): void {
  const body = expectError(answer, 400, 'invalid_request');
  const found = rowsAt(body, 'fields').map((row) => textAt(row, 'field'));
  assert.deepEqual(found, [field], said(answer));
  assert.ok(rowsAt(body, 'fields').every((row) => textAt(row, 'code').length > 0));
}

function byText(a: readonly string[], b: readonly string[]): number {
  return a.join(' ') < b.join(' ') ? -1 : 1;
}

/** One resource: `{"data": {...}}` and no other key. Returns the resource. */
export function expectOne(answer: Reply, status: 200 | 201): Row {
  assert.equal(answer.status, status, said(answer));
  expectJson(answer);
  assert.deepEqual(Object.keys(rowAt(answer.json)), ['data'], 'the sole key is data');
  return rowAt(answer.json, 'data');
}

/** One resource with a revision: also a strong tag made of its own times (contract §5). */
export function expectTagged(answer: Reply, status: 200 | 201): { row: Row; tag: string } {
  const row = expectOne(answer, status);
  const time = row['updated_at'] ?? row['created_at'];
  assert.ok(Number.isInteger(time), `no time to make a tag of: ${said(answer)}`);
  assert.equal(answer.headers['etag'], `"${String(time)}"`);
  return { row, tag: `"${String(time)}"` };
}

/** One page: its envelope's keys, and no tag. */
export function expectPage(answer: Reply): { rows: Row[]; more: boolean; next: string | null } {
  assert.equal(answer.status, 200, said(answer));
  expectJson(answer);
  const body = rowAt(answer.json);
  const keys = Object.keys(body).filter((key) => key !== 'invalid_count');
  assert.deepEqual(keys.toSorted(), ['data', 'has_more', 'next_cursor']);
  assert.equal(answer.headers['etag'], undefined, 'lists carry no tag');
  const more = at(body, 'has_more');
  const next = at(body, 'next_cursor');
  assert.ok(typeof more === 'boolean');
  assert.ok(next === null || (typeof next === 'string' && next !== ''));
  assert.equal(next !== null, more, 'a cursor exactly when there is more');
  return { rows: rowsAt(body, 'data'), more, next };
}

/** 204: no body at all. */
export function expectGone(answer: Reply): void {
  assert.equal(answer.status, 204, said(answer));
  assert.equal(answer.text, '');
}

/** A 412 that names the current tag in both published spellings, quotes included (contract §5). */
export function expectModified(answer: Reply, current: string): void {
  const body = expectError(answer, 412, 'precondition_failed');
  assert.equal(body['current_etag'], current);
  assert.equal(body['currentETag'], current);
  assert.equal(body['retryable'], false);
  assert.match(textAt(body, 'error_description'), /has been modified since the provided ETag/);
}

/** A 409 about the state of things: nothing to wait for (contract §6). */
export function expectConflict(answer: Reply): void {
  expectError(answer, 409, 'conflict');
  assert.equal(answer.headers['retry-after'], undefined, 'a real conflict has no Retry-After');
}
