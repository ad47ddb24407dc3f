/** What browsers say of a module that does not come, and Vite of a style sheet. */
const DID_NOT_COME =
  /^(Failed to fetch dynamically imported module|error loading dynamically imported module|Importing a module script failed|Unable to preload CSS)/;

const failures = new WeakSet<object>();

// Vite's own event, before the error goes on to whoever asked for the part. The router takes an
// error with these words for its own case and reloads the page: what somebody typed would be gone,
// and without a network so would the page. In other words it is an error like any other. Listened
// for from the start, because any part may be missing.
addEventListener('vite:preloadError', ({ payload: error }) => {
  if (!DID_NOT_COME.test(error.message)) return;
  failures.add(error);
  error.message = `A part of the dashboard did not come: ${error.message}`;
});

/**
 * Whether an error means that a part of the dashboard's own code did not come: after a deploy the
 * server no longer has the parts of the version that is open, or there is no network.
 */
export function isChunkFailure(error: unknown): boolean {
  return typeof error === 'object' && error !== null && failures.has(error);
}
