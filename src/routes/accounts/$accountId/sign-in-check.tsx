import { createFileRoute } from '@tanstack/react-router';
import { catch as fallback, object, optional, string } from 'zod/mini';
import { useAccountCrumb } from '#app/crumbs.tsx';
import { refuseOddIds } from '#app/odd-ids.ts';
import { readOperatorSettings } from '#app/operator-settings.ts';
import { Page } from '#app/page.tsx';
import { SignInCheckPage } from '#features/sign-in-check/sign-in-check-page.tsx';

export const Route = createFileRoute('/accounts/$accountId/sign-in-check')({
  validateSearch: object({ q: fallback(optional(string()), undefined) }),
  beforeLoad: ({ params }) => refuseOddIds(params),
  component: SignInCheck,
});

function SignInCheck() {
  const { accountId } = Route.useParams();
  const { q } = Route.useSearch();
  const navigate = Route.useNavigate();
  const account = useAccountCrumb(accountId);
  return (
    <Page title="Sign-in check" context={account.text} crumbs={[account]}>
      <SignInCheckPage
        key={accountId}
        accountId={accountId}
        q={q}
        dns={readOperatorSettings(document).dns}
        onQuery={(text) => void navigate({ search: { q: text } })}
      />
    </Page>
  );
}
