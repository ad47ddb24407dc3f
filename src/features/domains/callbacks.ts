import { useQuery } from '@tanstack/react-query';
import { authMethodsQuery } from '#api/auth-methods.ts';
import { isKnownMethod, secretsOf } from '#contract/auth-methods/registry.ts';
import type { AuthMethod } from '#contract/auth-method.ts';
import { listedOf } from '#shared/listed.ts';
import type { Asked, Listed } from '#shared/listed.ts';
import type { DomainNotes } from './domain-notes.ts';
import type { CallbacksState } from './domain-steps.ts';

/** The auth methods of the issuer a domain is assigned to; null: there is none to ask about. */
export function useMethods(accountId: string, issuerId: string | null): Asked<AuthMethod> | null {
  const { data, error, refetch } = useQuery({
    ...authMethodsQuery(accountId, issuerId ?? ''),
    throwOnError: false,
    enabled: issuerId !== null,
  });
  if (issuerId === null) return null;
  return { list: listedOf({ data, error }), retry: () => void refetch() };
}

/** Whether a method has a provider, which calls back; null: not known, since the method is not. */
export function hasProvider({ method }: Pick<AuthMethod, 'method'>): boolean | null {
  return isKnownMethod(method) ? secretsOf(method).length > 0 : null;
}

/**
 * How far the callback URLs at a host are.
 *
 * @param template of the operator; null: none is set, which does not say that none is needed
 */
export function callbacksState(
  issuerId: string | null,
  template: string | null,
  methods: Listed<AuthMethod> | null,
  { registeredFor }: DomainNotes,
): CallbacksState {
  if (issuerId === null || methods === null) return 'unknown';
  if (registeredFor === issuerId) return 'registered';
  // The same at every address: what is registered already serves this host, too.
  if (template !== null && !template.includes('{issuer}')) return 'none';
  if (methods.state !== 'known') return 'unknown';
  if (methods.rows.some((method) => hasProvider(method) === true)) return 'open';
  const isSure = methods.whole && methods.rows.every((method) => hasProvider(method) === false);
  return isSure ? 'none' : 'unknown';
}
