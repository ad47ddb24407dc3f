import type { QueryClient } from '@tanstack/react-query';
import { authMethodQuery } from '#api/auth-methods.ts';

/** Asks for the auth method a page is about, ahead of it. Where that fails, the page says so. */
export function loadMethod({
  context,
  params: { accountId, issuerId, methodId },
  preload,
}: {
  context: { queryClient: QueryClient };
  params: { accountId: string; issuerId: string; methodId: string };
  preload: boolean;
}): void {
  if (preload) return;
  context.queryClient.query(authMethodQuery(accountId, issuerId, methodId)).catch(() => undefined);
}
