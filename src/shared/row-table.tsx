import { useRouter } from '@tanstack/react-router';
import { useLayoutEffect, useRef, useState } from 'react';
import type { ReactElement, ReactNode } from 'react';
import { openedLink } from '#ui/opened-link.ts';
import { tableRoles } from '#ui/table-roles.ts';
import { useNow } from '#ui/time.tsx';
import { useRowWindow } from '#ui/use-row-window.ts';

/** What one kind of table is: its name, its columns from left to right, and how wide they are. */
export type TableKind = {
  label: string;
  /** The class whose rules (src/app/styles) give `.col-…` their widths. */
  className: string;
  columns: readonly { className: `col-${string}`; heading: string }[];
};

/** What a row is drawn with. `index` counts from 0; `now` is Unix ms, to the minute. */
export type RowProps<Row> = { row: Row; index: number; href: string; now: number };

/** The table's frame: name, columns and headings. `rowCount` -1: not known yet. */
export function TableFrame({
  kind,
  rowCount,
  children,
}: {
  kind: TableKind;
  rowCount?: number;
  children?: ReactNode;
}) {
  return (
    <table
      {...tableRoles.table}
      className={`table ${kind.className}`}
      aria-label={kind.label}
      aria-rowcount={rowCount}
    >
      <thead {...tableRoles.rowGroup}>
        <tr {...tableRoles.row} aria-rowindex={1}>
          {kind.columns.map(({ className, heading }) => (
            <th {...tableRoles.columnHeader} key={className} className={className}>
              {heading}
            </th>
          ))}
        </tr>
      </thead>
      {children}
    </table>
  );
}

/**
 * Rows as a table. Past a few hundred only those around the viewport are in the page; rows left out
 * are stood for by an empty one of their height, so that the page is as long as the list.
 *
 * One link per row through the router's own component would cost more than the rest of the row. So
 * they are plain links that the page follows, and the code behind them is fetched when one is
 * about to be used: code only, because a request per row pointed at would run into the rate limit.
 */
export function RowTable<Row extends { readonly id: string }>({
  kind,
  rows,
  more,
  hrefOf,
  preload,
  renderRow,
}: {
  kind: TableKind;
  rows: readonly Row[];
  more: boolean;
  /** Where a row leads, as an address of this app. */
  hrefOf: (row: Row) => string;
  /** Fetches the code behind the rows' links. */
  preload: () => void;
  /** One `<tr>`, with `aria-rowindex={index + 2}` and the link in its header cell: `<a data-row={row.id} href={href}>`. */
  renderRow: (props: RowProps<Row>) => ReactElement;
}) {
  const router = useRouter();
  const body = useRef<HTMLTableSectionElement>(null);
  const now = useNow();

  // Back from a row's page: the reader goes on from the row they left by, which is drawn wherever it
  // is. The scroll position is the router's to restore.
  const [openedBefore] = useState(() => {
    const href = openedLink(router);
    return href === undefined ? undefined : rows.find((row) => hrefOf(row) === href);
  });
  const { spans, rowHeight, onFocus, onBlur } = useRowWindow(body, rows, openedBefore?.id ?? null);
  useLayoutEffect(() => {
    if (openedBefore === undefined) return;
    const link = body.current?.querySelector<HTMLElement>(
      `a[data-row="${CSS.escape(openedBefore.id)}"]`,
    );
    link?.focus({ preventScroll: true });
  }, [openedBefore]);

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
      drawn.push(renderRow({ row, index, href: hrefOf(row), now }));
    }
    ({ end } = span);
  }
  gapUntil(rows.length);

  return (
    <TableFrame kind={kind} rowCount={more ? -1 : rows.length + 1}>
      {/* oxlint-disable-next-line jsx-a11y/no-noninteractive-element-interactions -- listens for the links inside */}
      <tbody
        {...tableRoles.rowGroup}
        ref={body}
        onPointerEnter={preload}
        onFocus={(event) => {
          preload();
          onFocus(event);
        }}
        onBlur={onBlur}
      >
        {drawn}
      </tbody>
    </TableFrame>
  );
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
export function RowTableSkeleton({ kind }: { kind: TableKind }) {
  return (
    <div aria-hidden="true">
      <TableFrame kind={kind} />
      <div className="bars" />
    </div>
  );
}
