import { createFileRoute } from '@tanstack/react-router';
import { authMethodsQuery } from '#api/auth-methods.ts';
import { AuthMethodsTab } from '#features/auth-methods/auth-methods-tab.tsx';
import { WasCreating } from '#features/auth-methods/was-creating.tsx';

export const Route = createFileRoute('/accounts/$accountId/issuers/$issuerId/_tabs/auth-methods/')({
  staticData: { section: 'Auth methods' },
  loader: ({ context, params, preload }) => {
    if (preload) return;
    context.queryClient
      .query(authMethodsQuery(params.accountId, params.issuerId))
      .catch(() => undefined);
  },
  component: AuthMethods,
});

function AuthMethods() {
  const { accountId, issuerId } = Route.useParams();
  return (
    <>
      <WasCreating key={issuerId} accountId={accountId} issuerId={issuerId} />
      <AuthMethodsTab accountId={accountId} issuerId={issuerId} />
    </>
  );
}
