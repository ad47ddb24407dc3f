import { createFileRoute } from '@tanstack/react-router';
import { useCallback } from 'react';
import type { Issuer } from '#contract/issuer.ts';
import { issuersCrumb, useAccountCrumb } from '#app/crumbs.tsx';
import { refuseOddIds } from '#app/odd-ids.ts';
import { Page } from '#app/page.tsx';
import { NewIssuerPage } from '#features/issuers/new-issuer-page.tsx';
import { issuerName } from '#shared/issuer-words.ts';
import { announce } from '#ui/announcer.tsx';

export const Route = createFileRoute('/accounts/$accountId/issuers/new')({
  beforeLoad: ({ params }) => refuseOddIds(params),
  component: NewIssuer,
});

function NewIssuer() {
  const { accountId } = Route.useParams();
  const navigate = Route.useNavigate();
  const account = useAccountCrumb(accountId);
  const open = useCallback(
    async (issuer: Issuer) => {
      // In its place: Back leads to where it was begun, not to a form that is done with.
      await navigate({
        to: '/accounts/$accountId/issuers/$issuerId',
        params: { accountId, issuerId: issuer.id },
        replace: true,
      });
      announce(`Issuer created: ${issuerName(issuer)}`);
    },
    [navigate, accountId],
  );
  return (
    <Page title="New issuer" context={account.text} crumbs={[account, issuersCrumb(accountId)]}>
      <NewIssuerPage
        key={accountId}
        accountId={accountId}
        onCreated={(issuer) => void open(issuer)}
      />
    </Page>
  );
}
