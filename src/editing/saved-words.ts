import type { Outcome } from './session.ts';

/** That it is saved, and what came along with it. */
export function savedWords({ merged }: Extract<Outcome, { kind: 'saved' }>): string {
  if (merged.length === 0) return 'Saved.';
  const changes = merged.length === 1 ? '1 change' : `${merged.length} changes`;
  return `Saved. Also kept ${changes} made by someone else.`;
}
