import { createFileRoute } from '@tanstack/react-router';
import { IssuerSettings } from '#features/issuers/issuer-settings.tsx';

export const Route = createFileRoute('/accounts/$accountId/issuers/$issuerId/_tabs/settings')({
  staticData: { section: 'Settings' },
  component: Settings,
});

function Settings() {
  const { accountId, issuerId } = Route.useParams();
  return <IssuerSettings accountId={accountId} issuerId={issuerId} />;
}
