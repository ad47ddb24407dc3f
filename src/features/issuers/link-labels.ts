import type { LINKS } from '#contract/ours/setting-values.ts';

/** What the known links of an issuer are called. */
export const LINK_LABELS: { readonly [name in (typeof LINKS)[number]]: string } = {
  website: 'Website',
  support: 'Support',
  documentation: 'Documentation',
  privacy_policy: 'Privacy policy',
  terms_of_service: 'Terms of service',
};
