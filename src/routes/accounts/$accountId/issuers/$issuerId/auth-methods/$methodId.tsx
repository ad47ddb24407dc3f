import { createFileRoute, Outlet, useChildMatches } from '@tanstack/react-router';
import { authMethodQuery } from '#api/auth-methods.ts';
import { readConfig } from '#app/config.ts';
import { authMethodsCrumb, issuerCrumb, issuersCrumb, useAccountCrumb } from '#app/crumbs.tsx';
import { refuseOddIds } from '#app/odd-ids.ts';
import { Page } from '#app/page.tsx';
import { AuthMethodPage } from '#features/auth-methods/auth-method-page.tsx';
import { useAuthMethodName } from '#features/auth-methods/use-auth-method.ts';
import { environmentOf } from '#shared/issuer-words.ts';
import { useIssuerHead } from '#shared/names.ts';
import { CopyButton } from '#ui/copy-button.tsx';
import { ShortId } from '#ui/short-id.tsx';

export const Route = createFileRoute(
  '/accounts/$accountId/issuers/$issuerId/auth-methods/$methodId',
)({
  beforeLoad: ({ params }) => refuseOddIds(params),
  loader: ({ context, params, preload }) => {
    if (preload) return;
    context.queryClient
      .query(authMethodQuery(params.accountId, params.issuerId, params.methodId))
      .catch(() => undefined);
  },
  component: AuthMethod,
});

/** One auth method. What opens over it, such as deleting it, is a place of its own. */
function AuthMethod() {
  const { accountId, issuerId, methodId } = Route.useParams();
  const account = useAccountCrumb(accountId);
  const head = useIssuerHead(accountId, issuerId);
  const name = useAuthMethodName(accountId, issuerId, methodId);
  const part = useChildMatches({ select: ([child]) => child?.staticData.section });
  return (
    <Page
      title={name}
      placeholder="Auth method"
      {...(part !== undefined && { parts: [part] })}
      context={[head?.name ?? 'Issuer', account.text].join(' · ')}
      environment={head === null ? null : environmentOf(head.issuer)}
      crumbs={[
        account,
        issuersCrumb(accountId),
        issuerCrumb(accountId, issuerId, head?.name ?? null),
        authMethodsCrumb(accountId, issuerId),
      ]}
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
        callbackUrl={readConfig(document).callbackUrl}
      >
        <Outlet />
      </AuthMethodPage>
    </Page>
  );
}
