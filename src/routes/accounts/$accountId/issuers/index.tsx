import { createFileRoute } from '@tanstack/react-router';
import { issuerList } from '#api/issuers.ts';
import { cursorListQuery } from '#api/use-cursor-list.ts';
import { useAccountCrumb } from '#app/crumbs.tsx';
import { refuseOddIds } from '#app/odd-ids.ts';
import { Page } from '#app/page.tsx';
import { CreateIssuer } from '#features/issuers/create-issuer.tsx';
import { filtersOf, issuerSearch } from '#features/issuers/issuer-search.ts';
import { IssuersPage } from '#features/issuers/issuers-page.tsx';

export const Route = createFileRoute('/accounts/$accountId/issuers/')({
  validateSearch: issuerSearch,
  loaderDeps: ({ search }) => filtersOf(search),
  beforeLoad: ({ params }) => refuseOddIds(params),
  loader: ({ context, params, deps, preload }) => {
    // A preload fetches code, never data: requests count against the rate limit.
    if (preload) return;
    // Started, not awaited: the page draws its frame meanwhile, and its boundary has the words.
    context.queryClient
      .query(cursorListQuery(issuerList(params.accountId, deps)))
      .catch(() => undefined);
  },
  component: Issuers,
});

function Issuers() {
  const { accountId } = Route.useParams();
  const search = Route.useSearch();
  const navigate = Route.useNavigate();
  const account = useAccountCrumb(accountId);
  return (
    <Page
      title="Issuers"
      context={account.text}
      crumbs={[account]}
      aside={<CreateIssuer accountId={accountId} />}
    >
      <IssuersPage
        accountId={accountId}
        search={search}
        onFilter={(next, how) =>
          void navigate({ search: filtersOf(next), replace: how === 'replace' })
        }
      />
    </Page>
  );
}
