import { useRouter } from '@tanstack/react-router';
import { useState } from 'react';

/** The dialog that was opened over its page last: that page, and where in the history it stood. */
let opened: { home: string; at: number } | null = null;

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
  const [isOver] = useState(() => {
    const from = router.state.resolvedLocation?.pathname;
    const { __TSR_index: at } = router.history.location.state;
    // In the place of another dialog over the same page, it is over that page as the other was.
    const isInstead =
      from?.startsWith(`${home}/`) === true && opened?.home === home && opened.at === at;
    if (from !== home && !isInstead) return false;
    opened = { home, at };
    return true;
  });
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
