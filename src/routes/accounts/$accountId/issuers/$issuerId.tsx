import { createFileRoute } from '@tanstack/react-router';
import { issuerQuery } from '#api/issuers.ts';
import { IssuersCrumb, Page } from '#app/page.tsx';
import { useAccountName } from '#features/accounts/account-box.tsx';
import { IssuerPage, useIssuerName } from '#features/issuers/issuer-page.tsx';

export const Route = createFileRoute('/accounts/$accountId/issuers/$issuerId')({
  loader: ({ context, params, preload }) => {
    if (preload) return;
    context.queryClient
      .query(issuerQuery(params.accountId, params.issuerId))
      .catch(() => undefined);
  },
  component: Issuer,
});

function Issuer() {
  const { accountId, issuerId } = Route.useParams();
  const account = useAccountName(accountId);
  const name = useIssuerName(accountId, issuerId);
  return (
    <Page
      title={name}
      placeholder="Issuer"
      context={account}
      crumbs={[
        { text: account ?? 'Account' },
        { text: 'Issuers', link: <IssuersCrumb accountId={accountId} /> },
      ]}
    >
      <IssuerPage accountId={accountId} issuerId={issuerId} />
    </Page>
  );
}
