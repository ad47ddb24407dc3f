import { describe, expect, test } from 'vitest';
import type { OperationId } from '#contract/operations.ts';
import { ApiError, refusalOf } from './errors.ts';

const NOW = Date.UTC(2026, 0, 1);

function refused(
  status: number,
  body: unknown = '',
  headers: { [name: string]: string } = {},
  operation: OperationId = 'updateIssuer',
) {
  const text = typeof body === 'string' ? body : JSON.stringify(body);
  return refusalOf(operation, { status, headers: new Headers(headers) }, text, NOW);
}

const HTML = '<!doctype html><title>Error</title>';

describe('kind by status, whatever the body', () => {
  test.each([
    [0, 'unexpected'],
    [302, 'unexpected'],
    [400, 'invalid'],
    [401, 'unauthorized'],
    [402, 'unexpected'],
    [403, 'forbidden'],
    [404, 'not_found'],
    [405, 'unexpected'],
    [409, 'conflict'],
    [412, 'precondition_failed'],
    [415, 'unsupported_media_type'],
    [422, 'invalid'],
    [428, 'precondition_required'],
    [429, 'rate_limited'],
    [500, 'server'],
    [501, 'unexpected'],
    [502, 'server'],
    [503, 'server'],
    [504, 'server'],
    [520, 'server'],
    [600, 'unexpected'],
  ] as const)('%i is %s', (status, kind) => {
    for (const body of ['', HTML, 'null', '[]', '"text"', '{"error":1,"fields":{}}', '{}']) {
      const error = refused(status, body);
      expect(error).toMatchObject({ kind, status, operation: 'updateIssuer', fields: [] });
      expect(error).toMatchObject({ code: null, description: null, reference: null });
      expect(error).toMatchObject({ retryAfterMs: null, currentTag: null, timedOut: false });
    }
  });
});

test('an error carries what the server says', () => {
  const error = refused(400, {
    error: 'invalid_request',
    error_description: 'Name is required.',
    retryable: false,
    reference: 'ref_1',
    retry_after: 3,
    fields: [
      { field: 'name', code: 'required', message: 'This is required' },
      { field: 'settings.x' },
      { code: 'nameless' },
      'text',
    ],
  });
  expect(error).toBeInstanceOf(ApiError);
  expect(error).toMatchObject({
    name: 'ApiError',
    message: 'updateIssuer: invalid (400)',
    code: 'invalid_request',
    description: 'Name is required.',
    reference: 'ref_1',
    retryAfterMs: 3000,
    fields: [
      { field: 'name', code: 'required', message: 'This is required' },
      { field: 'settings.x', code: 'invalid', message: 'This value was refused' },
    ],
  });
});

test('an empty text says nothing', () => {
  const error = refused(500, { error: '', error_description: '', reference: '' });
  expect(error).toMatchObject({ code: null, description: null, reference: null });
});

test('the two 401 and the two 403 keep their code', () => {
  expect(refused(401, { error: 'session_expired' }).code).toBe('session_expired');
  expect(refused(403, { error: 'insufficient_scope' }).code).toBe('insufficient_scope');
  expect(refused(403, { error: 'access_denied' }).code).toBe('access_denied');
});

describe('409', () => {
  const conflict = { error: 'conflict', error_description: 'Still running.' };

  test('is in flight with Retry-After, readable or not', () => {
    expect(refused(409, conflict, { 'Retry-After': '2' })).toMatchObject({
      kind: 'in_flight',
      retryAfterMs: 2000,
    });
    expect(refused(409, conflict, { 'Retry-After': 'soon' })).toMatchObject({
      kind: 'in_flight',
      retryAfterMs: null,
    });
    expect(refused(409, { ...conflict, retry_after: 1 }).kind).toBe('in_flight');
  });

  test('is a real conflict without it', () => {
    expect(refused(409, conflict).kind).toBe('conflict');
  });
});

describe('422', () => {
  test('without fields on a POST is a reused key', () => {
    const body = { error: 'invalid_request', error_description: 'Key was used.' };
    expect(refused(422, body, {}, 'createIssuer').kind).toBe('idempotency_mismatch');
    expect(refused(422, body, {}, 'getIssuer').kind).toBe('invalid');
  });

  test('with fields is invalid on a POST too', () => {
    const body = { error: 'invalid_request', fields: [{ field: 'name' }] };
    expect(refused(422, body, {}, 'createIssuer').kind).toBe('invalid');
  });
});

describe('412', () => {
  test.each(['current_etag', 'currentETag'])('reads the tag from %s', (spelling) => {
    expect(refused(412, { [spelling]: '"17"' }).currentTag).toBe('"17"');
  });

  test('strips what a proxy weakened, and takes nothing that is no tag', () => {
    expect(refused(412, { current_etag: 'W/"17"' }).currentTag).toBe('"17"');
    expect(refused(412, { current_etag: '17' }).currentTag).toBeNull();
  });

  test('no other status names one', () => {
    expect(refused(409, { current_etag: '"17"' }).currentTag).toBeNull();
  });
});

describe('how long to wait', () => {
  test('the header wins over the body', () => {
    expect(refused(429, { retry_after: 9 }, { 'Retry-After': '2' }).retryAfterMs).toBe(2000);
    expect(refused(429, { retry_after: 9 }, { 'Retry-After': 'x' }).retryAfterMs).toBe(9000);
    expect(refused(429, { retry_after: -1 }).retryAfterMs).toBeNull();
    expect(refused(429, { retry_after: '9' }).retryAfterMs).toBeNull();
  });

  test('a date is measured on the clock of the answer, else on ours', () => {
    const until = { 'Retry-After': new Date(NOW + 5000).toUTCString() };
    expect(refused(503, HTML, until).retryAfterMs).toBe(5000);
    const skewed = { ...until, Date: new Date(NOW + 2000).toUTCString() };
    expect(refused(503, HTML, skewed).retryAfterMs).toBe(3000);
  });
});
