import { useRouter } from '@tanstack/react-router';
import { useDeferredValue, useMemo } from 'react';
import { issuerList } from '#api/issuers.ts';
import type { IssuerRow } from '#contract/issuer.ts';
import { CursorListCard } from '#shared/cursor-list.tsx';
import type { ListFace } from '#shared/cursor-list.tsx';
import { preloadCode } from '#shared/preload-code.ts';
import { RowTable, RowTableSkeleton } from '#shared/row-table.tsx';
import type { TableKind } from '#shared/row-table.tsx';
import { IssuerTableRow } from './issuer-row.tsx';
import { filterKey, filtersOf, hasFilters } from './issuer-search.ts';
import type { IssuerSearch } from './issuer-search.ts';

const kind: TableKind = {
  label: 'Issuers',
  className: 'issuers folding',
  columns: [
    { className: 'col-name', heading: 'Name' },
    { className: 'col-id', heading: 'Id' },
    { className: 'col-status', heading: 'Status' },
    { className: 'col-access', heading: 'Access' },
    { className: 'col-sign-in', heading: 'Sign-in' },
    { className: 'col-created', heading: 'Created' },
    { className: 'col-updated', heading: 'Updated' },
  ],
};

const face: Omit<ListFace<IssuerRow>, 'renderTable'> = {
  noun: { one: 'issuer', many: 'issuers' },
  empty: {
    title: 'No issuers yet',
    detail:
      'An issuer is an identity provider of its own: it holds the ways to sign in, the rules of a session and its own users. Most accounts have one per environment.',
  },
  noMatch: 'Search looks at names, descriptions and ids. Try fewer letters, or fewer filters.',
  skeleton: <RowTableSkeleton kind={kind} />,
};

/** The issuers that match the filters. While those of a new filter load, the old ones stay. */
export function IssuerList({
  accountId,
  search,
  announces,
  onClear,
}: {
  accountId: string;
  search: IssuerSearch;
  /** Whether a list that appears says what it holds: on arrival the page says its own name. */
  announces: boolean;
  onClear: () => void;
}) {
  const wanted = filterKey(search);
  const shown = useDeferredValue(wanted);
  const filters = useMemo(() => filtersOf(JSON.parse(shown) as IssuerSearch), [shown]);
  const source = useMemo(() => issuerList(accountId, filters), [accountId, filters]);
  return (
    <CursorListCard
      source={source}
      stale={shown !== wanted}
      announces={announces}
      onClear={hasFilters(filters) ? onClear : null}
      face={{
        ...face,
        renderTable: (rows, more) => <IssuerTable accountId={accountId} rows={rows} more={more} />,
      }}
    />
  );
}

function IssuerTable({
  accountId,
  rows,
  more,
}: {
  accountId: string;
  rows: readonly IssuerRow[];
  more: boolean;
}) {
  const router = useRouter();
  const base = useMemo(
    () =>
      router.buildLocation({ to: '/accounts/$accountId/issuers', params: { accountId } })
        .publicHref,
    [router, accountId],
  );
  return (
    <RowTable
      kind={kind}
      rows={rows}
      more={more}
      hrefOf={(row) => `${base}/${encodeURIComponent(row.id)}`}
      preload={() =>
        preloadCode(
          router,
          '/accounts/$accountId/issuers/$issuerId/_tabs',
          '/accounts/$accountId/issuers/$issuerId/_tabs/',
        )
      }
      renderRow={(props) => <IssuerTableRow key={props.row.id} {...props} />}
    />
  );
}
