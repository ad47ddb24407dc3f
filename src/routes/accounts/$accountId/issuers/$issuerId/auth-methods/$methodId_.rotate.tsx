import { createFileRoute } from '@tanstack/react-router';
import { authMethodQuery } from '#api/auth-methods.ts';
import { readConfig } from '#app/config.ts';
import {
  authMethodsCrumb,
  issuerCrumb,
  issuersCrumb,
  methodCrumb,
  useAccountCrumb,
} from '#app/crumbs.tsx';
import { refuseOddIds } from '#app/odd-ids.ts';
import { Page } from '#app/page.tsx';
import { RotatePage } from '#features/auth-methods/rotate-page.tsx';
import { useAuthMethodName } from '#features/auth-methods/use-auth-method.ts';
import { environmentOf } from '#shared/issuer-words.ts';
import { useIssuerHead } from '#shared/names.ts';

export const Route = createFileRoute(
  '/accounts/$accountId/issuers/$issuerId/auth-methods/$methodId_/rotate',
)({
  beforeLoad: ({ params }) => refuseOddIds(params),
  loader: ({ context, params, preload }) => {
    if (preload) return;
    context.queryClient
      .query(authMethodQuery(params.accountId, params.issuerId, params.methodId))
      .catch(() => undefined);
  },
  component: Rotate,
});

function Rotate() {
  const { accountId, issuerId, methodId } = Route.useParams();
  const account = useAccountCrumb(accountId);
  const head = useIssuerHead(accountId, issuerId);
  const name = useAuthMethodName(accountId, issuerId, methodId);
  return (
    <Page
      title="Rotate credentials"
      context={[name ?? 'Auth method', head?.name ?? 'Issuer', account.text].join(' · ')}
      environment={head === null ? null : environmentOf(head.issuer)}
      crumbs={[
        account,
        issuersCrumb(accountId),
        issuerCrumb(accountId, issuerId, head?.name ?? null),
        authMethodsCrumb(accountId, issuerId),
        methodCrumb(accountId, issuerId, methodId, name),
      ]}
    >
      <RotatePage
        accountId={accountId}
        issuerId={issuerId}
        methodId={methodId}
        callbackUrl={readConfig(document).callbackUrl}
      />
    </Page>
  );
}
