import { createFileRoute, useRouter } from '@tanstack/react-router';
import { useState } from 'react';
import { isKnownMethod } from '#contract/auth-methods/registry.ts';
import { DeleteMethod } from '#features/auth-methods/delete-method.tsx';
import { raiseAlarm } from '#features/auth-methods/door-alarm.ts';
import { handOver } from '#features/auth-methods/new-method-start.ts';
import { startInstead } from '#features/auth-methods/rotate-start.ts';
import { methodName } from '#shared/method-words.ts';
import { announce } from '#ui/announcer.tsx';

/** A dialog over the page of a method that is a place: a link opens it, and Back closes it. */
export const Route = createFileRoute(
  '/accounts/$accountId/issuers/$issuerId/auth-methods/$methodId/delete',
)({
  // After it one of the same kind is created anew: an issuer has it once.
  validateSearch: ({ next }: { next?: unknown }): { next?: 'anew' } =>
    next === 'anew' ? { next } : {},
  staticData: { section: 'Delete auth method' },
  component: Delete,
});

function Delete() {
  const { accountId, issuerId, methodId } = Route.useParams();
  const router = useRouter();
  const { next } = Route.useSearch();
  const params = { accountId, issuerId, methodId };
  const page = '/accounts/$accountId/issuers/$issuerId/auth-methods/$methodId';
  // Until this is on screen, the router still says where one comes from.
  const [isOver] = useState(() => {
    const home = router.buildLocation({ to: page, params }).pathname;
    const from = router.state.resolvedLocation?.pathname;
    return from === home || from === `${home}/rotate`;
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
          if (next === 'anew' && isKnownMethod(method.method)) {
            handOver(startInstead(issuerId, method.method, method));
            await router.navigate({
              to: '/accounts/$accountId/issuers/$issuerId/auth-methods/new',
              params: { accountId, issuerId },
              search: { method: method.method },
              replace: true,
            });
          } else {
            await router.navigate({
              to: '/accounts/$accountId/issuers/$issuerId/auth-methods',
              params: { accountId, issuerId },
              replace: true,
            });
          }
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
