import type { Finding } from './finding.ts';

/** What is known of a subject, and when it is asked about again. Times are Unix milliseconds. */
export type DoctorState = {
  /** Null until the first check has ended. */
  readonly findings: readonly Finding[] | null;
  readonly checking: boolean;
  readonly checkedAt: number | null;
  /** Null while a check is under way, and while it waits. */
  readonly nextAt: number | null;
  /** Why no check is due: nobody looks at the page, or there is no network. */
  readonly waits: 'hidden' | 'offline' | null;
};
