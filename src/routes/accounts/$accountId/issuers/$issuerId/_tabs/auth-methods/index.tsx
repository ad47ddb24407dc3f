import { createFileRoute } from '@tanstack/react-router';

export const Route = createFileRoute('/accounts/$accountId/issuers/$issuerId/_tabs/auth-methods/')({
  staticData: { section: 'Auth methods' },
  component: () => <p />,
});
