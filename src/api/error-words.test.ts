import { describe, expect, test } from 'vitest';
import type { OperationId } from '#contract/operations.ts';
import { describeError } from './error-words.ts';
import { ApiError } from './errors.ts';
import type { ErrorDetails, ErrorKind } from './errors.ts';

const fields = [{ field: 'name', code: 'required', message: 'This is required' }];

/** [kind, details, of a read: title, action, of a write: title, action] */
const WORDS: readonly [ErrorKind, ErrorDetails, [string, string], [string, string]][] = [
  [
    'network',
    {},
    ['The server could not be reached', 'retry'],
    ['The server could not be reached', 'retry'],
  ],
  [
    'network',
    { timedOut: true },
    ['The answer took too long', 'retry'],
    ['The answer took too long', 'retry'],
  ],
  ['aborted', {}, ['Loading was stopped', 'none'], ['Loading was stopped', 'none']],
  [
    'invalid',
    { status: 400 },
    ['This request was not accepted', 'none'],
    ['Some values were not accepted', 'none'],
  ],
  [
    'invalid',
    { status: 400, fields },
    ['This request was not accepted', 'none'],
    ['Some values were not accepted', 'none'],
  ],
  [
    'idempotency_mismatch',
    { status: 422 },
    ['This was sent before with other values', 'reload'],
    ['This was sent before with other values', 'reload'],
  ],
  [
    'unauthorized',
    { status: 401 },
    ['AuthPI did not accept the credential', 'sign_in'],
    ['AuthPI did not accept the credential', 'sign_in'],
  ],
  [
    'unauthorized',
    { status: 401, code: 'session_expired' },
    ['Your session has ended', 'sign_in'],
    ['Your session has ended', 'sign_in'],
  ],
  [
    'forbidden',
    { status: 403 },
    ['You do not have access to this', 'none'],
    ['You do not have access to this', 'none'],
  ],
  [
    'forbidden',
    { status: 403, code: 'insufficient_scope' },
    ['You do not have the scope for this', 'none'],
    ['You do not have the scope for this', 'none'],
  ],
  ['not_found', { status: 404 }, ['This was not found', 'none'], ['This was not found', 'none']],
  [
    'conflict',
    { status: 409 },
    ['This conflicts with what is already there', 'reload'],
    ['This conflicts with what is already there', 'reload'],
  ],
  [
    'in_flight',
    { status: 409 },
    ['This request is still being carried out', 'retry'],
    ['This request is still being carried out', 'retry'],
  ],
  [
    'precondition_failed',
    { status: 412 },
    ['Someone else changed this meanwhile', 'reload'],
    ['Someone else changed this meanwhile', 'reload'],
  ],
  [
    'unsupported_media_type',
    { status: 415 },
    ['The server did not accept the form of this request', 'none'],
    ['The server did not accept the form of this request', 'none'],
  ],
  [
    'precondition_required',
    { status: 428 },
    ['The server asks for a revision', 'reload'],
    ['The server asks for a revision', 'reload'],
  ],
  ['rate_limited', { status: 429 }, ['Too many requests', 'retry'], ['Too many requests', 'retry']],
  ['server', { status: 500 }, ['AuthPI met an error', 'retry'], ['AuthPI met an error', 'retry']],
  [
    'server',
    { status: 503 },
    ['AuthPI is not available right now', 'retry'],
    ['AuthPI is not available right now', 'retry'],
  ],
  [
    'malformed',
    { status: 200 },
    ['The answer could not be read', 'retry'],
    ['The answer could not be read', 'reload'],
  ],
  [
    'unexpected',
    { status: 405 },
    ['The server gave an unexpected answer (405)', 'none'],
    ['The server gave an unexpected answer (405)', 'none'],
  ],
  [
    'unexpected',
    { status: 0 },
    ['The request was sent elsewhere', 'reload'],
    ['The request was sent elsewhere', 'reload'],
  ],
  [
    'unexpected',
    { status: 302 },
    ['The request was sent elsewhere', 'reload'],
    ['The request was sent elsewhere', 'reload'],
  ],
];

describe.each(WORDS)('%s %o', (kind, details, ofRead, ofWrite) => {
  test.each([
    ['getIssuer', ofRead],
    ['createIssuer', ofWrite],
  ] as const)('of %s', (operation, [title, action]) => {
    const words = describeError(new ApiError(kind, operation, details));
    expect(words).toMatchObject({ title, action });
    expect(words.title).toMatch(/^[A-Z][^.!]*$/);
    expect(words.detail).toMatch(/^[A-Z].*[.]$/);
    expect(words.detail).not.toMatch(/!|please/i);
  });
});

function detail(kind: ErrorKind, operation: OperationId, details: ErrorDetails = {}) {
  return describeError(new ApiError(kind, operation, details)).detail;
}

test('a write without an answer is not called lost, nor saved', () => {
  for (const kind of ['network', 'server'] as const) {
    expect(detail(kind, 'updateIssuer')).toContain('It is not known whether this was saved.');
    expect(detail(kind, 'getIssuer')).not.toMatch(/saved|changed/);
  }
  expect(detail('malformed', 'updateIssuer')).toContain('probably saved');
});

test('fields are shown where they are; the server speaks where there are none', () => {
  const description = 'A domain needs to be verified first.';
  expect(detail('invalid', 'assignDomain', { description })).toContain(description);
  expect(detail('invalid', 'createIssuer', { description, fields })).not.toContain(description);
  expect(detail('invalid', 'listIssuers', { description })).toBe(description);
  expect(detail('conflict', 'addDomain', { description })).toContain(description);
});

test.each([
  [null, 'Wait a moment, then try again.'],
  [0, 'Try again in a second.'],
  [1001, 'Try again in 2 seconds.'],
  [119_000, 'Try again in 119 seconds.'],
  [120_000, 'Try again in 2 minutes.'],
  [7_200_000, 'Try again in 2 hours.'],
])('a wait of %s ms', (retryAfterMs, words) => {
  expect(detail('rate_limited', 'listIssuers', { retryAfterMs })).toContain(words);
});

test('a fault of the page itself is called one', () => {
  expect(describeError(new TypeError('x is undefined'))).toMatchObject({
    title: 'Something went wrong in this page',
    action: 'reload',
  });
});

test.each([
  ['network', {}],
  ['server', { status: 500 }],
  ['server', { status: 503 }],
  ['malformed', { status: 200 }],
  ['unexpected', { status: 302 }],
] as const)('%s %o: what is said of the saving already is not said otherwise', (kind, details) => {
  const error = new ApiError(kind, 'updateIssuer', details);
  expect(describeError(error, 'unsaved').detail).not.toMatch(/saved|twice/);
  expect(describeError(error, 'unsure').detail).not.toMatch(/not known|was saved|probably/);
});
