import { createFileRoute } from '@tanstack/react-router';

/** The first section. The frame around it draws it, as it does the others. */
export const Route = createFileRoute('/accounts/$accountId/issuers/$issuerId/_tabs/settings/')({
  staticData: { section: 'General' },
});
