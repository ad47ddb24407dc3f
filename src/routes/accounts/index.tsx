import { createFileRoute } from '@tanstack/react-router';
import { accountList } from '#api/accounts.ts';
import { cursorListQuery } from '#api/use-cursor-list.ts';
import { Page } from '#app/page.tsx';
import { AccountList } from '#features/accounts/account-list.tsx';

export const Route = createFileRoute('/accounts/')({
  loader: ({ context, preload }) => {
    if (preload) return;
    context.queryClient.query(cursorListQuery(accountList())).catch(() => undefined);
  },
  component: Accounts,
});

function Accounts() {
  return (
    <Page title="Accounts" crumbs={[]}>
      <AccountList />
    </Page>
  );
}
