import { createFileRoute } from '@tanstack/react-router';
import { useAccountCrumb } from '#app/crumbs.tsx';
import { Page } from '#app/page.tsx';

export const Route = createFileRoute('/accounts/$accountId/domains')({
  component: Domains,
});

function Domains() {
  const { accountId } = Route.useParams();
  const account = useAccountCrumb(accountId);
  return (
    <Page title="Domains" context={account.text} crumbs={[account]}>
      <p />
    </Page>
  );
}
