import { createFileRoute } from '@tanstack/react-router';
import { useCallback, useState } from 'react';
import type { AuthMethod } from '#contract/auth-method.ts';
import { useMethodsPlace } from '#app/crumbs.tsx';
import { refuseOddIds } from '#app/odd-ids.ts';
import { readOperatorSettings } from '#app/operator-settings.ts';
import { Page } from '#app/page.tsx';
import { NewMethodPage } from '#features/auth-methods/new-method-page.tsx';
import { methodName } from '#shared/method-words.ts';
import { announce } from '#ui/announcer.tsx';

/** Which method is being set up; without: it is being chosen. `preset`: the provider to begin with. */
type Search = { method?: string; preset?: string };

export const Route = createFileRoute('/accounts/$accountId/issuers/$issuerId/auth-methods/new')({
  // Which methods there are is known to the page alone: the shell need not carry them.
  validateSearch: ({ method, preset }: { [name: string]: unknown }): Search => ({
    ...(typeof method === 'string' && { method }),
    ...(typeof preset === 'string' && { preset }),
  }),
  beforeLoad: ({ params }) => refuseOddIds(params),
  loaderDeps: ({ search: { method } }) => ({ isChosen: method !== undefined }),
  loader: ({ deps }) => {
    // Where it does not come, the page asks again, and says so.
    if (!deps.isChosen) {
      import('#features/auth-methods/new-method-picker.tsx').catch(() => undefined);
    }
  },
  component: NewAuthMethod,
});

function NewAuthMethod() {
  const { accountId, issuerId } = Route.useParams();
  const { method, preset } = Route.useSearch();
  const [{ callbackUrl }] = useState(() => readOperatorSettings(document));
  const navigate = Route.useNavigate();
  const place = useMethodsPlace(accountId, issuerId);
  const open = useCallback(
    async (created: AuthMethod) => {
      // In its place: Back leads to where it was begun, not to a form that is done with.
      await navigate({
        to: '/accounts/$accountId/issuers/$issuerId/auth-methods/$methodId',
        params: { accountId, issuerId, methodId: created.id },
        replace: true,
      });
      announce(`Auth method created: ${methodName(created)}`);
    },
    [navigate, accountId, issuerId],
  );
  return (
    <Page title="New auth method" {...place}>
      <NewMethodPage
        key={`${accountId} ${issuerId}`}
        accountId={accountId}
        issuerId={issuerId}
        method={method}
        preset={preset}
        template={callbackUrl}
        onCreated={(created) => void open(created)}
      />
    </Page>
  );
}
