import { createFileRoute, Outlet, useChildMatches } from '@tanstack/react-router';
import { issuerQuery } from '#api/issuers.ts';
import { issuersCrumb, useAccountCrumb } from '#app/crumbs.tsx';
import { Page } from '#app/page.tsx';
import { IssuerTabs } from '#features/issuers/issuer-tabs.tsx';
import { environmentOf } from '#shared/issuer-words.ts';
import { useIssuerHead } from '#shared/names.ts';
import { CopyButton } from '#ui/copy-button.tsx';
import { ShortId } from '#ui/short-id.tsx';

export const Route = createFileRoute('/accounts/$accountId/issuers/$issuerId/_tabs')({
  loader: ({ context, params, preload }) => {
    if (preload) return;
    context.queryClient
      .query(issuerQuery(params.accountId, params.issuerId))
      .catch(() => undefined);
  },
  component: IssuerLayout,
});

/** What the pages of one issuer share. It stays while one goes from tab to tab, and so the focus. */
function IssuerLayout() {
  const { accountId, issuerId } = Route.useParams();
  const section = useChildMatches({ select: (matches) => matches[0]?.staticData.section ?? null });
  const account = useAccountCrumb(accountId);
  const head = useIssuerHead(accountId, issuerId);
  return (
    <Page
      title={head?.name ?? null}
      placeholder="Issuer"
      section={section}
      context={account.text}
      crumbs={[account, issuersCrumb(accountId)]}
      environment={head === null ? null : environmentOf(head.issuer)}
      aside={
        <span className="page-id">
          <ShortId id={issuerId} />
          <CopyButton text={issuerId} what="issuer id" />
        </span>
      }
    >
      <IssuerTabs accountId={accountId} issuerId={issuerId} />
      <Outlet />
    </Page>
  );
}
