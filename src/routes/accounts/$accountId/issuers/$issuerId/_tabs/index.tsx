import { createFileRoute } from '@tanstack/react-router';
import { IssuerPage } from '#features/issuers/issuer-page.tsx';

export const Route = createFileRoute('/accounts/$accountId/issuers/$issuerId/_tabs/')({
  component: Overview,
});

function Overview() {
  const { accountId, issuerId } = Route.useParams();
  return <IssuerPage accountId={accountId} issuerId={issuerId} />;
}
