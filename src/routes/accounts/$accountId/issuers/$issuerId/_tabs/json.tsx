import { createFileRoute } from '@tanstack/react-router';
import { IssuerJson } from '#features/issuers/issuer-json.tsx';

export const Route = createFileRoute('/accounts/$accountId/issuers/$issuerId/_tabs/json')({
  staticData: { section: 'JSON' },
  component: Json,
});

function Json() {
  const { accountId, issuerId } = Route.useParams();
  return <IssuerJson accountId={accountId} issuerId={issuerId} />;
}
