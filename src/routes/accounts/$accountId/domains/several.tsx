import { createFileRoute } from '@tanstack/react-router';
import { catch as fallback, enum as oneOf, object, optional } from 'zod/mini';
import { domainsQuery } from '#api/domains.ts';
import { domainsCrumb, useAccountCrumb } from '#app/crumbs.tsx';
import { refuseOddIds } from '#app/odd-ids.ts';
import { readOperatorSettings } from '#app/operator-settings.ts';
import { Page } from '#app/page.tsx';
import { SeveralPage } from '#features/domains/several-page.tsx';

export const Route = createFileRoute('/accounts/$accountId/domains/several')({
  validateSearch: object({
    do: fallback(optional(oneOf(['verify', 'assign'])), undefined),
  }),
  beforeLoad: ({ params }) => refuseOddIds(params),
  loader: ({ context, params, preload }) => {
    if (preload) return;
    context.queryClient.query(domainsQuery(params.accountId)).catch(() => undefined);
  },
  component: Several,
});

function Several() {
  const { accountId } = Route.useParams();
  const { do: act = 'verify' } = Route.useSearch();
  const account = useAccountCrumb(accountId);
  return (
    <Page
      title="Mark or assign several"
      context={account.text}
      crumbs={[account, domainsCrumb(accountId)]}
    >
      <SeveralPage accountId={accountId} act={act} dns={readOperatorSettings(document).dns} />
    </Page>
  );
}
