import { createFileRoute } from '@tanstack/react-router';
import { Page } from '#app/page.tsx';

export const Route = createFileRoute('/accounts/')({
  component: Accounts,
});

function Accounts() {
  return (
    <Page title="Accounts" crumbs={[]}>
      <p />
    </Page>
  );
}
