import { WORLD_HEADER } from '#mocks/worlds.ts';
import type { Worlds } from '#mocks/worlds.ts';
import { forwarded, returned } from './forward.ts';
import type { Upstream } from './upstream.ts';

/** Sample data from a backend in this process. It alone has a simulator to drive it by. */
export function createSample(worlds: Worlds, host: string): Upstream {
  return {
    backend: 'sample',
    host,
    async fetch(request) {
      const passed = await forwarded(request, { url: request.url, alsoHeaders: [WORLD_HEADER] });
      return 'refused' in passed ? passed.refused : returned(await worlds.fetch(passed.request));
    },
  };
}
