import { Link } from '@tanstack/react-router';
import { memo } from 'react';
import type { MouseEvent, ReactNode } from 'react';
import { unicodeHost } from '#contract/ours/hosts.ts';
import { MAX_DOMAINS } from '#contract/ours/limits.ts';
import { TableFrame } from '#shared/row-table.tsx';
import { Icon } from '#ui/icon.tsx';
import { Status } from '#ui/status.tsx';
import type { Look } from '#ui/status.tsx';
import { tableRoles } from '#ui/table-roles.ts';
import type { AddRow, AddVerdict } from './add-plan.ts';

const HOST = { className: 'col-host', heading: 'Host' } as const;
const ACT = { className: 'col-act', heading: 'Remove' } as const;

/** Characters of what was typed that are shown: somebody may paste a book. */
const SHOWN = 160;

/** What was pasted, a row each with what would become of it. */
export function AddTable({
  accountId,
  label,
  heading = 'What becomes of it',
  rows,
  onRemove,
}: {
  accountId: string;
  /** The name of the table. */
  label: string;
  /** What the verdicts are. */
  heading?: string;
  rows: readonly AddRow[];
  /** Takes a row away; left out where nothing can be changed. */
  onRemove?: (row: AddRow, isLast: boolean) => void;
}) {
  const verdict = { className: 'col-verdict', heading } as const;
  const columns = onRemove === undefined ? [HOST, verdict] : [HOST, verdict, ACT];
  const className = onRemove === undefined ? 'add-table' : 'add-table add-table-open';
  const kind = { label, className, columns };
  const remove = (event: MouseEvent) => {
    const button = event.target instanceof Element ? event.target.closest('[data-remove]') : null;
    const at = Number(button?.getAttribute('data-remove') ?? -1);
    const row = rows[at];
    if (row !== undefined) onRemove?.(row, at === rows.length - 1);
  };
  return (
    <TableFrame kind={kind} rowCount={rows.length + 1}>
      {/* oxlint-disable-next-line jsx-a11y/click-events-have-key-events, jsx-a11y/no-noninteractive-element-interactions -- listens for the buttons inside */}
      <tbody {...tableRoles.rowGroup} onClick={remove}>
        {rows.map((row, at) => (
          // By place: what takes the place of a removed row takes its button, and the focus with it.
          <Row
            key={at}
            accountId={accountId}
            row={row}
            at={at}
            mayRemove={onRemove !== undefined}
          />
        ))}
      </tbody>
    </TableFrame>
  );
}

type RowProps = {
  accountId: string;
  row: AddRow;
  /** From 0. */
  at: number;
  mayRemove: boolean;
};

/** Drawn again only when it says something else: with each key all rows are made anew. */
const Row = memo(function Row({
  accountId,
  row: { pasted, verdict, warning },
  at,
  mayRemove,
}: RowProps) {
  const host = 'host' in verdict ? verdict.host : null;
  const typed = pasted.text.length > SHOWN ? `${pasted.text.slice(0, SHOWN)}…` : pasted.text;
  return (
    <tr {...tableRoles.row} aria-rowindex={at + 2}>
      <th {...tableRoles.rowHeader} className="col-host">
        {host === null ? (
          <code className="add-typed">
            <bdi>{typed}</bdi>
          </code>
        ) : (
          <HostForms host={host} typed={typed} />
        )}
        {pasted.left.length > 0 && <p className="dim">Left out: {pasted.left.join(', ')}</p>}
      </th>
      <td {...tableRoles.cell} className="col-verdict">
        <Status {...LOOKS[verdict.kind]} />
        {detailOf(accountId, verdict)}
        {warning !== null && (
          <p className="add-warning">
            <Icon name="alert" />
            <span>{warning}.</span>
          </p>
        )}
      </td>
      {mayRemove && (
        <td {...tableRoles.cell} className="col-act">
          <button type="button" className="btn btn-quiet" data-remove={at}>
            Remove <span className="sr-only">{host === null ? typed : unicodeHost(host)}</span>
          </button>
        </td>
      )}
    </tr>
  );
}, saysTheSame);

function saysTheSame(before: RowProps, now: RowProps): boolean {
  const said = ({ accountId, at, mayRemove, row }: RowProps) =>
    JSON.stringify([
      accountId,
      at,
      mayRemove,
      row.pasted.text,
      row.pasted.left,
      row.verdict,
      row.warning,
    ]);
  return said(before) === said(now);
}

/** A host as people read it, as it is stored, and as it was typed, where these differ. */
function HostForms({ host, typed }: { host: string; typed: string }) {
  const readable = unicodeHost(host);
  return (
    <>
      <bdi dir="ltr" className="add-host">
        {readable}
      </bdi>
      {readable !== host && (
        <p>
          <code>{host}</code>
        </p>
      )}
      {typed !== host && typed !== readable && (
        <p className="dim">
          Typed as{' '}
          <code className="add-typed">
            <bdi>{typed}</bdi>
          </code>
        </p>
      )}
    </>
  );
}

const LOOKS: { readonly [kind in AddVerdict['kind']]: Look } = {
  add: { shape: 'ok', text: 'Will be added' },
  here: { shape: 'off', text: 'Here already' },
  repeated: { shape: 'off', text: 'Repeated' },
  no_place: { shape: 'warn', text: 'No place left' },
  refused: { shape: 'bad', text: 'Cannot be added' },
  unjudged: { shape: 'off', text: 'Being checked' },
};

function detailOf(accountId: string, verdict: AddVerdict): ReactNode {
  switch (verdict.kind) {
    case 'add':
      return (
        verdict.place !== null && (
          <p className="dim">
            Place {verdict.place} of {MAX_DOMAINS}
          </p>
        )
      );
    case 'here':
      return (
        <p>
          <Link
            to="/accounts/$accountId/domains/$host"
            params={{ accountId, host: verdict.host }}
            className="link"
          >
            Show <span className="sr-only">{unicodeHost(verdict.host)}</span>
          </Link>
        </p>
      );
    case 'repeated':
      return <p className="dim">It stands further up, and is added once</p>;
    case 'no_place':
      return <p className="dim">An account has {MAX_DOMAINS}. Those further up come first</p>;
    case 'refused':
      return <p className="dim">{verdict.words}</p>;
    case 'unjudged':
      return null;
  }
}
