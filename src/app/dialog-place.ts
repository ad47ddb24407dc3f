import { useRouter } from '@tanstack/react-router';
import { useState } from 'react';

/**
 * How a dialog that is a place of its own is closed: by Back where it was opened over its page, so
 * that the page is as it was left; else by the page in its place.
 *
 * @param home the address of the page it stands over
 * @returns resolves when the page is on screen
 */
export function useClosePlace(home: string): () => Promise<void> {
  const router = useRouter();
  // Until this is on screen, the router still says where one comes from.
  const [isOver] = useState(() => router.state.resolvedLocation?.pathname === home);
  return async () => {
    if (!isOver) {
      await router.navigate({ href: home, replace: true });
      return;
    }
    const closed = new Promise<void>((done) => {
      const stop = router.subscribe('onResolved', () => {
        stop();
        done();
      });
    });
    router.history.back();
    await closed;
  };
}
