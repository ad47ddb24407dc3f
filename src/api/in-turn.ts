import type { QueryClient } from '@tanstack/react-query';

/**
 * Writes one after another per resource (docs/architecture.md, the query cache). A write goes out
 * once, online or not, and to its end whoever leaves the page. One that waits carries what it was
 * called with, so the tag of a write that another overtook is refused by the server, as it must be.
 *
 * Nothing of it is kept: what it sends is in the closure alone, and it leaves the cache when it ends.
 *
 * @param path the resource's path: the scope
 * @throws what `work` throws
 */
export function inTurn<T>(
  queryClient: QueryClient,
  path: string,
  work: () => Promise<T>,
): Promise<T> {
  const cache = queryClient.getMutationCache();
  const mutation = cache.build(queryClient, {
    mutationFn: work,
    scope: { id: path },
    networkMode: 'always',
    retry: false,
    // Removed below. With a time of 0 the library would look each moment whether it has ended.
    gcTime: Infinity,
  });
  return mutation.execute(undefined).finally(() => cache.remove(mutation));
}
