import { createFileRoute, Outlet, useChildMatches } from '@tanstack/react-router';
import { useMethodsPlace } from '#app/crumbs.tsx';
import { loadMethod } from '#app/load-method.ts';
import { refuseOddIds } from '#app/odd-ids.ts';
import { readOperatorSettings } from '#app/operator-settings.ts';
import { Page } from '#app/page.tsx';
import { AuthMethodPage } from '#features/auth-methods/auth-method-page.tsx';
import { useAuthMethodName } from '#features/auth-methods/use-auth-method.ts';
import { CopyButton } from '#ui/copy-button.tsx';
import { ShortId } from '#ui/short-id.tsx';

export const Route = createFileRoute(
  '/accounts/$accountId/issuers/$issuerId/auth-methods/$methodId',
)({
  beforeLoad: ({ params }) => refuseOddIds(params),
  loader: loadMethod,
  component: AuthMethod,
});

/** One auth method. What opens over it, such as deleting it, is a place of its own. */
function AuthMethod() {
  const { accountId, issuerId, methodId } = Route.useParams();
  const place = useMethodsPlace(accountId, issuerId);
  const name = useAuthMethodName(accountId, issuerId, methodId);
  const part = useChildMatches({ select: ([child]) => child?.staticData.section });
  return (
    <Page
      title={name}
      placeholder="Auth method"
      {...(part !== undefined && { parts: [part] })}
      {...place}
      aside={
        <span className="page-id">
          <ShortId id={methodId} />
          <CopyButton text={methodId} what="auth method id" />
        </span>
      }
    >
      <AuthMethodPage
        accountId={accountId}
        issuerId={issuerId}
        methodId={methodId}
        callbackUrl={readOperatorSettings(document).callbackUrl}
      >
        <Outlet />
      </AuthMethodPage>
    </Page>
  );
}
