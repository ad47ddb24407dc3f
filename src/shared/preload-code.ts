import type { AnyRoute, AnyRouter } from '@tanstack/react-router';

/**
 * Fetches the code of routes that may be gone to next. Code only, never data. One that cannot be
 * fetched is no failure yet: going there asks again, and says so.
 */
export function preloadCode(router: AnyRouter, ...routeIds: readonly string[]): void {
  for (const id of routeIds) {
    // oxlint-disable-next-line typescript/no-unsafe-assignment -- typed as any by the library
    const route: AnyRoute | undefined = router.routesById[id];
    if (route === undefined) throw new Error(`There is no route ${id}`);
    Promise.resolve(router.loadRouteChunk(route)).catch(() => undefined);
  }
}
