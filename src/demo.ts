import { startWorker } from '#mocks/adapters/browser.ts';

/**
 * Starts the embedded backend in a service worker. The only module of the browser app that may
 * import `#mocks`; `main.tsx` imports it behind the build flag PUBLIC_MOCK.
 */
export async function startBackend(): Promise<void> {
  await startWorker();
}
