import { createFileRoute, useRouter } from '@tanstack/react-router';
import { useState } from 'react';
import { DeleteMethod } from '#features/auth-methods/delete-method.tsx';
import { raiseAlarm } from '#features/auth-methods/door-alarm.ts';
import { methodName } from '#shared/method-words.ts';
import { announce } from '#ui/announcer.tsx';

/** A dialog over the page of a method that is a place: a link opens it, and Back closes it. */
export const Route = createFileRoute(
  '/accounts/$accountId/issuers/$issuerId/auth-methods/$methodId/delete',
)({
  staticData: { section: 'Delete auth method' },
  component: Delete,
});

function Delete() {
  const { accountId, issuerId, methodId } = Route.useParams();
  const router = useRouter();
  const params = { accountId, issuerId, methodId };
  const page = '/accounts/$accountId/issuers/$issuerId/auth-methods/$methodId';
  // Until this is on screen, the router still says where one comes from.
  const [isOver] = useState(() => {
    const home = router.buildLocation({ to: page, params }).pathname;
    return router.state.resolvedLocation?.pathname === home;
  });
  const close = () => {
    if (isOver) router.history.back();
    else void router.navigate({ to: page, params, replace: true });
  };
  return (
    <DeleteMethod
      accountId={accountId}
      issuerId={issuerId}
      methodId={methodId}
      onClose={close}
      onDeleted={(method, check, look) => {
        const leave = async () => {
          // In its place: Back does not lead to what is not there any more.
          await router.navigate({
            to: '/accounts/$accountId/issuers/$issuerId/auth-methods',
            params: { accountId, issuerId },
            replace: true,
          });
          announce(`Auth method deleted: ${methodName(method)}`);
          if (check.kind === 'alarm' || check.kind === 'unknown') {
            raiseAlarm({ accountId, issuerId, check, look });
          }
        };
        void leave();
      }}
    />
  );
}
