import { Button } from '#ui/button.tsx';
import { Section } from '#ui/section.tsx';
import type { AddPlan } from './add-plan.ts';
import { AddTable } from './add-table.tsx';
import type { DomainRun, DomainRunState } from './domain-run.ts';
import { RunTable } from './run-table.tsx';

/** Several being added, and what became of them; below it what was never tried. */
export function Adding({
  accountId,
  run,
  state,
  plan,
  onMore,
}: {
  accountId: string;
  run: DomainRun;
  state: DomainRunState;
  plan: AddPlan;
  onMore: () => void;
}) {
  const tried = new Set(state.rows.map(({ row }) => row.host));
  const rest = plan.rows.filter(
    ({ verdict }) =>
      verdict.kind === 'refused' || (verdict.kind === 'no_place' && !tried.has(verdict.host)),
  );
  return (
    <>
      <RunTable
        accountId={accountId}
        run={run}
        actions={<Button onClick={onMore}>Add more domains</Button>}
      />
      {rest.length > 0 && (
        <div className="add-rest">
          <Section
            title="Not tried"
            detail="These were never sent to AuthPI. They are still in the list when you add more."
          >
            <div className="table-card">
              <AddTable accountId={accountId} label="Not tried" heading="Why" rows={rest} />
            </div>
          </Section>
        </div>
      )}
    </>
  );
}
