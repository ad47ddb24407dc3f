import { assignedIssuer } from '#contract/domain.ts';
import type { Domain } from '#contract/domain.ts';

/** Whether a row is different now, as far as an act on it goes. */
export function hasMoved(before: Domain, now: Domain): boolean {
  return (
    assignedIssuer(before) !== assignedIssuer(now) ||
    (before.verified ?? null) !== (now.verified ?? null)
  );
}
