import { forwarded, returned } from './forward.ts';

/** What answers `/v1` behind the gateway. */
export type Upstream = {
  /** `live` is AuthPI itself, `sample` the backend embedded in this process. */
  backend: 'live' | 'sample';
  /** The host people know the API by. */
  host: string;
  fetch(request: Request): Promise<Response>;
};

/** Who answers like AuthPI, in as many worlds as a test suite wants; see `mocks/worlds.ts`. */
export type Worlds = { fetch(request: Request): Promise<Response> };

/** Sample data from a backend in this process. It alone has a simulator to drive it by. */
export function createSample(worlds: Worlds, host: string): Upstream {
  return {
    backend: 'sample',
    host,
    async fetch(request) {
      const passed = await forwarded(request, {
        url: request.url,
        alsoHeaders: ['x-simulator-world'],
      });
      return 'refused' in passed ? passed.refused : returned(await worlds.fetch(passed.request));
    },
  };
}
