import { createFileRoute, redirect } from '@tanstack/react-router';
import { callerQuery } from '#api/caller.ts';
import { Page } from '#app/page.tsx';
import { Blank } from '#ui/notice.tsx';

export const Route = createFileRoute('/')({
  loader: async ({ context, preload }) => {
    if (preload) return;
    const caller = await context.queryClient.query(callerQuery());
    const [first] = caller.accounts;
    if (first !== undefined) {
      redirect({
        throw: true,
        to: '/accounts/$accountId/issuers',
        params: { accountId: first.account_id },
        replace: true,
      });
    }
  },
  component: NoAccounts,
});

function NoAccounts() {
  return (
    <Page title="No accounts" crumbs={[{ text: 'AuthPI' }]}>
      <div className="card">
        <Blank
          title="You are not a member of any account"
          detail="AuthPI knows this credential, but no account lists it. Whoever runs the account can add you."
        />
      </div>
    </Page>
  );
}
