import { ApiError, isRead } from './errors.ts';

/** What an error says to a person, and the one thing to offer them. */
export type ErrorWords = {
  /** What happened. */
  title: string;
  /** What is safe, and what to do. */
  detail: string;
  /**
   * - `retry`: send the same again.
   * - `reload`: load the current state first.
   * - `sign_in`: prove who is asking, then send again.
   * - `none`: sending again would not help.
   */
  action: 'retry' | 'reload' | 'sign_in' | 'none';
};

/**
 * The words for any error. `fields`, `description` and `reference` stay on the error, for whoever
 * has a place to show them; where the server's own text says it best, it is the detail.
 *
 * @param told what is said already beside these words: that nothing was saved, or that it is not
 *   known; null: nothing is
 */
export function describeError(
  error: unknown,
  told: 'unsaved' | 'unsure' | null = null,
): ErrorWords {
  if (!(error instanceof ApiError)) {
    return {
      title: 'Something went wrong in this page',
      detail: 'This is a fault of the dashboard. Reload the page to go on.',
      action: 'reload',
    };
  }
  const reads = isRead(error.operation);
  const { description } = error;
  // That a read changed nothing goes without saying.
  const unchanged = reads || told !== null ? '' : 'Nothing was saved. ';
  // True of every write here: a PATCH or DELETE carries a tag, a POST a key that a retry keeps.
  const twice = 'Trying again cannot save it twice. ';
  const unsure =
    reads || told === 'unsaved'
      ? ''
      : told === 'unsure'
        ? twice
        : `It is not known whether this was saved. ${twice}`;

  switch (error.kind) {
    case 'network':
      return {
        title: error.timedOut ? 'The answer took too long' : 'The server could not be reached',
        detail: `${unsure}Check the connection and try again.`,
        action: 'retry',
      };
    case 'aborted':
      return {
        title: 'Loading was stopped',
        detail: `${unchanged}Load the page again.`,
        action: 'none',
      };
    case 'invalid':
      return reads
        ? {
            title: 'This request was not accepted',
            detail: description ?? 'The address or a filter may hold a value that is not known.',
            action: 'none',
          }
        : {
            title: 'Some values were not accepted',
            detail:
              error.fields.length > 0
                ? 'Nothing was saved. Correct the marked fields and save again.'
                : `Nothing was saved. ${description ?? 'Check the values and save again.'}`,
            action: 'none',
          };
    case 'idempotency_mismatch':
      return {
        title: 'This was sent before with other values',
        detail: 'Nothing was saved this time. The earlier request may have been carried out.',
        action: 'reload',
      };
    case 'unauthorized':
      return error.code === 'session_expired'
        ? {
            title: 'Your session has ended',
            detail: `${unchanged}Sign in again to go on where you were.`,
            action: 'sign_in',
          }
        : {
            title: 'AuthPI did not accept the credential',
            detail: `${unchanged}It may have been revoked or replaced. Sign in again, or ask whoever runs this dashboard.`,
            action: 'sign_in',
          };
    case 'forbidden':
      return error.code === 'insufficient_scope'
        ? {
            title: 'You do not have the scope for this',
            detail: `${unchanged}Whoever manages access to this account can grant it.`,
            action: 'none',
          }
        : {
            title: 'You do not have access to this',
            detail: `${unchanged}Check the account, or ask whoever manages access to it.`,
            action: 'none',
          };
    case 'not_found':
      return {
        title: 'This was not found',
        detail: `${unchanged}It may have been deleted, or the address may be wrong.`,
        action: 'none',
      };
    case 'conflict':
      return {
        title: 'This conflicts with what is already there',
        detail: `${unchanged}${description ?? 'Something like it may exist already.'}`,
        action: 'reload',
      };
    case 'in_flight':
      return {
        title: 'This request is still being carried out',
        detail: 'It was received and is not sent twice. Try again in a moment to see its result.',
        action: 'retry',
      };
    case 'precondition_failed':
      return {
        title: 'Someone else changed this meanwhile',
        detail: `${unchanged}Load the current state, then decide what to keep.`,
        action: 'reload',
      };
    case 'unsupported_media_type':
      return {
        title: 'The server did not accept the form of this request',
        detail: `${unchanged}This is a fault of the dashboard or of something between it and AuthPI.`,
        action: 'none',
      };
    case 'precondition_required':
      return {
        title: 'The server asks for a revision',
        detail: `${unchanged}Load the current state, then send this again.`,
        action: 'reload',
      };
    case 'rate_limited':
      return {
        title: 'Too many requests',
        detail: `${unchanged}${waitWords(error.retryAfterMs)}`,
        action: 'retry',
      };
    case 'server':
      return {
        title: error.status === 500 ? 'AuthPI met an error' : 'AuthPI is not available right now',
        detail: unsure.trimEnd() || 'Try again in a moment.',
        action: 'retry',
      };
    case 'malformed':
      return {
        title: 'The answer could not be read',
        detail:
          reads || told !== null
            ? 'Something other than AuthPI may have answered.'
            : 'This was probably saved, but the answer could not be read. Load the current state before you send it again.',
        action: reads ? 'retry' : 'reload',
      };
    case 'unexpected':
      return isRedirect(error.status)
        ? {
            title: 'The request was sent elsewhere',
            detail: `${unchanged}You may have been signed out. Reload the page to go on.`,
            action: 'reload',
          }
        : {
            title: `The server gave an unexpected answer (${error.status ?? 'no status'})`,
            detail: `${unchanged}Something between this page and AuthPI may have answered.`,
            action: 'none',
          };
  }
}

/** A browser hides the status of a redirect it does not follow: 0. */
function isRedirect(status: number | null): boolean {
  return status !== null && (status === 0 || (status >= 300 && status < 400));
}

function waitWords(retryAfterMs: number | null): string {
  if (retryAfterMs === null) return 'Wait a moment, then try again.';
  const seconds = Math.max(1, Math.ceil(retryAfterMs / 1000));
  if (seconds === 1) return 'Try again in a second.';
  if (seconds < 120) return `Try again in ${seconds} seconds.`;
  const minutes = Math.ceil(seconds / 60);
  return minutes < 120
    ? `Try again in ${minutes} minutes.`
    : `Try again in ${Math.ceil(minutes / 60)} hours.`;
}
