import { createFileRoute } from '@tanstack/react-router';
import { useCallback } from 'react';
import { domainsQuery } from '#api/domains.ts';
import { domainsCrumb, useAccountCrumb } from '#app/crumbs.tsx';
import { refuseOddIds } from '#app/odd-ids.ts';
import { Page } from '#app/page.tsx';
import { unicodeHost } from '#contract/ours/hosts.ts';
import { AddDomainsPage } from '#features/domains/add-domains-page.tsx';
import { announce } from '#ui/announcer.tsx';

export const Route = createFileRoute('/accounts/$accountId/domains/new')({
  beforeLoad: ({ params }) => refuseOddIds(params),
  loader: ({ context, params, preload }) => {
    if (preload) return;
    context.queryClient.query(domainsQuery(params.accountId)).catch(() => undefined);
  },
  component: NewDomains,
});

function NewDomains() {
  const { accountId } = Route.useParams();
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
      announce(`Domain added: ${unicodeHost(host)}`);
    },
    [navigate, accountId],
  );
  return (
    <Page title="Add domains" context={account.text} crumbs={[account, domainsCrumb(accountId)]}>
      <AddDomainsPage key={accountId} accountId={accountId} onAdded={open} />
    </Page>
  );
}
