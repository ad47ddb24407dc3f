import { createFileRoute } from '@tanstack/react-router';

export const Route = createFileRoute('/accounts/$accountId/issuers/$issuerId/_tabs/domains')({
  staticData: { section: 'Domains' },
  component: () => <p />,
});
