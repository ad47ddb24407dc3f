import { QueryClientProvider } from '@tanstack/react-query';
import { createRouter, RouterProvider } from '@tanstack/react-router';
import { StrictMode } from 'react';
import { createRoot } from 'react-dom/client';

import { holdRequestsUntil } from '#api/client.ts';
import { ApiError } from '#api/errors.ts';
import { createQueryClient } from '#api/query-client.ts';
import { isChunkFailure } from '#app/chunk-failure.ts';
import { PageFailure } from '#app/failures.tsx';
import { forgetDrafts } from '#app/forget-drafts.ts';
import { parseSearch, stringifySearch } from '#app/search-params.ts';
import './app/app.css';
import { routeTree } from './routeTree.gen.ts';

const queryClient = createQueryClient();
const router = createRouter({
  routeTree,
  context: { queryClient },
  parseSearch,
  stringifySearch,
  // What no page reads leaves the address: a link with it is the link without it.
  search: { strict: true },
  scrollRestoration: true,
  defaultPreload: 'intent',
  // What is fresh is for the query cache to say.
  defaultPreloadStaleTime: 0,
  defaultErrorComponent: PageFailure,
});

declare module '@tanstack/react-router' {
  // oxlint-disable-next-line typescript/consistent-type-definitions -- merging needs an interface
  interface Register {
    router: typeof router;
  }
  // oxlint-disable-next-line typescript/consistent-type-definitions -- merging needs an interface
  interface StaticDataRouteOption {
    /** Which part of a thing a route shows, where its pages share a frame. */
    section?: string;
  }
}

// A constant in every build, so that the production build drops the import with all behind it. The
// shell is drawn meanwhile; requests wait.
if (import.meta.env.PUBLIC_MOCK) {
  holdRequestsUntil(import('./demo.ts').then((demo) => demo.startBackend()));
}

const root = document.getElementById('root');
if (root === null) throw new Error('index.html has no #root');
createRoot(root, {
  // A refusal by the server, or code that did not come, is no defect of the page: a boundary has put
  // it into words.
  onCaughtError: (error) => {
    if (error instanceof ApiError || isChunkFailure(error)) return;
    // oxlint-disable-next-line no-console -- this is where a defect is looked for
    console.error(error);
  },
}).render(
  <StrictMode>
    <QueryClientProvider client={queryClient}>
      <RouterProvider router={router} />
    </QueryClientProvider>
  </StrictMode>,
);

void forgetDrafts(queryClient);
