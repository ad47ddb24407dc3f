// For tests of components alone: what they stand on, and who answers them.

import { QueryClientProvider } from '@tanstack/react-query';
import {
  createMemoryHistory,
  createRootRoute,
  createRouter,
  RouterProvider,
} from '@tanstack/react-router';
import type { AnyRoute } from '@tanstack/react-router';
import { render } from '@testing-library/react';
import type { ReactElement } from 'react';
import { vi } from 'vitest';
import { createQueryClient } from '#api/query-client.ts';

/** A cache of its own, whose retries always wait the same time. */
export function testCache() {
  return createQueryClient(() => 0);
}

/**
 * Shows a tree of routes.
 *
 * @param at where it is opened
 */
export function showRoutes(routeTree: AnyRoute, queryClient = testCache(), at = '/') {
  const router = createRouter({
    routeTree,
    history: createMemoryHistory({ initialEntries: [at] }),
    defaultPendingMinMs: 0,
  });
  const view = render(
    <QueryClientProvider client={queryClient}>
      <RouterProvider router={router} />
    </QueryClientProvider>,
  );
  return { router, ...view };
}

/** Shows an element as the one page there is. */
export function showPage(element: ReactElement, queryClient = testCache()) {
  return showRoutes(createRootRoute({ component: () => element }), queryClient);
}

/** Has `fetch` answer so, until `vi.unstubAllGlobals`. */
export function stubBackend(answer: (path: string, init: RequestInit) => Promise<Response>): void {
  // jsdom scrolls nothing.
  vi.stubGlobal('scrollTo', () => undefined);
  vi.stubGlobal('fetch', (path: string, init: RequestInit = {}) => answer(path, init));
}

/**
 * An answer of the backend: a number is a refusal with that status, undefined none that comes, and
 * anything else the body.
 */
export function answerWith(answer: unknown, headers: HeadersInit = {}): Promise<Response> {
  if (answer === undefined) return new Promise(() => undefined);
  return Promise.resolve(
    typeof answer === 'number'
      ? Response.json({ error: 'x', error_description: 'No.' }, { status: answer, headers })
      : Response.json(answer, { headers }),
  );
}
