import { createFileRoute, useRouter } from '@tanstack/react-router';
import { unicodeHost } from '#contract/ours/hosts.ts';
import { useClosePlace } from '#app/dialog-place.ts';
import { UnassignDialog } from '#features/domains/unassign-dialog.tsx';
import { announce } from '#ui/announcer.tsx';
import { isolated } from '#ui/direction.ts';

/** A dialog over the page of a domain that is a place: a link opens it, and Back closes it. */
export const Route = createFileRoute('/accounts/$accountId/domains/$host/unassign')({
  staticData: { section: 'Unassign domain' },
  component: Unassign,
});

function Unassign() {
  const { accountId, host } = Route.useParams();
  const router = useRouter();
  const params = { accountId, host };
  const home = '/accounts/$accountId/domains/$host';
  const close = useClosePlace(router.buildLocation({ to: home, params }).pathname);
  const leave = async (by: 'us' | 'others') => {
    await close();
    const words = by === 'us' ? 'is not assigned any more' : 'was unassigned already';
    announce(`${isolated(unicodeHost(host))} ${words}`);
  };
  return (
    <UnassignDialog
      accountId={accountId}
      host={host}
      onClose={() => void close()}
      onDone={(by) => void leave(by)}
    />
  );
}
