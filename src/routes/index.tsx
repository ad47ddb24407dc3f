import { createFileRoute, redirect } from '@tanstack/react-router';
import { callerQuery } from '#api/caller.ts';
import { Page } from '#app/page.tsx';
import { PauseWords, usePause } from '#shared/pause.tsx';
import { lastAccountId } from '#shared/places.ts';
import { Blank } from '#ui/notice.tsx';

export const Route = createFileRoute('/')({
  loader: async ({ context, preload }) => {
    if (preload) return;
    const caller = await context.queryClient.query(callerQuery());
    const last = lastAccountId();
    const account =
      caller.accounts.find(({ account_id }) => account_id === last) ?? caller.accounts[0];
    if (account !== undefined) {
      redirect({
        throw: true,
        to: '/accounts/$accountId/issuers',
        params: { accountId: account.account_id },
        replace: true,
      });
    }
  },
  pendingComponent: Arriving,
  component: NoAccounts,
});

/** Only where the answer takes its time: most arrive at their account without seeing this. */
function Arriving() {
  const until = usePause();
  return (
    <p className="text-text-2">
      {until === null ? 'Looking up your accounts…' : <PauseWords until={until} />}
    </p>
  );
}

function NoAccounts() {
  return (
    <Page title="No accounts" crumbs={[]}>
      <div className="card">
        <Blank
          title="You are not a member of any account"
          detail="AuthPI knows this credential, but no account lists it. Whoever runs the account can add you."
        />
      </div>
    </Page>
  );
}
