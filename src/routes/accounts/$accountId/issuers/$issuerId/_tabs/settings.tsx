import { createFileRoute } from '@tanstack/react-router';

export const Route = createFileRoute('/accounts/$accountId/issuers/$issuerId/_tabs/settings')({
  staticData: { section: 'Settings' },
  component: () => <p />,
});
