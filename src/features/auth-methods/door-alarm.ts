import type { Check } from './switch-run.ts';

/** Nobody can sign in through an issuer any more, or it could not be looked at. Loud, on any page. */
export type DoorAlarm = {
  readonly accountId: string;
  readonly issuerId: string;
  readonly check: Extract<Check, { kind: 'alarm' | 'unknown' }>;
  /** Looks once more. */
  readonly look: () => Promise<Check>;
};

let alarms: readonly DoorAlarm[] = [];
const listeners = new Set<() => void>();

/** The alarms that nobody has closed yet, the earliest first. The same object until one comes or goes. */
export function openAlarms(): readonly DoorAlarm[] {
  return alarms;
}

/** For `useSyncExternalStore`. */
export function subscribeAlarms(listener: () => void): () => void {
  listeners.add(listener);
  return () => listeners.delete(listener);
}

/** Raises an alarm, in place of one that is open about the same issuer. */
export function raiseAlarm(alarm: DoorAlarm): void {
  const { accountId, issuerId } = alarm;
  show([
    ...alarms.filter((one) => one.accountId !== accountId || one.issuerId !== issuerId),
    alarm,
  ]);
}

/** It was seen. */
export function closeAlarm(alarm: DoorAlarm): void {
  show(alarms.filter((one) => one !== alarm));
}

function show(next: readonly DoorAlarm[]): void {
  alarms = next;
  for (const listener of listeners) listener();
}
