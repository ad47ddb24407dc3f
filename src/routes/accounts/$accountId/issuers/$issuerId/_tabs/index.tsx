import { createFileRoute } from '@tanstack/react-router';
import { IssuerOverview } from '#features/issuers/issuer-overview.tsx';

export const Route = createFileRoute('/accounts/$accountId/issuers/$issuerId/_tabs/')({
  component: Overview,
});

function Overview() {
  const { accountId, issuerId } = Route.useParams();
  return <IssuerOverview accountId={accountId} issuerId={issuerId} />;
}
