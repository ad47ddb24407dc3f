import { createFileRoute } from '@tanstack/react-router';
import { domainsQuery } from '#api/domains.ts';
import { IssuerDomains } from '#features/domains/issuer-domains.tsx';

export const Route = createFileRoute('/accounts/$accountId/issuers/$issuerId/_tabs/domains')({
  staticData: { section: 'Domains' },
  loader: ({ context, params, preload }) => {
    if (preload) return;
    context.queryClient.query(domainsQuery(params.accountId)).catch(() => undefined);
  },
  component: Domains,
});

function Domains() {
  const { accountId, issuerId } = Route.useParams();
  return <IssuerDomains accountId={accountId} issuerId={issuerId} />;
}
