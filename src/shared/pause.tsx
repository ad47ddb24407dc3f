import { useSyncExternalStore } from 'react';
import { client } from '#api/client.ts';
import { Countdown } from '#ui/countdown.tsx';

/** Until when AuthPI asked not to be asked (Unix ms); null while nothing is in the way. */
export function usePause(): number | null {
  return useSyncExternalStore(client.gate.subscribe, client.gate.snapshot).until;
}

/**
 * A pause, counting down. The seconds are for the eye: read aloud they would drown all else.
 *
 * @param what goes on after it
 */
export function PauseWords({ until, what = 'Loading' }: { until: number; what?: string }) {
  return (
    <>
      AuthPI asked for a pause. {what} goes on by itself
      <span aria-hidden="true">
        {' in '}
        <Countdown until={until} />
      </span>
      .
    </>
  );
}
