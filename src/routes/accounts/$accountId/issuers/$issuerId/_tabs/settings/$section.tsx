import { createFileRoute, notFound } from '@tanstack/react-router';
import { isSectionWord } from '#features/issuers/setting-sections.ts';

/** A section by its word. The frame around it draws it. */
export const Route = createFileRoute(
  '/accounts/$accountId/issuers/$issuerId/_tabs/settings/$section',
)({
  beforeLoad: ({ params: { section } }) => {
    // The first section has one address, and it is not this.
    if (!isSectionWord(section) || section === 'general') notFound({ throw: true });
  },
});
