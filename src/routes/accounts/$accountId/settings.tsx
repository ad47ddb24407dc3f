import { createFileRoute } from '@tanstack/react-router';
import { accountQuery } from '#api/accounts.ts';
import { useAccountCrumb } from '#app/crumbs.tsx';
import { refuseOddIds } from '#app/odd-ids.ts';
import { Page } from '#app/page.tsx';
import { AccountSettings } from '#features/accounts/account-settings.tsx';

export const Route = createFileRoute('/accounts/$accountId/settings')({
  beforeLoad: ({ params }) => refuseOddIds(params),
  loader: ({ context, params, preload }) => {
    if (preload) return;
    context.queryClient.query(accountQuery(params.accountId)).catch(() => undefined);
  },
  component: Settings,
});

function Settings() {
  const { accountId } = Route.useParams();
  const account = useAccountCrumb(accountId);
  return (
    <Page title="Account settings" context={account.text} crumbs={[account]}>
      <AccountSettings accountId={accountId} />
    </Page>
  );
}
