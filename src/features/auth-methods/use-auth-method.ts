import { useQuery, useQueryClient } from '@tanstack/react-query';
import { useMemo } from 'react';
import { authMethodQuery, authMethodsQuery } from '#api/auth-methods.ts';
import type { AuthMethod } from '#contract/auth-method.ts';
import { methodName } from '#shared/method-words.ts';

/**
 * What the list of the issuer's auth methods said of one, where it was loaded: a page has something
 * to show at once, until the answer about that very method comes.
 */
export function useListedMethod(
  accountId: string,
  issuerId: string,
  methodId: string,
): AuthMethod | null {
  const queryClient = useQueryClient();
  return useMemo(() => {
    const { queryKey } = authMethodsQuery(accountId, issuerId);
    const page = queryClient.getQueryData(queryKey);
    return page?.data.find(({ id }) => id === methodId) ?? null;
  }, [queryClient, accountId, issuerId, methodId]);
}

/** An auth method's name for heading and title; null while it is not known. */
export function useAuthMethodName(
  accountId: string,
  issuerId: string,
  methodId: string,
): string | null {
  const listed = useListedMethod(accountId, issuerId, methodId);
  const { data } = useQuery({
    ...authMethodQuery(accountId, issuerId, methodId),
    throwOnError: false,
  });
  const method = data?.method ?? listed;
  return method === null ? null : methodName(method);
}
