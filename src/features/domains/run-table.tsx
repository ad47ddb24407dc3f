import type { DomainRun } from './domain-run.ts';
import { useDomainRun } from './domain-run.ts';

/** The writes of a run, a row each with what became of it, and the ways on. */
export function RunTable({ accountId, run }: { accountId: string; run: DomainRun }) {
  const { rows } = useDomainRun(run);
  return <p>{`${accountId} ${rows.length}`}</p>;
}
