import { lazy, useSyncExternalStore } from 'react';
import { LazyDialog } from '#ui/lazy-dialog.tsx';
import { openAlarms, subscribeAlarms } from './door-alarm.ts';

const DoorAlarmDialog = lazy(async () => ({
  default: (await import('./door-alarm-dialog.tsx')).DoorAlarmDialog,
}));

/** Alarms about issuers nobody can sign in through, over whatever page is shown. */
export function DoorAlarms() {
  const [alarm] = useSyncExternalStore(subscribeAlarms, openAlarms);
  if (alarm === undefined) return null;
  return (
    <LazyDialog what="An alarm did not open: perhaps nobody can sign in.">
      <DoorAlarmDialog key={alarm.issuerId} alarm={alarm} />
    </LazyDialog>
  );
}
