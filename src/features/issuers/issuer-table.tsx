import { useRouter } from '@tanstack/react-router';
import { useLayoutEffect, useMemo, useRef, useState } from 'react';
import type { MouseEvent, ReactNode } from 'react';
import type { IssuerRow } from '#contract/issuer.ts';
import { tableRoles } from '#ui/table-roles.ts';
import { useNow } from '#ui/time.tsx';
import { useRowWindow } from '#ui/use-row-window.ts';
import { IssuerTableRow } from './issuer-row.tsx';
import { openedRow, rememberOpenedRow } from './opened-row.ts';

/** The table's frame: caption, columns and headings. `rowCount` -1: not known yet. */
function Frame({ rowCount, children }: { rowCount?: number; children?: ReactNode }) {
  return (
    <table
      {...tableRoles.table}
      className="table issuers"
      aria-label="Issuers"
      aria-rowcount={rowCount}
    >
      <thead {...tableRoles.rowGroup}>
        <tr {...tableRoles.row} aria-rowindex={1}>
          <th {...tableRoles.columnHeader} className="col-name">
            Name
          </th>
          <th {...tableRoles.columnHeader} className="col-id">
            Id
          </th>
          <th {...tableRoles.columnHeader} className="col-status">
            Status
          </th>
          <th {...tableRoles.columnHeader} className="col-access">
            Access
          </th>
          <th {...tableRoles.columnHeader} className="col-sign-in">
            Sign-in
          </th>
          <th {...tableRoles.columnHeader} className="col-created">
            Created
          </th>
          <th {...tableRoles.columnHeader} className="col-updated">
            Updated
          </th>
        </tr>
      </thead>
      {children}
    </table>
  );
}

/**
 * The rows as a table. Past a few hundred only those around the viewport are in the page; rows left
 * out are stood for by an empty one of their height, so that the page is as long as the list.
 */
export function IssuerTable({
  accountId,
  rows,
  more,
}: {
  accountId: string;
  rows: readonly IssuerRow[];
  more: boolean;
}) {
  const router = useRouter();
  const historyKey = () => router.latestLocation.state.__TSR_key ?? router.latestLocation.href;
  const body = useRef<HTMLTableSectionElement>(null);
  const now = useNow();
  const base = useMemo(
    () =>
      router.buildLocation({ to: '/accounts/$accountId/issuers', params: { accountId } })
        .publicHref,
    [router, accountId],
  );

  // Back from an issuer: the reader goes on from the row they left by, which is drawn wherever it
  // is. The scroll position is the router's to restore.
  const [openedBefore] = useState(() => openedRow(historyKey()));
  const { spans, rowHeight, onFocus, onBlur } = useRowWindow(body, rows, openedBefore ?? null);
  useLayoutEffect(() => {
    if (openedBefore !== undefined)
      linkOf(body.current, openedBefore)?.focus({ preventScroll: true });
  }, [openedBefore]);

  const follow = (event: MouseEvent) => {
    const link = event.target instanceof Element ? event.target.closest('a') : null;
    const id = link?.dataset['issuer'];
    // A new tab, a download, a selection: the browser's business.
    if (id === undefined || event.defaultPrevented || event.button !== 0) return;
    if (event.metaKey || event.ctrlKey || event.shiftKey || event.altKey) return;
    event.preventDefault();
    rememberOpenedRow(historyKey(), id);
    void router.navigate({
      to: '/accounts/$accountId/issuers/$issuerId',
      params: { accountId, issuerId: id },
    });
  };

  // One link per row through the router's own component would cost more than the rest of the row.
  // So they are plain links, and the code behind them is fetched when one is about to be used: code
  // only, because a request per row pointed at would run into the rate limit.
  const preload = () => {
    void router.loadRouteChunk(router.routesById['/accounts/$accountId/issuers/$issuerId']);
  };

  const drawn: ReactNode[] = [];
  let end = 0;
  const gapUntil = (start: number) => {
    // A gap's key is its place: in one order with the rows' places, so that filling or moving one
    // never moves a row in the page, which would take the focus from it.
    if (start > end) drawn.push(<Gap key={end} height={(start - end) * rowHeight} />);
  };
  for (const span of spans) {
    gapUntil(span.start);
    for (let index = span.start; index < span.end; index += 1) {
      const row = rows[index];
      if (row === undefined) break;
      const href = `${base}/${encodeURIComponent(row.id)}`;
      drawn.push(<IssuerTableRow key={row.id} row={row} index={index} href={href} now={now} />);
    }
    ({ end } = span);
  }
  gapUntil(rows.length);

  return (
    <Frame rowCount={more ? -1 : rows.length + 1}>
      {/* oxlint-disable-next-line jsx-a11y/click-events-have-key-events, jsx-a11y/no-noninteractive-element-interactions -- listens for the links inside */}
      <tbody
        {...tableRoles.rowGroup}
        ref={body}
        onClick={follow}
        onPointerEnter={preload}
        onFocus={(event) => {
          preload();
          onFocus(event);
        }}
        onBlur={onBlur}
      >
        {drawn}
      </tbody>
    </Frame>
  );
}

/** The link of a row that is drawn. */
function linkOf(body: Element | null, id: string): HTMLElement | null {
  return body?.querySelector<HTMLElement>(`[data-issuer="${CSS.escape(id)}"]`) ?? null;
}

/** Stands for rows that are not drawn, at their height. */
function Gap({ height }: { height: number }) {
  return (
    <tr className="gap" aria-hidden="true">
      {/* One column wide: spanning all would bring hidden columns back as empty ones. */}
      {/* oxlint-disable-next-line jsx-a11y/control-has-associated-label -- nothing to read here */}
      <td style={{ height }} />
    </tr>
  );
}

/**
 * The table while its first rows are on their way: same columns, same heights. The bars are a
 * picture, because drawing seventy of them would hold the rows up.
 */
export function IssuerTableSkeleton() {
  return (
    <div aria-hidden="true">
      <Frame />
      <div className="bars" />
    </div>
  );
}
