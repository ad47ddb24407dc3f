import { createFileRoute } from '@tanstack/react-router';
import { authMethodsCrumb, issuerCrumb, issuersCrumb, useAccountCrumb } from '#app/crumbs.tsx';
import { Page } from '#app/page.tsx';
import { environmentOf } from '#shared/issuer-words.ts';
import { useIssuerHead } from '#shared/names.ts';

export const Route = createFileRoute(
  '/accounts/$accountId/issuers/$issuerId/auth-methods/$methodId',
)({
  component: AuthMethod,
});

function AuthMethod() {
  const { accountId, issuerId } = Route.useParams();
  const account = useAccountCrumb(accountId);
  const head = useIssuerHead(accountId, issuerId);
  return (
    <Page
      title={null}
      placeholder="Auth method"
      context={head?.name ?? null}
      environment={head === null ? null : environmentOf(head.issuer)}
      crumbs={[
        account,
        issuersCrumb(accountId),
        issuerCrumb(accountId, issuerId, head?.name ?? null),
        authMethodsCrumb(accountId, issuerId),
      ]}
    >
      <p />
    </Page>
  );
}
