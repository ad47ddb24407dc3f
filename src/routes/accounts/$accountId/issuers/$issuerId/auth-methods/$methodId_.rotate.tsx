import { createFileRoute } from '@tanstack/react-router';
import { methodCrumb, useMethodsPlace } from '#app/crumbs.tsx';
import { loadMethod } from '#app/load-method.ts';
import { refuseOddIds } from '#app/odd-ids.ts';
import { readOperatorSettings } from '#app/operator-settings.ts';
import { Page } from '#app/page.tsx';
import { RotatePage } from '#features/auth-methods/rotate-page.tsx';
import { useAuthMethodName } from '#features/auth-methods/use-auth-method.ts';

export const Route = createFileRoute(
  '/accounts/$accountId/issuers/$issuerId/auth-methods/$methodId_/rotate',
)({
  beforeLoad: ({ params }) => refuseOddIds(params),
  loader: loadMethod,
  component: Rotate,
});

function Rotate() {
  const { accountId, issuerId, methodId } = Route.useParams();
  const { context, environment, crumbs } = useMethodsPlace(accountId, issuerId);
  const name = useAuthMethodName(accountId, issuerId, methodId);
  return (
    <Page
      title="Rotate credentials"
      context={[name ?? 'Auth method', context].join(' · ')}
      environment={environment}
      crumbs={[...crumbs, methodCrumb(accountId, issuerId, methodId, name)]}
    >
      <RotatePage
        accountId={accountId}
        issuerId={issuerId}
        methodId={methodId}
        callbackUrl={readOperatorSettings(document).callbackUrl}
      />
    </Page>
  );
}
