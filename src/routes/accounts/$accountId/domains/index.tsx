import { createFileRoute } from '@tanstack/react-router';
import { catch as fallback, enum as oneOf, object, optional } from 'zod/mini';
import { domainsQuery } from '#api/domains.ts';
import { issuerList } from '#api/issuers.ts';
import { cursorListQuery } from '#api/use-cursor-list.ts';
import { useAccountCrumb } from '#app/crumbs.tsx';
import { refuseOddIds } from '#app/odd-ids.ts';
import { Page } from '#app/page.tsx';
import { DomainsPage } from '#features/domains/domains-page.tsx';

export const Route = createFileRoute('/accounts/$accountId/domains/')({
  validateSearch: object({ view: fallback(optional(oneOf(['issuer'])), undefined) }),
  beforeLoad: ({ params }) => refuseOddIds(params),
  loader: ({ context, params, preload }) => {
    if (preload) return;
    context.queryClient.query(domainsQuery(params.accountId)).catch(() => undefined);
    // Names of the issuers they are assigned to: with the domains rather than after them.
    context.queryClient
      .query(cursorListQuery(issuerList(params.accountId, {})))
      .catch(() => undefined);
  },
  component: Domains,
});

function Domains() {
  const { accountId } = Route.useParams();
  const { view = 'list' } = Route.useSearch();
  const account = useAccountCrumb(accountId);
  return (
    <Page title="Domains" context={account.text} crumbs={[account]}>
      <DomainsPage accountId={accountId} view={view} />
    </Page>
  );
}
