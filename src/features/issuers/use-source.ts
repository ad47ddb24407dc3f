import { useQuery } from '@tanstack/react-query';
import { authMethodsQuery } from '#api/auth-methods.ts';
import { issuerQuery } from '#api/issuers.ts';
import type { AuthMethod } from '#contract/auth-method.ts';
import type { Issuer } from '#contract/issuer.ts';
import { listedOf } from '#shared/listed.ts';
import type { Asked } from '#shared/listed.ts';
import { carriedOf } from './new-issuer.ts';
import type { Carried, Start } from './new-issuer.ts';

/** What a new issuer starts from, as far as it has come. */
export type Source = {
  /** What can be taken along. */
  readonly carried: readonly Carried[];
  /** The issuer that is copied; null where none is, or it is not there yet. */
  readonly issuer: Issuer | null;
  /** Why that did not come. */
  readonly failure: Error | null;
  readonly retry: () => void;
  /** Its auth methods; null where nothing is copied. */
  readonly methods: Asked<AuthMethod> | null;
  /** Why nothing can be created from it now; null: it can. */
  readonly reason: string | null;
};

/** Asks for what a new issuer starts from. */
export function useSource(accountId: string, start: Start): Source {
  const id = start.from === 'copy' ? start.copy : null;
  const enabled = id !== null;
  const found = useQuery({ ...issuerQuery(accountId, id ?? ''), enabled, throwOnError: false });
  const takesMethods = !start.leave.includes('methods');
  const listed = useQuery({
    ...authMethodsQuery(accountId, id ?? ''),
    enabled: enabled && takesMethods,
    throwOnError: false,
  });
  if (start.from !== 'copy') {
    const values = start.from === 'values' ? (start.values ?? {}) : {};
    return { ...NOTHING, carried: carriedOf(values), retry: () => undefined };
  }
  const issuer = found.data?.issuer ?? null;
  const failure = issuer === null ? found.error : null;
  const list = listedOf(listed);
  return {
    carried: issuer === null ? [] : carriedOf(issuer),
    issuer,
    failure,
    retry: () => void found.refetch(),
    methods: enabled ? { list, retry: () => void listed.refetch() } : null,
    reason: reasonOf(),
  };

  function reasonOf(): string | null {
    if (!enabled) return 'Choose an issuer to copy';
    if (failure !== null) return 'The issuer to copy did not load';
    if (issuer === null) return 'The issuer to copy is loading';
    if (!takesMethods || list.state === 'known') return null;
    return list.state === 'asking'
      ? 'Its auth methods are loading'
      : 'Its auth methods did not load: try again, or leave them out';
  }
}

const NOTHING = { issuer: null, failure: null, methods: null, reason: null } as const;
