import { createFileRoute } from '@tanstack/react-router';

export const Route = createFileRoute('/accounts/$accountId/issuers/$issuerId/_tabs/json')({
  staticData: { section: 'JSON' },
  component: () => <p />,
});
