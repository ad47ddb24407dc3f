import { Link } from '@tanstack/react-router';
import type { ReactNode } from 'react';
import { unicodeHost } from '#contract/ours/hosts.ts';
import { PauseWords, usePause } from '#shared/pause.tsx';
import { TableFrame } from '#shared/row-table.tsx';
import { useSessionEnd } from '#shared/session.ts';
import { Button } from '#ui/button.tsx';
import { CopyButton } from '#ui/copy-button.tsx';
import { breakable } from '#ui/facts.tsx';
import { Notice } from '#ui/notice.tsx';
import { Status } from '#ui/status.tsx';
import { tableRoles } from '#ui/table-roles.ts';
import { useOnline } from '#ui/use-online.ts';
import { mayRetry, useDomainRun } from './domain-run.ts';
import type { DomainRun, DomainRunState, RunStep } from './domain-run.ts';
import { handFocusOn } from './hand-focus.ts';
import { retryWords, stepWords, STOP_WORDS, summaryWords } from './run-words.ts';

const KIND = {
  label: 'Outcome of each domain',
  className: 'run-table',
  columns: [
    { className: 'col-host', heading: 'Domain' },
    { className: 'col-outcome', heading: 'Outcome' },
  ],
} as const;

/**
 * The writes of a run, a row each with what became of it, and the ways on. It takes the focus where
 * what began it is gone from the page.
 *
 * @param nameOf the name of an issuer, where it is known
 * @param actions what else can be done once it has ended
 */
export function RunTable({
  accountId,
  run,
  nameOf,
  actions,
}: {
  accountId: string;
  run: DomainRun;
  nameOf?: (issuerId: string) => string | null;
  actions?: ReactNode;
}) {
  const state = useDomainRun(run);
  const { rows, phase, stop, until } = state;
  return (
    <div className="run">
      <div className="run-head" tabIndex={-1} ref={takeLostFocus}>
        <p className="run-summary">{summaryWords(state)}</p>
        <div className="run-acts">
          {phase === 'running' && rows.length > 1 && <StopButton run={run} state={state} />}
          {phase === 'ended' && (
            <>
              <RetryButton run={run} state={state} />
              {actions}
            </>
          )}
        </div>
      </div>
      {phase !== 'ended' && (
        <progress
          className="run-bar"
          aria-label="Progress"
          max={rows.length}
          value={rows.filter(({ state: { kind } }) => kind === 'ended').length}
        />
      )}
      {until !== null && (
        <Notice tone="warn">
          <PauseWords until={until} what="It" />
        </Notice>
      )}
      {phase === 'ended' && stop !== null && (
        <Notice tone={stop === 'asked' ? 'info' : 'warn'}>{STOP_WORDS[stop]}</Notice>
      )}
      <div className="table-card card">
        <TableFrame kind={KIND}>
          <tbody {...tableRoles.rowGroup}>
            {rows.map((step) => (
              <Row key={step.row.host} accountId={accountId} step={step} nameOf={nameOf} />
            ))}
          </tbody>
        </TableFrame>
      </div>
    </div>
  );
}

function Row({
  accountId,
  step,
  nameOf,
}: {
  accountId: string;
  step: RunStep;
  nameOf: ((issuerId: string) => string | null) | undefined;
}) {
  const { row, state } = step;
  const { host } = row;
  const { look, detail, reference } = stepWords(step, nameOf);
  const readable = unicodeHost(host);
  const isHere =
    state.kind === 'ended' && state.outcome.kind === 'done' && state.outcome.domain !== null;
  return (
    <tr {...tableRoles.row} aria-busy={state.kind === 'writing' || undefined}>
      <th {...tableRoles.rowHeader} className="col-host">
        <div className="domain-line">
          <bdi dir="ltr" className="domain-host">
            {breakable(readable)}
          </bdi>
          {readable === host && <CopyButton text={host} what={`host ${host}`} />}
        </div>
        {readable !== host && (
          <div className="domain-line">
            <code>{breakable(host)}</code>
            <CopyButton text={host} what={`host ${host}`} />
          </div>
        )}
      </th>
      <td {...tableRoles.cell} className="col-outcome">
        <div className="run-outcome">
          <Status {...look} />
          {isHere && (
            <Link
              to="/accounts/$accountId/domains/$host"
              params={{ accountId, host }}
              className="link run-link"
            >
              {row.act.do === 'add' ? 'Set up' : 'Open'} <span className="sr-only">{readable}</span>
            </Link>
          )}
        </div>
        {detail !== null && (
          <p className="run-detail">
            {detail}
            {reference !== null && (
              <>
                {' '}
                Reference <code>{reference}</code>
                <CopyButton text={reference} what="reference" />
              </>
            )}
          </p>
        )}
      </td>
    </tr>
  );
}

function StopButton({
  run,
  state: { stopping, until },
}: {
  run: DomainRun;
  state: DomainRunState;
}) {
  return (
    <Button
      ref={handFocusOn}
      onClick={run.stop}
      reason={stopping ? 'It stops after the write under way' : null}
    >
      {stopping ? 'Stopping…' : until === null ? 'Stop after this one' : 'Stop'}
    </Button>
  );
}

function RetryButton({ run, state }: { run: DomainRun; state: DomainRunState }) {
  const online = useOnline();
  const pause = usePause();
  const ended = useSessionEnd();
  const words = retryWords(state);
  if (words === null) return null;
  let reason: string | null = null;
  if (!online) reason = 'There is no connection';
  else if (pause !== null) reason = 'The pause is not over';
  else if (ended !== null) reason = 'Sign in again first';
  return (
    <Button
      ref={handFocusOn}
      // Where all that failed is in others' hands, the next try most likely ends the same.
      look={state.rows.filter(mayRetry).every(isHeld) ? 'plain' : 'primary'}
      onClick={run.retry}
      reason={reason}
    >
      {words}
    </Button>
  );
}

function isHeld({ state }: RunStep): boolean {
  return state.kind === 'ended' && state.outcome.kind === 'held';
}

/** Outside of the components, so that it is called once for an element. */
function takeLostFocus(element: HTMLElement | null): void {
  if (document.activeElement === document.body) element?.focus();
}
