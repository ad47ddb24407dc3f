import { useQueryClient } from '@tanstack/react-query';
import { Link } from '@tanstack/react-router';
import { useRef } from 'react';
import { domainsQuery } from '#api/domains.ts';
import type { DnsSettings } from '#contract/ours/dns-settings.ts';
import { namedOf, useIssuerNames } from '#shared/issuer-names.ts';
import { hasName } from '#shared/issuer-words.ts';
import { Load } from '#shared/load.tsx';
import { Button } from '#ui/button.tsx';
import { Notice } from '#ui/notice.tsx';
import './domains.css';
import { DomainTableSkeleton } from './domain-table.tsx';
import { useDomainRun } from './domain-run.ts';
import type { DomainRun } from './domain-run.ts';
import { domainRunsOf, useCurrentRun } from './domain-runs.ts';
import { RunTable } from './run-table.tsx';
import { SeveralChoice } from './several-choice.tsx';
import type { SeveralAct } from './several.ts';

/** Marks or assigns several domains of an account, one by one. */
export function SeveralPage({
  accountId,
  act,
  dns,
}: {
  accountId: string;
  act: SeveralAct;
  dns: DnsSettings;
}) {
  const runs = domainRunsOf(useQueryClient(), accountId, 'several');
  const run = useCurrentRun(runs);
  const part = useRef<HTMLDivElement>(null);
  const choose = () => {
    // What was pressed goes away with the outcomes.
    part.current?.focus();
    runs.dismiss();
  };
  return (
    <div tabIndex={-1} ref={part}>
      {run === null ? (
        <Load
          query={domainsQuery(accountId)}
          loading={
            <div className="card table-card" aria-busy="true">
              <DomainTableSkeleton look="list" />
            </div>
          }
          missing="There is no such account"
        >
          {(page) => (
            <SeveralChoice
              accountId={accountId}
              act={act}
              dns={dns}
              page={page}
              onBegin={runs.begin}
            />
          )}
        </Load>
      ) : (
        <Run accountId={accountId} run={run} onOver={choose} />
      )}
    </div>
  );
}

function Run({
  accountId,
  run,
  onOver,
}: {
  accountId: string;
  run: DomainRun;
  onOver: () => void;
}) {
  const { rows, phase } = useDomainRun(run);
  const issuerIds = rows.flatMap(({ row }) => (row.act.do === 'assign' ? [row.act.issuerId] : []));
  const names = useIssuerNames(accountId, [...new Set(issuerIds)]);
  const assigned = rows.some(
    ({ row, state }) =>
      row.act.do === 'assign' && state.kind === 'ended' && state.outcome.kind === 'done',
  );
  return (
    <div className="several">
      <RunTable
        accountId={accountId}
        run={run}
        nameOf={(id) => {
          const issuer = namedOf(names.of(id));
          return issuer !== null && hasName(issuer) ? issuer.name : null;
        }}
        actions={
          <>
            <Button onClick={onOver}>Choose others</Button>
            <Link to="/accounts/$accountId/domains" params={{ accountId }} className="btn">
              Go to the domains
            </Link>
          </>
        }
      />
      {phase === 'ended' && assigned && (
        <Notice tone="info">
          Providers have to know the callback URLs at hosts that were assigned. Each domain’s page
          lists them.
        </Notice>
      )}
    </div>
  );
}
