import { lazyRouteComponent } from '@tanstack/react-router';
import { render, screen } from '@testing-library/react';
import { expect, test, vi } from 'vitest';
import { ErrorBoundary } from '#ui/error-boundary.tsx';
import { isChunkFailure } from './chunk-failure.ts';

/** As Vite does around each dynamic import of a build. */
function tell(error: Error) {
  dispatchEvent(Object.assign(new Event('vite:preloadError'), { payload: error }));
  return error;
}

test.each([
  'Failed to fetch dynamically imported module: https://example.com/assets/a-1.js',
  'error loading dynamically imported module: https://example.com/assets/a-1.js',
  'Importing a module script failed.',
  'Unable to preload CSS for /assets/a-1.css',
])('a part that did not come is told from other errors: %s', (message) => {
  const error = tell(new TypeError(message));
  expect(isChunkFailure(error)).toBe(true);
  expect(error.message).toContain(message);
});

test('a part that came and failed is a defect', () => {
  expect(isChunkFailure(tell(new TypeError('x is not a function')))).toBe(false);
  expect(isChunkFailure(new TypeError('Failed to fetch dynamically imported module'))).toBe(false);
  expect(isChunkFailure(null)).toBe(false);
});

test('the router hands it to the boundary, and does not reload the page', async () => {
  vi.spyOn(console, 'error').mockImplementation(() => undefined);
  sessionStorage.clear();
  const missing = tell(new TypeError('Failed to fetch dynamically imported module: /a-1.js'));
  const Part = lazyRouteComponent(() => Promise.reject(missing));
  // As on hover: nothing is thrown, nothing is left unhandled.
  await expect(Part.preload?.()).resolves.toBeUndefined();
  render(
    <ErrorBoundary renderFailure={(error) => (isChunkFailure(error) ? 'Offered' : 'Unknown')}>
      <Part />
    </ErrorBoundary>,
  );
  expect(screen.getByText('Offered')).toBeVisible();
  // Where the router reloads, it first notes that it did.
  expect(sessionStorage).toHaveLength(0);
  vi.restoreAllMocks();
});
