import { createFileRoute } from '@tanstack/react-router';
import { accountQuery } from '#api/accounts.ts';
import { accountsCrumb } from '#app/crumbs.tsx';
import { refuseOddIds } from '#app/odd-ids.ts';
import { Page } from '#app/page.tsx';
import { AccountAside } from '#features/accounts/account-aside.tsx';
import { AccountOverview } from '#features/accounts/account-overview.tsx';
import { useAccountName } from '#shared/names.ts';

export const Route = createFileRoute('/accounts/$accountId/')({
  beforeLoad: ({ params }) => refuseOddIds(params),
  loader: ({ context, params, preload }) => {
    if (preload) return;
    context.queryClient.query(accountQuery(params.accountId)).catch(() => undefined);
  },
  component: Account,
});

function Account() {
  const { accountId } = Route.useParams();
  const name = useAccountName(accountId);
  return (
    <Page
      title={name}
      placeholder="Account"
      crumbs={[accountsCrumb()]}
      aside={<AccountAside accountId={accountId} name={name} />}
    >
      <AccountOverview accountId={accountId} />
    </Page>
  );
}
