import { createFileRoute, useRouter } from '@tanstack/react-router';
import { unicodeHost } from '#contract/ours/hosts.ts';
import { useClosePlace } from '#app/dialog-place.ts';
import { AssignDialog } from '#features/domains/assign-dialog.tsx';
import { issuerName } from '#shared/issuer-words.ts';
import { announce } from '#ui/announcer.tsx';
import { isolated } from '#ui/direction.ts';

/** A dialog over the page of a domain that is a place: a link opens it, and Back closes it. */
export const Route = createFileRoute('/accounts/$accountId/domains/$host/assign')({
  staticData: { section: 'Assign domain' },
  component: Assign,
});

function Assign() {
  const { accountId, host } = Route.useParams();
  const router = useRouter();
  const params = { accountId, host };
  const home = '/accounts/$accountId/domains/$host';
  const close = useClosePlace(router.buildLocation({ to: home, params }).pathname);
  const leave = async (issuer: { name?: string | null | undefined }, by: 'us' | 'others') => {
    // What is left to do there: the callback URLs that change. In its place, like all that is done.
    await router.navigate({ to: home, params, search: { step: 'callbacks' }, replace: true });
    const already = by === 'us' ? '' : ' already';
    announce(
      `${isolated(unicodeHost(host))} is assigned to ${isolated(issuerName(issuer))}${already}`,
    );
  };
  return (
    <AssignDialog
      accountId={accountId}
      host={host}
      onClose={() => void close()}
      onDone={(issuer, by) => void leave(issuer, by)}
    />
  );
}
