import type { QueryClient } from '@tanstack/react-query';
import { createRootRouteWithContext, Outlet } from '@tanstack/react-router';
import { NotFoundPage, RootFailure } from '#app/failures.tsx';
import { Shell } from '#app/shell.tsx';

export const Route = createRootRouteWithContext<{ queryClient: QueryClient }>()({
  component: Root,
  errorComponent: RootFailure,
  notFoundComponent: NotFoundPage,
});

function Root() {
  return (
    <Shell>
      <Outlet />
    </Shell>
  );
}
