import { createFileRoute, Outlet, useChildMatches } from '@tanstack/react-router';
import { catch as fallback, enum as oneOf, object, optional } from 'zod/mini';
import { domainsQuery } from '#api/domains.ts';
import { domainsCrumb, useAccountCrumb } from '#app/crumbs.tsx';
import { refuseOddIds } from '#app/odd-ids.ts';
import { readOperatorSettings } from '#app/operator-settings.ts';
import { Page } from '#app/page.tsx';
import { unicodeHost } from '#contract/ours/hosts.ts';
import { breakable } from '#ui/facts.tsx';
import { DomainAside, DomainPage } from '#features/domains/domain-page.tsx';

export const Route = createFileRoute('/accounts/$accountId/domains/$host')({
  validateSearch: object({
    step: fallback(optional(oneOf(['add', 'records', 'mark', 'assign', 'callbacks'])), undefined),
  }),
  beforeLoad: ({ params }) => refuseOddIds(params),
  loader: ({ context, params, preload }) => {
    if (preload) return;
    context.queryClient.query(domainsQuery(params.accountId)).catch(() => undefined);
  },
  component: Domain,
});

/** One domain. What opens over it, such as removing it, is a place of its own. */
function Domain() {
  const { accountId, host } = Route.useParams();
  const { step = null } = Route.useSearch();
  const account = useAccountCrumb(accountId);
  const { dns, callbackUrl } = readOperatorSettings(document);
  const part = useChildMatches({ select: ([child]) => child?.staticData.section });
  return (
    <Page
      title={unicodeHost(host)}
      drawn={<bdi dir="ltr">{breakable(unicodeHost(host))}</bdi>}
      {...(part !== undefined && { parts: [part] })}
      context={account.text}
      crumbs={[account, domainsCrumb(accountId)]}
      aside={<DomainAside accountId={accountId} host={host} step={step} />}
    >
      <DomainPage
        accountId={accountId}
        host={host}
        step={step}
        dns={dns}
        callbackUrl={callbackUrl}
        isCovered={part !== undefined}
      >
        <Outlet />
      </DomainPage>
    </Page>
  );
}
