import { createFileRoute } from '@tanstack/react-router';
import { useCallback } from 'react';
import { catch as fallback, maxLength, object, optional, string } from 'zod/mini';
import { domainsQuery } from '#api/domains.ts';
import { domainsCrumb, useAccountCrumb } from '#app/crumbs.tsx';
import { refuseOddIds } from '#app/odd-ids.ts';
import { Page } from '#app/page.tsx';
import { unicodeHost } from '#contract/ours/hosts.ts';
import { AddDomainsPage } from '#features/domains/add-domains-page.tsx';
import { announce } from '#ui/announcer.tsx';
import { isolated } from '#ui/direction.ts';

export const Route = createFileRoute('/accounts/$accountId/domains/new')({
  // A host to begin with, as a link names it. No longer than a host can be.
  validateSearch: object({ host: fallback(optional(string().check(maxLength(253))), undefined) }),
  beforeLoad: ({ params }) => refuseOddIds(params),
  loader: ({ context, params, preload }) => {
    if (preload) return;
    context.queryClient.query(domainsQuery(params.accountId)).catch(() => undefined);
  },
  component: NewDomains,
});

function NewDomains() {
  const { accountId } = Route.useParams();
  const { host = null } = Route.useSearch();
  const navigate = Route.useNavigate();
  const account = useAccountCrumb(accountId);
  const open = useCallback(
    async (host: string) => {
      // In its place: Back leads to where it was begun, not to a form that is done with.
      await navigate({
        to: '/accounts/$accountId/domains/$host',
        params: { accountId, host },
        replace: true,
      });
      announce(`Domain added: ${isolated(unicodeHost(host))}`);
    },
    [navigate, accountId],
  );
  const taken = useCallback(
    () => void navigate({ search: {}, replace: true, resetScroll: false }),
    [navigate],
  );
  return (
    <Page title="Add domains" context={account.text} crumbs={[account, domainsCrumb(accountId)]}>
      <AddDomainsPage
        key={accountId}
        accountId={accountId}
        host={host}
        onHostTaken={taken}
        onAdded={open}
      />
    </Page>
  );
}
