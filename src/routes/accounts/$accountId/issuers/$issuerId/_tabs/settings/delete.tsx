import { createFileRoute, useRouter } from '@tanstack/react-router';
import { useState } from 'react';
import { DeleteIssuer } from '#features/issuers/delete-issuer.tsx';
import { announce } from '#ui/announcer.tsx';

/** A dialog over the settings that is a place: a link opens it, and Back closes it. */
export const Route = createFileRoute(
  '/accounts/$accountId/issuers/$issuerId/_tabs/settings/delete',
)({
  staticData: { section: 'Delete issuer' },
  component: Delete,
});

function Delete() {
  const { accountId, issuerId } = Route.useParams();
  const router = useRouter();
  const params = { accountId, issuerId };
  const settings = '/accounts/$accountId/issuers/$issuerId/settings';
  // Until this is on screen, the router still says where one comes from.
  const [isOver] = useState(() => {
    const home = router.buildLocation({ to: settings, params }).pathname;
    const from = router.state.resolvedLocation?.pathname ?? '';
    return from === home || (from.startsWith(`${home}/`) && from !== `${home}/delete`);
  });
  const close = () => {
    if (isOver) router.history.back();
    else void router.navigate({ to: settings, params, replace: true });
  };
  const leave = async (name: string) => {
    // In its place: Back does not lead to what is not there any more.
    await router.navigate({
      to: '/accounts/$accountId/issuers',
      params: { accountId },
      replace: true,
    });
    announce(`Issuer deleted: ${name}`);
  };
  return (
    <DeleteIssuer
      accountId={accountId}
      issuerId={issuerId}
      onClose={close}
      onDeleted={(name) => void leave(name)}
    />
  );
}
