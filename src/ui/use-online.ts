import { useEffect, useRef, useSyncExternalStore } from 'react';

/** Whether the browser has a network. True says little, false is certain. */
export function useOnline(): boolean {
  return useSyncExternalStore(subscribe, () => navigator.onLine);
}

function subscribe(listener: () => void) {
  addEventListener('online', listener);
  addEventListener('offline', listener);
  return () => {
    removeEventListener('online', listener);
    removeEventListener('offline', listener);
  };
}

/** Does something each time `open` turns from false to true: when what was in the way is gone. */
export function useOnceOpen(open: boolean, act: () => void): void {
  const was = useRef(open);
  useEffect(() => {
    const opened = open && !was.current;
    was.current = open;
    if (opened) act();
  }, [open, act]);
}
