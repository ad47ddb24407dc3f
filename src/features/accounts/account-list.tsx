import { useRouter } from '@tanstack/react-router';
import { useMemo } from 'react';
import { accountList } from '#api/accounts.ts';
import type { Account } from '#contract/account.ts';
import { CursorListCard } from '#shared/cursor-list.tsx';
import type { ListFace } from '#shared/cursor-list.tsx';
import { preloadCode } from '#shared/preload-code.ts';
import { RowTable, RowTableSkeleton } from '#shared/row-table.tsx';
import type { TableKind } from '#shared/row-table.tsx';
import { AccountTableRow } from './account-row.tsx';

const kind: TableKind = {
  label: 'Accounts',
  className: 'accounts folding',
  columns: [
    { className: 'col-name', heading: 'Name' },
    { className: 'col-id', heading: 'Id' },
    { className: 'col-type', heading: 'Type' },
    { className: 'col-members', heading: 'Members' },
    { className: 'col-domains', heading: 'Domains' },
    { className: 'col-created', heading: 'Created' },
    { className: 'col-updated', heading: 'Updated' },
  ],
};

const face: ListFace<Account> = {
  noun: { one: 'account', many: 'accounts' },
  empty: {
    title: 'You are not a member of any account',
    detail:
      'AuthPI knows this credential, but no account lists it. Whoever runs the account can add you.',
  },
  skeleton: <RowTableSkeleton kind={kind} />,
  renderTable: (rows, more) => <AccountTable rows={rows} more={more} />,
};

/** Every account the caller is a member of, newest first. */
export function AccountList() {
  const source = useMemo(() => accountList(), []);
  return <CursorListCard source={source} face={face} />;
}

function AccountTable({ rows, more }: { rows: readonly Account[]; more: boolean }) {
  const router = useRouter();
  const base = useMemo(() => router.buildLocation({ to: '/accounts' }).publicHref, [router]);
  return (
    <RowTable
      kind={kind}
      rows={rows}
      more={more}
      hrefOf={(row) => `${base}/${encodeURIComponent(row.id)}`}
      preload={() => preloadCode(router, '/accounts/$accountId/')}
      renderRow={(props) => <AccountTableRow key={props.row.id} {...props} />}
    />
  );
}
