import { createFileRoute, useRouter } from '@tanstack/react-router';
import { unicodeHost } from '#contract/ours/hosts.ts';
import { useClosePlace } from '#app/dialog-place.ts';
import { RemoveDialog } from '#features/domains/remove-dialog.tsx';
import { announce } from '#ui/announcer.tsx';
import { isolated } from '#ui/direction.ts';

/** A dialog over the page of a domain that is a place: a link opens it, and Back closes it. */
export const Route = createFileRoute('/accounts/$accountId/domains/$host/remove')({
  staticData: { section: 'Remove domain' },
  component: Remove,
});

function Remove() {
  const { accountId, host } = Route.useParams();
  const router = useRouter();
  const params = { accountId, host };
  const home = '/accounts/$accountId/domains/$host';
  const close = useClosePlace(router.buildLocation({ to: home, params }).pathname);
  const leave = async (by: 'us' | 'others') => {
    // In its place: Back does not lead to what is not there any more.
    await router.navigate({
      to: '/accounts/$accountId/domains',
      params: { accountId },
      replace: true,
    });
    announce(
      by === 'us'
        ? `Domain removed: ${isolated(unicodeHost(host))}`
        : `Someone else removed ${isolated(unicodeHost(host))}`,
    );
  };
  return (
    <RemoveDialog
      accountId={accountId}
      host={host}
      onClose={() => void close()}
      onDone={(by) => void leave(by)}
    />
  );
}
